#include "app/cli/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stafi::app {
namespace {

using testing::ElementsAre;

TEST(Words, are_split_without_blanks_and_empty_pieces) {
    EXPECT_THAT(split("1, 2;;3 ,", ",;"), ElementsAre("1", "2", "3"));
    EXPECT_THAT(split(" ", ","), ElementsAre());
    EXPECT_THAT(split("one", ","), ElementsAre("one"));
}

TEST(Words, are_counted) {
    EXPECT_EQ(counted(0, "key"), "0 keys");
    EXPECT_EQ(counted(1, "key"), "1 key");
    EXPECT_EQ(counted(2, "key"), "2 keys");
}

TEST(Words, suggest_what_was_probably_meant) {
    const std::vector<std::string> known{"--out", "--output", "--network"};
    EXPECT_EQ(did_you_mean("--ouptut", known), " (did you mean --output?)");
    EXPECT_EQ(did_you_mean("--netwrk", known), " (did you mean --network?)");
    EXPECT_EQ(did_you_mean("--otu", known), " (did you mean --out?)");
    EXPECT_EQ(did_you_mean("--password", known), "");
    EXPECT_EQ(did_you_mean("--x", {}), "");
}

TEST(Words, wrap_at_blanks) {
    EXPECT_THAT(wrap("one two three four", 9), ElementsAre("one two", "three", "four"));
    EXPECT_THAT(wrap("extraordinary word", 5), ElementsAre("extraordinary", "word"));
    EXPECT_THAT(wrap("", 5), ElementsAre());
}

}  // namespace
}  // namespace stafi::app
