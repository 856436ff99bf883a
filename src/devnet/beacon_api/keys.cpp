#include "devnet/beacon_api/keys.hpp"

#include <algorithm>

namespace stafi::devnet::beacon_api {

void Keys::learn(const beacon::State& state) {
    count_ = state.validators.size();
    const std::size_t known = std::min(count_, by_index_.size());
    for (std::size_t i = 0; i < known; ++i) {
        if (by_index_[i] == state.validators[i].pubkey) continue;
        by_index_.clear();  // another fork: nothing that was learnt is certain
        by_key_.clear();
        break;
    }
    for (std::size_t i = by_index_.size(); i < count_; ++i) {
        by_index_.push_back(state.validators[i].pubkey);
        by_key_.emplace(by_index_.back(), ValidatorIndex{i});
    }
}

std::optional<ValidatorIndex> Keys::find(const PubkeyBytes& key) const {
    const auto found = by_key_.find(key);
    if (found == by_key_.end() || found->second.value >= count_) return std::nullopt;
    return found->second;
}

}  // namespace stafi::devnet::beacon_api
