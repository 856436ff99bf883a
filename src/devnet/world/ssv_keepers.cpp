#include "devnet/world/ssv_keepers.hpp"

#include <utility>

#include "devnet/keepers/liquidator.hpp"
#include "ssv/network/views.hpp"

namespace stafi::devnet {
namespace {

constexpr std::uint32_t kOwner = 0;
constexpr std::uint32_t kKeeper = 99;  ///< the last account before those that own operators
constexpr Gas kGas{10'000'000};        ///< for a cluster of thirteen operators, and more

}  // namespace

Task<Result<std::size_t>> SsvKeepers::act(BlockNumber block, beacon::StateView state) {
    if (ledger_.clusters().clusters.empty()) co_return 0;
    if (!owner_) {
        CO_TRY(owner_, account_of(deployment_, kOwner, entropy_));
        CO_TRY(keeper_, account_of(deployment_, kKeeper, entropy_));
    }
    CO_TRY(std::vector<Transaction> plan, co_await liquidations(block));
    for (Transaction& update : balances(block, *state))
        plan.push_back(std::move(update));
    // Whoever has the keys may have used them.
    if (!plan.empty()) execution_.forget_nonces();
    for (Transaction& one : plan) {
        const EthSecretKey& sender = one.from == owner_->address() ? *owner_ : *keeper_;
        Order order{
            .to = one.to, .data = std::move(one.data), .value = one.value, .gas_limit = kGas};
        CO_TRY_VOID(co_await execution_.send(sender, std::move(order)));
    }
    co_return plan.size();
}

Task<Result<std::vector<Transaction>>> SsvKeepers::liquidations(BlockNumber block) {
    std::vector<LiquidationQuestion> questions = liquidation_questions(ledger_.clusters());
    std::vector<Order> calls;
    for (LiquidationQuestion& question : questions)
        calls.push_back({.to = deployment_.ssv_views, .data = std::move(question.call)});
    CO_TRY(const std::vector<Bytes> answers, co_await execution_.call_all(std::move(calls), block));
    std::vector<ssv::ClusterId> liquidatable;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        CO_TRY(const bool yes, abi::decode_return<ssv::view::IsLiquidatable>(answers[i]));
        if (yes) liquidatable.push_back(questions[i].cluster);
    }
    co_return plan_liquidations(ledger_.clusters(), liquidatable, keeper_->address(),
                                deployment_.ssv_network);
}

std::vector<Transaction> SsvKeepers::balances(BlockNumber block, const beacon::State& state) {
    const ssv::ClusterBook& book = ledger_.clusters();
    if (book.release != ssv::Release::v2) return {};
    if (committed_) {
        const BalanceCommitment known = *std::exchange(committed_, std::nullopt);
        return plan_updates(known, book, keeper_->address(), deployment_.ssv_network);
    }
    ClusterMembers members;
    for (const auto& [number, event] : ledger_.log())
        follow(members, event);
    auto commitment = commit_to(book, members, state, block);
    if (!commitment ||
        plan_updates(*commitment, book, keeper_->address(), deployment_.ssv_network).empty())
        return {};
    committed_ = std::move(commitment);
    return {commit_transaction(*committed_, owner_->address(), deployment_.ssv_network)};
}

}  // namespace stafi::devnet
