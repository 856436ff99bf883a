#include "beacon/state/state.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {

std::optional<ValidatorIndex> KeyIndex::find(const PubkeyBytes& key,
                                             std::span<const eth::Validator> validators) {
    if (indices_->size() < validators.size() && indices_.use_count() > 1)
        indices_ = std::make_shared<Indices>(*indices_);
    for (std::size_t i = indices_->size(); i < validators.size(); ++i)
        CHECK(indices_->emplace(validators[i].pubkey, ValidatorIndex{i}).second);
    const auto found = indices_->find(key);
    if (found == indices_->end()) return std::nullopt;
    return found->second;
}

Bytes32 root_of(const State& state) {
    return ssz::hash_tree_root(static_cast<const eth::fulu::BeaconState&>(state));
}

void increase_balance(State& state, ValidatorIndex index, Gwei by) {
    state.balances.at(index.value) += by;
}

void decrease_balance(State& state, ValidatorIndex index, Gwei by) {
    Gwei& balance = state.balances.at(index.value);
    balance -= std::min(balance, by);
}

}  // namespace stafi::beacon
