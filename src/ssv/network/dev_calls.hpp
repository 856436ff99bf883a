#pragma once

#include "eth/abi/message.hpp"
#include "ssv/network/units.hpp"

// What only the SSV Network of local chains can: contracts/src/ssv/SSVDevTools.sol. Its owner
// calls.

namespace stafi::ssv::dev_call {

struct DevUpgradeToV2 {
    ABI_MESSAGE(DevUpgradeToV2, "devUpgradeToV2()");
};
/// In place of the oracles.
struct DevCommitRoot {
    Bytes32 merkle_root;
    BlockNumber block_num;
    ABI_MESSAGE(DevCommitRoot, "devCommitRoot(bytes32,uint64)", merkle_root, block_num);
};
struct DevSetOperatorFee {
    OperatorId operator_id;
    AssetWei fee;
    ABI_MESSAGE(DevSetOperatorFee, "devSetOperatorFee(uint64,uint256)", operator_id, fee);
};
/// For liquidation, below the real minimum.
struct DevAllowShortPeriods {
    bool allowed = false;
    ABI_MESSAGE(DevAllowShortPeriods, "devAllowShortPeriods(bool)", allowed);
};
struct DevSetValidatorsPerOperatorLimit {
    std::uint32_t limit = 0;
    ABI_MESSAGE(DevSetValidatorsPerOperatorLimit, "devSetValidatorsPerOperatorLimit(uint32)",
                limit);
};

}  // namespace stafi::ssv::dev_call
