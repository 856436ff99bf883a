#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "known_account.hpp"
#include "ports/keys.hpp"

// What every Keys promises. Each world holds the account of known_account.hpp.

namespace stafi::test {

class KeysWorld {
  public:
    virtual ~KeysWorld() = default;
    virtual Keys& keys() = 0;
    /// The one that its transactions are for.
    virtual ChainId chain() { return {31'337}; }
    /// Turns the loop until the task is done.
    virtual void run(Task<> task) = 0;
};

/// Nothing where the program that it needs is not installed.
using MakeKeysWorld = std::unique_ptr<KeysWorld> (*)();

struct KeysContract : testing::TestWithParam<MakeKeysWorld> {
    std::unique_ptr<KeysWorld> world;

    void SetUp() override {
        world = GetParam()();
        if (world == nullptr) GTEST_SKIP() << "the program is not installed here";
    }

    template <class T>
    static T value(Result<T> result) {
        if (!result) throw std::runtime_error{result.error().what};
        return *std::move(result);
    }
    void run(const std::function<Task<>(Keys&)>& test) { world->run(test(world->keys())); }

    eth::FeeMarketTransaction content(std::uint64_t nonce = 0) {
        return {.chain = world->chain(),
                .nonce = {nonce},
                .max_priority_fee_per_gas = Wei{1'000'000'000},
                .max_fee_per_gas = Wei{100'000'000'000},
                .gas_limit = {500'000},
                .to = Address{.bytes = {std::byte{0xc0}}},
                .value = Wei{Uint256{32} << 60},
                .data = Bytes(4'097, std::byte{0x5a})};
    }
    eth::LegacyTransaction legacy() {
        return {.chain = world->chain(),
                .nonce = {7},
                .gas_price = Wei{100'000'000'000},
                .gas_limit = {21'000},
                .to = Address{.bytes = {std::byte{0xc0}}},
                .value = Wei{1}};
    }
};

TEST_P(KeysContract, tells_whose_keys_it_holds_in_order) {
    run([](Keys& keys) -> Task<> {
        const std::vector<Address> accounts = value(co_await keys.accounts());
        EXPECT_TRUE(std::ranges::is_sorted(accounts));
        EXPECT_TRUE(std::ranges::binary_search(accounts, known_account()));
    });
}

TEST_P(KeysContract, signs_what_it_is_given_and_nothing_else) {
    run([this](Keys& keys) -> Task<> {
        eth::FeeMarketTransaction creation = content(4);
        creation.to.reset();
        const std::vector<eth::UnsignedTransaction> contents{content(), legacy(), creation};
        for (const eth::UnsignedTransaction& each : contents) {
            const auto signed_one = value(co_await keys.sign(known_account(), each));
            EXPECT_EQ(signed_one.content, each);
            EXPECT_EQ(signed_one.sender, known_account());
            // Who signed the bytes, they say themselves.
            const auto read = value(eth::decode_transaction(encode_transaction(signed_one)));
            EXPECT_EQ(read, signed_one);
        }
    });
}

TEST_P(KeysContract, signs_the_same_content_again) {
    run([this](Keys& keys) -> Task<> {
        const auto first = value(co_await keys.sign(known_account(), content(5)));
        const auto second = value(co_await keys.sign(known_account(), content(5)));
        EXPECT_EQ(first.content, second.content);
        EXPECT_EQ(first.sender, second.sender);
    });
}

TEST_P(KeysContract, does_not_sign_for_an_account_that_it_does_not_hold) {
    run([this](Keys& keys) -> Task<> {
        const Address stranger{.bytes = {std::byte{0x99}}};
        const auto refused = co_await keys.sign(stranger, content());
        EXPECT_EQ(refused ? Reason::bad_usage : refused.error().reason, Reason::unknown_account);
        EXPECT_TRUE(co_await keys.sign(known_account(), content()));
    });
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(KeysContract);

}  // namespace stafi::test
