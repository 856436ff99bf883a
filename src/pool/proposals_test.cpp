#include "pool/proposals.hpp"

#include <gtest/gtest.h>

#include "base/amount.hpp"
#include "base/hex.hpp"
#include "pool/whole_deposit.hpp"
#include "vector_file.hpp"

namespace stafi::pool {
namespace {

struct ProposalsTest : testing::Test {
    boost::json::value file = test::vector_file("pool_hashes/proposals.json");
    Address member = *parse_fixed<Address>("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a");

    const boost::json::value& expected(std::string_view name) {
        for (const auto& each : file.at("cases").as_array())
            if (test::str(each.at("name")) == name) return each;
        throw std::runtime_error{"no such case"};
    }

    void expect_proposal(std::string_view name, Ballot ballot, const Bytes32& id) {
        const auto& row = expected(name);
        EXPECT_EQ(to_hex(id.view()), test::str(row.at("id"))) << name;
        EXPECT_EQ(to_hex(vote_flag(ballot, id, member).view()), test::str(row.at("vote_flag")));
        EXPECT_EQ(to_hex(executed_flag(ballot, id).view()), test::str(row.at("executed_flag")));
    }
};

constexpr std::uint64_t kEther = 1'000'000'000'000'000'000;

TEST_F(ProposalsTest, of_withdrawals_have_the_ids_that_contracts_compute) {
    expect_proposal(
        "distributeWithdrawals", Ballot::withdraw,
        proposal_id(withdraw::DistributeWithdrawals{.dealed_height = {17'000'000},
                                                    .user_amount = 28 * Wei{kEther},
                                                    .node_amount = 4 * Wei{kEther},
                                                    .platform_amount = Wei{1'000'000'000'000'000},
                                                    .max_claimable_withdraw_index = {3}}));
    expect_proposal("reserveEthForWithdraw", Ballot::withdraw,
                    proposal_id(withdraw::ReserveEthForWithdraw{.withdraw_cycle = Cycle{19'876}}));
    expect_proposal("notifyValidatorExit", Ballot::withdraw,
                    proposal_id(withdraw::NotifyValidatorExit{
                        .withdraw_cycle = Cycle{19'876},
                        .ejected_start_cycle = Cycle{19'870},
                        .validator_indexes = {ValidatorIndex{6}, ValidatorIndex{7},
                                              ValidatorIndex{std::uint64_t{1} << 40}}}));
}

TEST_F(ProposalsTest, of_elected_keys_hash_their_encoding) {
    PubkeyBytes first;
    first.bytes.fill(std::byte{1});
    PubkeyBytes second;
    second.bytes.fill(std::byte{2});
    const Bytes32 id = proposal_id(
        withdraw::NameElectedKeys{.withdraw_cycle = Cycle{19'876}, .pubkeys = {first, second}});
    EXPECT_EQ(to_hex(id.view()), test::str(expected("nameElectedKeys").at("id")));
}

TEST_F(ProposalsTest, of_the_distributor_have_the_ids_that_contracts_compute) {
    const distributor::DistributeFee fee{.dealed_height = {17'000'001},
                                         .user_amount = Wei{kEther},
                                         .node_amount = Wei{kEther / 5},
                                         .platform_amount = Wei{5}};
    expect_proposal("distributeFee", Ballot::distributor, proposal_id(fee));
    expect_proposal(
        "distributeSuperNodeFee", Ballot::distributor,
        proposal_id(distributor::DistributeSuperNodeFee{.dealed_height = fee.dealed_height,
                                                        .user_amount = fee.user_amount,
                                                        .node_amount = fee.node_amount,
                                                        .platform_amount = fee.platform_amount}));
    expect_proposal("distributeSlashAmount", Ballot::distributor,
                    proposal_id(distributor::DistributeSlashAmount{.dealed_height = {250'000},
                                                                   .amount = Wei{kEther}}));
    Bytes32 root;
    root.bytes.fill(std::byte{0xab});
    expect_proposal(
        "setMerkleRoot", Ballot::distributor,
        proposal_id(distributor::SetMerkleRoot{.dealed_epoch = {250'000}, .merkle_root = root}));
    expect_proposal("setPlatformTotalAmount", Ballot::distributor,
                    proposal_id(distributor::SetPlatformTotalAmount{
                        .dealed_epoch = {250'000}, .total_amount = 12 * Wei{kEther}}));
}

TEST_F(ProposalsTest, of_balances_are_flagged_by_member_and_figures) {
    const network_balances::SubmitBalances call{.block = balances_id({250'000}),
                                                .total_eth = 1'000 * Wei{kEther},
                                                .staking_eth = 900 * Wei{kEther},
                                                .reth_supply = 950 * Reth{kEther}};
    EXPECT_EQ(to_hex(submitted_flag(call, member).view()),
              test::str(expected("submitBalances").at("submitted_flag")));
}

TEST(WholeDeposit, has_the_digest_that_a_wallet_signs) {
    const auto file = test::vector_file("pool_hashes/whole_deposit.json");
    const auto& given = file.at("cases").at(0);
    const auto text = [&](const char* name) { return test::str(given.at(name)); };
    super_node::DepositWhole call;
    for (const auto& key : given.at("pubkeys").as_array())
        call.pubkeys.push_back(*parse_fixed<PubkeyBytes>(test::str(key)));
    for (const auto& signature : given.at("signatures").as_array())
        call.validator_signatures.push_back(*parse_fixed<SignatureBytes>(test::str(signature)));
    call.deposit_root = *parse_fixed<Bytes32>(text("deposit_root"));
    call.valid_until_block = {1'234'567};
    const auto message = whole_deposit_of(call, *parse_fixed<Address>(text("sender")),
                                          *parse_fixed<Bytes32>(text("credentials")));
    const Bytes32 digest =
        whole_deposit_digest(message, ChainId{560048}, *parse_fixed<Address>(text("contract")));
    EXPECT_EQ(to_hex(digest.view()), text("digest"));
}

}  // namespace
}  // namespace stafi::pool
