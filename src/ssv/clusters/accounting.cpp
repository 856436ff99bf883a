#include "ssv/clusters/accounting.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"

namespace stafi::ssv {
namespace {

/// The contract counts packed amounts in 64 bits, and reverts where they do not fit.
Result<std::uint64_t> fit(const Uint256& amount, std::string_view name) {
    if (const auto small = amount.to_uint64()) return *small;
    return fail(Reason::out_of_range,
                fmt::format("cluster: {} of {} is above 64 bits", name, to_decimal(amount)));
}

/// An amount per 10,000 vUnits, for so many: rounded down. Below 2^192.
Uint256 scale(const Uint256& amount, VUnits size) {
    return amount * Uint256{size.value} / Uint256{kVUnitsPerValidator.value};
}

Result<std::uint64_t> index_at(BlockNumber block, const Account& account) {
    if (block < account.settled)
        return fail(Reason::out_of_range, fmt::format("cluster: block {} is before block {}",
                                                      block.value, account.settled.value));
    const std::uint64_t blocks = (block - account.settled).value;
    return fit(Uint256{account.index} + Uint256{blocks} * Uint256{account.fee.value}, "the index");
}

/// What an index has grown, for so many vUnits: wei.
Result<Uint256> usage(std::string_view name, std::uint64_t now, std::uint64_t paid, Asset asset,
                      VUnits size) {
    if (now < paid)
        return fail(Reason::out_of_range,
                    fmt::format("cluster: {} {} is below {}, which was paid", name, now, paid));
    TRY(const std::uint64_t packed, fit(scale(now - paid, size), name));
    return Uint256{packed} * Uint256{precision_of(asset)};
}

}  // namespace

Result<PackedFee> pack(Asset asset, const AssetWei& amount) {
    const Uint256 precision{precision_of(asset)};
    if (amount.value % precision != Uint256{})
        return fail(Reason::bad_amount, fmt::format("amount: {} wei is not a multiple of {}",
                                                    to_decimal(amount.value), precision_of(asset)));
    TRY(const std::uint64_t packed, fit(amount.value / precision, "an amount"));
    return PackedFee{packed};
}

AssetWei unpack(Asset asset, PackedFee packed) {
    return {Uint256{packed.value} * Uint256{precision_of(asset)}};
}

VUnits to_vunits(WholeEther effective_balance) {
    CHECK(effective_balance.value <= ~std::uint32_t{0});
    const std::uint64_t scaled = effective_balance.value * kVUnitsPerValidator.value;
    return {(scaled + kEtherPerValidator.value - 1) / kEtherPerValidator.value};
}

WholeEther to_effective_balance(VUnits size) {
    const Uint256 ether = Uint256{size.value} * Uint256{kEtherPerValidator.value} /
                          Uint256{kVUnitsPerValidator.value};
    return {ether.limbs[0]};  // less than a hundredth of 64 bits
}

Result<Rates> rates_at(BlockNumber block, std::span<const Account> operators,
                       const Account& network) {
    Uint256 index;
    Uint256 fee{network.fee.value};
    for (const Account& each : operators) {
        TRY(const std::uint64_t of_operator, index_at(block, each));
        index = index + Uint256{of_operator};
        fee = fee + Uint256{each.fee.value};
    }
    TRY(const std::uint64_t operator_index, fit(index, "the operators' index"));
    TRY(const std::uint64_t network_index, index_at(block, network));
    TRY(const std::uint64_t packed_fee, fit(fee, "the fee"));
    return Rates{
        .operator_index = operator_index, .network_index = network_index, .fee = {packed_fee}};
}

Result<Cluster> settle(const Cluster& cluster, Asset asset, VUnits size, const Rates& rates) {
    if (!cluster.active) return cluster;
    TRY(const Uint256 to_operators,
        usage("the operators' index", rates.operator_index, cluster.index, asset, size));
    TRY(const Uint256 to_network,
        usage("the network's index", rates.network_index, cluster.network_fee_index, asset, size));
    const Uint256 owed = to_operators + to_network;
    Cluster settled = cluster;
    settled.balance = {cluster.balance.value < owed ? Uint256{} : cluster.balance.value - owed};
    settled.index = rates.operator_index;
    settled.network_fee_index = rates.network_index;
    return settled;
}

AssetWei burn_rate(Asset asset, VUnits size, PackedFee fee) {
    return {scale(Uint256{fee.value} * Uint256{precision_of(asset)}, size)};
}

Result<AssetWei> minimum_balance(Asset asset, VUnits size, PackedFee fee,
                                 const LiquidationRule& rule) {
    // The product of three 64-bit numbers fits; what the contract unpacks must be packed first.
    const Uint256 fees = Uint256{rule.period} * Uint256{fee.value};
    TRY(const std::uint64_t packed, fit(scale(fees, size), "the threshold"));
    return std::max(rule.minimum_collateral, unpack(asset, {packed}));
}

Result<bool> is_liquidatable(const Cluster& settled, Asset asset, VUnits size, PackedFee fee,
                             const LiquidationRule& rule) {
    if (!settled.active || settled.validator_count == 0) return false;
    TRY(const AssetWei minimum, minimum_balance(asset, size, fee, rule));
    return settled.balance < minimum;
}

Result<std::optional<Uint256>> runway_blocks(const Cluster& settled, Asset asset, VUnits size,
                                             PackedFee fee, const LiquidationRule& rule) {
    if (!settled.active || settled.validator_count == 0) return std::nullopt;
    TRY(const AssetWei minimum, minimum_balance(asset, size, fee, rule));
    if (settled.balance < minimum) return Uint256{};
    const AssetWei burned = burn_rate(asset, size, fee);
    if (burned == AssetWei{}) return std::nullopt;
    return (settled.balance - minimum).value / burned.value;
}

Result<AssetWei> top_up(const Cluster& settled, Asset asset, VUnits size, PackedFee fee,
                        const LiquidationRule& rule, std::uint64_t blocks) {
    TRY(const AssetWei minimum, minimum_balance(asset, size, fee, rule));
    const auto fees = checked_mul(burn_rate(asset, size, fee).value, Uint256{blocks});
    const auto wanted = fees ? checked_add(*fees, minimum.value) : std::nullopt;
    if (!wanted) return fail(Reason::out_of_range, "cluster: the fees are above 256 bits");
    if (*wanted <= settled.balance.value) return AssetWei{};
    return AssetWei{*wanted - settled.balance.value};
}

}  // namespace stafi::ssv
