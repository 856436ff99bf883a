// links: stafi::crypto
#include <cstdint>

#include "base/check.hpp"
#include "crypto/keystore/web3_keystore.hpp"

// What is accepted is understood: it comes out as text that means the same. No password is tried.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto keystore = stafi::parse_web3_keystore(text)) {
        const auto again = stafi::parse_web3_keystore(to_json(*keystore));
        CHECK(again && *again == *keystore);
    }
    return 0;
}
