#include "devnet/beacon_queries/queries.hpp"

#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "beacon_node.hpp"
#include "eth/beacon_api/validator_status.hpp"

// Shapes are those of the examples in ethereum/beacon-APIs; values are compared with the chain's.

namespace stafi::devnet::beacon_api {
namespace {

namespace json = boost::json;
using test::text;
using testing::HasSubstr;

using QueriesTest = test::BeaconNodeTest;

const std::string kStates = "/eth/v1/beacon/states/";

std::string hex(const Bytes32& root) { return to_hex0x(root.view()); }

TEST_F(QueriesTest, tells_of_genesis_in_the_published_shape) {
    EXPECT_EQ(get("/eth/v1/beacon/genesis").body,
              R"({"data":{"genesis_time":"1700000000","genesis_validators_root":")" +
                  hex(chain.genesis_validators_root()) + R"(","genesis_fork_version":")" +
                  to_hex0x(eth::devnet().genesis_fork_version().view()) + R"("}})");
}

TEST_F(QueriesTest, says_how_far_the_head_is_behind_the_clock) {
    forward(0);
    node.status.slot += Slot{2};
    EXPECT_EQ(get("/eth/v1/node/syncing").body,
              R"({"data":{"head_slot":"3","sync_distance":"2","is_syncing":false,)"
              R"("is_optimistic":false,"el_offline":false}})");
    EXPECT_EQ(get("/eth/v1/node/version").body, R"({"data":{"version":"stafi-router/test"}})");
    EXPECT_EQ(get("/eth/v1/node/health").status, 200U);
    node.status.is_syncing = true;
    EXPECT_EQ(get("/eth/v1/node/health").status, 206U);
    EXPECT_EQ(get("/eth/v1/node/health?syncing_status=503").status, 503U);
    EXPECT_EQ(get("/eth/v1/node/health?syncing_status=7").status, 400U);
}

TEST_F(QueriesTest, tells_the_rules_by_their_names_in_the_specification) {
    const auto spec = data("/eth/v1/config/spec");
    EXPECT_EQ(text(spec, "SLOTS_PER_EPOCH"), "4");
    EXPECT_EQ(text(spec, "EPOCHS_PER_SYNC_COMMITTEE_PERIOD"), "8");
    EXPECT_EQ(text(spec, "DOMAIN_BEACON_ATTESTER"), "0x01000000");
    EXPECT_EQ(text(spec, "FULU_FORK_EPOCH"), "0");
    EXPECT_EQ(text(spec, "MAX_EFFECTIVE_BALANCE_ELECTRA"), "2048000000000");
    const auto forks = data("/eth/v1/config/fork_schedule").as_array();
    EXPECT_EQ(forks.size(), 7U);
    EXPECT_EQ(text(forks.back(), "current_version"), text(spec, "FULU_FORK_VERSION"));
    EXPECT_EQ(text(data("/eth/v1/config/deposit_contract"), "address"),
              text(spec, "DEPOSIT_CONTRACT_ADDRESS"));
}

TEST_F(QueriesTest, finds_one_state_by_all_its_names) {
    forward(4);
    const Bytes32 root = chain.head().state_root;
    EXPECT_EQ(get(kStates + "head/root").body,
              R"({"execution_optimistic":false,"finalized":false,"data":{"root":")" + hex(root) +
                  R"("}})");
    EXPECT_EQ(text(data(kStates + "19/root"), "root"), hex(root));
    EXPECT_EQ(text(data(kStates + hex(root) + "/root"), "root"), hex(root));
    EXPECT_THAT(get(kStates + "finalized/root").body, HasSubstr(R"("finalized":true)"));
    EXPECT_EQ(text(data(kStates + "justified/root"), "root"),
              hex(chain.find(chain.justified().root)->state_root));
    const auto checkpoints = data(kStates + "head/finality_checkpoints");
    EXPECT_EQ(text(checkpoints, "finalized", "epoch"), "2");
    EXPECT_EQ(text(checkpoints, "finalized", "root"), hex(chain.finalized().root));
    EXPECT_EQ(text(checkpoints, "current_justified", "epoch"), "3");
}

TEST_F(QueriesTest, has_states_and_blocks_that_the_chain_has_pruned) {
    std::vector<Bytes32> roots;
    for (std::uint64_t epoch = 0; epoch < 20; ++epoch) {
        forward(epoch);
        roots.push_back(chain.head().state_root);
    }
    ASSERT_EQ(chain.at(Slot{3}), nullptr);
    for (std::size_t epoch = 0; epoch < roots.size(); ++epoch) {
        const std::string slot = std::to_string(epoch * 4 + 3);
        EXPECT_EQ(text(data(kStates + slot + "/root"), "root"), hex(roots[epoch]));
        EXPECT_EQ(text(data("/eth/v2/beacon/blocks/" + slot), "message", "state_root"),
                  hex(roots[epoch]));
        EXPECT_EQ(get(kStates + hex(roots[epoch]) + "/fork").status, 200U);
    }
    EXPECT_EQ(text(data(kStates + "genesis/root"), "root"),
              text(data("/eth/v2/beacon/blocks/genesis"), "message", "state_root"));
}

TEST_F(QueriesTest, answers_404_for_what_is_missed_or_yet_to_come) {
    const ValidatorIndex away = chain.proposers(Epoch{0})->at(2);
    beacon::Drive most = all;
    most.performs = [away](ValidatorIndex index) { return index != away; };
    forward(0, most);
    EXPECT_EQ(get("/eth/v2/beacon/blocks/2").status, 404U);
    EXPECT_EQ(get("/eth/v1/beacon/headers/2").body,
              R"({"code":404,"message":"block not found: 2"})");
    EXPECT_EQ(get("/eth/v1/beacon/headers?slot=2").status, 404U);
    EXPECT_EQ(get(kStates + "2/root").status, 200U);
    EXPECT_EQ(get(kStates + "4/root").status, 404U);
    EXPECT_EQ(get(kStates + hex({}) + "/root").status, 404U);
    EXPECT_EQ(get("/eth/v1/beacon/blocks/" + hex({}) + "/root").status, 404U);
    EXPECT_EQ(get(kStates + "18446744073709551615/root").status, 404U);
}

TEST_F(QueriesTest, lists_validators_in_the_published_shape) {
    const std::string key = to_hex0x(validators[7].pubkey.view());
    const std::string row =
        R"({"index":"7","balance":"32000000000","status":"active_ongoing",)"
        R"("validator":{"pubkey":")" +
        key + R"(","withdrawal_credentials":")" + hex(validators[7].withdrawal_credentials) +
        R"(","effective_balance":"32000000000","slashed":false,)"
        R"("activation_eligibility_epoch":"0","activation_epoch":"0",)"
        R"("exit_epoch":"18446744073709551615","withdrawable_epoch":"18446744073709551615"}})";
    const std::string answer =
        R"({"execution_optimistic":false,"finalized":true,"data":[)" + row + "]}";
    EXPECT_EQ(get(kStates + "head/validators?id=7").body, answer);
    EXPECT_EQ(get(kStates + "head/validators?id=" + key + ",7&id=99").body, answer);
    EXPECT_EQ(post(kStates + "head/validators", R"({"ids":["7"],"statuses":["active"]})").body,
              answer);
    EXPECT_EQ(get(kStates + "head/validators/" + key).body,
              R"({"execution_optimistic":false,"finalized":true,"data":)" + row + "}");
    EXPECT_EQ(get(kStates + "head/validators/24").status, 404U);
    EXPECT_EQ(data(kStates + "head/validators").as_array().size(), kValidators);
    EXPECT_EQ(data(kStates + "head/validators?status=pending,exited").as_array().size(), 0U);
    EXPECT_EQ(data_of(post(kStates + "head/validators", "{}")).as_array().size(), kValidators);
    EXPECT_EQ(get(kStates + "head/validator_balances?id=3").body,
              R"({"execution_optimistic":false,"finalized":true,)"
              R"("data":[{"index":"3","balance":"32000000000"}]})");
    EXPECT_EQ(data_of(post(kStates + "head/validator_balances", R"(["3","5"])")).as_array().size(),
              2U);
    EXPECT_EQ(data_of(post(kStates + "head/validator_identities", "[]")).as_array().size(),
              kValidators);
}

TEST_F(QueriesTest, gives_blocks_whose_roots_are_those_of_their_headers) {
    forward(1);
    for (const std::string id : {"head", "genesis", "5"}) {
        const auto header = data("/eth/v1/beacon/headers/" + id);
        const std::string root = text(data("/eth/v1/beacon/blocks/" + id + "/root"), "root");
        EXPECT_EQ(text(header, "root"), root);
        EXPECT_TRUE(header.at("canonical").as_bool());
        const auto message = ssz::from_json<eth::BeaconBlockHeader>(
            json::serialize(header.at("header").at("message")));
        ASSERT_TRUE(message) << message.error().what;
        EXPECT_EQ(hex(ssz::hash_tree_root(*message)), root);
        const Answer block =
            answer({.target = "/eth/v2/beacon/blocks/" + id, .accept = "application/octet-stream"});
        const auto decoded = ssz::decode<eth::SignedBeaconBlock>(bytes_of(block.body));
        ASSERT_TRUE(decoded) << decoded.error().what;
        EXPECT_EQ(hex(ssz::hash_tree_root(decoded->message)), root);
        EXPECT_EQ(block.headers.at(0),
                  (std::pair<std::string, std::string>{"Eth-Consensus-Version", "fulu"}));
    }
    EXPECT_EQ(data("/eth/v1/beacon/headers").as_array().size(), 1U);
    EXPECT_EQ(text(data("/eth/v1/beacon/headers?parent_root=" +
                        hex(chain.find(chain.head().parent)->root))
                       .at(0),
                   "root"),
              hex(chain.head().root));
    EXPECT_EQ(text(whole(get("/eth/v2/beacon/blocks/5")), "version"), "fulu");
    EXPECT_EQ(data("/eth/v2/beacon/blocks/5/attestations").as_array().size(), 1U);
    EXPECT_EQ(data("/eth/v1/beacon/blob_sidecars/5").as_array().size(), 0U);
}

TEST_F(QueriesTest, puts_every_validator_into_one_committee_of_an_epoch) {
    forward(1);
    std::vector<std::string> seen;
    const auto committees = data(kStates + "head/committees");
    for (const auto& committee : committees.as_array())
        for (const auto& member : committee.at("validators").as_array())
            seen.push_back(text(member));
    EXPECT_EQ(seen.size(), kValidators);
    EXPECT_EQ(data(kStates + "head/committees?epoch=2&slot=9&index=0").as_array().size(), 1U);
    EXPECT_EQ(get(kStates + "head/committees?epoch=5").status, 400U);
    const auto sync = data(kStates + "head/sync_committees");
    EXPECT_EQ(sync.at("validators").as_array().size(), 512U);
    EXPECT_EQ(sync.at("validator_aggregates").at(3).as_array().size(), 128U);
    EXPECT_EQ(get(kStates + "head/sync_committees?epoch=16").status, 400U);
    EXPECT_EQ(text(data(kStates + "head/randao"), "randao"),
              hex(chain.head_state()->randao_mixes[1]));
    EXPECT_EQ(get(kStates + "head/randao?epoch=2").status, 400U);
}

TEST_F(QueriesTest, gives_whole_states_and_their_queues) {
    forward(1);
    const Answer state =
        answer({.target = "/eth/v2/debug/beacon/states/head",
                .accept = "application/octet-stream;q=1.0,application/json;q=0.9"});
    const auto decoded = ssz::decode<eth::fulu::BeaconState>(bytes_of(state.body));
    ASSERT_TRUE(decoded) << decoded.error().what;
    EXPECT_EQ(ssz::hash_tree_root(*decoded), chain.head().state_root);
    EXPECT_EQ(data("/eth/v2/debug/beacon/heads").as_array().size(), 1U);
    for (const std::string_view queue :
         {"pending_deposits", "pending_partial_withdrawals", "pending_consolidations"}) {
        const auto value = whole(get(kStates + "head/" + std::string{queue}));
        EXPECT_EQ(text(value, "version"), "fulu");
        EXPECT_TRUE(value.at("data").as_array().empty());
    }
    EXPECT_EQ(data(kStates + "head/proposer_lookahead").as_array().size(), 64U);
}

}  // namespace
}  // namespace stafi::devnet::beacon_api
