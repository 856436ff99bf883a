#include "pool/credentials.hpp"

#include <gtest/gtest.h>

#include "bls_values.hpp"
#include "eth/deposit/deposit.hpp"

namespace stafi::pool {
namespace {

using enum CredentialsVerdict;
using Kind = eth::WithdrawalCredentials::Kind;

const Address kPool = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
const Address kThief = parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc").value();
constexpr eth::ForkVersion kGenesis{};

Bytes32 credentials(const Address& address) {
    return eth::to_bytes({.kind = Kind::execution, .address = address});
}

struct CredentialsTest : testing::Test {
    Entropy entropy = test::seeded(1);
    BlsSecretKey key = test::random_key(entropy);
    std::vector<eth::DepositRequest> deposits;
    std::vector<eth::PendingDeposit> pending;
    std::optional<Bytes32> registered;
    bool is_deposit_final = true;

    eth::DepositRequest deposit(const Address& to, std::uint64_t index, bool is_signed = true) {
        const auto data = eth::sign_deposit(key, {.kind = Kind::execution, .address = to},
                                            eth::kDepositMin, kGenesis)
                              .value();
        eth::DepositRequest made{.pubkey = data.pubkey,
                                 .withdrawal_credentials = data.withdrawal_credentials,
                                 .amount = data.amount,
                                 .signature = data.signature,
                                 .index = index};
        if (!is_signed) made.amount += Gwei{1};
        return made;
    }
    static eth::PendingDeposit queued(const eth::DepositRequest& deposit) {
        return {.pubkey = deposit.pubkey,
                .withdrawal_credentials = deposit.withdrawal_credentials,
                .amount = deposit.amount,
                .signature = deposit.signature,
                .slot = {}};
    }
    CredentialsVerdict verdict() const {
        return judge_credentials({.deposits = deposits,
                                  .pending = pending,
                                  .registered = registered,
                                  .is_deposit_final = is_deposit_final},
                                 credentials(kPool), kGenesis);
    }
};

TEST_F(CredentialsTest, match_when_ours_came_first) {
    deposits = {deposit(kPool, 3), deposit(kThief, 4)};
    EXPECT_EQ(verdict(), matches);
}

TEST_F(CredentialsTest, are_lost_when_a_valid_deposit_came_before_ours) {
    deposits = {deposit(kPool, 4), deposit(kThief, 3)};
    EXPECT_EQ(verdict(), foreign);
}

TEST_F(CredentialsTest, are_not_lost_by_a_deposit_that_nobody_signed) {
    deposits = {deposit(kThief, 3, false), deposit(kPool, 4)};
    EXPECT_EQ(verdict(), matches);
}

TEST_F(CredentialsTest, are_undecided_until_our_deposit_is_final) {
    is_deposit_final = false;
    EXPECT_EQ(verdict(), undecided);
    deposits = {deposit(kThief, 3, false)};
    EXPECT_EQ(verdict(), undecided);
    is_deposit_final = true;
    EXPECT_EQ(verdict(), foreign);
}

TEST_F(CredentialsTest, are_those_of_the_validator_if_there_is_one) {
    deposits = {deposit(kPool, 3)};
    registered = credentials(kThief);
    EXPECT_EQ(verdict(), foreign);
    registered = credentials(kPool);
    pending = {queued(deposit(kThief, 9))};  // tops up what is ours
    EXPECT_EQ(verdict(), matches);
}

TEST_F(CredentialsTest, must_not_be_contradicted_by_the_queue) {
    deposits = {deposit(kPool, 3)};
    pending = {queued(deposit(kThief, 2, false)), queued(deposit(kPool, 3))};
    EXPECT_EQ(verdict(), matches);
    pending = {queued(deposit(kThief, 2)), queued(deposit(kPool, 3))};
    EXPECT_EQ(verdict(), foreign);
}

TEST_F(CredentialsTest, of_another_kind_are_not_ours) {
    deposits = {deposit(kPool, 3)};
    deposits[0].withdrawal_credentials.bytes[0] = std::byte{2};  // unsigned now, too
    EXPECT_EQ(verdict(), foreign);
}

TEST_F(CredentialsTest, of_junk_keys_and_signatures_are_nobodys) {
    deposits = {deposit(kPool, 3)};
    deposits[0].signature = {};
    EXPECT_EQ(verdict(), foreign);
    deposits = {deposit(kPool, 3)};
    deposits[0].pubkey = {};
    EXPECT_EQ(verdict(), foreign);
}

}  // namespace
}  // namespace stafi::pool
