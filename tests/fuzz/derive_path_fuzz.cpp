// links: stafi::crypto
#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "crypto/bls/bls.hpp"

// A path that is accepted says exactly what its numbers say: written again from them it is the
// same text, and its key is that of the single steps.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const std::string path{reinterpret_cast<const char*>(data), size};
    static const BlsSecretKey master = derive_master(Bytes(32, std::byte{7})).value();
    const auto derived = derive_path(master, path);
    if (!derived) {
        CHECK(derived.error().reason == Reason::bad_path);
        return 0;
    }
    BlsSecretKey key = master.copy();
    std::string written = "m";
    std::size_t levels = 0;
    for (std::size_t slash = path.find('/'); slash != path.npos;
         slash = path.find('/', slash + 1)) {
        const std::uint64_t index = std::stoull(path.substr(slash + 1));
        CHECK(index <= UINT32_MAX);
        written += "/" + std::to_string(index);
        key = derive_child(key, static_cast<std::uint32_t>(index));
        ++levels;
    }
    CHECK(written == path && levels <= kPathLevelsMax);
    CHECK(equal_constant_time(key.bytes().view(), derived->bytes().view()));
    return 0;
}
