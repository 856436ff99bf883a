#include "devnet/api/target.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stafi::devnet {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string refusal(std::string_view text) {
    const auto target = Target::parse(text);
    return target ? "read" : target.error().what;
}

TEST(Target, is_taken_apart) {
    const auto target =
        Target::parse("/eth/v1/beacon/states/head/validators?id=1,0xab&id=7&x=").value();
    EXPECT_THAT(target.path(), ElementsAre("eth", "v1", "beacon", "states", "head", "validators"));
    EXPECT_THAT(target.list("id"), ElementsAre("1", "0xab", "7"));
    EXPECT_EQ(target.query("id"), "1,0xab");
    EXPECT_EQ(target.query("x"), "");
    EXPECT_EQ(target.query("y"), std::nullopt);
    EXPECT_THAT(target.list("x"), IsEmpty());
}

TEST(Target, does_not_mind_slashes_too_many) {
    EXPECT_THAT(Target::parse("/").value().path(), IsEmpty());
    EXPECT_THAT(Target::parse("//a///b/").value().path(), ElementsAre("a", "b"));
    EXPECT_THAT(Target::parse("/a?").value().path(), ElementsAre("a"));
}

TEST(Target, decodes_escapes_after_taking_apart) {
    const auto target = Target::parse("/a%2Fb/c%3f?q=1%262&ordering=id%3Aasc").value();
    EXPECT_THAT(target.path(), ElementsAre("a/b", "c?"));
    EXPECT_EQ(target.query("q"), "1&2");
    EXPECT_EQ(target.query("ordering"), "id:asc");
}

TEST(Target, gives_numbers) {
    const auto target = Target::parse("/a?page=7&bad=x&big=18446744073709551616").value();
    EXPECT_EQ(target.number("page", 1).value(), 7U);
    EXPECT_EQ(target.number("per_page", 10).value(), 10U);
    EXPECT_EQ(target.number("bad", 1).error().reason, Reason::bad_argument);
    EXPECT_EQ(target.number("bad", 1).error().what.substr(0, 5), "bad: ");
    EXPECT_FALSE(target.number("big", 1));
}

TEST(Target, refuses_what_it_cannot_read) {
    EXPECT_EQ(refusal(""), "'': a path begins with /");
    EXPECT_EQ(refusal("http://a/b"), "'http://a/b': a path begins with /");
    EXPECT_EQ(refusal("/a%2"), "'a%2': % needs two hex digits behind it");
    EXPECT_EQ(refusal("/a%"), "'a%': % needs two hex digits behind it");
    EXPECT_EQ(refusal("/a%0xb"), "'a%0xb': % needs two hex digits behind it");
    EXPECT_EQ(refusal("/a%0a"), "'a%0a': control characters");
    EXPECT_EQ(refusal("/" + std::string(Target::kBytesMax, 'a')),
              "a target of 65537 bytes, at most 65536");
    std::string many = "/?";
    for (std::size_t i = 0; i <= Target::kPartsMax; ++i)
        many += "a&";
    EXPECT_THAT(refusal(many), testing::EndsWith("too many parts"));
}

TEST(Target, survives_any_text) {
    std::mt19937_64 random{5};
    for (int i = 0; i < 20'000; ++i) {
        std::string text = "/";
        for (std::size_t length = random() % 30; length > 0; --length)
            text += "ab%/?&=,0\x01"[random() % 10];
        const auto target = Target::parse(text);
        if (!target) continue;
        for (const std::string& segment : target->path())
            EXPECT_THAT(segment, testing::Not(IsEmpty()));
    }
}

}  // namespace
}  // namespace stafi::devnet
