#pragma once

#include "base/bytes.hpp"
#include "pool/contracts/distributor.hpp"
#include "pool/contracts/network_balances.hpp"
#include "pool/contracts/withdraw.hpp"

// What the oracle votes on. A proposal is the call that makes it; equal calls are votes for the
// same one, whose id is in the events VoteProposal and ProposalExecuted. The registry keeps flags
// of votes and results: `storage::GetBool`.

namespace stafi::pool {

/// keccak256 of the function's name and its arguments, each number as 32 bytes, lists without their
/// length; of `nameElectedKeys` of their ABI encoding.
[[nodiscard]] Bytes32 proposal_id(const withdraw::DistributeWithdrawals& call);
[[nodiscard]] Bytes32 proposal_id(const withdraw::ReserveEthForWithdraw& call);
[[nodiscard]] Bytes32 proposal_id(const withdraw::NotifyValidatorExit& call);
[[nodiscard]] Bytes32 proposal_id(const withdraw::NameElectedKeys& call);
[[nodiscard]] Bytes32 proposal_id(const distributor::DistributeFee& call);
[[nodiscard]] Bytes32 proposal_id(const distributor::DistributeSuperNodeFee& call);
[[nodiscard]] Bytes32 proposal_id(const distributor::DistributeSlashAmount& call);
[[nodiscard]] Bytes32 proposal_id(const distributor::SetMerkleRoot& call);
[[nodiscard]] Bytes32 proposal_id(const distributor::SetPlatformTotalAmount& call);

/// Who counts the votes; their flags are apart.
enum class Ballot : std::uint8_t { withdraw, distributor };

/// The flag that `member` has voted for a proposal.
[[nodiscard]] Bytes32 vote_flag(Ballot ballot, const Bytes32& proposal, const Address& member);
/// The flag that a proposal was agreed on and done.
[[nodiscard]] Bytes32 executed_flag(Ballot ballot, const Bytes32& proposal);

/// The flag that `member` has submitted exactly these figures.
[[nodiscard]] Bytes32 submitted_flag(const network_balances::SubmitBalances& call,
                                     const Address& member);

}  // namespace stafi::pool
