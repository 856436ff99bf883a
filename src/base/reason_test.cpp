#include "base/reason.hpp"

#include <set>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/result.hpp"
#include "golden.hpp"

namespace stafi {
namespace {

std::string reaction_name(Errc reaction) {
    switch (reaction) {
        case Errc::invalid_input:
            return "fix the input";
        case Errc::not_found:
            return "it is not there";
        case Errc::rejected:
            return "it was refused";
        case Errc::unavailable:
            return "try again later";
    }
    return "";
}

std::string reasons_page() {
    std::string page =
        "# Reasons\n\n"
        "Every refusal of `stafi-router` ends in one of these codes, in brackets: stable words "
        "for\n"
        "people, alerts and scripts. This page is written by a test from the program's own "
        "table.\n\n"
        "| code | what it means | what to do | kind |\n|---|---|---|---|\n";
    for (const ReasonText& row : all_reasons())
        page += fmt::format("| `{}` | {} | {} | {} |\n", row.code, row.sentence, row.remedy,
                            reaction_name(row.reaction));
    return page;
}

TEST(Reason, docs_list_every_reason) {
    EXPECT_EQ(reasons_page(), test::golden("docs/reasons.md", reasons_page()));
}

TEST(Reason, rows_stand_in_the_order_of_the_enum) {
    for (const ReasonText& row : all_reasons())
        EXPECT_EQ(text_of(row.reason).code, row.code);
    // The last enumerator has a row, and no row is beyond it.
    EXPECT_EQ(all_reasons().back().reason, Reason::unknown_key);
}

TEST(Reason, each_has_one_code_one_sentence_and_one_remedy) {
    std::set<std::string_view> codes;
    for (const ReasonText& row : all_reasons()) {
        EXPECT_TRUE(codes.insert(row.code).second) << row.code;
        EXPECT_TRUE(row.sentence.ends_with('.')) << row.code;
        EXPECT_TRUE(row.remedy.ends_with('.')) << row.code;
    }
}

TEST(Result, an_error_names_its_place_on_the_way_up) {
    const auto inner = []() -> Result<int> { return fail(Reason::bad_hex, "pubkey: odd"); };
    const Result<int> outer = at("keystore.json", inner());
    EXPECT_EQ(outer.error().what, "keystore.json: pubkey: odd");
    EXPECT_EQ(outer.error().code, Errc::invalid_input);
}

}  // namespace
}  // namespace stafi
