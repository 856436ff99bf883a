#include "sim/evm/state.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace stafi::sim {
namespace {

Address account(std::uint8_t n) { return {.bytes = {std::byte{n}}}; }
Wei ether(std::uint64_t amount) { return to_wei(Gwei{amount * 1'000'000'000}); }

/// What each opcode does: ethereum.org/developers/docs/evm/opcodes.
Bytes code(std::string_view digits) { return parse_hex(digits).value(); }

constexpr std::uint8_t kUser = 1;
constexpr std::uint8_t kCounter = 2;

/// A user with an ether, and a contract that adds one to its word 0, returns the sum and logs it.
struct EvmStateTest : testing::Test {
    EvmState state;
    BlockEnvironment block{.chain = ChainId{1},
                           .number = BlockNumber{7},
                           .timestamp = UnixSeconds{1000},
                           .gas_limit = Gas{30'000'000},
                           .base_fee = 5,
                           .randomness = {}};
    Message message{.from = account(kUser),
                    .to = account(kCounter),
                    .value = {},
                    .data = {},
                    .gas_limit = Gas{100'000},
                    .max_fee = 10,
                    .max_tip = 2,
                    .nonce = AccountNonce{0}};
    void SetUp() override {
        state.put(account(kUser), ether(1), AccountNonce{0}, {});
        // sload(0), add 1, dup, sstore(0), mstore(0), log1(0, 32, 42), return(0, 32)
        state.put(account(kCounter), {}, AccountNonce{1},
                  code("600054600101806000556000526042602060"
                       "00a160206000f3"));
    }
    Bytes32 word() { return state.load(account(kCounter), {}); }
};

Bytes32 number(std::uint8_t n) {
    Bytes32 made;
    made.bytes.back() = std::byte{n};
    return made;
}

TEST_F(EvmStateTest, keeps_what_a_transaction_did) {
    const Outcome outcome = state.transact(block, message);
    EXPECT_EQ(outcome.status, Outcome::Status::succeeded);
    EXPECT_EQ(to_hex(outcome.output), to_hex(number(1).view()));
    EXPECT_EQ(word(), number(1));
    const EmittedLog log{
        .contract = account(kCounter), .topics = {number(0x42)}, .data = outcome.output};
    EXPECT_EQ(outcome.logs, std::vector{log});
}

// EIP-1559: base fee and tip, as long as both are within the cap.
TEST_F(EvmStateTest, takes_the_fee_and_counts_the_nonce) {
    const Outcome outcome = state.transact(block, message);
    const Account user = state.account(account(kUser));
    EXPECT_EQ(user.nonce, AccountNonce{1});
    EXPECT_EQ(ether(1) - user.balance, Wei{Uint256{outcome.gas_used.value * 7}});
}

TEST_F(EvmStateTest, calls_without_a_trace) {
    message.from = account(9);  // has nothing
    const Outcome outcome = state.call(block, message);
    EXPECT_EQ(outcome.status, Outcome::Status::succeeded);
    EXPECT_EQ(word(), number(0));
}

TEST_F(EvmStateTest, is_a_value) {
    (void)state.transact(block, message);
    state.share();
    EvmState copy = state;
    message.nonce = AccountNonce{1};
    (void)copy.transact(block, message);
    EXPECT_EQ(word(), number(1));
    EXPECT_EQ(copy.load(account(kCounter), {}), number(2));
    EXPECT_EQ(state.account(account(kUser)).nonce, AccountNonce{1});
}

TEST_F(EvmStateTest, keeps_what_was_not_looked_at_when_it_is_shared_again) {
    state.store(account(kCounter), number(9), number(3));
    state.share();
    (void)state.call(block, message);  // reads word 0 alone
    state.share();
    EXPECT_EQ(state.load(account(kCounter), number(9)), number(3));
}

TEST_F(EvmStateTest, refuses_what_may_not_be_in_a_block) {
    for (const auto& spoil : std::vector<std::function<void(Message&)>>{
             [](Message& m) { m.nonce = AccountNonce{1}; }, [](Message& m) { m.max_fee = 4; },
             [](Message& m) { m.value = ether(2); },
             [](Message& m) { m.gas_limit = Gas{20'000}; }}) {
        Message spoiled = message;
        spoil(spoiled);
        EXPECT_EQ(state.transact(block, spoiled).status, Outcome::Status::refused);
    }
    EXPECT_EQ(state.account(account(kUser)).balance, ether(1));
}

TEST_F(EvmStateTest, tells_why_a_contract_reverted) {
    // mstore(0, 42), revert(0, 32)
    state.put(account(kCounter), {}, AccountNonce{1}, code("604260005260206000fd"));
    const Outcome outcome = state.transact(block, message);
    EXPECT_EQ(outcome.status, Outcome::Status::reverted);
    EXPECT_EQ(to_hex(outcome.output), to_hex(number(0x42).view()));
}

TEST_F(EvmStateTest, knows_what_block_it_is) {
    // number, timestamp, basefee added up and returned
    state.put(account(kCounter), {}, AccountNonce{1},
              code("43420148016000526020"
                   "6000f3"));
    const auto sum = number(0xf4);  // 7 + 1000 + 5 = 0x3f4
    EXPECT_EQ(state.call(block, message).output.back(), sum.bytes.back());
}

TEST_F(EvmStateTest, creates_contracts) {
    message.to.reset();
    message.data = code("6001600c60003960016000f300");  // one byte of code: stop
    const Outcome outcome = state.transact(block, message);
    EXPECT_EQ(outcome.status, Outcome::Status::succeeded);
    EXPECT_EQ(state.account(outcome.created).nonce, AccountNonce{1});
}

}  // namespace
}  // namespace stafi::sim
