#include "eth/deposit/deposit.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "eth/network.hpp"
#include "vector_file.hpp"

namespace stafi::eth {
namespace {

using namespace literals;
using test::str;

template <class T>
T bytes(const boost::json::value& hex) {
    return *parse_fixed<T>(str(hex));
}

/// Makes the deposit of `row` and compares everything that the row has.
void expect_deposit(const boost::json::object& row, const ForkVersion& genesis,
                    const BlsSecretKey& key, Gwei amount) {
    const auto credentials = parse_credentials(bytes<Bytes32>(row.at("withdrawal_credentials")));
    ASSERT_TRUE(credentials) << credentials.error().what;
    const auto data = sign_deposit(key, *credentials, amount, genesis);
    ASSERT_TRUE(data) << data.error().what;
    EXPECT_EQ(to_hex(data->pubkey.view()), str(row.at("pubkey")));
    EXPECT_EQ(to_hex(data->signature.view()), str(row.at("signature")));
    const DepositMessage message = message_of(*data);
    EXPECT_EQ(to_hex(deposit_message_root(message).view()), str(row.at("deposit_message_root")));
    EXPECT_EQ(to_hex(deposit_signing_root(message, genesis).view()), str(row.at("signing_root")));
    EXPECT_EQ(to_hex(deposit_data_root(*data).view()), str(row.at("deposit_data_root")));
}

// Expected values: ethstaker-deposit.
TEST(Deposit, equals_what_the_deposit_cli_makes) {
    const auto files = test::vector_file("deposit/files.json");
    for (const auto& file : files.at("cases").as_array()) {
        const auto network = find_network(str(file.at("network")));
        if (!network) continue;  // networks of theirs that are not ours
        for (const auto& row : file.at("deposits").as_array())
            expect_deposit(row.as_object(), network->genesis_fork_version(),
                           *test::parse_secret_key(str(row.at("signing_sk"))),
                           Gwei{row.at("amount").to_number<std::uint64_t>()});
    }
}

// Expected values: the deposit of StaFi's own client, recomputed independently.
TEST(Deposit, equals_what_stafi_s_client_made) {
    const auto file = test::shared_vector_file("03-stafi-mnemonic-deposit.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    expect_deposit(file->as_object(), bytes<ForkVersion>(file->at("fork_version")),
                   *test::parse_secret_key(str(file->at("signing_sk"))),
                   Gwei{file->at("amount_gwei").to_number<std::uint64_t>()});
}

// Expected values: dkg-spec and noble-curves.
TEST(Deposit, equals_the_examples_of_other_libraries) {
    const auto file = test::shared_vector_file("04-deposit-domains-and-roots.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    for (const auto& row : file->at("signed_examples").as_array()) {
        const auto& domain = file->at("domains").at(str(row.at("network")));
        expect_deposit(row.as_object(), bytes<ForkVersion>(domain.at("genesis_fork_version")),
                       *test::parse_secret_key(str(row.at("secret_key"))),
                       Gwei{row.at("amount_gwei").to_number<std::uint64_t>()});
    }
    for (const auto& row : file->at("roots_from_beacon_test").as_array()) {
        const DepositMessage message{
            .pubkey = bytes<PubkeyBytes>(row.at("pubkey")),
            .withdrawal_credentials = bytes<Bytes32>(row.at("withdrawal_credentials")),
            .amount = {row.at("amount_gwei").to_number<std::uint64_t>()}};
        const auto& domain = file->at("domains").at(str(row.at("network")));
        EXPECT_EQ(to_hex(deposit_message_root(message).view()),
                  str(row.at("deposit_message_root")));
        EXPECT_EQ(to_hex(deposit_signing_root(message,
                                              bytes<ForkVersion>(domain.at("genesis_fork_version")))
                             .view()),
                  str(row.at("signing_root")));
    }
}

// Expected values: the fixtures of dkg-spec.
TEST(Deposit, has_the_roots_that_key_generation_signs) {
    const auto file = test::shared_vector_file("06-dkg-spec-fixtures-n4-n7-n10-n13.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    const auto& common = file->at("common");
    for (const auto& [size, cluster] : file->at("clusters").as_object()) {
        const DepositData data{
            .pubkey = bytes<PubkeyBytes>(cluster.at("validator_pubkey")),
            .withdrawal_credentials = bytes<Bytes32>(common.at("withdrawal_credentials")),
            .amount = {common.at("amount_gwei").to_number<std::uint64_t>()},
            .signature = bytes<SignatureBytes>(cluster.at("deposit_signature"))};
        const auto genesis = bytes<ForkVersion>(common.at("fork_version"));
        EXPECT_EQ(to_hex(deposit_message_root(message_of(data)).view()),
                  str(cluster.at("deposit_message_root")));
        EXPECT_EQ(to_hex(deposit_signing_root(message_of(data), genesis).view()),
                  str(cluster.at("deposit_signing_root")));
        EXPECT_EQ(to_hex(deposit_data_root(data).view()), str(cluster.at("deposit_data_root")));
    }
}

TEST(Deposit, is_possible_for_any_amount_from_1_to_2048_eth) {
    const auto key = *test::parse_secret_key(std::string(64, '1'));
    const auto of = [&key](Gwei amount) {
        return sign_deposit(key, {}, amount, mainnet().genesis_fork_version());
    };
    for (const Gwei amount : {1_eth, 1'500'000'001_gwei, 31_eth, 32_eth, 2048_eth})
        EXPECT_EQ(of(amount)->amount, amount);
    for (const Gwei amount : {0_eth, 999'999'999_gwei, 2'048'000'000'001_gwei})
        EXPECT_EQ(of(amount).error().reason, Reason::out_of_range);
}

TEST(WithdrawalCredentials, are_one_of_two_kinds_eleven_zeros_and_an_address) {
    const std::string address = "27d64dd9172e4b59a444817d30f7af8228f174cc";
    const std::string rest = std::string(22, '0') + address;
    for (const std::string kind : {"01", "02"}) {
        const auto given = *parse_fixed<Bytes32>(kind + rest);
        const auto credentials = parse_credentials(given);
        ASSERT_TRUE(credentials);
        EXPECT_EQ(to_hex(credentials->address.view()), address);
        EXPECT_EQ(to_hex({reinterpret_cast<const std::byte*>(&credentials->kind), 1}), kind);
        EXPECT_EQ(to_bytes(*credentials), given);
    }
}

TEST(WithdrawalCredentials, refuse_every_other_kind) {
    for (unsigned kind = 0; kind < 256; ++kind) {
        Bytes32 given;
        given.bytes[0] = std::byte(kind);
        EXPECT_EQ(parse_credentials(given).has_value(), kind == 1 || kind == 2) << kind;
    }
    EXPECT_EQ(parse_credentials(Bytes32{}).error().reason, Reason::bad_credentials);
}

TEST(WithdrawalCredentials, refuse_anything_between_kind_and_address) {
    for (std::size_t i = 1; i < 12; ++i) {
        Bytes32 given;
        given.bytes[0] = std::byte{1};
        given.bytes[i] = std::byte{1};
        EXPECT_EQ(parse_credentials(given).error().reason, Reason::bad_credentials) << i;
    }
}

}  // namespace
}  // namespace stafi::eth
