#include "devnet/operators/event_delay.hpp"

#include <gtest/gtest.h>

namespace stafi::devnet {
namespace {

ssv::Event removal_of(std::uint64_t id) {
    return ssv::event::OperatorRemoved{.operator_id = OperatorId{id}};
}

struct EventDelayTest : testing::Test {
    EventDelay delay;

    /// Blocks without events.
    void mine(std::uint64_t first, std::uint64_t last) {
        for (std::uint64_t block = first; block <= last; ++block)
            delay.observe(BlockNumber{block}, {});
    }
    std::vector<std::uint64_t> taken() {
        std::vector<std::uint64_t> ids;
        for (const ssv::Event& event : delay.take())
            ids.push_back(std::get<ssv::event::OperatorRemoved>(event).operator_id.value);
        return ids;
    }
};

TEST_F(EventDelayTest, gives_events_out_when_they_are_eight_blocks_deep) {
    delay.observe(BlockNumber{10}, {removal_of(1), removal_of(2)});
    delay.observe(BlockNumber{11}, {removal_of(3)});
    mine(12, 17);
    EXPECT_EQ(taken(), std::vector<std::uint64_t>());
    mine(18, 18);
    EXPECT_EQ(taken(), (std::vector<std::uint64_t>{1, 2}));
    EXPECT_EQ(taken(), std::vector<std::uint64_t>());
    mine(19, 19);
    EXPECT_EQ(taken(), std::vector<std::uint64_t>{3});
}

TEST_F(EventDelayTest, forgets_what_a_reorg_took_away) {
    delay.observe(BlockNumber{10}, {removal_of(1)});
    delay.observe(BlockNumber{11}, {removal_of(2)});
    delay.rewind(BlockNumber{10});
    delay.observe(BlockNumber{11}, {removal_of(3)});
    mine(12, 30);
    EXPECT_EQ(taken(), (std::vector<std::uint64_t>{1, 3}));
}

TEST_F(EventDelayTest, does_not_undo_what_was_taken_nor_takes_it_twice) {
    delay.observe(BlockNumber{10}, {removal_of(1)});
    mine(11, 20);
    EXPECT_EQ(taken(), std::vector<std::uint64_t>{1});
    delay.rewind(BlockNumber{9});
    delay.observe(BlockNumber{10}, {removal_of(1)});
    mine(11, 30);
    EXPECT_EQ(taken(), std::vector<std::uint64_t>());
}

TEST_F(EventDelayTest, begins_with_the_chain) {
    delay.observe(BlockNumber{0}, {removal_of(1)});
    mine(1, 7);
    EXPECT_EQ(taken(), std::vector<std::uint64_t>());
    mine(8, 8);
    EXPECT_EQ(taken(), std::vector<std::uint64_t>{1});
}

}  // namespace
}  // namespace stafi::devnet
