#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace stafi::app {
namespace {

using testing::HasSubstr;

struct Output : test::Program {};

// /dev/full refuses every byte, as a full disk under a redirection does.
TEST_F(Output, that_is_lost_is_a_failure) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"version"}, {"completion", "bash"}, {"keys", "new", "--help"}}) {
        const test::Capture err;
        Console console{.out = std::fopen("/dev/full", "w"), .err = err.file()};
        ASSERT_NE(console.out, nullptr);
        EXPECT_EQ(app::run(words, environment, console), ExitCode::refused) << words.front();
        EXPECT_THAT(err.text(), HasSubstr("error: standard output: not written [write_failed]"));
        std::fclose(console.out);
    }
}

TEST_F(Output, shows_no_control_character_of_a_file) {
    write("operators.json", "[{\"id\": \"1\\u001b[2J\"}]");
    const auto done = run({"keyshares", "verify", path("\x1b[2J.json")});
    EXPECT_EQ(done.code, ExitCode::refused);
    EXPECT_EQ(done.err.find('\x1b'), std::string::npos) << done.err;
}

}  // namespace
}  // namespace stafi::app
