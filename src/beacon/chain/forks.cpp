#include "beacon/chain/forks.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/check.hpp"
#include "beacon/state/registry.hpp"

namespace stafi::beacon {

Forks::Forks(Node anchor) {
    nodes_.push_back(std::move(anchor));
    index();
}

void Forks::index() {
    places_.clear();
    parents_.assign(nodes_.size(), 0);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        places_.emplace(nodes_[i].root, i);
        if (i > 0) parents_[i] = places_.at(nodes_[i].parent);
    }
}

std::optional<std::size_t> Forks::place_of(const Bytes32& root) const {
    const auto found = places_.find(root);
    if (found == places_.end()) return std::nullopt;
    return found->second;
}

void Forks::add(Node node) {
    const auto parent = place_of(node.parent);
    CHECK(parent && !place_of(node.root));
    node.is_abandoned = nodes_[*parent].is_abandoned;
    places_.emplace(node.root, nodes_.size());
    parents_.push_back(*parent);
    nodes_.push_back(std::move(node));
}

const Node* Forks::find(const Bytes32& root) const {
    const auto place = place_of(root);
    return place ? &nodes_[*place] : nullptr;
}

void Forks::vote(std::span<const ValidatorIndex> voters, const Bytes32& block, Epoch target) {
    if (!place_of(block)) return;
    for (const ValidatorIndex voter : voters) {
        if (voter.value >= votes_.size()) votes_.resize(voter.value + 1);
        Vote& vote = votes_[voter.value];
        const bool is_first = vote.block == Bytes32{};
        if (!vote.is_silenced && (is_first || target > vote.target))
            vote = {.block = block, .target = target};
    }
}

void Forks::silence(ValidatorIndex validator) {
    if (validator.value >= votes_.size()) votes_.resize(validator.value + 1);
    votes_[validator.value] = {.block = {}, .target = {}, .is_silenced = true};
}

const Node& Forks::head(const Bytes32& justified, std::span<const eth::Validator> stake) const {
    std::vector<Gwei> weights(nodes_.size());
    const std::size_t voters = std::min(votes_.size(), stake.size());
    for (std::size_t i = 0; i < voters; ++i)
        if (const auto place = place_of(votes_[i].block); place && !stake[i].slashed)
            weights[*place] += stake[i].effective_balance;
    for (std::size_t i = nodes_.size(); i-- > 1;)
        weights[parents_[i]] += weights[i];

    // Children come after their parents, so that one pass finds the best child of each.
    constexpr std::size_t none = 0;  // the anchor is nobody's child
    std::vector<std::size_t> best(nodes_.size(), none);
    for (std::size_t i = 1; i < nodes_.size(); ++i) {
        if (nodes_[i].is_abandoned) continue;
        std::size_t& chosen = best[parents_[i]];
        if (chosen == none ||
            std::tie(weights[i], nodes_[i].root) > std::tie(weights[chosen], nodes_[chosen].root))
            chosen = i;
    }
    std::size_t at = place_of(justified).value_or(0);
    if (nodes_[at].is_abandoned) at = 0;
    while (best[at] != none)
        at = best[at];
    return nodes_[at];
}

const Node* Forks::ancestor(const Bytes32& root, Slot slot) const {
    auto at = place_of(root);
    if (!at) return nullptr;
    while (nodes_[*at].slot > slot) {
        if (*at == 0) return nullptr;
        at = parents_[*at];
    }
    return &nodes_[*at];
}

std::vector<bool> Forks::branch_of(std::size_t first) const {
    std::vector<bool> belongs(nodes_.size());
    belongs[first] = true;
    for (std::size_t i = first + 1; i < nodes_.size(); ++i)
        belongs[i] = belongs[parents_[i]];
    return belongs;
}

void Forks::abandon(const Bytes32& root) {
    const auto first = place_of(root);
    CHECK(first && *first != 0);
    const std::vector<bool> belongs = branch_of(*first);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (belongs[i]) nodes_[i].is_abandoned = true;
}

void Forks::prune(const Bytes32& root) {
    const auto first = place_of(root);
    if (!first || *first == 0) return;
    const std::vector<bool> belongs = branch_of(*first);
    std::vector<Node> kept;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (belongs[i]) kept.push_back(std::move(nodes_[i]));
    nodes_ = std::move(kept);
    index();
}

}  // namespace stafi::beacon
