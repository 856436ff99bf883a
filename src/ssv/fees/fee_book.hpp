#pragma once

#include <map>
#include <optional>
#include <span>

#include "base/result.hpp"
#include "ssv/clusters/accounting.hpp"
#include "ssv/clusters/changes.hpp"
#include "ssv/fees/fee_rules.hpp"
#include "ssv/network/events.hpp"

// What operators and the network charge, rebuilt from SSV Network's events: every index begins at 0
// and grows by a fee that an event announced, so that what clusters owe is known at any block
// without asking the chain. Only what the DAO set without an event must be given.

namespace stafi::ssv {

/// What one operator charges in either asset.
struct OperatorFees {
    std::optional<Account> ssv;  ///< nothing: registered under v2
    std::optional<Account> eth;  ///< nothing: of before v2, and nobody has asked it for ETH yet
    std::optional<DeclaredFee> declared;
    bool is_removed = false;
    friend bool operator==(const OperatorFees&, const OperatorFees&) = default;
};

/// What the network charges, and requires, in one asset.
struct NetworkTerms {
    Account network;
    LiquidationRule rule;
    AssetWei lowest_fee;  ///< of operators
    AssetWei highest_fee;
    friend bool operator==(const NetworkTerms&, const NetworkTerms&) = default;
};

/// To begin with: the release, and what contracts were set up with. The index of ETH begins at the
/// upgrade, whatever block `eth.network` names before.
struct FeeBook {
    Release release = Release::v2;
    NetworkTerms ssv;
    NetworkTerms eth;
    std::uint64_t increase_limit = 0;  ///< basis points
    UnixSeconds declare_period;
    UnixSeconds execute_period;
    std::map<OperatorId, OperatorFees> operators;

    [[nodiscard]] const NetworkTerms& terms(Asset asset) const {
        return asset == Asset::ssv ? ssv : eth;
    }
    friend bool operator==(const FeeBook&, const FeeBook&) = default;
};

/// Where an event stands.
struct EventBlock {
    BlockNumber number;
    UnixSeconds time;
};

/// Takes in the next event of the log. What does not concern fees changes nothing.
/// Errors: unknown_operator; bad_amount, out_of_range: no fee that the contract could have.
/// The book is then as it was.
[[nodiscard]] Result<> apply(FeeBook& book, const EventBlock& block, const Event& event);

/// What an operator charges a cluster of `asset` at a block: in ETH, when it has not been asked
/// yet, what it will charge from there on. Errors: unknown_operator.
[[nodiscard]] Result<Account> account_of(const FeeBook& book, OperatorId operator_id, Asset asset,
                                         BlockNumber block);

/// What a cluster of these operators meets. Errors: unknown_operator; out_of_range.
[[nodiscard]] Result<Terms> terms_at(const FeeBook& book, std::span<const OperatorId> operators,
                                     Asset asset, BlockNumber block);

/// What `declareOperatorFee` follows now: of the asset that new clusters pay in.
[[nodiscard]] FeeRules fee_rules(const FeeBook& book);

}  // namespace stafi::ssv
