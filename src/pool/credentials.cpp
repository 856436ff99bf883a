#include "pool/credentials.hpp"

#include <algorithm>
#include <vector>

#include "crypto/bls/bls.hpp"
#include "eth/deposit/deposit.hpp"

namespace stafi::pool {
namespace {

/// A deposit on either side of its way.
template <class Deposit>
bool is_valid(const Deposit& deposit, const eth::ForkVersion& genesis) {
    const auto key = BlsPubkey::parse(deposit.pubkey);
    const auto signature = BlsSignature::parse(deposit.signature);
    if (!key || !signature) return false;
    const eth::DepositMessage message{.pubkey = deposit.pubkey,
                                      .withdrawal_credentials = deposit.withdrawal_credentials,
                                      .amount = deposit.amount};
    return verify(*key, eth::deposit_signing_root(message, genesis).view(), *signature);
}

}  // namespace

CredentialsVerdict judge_credentials(const CredentialsEvidence& evidence, const Bytes32& ours,
                                     const eth::ForkVersion& genesis) {
    if (evidence.registered && *evidence.registered != ours) return CredentialsVerdict::foreign;
    std::vector<eth::DepositRequest> deposits{evidence.deposits.begin(), evidence.deposits.end()};
    std::ranges::sort(deposits, {}, &eth::DepositRequest::index);
    const auto is_valid_here = [&](const auto& deposit) { return is_valid(deposit, genesis); };
    const auto first = std::ranges::find_if(deposits, is_valid_here);
    if (first == deposits.end())
        return evidence.is_deposit_final ? CredentialsVerdict::foreign
                                         : CredentialsVerdict::undecided;
    if (first->withdrawal_credentials != ours) return CredentialsVerdict::foreign;
    const auto queued = std::ranges::find_if(evidence.pending, is_valid_here);
    const bool contradicts = !evidence.registered && queued != evidence.pending.end() &&
                             queued->withdrawal_credentials != ours;
    return contradicts ? CredentialsVerdict::foreign : CredentialsVerdict::matches;
}

}  // namespace stafi::pool
