#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// StafiWithdraw: the queue of withdrawals, and the exits of validators that fill it. Its address is
// in the withdrawal credentials of every validator.

namespace stafi::pool::withdraw {

/// Burns rETH; pays at once if the pool can, else queues.
struct Unstake {
    Reth reth_amount;
    ABI_MESSAGE(Unstake, "unstake(uint256)", reth_amount);
};
/// Pays the caller's claimable requests.
struct Withdraw {
    std::vector<WithdrawIndex> withdraw_index_list;
    ABI_MESSAGE(Withdraw, "withdraw(uint256[])", withdraw_index_list);
};
struct CurrentWithdrawCycle {
    ABI_MESSAGE(CurrentWithdrawCycle, "currentWithdrawCycle() view returns (uint256)");
    using Returns = Cycle;
};
struct NextWithdrawIndex {
    ABI_MESSAGE(NextWithdrawIndex, "nextWithdrawIndex() view returns (uint256)");
    using Returns = WithdrawIndex;
};
/// 0 also when nothing is.
struct MaxClaimableWithdrawIndex {
    ABI_MESSAGE(MaxClaimableWithdrawIndex, "maxClaimableWithdrawIndex() view returns (uint256)");
    using Returns = WithdrawIndex;
};
/// What the queue lacks.
struct TotalMissingAmountForWithdraw {
    ABI_MESSAGE(TotalMissingAmountForWithdraw,
                "totalMissingAmountForWithdraw() view returns (uint256)");
    using Returns = Wei;
};
/// In the contract and owed.
struct GetReservedForClaims {
    ABI_MESSAGE(GetReservedForClaims, "getReservedForClaims() view returns (uint256)");
    using Returns = Wei;
};
struct LatestDistributeHeight {
    ABI_MESSAGE(LatestDistributeHeight, "latestDistributeHeight() view returns (uint256)");
    using Returns = BlockNumber;
};
struct WithdrawLimitPerCycle {
    ABI_MESSAGE(WithdrawLimitPerCycle, "withdrawLimitPerCycle() view returns (uint256)");
    using Returns = Wei;
};
struct UserWithdrawLimitPerCycle {
    ABI_MESSAGE(UserWithdrawLimitPerCycle, "userWithdrawLimitPerCycle() view returns (uint256)");
    using Returns = Wei;
};
struct TotalWithdrawAmountAtCycle {
    Cycle cycle;
    ABI_MESSAGE(TotalWithdrawAmountAtCycle,
                "totalWithdrawAmountAtCycle(uint256) view returns (uint256)", cycle);
    using Returns = Wei;
};
struct UserWithdrawAmountAtCycle {
    Address user;
    Cycle cycle;
    ABI_MESSAGE(UserWithdrawAmountAtCycle,
                "userWithdrawAmountAtCycle(address,uint256) view returns (uint256)", user, cycle);
    using Returns = Wei;
};
struct GetUnclaimedWithdrawalsOfUser {
    Address user;
    ABI_MESSAGE(GetUnclaimedWithdrawalsOfUser,
                "getUnclaimedWithdrawalsOfUser(address) view returns (uint256[])", user);
    using Returns = std::vector<WithdrawIndex>;
};
struct WithdrawalOf {
    Address account;  ///< zero when there is no such request
    Wei amount;
    ABI_RECORD(WithdrawalOf, account, amount);
};
struct WithdrawalAtIndex {
    WithdrawIndex index;
    ABI_MESSAGE(WithdrawalAtIndex, "withdrawalAtIndex(uint256) view returns (address,uint256)",
                index);
    using Returns = WithdrawalOf;
};
struct Withdrawal {
    Address account;
    Wei amount;
    Wei queued_up_to;  ///< all requests up to this one; claimable once so much is covered
    ABI_RECORD(Withdrawal, account, amount, queued_up_to);
};
/// Those from `start` up to, without, `end`.
struct GetWithdrawals {
    WithdrawIndex start;
    WithdrawIndex end;
    ABI_MESSAGE(GetWithdrawals,
                "getWithdrawals(uint256,uint256) view returns ((address,uint96,uint128)[])", start,
                end);
    using Returns = std::vector<Withdrawal>;
};

// The oracle's, each a vote on a proposal (pool/proposals.hpp).

/// Splits what validators paid out up to block `dealed_height`.
struct DistributeWithdrawals {
    BlockNumber dealed_height;
    Wei user_amount;
    Wei node_amount;
    Wei platform_amount;
    WithdrawIndex max_claimable_withdraw_index;
    ABI_MESSAGE(DistributeWithdrawals,
                "distributeWithdrawals(uint256,uint256,uint256,uint256,uint256)", dealed_height,
                user_amount, node_amount, platform_amount, max_claimable_withdraw_index);
};
/// Takes what is missing from the pool.
struct ReserveEthForWithdraw {
    Cycle withdraw_cycle;
    ABI_MESSAGE(ReserveEthForWithdraw, "reserveEthForWithdraw(uint256)", withdraw_cycle);
};
/// Elects validators that have to leave.
struct NotifyValidatorExit {
    Cycle withdraw_cycle;
    Cycle ejected_start_cycle;
    std::vector<ValidatorIndex> validator_indexes;
    ABI_MESSAGE(NotifyValidatorExit, "notifyValidatorExit(uint256,uint256,uint256[])",
                withdraw_cycle, ejected_start_cycle, validator_indexes);
};
/// The keys of those, in the same order: after the grace period anybody may send them out.
struct NameElectedKeys {
    Cycle withdraw_cycle;
    std::vector<PubkeyBytes> pubkeys;
    ABI_MESSAGE(NameElectedKeys, "nameElectedKeys(uint256,bytes[])", withdraw_cycle, pubkeys);
};

// Exits.

/// The oldest whose election is not done with.
struct EjectedStartCycle {
    ABI_MESSAGE(EjectedStartCycle, "ejectedStartCycle() view returns (uint256)");
    using Returns = Cycle;
};
struct GetEjectedValidatorsAtCycle {
    Cycle cycle;
    ABI_MESSAGE(GetEjectedValidatorsAtCycle,
                "getEjectedValidatorsAtCycle(uint256) view returns (uint256[])", cycle);
    using Returns = std::vector<ValidatorIndex>;
};
/// Asks the beacon chain to send them out (EIP-7002), with the fees for it; the rest comes back.
struct TriggerExits {
    std::vector<PubkeyBytes> pubkeys;
    Wei maximum_fee_per_exit;
    ABI_MESSAGE(TriggerExits, "triggerExits(bytes[],uint256) payable", pubkeys,
                maximum_fee_per_exit);
};
/// Of one request, now.
struct GetExitFee {
    ABI_MESSAGE(GetExitFee, "getExitFee() view returns (uint256)");
    using Returns = Wei;
};
/// From when on it can be triggered; 0 when it is not elected.
struct GetExitTriggerTime {
    PubkeyBytes pubkey;
    ABI_MESSAGE(GetExitTriggerTime, "getExitTriggerTime(bytes) view returns (uint256)", pubkey);
    using Returns = UnixSeconds;
};

}  // namespace stafi::pool::withdraw
