#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "beacon/state/state.hpp"

namespace stafi::devnet::beacon_api {

/// Finds validators of any state by key, also those of forks, in which one index may be two
/// validators: `learn` a state, then look for as many keys in it as you like.
class Keys {
  public:
    /// Cost: compares the keys of all validators.
    void learn(const beacon::State& state);
    /// In the state that was learnt last.
    [[nodiscard]] std::optional<ValidatorIndex> find(const PubkeyBytes& key) const;

  private:
    std::size_t count_ = 0;  ///< of the last state; by_index_ may know more
    std::vector<PubkeyBytes> by_index_;
    std::unordered_map<PubkeyBytes, ValidatorIndex> by_key_;
};

}  // namespace stafi::devnet::beacon_api
