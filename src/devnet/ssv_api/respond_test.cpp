#include "devnet/ssv_api/respond.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi::devnet::ssv_api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace json = boost::json;
using test::str;

const Address kOne = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
const Address kTwo = parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc").value();
const Bytes32 kCluster = parse_fixed<Bytes32>(std::string(64, 'c')).value();
const PubkeyBytes kKey = parse_fixed<PubkeyBytes>(std::string(96, '8')).value();

/// Twelve operators: the odd ones of one owner, 12 removed, 3 private.
View some_view() {
    View view{
        .network = "devnet", .operators = {}, .clusters = {}, .validators = {}, .accounts = {}};
    for (std::uint64_t i = 1; i <= 12; ++i) {
        OperatorRow row;
        row.id = {i};
        row.owner = i % 2 == 1 ? kOne : kTwo;
        row.name = "Operator " + std::to_string(i);
        row.key_text = "LS0t";
        row.eth_fee = {Uint256{1'000'000 * (13 - i)}};
        row.is_private = i == 3;
        row.is_removed = i == 12;
        row.validators = i <= 4 ? 2 : 0;
        row.is_active = i <= 3;
        row.performance_24h = i <= 4 ? 99.5 : 0;
        view.operators.emplace(row.id, row);
    }
    const std::vector<OperatorId> ids{{1}, {2}, {3}, {4}};
    ClusterRow cluster;
    cluster.key = kCluster;
    cluster.owner = kOne;
    cluster.operators = ids;
    cluster.validator_count = 1;
    cluster.balance = {Uint256{5'000}};
    view.clusters.emplace(kCluster, cluster);
    ValidatorRow validator;
    validator.key = kKey;
    validator.cluster = kCluster;
    validator.owner = kOne;
    validator.operators = ids;
    validator.beacon = BeaconInfo{.index = {9},
                                  .effective_balance = {32'000'000'000},
                                  .status = "active_ongoing",
                                  .activation_epoch = {4}};
    view.validators.emplace(ValidatorId{.key = kKey, .owner = kOne}, validator);
    view.accounts.emplace(kOne, AccountRow{.recipient = kTwo, .nonce = 1});
    return view;
}

struct SsvApi : testing::Test {
    View view = some_view();

    Answer get(const std::string& target) {
        return respond(Target::parse("/api/v4/devnet/" + target).value(), view);
    }
    json::value object(const std::string& target) {
        const Answer answer = get(target);
        EXPECT_EQ(answer.status, 200U) << answer.json;
        return json::parse(answer.json);
    }
    std::vector<int> ids(const std::string& target) {
        std::vector<int> found;
        const json::value answer = object(target);
        for (const json::value& row : answer.at("operators").as_array())
            found.push_back(row.at("id").to_number<int>());
        return found;
    }
    std::string refusal(const std::string& target, unsigned status) {
        const Answer answer = get(target);
        EXPECT_EQ(answer.status, status);
        const json::value error = json::parse(answer.json).at("error");
        EXPECT_EQ(error.at("code").to_number<unsigned>(), status);
        return test::str(error.at("message"));
    }
};

TEST_F(SsvApi, refuses_what_is_no_utf_8_in_json_that_is) {
    EXPECT_NE(refusal("operators?ordering=%FF", 400), "");
    EXPECT_NE(refusal("%C3", 404), "");
}

// Field names and shapes: ssv-network.md, section 9.1.
TEST_F(SsvApi, gives_an_operator_as_the_real_api) {
    const json::value row = object("operators/1");
    EXPECT_EQ(str(row.at("id_str")), "1");
    EXPECT_EQ(str(row.at("owner_address")), "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494");
    EXPECT_EQ(str(row.at("public_key")), "LS0t");
    EXPECT_EQ(str(row.at("eth_fee")), "12000000");
    EXPECT_EQ(str(row.at("status")), "Active");
    EXPECT_EQ(row.at("is_active").to_number<int>(), 1);
    EXPECT_EQ(row.at("performance").at("24h").to_number<double>(), 99.5);
    EXPECT_EQ(row.at("validators_count").to_number<int>(), 2);
    EXPECT_FALSE(row.at("is_private").as_bool());
    EXPECT_FALSE(row.as_object().contains("declared_fee"));
}

TEST_F(SsvApi, tells_how_an_operator_is_doing) {
    EXPECT_EQ(str(object("operators/4").at("status")), "Inactive");
    EXPECT_EQ(str(object("operators/5").at("status")), "No validators");
    EXPECT_EQ(str(object("operators/12").at("status")), "Removed");
    EXPECT_TRUE(object("operators/12").at("is_deleted").as_bool());
    view.operators.at({1}).pending_validators = 2;
    EXPECT_EQ(str(object("operators/1").at("status")), "Pending validators");
}

TEST_F(SsvApi, gives_operators_page_by_page) {
    EXPECT_THAT(ids("operators"), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    EXPECT_THAT(ids("operators?page=2"), ElementsAre(11, 12));
    EXPECT_THAT(ids("operators?page=3"), IsEmpty());
    EXPECT_THAT(ids("operators?page=2&perPage=5"), ElementsAre(6, 7, 8, 9, 10));
    const json::value pagination = object("operators?page=2").at("pagination");
    EXPECT_EQ(pagination, json::parse(R"({"total":12,"pages":2,"per_page":10,"page":2})"));
}

TEST_F(SsvApi, orders_and_filters_operators) {
    EXPECT_THAT(ids("operators?ordering=ethFee:asc&perPage=3"), ElementsAre(12, 11, 10));
    EXPECT_THAT(ids("operators?ordering=id%3Adesc&perPage=2"), ElementsAre(12, 11));
    EXPECT_THAT(ids("operators?ordering=validatorsCount:desc&perPage=5"),
                ElementsAre(1, 2, 3, 4, 5));  // equal ones by id
    EXPECT_THAT(ids("operators?isPrivate=true"), ElementsAre(3));
    EXPECT_THAT(ids("operators?status=active,inactive"), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(ids("operators?status=no_validators&perPage=2"), ElementsAre(5, 6));
    EXPECT_THAT(ids("operators?search=OPERATOR%201"), ElementsAre(1, 10, 11, 12));
    EXPECT_THAT(ids("operators?search=7"), ElementsAre(7));
    EXPECT_THAT(ids("operators/owned_by/0x27d64Dd9172E4b59a444817D30F7af8228F174CC"),
                ElementsAre(2, 4, 6, 8, 10, 12));
}

TEST_F(SsvApi, gives_clusters) {
    const std::string key(64, 'c');
    const json::value row = object("clusters/" + key).at("cluster");
    EXPECT_EQ(str(row.at("ethBalance")), "5000");
    EXPECT_EQ(str(row.at("balance")), "0");
    EXPECT_EQ(row.at("operators"), json::parse("[1,2,3,4]"));
    EXPECT_TRUE(object("clusters/" + std::string(64, 'd')).at("cluster").is_null());
    EXPECT_EQ(object("clusters?isLiquidated=true").at("clusters").as_array().size(), 0U);
    EXPECT_EQ(object("clusters/owner/0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494")
                  .at("clusters")
                  .as_array()
                  .size(),
              1U);
    EXPECT_EQ(str(object("clusters/" + key + "/totalEffectiveBalance").at("effectiveBalance")),
              "0");
}

TEST_F(SsvApi, gives_validators_and_whether_nodes_took_them) {
    const std::string key(96, '8');
    EXPECT_EQ(str(object("validators/" + key).at("validator_info").at("status")), "active_ongoing");
    EXPECT_TRUE(object("validators/isRegisteredValidator/0x" + key).at("data").is_object());
    EXPECT_TRUE(
        object("validators/isRegisteredValidator/0x" + std::string(96, '9')).at("data").is_null());
    EXPECT_EQ(object("validators?operator=2").at("validators").as_array().size(), 1U);
    EXPECT_EQ(object("validators/in_operator/9").at("validators").as_array().size(), 0U);
    view.validators.at({.key = kKey, .owner = kOne}).is_valid = false;
    const json::value row = object("validators/" + key);
    EXPECT_FALSE(row.at("is_valid").as_bool());
    EXPECT_FALSE(row.at("is_shares_valid").as_bool());
}

// ssv-network.md, section 2.3: another owner may register the key, and nodes ignore the later one.
TEST_F(SsvApi, gives_a_key_of_two_owners_to_whom_nodes_took) {
    ValidatorRow& first = view.validators.at({.key = kKey, .owner = kOne});
    ValidatorRow& second = view.validators[{.key = kKey, .owner = kTwo}];
    first.block = {5};
    second = first;
    second.owner = kTwo;
    second.block = {4};
    const auto owner = [&] {
        return str(object("validators/" + std::string(96, '8')).at("owner_address"));
    };
    const std::string one = "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494";
    const std::string two = "0x27d64Dd9172E4b59a444817D30F7af8228F174CC";
    EXPECT_EQ(owner(), two);
    second.is_deleted = true;
    EXPECT_EQ(owner(), one);
    first.is_valid = false;
    EXPECT_EQ(owner(), two);
    EXPECT_EQ(object("validators").at("validators").as_array().size(), 2U);
}

TEST_F(SsvApi, gives_the_nonce_of_any_account) {
    const json::value known =
        object("accounts/0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494").at("data");
    EXPECT_EQ(known.at("nonce").to_number<int>(), 1);
    EXPECT_EQ(str(known.at("recipientAddress")), "0x27d64Dd9172E4b59a444817D30F7af8228F174CC");
    const json::value stranger =
        object("accounts/0x27d64Dd9172E4b59a444817D30F7af8228F174CC").at("data");
    EXPECT_EQ(stranger.at("nonce").to_number<int>(), 0);
}

TEST_F(SsvApi, refuses_what_it_cannot_read) {
    EXPECT_EQ(refusal("operators/99", 404), "operator 99 not found");
    EXPECT_EQ(refusal("validators/" + std::string(96, '9'), 404), "validator not found");
    EXPECT_EQ(refusal("nowhere", 404), "page not found");
    EXPECT_EQ(refusal("operators/1/2", 404), "page not found");
    EXPECT_EQ(refusal("operators?page=0", 400), "page: the first is 1");
    EXPECT_EQ(refusal("operators?perPage=1001", 400), "perPage: 1001 is not in 1..1000");
    EXPECT_THAT(refusal("operators?perPage=x", 400), HasSubstr("perPage: "));
    EXPECT_THAT(refusal("operators?ordering=age", 400), HasSubstr("ordering: 'age' is none of"));
    EXPECT_THAT(refusal("operators?ordering=id:up", 400), HasSubstr("asc or desc"));
    EXPECT_THAT(refusal("operators/x", 400), HasSubstr("operator id: "));
    EXPECT_THAT(refusal("accounts/0x12", 400), HasSubstr("owner: "));
    EXPECT_THAT(refusal("clusters/zz", 400), HasSubstr("cluster: "));
    const Answer other = respond(Target::parse("/api/v4/mainnet/operators").value(), view);
    EXPECT_EQ(other.status, 404U);
    EXPECT_THAT(other.json, HasSubstr("network mainnet not found"));
}

}  // namespace
}  // namespace stafi::devnet::ssv_api
