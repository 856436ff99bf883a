#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "eth/ssz/json.hpp"
#include "operators.hpp"
#include "ports/validator_keys.hpp"
#include "ssv/shares/encrypted_share.hpp"
#include "ssv/shares/shares_data.hpp"

// What every ValidatorKeys promises. Each world holds a mnemonic that everybody knows. Expected
// values: keys, deposits and exits of ethstaker-deposit 1.3.1 (tests/vectors/deposit), shares of
// ssv-keys 1.1.0 (tests/vectors/keyshares), which were made with the same mnemonic.

namespace stafi::test {

inline std::string known_mnemonic() {
    std::string words;
    for (int i = 0; i < 23; ++i)
        words += "abandon ";
    return words + "art";
}

class ValidatorKeysWorld {
  public:
    virtual ~ValidatorKeysWorld() = default;
    virtual ValidatorKeys& keys() = 0;
    /// Turns the loop until the task is done.
    virtual void run(Task<> task) = 0;
};

using MakeValidatorKeysWorld = std::unique_ptr<ValidatorKeysWorld> (*)(eth::Network network);

struct ValidatorKeysContract : testing::TestWithParam<MakeValidatorKeysWorld> {
    using Task = stafi::Task<>;

    template <class T>
    static T value(Result<T> result) {
        if (!result) throw std::runtime_error{result.error().what};
        return *std::move(result);
    }
    template <class T>
    static Reason refusal(const Result<T>& result) {
        return result ? Reason::bad_usage : result.error().reason;
    }
    static void run(const eth::Network& network, const std::function<Task(ValidatorKeys&)>& test) {
        const auto world = GetParam()(network);
        world->run(test(world->keys()));
    }
    static eth::Network network_of(const boost::json::value& vector) {
        return eth::find_network(str(vector.at("network"))).value();
    }
    static stafi::Task<ValidatorKey> key_at(ValidatorKeys& keys, std::uint64_t index) {
        co_return value(co_await keys.keys_at({index}, 1)).at(0);
    }
    static ssv::OperatorSet committee() {
        std::vector<ssv::Operator> seats;
        for (std::size_t i = 0; i < 4; ++i)
            seats.push_back(operators().at(i).seat);
        return ssv::OperatorSet::parse(std::move(seats)).value();
    }
};

TEST_P(ValidatorKeysContract, makes_keys_and_deposits_as_the_deposit_cli) {
    std::size_t compared = 0;
    const auto files = vector_file("deposit/files.json");
    for (const auto& file : files.at("cases").as_array()) {
        if (str(file.at("mnemonic")) != known_mnemonic()) continue;
        run(network_of(file), [&](ValidatorKeys& keys) -> Task {
            const auto& deposits = file.at("deposits").as_array();
            const KeyIndex first{file.at("start_index").to_number<std::uint64_t>()};
            const auto found = value(co_await keys.keys_at(first, deposits.size()));
            for (std::size_t i = 0; i < deposits.size(); ++i) {
                const auto& deposit = deposits.at(i);
                EXPECT_EQ(found.at(i).index.value, first.value + i);
                EXPECT_EQ(to_hex(found.at(i).pubkey.view()), str(deposit.at("pubkey")));
                const auto credentials =
                    parse_fixed<Bytes32>(str(deposit.at("withdrawal_credentials")));
                const auto signed_one = value(co_await keys.sign_deposit(
                    found.at(i), eth::parse_credentials(credentials.value()).value(),
                    Gwei{deposit.at("amount").to_number<std::uint64_t>()}));
                EXPECT_EQ(to_hex(signed_one.signature.view()), str(deposit.at("signature")));
                EXPECT_EQ(to_hex(eth::deposit_data_root(signed_one).view()),
                          str(deposit.at("deposit_data_root")));
                ++compared;
            }
        });
    }
    EXPECT_EQ(compared, 5U);
}

TEST_P(ValidatorKeysContract, signs_exits_as_the_deposit_cli) {
    std::size_t compared = 0;
    const auto exits = vector_file("deposit/exits.json");
    for (const auto& row : exits.at("cases").as_array()) {
        if (str(row.at("network")) == "sepolia") continue;  // no network of ours
        const auto expected = ssz::from_json<eth::SignedVoluntaryExit>(str(row.at("text"))).value();
        run(network_of(row), [&](ValidatorKeys& keys) -> Task {
            const ValidatorKey key = co_await key_at(keys, 0);
            EXPECT_EQ(to_hex(key.pubkey.view()), str(row.at("pubkey")));
            EXPECT_EQ(value(co_await keys.sign_exit(key, expected.message)), expected);
            ++compared;
        });
    }
    EXPECT_EQ(compared, 3U);
}

TEST_P(ValidatorKeysContract, signs_no_exit_for_a_chain_that_it_does_not_know) {
    eth::Network unborn = eth::devnet();
    unborn.genesis_validators_root.reset();
    run(unborn, [](ValidatorKeys& keys) -> Task {
        const ValidatorKey key = co_await key_at(keys, 0);
        EXPECT_EQ(refusal(co_await keys.sign_exit(key, {})), Reason::bad_network);
    });
}

TEST_P(ValidatorKeysContract, splits_a_key_into_shares_that_its_operators_can_open) {
    const auto& made = ssv_keys_cases().at(0);
    const auto& validator = made.at("validators").as_array().at(0);
    const auto owner = parse_fixed<Address>(str(made.at("owner_address"))).value();
    const OwnerNonce nonce{validator.at("owner_nonce").to_number<std::uint64_t>()};
    run(eth::mainnet(), [&](ValidatorKeys& keys) -> Task {
        const auto two = value(co_await keys.keys_at({0}, 2));
        const auto shares = value(co_await keys.split(two, committee(), {owner, nonce}));
        EXPECT_EQ(shares.size(), 2U);
        EXPECT_EQ(shares.at(1).keyshares().nonce, nonce + OwnerNonce{1});
        EXPECT_EQ(shares.at(1).keyshares().validator.bytes(), two.at(1).pubkey);
        const ssv::Keyshares& first = shares.at(0).keyshares();
        EXPECT_EQ(to_hex(first.validator.bytes().view()), str(validator.at("validator_pubkey")));
        const auto parts = ssv::parse_shares_data(first.shares_data, 4).value();
        // The signature of owner and nonce is the only part without chance in it.
        EXPECT_EQ(to_hex(parts.signature.bytes().view()), str(validator.at("signature")));
        std::vector<SecretShare> opened;
        for (std::size_t i = 0; i < 3; ++i)
            opened.push_back(
                {.id = operators().at(i).seat.id(),
                 .key = ssv::open_share(operators().at(i).private_key, parts.ciphertexts.at(i),
                                        parts.share_keys.at(i))
                            .value()});
        const auto whole = recover_secret(opened).value();
        EXPECT_EQ(to_hex(whole.bytes().view()), str(validator.at("validator_secret")));
    });
}

TEST_P(ValidatorKeysContract, splits_anew_at_every_call) {
    run(eth::mainnet(), [](ValidatorKeys& keys) -> Task {
        const auto one = value(co_await keys.keys_at({0}, 1));
        const auto first = value(co_await keys.split(one, committee(), {}));
        const auto second = value(co_await keys.split(one, committee(), {}));
        EXPECT_NE(first.at(0).keyshares().shares_data, second.at(0).keyshares().shares_data);
    });
}

TEST_P(ValidatorKeysContract, does_nothing_for_a_key_that_is_not_at_its_place) {
    run(eth::mainnet(), [](ValidatorKeys& keys) -> Task {
        const auto two = value(co_await keys.keys_at({0}, 2));
        const ValidatorKey wrong{.index = two.at(0).index, .pubkey = two.at(1).pubkey};
        EXPECT_EQ(refusal(co_await keys.sign_deposit(wrong, {}, eth::kDepositMin)),
                  Reason::mnemonic_mismatch);
        EXPECT_EQ(refusal(co_await keys.sign_exit(wrong, {})), Reason::mnemonic_mismatch);
        const std::vector batch{two.at(1), wrong};
        EXPECT_EQ(refusal(co_await keys.split(batch, committee(), {})), Reason::mnemonic_mismatch);
    });
}

TEST_P(ValidatorKeysContract, refuses_what_is_out_of_bounds) {
    run(eth::mainnet(), [](ValidatorKeys& keys) -> Task {
        EXPECT_EQ(value(co_await keys.keys_at(kKeyIndexMax, 1)).size(), 1U);
        EXPECT_TRUE(value(co_await keys.keys_at({0}, 0)).empty());
        EXPECT_EQ(refusal(co_await keys.keys_at(kKeyIndexMax, 2)), Reason::out_of_range);
        const ValidatorKey beyond{.index = kKeyIndexMax + KeyIndex{1}, .pubkey = {}};
        EXPECT_EQ(refusal(co_await keys.sign_exit(beyond, {})), Reason::out_of_range);
        const ValidatorKey key = co_await key_at(keys, 0);
        EXPECT_EQ(refusal(co_await keys.sign_deposit(key, {}, Gwei{1})), Reason::out_of_range);
        const std::vector two{key, co_await key_at(keys, 1)};
        EXPECT_EQ(refusal(co_await keys.split(two, committee(), {{}, {64'999}})),
                  Reason::bad_owner_nonce);
        const std::vector same{key, key};
        EXPECT_EQ(refusal(co_await keys.split(same, committee(), {})), Reason::duplicate_key);
    });
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ValidatorKeysContract);

}  // namespace stafi::test
