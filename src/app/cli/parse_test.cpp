#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/cli/arguments.hpp"
#include "app/cli/command.hpp"
#include "app/cli/words.hpp"

namespace stafi::app {
namespace {

using testing::ElementsAre;

std::string refusal(const std::vector<std::string>& words) {
    const auto parsed = parse(words);
    if (parsed) return "";
    EXPECT_EQ(parsed.error().reason, Reason::bad_usage);
    return parsed.error().what;
}

TEST(CommandLine, takes_options_before_and_after_the_command_and_with_either_spelling) {
    const auto parsed = parse({"--network", "hoodi", "keyshares", "verify", "a.json",
                               "--output=json", "b.json", "--owner-nonce", "7"});
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->command->name, "keyshares verify");
    const Arguments arguments{*parsed->command, parsed->values};
    EXPECT_THAT(arguments.operands(), ElementsAre("a.json", "b.json"));
    EXPECT_EQ(arguments.text("owner-nonce"), "7");
    EXPECT_EQ(parsed->values.at("network").front(), "hoodi");
    EXPECT_EQ(parsed->values.at("output").front(), "json");
}

TEST(CommandLine, takes_everything_after_two_dashes_as_it_is) {
    const auto parsed = parse({"keyshares", "verify", "--", "--help", "-", "--"});
    ASSERT_TRUE(parsed);
    EXPECT_THAT(parsed->values.at(""), ElementsAre("--help", "-", "--"));
}

TEST(CommandLine, takes_a_value_that_looks_like_an_option) {
    EXPECT_TRUE(parse({"config", "--data-dir", "--odd"}));
}

TEST(CommandLine, knows_names_that_people_bring_along) {
    EXPECT_EQ(parse({"config", "--config-file", "a"})->values.at("config").front(), "a");
    EXPECT_EQ(parse({"config", "--data-path", "b"})->values.at("data-dir").front(), "b");
}

TEST(CommandLine, says_what_is_wrong_and_what_was_probably_meant) {
    EXPECT_EQ(refusal({"keyss", "new"}), "there is no command keyss (did you mean keys?)");
    EXPECT_EQ(refusal({"kyes"}), "there is no command kyes (did you mean keys?)");
    EXPECT_EQ(refusal({"keyshare", "split"}),
              "there is no command keyshare (did you mean keyshares?)");
    EXPECT_EQ(refusal({"depost-data", "make"}),
              "there is no command depost-data (did you mean deposit-data?)");
    EXPECT_EQ(refusal({"help"}), "there is no command help (did you mean --help?)");
    EXPECT_EQ(refusal({"help", "keys"}), "there is no command help (did you mean --help?)");
    EXPECT_EQ(refusal({"deposit"}), "there is no command deposit (did you mean deposit-data?)");
    EXPECT_EQ(refusal({"new"}), "there is no command new");
    EXPECT_EQ(refusal({"keys", "nwe"}), "there is no command keys nwe (did you mean keys new?)");
    EXPECT_EQ(refusal({"--network", "hoodi"}), "a command is missing");
    EXPECT_EQ(refusal({"version", "--ouput", "json"}),
              "there is no option --ouput (did you mean --output?)");
    EXPECT_EQ(refusal({"version", "--owner-nonce", "1"}), "there is no option --owner-nonce");
    EXPECT_EQ(refusal({"version", "-x"}), "there is no option -x");
    EXPECT_EQ(refusal({"version", "now"}), "version takes no operand: now");
    EXPECT_EQ(refusal({"completion", "bash", "zsh"}),
              "completion takes one bash|zsh|fish, not also zsh");
    EXPECT_EQ(refusal({"version", "--output"}), "--output needs a value: text|json");
    EXPECT_EQ(refusal({"version", "--output", "jsn"}),
              "--output: jsn is not one of text, json (did you mean json?)");
    EXPECT_EQ(refusal({"version", "--output=json", "--output=text"}), "--output is given twice");
    EXPECT_EQ(refusal({"keys", "new"}), "keys new needs --withdrawal-address ADDRESS");
    EXPECT_EQ(refusal({"keys", "new", "--compounding=yes", "--withdrawal-address", "0x"}),
              "--compounding takes no value");
}

TEST(CommandLine, refuses_a_dash_where_other_programs_would_read_a_pipe) {
    const std::string why = "-: give a file; to read from a pipe use /dev/stdin";
    EXPECT_EQ(refusal({"keyshares", "verify", "-"}), why);
    EXPECT_EQ(refusal({"keys", "import", "--mnemonic-file", "-"}), "--mnemonic-file: " + why);
    EXPECT_EQ(refusal({"config", "--network=-"}), "--network: " + why);
    EXPECT_TRUE(parse({"keyshares", "verify", "./-"}));
}

TEST(CommandLine, may_end_after_a_group) {
    const auto parsed = parse({"keys", "--output", "json"});
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->command, nullptr);
    EXPECT_EQ(parsed->group, "keys");
}

TEST(CommandLine, refuses_values_that_cannot_be_read) {
    for (const char* words : {"--data-dir=", "--config=", "--network="})
        EXPECT_THAT(refusal({"config", words}), testing::HasSubstr("has an empty value"));
    const auto reason = [](const std::string& command, const std::string& option,
                           const std::string& value) {
        const std::vector<std::string> name = split(command, " ");
        return parse({name[0], name[1], option, value}).error().reason;
    };
    EXPECT_EQ(reason("keys new", "--amount", "32"), Reason::bad_amount);
    EXPECT_EQ(reason("keys new", "--num-validators", "abc"), Reason::bad_number);
    EXPECT_EQ(reason("keys new", "--withdrawal-address", "me"), Reason::bad_address);
    EXPECT_EQ(reason("keyshares split", "--owner-nonce", "-1"), Reason::bad_number);
}

TEST(CommandLine, reads_every_example_of_the_help) {
    for (const Command& command : all_commands())
        for (std::string example : command.examples) {
            example = example.substr(0, example.find(" > "));
            std::vector<std::string> words = split(example, " \n");
            std::erase(words, "\\");
            EXPECT_EQ(refusal(words), "") << example;
        }
}

TEST(Numbers, are_plain_and_in_range) {
    EXPECT_EQ(parse_number("0", 0, 9), 0U);
    EXPECT_EQ(parse_number("18446744073709551615", 0, UINT64_MAX), UINT64_MAX);
    for (const char* text : {"", " 1", "1 ", "+1", "-1", "0x1", "1.0", "1e3", "one"})
        EXPECT_EQ(parse_number(text, 0, 9).error().reason, Reason::bad_number) << text;
    for (const char* text : {"10", "18446744073709551616", "99999999999999999999999"})
        EXPECT_EQ(parse_number(text, 0, 9).error().reason, Reason::out_of_range) << text;
    EXPECT_EQ(parse_number("1", 2, 9).error().reason, Reason::out_of_range);
}

}  // namespace
}  // namespace stafi::app
