#include "devnet/world/ssv_keepers.hpp"

#include <utility>

#include <fmt/format.h>

#include "devnet/keepers/liquidator.hpp"
#include "ssv/network/views.hpp"
#include "ssv/refusals/refusals.hpp"

namespace stafi::devnet {
namespace {

constexpr std::uint32_t kOwner = 0;
constexpr std::uint32_t kKeeper = 99;  ///< the last account before those that own operators

std::string in_words(BytesView revert) {
    const ssv::Refused refused = ssv::read_refusal(revert);
    return fmt::format("{} {}", refused.text, refused.explanation);
}

}  // namespace

SsvKeepers::SsvKeepers(ExecutionAccess& execution, const Deployment& deployment,
                       const ssv_api::Ledger& ledger)
    : execution_{execution},
      deployment_{deployment},
      ledger_{ledger},
      outbox_{execution, in_words} {}

Result<> SsvKeepers::begin(Entropy& entropy) {
    TRY(EthSecretKey owner, account_of(deployment_, kOwner, entropy));
    TRY(EthSecretKey keeper, account_of(deployment_, kKeeper, entropy));
    owner_ = owner.address();
    keeper_ = keeper.address();
    senders_.emplace(owner_, std::move(owner));
    senders_.emplace(keeper_, std::move(keeper));
    return {};
}

Task<Result<Acted>> SsvKeepers::act(eth::BlockRef block, beacon::StateView head) {
    Acted acted;
    if (senders_.empty() || ledger_.clusters().clusters.empty()) co_return acted;
    CO_TRY(acted.failed, co_await outbox_.look());
    if (!acted.failed.empty()) committed_.reset();  // the root may not have arrived
    if (outbox_.is_waiting()) co_return acted;
    CO_TRY(std::vector<Transaction> plan, co_await liquidations(block.hash));
    // A cluster changes once at a time: whoever comes second names one that is no more.
    if (plan.empty()) plan = balances(block.number, *head);
    CO_TRY(acted.sent, co_await outbox_.send(senders_, std::move(plan)));
    co_return acted;
}

Task<Result<std::vector<Transaction>>> SsvKeepers::liquidations(Bytes32 block) {
    std::vector<LiquidationQuestion> questions = liquidation_questions(ledger_.clusters());
    std::vector<eth::ContractCall> calls;
    calls.reserve(questions.size());
    for (LiquidationQuestion& question : questions)
        calls.push_back({.to = deployment_.ssv_views, .data = std::move(question.call)});
    CO_TRY(const std::vector<Bytes> answers, co_await execution_.call_all(std::move(calls), block));
    std::vector<ssv::ClusterId> liquidatable;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        CO_TRY(const bool yes, abi::decode_return<ssv::view::IsLiquidatable>(answers[i]));
        if (yes) liquidatable.push_back(questions[i].cluster);
    }
    co_return plan_liquidations(ledger_.clusters(), liquidatable, keeper_, deployment_.ssv_network);
}

std::vector<Transaction> SsvKeepers::balances(BlockNumber block, const beacon::State& state) {
    const ssv::ClusterBook& book = ledger_.clusters();
    if (book.release != ssv::Release::v2) return {};
    if (const auto known = std::exchange(committed_, std::nullopt))
        return plan_updates(*known, book, keeper_, deployment_.ssv_network);
    ClusterMembers members;
    for (const auto& [number, event] : ledger_.log())
        follow(members, event);
    auto commitment = commit_to(book, members, state, block);
    if (!commitment || plan_updates(*commitment, book, keeper_, deployment_.ssv_network).empty())
        return {};
    std::vector<Transaction> plan{commit_transaction(*commitment, owner_, deployment_.ssv_network)};
    committed_ = std::move(commitment);
    return plan;
}

}  // namespace stafi::devnet
