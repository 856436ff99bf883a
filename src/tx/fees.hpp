#pragma once

#include <optional>

#include "eth/execution/fees.hpp"

// What to offer for a place in a block.

namespace stafi::tx {

/// The most that a transaction may cost for each gas, tip included.
struct FeePolicy {
    Wei patient_max{Uint256{60'000'000'000}};
    Wei urgent_max{Uint256{300'000'000'000}};  ///< for top-ups and exits
    friend bool operator==(const FeePolicy&, const FeePolicy&) = default;
};

/// Of each gas. The tip is at most the whole.
struct Price {
    Wei max_fee_per_gas;
    Wei max_priority_fee_per_gas;
    friend bool operator==(const Price&, const Price&) = default;
};

/// Enough for the next block, with room for a base fee that doubles, which takes six full blocks;
/// but never above the ceiling. Nothing when the next block is too dear for it.
[[nodiscard]] std::optional<Price> price_for(const eth::FeeMarket& market, bool is_urgent,
                                             const FeePolicy& policy);

/// It would be taken into the next block, with the tip that builders take now.
[[nodiscard]] bool is_competitive(const Price& price, const eth::FeeMarket& market);

/// The price of a transaction that replaces one of the price `before` in the pools of nodes: by an
/// eighth higher in both parts, as they ask for a tenth. Nothing when that is above the ceiling, or
/// the next block is too dear.
/// Source: geth's and Nethermind's `pricebump`, Besu's `tx-pool-price-bump`: 10 %.
[[nodiscard]] std::optional<Price> replacement_for(const Price& before,
                                                   const eth::FeeMarket& market, bool is_urgent,
                                                   const FeePolicy& policy);

}  // namespace stafi::tx
