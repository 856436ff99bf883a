#include "beacon/block/slashings.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "base/check.hpp"
#include "beacon/epoch/participation.hpp"
#include "beacon/state/committees.hpp"
#include "beacon/state/registry.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {
namespace {

Result<> refuse(std::string_view what, std::string_view why) {
    return fail(Reason::bad_argument, fmt::format("{}: {}", what, why));
}

Bytes32 header_root(const State& state, const eth::BeaconBlockHeader& header) {
    const Epoch epoch = epoch_of(header.slot, state.rules.slots_per_epoch);
    return eth::compute_signing_root(ssz::hash_tree_root(header),
                                     domain_of(state, eth::DomainType::beacon_proposer, epoch));
}

}  // namespace

bool is_slashable(const eth::AttestationData& a, const eth::AttestationData& b) {
    const bool is_double = a != b && a.target.epoch == b.target.epoch;
    const bool is_surround = a.source.epoch < b.source.epoch && b.target.epoch < a.target.epoch;
    return is_double || is_surround;
}

void slash(State& state, ValidatorIndex index) {
    const Parameters& rules = state.rules;
    const Epoch now = state.epoch();
    initiate_exit(state, index, activation_exit_churn(state));
    eth::Validator& validator = state.validators.at(index.value);
    validator.slashed = true;
    validator.withdrawable_epoch =
        std::max(validator.withdrawable_epoch, now + rules.slashings_window);
    const Gwei stake = validator.effective_balance;
    state.slashings[now.value % rules.slashings_window.value] += stake;
    decrease_balance(state, index, Gwei{stake.value / rules.slashing_penalty_quotient});
    // The proposer is also the whistleblower: of the reward it gets both parts.
    increase_balance(state, proposer_at(state, state.slot),
                     Gwei{stake.value / rules.whistleblower_reward_quotient});
}

Result<> check_indexed(const State& state, const eth::IndexedAttestation& attestation,
                       Signatures& signatures) {
    const auto& voters = attestation.attesting_indices;
    if (voters.empty()) return refuse("attestation", "nobody attests");
    if (!std::ranges::is_sorted(voters, std::ranges::less_equal{}))
        return refuse("attestation", "its voters are not in ascending order");
    if (voters.back().value >= state.validators.size())
        return fail(Reason::unknown_validator,
                    fmt::format("attestation: no validator {}", voters.back().value));
    return signatures.add(state, voters, attestation_root(state, attestation.data),
                          attestation.signature);
}

Result<> process_proposer_slashing(State& state, const eth::ProposerSlashing& slashing,
                                   Signatures& signatures) {
    const auto& [first, second] = slashing;
    const ValidatorIndex index = first.message.proposer_index;
    if (first.message.slot != second.message.slot || index != second.message.proposer_index ||
        first.message == second.message)
        return refuse("proposer slashing", "the headers do not contradict each other");
    if (index.value >= state.validators.size())
        return fail(Reason::unknown_validator,
                    fmt::format("proposer slashing: no validator {}", index.value));
    const eth::Validator& validator = state.validators[index.value];
    if (!is_slashable(validator, state.epoch()))
        return refuse("proposer slashing",
                      fmt::format("validator {} is slashed or gone already", index.value));
    for (const eth::SignedBeaconBlockHeader* header : {&first, &second})
        TRY_VOID(signatures.add(validator.pubkey, header_root(state, header->message),
                                header->signature));
    slash(state, index);
    return {};
}

Result<> process_attester_slashing(State& state, const eth::AttesterSlashing& slashing,
                                   Signatures& signatures) {
    const auto& [first, second] = slashing;
    if (!is_slashable(first.data, second.data))
        return refuse("attester slashing", "the votes do not contradict each other");
    TRY_VOID(check_indexed(state, first, signatures));
    TRY_VOID(check_indexed(state, second, signatures));
    std::vector<ValidatorIndex> guilty;
    std::ranges::set_intersection(first.attesting_indices, second.attesting_indices,
                                  std::back_inserter(guilty));
    std::erase_if(guilty, [&state](ValidatorIndex index) {
        return !is_slashable(state.validators[index.value], state.epoch());
    });
    if (guilty.empty()) return refuse("attester slashing", "nobody is left to be slashed");
    for (const ValidatorIndex index : guilty)
        slash(state, index);
    return {};
}

void apply_slashing_penalties(State& state) {
    const Parameters& rules = state.rules;
    const std::uint64_t increment = rules.effective_balance_increment.value;
    const Gwei total = total_active_balance(state);
    Gwei slashed;
    for (const Gwei sum : state.slashings.view())
        slashed += sum;
    const Gwei adjusted = std::min(rules.proportional_slashing_multiplier * slashed, total);
    const Gwei penalty_per_increment{adjusted.value / (total.value / increment)};
    const Epoch halfway = state.epoch() + Epoch{rules.slashings_window.value / 2};
    for (std::size_t i = 0; i < state.validators.size(); ++i) {
        const eth::Validator& validator = state.validators[i];
        if (!validator.slashed || validator.withdrawable_epoch != halfway) continue;
        decrease_balance(state, ValidatorIndex{i},
                         validator.effective_balance.value / increment * penalty_per_increment);
    }
}

}  // namespace stafi::beacon
