#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "ssv/network/units.hpp"

// What SSV Network tells of operators, in both releases: fees and earnings are SSV under v1.2 and
// ETH under v2.

namespace stafi::ssv::event {

/// `public_key` should be the ABI encoding of the RSA key's text; nobody checks it.
struct OperatorAdded {
    OperatorId operator_id;
    Address owner;
    Bytes public_key;
    AssetWei fee;
    ABI_MESSAGE(OperatorAdded, "OperatorAdded(uint64 indexed,address indexed,bytes,uint256)",
                operator_id, owner, public_key, fee);
};
struct OperatorRemoved {
    OperatorId operator_id;
    ABI_MESSAGE(OperatorRemoved, "OperatorRemoved(uint64 indexed)", operator_id);
};
struct OperatorPrivacyStatusUpdated {
    std::vector<OperatorId> operator_ids;
    bool to_private = false;
    ABI_MESSAGE(OperatorPrivacyStatusUpdated, "OperatorPrivacyStatusUpdated(uint64[],bool)",
                operator_ids, to_private);
};
struct OperatorMultipleWhitelistUpdated {
    std::vector<OperatorId> operator_ids;
    std::vector<Address> whitelist_addresses;
    ABI_MESSAGE(OperatorMultipleWhitelistUpdated,
                "OperatorMultipleWhitelistUpdated(uint64[],address[])", operator_ids,
                whitelist_addresses);
};
struct OperatorMultipleWhitelistRemoved {
    std::vector<OperatorId> operator_ids;
    std::vector<Address> whitelist_addresses;
    ABI_MESSAGE(OperatorMultipleWhitelistRemoved,
                "OperatorMultipleWhitelistRemoved(uint64[],address[])", operator_ids,
                whitelist_addresses);
};
struct OperatorWhitelistingContractUpdated {
    std::vector<OperatorId> operator_ids;
    Address whitelisting_contract;
    ABI_MESSAGE(OperatorWhitelistingContractUpdated,
                "OperatorWhitelistingContractUpdated(uint64[],address)", operator_ids,
                whitelisting_contract);
};
struct OperatorFeeDeclared {
    Address owner;
    OperatorId operator_id;
    BlockNumber block_number;
    AssetWei fee;
    ABI_MESSAGE(OperatorFeeDeclared,
                "OperatorFeeDeclared(address indexed,uint64 indexed,uint256,uint256)", owner,
                operator_id, block_number, fee);
};
struct OperatorFeeDeclarationCancelled {
    Address owner;
    OperatorId operator_id;
    ABI_MESSAGE(OperatorFeeDeclarationCancelled,
                "OperatorFeeDeclarationCancelled(address indexed,uint64 indexed)", owner,
                operator_id);
};
struct OperatorFeeExecuted {
    Address owner;
    OperatorId operator_id;
    BlockNumber block_number;
    AssetWei fee;
    ABI_MESSAGE(OperatorFeeExecuted,
                "OperatorFeeExecuted(address indexed,uint64 indexed,uint256,uint256)", owner,
                operator_id, block_number, fee);
};
struct OperatorWithdrawn {
    Address owner;
    OperatorId operator_id;
    AssetWei value;
    ABI_MESSAGE(OperatorWithdrawn, "OperatorWithdrawn(address indexed,uint64 indexed,uint256)",
                owner, operator_id, value);
};
struct OperatorWithdrawnSSV {
    Address owner;
    OperatorId operator_id;
    SsvWei value;
    ABI_MESSAGE(OperatorWithdrawnSSV,
                "OperatorWithdrawnSSV(address indexed,uint64 indexed,uint256)", owner, operator_id,
                value);
};

}  // namespace stafi::ssv::event
