#include "eth/engine_api.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

// Expected values: answers of a real geth, tests/vectors/engine_api.

namespace stafi::eth {
namespace {

namespace json = boost::json;
using test::str;

struct EngineApi : testing::Test {
    json::value file = test::vector_file("engine_api/blocks.json");

    static BuiltPayload built(const json::value& row) {
        auto payload = parse_built_payload(serialize(row.at("get_payload_result")));
        EXPECT_TRUE(payload) << payload.error().what;
        return *payload;
    }
    static json::value params_of(const RpcCall& call) {
        return json::parse(rpc_request(RpcId{1}, call)).at("params");
    }
};

TEST_F(EngineApi, gives_back_the_payload_and_the_requests_that_geth_built) {
    for (const json::value& row : file.at("cases").as_array()) {
        const BuiltPayload payload = built(row);
        const json::value& sent = row.at("new_payload_params");
        const auto root = *parse_fixed<Bytes32>(str(sent.at(2)));
        EXPECT_EQ(params_of(new_payload_call(payload.payload, root, payload.requests)), sent);
        EXPECT_EQ(to_hex0x(requests_hash(payload.requests).view()), str(row.at("requests_hash")));
    }
}

TEST_F(EngineApi, reads_each_kind_of_request) {
    const json::array& rows = file.at("cases").as_array();
    EXPECT_EQ(built(rows[0]).requests, ExecutionRequests{});
    EXPECT_GT(built(rows[1]).block_value, Uint256{0});
    // What make_engine_api.py asked for in its fourth block: an exit, a partial withdrawal of
    // 1 ETH, a consolidation.
    const ExecutionRequests requests = built(rows[3]).requests;
    ASSERT_EQ(requests.withdrawals.size(), 2U);
    EXPECT_EQ(requests.withdrawals[0].amount, Gwei{0});
    EXPECT_EQ(requests.withdrawals[1].amount, Gwei{1'000'000'000});
    EXPECT_EQ(requests.withdrawals[1].validator_pubkey.view()[0], std::byte{0x22});
    ASSERT_EQ(requests.consolidations.size(), 1U);
    EXPECT_EQ(requests.consolidations[0].source_pubkey.view()[0], std::byte{0x33});
    EXPECT_EQ(requests.consolidations[0].target_pubkey.view()[0], std::byte{0x44});
}

TEST_F(EngineApi, asks_for_a_payload_as_geth_understands_it) {
    for (const json::value& row : file.at("cases").as_array()) {
        const json::value& sent = row.at("forkchoice_params");
        const auto hash = *parse_fixed<Bytes32>(str(sent.at(0).at("headBlockHash")));
        const ExecutionPayload payload = built(row).payload;
        const PayloadAttributes attributes{
            .timestamp = payload.timestamp,
            .prev_randao = payload.prev_randao,
            .suggested_fee_recipient = payload.fee_recipient,
            .withdrawals = payload.withdrawals,
            .parent_beacon_block_root =
                *parse_fixed<Bytes32>(str(row.at("new_payload_params").at(2))),
        };
        const ForkchoiceState state{
            .head_block_hash = hash, .safe_block_hash = hash, .finalized_block_hash = hash};
        EXPECT_EQ(params_of(forkchoice_updated_call(state, attributes)), sent);
        EXPECT_EQ(params_of(forkchoice_updated_call(state, std::nullopt)),
                  (json::array{sent.at(0), nullptr}));
    }
}

TEST_F(EngineApi, reads_what_geth_answers) {
    for (const json::value& row : file.at("cases").as_array()) {
        const auto started = parse_forkchoice_updated(serialize(row.at("forkchoice_result")));
        ASSERT_TRUE(started) << started.error().what;
        EXPECT_EQ(started->payload_status.status, PayloadValidity::valid);
        ASSERT_TRUE(started->payload_id);
        EXPECT_EQ(params_of(get_payload_call(*started->payload_id)),
                  json::array{row.at("forkchoice_result").at("payloadId")});

        const auto moved = parse_forkchoice_updated(serialize(row.at("forkchoice_moved_result")));
        EXPECT_FALSE(moved->payload_id);
        const auto status = parse_payload_status(serialize(row.at("new_payload_result")));
        EXPECT_EQ(status->status, PayloadValidity::valid);
        EXPECT_EQ(status->latest_valid_hash, built(row).payload.block_hash);
    }
}

TEST_F(EngineApi, reads_refusals_and_keeps_the_client_s_words) {
    const json::value& refused = file.at("refused");
    const auto status = parse_payload_status(serialize(refused.at("new_payload_result")));
    ASSERT_TRUE(status) << status.error().what;
    EXPECT_EQ(status->status, PayloadValidity::invalid);
    EXPECT_NE(status->validation_error.find("hash"), std::string::npos);
    const auto moved = parse_forkchoice_updated(serialize(refused.at("forkchoice_moved_result")));
    EXPECT_EQ(moved->payload_status.status, PayloadValidity::syncing);
    EXPECT_FALSE(moved->payload_status.latest_valid_hash);
}

TEST(EngineApiInput, names_what_it_cannot_read) {
    EXPECT_EQ(parse_payload_status(R"({"status":"FINE"})").error().what,
              "status: 'FINE' is none of VALID, INVALID, SYNCING, ACCEPTED");
    EXPECT_EQ(parse_forkchoice_updated("{}").error().what, "payloadStatus: missing");
    EXPECT_EQ(parse_built_payload("{}").error().what, "executionPayload: missing");
    EXPECT_EQ(parse_payload_status("[]").error().reason, Reason::bad_json);
    EXPECT_FALSE(parse_payload_status(R"({"status":"VALID","latestValidHash":"0x12"})"));
}

// EIP-7685 orders the types and leaves empty lists out.
TEST(EngineApiInput, refuses_requests_that_are_not_in_order) {
    const auto request = [](int type, std::size_t bytes) {
        EncodedRequest made(1 + bytes);
        made[0] = static_cast<std::byte>(type);
        return made;
    };
    const EncodedRequest withdrawal = request(1, 76);  // its SSZ: 20 + 48 + 8 bytes
    const EncodedRequest consolidation = request(2, 116);
    EXPECT_EQ(parse_requests({withdrawal, consolidation})->consolidations.size(), 1U);
    EXPECT_FALSE(parse_requests({consolidation, withdrawal}));
    EXPECT_FALSE(parse_requests({withdrawal, withdrawal}));
    EXPECT_FALSE(parse_requests({request(1, 0)}));
    EXPECT_FALSE(parse_requests({request(1, 75)}));
    EXPECT_FALSE(parse_requests({EncodedRequest{}}));
    EXPECT_EQ(parse_requests({request(3, 76)}).error().what, "unknown type 3");
    EXPECT_EQ(parse_requests({request(1, 17 * 76)}).error().what,
              "withdrawals: 17 items, at most 16");
}

}  // namespace
}  // namespace stafi::eth
