#include "devnet/keepers/balance_oracle.hpp"

#include <algorithm>

#include "base/overloaded.hpp"
#include "ssv/network/calls_v2.hpp"
#include "ssv/network/dev_calls.hpp"

namespace stafi::devnet {
namespace {

constexpr Gwei kLeast{32'000'000'000};
constexpr std::uint64_t kGweiPerEther = 1'000'000'000;

/// The contract's bounds: between 32 and 2048 ETH for each validator.
bool is_possible(ssv::WholeEther balance, std::uint32_t validators) {
    return balance >= validators * ssv::kEtherPerValidator &&
           balance <= validators * ssv::kEffectiveBalanceMax;
}

}  // namespace

void follow(ClusterMembers& members, const ssv::Event& event) {
    std::visit(Overloaded{[&](const ssv::event::ValidatorAdded& it) {
                              members[{it.owner, it.operator_ids}].insert(it.public_key);
                          },
                          [&](const ssv::event::ValidatorRemoved& it) {
                              members[{it.owner, it.operator_ids}].erase(it.public_key);
                          },
                          [](const auto& /*no validator comes or goes*/) {}},
               event);
}

ssv::WholeEther effective_balance_of(const std::set<PubkeyBytes>& validators,
                                     const beacon::State& state) {
    beacon::KeyIndex indices = state.keys;
    Gwei sum;
    for (const PubkeyBytes& key : validators) {
        const auto index = indices.find(key, state.validators);
        const Gwei balance = index ? state.validators.at(index->value).effective_balance : Gwei{0};
        sum += std::max(balance, kLeast);
    }
    return {sum.value / kGweiPerEther};
}

std::optional<BalanceCommitment> commit_to(const ssv::ClusterBook& book,
                                           const ClusterMembers& members,
                                           const beacon::State& state, BlockNumber block) {
    std::map<ssv::ClusterId, ssv::ClusterBalance> balances;
    std::vector<ssv::ClusterBalance> leaves;
    for (const auto& [id, cluster] : book.clusters) {
        const auto validators = members.find(id);
        if (!cluster.cluster.active || validators == members.end() || validators->second.empty())
            continue;
        leaves.push_back({.cluster = ssv::cluster_key(id),
                          .effective_balance = effective_balance_of(validators->second, state)});
        balances.emplace(id, leaves.back());
    }
    if (leaves.empty()) return std::nullopt;
    return BalanceCommitment{
        .block = block, .balances = std::move(balances), .tree = ssv::BalanceTree{leaves}};
}

Transaction commit_transaction(const BalanceCommitment& commitment, const Address& owner,
                               const Address& ssv_network) {
    return {.from = owner,
            .to = ssv_network,
            .data = abi::encode_call(ssv::dev_call::DevCommitRoot{
                .merkle_root = commitment.tree.root(), .block_num = commitment.block}),
            .value = {}};
}

std::vector<Transaction> plan_updates(const BalanceCommitment& commitment,
                                      const ssv::ClusterBook& book, const Address& sender,
                                      const Address& ssv_network) {
    std::vector<Transaction> plan;
    for (const auto& [id, leaf] : commitment.balances) {
        const auto found = book.clusters.find(id);
        if (found == book.clusters.end()) continue;
        const ssv::ClusterState& state = found->second;
        const ssv::VUnits known =
            state.said.value_or(ssv::implicit_vunits(state.cluster.validator_count));
        const bool is_new = ssv::to_vunits(leaf.effective_balance) != known;
        if (!is_new || state.root_block >= commitment.block ||
            !is_possible(leaf.effective_balance, state.cluster.validator_count))
            continue;
        auto proof = commitment.tree.proof_of(leaf);
        CHECK(proof);  // the tree is made of these leaves
        plan.push_back({.from = sender,
                        .to = ssv_network,
                        .data = abi::encode_call(ssv::call_v2::UpdateClusterBalance{
                            .block_num = commitment.block,
                            .cluster_owner = id.owner,
                            .operator_ids = id.operators,
                            .cluster = state.cluster,
                            .effective_balance = leaf.effective_balance,
                            .merkle_proof = *std::move(proof)}),
                        .value = {}});
    }
    return plan;
}

}  // namespace stafi::devnet
