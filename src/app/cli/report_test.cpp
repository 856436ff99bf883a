#include "app/cli/report.hpp"

#include <gtest/gtest.h>

#include "app/cli/progress.hpp"

namespace stafi::app {
namespace {

const Report kReport{
    .headline = "2 keys, 1 wrong",
    .fields = {{"folder", "keys"}, {"deposit_data", Cell{}}},
    .tables = {
        {.name = "keys",
         .columns = {"file", "index", "is_right"},
         .rows = {{"a.json", std::uint64_t{7}, true},
                  {"longer \"name\".json", std::uint64_t{12}, false}}},
        {.name = "dull", .columns = {"byte"}, .rows = {{std::uint64_t{1}}}, .is_for_people = false},
        {.name = "none", .columns = {"what"}, .rows = {}}}};

TEST(Report, is_aligned_for_people) {
    EXPECT_EQ(to_text(kReport),
              "2 keys, 1 wrong\n"
              "folder        keys\n"
              "deposit data  -\n"
              "\n"
              "file                index  is right\n"
              "a.json              7      yes\n"
              "longer \"name\".json  12     no\n");
}

TEST(Report, is_one_line_of_json_for_scripts_with_everything) {
    EXPECT_EQ(to_json(kReport), R"({"folder":"keys","deposit_data":null,"keys":[)"
                                R"({"file":"a.json","index":7,"is_right":true},)"
                                R"({"file":"longer \"name\".json","index":12,"is_right":false}],)"
                                R"("dull":[{"byte":1}],"none":[]})"
                                "\n");
}

TEST(ProgressBar, shows_how_much_is_done_how_fast_and_how_long_it_takes) {
    EXPECT_EQ(bar_text("keystores", {.done = 25, .total = 50, .seconds = 2}, 80),
              "keystores  [####################....................]  25/50  12.5/s  2 s left");
    EXPECT_EQ(bar_text("keystores", {.done = 0, .total = 50, .seconds = 2}, 80),
              "keystores  [........................................]  0/50  0.0/s");
    EXPECT_EQ(bar_text("keystores", {.done = 50, .total = 50, .seconds = 4}, 80),
              "keystores  [########################################]  50/50  12.5/s  0 s left");
    EXPECT_EQ(bar_text("keystores", {.done = 1, .total = 10'000, .seconds = 1}, 62),
              "keystores  [.......................]  1/10000  1.0/s  3 h left");
}

TEST(ProgressBar, counts_what_an_earlier_run_did_as_done_but_not_as_fast) {
    EXPECT_EQ(bar_text("keystores", {.done = 30, .total = 50, .kept = 20, .seconds = 2}, 80),
              "keystores  [########################................]  30/50  5.0/s  4 s left");
    EXPECT_EQ(bar_text("keystores", {.done = 20, .total = 50, .kept = 20, .seconds = 2}, 80),
              "keystores  [################........................]  20/50  0.0/s");
}

TEST(ProgressBar, fits_into_any_terminal) {
    for (std::size_t columns = 0; columns < 120; ++columns)
        for (const std::size_t done : {0U, 1U, 999U, 1000U})
            EXPECT_LE(
                bar_text("keystores", {.done = done, .total = 1000, .seconds = 3}, columns).size(),
                columns);
}

}  // namespace
}  // namespace stafi::app
