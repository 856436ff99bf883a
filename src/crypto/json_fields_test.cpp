#include "crypto/json_fields.hpp"

#include <string>

#include <gtest/gtest.h>

namespace stafi {
namespace {

std::string refusal(std::string_view text) {
    const auto document = JsonDocument::parse(text);
    return document ? "accepted" : document.error().what;
}

TEST(JsonFields, reads_texts_numbers_and_hex_by_path) {
    const auto document =
        JsonDocument::parse(R"({"a": {"b": "text", "n": 18446744073709551615, "h": "0xFF01"}})")
            .value();
    const JsonFields a = document.fields().object("a").value();
    EXPECT_EQ(a.text("b").value(), "text");
    EXPECT_EQ(a.number("n").value(), 18'446'744'073'709'551'615ULL);
    EXPECT_EQ(to_hex(a.hex("h", 2).value()), "ff01");
    EXPECT_EQ(a.path_of("b"), "a.b");
    EXPECT_EQ(a.json("b").value(), "\"text\"");
    EXPECT_EQ(a.json("c").error().what, "a.c: missing");
    EXPECT_TRUE(a.has("b"));
    EXPECT_FALSE(a.has("c"));
    EXPECT_EQ(a.text("c").error().what, "a.c: missing");
    EXPECT_EQ(a.number("b").error().what, "a.b: not a whole number");
    EXPECT_EQ(a.object("b").error().what, "a.b: not an object");
    EXPECT_EQ(a.text("n").error().what, "a.n: not a text");
    EXPECT_EQ(a.hex("h", 1).error().what, "a.h: 2 bytes, at most 1 expected");
    EXPECT_EQ(a.hex("b", 9).error().what, "a.b: hex: no digit at position 0");
}

TEST(JsonFields, reads_lists_and_names_the_place_in_them) {
    const auto document =
        JsonDocument::parse(R"({"o": [{"n": 1}, {"n": "2"}], "n": [7, 8], "mixed": [{}, 7],)"
                            R"("t": ["a", ""]})")
            .value();
    const JsonFields top = document.fields();
    const auto objects = top.objects("o", 2).value();
    ASSERT_EQ(objects.size(), 2U);
    EXPECT_EQ(objects[0].number("n").value(), 1U);
    EXPECT_EQ(objects[1].number("n").error().what, "o[1].n: not a whole number");
    EXPECT_EQ(top.numbers("n", 2).value(), (std::vector<std::uint64_t>{7, 8}));
    EXPECT_EQ(top.numbers("o", 2).error().what, "o[0]: not a whole number");
    EXPECT_EQ(top.texts("n", 2).error().what, "n[0]: not a text");
    EXPECT_EQ(top.texts("n", 1).error().what, "n: 2 elements, at most 1 expected");
    EXPECT_EQ(top.texts("t", 2).value(), (std::vector<std::string_view>{"a", ""}));
    EXPECT_EQ(top.objects("mixed", 2).error().what, "mixed[1]: not an object");
    EXPECT_EQ(top.objects("o", 1).error().what, "o: 2 elements, at most 1 expected");
    EXPECT_EQ(top.numbers("n", 1).error().what, "n: 2 elements, at most 1 expected");
    EXPECT_EQ(objects[0].objects("n", 9).error().what, "o[0].n: not a list");
    EXPECT_EQ(top.numbers("x", 9).error().what, "x: missing");
}

TEST(JsonFields, takes_whole_numbers_only) {
    const auto document =
        JsonDocument::parse(
            R"({"a": -1, "b": 1.0, "c": 1e3, "d": 18446744073709551616, "e": true, "f": null})")
            .value();
    for (const std::string_view name : {"a", "b", "c", "d", "e", "f"})
        EXPECT_FALSE(document.fields().number(name)) << name;
}

TEST(JsonFields, refuses_a_name_given_twice_and_says_where) {
    EXPECT_EQ(refusal(R"({"a": 1, "a": 1})"), "a: given twice");
    EXPECT_EQ(refusal(R"({"a": {"b": 1, "c": 2, "b": 1}})"), "a.b: given twice");
    EXPECT_EQ(refusal(R"({"a": 1, "\u0061": 1})"), "a: given twice");
    EXPECT_EQ(refusal(R"({"a": [{"b": 1}, {"b": 1, "b": 2}]})"), "a[1].b: given twice");
    EXPECT_EQ(refusal(R"({"a": [1, "x", [], {}, null, true, 1.5, -1, {"b": {"c": 1, "c": 2}}]})"),
              "a[8].b.c: given twice");
    EXPECT_EQ(refusal(R"({"a": [{"b": 1}, {"b": 1}], "b": {"a": 1}})"), "accepted");
    EXPECT_EQ(refusal("{\"\\u001b[2J\\u00e4\": 1, \"\\u001b[2J\\u00e4\": 1}"),
              "?[2J??: given twice");
    const std::string name(100, 'n');
    EXPECT_EQ(refusal("{\"" + name + "\": 1, \"" + name + "\": 1}"),
              std::string(40, 'n') + "...: given twice");
}

TEST(JsonFields, refuses_what_is_no_single_object) {
    for (const std::string_view bad : {"",
                                       " ",
                                       "[]",
                                       "1",
                                       "null",
                                       "\"text\"",
                                       "{",
                                       "{}}",
                                       "{} {}",
                                       "{\"a\":}",
                                       "{\"a\" 1}",
                                       "{a: 1}",
                                       "{\"a\": 1,}",
                                       "{'a': 1}",
                                       "{\"a\": 01}",
                                       "{\"a\": \"\x80\"}",
                                       "\xef\xbb\xbf{}",
                                       "{\"a\": nan}",
                                       "{\"a\": 1} // comment",
                                       "{\"a\": \"\n\"}"})
        EXPECT_FALSE(JsonDocument::parse(bad)) << bad;
    EXPECT_TRUE(JsonDocument::parse("\t{ }\r\n"));
}

TEST(JsonFields, is_bounded_in_depth) {
    const auto nested = [](std::size_t depth) {
        return "{\"a\": " + std::string(depth, '[') + std::string(depth, ']') + "}";
    };
    EXPECT_TRUE(JsonDocument::parse(nested(31)));
    EXPECT_FALSE(JsonDocument::parse(nested(32)));
    EXPECT_FALSE(JsonDocument::parse(nested(100'000)));
}

// Expected: Python's json.dumps.
TEST(JsonFields, quotes_as_python_does) {
    EXPECT_EQ(json_quoted(""), R"("")");
    EXPECT_EQ(json_quoted("a/b \"c\" \\"), R"("a/b \"c\" \\")");
    EXPECT_EQ(json_quoted("\b\f\n\r\t"), R"("\b\f\n\r\t")");
    EXPECT_EQ(json_quoted(std::string_view{"\0\x1f\x7f", 3}), "\"\\u0000\\u001f\\u007f\"");
    EXPECT_EQ(json_quoted("\u00e9\u20ac\uffff\U0001f511\U0010ffff"),
              R"("\u00e9\u20ac\uffff\ud83d\udd11\udbff\udfff")");
}

}  // namespace
}  // namespace stafi
