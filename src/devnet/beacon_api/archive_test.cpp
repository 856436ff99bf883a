#include "devnet/beacon_api/archive.hpp"

#include "base/hex.hpp"
#include "beacon_node.hpp"
#include "devnet/beacon_api/feed.hpp"
#include "devnet/beacon_api/keys.hpp"

namespace stafi::devnet::beacon_api {
namespace {

using ArchiveTest = test::BeaconNodeTest;

TEST_F(ArchiveTest, computes_every_state_again_however_few_it_keeps) {
    std::vector<std::pair<Slot, Bytes32>> expected;
    for (std::uint64_t epoch = 0; epoch < 24; ++epoch) {
        forward(epoch);
        expected.emplace_back(chain.head().slot, chain.head().state_root);
    }
    for (const auto& [slot, root] : expected) {
        const auto state = node.archive.state_at(slot, chain.known());
        ASSERT_TRUE(state) << slot.value << state.error().what;
        EXPECT_EQ(beacon::root_of(**state), root) << slot.value;
    }
}

TEST_F(ArchiveTest, follows_the_head_through_a_reorg) {
    forward(2);
    const Bytes32 left = chain.head().root;
    ASSERT_TRUE(chain.abandon(2));
    node.archive.record(chain);
    EXPECT_EQ(node.archive.find(left), nullptr);
    EXPECT_EQ(node.archive.at(Slot{11}), nullptr);
    ASSERT_TRUE(beacon::drive_slot(chain, Slot{12}, all, true));
    node.archive.record(chain);
    EXPECT_EQ(node.archive.at(Slot{12})->root, chain.head().root);
    EXPECT_EQ(node.archive.find_by_state(chain.head().state_root)->root, chain.head().root);
    EXPECT_EQ(node.archive.at(Slot{9})->root, chain.head().block->message.parent_root);
}

TEST_F(ArchiveTest, knows_nothing_of_before_it_began) {
    forward(7);
    Archive late;
    late.record(chain);
    EXPECT_FALSE(late.state_at(Slot{3}, chain.known()));
    EXPECT_EQ(late.at(Slot{3}), nullptr);
    EXPECT_TRUE(late.state_at(chain.head().slot, chain.known()));
}

TEST_F(ArchiveTest, finds_keys_in_the_state_of_whichever_fork) {
    forward(0);
    beacon::State one = *chain.head_state();
    beacon::State other = one;
    const PubkeyBytes a{{std::byte{1}}};
    const PubkeyBytes b{{std::byte{2}}};
    for (const PubkeyBytes& key : {a, b}) {
        one.validators.emplace_back().pubkey = key;
    }
    other.validators.emplace_back().pubkey = b;
    Keys keys;
    for (int round = 0; round < 2; ++round) {
        keys.learn(one);
        EXPECT_EQ(keys.find(a), ValidatorIndex{kValidators});
        EXPECT_EQ(keys.find(b), ValidatorIndex{kValidators + 1});
        keys.learn(other);
        EXPECT_EQ(keys.find(a), std::nullopt);
        EXPECT_EQ(keys.find(b), ValidatorIndex{kValidators});
        keys.learn(*chain.head_state());
        EXPECT_EQ(keys.find(b), std::nullopt);
        EXPECT_EQ(keys.find(validators[3].pubkey), ValidatorIndex{3});
    }
}

struct FeedTest : ArchiveTest {
    static Topics only(Topic topic) { return Topics{}.set(static_cast<std::size_t>(topic)); }
    std::string read(Topic topic, std::uint64_t place = 0) {
        return *node.feed.read(place, only(topic));
    }
};

TEST_F(FeedTest, gives_each_reader_what_it_wants_from_its_place_on) {
    Feed feed;
    feed.add(Topic::head, "1");
    std::uint64_t place = feed.end();
    feed.add(Topic::block, "2");
    feed.add(Topic::head, "3");
    EXPECT_EQ(*feed.read(place, only(Topic::head)), "event: head\ndata: 3\n\n");
    EXPECT_EQ(*feed.read(place, only(Topic::head)), "");
    for (std::size_t i = 0; i < Feed::kKept; ++i)
        feed.add(Topic::block, "4");
    EXPECT_TRUE(feed.read(place, only(Topic::head)));
    std::uint64_t late = 1;
    EXPECT_EQ(feed.read(late, only(Topic::head)).error().reason, Reason::out_of_range);
}

TEST_F(FeedTest, tells_of_a_reorg_and_of_finality_in_the_published_shapes) {
    forward(4);
    const beacon::Node before = chain.head();
    const auto left = chain.abandon(2);
    ASSERT_TRUE(left);
    tell_change(node.feed, chain, *left, false);
    EXPECT_TRUE(read(Topic::head).starts_with(R"(event: head
data: {"slot":"17",)"));
    const std::uint64_t place = node.feed.end();
    ASSERT_TRUE(beacon::drive_slot(chain, Slot{20}, all, true));
    const beacon::HeadChange change{.before = before.root,
                                    .after = chain.head().root,
                                    .common = Slot{17},
                                    .is_reorg = true,
                                    .is_finalized = true};
    tell_change(node.feed, chain, change, true);
    const auto hex = [](const Bytes32& bytes) { return to_hex0x(bytes.view()); };
    EXPECT_EQ(read(Topic::chain_reorg, place),
              "event: chain_reorg\ndata: {\"slot\":\"20\",\"depth\":\"3\",\"old_head_block\":\"" +
                  hex(before.root) + "\",\"new_head_block\":\"" + hex(chain.head().root) +
                  "\",\"old_head_state\":\"" + hex(before.state_root) + "\",\"new_head_state\":\"" +
                  hex(chain.head().state_root) +
                  "\",\"epoch\":\"5\",\"execution_optimistic\":true}\n\n");
    EXPECT_EQ(read(Topic::finalized_checkpoint, place),
              "event: finalized_checkpoint\ndata: {\"block\":\"" + hex(chain.finalized().root) +
                  "\",\"state\":\"" + hex(chain.find(chain.finalized().root)->state_root) +
                  "\",\"epoch\":\"" + std::to_string(chain.finalized().epoch.value) +
                  "\",\"execution_optimistic\":true}\n\n");
}

}  // namespace
}  // namespace stafi::devnet::beacon_api
