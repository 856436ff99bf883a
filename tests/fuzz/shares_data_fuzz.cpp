// links: stafi::ssv
#include <cstdint>

#include "base/check.hpp"
#include "ssv/shares/shares_data.hpp"

// Bytes of one of the four lengths are cut into parts and put together again; all others are
// refused. Parts that parse are the points they were.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto input = std::as_bytes(std::span{data, size});
    for (const std::size_t operators : {4U, 7U, 10U, 13U}) {
        const auto parts = ssv::decode_shares_data(input, operators);
        CHECK(parts.has_value() == (size == ssv::shares_data_size(operators)));
        const auto parsed = ssv::parse_shares_data(input, operators);
        CHECK(parts || !parsed);
        if (!parts) continue;
        CHECK(std::ranges::equal(ssv::encode_shares_data(*parts), input));
        if (!parsed) continue;
        CHECK(parsed->signature.bytes() == parts->signature);
        CHECK(std::ranges::equal(parsed->share_keys, parts->share_keys, {}, &BlsPubkey::bytes));
    }
    return 0;
}
