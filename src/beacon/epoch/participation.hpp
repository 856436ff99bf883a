#pragma once

#include <cstdint>

#include "beacon/state/state.hpp"

// Participation: what a validator did in an epoch, three flags, and what the chain makes of them at
// the epoch's end. Source: consensus-specs, specs/{altair,bellatrix}/beacon-chain.md.

namespace stafi::beacon {

/// What an attestation was right and in time about; the value is the flag's bit.
enum class Flag : std::uint8_t { timely_source = 0, timely_target = 1, timely_head = 2 };

// What each duty weighs, of 64 in all.
inline constexpr std::uint64_t kSourceWeight = 14;
inline constexpr std::uint64_t kTargetWeight = 26;
inline constexpr std::uint64_t kHeadWeight = 14;
inline constexpr std::uint64_t kSyncWeight = 2;
inline constexpr std::uint64_t kProposerWeight = 8;
inline constexpr std::uint64_t kWeights = 64;
static_assert(kSourceWeight + kTargetWeight + kHeadWeight + kSyncWeight + kProposerWeight ==
              kWeights);

[[nodiscard]] std::uint64_t weight_of(Flag flag);
[[nodiscard]] bool has_flag(std::uint8_t participation, Flag flag);
[[nodiscard]] std::uint8_t with_flag(std::uint8_t participation, Flag flag);

/// The effective balances of all who were active in `epoch`, were not slashed and have the flag; at
/// least one increment. CHECKs that it is the state's epoch or the one before.
[[nodiscard]] Gwei participating_balance(const State& state, Epoch epoch, Flag flag);

/// Too long without finality: nobody earns, and who does not vote loses more from epoch to epoch.
[[nodiscard]] bool is_leaking(const State& state);

/// What a validator could earn in an epoch for one increment of its effective balance:
/// increment * base_reward_factor / sqrt(total active balance).
[[nodiscard]] Gwei base_reward_per_increment(const Parameters& rules, Gwei total_active);

// At the end of an epoch, in this order.

/// Counts for how long each validator has not voted for the right target.
void update_inactivity_scores(State& state);

/// What an epoch's duties brought one validator. Sums per kind, for reports.
struct Deltas {
    Gwei source_reward, target_reward, head_reward;
    Gwei source_penalty, target_penalty;
    Gwei inactivity_penalty;
    friend bool operator==(const Deltas&, const Deltas&) = default;
};
/// For each validator, for the epoch before the state's. Nothing at genesis.
[[nodiscard]] std::vector<Deltas> attestation_deltas(const State& state);
void apply_rewards_and_penalties(State& state);

/// The current epoch's flags become the previous one's.
void rotate_participation(State& state);

}  // namespace stafi::beacon
