#pragma once

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

#include "beacon/state/parameters.hpp"
#include "eth/containers/state.hpp"

// The state of a beacon chain: Fulu's container, the rules it lives by, and an index of keys.
// Everything else that a transition needs is computed from it.

namespace stafi::beacon {

/// Finds validators by key. It learns new validators when it is asked and trusts that old ones
/// never move or change their key, as nothing on a beacon chain ever does. Copies share what they
/// know until one of them learns something: copying a state must not cost a table of all keys.
class KeyIndex {
  public:
    [[nodiscard]] std::optional<ValidatorIndex> find(const PubkeyBytes& key,
                                                     std::span<const eth::Validator> validators);

  private:
    using Indices = std::unordered_map<PubkeyBytes, ValidatorIndex>;
    std::shared_ptr<Indices> indices_ = std::make_shared<Indices>();  ///< of the first so many
};

/// A state is a value: copy it to keep or to fork it.
struct State : eth::fulu::BeaconState {
    Parameters rules;
    KeyIndex keys;

    [[nodiscard]] Epoch epoch() const { return epoch_of(slot, rules.slots_per_epoch); }
    /// That of the genesis epoch is itself.
    [[nodiscard]] Epoch previous_epoch() const {
        return epoch() == Epoch{0} ? epoch() : epoch() - Epoch{1};
    }
    [[nodiscard]] Slot first_slot(Epoch of) const {
        return Slot{of.value * rules.slots_per_epoch.value};
    }
    [[nodiscard]] std::optional<ValidatorIndex> find(const PubkeyBytes& key) {
        return keys.find(key, validators);
    }
};

/// Honest, and slow: hashes all of it.
[[nodiscard]] Bytes32 root_of(const State& state);

// Balances. Both CHECK that there is such a validator.

void increase_balance(State& state, ValidatorIndex index, Gwei by);
/// Down to nothing, never below.
void decrease_balance(State& state, ValidatorIndex index, Gwei by);

}  // namespace stafi::beacon
