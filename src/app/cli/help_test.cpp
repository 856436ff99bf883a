#include "app/cli/help.hpp"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/cli/completion.hpp"
#include "golden.hpp"
#include "program.hpp"

namespace stafi::app {
namespace {

using test::golden;
using testing::HasSubstr;

struct Help : test::Program {};

TEST_F(Help, of_every_command_is_the_documentation_of_commands) {
    EXPECT_EQ(commands_document(), golden("docs/commands.md", commands_document()));
}

TEST_F(Help, is_shown_for_the_program_for_groups_and_for_commands) {
    for (const Command& command : all_commands()) {
        std::vector<std::string> words{"--help"};
        for (std::size_t at = 0, end = 0; end != command.name.npos; at = end + 1) {
            end = command.name.find(' ', at);
            words.push_back(command.name.substr(at, end - at));
        }
        const auto shown = run(words);
        EXPECT_EQ(shown.code, ExitCode::done);
        EXPECT_EQ(shown.out, help_text(command));
    }
    EXPECT_EQ(run({"-h"}).out, help_text(""));
}

TEST_F(Help, is_what_a_newcomer_sees_who_types_nothing) {
    const auto shown = run({});
    EXPECT_EQ(shown.code, ExitCode::usage);
    EXPECT_EQ(shown.err, help_text(""));
}

TEST_F(Help, of_a_group_is_what_somebody_sees_who_types_the_group_alone) {
    const auto shown = run({"keys"});
    EXPECT_EQ(shown.code, ExitCode::usage);
    EXPECT_EQ(shown.err, help_text("keys"));
    EXPECT_THAT(shown.err, HasSubstr("\n  keys import  "));
    EXPECT_EQ(shown.out, "");
    const auto script = run({"keys", "--output", "json"});
    EXPECT_EQ(script.code, ExitCode::usage);
    EXPECT_THAT(script.err,
                HasSubstr(R"({"error":{"code":"bad_usage","what":"keys: which of keys )"));
}

TEST_F(Help, has_an_example_for_every_command_and_fits_the_columns) {
    for (const Command& command : all_commands()) {
        EXPECT_FALSE(command.examples.empty()) << command.name;
        const std::string text = help_text(command);
        std::string_view page = text;
        while (!page.empty()) {
            const std::size_t end = page.find('\n');
            EXPECT_LE(end, kHelpColumns) << page.substr(0, end);
            page.remove_prefix(end + 1);
        }
    }
}

TEST(CommandTable, uses_one_name_for_one_kind_of_value) {  // completion counts on it
    std::map<std::string, std::string> kinds;
    for (const Option& option : global_options())
        kinds[option.name] = option.value;
    for (const Command& command : all_commands())
        for (const Option& option : command.options) {
            const auto [known, is_new] = kinds.try_emplace(option.name, option.value);
            EXPECT_EQ(known->second, option.value) << command.name << " --" << option.name;
        }
}

TEST_F(Help, completion_scripts_know_the_table) {
    EXPECT_EQ(bash_completion(), golden("tests/golden/app/completion.bash", bash_completion()));
    EXPECT_EQ(zsh_completion(), golden("tests/golden/app/completion.zsh", zsh_completion()));
    EXPECT_EQ(fish_completion(), golden("tests/golden/app/completion.fish", fish_completion()));
    EXPECT_EQ(run({"completion", "bash"}).out, bash_completion());
    const auto refused = run({"completion", "tcsh"});
    EXPECT_EQ(refused.code, ExitCode::usage);
    EXPECT_THAT(refused.err, HasSubstr("bash, zsh or fish [bad_usage]"));
}

TEST_F(Help, version_tells_what_the_program_was_built_from) {
    const auto text = run({"version"});
    EXPECT_EQ(text.code, ExitCode::done);
    EXPECT_THAT(text.out, HasSubstr("blst      0.3.17\n"));
    EXPECT_EQ(run({"--version"}).out, text.out);
    EXPECT_THAT(run({"version", "--output=json"}).out,
                HasSubstr(R"({"version":"0.1.0","commit":")"));
}

}  // namespace
}  // namespace stafi::app
