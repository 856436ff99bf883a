// links: stafi::eth
#include "base/check.hpp"
#include "eth/rlp.hpp"

// Whatever is accepted is the one encoding of its value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = std::as_bytes(std::span{data, size});
    if (const auto item = stafi::rlp::decode(input))
        CHECK(std::ranges::equal(stafi::rlp::encode(*item), input));
    return 0;
}
