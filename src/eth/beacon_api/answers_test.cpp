#include "eth/beacon_api/answers.hpp"

#include <gmock/gmock.h>

#include "eth/ssz/json.hpp"

namespace stafi::eth {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

// Source of the texts: ethereum/beacon-APIs, the examples of its types.

TEST(BeaconAnswers, pass_over_what_is_not_asked_for) {
    const std::string text =
        R"({"version":"fulu","execution_optimistic":true,"finalized":false,"data":{"signature":)"
        R"("0x00","message":{"slot":"7","proposer_index":"1","parent_root":"0x)" +
        std::string(64, '1') + R"(","state_root":"0x)" + std::string(64, '2') +
        R"(","body":{"graffiti":"0x","execution_payload":{"block_number":"9","extra_data":"0x",)"
        R"("block_hash":"0x)" +
        std::string(64, '3') + R"("}}}}})";
    const auto answer = ssz::from_json<BlockAnswer>(text);
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_TRUE(answer->execution_optimistic);
    EXPECT_EQ(answer->data.message.slot, Slot{7});
    EXPECT_EQ(answer->data.message.body.execution_payload.block_number, BlockNumber{9});
    EXPECT_EQ(answer->data.message.body.execution_payload.block_hash.bytes[0], std::byte{0x33});
}

TEST(BeaconAnswers, must_say_whether_they_are_verified) {
    const std::string root = R"("data":{"root":"0x)" + std::string(64, '1') + R"("})";
    EXPECT_TRUE(ssz::from_json<RootAnswer>(R"({"execution_optimistic":false,)" + root + "}"));
    const auto silent = ssz::from_json<RootAnswer>("{" + root + "}");
    EXPECT_THAT(silent.error().what, HasSubstr("execution_optimistic: missing"));
}

TEST(BeaconAnswers, of_another_genesis_are_told_apart_as_far_as_it_is_known) {
    Network network = devnet();
    network.genesis_time = std::nullopt;
    network.genesis_validators_root = std::nullopt;
    BeaconGenesis told{.genesis_time = UnixSeconds{5},
                       .genesis_validators_root = {},
                       .genesis_fork_version = network.genesis_fork_version()};
    EXPECT_TRUE(check_genesis(told, network));
    network.genesis_time = UnixSeconds{6};
    EXPECT_EQ(check_genesis(told, network).error().what,
              "the beacon node has another genesis time");
    network.genesis_time = UnixSeconds{5};
    EXPECT_TRUE(check_genesis(told, network));
    network.genesis_validators_root = Bytes32{};
    EXPECT_TRUE(check_genesis(told, network));
    told.genesis_validators_root.bytes[0] = std::byte{1};
    EXPECT_EQ(check_genesis(told, network).error().reason, Reason::wrong_network);
    told.genesis_fork_version.bytes[0] ^= std::byte{1};
    EXPECT_EQ(check_genesis(told, devnet()).error().reason, Reason::wrong_network);
}

TEST(BeaconAnswers, of_no_configuration_are_not_believed) {
    EXPECT_EQ(check_spec("", devnet()).error().reason, Reason::bad_json);
    EXPECT_EQ(check_spec(R"({"data":{}})", devnet()).error().reason, Reason::bad_json);
    EXPECT_EQ(check_spec(R"({"data":{"DEPOSIT_CHAIN_ID":"1"}})", devnet()).error().reason,
              Reason::wrong_network);
}

TEST(BeaconAnswers, that_say_no_are_shown_in_the_words_of_the_node) {
    EXPECT_EQ(read_beacon_refusal(R"({"code":400,"message":"Invalid exit: too young"})"),
              "Invalid exit: too young");
    EXPECT_EQ(read_beacon_refusal(R"({"code":400,"message":"some failed","failures":)"
                                  R"([{"index":0,"message":"bad signature"}]})"),
              "some failed: bad signature");
    EXPECT_EQ(read_beacon_refusal("<html>\n"), "<html>?");
    EXPECT_EQ(read_beacon_refusal(""), "");
    EXPECT_THAT(read_beacon_refusal(std::string(10'000, 'x')), SizeIs(300));
}

}  // namespace
}  // namespace stafi::eth
