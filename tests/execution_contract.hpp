#pragma once

#include <functional>
#include <memory>
#include <string>

#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "crypto/secp256k1.hpp"
#include "eth/deposit/contract.hpp"
#include "eth/transaction.hpp"
#include "ports/execution.hpp"

// What every Execution promises, tried on a chain that the test drives. Expected values come from
// the EIPs and the deposit contract's source.

namespace stafi::test {

/// A chain with the deposit contract and one rich account, and the port that is tried.
class ExecutionWorld {
  public:
    virtual ~ExecutionWorld() = default;

    virtual Execution& execution() = 0;
    virtual ChainId chain() = 0;
    virtual Address deposit_contract() = 0;
    virtual EthSecretKey& key() = 0;

    /// Makes a block of what waits the head, on top of that block or of the head.
    virtual Task<> mine(std::optional<Bytes32> parent) = 0;
    /// Turns the loop until the task is done.
    virtual void run(Task<> task) = 0;
};

/// Nothing where the program that it needs is not installed.
using MakeExecutionWorld = std::unique_ptr<ExecutionWorld> (*)();

struct ExecutionContract : testing::TestWithParam<MakeExecutionWorld> {
    using Call = eth::ContractCall;

    std::unique_ptr<ExecutionWorld> world;
    std::uint64_t nonce = 0;

    void SetUp() override {
        world = GetParam()();
        if (world == nullptr) GTEST_SKIP() << "the program is not installed here";
    }

    Execution& port() { return world->execution(); }

    void run(std::function<Task<>()> test) {
        world->run([](ExecutionContract& self, std::function<Task<>()> body) -> Task<> {
            const eth::Header head = value(co_await self.port().head());
            const Account account =
                value(co_await self.port().account(self.world->key().address(), head.self.hash));
            self.nonce = account.nonce.value;
            co_await body();
        }(*this, std::move(test)));
    }

    template <class T>
    static T value(Result<T> result) {
        if (!result) throw std::runtime_error{result.error().what};
        return *std::move(result);
    }

    Task<eth::Header> mine(std::optional<Bytes32> parent = std::nullopt) {
        co_await world->mine(parent);
        co_return value(co_await port().head());
    }

    /// Signed, not sent; with the next nonce.
    eth::SignedTransaction transaction(std::optional<Call> call = std::nullopt) {
        const Call made = call.value_or(Call{.to = world->key().address(), .data = {}});
        eth::FeeMarketTransaction content{.chain = world->chain(),
                                          .nonce = {nonce++},
                                          .max_priority_fee_per_gas = Wei{1'000'000'000},
                                          .max_fee_per_gas = Wei{100'000'000'000},
                                          .gas_limit = Gas{500'000},
                                          .to = made.to,
                                          .value = made.value,
                                          .data = made.data};
        return sign_transaction(std::move(content), world->key());
    }
    Task<Bytes32> send(std::optional<Call> call = std::nullopt) {
        const eth::SignedTransaction signed_one = transaction(std::move(call));
        const Result<> sent = co_await port().send(encode_transaction(signed_one));
        EXPECT_TRUE(sent) << sent.error().what;
        co_return transaction_hash(signed_one);
    }

    Call deposit(std::uint8_t key) {
        eth::DepositData data;
        data.amount = Gwei{1'000'000'000};
        data.pubkey.bytes.fill(std::byte{key});
        return {.to = world->deposit_contract(),
                .data = abi::encode_call(eth::deposit_contract::call_of(data)),
                .value = to_wei(data.amount)};
    }
    Call count() {
        return {.to = world->deposit_contract(),
                .data = abi::encode_call(eth::deposit_contract::GetDepositCount{})};
    }
    /// Refused with words: "DepositContract: invalid pubkey length".
    Call refused() {
        return {.to = world->deposit_contract(),
                .data = abi::encode_call("deposit(bytes,bytes,bytes,bytes32)", Bytes{}, Bytes{},
                                         Bytes{}, Bytes32{})};
    }
    static std::uint64_t counted(const CallAnswer& answer) {
        using eth::deposit_contract::GetDepositCount;
        return from_le64(
            abi::decode_return<GetDepositCount>(std::get<Bytes>(answer)).value().view());
    }
    /// geth says at first that it cannot know yet.
    Task<std::optional<eth::Receipt>> receipt_of(Bytes32 transaction) {
        constexpr int tries = 10'000;
        for (int i = 1;; ++i) {
            auto told = co_await port().receipt(transaction);
            if (told || told.error().reason != Reason::node_behind || i == tries)
                co_return value(std::move(told));
        }
    }
    Task<std::vector<CallAnswer>> ask(std::vector<Call> calls, Bytes32 block) {
        co_return value(co_await port().call(std::move(calls), block));
    }
    static Address no_contract() {
        return parse_fixed<Address>("0x00000000000000000000000000000000000000fe").value();
    }
    static Bytes32 unknown() {
        Bytes32 hash;
        hash.bytes.fill(std::byte{0x99});
        return hash;
    }
};

TEST_P(ExecutionContract, finds_blocks_by_number_and_by_hash) {
    run([this]() -> Task<> {
        const eth::Header first = co_await mine();
        const eth::Header second = co_await mine();
        EXPECT_EQ(second.parent, first.self.hash);
        EXPECT_EQ(second.self.number, first.self.number + BlockNumber{1});
        EXPECT_GT(second.timestamp, first.timestamp);
        EXPECT_EQ(value(co_await port().header(first.self.number)), first);
        EXPECT_EQ(value(co_await port().header_of(first.self.hash)), first);
        const auto ahead = co_await port().header(second.self.number + BlockNumber{1});
        EXPECT_EQ(ahead.error().code, Errc::not_found);
        EXPECT_EQ((co_await port().header_of(unknown())).error().code, Errc::not_found);
    });
}

TEST_P(ExecutionContract, tells_logs_of_a_range_in_the_order_of_the_chain) {
    run([this]() -> Task<> {
        const eth::Header before = co_await mine();
        for (std::uint8_t key = 1; key <= 2; ++key)
            co_await send(deposit(key));
        const eth::Header first = co_await mine();
        const Bytes32 third = co_await send(deposit(3));
        const eth::Header second = co_await mine();

        const std::vector<Address> contracts{world->key().address(), world->deposit_contract()};
        const BlockRange all{.first = before.self.number, .last = second.self.number};
        const std::vector<eth::Log> logs = value(co_await port().logs(all, contracts));
        EXPECT_EQ(logs.size(), 3U);
        if (logs.size() != 3) co_return;
        using eth::deposit_contract::event::DepositEvent;
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_EQ(logs[i].contract, world->deposit_contract());
            EXPECT_EQ(logs[i].block, i < 2 ? first.self : second.self);
            const auto event = abi::decode_event<DepositEvent>(logs[i].topics, logs[i].data);
            EXPECT_EQ(event.value().pubkey.bytes[0], static_cast<std::byte>(i + 1));
        }
        EXPECT_LT(logs[0].index, logs[1].index);
        EXPECT_EQ(logs[2].transaction, third);

        const BlockRange none{.first = before.self.number, .last = before.self.number};
        EXPECT_EQ(value(co_await port().logs(none, contracts)).size(), 0U);
        const BlockRange last{.first = second.self.number, .last = second.self.number};
        EXPECT_EQ(value(co_await port().logs(last, contracts)).size(), 1U);
        const std::vector<Address> others{world->key().address()};
        EXPECT_EQ(value(co_await port().logs(all, others)).size(), 0U);
        EXPECT_EQ(value(co_await port().logs(all, {})).size(), 0U) << "of no contract";
    });
}

TEST_P(ExecutionContract, calls_in_the_state_of_a_block_and_answers_in_order) {
    run([this]() -> Task<> {
        const eth::Header before = co_await mine();
        co_await send(deposit(1));
        const eth::Header after = co_await mine();
        const std::vector<CallAnswer> old = co_await ask({count()}, before.self.hash);
        EXPECT_EQ(counted(old.at(0)), 0U);

        std::vector<Call> calls(150, count());
        calls[7] = {.to = no_contract(), .data = {}};
        calls[8] = refused();
        calls[9].from = world->key().address();
        calls[149] = refused();
        const std::vector<CallAnswer> answers = co_await ask(calls, after.self.hash);
        EXPECT_EQ(answers.size(), 150U);
        EXPECT_EQ(counted(answers.at(0)), 1U);
        EXPECT_EQ(answers.at(7), CallAnswer{Bytes{}});
        for (const std::size_t i : {8U, 149U}) {
            const Bytes& reason = std::get<Reverted>(answers.at(i)).data;
            EXPECT_THAT(std::string{text_of(BytesView{reason})},
                        testing::HasSubstr("DepositContract: invalid pubkey length"));
        }
        EXPECT_EQ(counted(answers.at(9)), 1U);
        EXPECT_EQ(counted(answers.at(148)), 1U);
        EXPECT_TRUE((co_await ask({}, after.self.hash)).empty());
        const auto nowhere = co_await port().call({count()}, unknown());
        EXPECT_EQ(nowhere.error().code, Errc::not_found) << nowhere.error().what;
    });
}

TEST_P(ExecutionContract, knows_accounts_at_a_block) {
    run([this]() -> Task<> {
        const eth::Header before = co_await mine();
        const Bytes32 hash = co_await send(deposit(1));
        const eth::Header after = co_await mine();
        const Address self = world->key().address();
        const Account old = value(co_await port().account(self, before.self.hash));
        const Account now = value(co_await port().account(self, after.self.hash));
        EXPECT_EQ(now.nonce, old.nonce + AccountNonce{1});
        const eth::Receipt receipt = (co_await receipt_of(hash)).value();
        EXPECT_EQ(old.balance - now.balance,
                  to_wei(Gwei{1'000'000'000}) + receipt.gas_used.value * receipt.gas_price);
        EXPECT_EQ((co_await port().account(self, unknown())).error().code, Errc::not_found);
    });
}

TEST_P(ExecutionContract, estimates_more_gas_than_is_used_or_says_why_not) {
    run([this]() -> Task<> {
        Call call = deposit(1);
        call.from = world->key().address();
        const auto estimate = value(co_await port().estimate(call, Moment::head));
        const Bytes32 hash = co_await send(deposit(1));
        co_await mine();
        const eth::Receipt receipt = (co_await receipt_of(hash)).value();
        EXPECT_GE(std::get<Gas>(estimate), receipt.gas_used);
        EXPECT_LE(std::get<Gas>(estimate).value, 2 * receipt.gas_used.value);
        const auto why = value(co_await port().estimate(refused(), Moment::pending));
        EXPECT_FALSE(std::get<Reverted>(why).data.empty());
    });
}

TEST_P(ExecutionContract, tells_the_base_fee_of_the_next_block) {
    run([this]() -> Task<> {
        co_await mine();
        const eth::FeeMarket market = value(co_await port().fees());
        const eth::Header next = co_await mine();
        EXPECT_EQ(next.base_fee_per_gas, market.base_fee_per_gas);
    });
}

TEST_P(ExecutionContract, takes_the_same_transaction_any_number_of_times) {
    run([this]() -> Task<> {
        co_await mine();  // geth indexes nothing before
        const eth::SignedTransaction once = transaction();
        const Bytes bytes = encode_transaction(once);
        EXPECT_TRUE(co_await port().send(bytes));
        EXPECT_TRUE(co_await port().send(bytes));
        EXPECT_EQ(co_await receipt_of(transaction_hash(once)), std::nullopt);
        const eth::Header block = co_await mine();
        EXPECT_TRUE(co_await port().send(bytes));
        const eth::Receipt receipt = (co_await receipt_of(transaction_hash(once))).value();
        EXPECT_EQ(receipt.transaction, transaction_hash(once));
        EXPECT_EQ(receipt.block, block.self);
        EXPECT_TRUE(receipt.succeeded);
        EXPECT_EQ(receipt.gas_used, Gas{21'000});
        EXPECT_EQ(receipt.gas_price, block.base_fee_per_gas + Wei{1'000'000'000});

        const Bytes32 failing = co_await send(refused());
        co_await mine();
        EXPECT_FALSE((co_await receipt_of(failing)).value().succeeded);
        const auto junk = co_await port().send(Bytes(40, std::byte{2}));
        EXPECT_EQ(junk.error().reason, Reason::rpc_refused);
    });
}

TEST_P(ExecutionContract, follows_a_reorg) {
    run([this]() -> Task<> {
        const eth::Header fork = co_await mine();
        co_await send(deposit(1));
        const eth::Header dropped = co_await mine();
        const eth::Header instead = co_await mine(fork.self.hash);
        EXPECT_EQ(instead.parent, fork.self.hash);
        EXPECT_NE(instead.self.hash, dropped.self.hash);
        EXPECT_EQ(value(co_await port().header(instead.self.number)), instead);
        const auto old = co_await port().header_of(dropped.self.hash);
        EXPECT_TRUE(old ? *old == dropped : old.error().code == Errc::not_found);
        const BlockRange range{.first = fork.self.number, .last = instead.self.number};
        for (const eth::Log& log : value(co_await port().logs(range, {world->deposit_contract()})))
            EXPECT_EQ(log.block, instead.self);
    });
}

}  // namespace stafi::test
