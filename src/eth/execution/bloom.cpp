#include "eth/execution/bloom.hpp"

#include "crypto/hash.hpp"

namespace stafi::eth {

bool may_have(const LogsBloom& bloom, BytesView contract_or_topic) {
    const Bytes32 hash = keccak256(contract_or_topic);
    for (const std::size_t i : {0U, 2U, 4U}) {
        const auto pair = std::to_integer<unsigned>(hash.bytes.at(i)) << 8 |
                          std::to_integer<unsigned>(hash.bytes.at(i + 1));
        const unsigned bit = pair % 2048;  // bit 0 is the lowest of the last byte
        const auto byte = std::to_integer<unsigned>(bloom.bytes.at(255 - bit / 8));
        if ((byte >> bit % 8 & 1U) == 0) return false;
    }
    return true;
}

}  // namespace stafi::eth
