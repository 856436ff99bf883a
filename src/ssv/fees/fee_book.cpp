#include "ssv/fees/fee_book.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/overloaded.hpp"

namespace stafi::ssv {
namespace {

Asset main_asset(const FeeBook& book) {
    return book.release == Release::v1 ? Asset::ssv : Asset::eth;
}

tl::unexpected<Error> unknown(OperatorId id) {
    return fail(Reason::unknown_operator, fmt::format("operator {}", id.value));
}

Result<OperatorFees*> operator_of(FeeBook& book, OperatorId id) {
    const auto found = book.operators.find(id);
    if (found == book.operators.end()) return unknown(id);
    return &found->second;
}

/// The account with its index up to a block, charging `fee` from there on.
Result<Account> recharged(const Account& account, BlockNumber block, PackedFee fee) {
    TRY(const Rates until, rates_at(block, {}, account));
    return Account{.index = until.network_index, .fee = fee, .settled = block};
}

Account begin(BlockNumber block, PackedFee fee) {
    return {.index = 0, .fee = fee, .settled = block};
}

/// What the upgrade makes of a fee that was declared in SSV: void, unless it may be executed only
/// later. Then the same packed number is one of ETH.
std::optional<DeclaredFee> after_upgrade(const std::optional<DeclaredFee>& declared,
                                         UnixSeconds upgrade) {
    if (!declared || declared->begin <= upgrade) return std::nullopt;
    const auto packed = pack(Asset::ssv, declared->fee);
    if (!packed) return std::nullopt;
    DeclaredFee in_eth = *declared;
    in_eth.fee = unpack(Asset::eth, *packed);
    return in_eth;
}

/// Whatever can fail comes before anything is changed.
struct Taking {
    FeeBook& book;
    const EventBlock& block;

    [[nodiscard]] NetworkTerms& main_terms() const {
        return main_asset(book) == Asset::ssv ? book.ssv : book.eth;
    }
    [[nodiscard]] Result<> charge_network(NetworkTerms& terms, Asset asset,
                                          const AssetWei& wei) const {
        TRY(const PackedFee fee, pack(asset, wei));
        TRY(terms.network, recharged(terms.network, block.number, fee));
        return {};
    }

    Result<> operator()(const event::OperatorAdded& it) const {
        TRY(const PackedFee fee, pack(main_asset(book), it.fee));
        OperatorFees fees;
        (book.release == Release::v1 ? fees.ssv : fees.eth) = begin(block.number, fee);
        book.operators[it.operator_id] = fees;
        return {};
    }
    Result<> operator()(const event::OperatorFeeDeclared& it) const {
        TRY(OperatorFees* const fees, operator_of(book, it.operator_id));
        fees->declared = declare(fee_rules(book), it.fee, block.time);
        return {};
    }
    Result<> operator()(const event::OperatorFeeDeclarationCancelled& it) const {
        TRY(OperatorFees* const fees, operator_of(book, it.operator_id));
        fees->declared.reset();
        return {};
    }
    Result<> operator()(const event::OperatorFeeExecuted& it) const {
        TRY(OperatorFees* const fees, operator_of(book, it.operator_id));
        TRY(const PackedFee fee, pack(main_asset(book), it.fee));
        std::optional<Account>& account = book.release == Release::v1 ? fees->ssv : fees->eth;
        // An operator from before v2 begins with ETH here.
        TRY(account, recharged(account.value_or(begin(block.number, {})), block.number, fee));
        fees->declared.reset();
        return {};
    }
    Result<> operator()(const event::OperatorRemoved& it) const {
        TRY(OperatorFees* const fees, operator_of(book, it.operator_id));
        OperatorFees removed{.ssv = {}, .eth = {}, .declared = {}, .is_removed = true};
        if (fees->ssv) {
            TRY(removed.ssv, recharged(*fees->ssv, block.number, {}));
        }
        if (fees->eth) {
            TRY(removed.eth, recharged(*fees->eth, block.number, {}));
        }
        *fees = removed;
        return {};
    }
    Result<> operator()(const event::NetworkFeeUpdated& it) const {
        return charge_network(main_terms(), main_asset(book), it.new_fee);
    }
    Result<> operator()(const event::NetworkFeeUpdatedSSV& it) const {
        return charge_network(book.ssv, Asset::ssv, of_asset(it.new_fee));
    }
    Result<> operator()(const event::SSVNetworkUpgradeBlock&) const {
        if (book.release == Release::v2) return {};
        book.release = Release::v2;
        book.eth.network = begin(block.number, book.eth.network.fee);
        for (auto& [id, fees] : book.operators)
            fees.declared = after_upgrade(fees.declared, block.time);
        return {};
    }
    Result<> operator()(const event::LiquidationThresholdPeriodUpdated& it) const {
        main_terms().rule.period = it.value;
        return {};
    }
    Result<> operator()(const event::LiquidationThresholdPeriodSSVUpdated& it) const {
        book.ssv.rule.period = it.value;
        return {};
    }
    Result<> operator()(const event::MinimumLiquidationCollateralUpdated& it) const {
        main_terms().rule.minimum_collateral = it.value;
        return {};
    }
    Result<> operator()(const event::MinimumLiquidationCollateralSSVUpdated& it) const {
        book.ssv.rule.minimum_collateral = of_asset(it.value);
        return {};
    }
    Result<> operator()(const event_v1::OperatorMaximumFeeUpdated& it) const {
        book.ssv.highest_fee = AssetWei{Uint256{it.max_fee}};
        return {};
    }
    Result<> operator()(const event::OperatorMaximumFeeUpdated& it) const {
        book.eth.highest_fee = of_asset(it.max_fee);
        return {};
    }
    Result<> operator()(const event::MinimumOperatorEthFeeUpdated& it) const {
        book.eth.lowest_fee = of_asset(it.min_fee);
        return {};
    }
    Result<> operator()(const event::OperatorFeeIncreaseLimitUpdated& it) const {
        book.increase_limit = it.value;
        return {};
    }
    Result<> operator()(const event::DeclareOperatorFeePeriodUpdated& it) const {
        book.declare_period = it.value;
        return {};
    }
    Result<> operator()(const event::ExecuteOperatorFeePeriodUpdated& it) const {
        book.execute_period = it.value;
        return {};
    }
    template <class Other>
    Result<> operator()(const Other&) const {
        return {};
    }
};

}  // namespace

Result<> apply(FeeBook& book, const EventBlock& block, const Event& event) {
    return std::visit(Taking{book, block}, event);
}

Result<Account> account_of(const FeeBook& book, OperatorId operator_id, Asset asset,
                           BlockNumber block) {
    const auto found = book.operators.find(operator_id);
    if (found == book.operators.end()) return unknown(operator_id);
    const OperatorFees& fees = found->second;
    const std::optional<Account>& account = asset == Asset::ssv ? fees.ssv : fees.eth;
    if (account) return *account;
    const bool starts_now =
        asset == Asset::eth && !fees.is_removed && fees.ssv && fees.ssv->fee != PackedFee{};
    return begin(block, starts_now ? PackedFee{kDefaultEthFee / precision_of(asset)} : PackedFee{});
}

Result<Terms> terms_at(const FeeBook& book, std::span<const OperatorId> operators, Asset asset,
                       BlockNumber block) {
    std::vector<Account> accounts;
    accounts.reserve(operators.size());
    for (const OperatorId id : operators) {
        TRY(const Account account, account_of(book, id, asset, block));
        accounts.push_back(account);
    }
    const NetworkTerms& terms = book.terms(asset);
    TRY(const Rates rates, rates_at(block, accounts, terms.network));
    return Terms{.rates = rates, .rule = terms.rule};
}

FeeRules fee_rules(const FeeBook& book) {
    const NetworkTerms& terms = book.terms(main_asset(book));
    return {.lowest = terms.lowest_fee,
            .highest = terms.highest_fee,
            .increase_limit = book.increase_limit,
            .declare_period = book.declare_period,
            .execute_period = book.execute_period};
}

}  // namespace stafi::ssv
