#pragma once

#include <cstdint>

#include "base/amount.hpp"
#include "base/units.hpp"

// What SSV Network counts in.

namespace stafi::ssv {

/// What fees are paid in; the numbers of `getClusterAssetType`. Under v1.2 all are paid in SSV.
enum class Asset : std::uint8_t { ssv, eth };
constexpr Asset abi_last(Asset) { return Asset::eth; }

using SsvWei = BigQuantity<struct SsvWeiTag>;  ///< 10^-18 SSV
/// 10^-18 of an asset that the context names: the release, or what a cluster pays in.
using AssetWei = BigQuantity<struct AssetWeiTag>;
using WholeEther = Quantity<struct WholeEtherTag>;  ///< effective balances of clusters

/// The same number, once it is known which asset it is of.
[[nodiscard]] constexpr Wei as_wei(const AssetWei& amount) { return {amount.value}; }
[[nodiscard]] constexpr SsvWei as_ssv(const AssetWei& amount) { return {amount.value}; }
[[nodiscard]] constexpr AssetWei of_asset(const Wei& amount) { return {amount.value}; }
[[nodiscard]] constexpr AssetWei of_asset(const SsvWei& amount) { return {amount.value}; }

/// The releases that differ in calls and in what they charge.
enum class Release : std::uint8_t { v1, v2 };

}  // namespace stafi::ssv
