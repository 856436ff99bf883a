#pragma once

#include "base/units.hpp"
#include "eth/containers/state.hpp"
#include "eth/network.hpp"

// The numbers a beacon chain is run with. What is not here is part of a container's type
// (eth/containers) or the same on every chain.

namespace stafi::beacon {

using namespace literals;

/// Presets and configuration of the consensus specs, mainnet's values as defaults; each field names
/// its constant there. Delays are counted in epochs.
struct Parameters {
    eth::ForkSchedule forks = eth::mainnet().forks;  ///< for signing domains
    SlotsPerEpoch slots_per_epoch{32};
    std::uint64_t seconds_per_slot = 12;     ///< SLOT_DURATION_MS / 1000
    std::uint64_t blobs_per_block_max = 21;  ///< BLOB_SCHEDULE, its last entry

    // Balances that count.
    Gwei activation_balance = 32_eth;          ///< MIN_ACTIVATION_BALANCE
    Gwei compounding_balance_max = 2048_eth;   ///< MAX_EFFECTIVE_BALANCE_ELECTRA
    Gwei effective_balance_increment = 1_eth;  ///< EFFECTIVE_BALANCE_INCREMENT
    Gwei ejection_balance = 16_eth;            ///< EJECTION_BALANCE
    std::uint64_t hysteresis_quotient = 4;     ///< HYSTERESIS_QUOTIENT
    std::uint64_t hysteresis_downward = 1;     ///< HYSTERESIS_DOWNWARD_MULTIPLIER
    std::uint64_t hysteresis_upward = 5;       ///< HYSTERESIS_UPWARD_MULTIPLIER

    // How fast validators come and go.
    Gwei churn_min = 128_eth;                       ///< MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA
    Gwei activation_exit_churn_max = 256_eth;       ///< MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT
    std::uint64_t churn_quotient = 65536;           ///< CHURN_LIMIT_QUOTIENT
    std::uint64_t pending_deposits_per_epoch = 16;  ///< MAX_PENDING_DEPOSITS_PER_EPOCH
    Epoch activation_exit_delay{4};                 ///< MAX_SEED_LOOKAHEAD
    Epoch withdrawability_delay{256};               ///< MIN_VALIDATOR_WITHDRAWABILITY_DELAY
    Epoch service_before_exit{256};                 ///< SHARD_COMMITTEE_PERIOD

    // Withdrawals.
    std::uint64_t sweep_validators_max = 16384;  ///< MAX_VALIDATORS_PER_WITHDRAWALS_SWEEP
    std::uint64_t sweep_partials_max = 8;        ///< MAX_PENDING_PARTIALS_PER_WITHDRAWALS_SWEEP

    // Duties.
    std::uint64_t target_committee_size = 128;  ///< TARGET_COMMITTEE_SIZE
    Epoch sync_committee_period{256};           ///< EPOCHS_PER_SYNC_COMMITTEE_PERIOD
    Epoch eth1_voting_period{64};               ///< EPOCHS_PER_ETH1_VOTING_PERIOD

    // Rewards and penalties.
    std::uint64_t base_reward_factor = 64;                   ///< BASE_REWARD_FACTOR
    Epoch leak_after{4};                                     ///< MIN_EPOCHS_TO_INACTIVITY_PENALTY
    std::uint64_t inactivity_score_bias = 4;                 ///< INACTIVITY_SCORE_BIAS
    std::uint64_t inactivity_score_recovery = 16;            ///< INACTIVITY_SCORE_RECOVERY_RATE
    std::uint64_t inactivity_penalty_quotient = 1ULL << 24;  ///< …_BELLATRIX

    // Slashing.
    std::uint64_t slashing_penalty_quotient = 4096;      ///< MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA
    std::uint64_t whistleblower_reward_quotient = 4096;  ///< …_ELECTRA
    std::uint64_t proportional_slashing_multiplier = 3;  ///< …_BELLATRIX
    Epoch slashings_window{eth::kEpochsPerSlashingsVector};  ///< EPOCHS_PER_SLASHINGS_VECTOR

    friend bool operator==(const Parameters&, const Parameters&) = default;
};

/// Four slots an epoch; up to 8,192 ETH and 256 deposits come in per epoch, and as much goes out;
/// whoever leaves is withdrawable four epochs after, a slashed one after 64.
[[nodiscard]] Parameters devnet_parameters();

}  // namespace stafi::beacon
