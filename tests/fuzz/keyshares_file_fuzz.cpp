// links: stafi::ssv
#include <cstdint>

#include "base/check.hpp"
#include "ssv/keyshares/keyshares_check.hpp"

// A text that is read as keyshares means the same after it was written and read again; and
// whatever it says, its checks end with findings, not with a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto file = ssv::read_keyshares({reinterpret_cast<const char*>(data), size});
    if (!file) return 0;
    const std::string written = ssv::write_keyshares(*file);
    const auto again = ssv::read_keyshares(written);
    CHECK(file->items.empty() || (again && *again == *file));
    Entropy entropy{SecretBytes<32>{}};
    const auto findings = ssv::check_file(*file, {}, entropy);
    CHECK(std::ranges::is_sorted(findings, {}, &ssv::Finding::item));
    return 0;
}
