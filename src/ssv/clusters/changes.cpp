#include "ssv/clusters/changes.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace stafi::ssv {
namespace {

using enum Refusal;

tl::unexpected<Refusal> refuse(Refusal why) { return tl::unexpected{why}; }

/// What the contract answers with a Panic.
template <class T>
tl::expected<T, Refusal> or_panic(Result<T> result) {
    if (!result) return refuse(arithmetic);
    return *std::move(result);
}

tl::expected<void, Refusal> add(Cluster& cluster, const AssetWei& value) {
    const auto sum = checked_add(cluster.balance.value, value.value);
    if (!sum) return refuse(arithmetic);
    cluster.balance = {*sum};
    return {};
}

tl::expected<void, Refusal> settle_now(ClusterState& state, const Rates& rates) {
    TRY(state.cluster, or_panic(settle(state.cluster, state.asset, state.size(), rates)));
    return {};
}

tl::expected<bool, Refusal> holds_too_little(const ClusterState& state, const Terms& terms) {
    return or_panic(
        is_liquidatable(state.cluster, state.asset, state.size(), terms.rates.fee, terms.rule));
}

tl::expected<void, Refusal> require_minimum(const ClusterState& state, const Terms& terms) {
    TRY(const bool is_short, holds_too_little(state, terms));
    if (is_short) return refuse(insufficient_balance);
    return {};
}

/// Ends a settled cluster.
Changed close(ClusterState state) {
    const AssetWei rest = state.cluster.balance;
    state.cluster = {.validator_count = state.cluster.validator_count,
                     .network_fee_index = 0,
                     .index = 0,
                     .active = false,
                     .balance = {}};
    return {.state = state, .paid = rest};
}

/// Begins with all fees paid up to here.
tl::expected<void, Refusal> activate(ClusterState& state, const Terms& terms) {
    state.cluster.active = true;
    state.cluster.index = terms.rates.operator_index;
    state.cluster.network_fee_index = terms.rates.network_index;
    return require_minimum(state, terms);
}

Change unpaid(ClusterState state) { return Changed{.state = state, .paid = {}}; }

/// The cluster with its fees paid and keys added, whatever it then holds.
tl::expected<ClusterState, Refusal> grown(ClusterState state, std::uint32_t added,
                                          const Rates& rates) {
    if (!state.cluster.active) return refuse(cluster_liquidated);
    if (added > std::numeric_limits<std::uint32_t>::max() - state.cluster.validator_count)
        return refuse(arithmetic);
    TRY_VOID(settle_now(state, rates));
    state.cluster.validator_count += added;
    if (state.said) *state.said += implicit_vunits(added);
    return state;
}

}  // namespace

Change after_registration(ClusterState state, std::uint32_t added, const AssetWei& value,
                          const Terms& terms) {
    TRY_VOID(add(state.cluster, value));  // before the fees, which may take of it
    TRY(auto larger, grown(state, added, terms.rates));
    TRY_VOID(require_minimum(larger, terms));
    return unpaid(larger);
}

Result<AssetWei> registration_value(const ClusterState& state, std::uint32_t added,
                                    const Terms& terms) {
    // What is owed beyond the balance is paid from the value: settle with so much that all is.
    ClusterState rich = state;
    const AssetWei loan{Uint256{1} << 200};
    rich.cluster.balance = loan;
    const auto larger = grown(rich, added, terms.rates);
    if (!larger) return fail(Reason::out_of_range, "cluster: it cannot take so many validators");
    const Uint256 owed = (loan - larger->cluster.balance).value;
    TRY(const AssetWei minimum,
        minimum_balance(larger->asset, larger->size(), terms.rates.fee, terms.rule));
    const bool is_empty = larger->cluster.validator_count == 0;
    const auto wanted = checked_add(minimum.value, owed);
    if (!wanted) return fail(Reason::out_of_range, "cluster: its minimum is above 256 bits");
    if (is_empty || *wanted <= state.cluster.balance.value) return AssetWei{};
    return AssetWei{*wanted - state.cluster.balance.value};
}

Change after_removal(ClusterState state, std::uint32_t removed, const Terms& terms) {
    if (removed > state.cluster.validator_count) return refuse(validator_missing);
    TRY_VOID(settle_now(state, terms.rates));
    state.cluster.validator_count -= removed;
    if (state.cluster.validator_count == 0) state.said.reset();
    if (state.said) {
        if (*state.said < implicit_vunits(removed)) return refuse(arithmetic);
        *state.said -= implicit_vunits(removed);
    }
    return unpaid(state);
}

Change after_deposit(ClusterState state, const AssetWei& value) {
    TRY_VOID(add(state.cluster, value));
    return unpaid(state);
}

Change after_withdrawal(ClusterState state, const AssetWei& amount, const Terms& terms) {
    if (!state.cluster.active && state.asset == Asset::ssv) return refuse(cluster_liquidated);
    TRY_VOID(settle_now(state, terms.rates));
    if (state.cluster.balance < amount) return refuse(insufficient_balance);
    state.cluster.balance -= amount;
    TRY_VOID(require_minimum(state, terms));
    return Changed{.state = state, .paid = amount};
}

Change after_reactivation(ClusterState state, const AssetWei& value, const Terms& terms) {
    if (state.cluster.active) return refuse(cluster_active);
    TRY_VOID(add(state.cluster, value));
    TRY_VOID(activate(state, terms));
    return unpaid(state);
}

Change after_liquidation(ClusterState state, bool is_by_owner, const Terms& terms) {
    if (!state.cluster.active) return refuse(cluster_liquidated);
    TRY_VOID(settle_now(state, terms.rates));
    TRY(const bool is_short, holds_too_little(state, terms));
    if (!is_by_owner && !is_short) return refuse(not_liquidatable);
    return close(state);
}

Change after_balance_update(ClusterState state, WholeEther effective_balance,
                            BlockNumber root_block, const Terms& terms) {
    const std::uint64_t count = state.cluster.validator_count;
    const bool is_newer = state.root_block == BlockNumber{} || root_block > state.root_block;
    const bool is_possible = effective_balance >= count * kEtherPerValidator &&
                             effective_balance <= count * kEffectiveBalanceMax &&
                             effective_balance.value <= std::numeric_limits<std::uint32_t>::max();
    if (!is_newer || !is_possible) return refuse(bad_proof);
    const bool is_charged = state.asset == Asset::eth && state.cluster.active;
    if (is_charged) TRY_VOID(settle_now(state, terms.rates));
    state.said = to_vunits(effective_balance);
    state.root_block = root_block;
    if (!is_charged) return unpaid(state);
    TRY(const bool is_short, holds_too_little(state, terms));
    if (is_short) return close(state);
    return unpaid(state);
}

Change after_migration(ClusterState state, const AssetWei& value, const Rates& ssv_rates,
                       const Terms& eth_terms) {
    if (state.asset != Asset::ssv) return refuse(incorrect_cluster_version);
    state.cluster.active = true;  // a liquidated one owes fees since ever, its indices being 0
    TRY_VOID(settle_now(state, ssv_rates));
    const AssetWei rest = state.cluster.balance;
    state.asset = Asset::eth;
    state.cluster.balance = value;
    TRY_VOID(activate(state, eth_terms));
    return Changed{.state = state, .paid = rest};
}

}  // namespace stafi::ssv
