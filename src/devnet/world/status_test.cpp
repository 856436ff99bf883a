#include "devnet/world/status.hpp"

#include <gtest/gtest.h>

namespace stafi::devnet {
namespace {

Status sample() {
    return {.time = {1'795'000'000},
            .ahead_seconds = 172'800,
            .slot = {41},
            .epoch = {10},
            .head_slot = {40},
            .head_root = Bytes32{},
            .justified = {9},
            .finalized = {8},
            .execution_block = {120},
            .execution_hash = Bytes32{},
            .validators = 65,
            .active_validators = 64,
            .missed_slots = 1,
            .reorgs = 2,
            .forward = FastForward{.from = {40}, .to = {172'840}, .slots_per_second = 900},
            .components = {{.name = "anvil",
                            .state = "running",
                            .place = "http://127.0.0.1:8545",
                            .log = "logs/anvil.log"}},
            .operators = {{.id = {2}, .state = "healthy", .validators = 0, .performance = {}},
                          {.id = {3}, .state = "offline", .validators = 12, .performance = 99}},
            .faults = {"operator 3 offline"}};
}

TEST(Status, comes_back_as_it_was) {
    Status status = sample();
    EXPECT_EQ(parse_status(to_json(status)).value(), status);
    status.forward.reset();
    EXPECT_EQ(parse_status(to_json(status)).value(), status);
}

TEST(Status, names_the_field_that_is_wrong) {
    std::string text = to_json(sample());
    text.replace(text.find("\"finalized\":8"), 13, "\"finalized\":-8");
    EXPECT_EQ(parse_status(text).error().what.substr(0, 9), "finalized");
}

TEST(StateFile, comes_back_as_it_was) {
    const StateFile file{.engine = "anvil", .pid = 77, .control_port = 18'550, .end = "by down"};
    EXPECT_EQ(parse_state_file(to_json(file)).value(), file);
}

TEST(StateFile, names_what_is_damaged) {
    const auto what = [](std::string_view text) { return parse_state_file(text).error().what; };
    EXPECT_EQ(what(R"({"engine":"anvil","pid":1,"control_port":70000,"end":""})"),
              "control_port: 70000 is not in 0..65535");
    EXPECT_EQ(what(R"({"engine":"anvil"})").substr(0, 3), "pid");
    EXPECT_FALSE(parse_state_file("{\"engine\":"));
}

}  // namespace
}  // namespace stafi::devnet
