#include "engine/executor/executor.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

#include "run_task.hpp"
#include "sim/chain/execution.hpp"
#include "sim/world/keys.hpp"
#include "sim/world/virtual_ambient.hpp"
#include "store/sqlite_store.hpp"

// The executor on a chain where nothing goes wrong that the test does not want.

namespace stafi::sim {
namespace {

namespace fs = std::filesystem;
using engine::Driven;
using engine::Order;
using engine::Quote;
using engine::Submitted;

constexpr ChainId kChain{1};
const Address kCounter{.bytes = {std::byte{0xc0}}};

EthSecretKey key(std::uint8_t n) {
    Entropy entropy{SecretBytes<32>{}};
    const Bytes32 scalar{.bytes = {std::byte{n}}};
    return EthSecretKey::parse(scalar.view(), entropy).value();
}
Wei ether(std::uint64_t amount) { return to_wei(Gwei{amount * 1'000'000'000}); }
Bytes bytes(std::initializer_list<int> values) {
    Bytes made;
    for (const int value : values)
        made.push_back(static_cast<std::byte>(value));
    return made;
}

/// One account with two ether, and a contract that adds one to its word 0 when it is called; with
/// data it reverts with that.
EvmState genesis() {
    EvmState state;
    state.put(key(1).address(), ether(2), AccountNonce{0}, {});
    // calldatasize, jumpi 0x0d; sload(0) + 1 -> sstore(0), stop;
    // 0x0d: calldatacopy(0, 0, size), revert(0, size)
    state.put(kCounter, {}, AccountNonce{1},
              bytes({0x36, 0x60, 0x0d, 0x57, 0x5f, 0x54, 0x60, 0x01, 0x01, 0x5f, 0x55,
                     0x00, 0x00, 0x5b, 0x36, 0x5f, 0x5f, 0x37, 0x36, 0x5f, 0xfd}));
    return state;
}

/// Hears nothing that is sent while `is_deaf`.
struct HardOfHearing final : SimExecution {
    bool& is_deaf;
    HardOfHearing(Chain& chain, Trouble& trouble, bool& deaf)
        : SimExecution{chain, trouble}, is_deaf{deaf} {}
    Task<Result<>> send(Bytes transaction) override {
        if (is_deaf) co_return fail(Reason::timed_out, "no answer");
        co_return co_await SimExecution::send(std::move(transaction));
    }
};

struct ExecutorTest : testing::Test {
    bool is_deaf = false;
    fs::path folder = fs::temp_directory_path() / ("stafi-executor-" + std::to_string(::getpid()));
    boost::asio::io_context loop;
    VirtualAmbient time{loop};
    std::mt19937_64 chance{1};
    Trouble trouble{time, chance};
    Chain chain{kChain, genesis(), BlockNumber{100}, UnixSeconds{1'700'000'000}};
    HardOfHearing execution{chain, trouble, is_deaf};
    SimKeys keys{trouble};
    Address ours = keys.add(key(1));
    std::unique_ptr<store::SqliteStore> store;
    std::unique_ptr<engine::Executor> executor;
    BlockNumber finalized{100};

    void SetUp() override {
        fs::create_directories(folder);
        start();
        ASSERT_TRUE(open_account());
    }
    void TearDown() override { fs::remove_all(folder); }

    /// A new process on the same disk.
    void start() {
        executor.reset();
        store.reset();
        store = store::SqliteStore::open({.file = folder / "store.sqlite"}).value();
        executor = std::make_unique<engine::Executor>(
            engine::Executor::Ports{execution, *store, keys, time},
            engine::ExecutorOptions{.chain = kChain, .drive = {}});
    }
    template <class T>
    T run(Task<T> task) {
        std::vector<T> answers;
        const auto asking = [&]() -> Task<> { answers.push_back(co_await std::move(task)); };
        EXPECT_TRUE(test::run_task(loop, asking(), [&] { time.run(); }));
        return std::move(answers.at(0));
    }
    engine::Pin pin() {
        return {.head = chain.head().header, .finalized = chain.find(finalized)->header.self};
    }
    Result<> open_account(bool take_over = false) {
        return run(executor->open_account(ours, pin(), take_over));
    }
    Order order(std::uint8_t subject = 1) {
        return {.kind = tx::Kind::deposit_key,
                .subjects = {PubkeyBytes{.bytes = {std::byte{subject}}}},
                .account = ours,
                .to = kCounter,
                .data = {},
                .value = {}};
    }
    Quote quote(Order order, Moment moment = Moment::pending) {
        return std::get<Quote>(run(executor->quote(std::move(order), moment)).value());
    }
    tx::IntentId submit(std::uint8_t subject = 1) {
        const Submitted submitted = run(executor->submit(quote(order(subject)))).value();
        EXPECT_FALSE(submitted.unsent);
        return submitted.id;
    }
    Driven drive() { return run(executor->drive(pin())).value(); }
    static Reason reason_of(const Result<Submitted>& submitted) {
        return submitted.value().unsent.value_or(Error{}).reason;
    }
    void mine(std::size_t transactions_max = 100) {
        chain.mine(chain.head().header.timestamp + UnixSeconds{12}, transactions_max);
    }
    /// Another program that has the key sends something.
    void somebody_else_sends(std::uint64_t nonce) {
        const eth::FeeMarketTransaction content{
            .chain = kChain,
            .nonce = AccountNonce{nonce},
            .max_priority_fee_per_gas = Wei{Uint256{1ULL << 40}},
            .max_fee_per_gas = Wei{Uint256{1ULL << 40}},
            .gas_limit = Gas{21'000},
            .to = Address{}};
        const auto sent = eth::sign_transaction(content, key(1));
        EXPECT_TRUE(chain.take(eth::encode_transaction(sent)));
    }
    std::uint64_t counted() {
        return from_be256(chain.head().after.load(kCounter, {}).view()).limbs[0];
    }
    tx::Outcome outcome() { return tx::outcome_of(store->latest_intents(1).value().front()); }
    std::size_t attempts() { return store->latest_intents(1).value().front().attempts.size(); }
};

TEST_F(ExecutorTest, brings_an_order_into_the_chain_once) {
    const tx::IntentId id = submit();
    EXPECT_EQ(chain.waiting(), 1U);
    mine();
    EXPECT_EQ(drive().mined, std::vector{id});
    EXPECT_EQ(outcome(), tx::Outcome::succeeded);
    finalized = BlockNumber{101};
    EXPECT_EQ(drive().closed, std::vector{id});
    EXPECT_TRUE(store->open_intents().value().empty());
    EXPECT_EQ(counted(), 1U);
}

TEST_F(ExecutorTest, quotes_gas_with_a_margin_and_a_price_with_room) {
    const Quote made = quote(order());
    // 21,000, cold sload and first sstore of the slot, EIP-2929 and EIP-2200; a few opcodes.
    EXPECT_NEAR(static_cast<double>(made.gas_limit.value), 1.25 * (21'000 + 22'100 + 40), 60);
    EXPECT_EQ(made.price.max_fee_per_gas, Wei{Uint256{3'000'000'000}});
    EXPECT_EQ(made.cost_max, Wei{Uint256{made.gas_limit.value * 3'000'000'000}});
}

TEST_F(ExecutorTest, sends_nothing_that_would_revert) {
    Order refused = order();
    refused.data = bytes({1, 2, 3});
    const auto answer = run(executor->quote(refused)).value();
    EXPECT_EQ(std::get<Reverted>(answer).data, bytes({1, 2, 3}));
    EXPECT_EQ(chain.waiting(), 0U);
}

TEST_F(ExecutorTest, sends_nothing_that_the_account_cannot_pay_with_all_that_waits) {
    Order dear = order();
    dear.value = Wei{ether(1).value + Uint256{999'500'000'000'000'000}};
    ASSERT_TRUE(run(executor->quote(dear)));
    (void)submit();
    for (std::uint8_t i = 2; i < 9; ++i)
        (void)submit(i);
    EXPECT_EQ(run(executor->quote(dear)).error().reason, Reason::balance_too_low);
}

TEST_F(ExecutorTest, waits_while_gas_is_too_dear) {
    chain.set_base_fee(61'000'000'000);
    EXPECT_EQ(run(executor->quote(order())).error().reason, Reason::too_dear);
    Order urgent = order();
    urgent.is_urgent = true;
    EXPECT_TRUE(run(executor->quote(urgent)));
}

TEST_F(ExecutorTest, sends_several_at_once_in_the_order_of_nonces) {
    for (std::uint8_t i = 1; i <= 20; ++i)
        (void)submit(i);
    mine();
    EXPECT_EQ(drive().mined.size(), 20U);
    EXPECT_EQ(counted(), 20U);
}

TEST_F(ExecutorTest, asks_nothing_twice_while_it_waits) {
    (void)submit();
    const auto again = run(executor->submit(quote(order())));
    EXPECT_EQ(again.error().reason, Reason::intent_open);
    mine();
    (void)drive();
    EXPECT_EQ(counted(), 1U);
}

TEST_F(ExecutorTest, sends_again_what_a_new_process_finds_unsent) {
    const Quote wanted = quote(order());
    is_deaf = true;
    EXPECT_EQ(reason_of(run(executor->submit(wanted))), Reason::timed_out);
    EXPECT_EQ(chain.waiting(), 0U);
    is_deaf = false;
    start();
    ASSERT_TRUE(open_account());
    (void)drive();
    mine();
    (void)drive();
    EXPECT_EQ(counted(), 1U);
}

TEST_F(ExecutorTest, opens_again_what_a_reorg_dropped_and_mines_it_once) {
    const tx::IntentId id = submit();
    mine();
    (void)drive();
    chain.drop(1);
    mine(0);
    EXPECT_EQ(drive().reopened, std::vector{id});
    EXPECT_EQ(outcome(), tx::Outcome::waiting);
    mine();
    EXPECT_EQ(drive().mined, std::vector{id});
    EXPECT_EQ(counted(), 1U);
}

TEST_F(ExecutorTest, outbids_itself_when_the_market_has_risen_for_long) {
    const tx::IntentId id = submit();
    chain.set_base_fee(10'000'000'000);
    mine();
    EXPECT_TRUE(drive().replaced.empty());
    time.jump(std::chrono::minutes{6});
    EXPECT_EQ(drive().replaced, std::vector{id});
    EXPECT_EQ(attempts(), 2U);
    mine();
    EXPECT_EQ(drive().mined, std::vector{id});
    EXPECT_EQ(counted(), 1U);
}

TEST_F(ExecutorTest, uses_a_nonce_up_when_what_waits_is_not_wanted_any_more) {
    const tx::IntentId id = submit();
    ASSERT_TRUE(run(executor->cancel(id)));
    mine();
    (void)drive();
    EXPECT_EQ(outcome(), tx::Outcome::cancelled);
    EXPECT_EQ(counted(), 0U);
}

TEST_F(ExecutorTest, cannot_cancel_what_is_mined_or_unknown) {
    const tx::IntentId id = submit();
    mine();
    (void)drive();
    EXPECT_EQ(run(executor->cancel(id)).error().reason, Reason::intent_open);
    EXPECT_EQ(run(executor->cancel(tx::IntentId{})).error().reason, Reason::intent_closed);
}

TEST_F(ExecutorTest, makes_an_intent_again_with_the_nonce_it_has) {
    const tx::IntentId id = submit();
    Order changed = order();
    changed.value = Wei{Uint256{7}};
    const auto made = run(executor->make_again(id, quote(changed, Moment::head)));
    EXPECT_FALSE(made.value().unsent);
    mine();
    EXPECT_EQ(drive().mined, std::vector{id});
    EXPECT_EQ(outcome(), tx::Outcome::succeeded);
    EXPECT_EQ(attempts(), 2U);
    EXPECT_EQ(counted(), 1U);
    EXPECT_EQ(chain.head().after.account(kCounter).balance, Wei{Uint256{7}});
}

TEST_F(ExecutorTest, refuses_to_start_beside_another_tool) {
    somebody_else_sends(0);
    mine();
    start();
    EXPECT_EQ(open_account().error().reason, Reason::foreign_nonce);
}

TEST_F(ExecutorTest, stops_when_another_tool_takes_its_nonce) {
    (void)submit();
    somebody_else_sends(0);  // and outbids it
    mine();
    const Driven driven = drive();
    EXPECT_EQ(driven.foreign, std::vector{ours});
    EXPECT_EQ(driven.failures.front().reason, Reason::foreign_nonce);
    EXPECT_EQ(run(executor->submit(quote(order(2)))).error().reason, Reason::foreign_nonce);
}

TEST_F(ExecutorTest, takes_an_account_over_when_nothing_can_come_back) {
    (void)submit();
    somebody_else_sends(0);
    mine();
    start();
    EXPECT_EQ(open_account(true).error().reason, Reason::not_final);
    finalized = BlockNumber{101};
    ASSERT_TRUE(open_account(true));
    EXPECT_EQ(outcome(), tx::Outcome::superseded);
    (void)submit();  // the same again, since it is still wanted
    mine();
    (void)drive();
    EXPECT_EQ(counted(), 1U);
}

TEST_F(ExecutorTest, does_not_give_up_its_own_when_it_takes_over) {
    (void)submit();
    mine();  // and the process never learns of it
    somebody_else_sends(1);
    mine();
    start();
    finalized = BlockNumber{102};
    ASSERT_TRUE(open_account(true));
    EXPECT_EQ(outcome(), tx::Outcome::succeeded);
    EXPECT_TRUE(store->open_intents().value().empty());
}

}  // namespace
}  // namespace stafi::sim
