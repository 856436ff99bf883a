// links: stafi::crypto
#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"

// Whatever text is accepted has the digits of the address, and its checksummed form is the same
// address.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const std::string_view text = text_of(std::as_bytes(std::span{data, size}));
    if (const auto address = parse_address(text)) {
        CHECK(*parse_fixed<Address>(text) == *address);
        CHECK(*parse_address(to_checksum_text(*address)) == *address);
    }
    return 0;
}
