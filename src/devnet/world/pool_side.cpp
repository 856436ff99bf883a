#include "devnet/world/pool_side.hpp"

#include <utility>

#include <fmt/format.h>

#include "devnet/oracle/questions.hpp"
#include "pool/refusals/refusals.hpp"

namespace stafi::devnet {
namespace {

/// How often members tell figures: often enough to be seen.
constexpr Epoch kEra{8};

/// The owner and three members (contracts/script/pool.devnet.json).
constexpr std::uint32_t kAccounts = 4;

pool::Addresses contracts_of(const Deployment& deployment) {
    pool::Addresses known;
    for (const pool::Contract contract : pool::all_contracts())
        if (const Address* address = deployment.find(pool::name_of(contract)))
            known.set(contract, *address);
    return known;
}

std::string in_words(BytesView revert) {
    const pool::Refused refused = pool::read_refusal(revert);
    return fmt::format("{} {}", refused.text, refused.explanation);
}

}  // namespace

PoolSide::PoolSide(ExecutionAccess& execution, const Deployment& deployment,
                   const eth::ForkVersion& genesis)
    : execution_{execution},
      deployment_{deployment},
      genesis_{genesis},
      contracts_{contracts_of(deployment)},
      outbox_{execution, in_words},
      oracle_{kEra} {}

Result<> PoolSide::begin(Entropy& entropy) {
    TRY(std::vector<FundedAccount> accounts, accounts_of(deployment_, kAccounts, entropy));
    for (FundedAccount& account : accounts) {
        if (account.role != "oracle") continue;
        const Address address = account.key.address();
        members_.emplace(address, std::move(account.key));
    }
    return {};
}

void PoolSide::follow(const eth::BeaconBlockBody& body) {
    if (members_.empty()) return;
    const eth::ExecutionPayload& payload = body.execution_payload;
    const auto& deposits = body.execution_requests.deposits;
    waiting_.push_back({.number = payload.block_number,
                        .deposits = {deposits.begin(), deposits.end()},
                        .withdrawals = {payload.withdrawals.begin(), payload.withdrawals.end()}});
}

void PoolSide::rewind(BlockNumber last) {
    while (!waiting_.empty() && waiting_.back().number > last)
        waiting_.pop_back();
}

Task<Result<Acted>> PoolSide::settle(beacon::StateView finalized) {
    const eth::ExecutionPayloadHeader& block = finalized->latest_execution_payload_header;
    if (waiting_.empty() || waiting_.front().number > block.block_number) co_return Acted{};
    CO_TRY_VOID(co_await learn(block.block_number));
    CO_TRY(const OracleFacts facts, co_await facts_at(block));
    CO_TRY(std::vector<Transaction> plan, oracle_.plan(facts, ledger_, *finalized));
    Acted acted;
    CO_TRY(acted.failed, co_await outbox_.look());
    CO_TRY(acted.sent, co_await outbox_.send(members_, std::move(plan)));
    co_return acted;
}

Task<Result<>> PoolSide::learn(BlockNumber last) {
    CO_TRY(const std::vector<pool::Event> events,
           co_await execution_.pool_events(waiting_.front().number, last, contracts_));
    for (const pool::Event& event : events)
        devnet::follow(ledger_, event);
    const Address pool = contracts_.find(pool::Contract::withdraw).value_or(Address{});
    while (!waiting_.empty() && waiting_.front().number <= last) {
        const Told& told = waiting_.front();
        for (const eth::DepositRequest& deposit : told.deposits)
            devnet::follow(ledger_, deposit);
        devnet::follow(ledger_, told.number, told.withdrawals, pool);
        waiting_.pop_front();
    }
    co_return Result<>{};
}

Task<Result<OracleFacts>> PoolSide::facts_at(const eth::ExecutionPayloadHeader& block) {
    OracleFacts known;
    known.block = block.block_number;
    known.contracts = contracts_;
    known.genesis = genesis_;
    for (const auto& [address, key] : members_)
        known.members.push_back(address);
    CO_TRY(std::vector<OracleQuestion> questions, oracle_questions(contracts_));
    std::vector<eth::ContractCall> calls;
    calls.reserve(questions.size());
    for (OracleQuestion& question : questions)
        calls.push_back({.to = question.to, .data = std::move(question.call)});
    CO_TRY(const std::vector<Bytes> answers,
           co_await execution_.call_all(std::move(calls), block.block_hash));
    co_return facts_from(std::move(known), answers);
}

}  // namespace stafi::devnet
