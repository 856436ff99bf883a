#pragma once

#include <optional>
#include <span>

#include "eth/containers/deposit.hpp"
#include "eth/network.hpp"

// Whose a validator is going to be. The beacon chain takes the withdrawal credentials of a key from
// its first deposit with a valid signature and never changes them, so whoever deposits first owns
// what all later deposits bring. Nothing is staked on a key before this is judged.

namespace stafi::pool {

/// All that is known of one key.
struct CredentialsEvidence {
    std::span<const eth::DepositRequest> deposits;  ///< in finalized blocks, in any order
    std::span<const eth::PendingDeposit> pending;   ///< of the beacon chain, in queue order
    std::optional<Bytes32> registered;              ///< of the validator, if there is one
    bool is_deposit_final = false;                  ///< our own deposit is in a finalized block
};

enum class CredentialsVerdict : std::uint8_t {
    undecided,  ///< wait: nothing is said, nothing is done
    matches,    ///< the key pays to us
    foreign,    ///< it pays to somebody else, or to nobody
};

/// The valid deposit with the lowest index decides, whatever came with a wrong signature before it;
/// then neither the validator nor the first valid pending deposit may say otherwise.
/// Cost: a verification, about 1 ms, for each deposit up to the first valid one.
[[nodiscard]] CredentialsVerdict judge_credentials(const CredentialsEvidence& evidence,
                                                   const Bytes32& ours,
                                                   const eth::ForkVersion& genesis);

}  // namespace stafi::pool
