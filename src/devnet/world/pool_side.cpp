#include "devnet/world/pool_side.hpp"

#include <utility>

#include "devnet/oracle/questions.hpp"

namespace stafi::devnet {
namespace {

/// How often members tell figures: often enough to be seen.
constexpr Epoch kEra{8};

/// The owner and three members (contracts/script/pool.devnet.json).
constexpr std::uint32_t kAccounts = 4;

constexpr Gas kGas{10'000'000};  ///< for a batch of votes

pool::Addresses contracts_of(const Deployment& deployment) {
    pool::Addresses known;
    for (const pool::Contract contract : pool::all_contracts())
        if (const Address* address = deployment.find(pool::name_of(contract)))
            known.set(contract, *address);
    return known;
}

}  // namespace

PoolSide::PoolSide(ExecutionAccess& execution, const Deployment& deployment,
                   const eth::ForkVersion& genesis)
    : execution_{execution},
      deployment_{deployment},
      genesis_{genesis},
      contracts_{contracts_of(deployment)},
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

Task<Result<std::size_t>> PoolSide::settle(beacon::StateView finalized) {
    if (members_.empty()) co_return 0;
    const BlockNumber last = finalized->latest_execution_payload_header.block_number;
    if (waiting_.empty() || waiting_.front().number > last) co_return 0;
    CO_TRY_VOID(co_await learn(last));
    CO_TRY(const OracleFacts facts, co_await facts_at(last));
    CO_TRY(std::vector<Transaction> plan, oracle_.plan(facts, ledger_, *finalized));
    // Whoever has the keys may have used them.
    execution_.forget_nonces();
    for (Transaction& one : plan) {
        Order order{
            .to = one.to, .data = std::move(one.data), .value = one.value, .gas_limit = kGas};
        CO_TRY_VOID(co_await execution_.send(members_.at(one.from), std::move(order)));
    }
    co_return plan.size();
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

Task<Result<OracleFacts>> PoolSide::facts_at(BlockNumber block) {
    OracleFacts known;
    known.block = block;
    known.contracts = contracts_;
    known.genesis = genesis_;
    for (const auto& [address, key] : members_)
        known.members.push_back(address);
    CO_TRY(std::vector<OracleQuestion> questions, oracle_questions(contracts_));
    std::vector<Order> calls;
    for (OracleQuestion& question : questions)
        calls.push_back({.to = question.to, .data = std::move(question.call)});
    CO_TRY(const std::vector<Bytes> answers, co_await execution_.call_all(std::move(calls), block));
    co_return facts_from(std::move(known), answers);
}

}  // namespace stafi::devnet
