#pragma once

#include <variant>
#include <vector>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// What StafiWithdraw tells.

namespace stafi::pool::withdraw {

namespace event {

/// Requests that were paid `instantly` have an index too.
struct Unstake {
    Address from;
    Reth reth_amount;
    Wei eth_amount;
    WithdrawIndex withdraw_index;
    bool instantly = false;
    ABI_MESSAGE(Unstake, "Unstake(address indexed,uint256,uint256,uint256,bool)", from, reth_amount,
                eth_amount, withdraw_index, instantly);
};
struct Withdraw {
    Address from;
    std::vector<WithdrawIndex> withdraw_index_list;
    ABI_MESSAGE(Withdraw, "Withdraw(address indexed,uint256[])", from, withdraw_index_list);
};
/// `mv_amount` went on to the pool.
struct DistributeWithdrawals {
    BlockNumber dealed_height;
    Wei user_amount;
    Wei node_amount;
    Wei platform_amount;
    WithdrawIndex max_claimable_withdraw_index;
    Wei mv_amount;
    ABI_MESSAGE(DistributeWithdrawals,
                "DistributeWithdrawals(uint256,uint256,uint256,uint256,uint256,uint256)",
                dealed_height, user_amount, node_amount, platform_amount,
                max_claimable_withdraw_index, mv_amount);
};
/// `mv_amount` came from the pool.
struct ReserveEthForWithdraw {
    Cycle withdraw_cycle;
    Wei mv_amount;
    ABI_MESSAGE(ReserveEthForWithdraw, "ReserveEthForWithdraw(uint256,uint256)", withdraw_cycle,
                mv_amount);
};
struct NotifyValidatorExit {
    Cycle withdraw_cycle;
    Cycle ejected_start_withdraw_cycle;
    std::vector<ValidatorIndex> ejected_validators;
    ABI_MESSAGE(NotifyValidatorExit, "NotifyValidatorExit(uint256,uint256,uint256[])",
                withdraw_cycle, ejected_start_withdraw_cycle, ejected_validators);
};
struct ElectedKeysNamed {
    Cycle withdraw_cycle;
    std::vector<PubkeyBytes> pubkeys;
    ABI_MESSAGE(ElectedKeysNamed, "ElectedKeysNamed(uint256 indexed,bytes[])", withdraw_cycle,
                pubkeys);
};
struct ExitTriggered {
    Address by;
    PubkeyBytes pubkey;
    Wei fee;
    ABI_MESSAGE(ExitTriggered, "ExitTriggered(address indexed,bytes,uint256)", by, pubkey, fee);
};
struct SetWithdrawLimitPerCycle {
    Wei withdraw_limit_per_cycle;
    ABI_MESSAGE(SetWithdrawLimitPerCycle, "SetWithdrawLimitPerCycle(uint256)",
                withdraw_limit_per_cycle);
};
struct SetUserWithdrawLimitPerCycle {
    Wei user_withdraw_limit_per_cycle;
    ABI_MESSAGE(SetUserWithdrawLimitPerCycle, "SetUserWithdrawLimitPerCycle(uint256)",
                user_withdraw_limit_per_cycle);
};
/// From the pool, for requests.
struct EtherDeposited {
    Address from;
    Wei amount;
    UnixSeconds time;
    ABI_MESSAGE(EtherDeposited, "EtherDeposited(address indexed,uint256,uint256)", from, amount,
                time);
};
struct VoteProposal {
    Bytes32 proposal_id;
    Address voter;
    ABI_MESSAGE(VoteProposal, "VoteProposal(bytes32 indexed,address)", proposal_id, voter);
};
struct ProposalExecuted {
    Bytes32 proposal_id;
    ABI_MESSAGE(ProposalExecuted, "ProposalExecuted(bytes32 indexed)", proposal_id);
};

}  // namespace event

using Event = std::variant<event::Unstake, event::Withdraw, event::DistributeWithdrawals,
                           event::ReserveEthForWithdraw, event::NotifyValidatorExit,
                           event::ElectedKeysNamed, event::ExitTriggered,
                           event::SetWithdrawLimitPerCycle, event::SetUserWithdrawLimitPerCycle,
                           event::EtherDeposited, event::VoteProposal, event::ProposalExecuted>;

}  // namespace stafi::pool::withdraw
