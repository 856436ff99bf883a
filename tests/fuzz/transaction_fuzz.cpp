// links: stafi::eth
#include "base/check.hpp"
#include "eth/transaction.hpp"

// Whatever is accepted is the one encoding of its transaction.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const stafi::BytesView input = std::as_bytes(std::span{data, size});
    if (const auto transaction = stafi::eth::decode_transaction(input))
        CHECK(std::ranges::equal(stafi::eth::encode_transaction(*transaction), input));
    return 0;
}
