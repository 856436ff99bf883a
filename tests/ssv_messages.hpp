#pragma once

#include <cstdint>
#include <vector>

#include "base/amount.hpp"
#include "base/units.hpp"
#include "eth/abi/message.hpp"

// Messages of SSV Network, as modules above eth write them: the largest call and the most frequent
// event.

namespace stafi::test {

struct Cluster {
    std::uint32_t validator_count = 0;
    std::uint64_t network_fee_index = 0;
    std::uint64_t index = 0;
    bool is_active = true;
    Wei balance;
    static auto abi_fields(auto& self) {
        return abi::fields(self.validator_count, self.network_fee_index, self.index, self.is_active,
                           self.balance);
    }
    friend bool operator==(const Cluster&, const Cluster&) = default;
};

struct BulkRegisterValidator {
    std::vector<PubkeyBytes> public_keys;
    std::vector<OperatorId> operator_ids;
    std::vector<Bytes> shares;
    Cluster cluster;
    static constexpr abi::Literal kAbi =
        "bulkRegisterValidator(bytes[],uint64[],bytes[],(uint32,uint64,uint64,bool,uint256))";
    static auto abi_fields(auto& self) {
        return abi::fields(self.public_keys, self.operator_ids, self.shares, self.cluster);
    }
    friend bool operator==(const BulkRegisterValidator&, const BulkRegisterValidator&) = default;
};

struct ValidatorAdded {
    Address owner;
    std::vector<OperatorId> operator_ids;
    PubkeyBytes public_key;
    Bytes shares;
    Cluster cluster;
    static constexpr abi::Literal kAbi =
        "ValidatorAdded(address indexed owner, uint64[] operatorIds, bytes publicKey, bytes shares,"
        " (uint32,uint64,uint64,bool,uint256) cluster)";
    static auto abi_fields(auto& self) {
        return abi::fields(self.owner, self.operator_ids, self.public_key, self.shares,
                           self.cluster);
    }
    friend bool operator==(const ValidatorAdded&, const ValidatorAdded&) = default;
};

}  // namespace stafi::test
