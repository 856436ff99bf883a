#include "eth/deposit/file.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "vector_file.hpp"

namespace stafi::eth {
namespace {

using namespace literals;
using test::str;

std::string replaced(std::string text, const std::string& old, const std::string& changed) {
    const std::size_t place = text.find(old);
    EXPECT_NE(place, std::string::npos) << old;
    return text.replace(place, old.size(), changed);
}

/// What `entry` claims to be, taken at its word.
DepositExpectation claimed_by(const DepositEntry& entry) {
    return {.credentials = *parse_credentials(entry.data.withdrawal_credentials),
            .amount = entry.data.amount,
            .fork_version = entry.fork_version,
            .network_name = entry.network_name,
            .known_credentials = {}};
}

/// A good deposit and what is expected of it; each test spoils one thing.
struct DepositFileTest : testing::Test {
    BlsSecretKey key = *test::parse_secret_key(std::string(64, '1'));
    DepositEntry entry;
    DepositExpectation expectation;

    DepositFileTest() {
        const WithdrawalCredentials credentials{
            .kind = WithdrawalCredentials::Kind::compounding,
            .address = *parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc")};
        entry = to_entry(*sign_deposit(key, credentials, 32_eth, mainnet().genesis_fork_version()),
                         mainnet());
        expectation = claimed_by(entry);
    }

    void expect_refused(Reason reason, const std::string& field) {
        const auto done = check_deposit(entry, expectation);
        ASSERT_FALSE(done);
        EXPECT_EQ(text_of(done.error().reason).code, text_of(reason).code);
        EXPECT_THAT(done.error().what, testing::StartsWith(field + ": "));
    }
    /// Signs the changed deposit again, as someone would who made it that way.
    void make_again() {
        entry.deposit_message_root = deposit_message_root(message_of(entry.data));
        entry.data.signature =
            key.sign(deposit_signing_root(message_of(entry.data), entry.fork_version).view())
                .bytes();
        entry.deposit_data_root = deposit_data_root(entry.data);
    }
};

// Expected values: files that ethstaker-deposit wrote.
TEST(DepositFile, equals_the_deposit_cli_s_to_the_byte) {
    const auto file = test::vector_file("deposit/files.json");
    for (const auto& row : file.at("cases").as_array()) {
        const std::string text = str(row.at("text"));
        const auto entries = parse_deposit_file(text);
        ASSERT_TRUE(entries) << entries.error().what;
        EXPECT_EQ(to_deposit_file(*entries), text);
        for (const DepositEntry& entry : *entries) {
            const auto done = check_deposit(entry, claimed_by(entry));
            EXPECT_TRUE(done) << done.error().what;
        }
    }
}

TEST(DepositFile, is_made_from_keys_as_the_deposit_cli_makes_it) {
    const auto file = test::vector_file("deposit/files.json");
    for (const auto& row : file.at("cases").as_array()) {
        const auto network = find_network(str(row.at("network")));
        if (!network) continue;  // networks of theirs that are not ours
        std::vector<DepositEntry> entries;
        for (const auto& deposit : row.at("deposits").as_array()) {
            const WithdrawalCredentials credentials{
                .kind = row.at("compounding").as_bool() ? WithdrawalCredentials::Kind::compounding
                                                        : WithdrawalCredentials::Kind::execution,
                .address = *parse_fixed<Address>(str(row.at("withdrawal_address")))};
            const auto data =
                sign_deposit(*test::parse_secret_key(str(deposit.at("signing_sk"))), credentials,
                             Gwei{deposit.at("amount").to_number<std::uint64_t>()},
                             network->genesis_fork_version());
            entries.push_back(to_entry(*data, *network));
            EXPECT_EQ(entries.back().deposit_cli_version, "2.8.0");
            entries.back().deposit_cli_version = "1.3.1";  // the only thing that differs
        }
        EXPECT_EQ(to_deposit_file(entries), str(row.at("text")));
    }
}

TEST_F(DepositFileTest, accepts_what_is_as_expected) {
    EXPECT_TRUE(check_deposit(entry, expectation));
    expectation.known_credentials[entry.data.pubkey] = entry.data.withdrawal_credentials;
    EXPECT_TRUE(check_deposit(entry, expectation));  // a top-up
}

TEST_F(DepositFileTest, refuses_a_key_that_is_none) {
    entry.data.pubkey.bytes.fill(std::byte{0xff});
    expect_refused(Reason::bad_public_key, "pubkey");
    entry.data.pubkey = {};
    entry.data.pubkey.bytes[0] = std::byte{0xc0};  // infinity
    expect_refused(Reason::bad_public_key, "pubkey");
}

TEST_F(DepositFileTest, refuses_credentials_of_another_form_or_address) {
    entry.data.withdrawal_credentials.bytes[5] = std::byte{1};
    expect_refused(Reason::bad_credentials, "withdrawal_credentials");
    entry.data.withdrawal_credentials = to_bytes(expectation.credentials);
    expectation.credentials.address.bytes[19] ^= std::byte{1};
    expect_refused(Reason::credentials_mismatch, "withdrawal_credentials");
    entry.data.withdrawal_credentials = to_bytes(expectation.credentials);
    expectation.credentials.kind = WithdrawalCredentials::Kind::execution;
    expect_refused(Reason::credentials_mismatch, "withdrawal_credentials");
}

TEST_F(DepositFileTest, refuses_another_amount) {
    expectation.amount = 1_eth;
    expect_refused(Reason::amount_mismatch, "amount");
}

TEST_F(DepositFileTest, refuses_another_network) {
    expectation.fork_version = hoodi().genesis_fork_version();
    expect_refused(Reason::wrong_network, "fork_version");
    expectation = claimed_by(entry);
    expectation.network_name = "hoodi";
    expect_refused(Reason::wrong_network, "network_name");
}

TEST_F(DepositFileTest, refuses_roots_of_something_else) {
    entry.deposit_message_root.bytes[0] ^= std::byte{1};
    expect_refused(Reason::deposit_root_mismatch, "deposit_message_root");
    entry.deposit_message_root.bytes[0] ^= std::byte{1};
    entry.deposit_data_root.bytes[31] ^= std::byte{1};
    expect_refused(Reason::deposit_root_mismatch, "deposit_data_root");
}

TEST_F(DepositFileTest, refuses_a_signature_that_is_none) {
    entry.data.signature.bytes.fill(std::byte{0xff});
    entry.deposit_data_root = deposit_data_root(entry.data);
    expect_refused(Reason::bad_signature, "signature");
}

TEST_F(DepositFileTest, refuses_a_signature_for_something_else) {
    const SignatureBytes for_32_eth = entry.data.signature;
    entry.data.amount = expectation.amount = 31_eth;
    make_again();
    EXPECT_TRUE(check_deposit(entry, expectation));
    entry.data.signature = for_32_eth;
    entry.deposit_data_root = deposit_data_root(entry.data);
    expect_refused(Reason::signature_mismatch, "signature");
}

TEST_F(DepositFileTest, refuses_a_key_that_was_deposited_with_other_credentials) {
    expectation.known_credentials[entry.data.pubkey] = Bytes32{};
    expect_refused(Reason::key_already_deposited, "pubkey");
}

TEST_F(DepositFileTest, survives_no_changed_character) {
    const std::string good = to_deposit_file({&entry, 1});
    const std::string alphabet = "0123456789abcdef\"{}[],: xyzA";
    std::mt19937_64 random{3};
    for (int i = 0; i < 400; ++i) {
        std::string text = good;
        text[random() % text.size()] = alphabet[random() % alphabet.size()];
        const auto entries = parse_deposit_file(text);
        if (!entries) continue;
        ASSERT_EQ(entries->size(), 1U);
        DepositEntry read = entries->front();
        read.deposit_cli_version = entry.deposit_cli_version;  // it says nothing about the deposit
        if (read != entry) EXPECT_FALSE(check_deposit(read, expectation)) << text;
    }
}

TEST_F(DepositFileTest, refuses_every_truncation) {
    const std::string good = to_deposit_file({&entry, 1});
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_FALSE(parse_deposit_file(std::string_view{good}.substr(0, size))) << size;
}

TEST_F(DepositFileTest, names_the_entry_and_the_field_that_is_wrong) {
    const std::vector<DepositEntry> two{entry, entry};
    const std::string good = to_deposit_file(two);
    const std::string pubkey = to_hex(entry.data.pubkey.view());
    const auto refusal = [](const std::string& text) {
        const auto entries = parse_deposit_file(text);
        return entries ? "accepted" : entries.error().what;
    };
    EXPECT_EQ(refusal(replaced(good, "\"amount\": 32", "\"amount\": -32")),
              "entry 0: amount: whole gwei are expected");
    EXPECT_EQ(refusal(replaced(good, "\"amount\": 32000000000", "\"amount\": \"32\"")),
              "entry 0: amount: whole gwei are expected");
    EXPECT_EQ(refusal(replaced(good, "\"amount\": 32", "\"amount\": 3.2")),
              "entry 0: amount: whole gwei are expected");
    EXPECT_EQ(refusal(replaced(good, "000000000,", "00000000000000000000000000,")),
              "entry 0: amount: whole gwei are expected");
    EXPECT_EQ(refusal(replaced(good, pubkey, "0x" + pubkey)),
              "entry 0: pubkey: hex without 0x is expected");
    EXPECT_EQ(refusal(replaced(good, pubkey, pubkey.substr(1))),
              "entry 0: pubkey: hex: 96 digits expected, 95 given");
    EXPECT_EQ(refusal(replaced(good, "\"fork_version\"", "\"forkversion\"")),
              "entry 0: fork_version: missing");
    EXPECT_EQ(refusal(replaced(good, "\"amount\"", "\"note\": 1, \"amount\"")),
              "entry 0: 10 fields, not 9");
    EXPECT_EQ(refusal(replaced(good, "\"mainnet\"", "\"\"")),
              "entry 0: network_name: 1 to 64 plain characters are expected");
    EXPECT_EQ(refusal(replaced(good, "}]", "}, 7]")), "entry 2: a JSON object is expected");
    EXPECT_EQ(refusal(replaced(good, "\"amount\"", "\"amount\": 1, \"amount\"")),
              "deposit data: [0].amount: given twice");
    EXPECT_EQ(refusal("{}"), "deposit data: a JSON array is expected");
    EXPECT_EQ(refusal("[]"), "deposit data: 0 entries, at most 65536");
}

}  // namespace
}  // namespace stafi::eth
