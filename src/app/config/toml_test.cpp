#include "app/config/toml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stafi::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The texts of the problems, all of which must be bad_config.
std::vector<std::string> problems(std::string_view content) {
    std::vector<std::string> found;
    for (const Error& problem : parse_toml(content, "f").problems) {
        EXPECT_EQ(problem.reason, Reason::bad_config);
        found.push_back(problem.what);
    }
    return found;
}

// Expected values: toml.io/en/v1.0.0, and Python's tomllib for every line.
TEST(Toml, has_texts_and_numbers_in_tables) {
    const ParsedToml parsed = parse_toml(
        "# a comment\r\n"
        "\r\n"
        "name = \"a # in \\\"quotes\\\"\"  # and behind\r\n"
        "[log]\n"
        "level='C:\\path'\n"
        "\tlines.max\t=\t1_000\n"
        " [ work . disk ] # dotted\n"
        "on = \"\\b\\t\\n\\f\\r\\\"\\\\ \u00e9\"\n"
        "empty = ''\n"
        "below = -17#\n"
        "above = +3",
        "f");
    EXPECT_THAT(parsed.problems, ElementsAre());
    EXPECT_THAT(parsed.entries,
                ElementsAre(TomlEntry{"name", "a # in \"quotes\"", false, 3},
                            TomlEntry{"log.level", "C:\\path", false, 5},
                            TomlEntry{"log.lines.max", "1000", true, 6},
                            TomlEntry{"work.disk.on", "\b\t\n\f\r\"\\ \u00e9", false, 8},
                            TomlEntry{"work.disk.empty", "", false, 9},
                            TomlEntry{"work.disk.below", "-17", true, 10},
                            TomlEntry{"work.disk.above", "3", true, 11}));
}

TEST(Toml, reports_every_wrong_line_and_reads_the_others) {
    constexpr std::string_view content = "a = \nb = 1\n= 3\ne 4\nb = 5\n[c\nd = 2\nf\n[g]\nh = 6\n";
    EXPECT_THAT(problems(content),
                ElementsAre("f:1: a: neither a text in quotes nor a whole number",
                            "f:3: a key of letters, digits, - and _ expected",
                            "f:4: = expected after e", "f:5: b is in line 2 already",
                            "f:6: ] expected after the table's name", "f:8: = expected after f"));
    EXPECT_THAT(parse_toml(content, "f").entries,
                ElementsAre(TomlEntry{"b", "1", true, 2}, TomlEntry{"g.h", "6", true, 10}));
}

TEST(Toml, refuses_by_name_what_is_not_used_here) {
    EXPECT_THAT(problems("[[a]]"), ElementsAre("f:1: arrays of tables are not used here"));
    for (const char* line : {"a = \"\"\"b\"\"\"", "a = '''b'''"})
        EXPECT_THAT(problems(line),
                    ElementsAre("f:1: a: texts of several lines are not used here"));
    for (const char* line : {"\"a\" = 1", "'a' = 1", "a.\"b\" = 1", "['a']"})
        EXPECT_THAT(problems(line), ElementsAre("f:1: keys are written without quotes here"));
    for (const char* line : {"a = 1 b = 2", "[a] b = 2", "a = 'b' c", "[a]]", "a = 'b''"})
        EXPECT_THAT(problems(line), ElementsAre("f:1: only a comment can follow on this line"))
            << line;
}

TEST(Toml, refuses_values_of_other_kinds) {
    for (const char* value : {"[1]",
                              "{}",
                              "1.5",
                              "1e3",
                              "0x10",
                              "007",
                              "1__0",
                              "_1",
                              "1_",
                              "--1",
                              "+-1",
                              "+",
                              "-",
                              "inf",
                              "yes",
                              "true",
                              "1979-05-27",
                              "text",
                              "1234567890123456789",
                              "# nothing"})
        EXPECT_THAT(problems(std::string{"a = "} + value),
                    ElementsAre("f:1: a: neither a text in quotes nor a whole number"))
            << value;
    EXPECT_THAT(problems("a = 123456789012345678"), ElementsAre());
}

// Expected answers: Python's tomllib.
TEST(Toml, defines_every_name_once) {
    const auto problem_of = [](std::string_view content) {
        const auto found = problems(content);
        EXPECT_LE(found.size(), 1U) << content;
        return found.empty() ? "" : found[0];
    };
    EXPECT_EQ(problem_of("[a]\n[b]\n[a]\n"), "f:3: a is in line 1 already");
    EXPECT_EQ(problem_of("a = 1\na.b = 1\n"), "f:2: a is in line 1 already");
    EXPECT_EQ(problem_of("a.b = 1\na = 1\n"), "f:2: a is in line 1 already");
    EXPECT_EQ(problem_of("a = 1\n[a]\n"), "f:2: a is in line 1 already");
    EXPECT_EQ(problem_of("a = 1\n[a.b]\n"), "f:2: a is in line 1 already");
    EXPECT_EQ(problem_of("a.b = 1\n[a]\n"), "f:2: a is in line 1 already");
    EXPECT_EQ(problem_of("[a]\nb.c = 1\n[a.b]\n"), "f:3: a.b is in line 2 already");
    EXPECT_EQ(problem_of("[a.b]\n[a]\nb.c = 1\n"), "f:3: a.b is in line 1 already");
    EXPECT_EQ(problem_of("[a.b.c]\n[a]\nb.d = 1\n[a.b]\n"), "f:4: a.b is in line 3 already");
    EXPECT_EQ(problem_of("[x.a.b]\n[x]\na = 1\n"), "f:3: x.a is in line 1 already");
    for (const char* content : {"[a.b]\n[a]\n", "a.b = 1\na.c = 1\n", "a.b = 1\n[a.c]\n",
                                "[a]\nb.c = 1\n[a.b.d]\n", "[a.b.c]\n[a]\nb.d = 1\n"})
        EXPECT_EQ(problem_of(content), "") << content;
}

TEST(Toml, refuses_broken_texts) {
    EXPECT_THAT(problems("a = \"b"), ElementsAre("f:1: a: the text has no \" at its end"));
    EXPECT_THAT(problems("a = 'b"), ElementsAre("f:1: a: the text has no ' at its end"));
    EXPECT_THAT(problems("a = \"b\\\""), ElementsAre("f:1: a: the text has no \" at its end"));
    for (const char* text : {"a = \"b\\", "a = \"\\x41\"", "a = \"\\u0041\"", "a = \"\\'\""})
        EXPECT_THAT(problems(text),
                    ElementsAre("f:1: a: only b t n f r \" and \\ can follow a backslash here"));
    for (const char* text :
         {"a = 'b\x01'", "a = 'b\rc'", "a = 'b\x7f'", "#\x1f", "a = 1\r", "a = 1\r\r\n"})
        EXPECT_THAT(problems(text), ElementsAre("f:1: a control character"));
    for (const char* text : {"a = 'b\xff'", "# \xc0\xaf", "# \xed\xa0\x80"})
        EXPECT_THAT(problems(text), ElementsAre(HasSubstr("UTF-8")));
}

TEST(Toml, has_bounds) {
    EXPECT_THAT(problems("a.b.c.d.e.f.g.h = 1\n[i.j.k.l.m.n.o]\np = 1"), ElementsAre());
    EXPECT_THAT(
        problems("a.b.c.d.e.f.g.h.i = 1\n[i.j.k.l.m.n.o]\np.q = 1"),
        ElementsAre("f:1: a name of more than 8 parts", "f:3: a name of more than 8 parts"));
    EXPECT_THAT(problems('#' + std::string(4095, 'a')), ElementsAre());
    EXPECT_THAT(problems('#' + std::string(4096, 'a')),
                ElementsAre("f:1: more than 4096 bytes in one line"));
}

TEST(Toml, survives_what_broke_other_readers) {  // found by fuzzing: docs/adr/0008
    EXPECT_EQ(problems("[\n").size(), 1U);
    EXPECT_EQ(problems("[a]\n[\n[a][[a]\n[[a]\n[a]a]\n[a]\n\n").size(), 5U);
    EXPECT_EQ(problems("schl\u00fcssel = 1").size(), 1U);
    EXPECT_EQ(problems("a = '''\nlon\xae\n'''\n").size(), 3U);
}

}  // namespace
}  // namespace stafi::app
