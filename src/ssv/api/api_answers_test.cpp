#include "ssv/api/api_answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"

// Names, types and meanings of the fields: ssv-network.md, section 9.1.

namespace stafi::ssv {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kOperator = R"({"id":12,"id_str":"12",
    "owner_address":"0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494","public_key":"LS0t","name":"Zwölf",
    "type":"verified_operator","fee":"956600000000","declared_fee":null,"eth_fee":"1778800000",
    "migrated":true,"is_private":true,
    "whitelist_addresses":["0x27d64Dd9172E4b59a444817D30F7af8228F174CC"],
    "whitelisting_contract":"0x0000000000000000000000000000000000000000","is_valid":true,
    "is_deleted":false,"is_active":1,"status":"Active","validators_count":431,
    "effective_balance":"13792000000000","performance":{"24h":99.87654,"30d":100},
    "mev_relays":"Flashbots, Ultra Sound,,Aestus","dkg_address":"https://dkg.example:3030",
    "location":"Finland","setup_provider":"","eth1_node_client":"Geth",
    "eth2_node_client":"Lighthouse","ssv_client":"Anchor","version":"v4","network":"hoodi",
    "block":17507487,"logo":null})";

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
const Address kOther = parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc").value();

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string changed{text};
    const std::size_t where = changed.find(from);
    EXPECT_NE(where, std::string::npos) << from;
    return where == std::string::npos ? changed : changed.replace(where, from.size(), to);
}

/// The error that the operator's answer ends in when one part of it is another.
Error refused(std::string_view from, std::string_view to) {
    const auto read = read_api_operator(replaced(kOperator, from, to), "hoodi");
    EXPECT_FALSE(read) << to;
    return read ? fail(Reason::bad_argument, "").value() : read.error();
}

TEST(ApiAnswers, read_an_operator) {
    const auto read = read_api_operator(kOperator, "hoodi");
    ASSERT_TRUE(read) << read.error().what;
    const ApiOperator expected{.id = {12},
                               .owner = kOwner,
                               .key_text = "LS0t",
                               .name = "Zwölf",
                               .fee = Wei{Uint256{1'778'800'000}},
                               .ssv_fee = SsvWei{Uint256{956'600'000'000}},
                               .declared_fee = std::nullopt,
                               .is_private = true,
                               .whitelist = {kOther},
                               .whitelisting_contract = std::nullopt,
                               .is_removed = false,
                               .status = OperatorStatus::active,
                               .validators = 431,
                               .effective_balance = Gwei{13'792'000'000'000},
                               .performance_24h = Ppm{998'765},
                               .performance_30d = Ppm{1'000'000},
                               .block = BlockNumber{17'507'487},
                               .claims = {.mev_relays = {"Flashbots", "Ultra Sound", "Aestus"},
                                          .execution_client = "Geth",
                                          .beacon_client = "Lighthouse",
                                          .ssv_client = "Anchor",
                                          .location = "Finland",
                                          .setup_provider = std::nullopt,
                                          .dkg_address = "https://dkg.example:3030"}};
    EXPECT_EQ(*read, expected);
}

// "Not every deployment returns the v2 fields": what is missing is not known, and is no zero.
TEST(ApiAnswers, take_what_is_not_told_for_unknown) {
    const auto read = read_api_operator(
        R"({"id":"7","owner_address":"0x81592c3de184a3e2c0dcb5a261bc107bfa91f494"})", "hoodi");
    ASSERT_TRUE(read) << read.error().what;
    ApiOperator expected;
    expected.id = {7};
    expected.owner = kOwner;
    EXPECT_EQ(*read, expected);
    EXPECT_EQ(read->fee, std::nullopt);
    EXPECT_EQ(read->performance_24h, std::nullopt);
}

TEST(ApiAnswers, know_how_an_operator_does_in_any_letters) {
    const auto status = [](std::string_view word) {
        return read_api_operator(
                   replaced(kOperator, R"("Active")", "\"" + std::string{word} + "\""), "hoodi")
            .value()
            .status;
    };
    EXPECT_EQ(status("Inactive"), OperatorStatus::inactive);
    EXPECT_EQ(status("No validators"), OperatorStatus::no_validators);
    EXPECT_EQ(status("PENDING VALIDATORS"), OperatorStatus::pending_validators);
    EXPECT_EQ(status("removed"), OperatorStatus::removed);
    EXPECT_EQ(status("on holiday"), std::nullopt);
}

TEST(ApiAnswers, name_the_field_and_its_value_when_they_refuse_it) {
    EXPECT_EQ(refused(R"("id":12)", R"("id":-1)").what,
              "id: -1 where a whole number below 2^64 was expected");
    EXPECT_EQ(refused(R"("1778800000")", R"("1.5")").what,
              R"(eth_fee: "1.5" where a whole number below 2^256 was expected)");
    EXPECT_EQ(refused("99.87654", "100.1").what,
              "performance.24h: 1.001E2 where a number from 0 to 100 was expected");
    EXPECT_EQ(refused("99.87654", R"("nan")").what,
              R"(performance.24h: "nan" where a number from 0 to 100 was expected)");
    EXPECT_EQ(refused("99.87654", "-0.5").reason, Reason::bad_json);
    EXPECT_EQ(refused(R"("is_private":true)", R"("is_private":1)").what,
              "is_private: 1 where true or false was expected");
    EXPECT_EQ(refused(R"("Finland")", "[]").what, "location: [] where a text was expected");
    EXPECT_THAT(refused("0x81592c3DE", "0x91592c3DE").what, StartsWith("owner_address: "));
    EXPECT_THAT(refused("0x27d64Dd9", "0x27d64dd9").what, StartsWith("whitelist_addresses: "));
    EXPECT_EQ(refused(R"("owner_address")", R"("owner")").what, "owner_address: missing");
}

TEST(ApiAnswers, refuse_operators_of_another_network) {
    const auto read = read_api_operator(kOperator, "mainnet");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().reason, Reason::wrong_network);
    EXPECT_EQ(read.error().what, "network: hoodi, not mainnet");
}

// Old clients saw these with status 200.
TEST(ApiAnswers, read_refusals) {
    const auto refusal = [](std::string_view answer) {
        const auto read = read_api_operator(answer, "hoodi");
        return read ? fail(Reason::bad_argument, "").value() : read.error();
    };
    const Error old = refusal(
        R"({"error":{"code":1,"message":{"error":"Couldn't find operator","status":404}}})");
    EXPECT_EQ(old.reason, Reason::unknown_operator);
    EXPECT_EQ(old.what, "Couldn't find operator");
    EXPECT_EQ(refusal(R"({"error":{"code":404,"message":"operator 9 not found"}})").reason,
              Reason::unknown_operator);
    const Error busy = refusal(R"({"error":{"code":429,"message":"slow\u001b down"}})");
    EXPECT_EQ(busy.reason, Reason::rpc_refused);
    EXPECT_EQ(busy.what, "slow? down");
    EXPECT_EQ(refusal(R"({"error":"no"})").what, R"("no")");
    EXPECT_EQ(read_api_refusal("<html>\x07"), "<html>?");
    EXPECT_EQ(read_api_refusal(R"({"error":{"message":"busy"}})"), "busy");
}

TEST(ApiAnswers, read_a_page_of_operators) {
    const std::string page = R"({"operators":[)" + std::string{kOperator} +
                             R"(],"pagination":{"total":101,"pages":2,"per_page":100,"page":2}})";
    const auto read = read_api_operators(page, "hoodi");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->rows.size(), 1U);
    EXPECT_EQ(read->number, 2U);
    EXPECT_EQ(read->pages, 2U);
    EXPECT_EQ(read->total, 101U);
    const auto bad = read_api_operators(replaced(page, "431", "4.5"), "hoodi");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().what,
              "operators[0].validators_count: 4.5E0 where a whole number below 2^64 was expected");
    EXPECT_EQ(read_api_operators(R"({"operators":[]})", "hoodi").error().what,
              "pagination: missing");
    EXPECT_EQ(read_api_operators(R"({"operators":{},"pagination":{"total":0,"pages":0,"page":1}})",
                                 "hoodi")
                  .error()
                  .what,
              "operators: not a list");
}

TEST(ApiAnswers, read_an_account) {
    const auto read = read_api_account(
        R"({"data":{"ownerAddress":"0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494",)"
        R"("recipientAddress":"0x27d64Dd9172E4b59a444817D30F7af8228F174CC","nonce":17}})");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(*read, (ApiAccount{.owner = kOwner, .recipient = kOther, .nonce = {17}}));
    EXPECT_EQ(read_api_account(R"({"data":null})").error().what, "data: not an object");
}

/// One row in a list of its own, on the only page.
std::string alone(std::string_view name, std::string_view row) {
    return R"({"type":"v4",")" + std::string{name} + R"(":[)" + std::string{row} +
           R"(],"pagination":{"total":1,"pages":1,"per_page":10,"page":1}})";
}

// `migrated`: an ETH cluster, whose tuple's balance is `ethBalance`; else `balance`.
TEST(ApiAnswers, read_clusters_of_either_asset) {
    const std::string row =
        R"({"id":"5","clusterId":")" + std::string(64, 'c') +
        R"(","ownerAddress":"0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494","validatorCount":3,)"
        R"("networkFeeIndex":"605988","index":"177880","balance":"11","ethBalance":"22",)"
        R"("active":true,"isLiquidated":false,"migrated":true,"effectiveBalance":"96000000000",)"
        R"("blockNumber":9,"operators":[1,2,3,4]})";
    const ApiCluster expected{.key = parse_fixed<Bytes32>(std::string(64, 'c')).value(),
                              .id = {.owner = kOwner, .operators = {{1}, {2}, {3}, {4}}},
                              .tuple = {.validator_count = 3,
                                        .network_fee_index = 605'988,
                                        .index = 177'880,
                                        .active = true,
                                        .balance = {Uint256{22}}},
                              .asset = Asset::eth,
                              .effective_balance = Gwei{96'000'000'000},
                              .block = BlockNumber{9}};
    const auto read = read_api_clusters(alone("clusters", row));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_THAT(read->rows, ElementsAre(expected));
    const auto in_ssv = read_api_clusters(
        alone("clusters", replaced(row, R"("migrated":true)", R"("migrated":false)")));
    ASSERT_TRUE(in_ssv) << in_ssv.error().what;
    EXPECT_EQ(in_ssv->rows.at(0).asset, Asset::ssv);
    EXPECT_EQ(in_ssv->rows.at(0).tuple.balance, AssetWei{Uint256{11}});
    const auto whole = read_api_clusters(alone(
        "clusters", replaced(row, "[1,2,3,4]", R"([{"id":1},{"id":"2"},{"id":3},{"id":4}])")));
    ASSERT_TRUE(whole) << whole.error().what;
    EXPECT_THAT(whole->rows, ElementsAre(expected));
    EXPECT_THAT(
        read_api_clusters(alone("clusters", replaced(row, ":3,", ":4294967296,"))).error().what,
        HasSubstr("clusters[0].validatorCount: 4294967296 where"));
    EXPECT_EQ(
        read_api_clusters(alone("clusters", replaced(row, R"("active")", R"("is")"))).error().what,
        "clusters[0].active: missing");
}

TEST(ApiAnswers, read_validators) {
    const std::string row =
        R"({"public_key":")" + std::string(96, '8') + R"(","cluster":")" + std::string(64, 'c') +
        R"(","owner_address":"0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494","operators":[1,2,3,4],)"
        R"("status":"Active","is_valid":false,"is_deleted":true,"is_liquidated":false,)"
        R"("validator_info":{"index":9,"effective_balance":"32000000000",)"
        R"("status":"active_ongoing","activation_epoch":4},"block":77})";
    ApiValidator expected{
        .key = parse_fixed<PubkeyBytes>(std::string(96, '8')).value(),
        .cluster = parse_fixed<Bytes32>(std::string(64, 'c')).value(),
        .owner = kOwner,
        .operators = {{1}, {2}, {3}, {4}},
        .is_removed = true,
        .is_valid = false,
        .is_liquidated = false,
        .is_active = true,
        .block = BlockNumber{77},
        .beacon = ApiValidator::OnBeacon{.index = {9}, .effective_balance = {32'000'000'000}}};
    const auto read = read_api_validators(alone("validators", row));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_THAT(read->rows, ElementsAre(expected));
    expected.beacon.reset();
    const auto unseen =
        read_api_validators(alone("validators", replaced(row, R"("index":9,)", "")));
    ASSERT_TRUE(unseen) << unseen.error().what;
    EXPECT_THAT(unseen->rows, ElementsAre(expected));
    EXPECT_THAT(read_api_validators(alone("validators", replaced(row, "8888", "88"))).error().what,
                StartsWith("validators[0].public_key: "));
}

}  // namespace
}  // namespace stafi::ssv
