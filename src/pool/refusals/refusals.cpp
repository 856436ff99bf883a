#include "pool/refusals.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "eth/abi/message.hpp"
#include "eth/abi/revert.hpp"

namespace stafi::pool {
namespace {

using enum Refusal;

constexpr std::array kTexts{
    RefusalRow{"Paused", paused},
    RefusalRow{"Deposits into Stafi are currently disabled", paused},
    RefusalRow{"light node deposits are currently disabled", paused},
    RefusalRow{"super node deposits are currently disabled", paused},
    RefusalRow{"Submitting balances is currently disabled", paused},
    RefusalRow{"Contract not found", contract_outdated},
    RefusalRow{"Contract does not exist", contract_outdated},
    RefusalRow{"Invalid or outdated contract", contract_outdated},
    RefusalRow{"Invalid or outdated network contract", contract_outdated},
    RefusalRow{"Account is not a super user", not_allowed},
    RefusalRow{"Account is not the owner", not_allowed},
    RefusalRow{"Invalid super node", not_allowed},
    RefusalRow{"Invalid trusted node", not_allowed},
    RefusalRow{"Key is outside of the contract's namespace", not_allowed},
    RefusalRow{"not pubkey owner", not_key_owner},
    RefusalRow{"pubkey status unmatch", key_status},
    RefusalRow{"light Node pubkey exists", key_elsewhere},
    RefusalRow{"super Node pubkey exists", key_elsewhere},
    RefusalRow{"pubkey amount over limit", key_limit},
    RefusalRow{"invalid withdraw credentials", credentials_setting},
    RefusalRow{"Member has already voted to withdrawCredentials", already_voted},
    RefusalRow{"duplicate vote", already_voted},
    RefusalRow{"Duplicate submission from node", already_voted},
    RefusalRow{"proposal already executed", already_done},
    RefusalRow{"height already dealed", already_done},
    RefusalRow{"epoch already dealed", already_done},
    RefusalRow{"already dealed", already_done},
    RefusalRow{"Network balances for an equal or higher block are set", already_done},
    RefusalRow{"already claimed", already_claimed},
    RefusalRow{"not claimable", not_claimable},
    RefusalRow{"no claimable amount", not_claimable},
    RefusalRow{"no claimable deposit", not_claimable},
    RefusalRow{"no claimable reward", not_claimable},
    RefusalRow{"invalid proof", not_claimable},
    RefusalRow{"reach cycle limit", limit_reached},
    RefusalRow{"reach user limit", limit_reached},
    RefusalRow{"balance not enough", balance_too_low},
    RefusalRow{"Insufficient balance for withdrawal", balance_too_low},
    RefusalRow{"Insufficient contract ETH balance", balance_too_low},
    RefusalRow{"ERC20: burn amount exceeds allowance", balance_too_low},
    RefusalRow{"ERC20: burn amount exceeds balance", balance_too_low},
    RefusalRow{"ERC20: decreased allowance below zero", balance_too_low},
    RefusalRow{"The deposited amount is less than the minimum deposit size", bad_arguments},
    RefusalRow{"Cannot calculate rETH token amount while total network balance is zero",
               bad_arguments},
    RefusalRow{"Invalid address", bad_arguments},
    RefusalRow{"Invalid network balances", bad_arguments},
    RefusalRow{"Network balances for a block too far ahead", bad_arguments},
    RefusalRow{"Invalid node deposit amount", bad_arguments},
    RefusalRow{"Invalid token mint amount", bad_arguments},
    RefusalRow{"Invalid value", bad_arguments},
    RefusalRow{"No valid amount of ETH given to withdraw", bad_arguments},
    RefusalRow{"amount below claimed", bad_arguments},
    RefusalRow{"cycle not match", bad_arguments},
    RefusalRow{"eth amount zero", bad_arguments},
    RefusalRow{"index list empty", bad_arguments},
    RefusalRow{"length not match", bad_arguments},
    RefusalRow{"msg value not match", bad_arguments},
    RefusalRow{"params len err", bad_arguments},
    RefusalRow{"reth amount zero", bad_arguments},
    RefusalRow{"unknown claimType", bad_arguments},
    RefusalRow{"withdraw index over", bad_arguments},
    RefusalRow{"zero amount", bad_arguments},
    RefusalRow{"Failed to unstake ETH", transfer_failed},
    RefusalRow{"Failed to withdraw ETH", transfer_failed},
    RefusalRow{"failed to claim ETH", transfer_failed},
    RefusalRow{"user failed to claim ETH", transfer_failed},
    RefusalRow{"transferr failed", transfer_failed},
};

constexpr std::array kErrors{
    RefusalRow{"WholeDepositsArePaused()", paused},
    RefusalRow{"WholeDepositsAreNotPaused()", already_done},
    RefusalRow{"NotMemberNorOwner(address)", not_allowed},
    RefusalRow{"OwnableUnauthorizedAccount(address)", not_allowed},
    RefusalRow{"DepositRootChanged(bytes32,bytes32)", deposit_root_changed},
    RefusalRow{"ApprovalsExpired(uint256)", approvals_expired},
    RefusalRow{"ApprovalsTooFarAhead(uint256)", approvals_expired},
    RefusalRow{"TooFewApprovals(uint256,uint256)", approvals_refused},
    RefusalRow{"ApproversNotAscending(address)", approvals_refused},
    RefusalRow{"ApproverNotMember(address)", approvals_refused},
    RefusalRow{"ECDSAInvalidSignature()", approvals_refused},
    RefusalRow{"ECDSAInvalidSignatureLength(uint256)", approvals_refused},
    RefusalRow{"ECDSAInvalidSignatureS(bytes32)", approvals_refused},
    RefusalRow{"ERC20InsufficientAllowance(address,uint256,uint256)", balance_too_low},
    RefusalRow{"ERC20InsufficientBalance(address,uint256,uint256)", balance_too_low},
    RefusalRow{"ERC20InvalidApprover(address)", bad_arguments},
    RefusalRow{"ERC20InvalidReceiver(address)", bad_arguments},
    RefusalRow{"ERC20InvalidSender(address)", bad_arguments},
    RefusalRow{"ERC20InvalidSpender(address)", bad_arguments},
    RefusalRow{"ExitNotDue(bytes)", exit_not_due},
    RefusalRow{"ExitFeeTooHigh(uint256)", exit_fee},
    RefusalRow{"ExitFeeNotPaid(uint256)", exit_fee},
    RefusalRow{"ExitRequestsUnavailable()", exit_unavailable},
    RefusalRow{"SafeCastOverflowedUintDowncast(uint8,uint256)", arithmetic},
    RefusalRow{"ReentrancyGuardReentrantCall()", not_allowed},
};

const std::vector<abi::Signature>& known_errors() {
    static const auto errors = [] {
        std::vector<abi::Signature> parsed;
        parsed.reserve(std::size(kErrors));
        for (const RefusalRow& row : kErrors)
            parsed.push_back(*abi::Signature::parse(row.text));
        return parsed;
    }();
    return errors;
}

Refusal word_of_text(std::string_view text) {
    if (text.starts_with("DepositContract: ")) return bad_arguments;
    const auto* found = std::ranges::find(kTexts, text, &RefusalRow::text);
    return found == kTexts.end() ? unknown : found->word;
}

Refusal word_of_error(const abi::Revert& revert) {
    if (revert.name == "Panic") return arithmetic;
    const auto is_it = [&](const abi::Signature& error) { return error.name() == revert.name; };
    const auto found = std::ranges::find_if(known_errors(), is_it);
    if (found == known_errors().end()) return unknown;
    return kErrors.at(static_cast<std::size_t>(found - known_errors().begin())).word;
}

}  // namespace

Refused read_refusal(BytesView data) {
    const abi::Revert revert = abi::read_revert(data, known_errors());
    if (revert.name != "Error") return {.word = word_of_error(revert), .text = revert.text};
    const auto text =
        abi::decode_tuple<std::string>("(string)", data.subspan(abi::Selector::kSize));
    return {.word = text ? word_of_text(*text) : unknown, .text = revert.text};
}

std::span<const RefusalRow> refusal_texts() { return kTexts; }
std::span<const RefusalRow> refusal_errors() { return kErrors; }

}  // namespace stafi::pool
