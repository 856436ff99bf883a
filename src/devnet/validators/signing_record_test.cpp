#include "devnet/validators/signing_record.hpp"

#include <gtest/gtest.h>

namespace stafi::devnet {
namespace {

Bytes32 root(std::uint8_t first) {
    Bytes32 made;
    made.bytes.front() = std::byte{first};
    return made;
}

// The cases of EIP-3076's "Conditions".
struct SigningRecordTest : testing::Test {
    SigningRecord record;
    PubkeyBytes key;

    bool block(std::uint64_t slot, std::uint8_t of = 1) {
        return record.sign(key, SignedBlock{.slot = {slot}, .signing_root = root(of)});
    }
    bool vote(std::uint64_t source, std::uint64_t target, std::uint8_t of = 1) {
        return record.sign(
            key, SignedVote{.source = {source}, .target = {target}, .signing_root = root(of)});
    }
};

TEST_F(SigningRecordTest, lets_a_key_propose_once_in_a_slot) {
    EXPECT_TRUE(block(5));
    EXPECT_TRUE(block(5));  // the same again
    EXPECT_FALSE(block(5, 2));
    EXPECT_FALSE(block(4));
    EXPECT_TRUE(block(6));
}

TEST_F(SigningRecordTest, refuses_double_votes) {
    EXPECT_TRUE(vote(1, 2));
    EXPECT_TRUE(vote(1, 2));
    EXPECT_FALSE(vote(1, 2, 2));
    EXPECT_FALSE(vote(2, 2));
    EXPECT_TRUE(vote(2, 3));
}

TEST_F(SigningRecordTest, refuses_votes_that_surround_or_are_surrounded) {
    EXPECT_TRUE(vote(3, 6));
    EXPECT_FALSE(vote(2, 7));
    EXPECT_FALSE(vote(4, 5));
    EXPECT_TRUE(vote(3, 7));
}

TEST_F(SigningRecordTest, refuses_a_source_after_its_target) {
    EXPECT_FALSE(vote(3, 2));
    EXPECT_TRUE(vote(0, 0));
}

TEST_F(SigningRecordTest, keeps_keys_apart) {
    EXPECT_TRUE(block(5));
    key.bytes[0] = std::byte{1};
    EXPECT_EQ(record.find(key), nullptr);
    EXPECT_TRUE(block(4));
}

TEST_F(SigningRecordTest, takes_the_later_of_what_was_signed_elsewhere) {
    EXPECT_TRUE(block(5));
    EXPECT_TRUE(vote(3, 6));
    record.merge(key, {.block = SignedBlock{.slot = {7}, .signing_root = root(9)},
                       .vote = SignedVote{.source = {2}, .target = {5}, .signing_root = {}}});
    EXPECT_FALSE(block(7));
    EXPECT_TRUE(block(7, 9));
    EXPECT_TRUE(vote(3, 6));
}

TEST_F(SigningRecordTest, signs_nothing_again_that_two_records_tell_differently) {
    EXPECT_TRUE(block(5));
    EXPECT_TRUE(vote(3, 6));
    record.merge(key, {.block = SignedBlock{.slot = {5}, .signing_root = root(2)},
                       .vote = SignedVote{.source = {2}, .target = {7}, .signing_root = root(2)}});
    EXPECT_FALSE(block(5));
    EXPECT_FALSE(block(5, 2));
    const SignedVote bound{.source = {3}, .target = {7}, .signing_root = {}};
    EXPECT_EQ(record.find(key)->vote, bound);
    EXPECT_FALSE(vote(3, 7));
    EXPECT_TRUE(vote(3, 8));
}

/// Whatever is asked of it in whatever order, no two votes it allowed contradict each other.
TEST_F(SigningRecordTest, never_allows_two_votes_that_could_be_slashed) {
    std::uint64_t random = 3;
    const auto draw = [&random](std::uint64_t below) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        return (random >> 33) % below;
    };
    std::vector<SignedVote> allowed;
    for (std::uint64_t i = 0; i < 5000; ++i) {
        const std::uint64_t target = i / 100 + draw(8);
        SignedVote asked{.source = {draw(target + 2)},
                         .target = {target},
                         .signing_root = root(static_cast<std::uint8_t>(draw(3)))};
        if (record.sign(key, asked)) allowed.push_back(asked);
    }
    EXPECT_GT(allowed.size(), 10U);
    for (const SignedVote& a : allowed)
        for (const SignedVote& b : allowed) {
            EXPECT_FALSE(a.target == b.target && a != b);
            EXPECT_FALSE(a.source < b.source && b.target < a.target);
        }
}

}  // namespace
}  // namespace stafi::devnet
