#include "app/config/config.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eth/network.hpp"
#include "golden.hpp"
#include "program.hpp"

namespace stafi::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Configuration : test::Program {
    /// Codes and texts of everything that is wrong.
    std::vector<std::string> problems(const Values& flags = {}) {
        std::vector<std::string> found;
        if (const auto loaded = load_config(flags, environment); !loaded)
            for (const Error& problem : loaded.error())
                found.push_back(std::string{text_of(problem.reason).code} + ' ' + problem.what);
        return found;
    }
    Values with_file(const std::string& content) {
        return {{"config", {write("router.toml", content)}}};
    }
    std::string in_file(const std::string& line) { return path("router.toml") + ':' + line; }
};

TEST_F(Configuration, takes_flag_over_environment_over_file_over_default) {
    Values flags = with_file(
        "network = 'hoodi'\n[log]\nlevel = 'debug'\nformat = 'json'\n[work]\nthreads_max = 3\n");
    environment = {{"STAFI_ROUTER_LOG_LEVEL", "warn"}, {"STAFI_ROUTER_LOG_FORMAT", "logfmt"}};
    flags["log-level"] = {"error"};
    const auto loaded = load_config(flags, environment);
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->config.network, "hoodi");
    EXPECT_EQ(loaded->config.output, OutputFormat::text);
    EXPECT_EQ(loaded->config.log.level, LogLevel::error);
    EXPECT_EQ(loaded->config.log.format, LogFormat::logfmt);
    EXPECT_EQ(loaded->config.work.threads_max, 3U);
    EXPECT_THAT(loaded->origins,
                ElementsAre(in_file("1"), "default", "default", "default", "default", "default",
                            "default", "default", "--log-level", "STAFI_ROUTER_LOG_FORMAT",
                            "default", in_file("6"), "default"));
}

TEST_F(Configuration, may_be_named_by_the_environment) {
    environment["STAFI_ROUTER_CONFIG"] = write("router.toml", "network = 'hoodi'");
    EXPECT_EQ(load_config({}, environment)->config.network, "hoodi");
}

TEST_F(Configuration, takes_an_empty_variable_for_none) {
    environment = {{"STAFI_ROUTER_NETWORK", ""}, {"STAFI_ROUTER_CONFIG", ""}};
    EXPECT_EQ(load_config({}, environment)->config.network, "mainnet");
}

TEST_F(Configuration, reports_every_problem_with_its_place) {
    const Values flags = with_file(
        "netwrk = 'hoodi'\n"
        "network = 5\n"
        "output = 'xml'\n"
        "[log]\n"
        "level = true\n"
        "interval_s = '5'\n"
        "[work]\n"
        "threads_max = -1\n"
        "and so on\n");
    environment = {{"STAFI_ROUTER_LOG_FORMAT", "jsn"}, {"STAFI_ROUTER_LOG_LEVL", "info"}};
    EXPECT_THAT(
        problems(flags),
        ElementsAre(
            "bad_config " + in_file("5") + ": level: neither a text in quotes nor a whole number",
            "bad_config " + in_file("9") + ": = expected after and",
            "unknown_key " + in_file("1") + ": netwrk (did you mean network?)",
            "bad_config " + in_file("2") + ": network is a text: put it in quotes",
            "bad_config " + in_file("3") + ": output: xml is not one of text, json",
            "bad_config " + in_file("6") + ": log.interval_s is a number",
            "bad_config " + in_file("8") +
                ": work.threads_max: -1 is not a whole number from 0 to 1024",
            "bad_config STAFI_ROUTER_LOG_FORMAT: log.format: jsn is not one of text, logfmt, "
            "json (did you mean json?)",
            "unknown_key environment: STAFI_ROUTER_LOG_LEVL (did you mean "
            "STAFI_ROUTER_LOG_LEVEL?)"));
}

TEST_F(Configuration, is_a_small_file) {
    EXPECT_THAT(problems(with_file(std::string(65'536, '#'))),
                ElementsAre(HasSubstr("4096 bytes")));
    EXPECT_THAT(problems(with_file(std::string(65'537, '#'))),
                ElementsAre(HasSubstr("file_too_large " + path("router.toml"))));
}

TEST_F(Configuration, needs_the_file_that_was_named) {
    EXPECT_THAT(problems({{"config", {path("none.toml")}}}),
                ElementsAre(HasSubstr("file_missing " + path("none.toml"))));
}

TEST_F(Configuration, knows_the_network_or_its_file) {
    EXPECT_THAT(problems(with_file("network = 'hodi'")),
                ElementsAre(HasSubstr("bad_network " + in_file("1") + ": network: ")));
    const std::string file = write("own.json", eth::to_network_file(eth::devnet()));
    EXPECT_THAT(problems({{"network", {file}}}), ElementsAre());
    EXPECT_THAT(problems({{"network", {write("own.json", "{")}}}),
                ElementsAre(HasSubstr("--network: network: " + file)));
}

TEST_F(Configuration, means_the_network_of_its_file_by_that_name) {
    const std::string file = write("own.json", eth::to_network_file(eth::devnet()));
    Values flags = with_file("network = '" + file + "'");
    flags["network"] = {"devnet"};
    EXPECT_EQ(load_config(flags, environment)->config.network, file);
    flags["network"] = {"hoodi"};
    EXPECT_EQ(load_config(flags, environment)->config.network, "hoodi");
    flags.erase("config");
    flags["network"] = {"devnet"};
    EXPECT_EQ(load_config(flags, environment)->config.network, "devnet");
}

TEST_F(Configuration, reads_lists_of_addresses_and_never_shows_the_keys_in_them) {
    const auto loaded = load_config(
        with_file("[execution]\nurls = 'http://127.0.0.1:8545,https://node.example/v3/s3cret'\n"),
        environment);
    ASSERT_TRUE(loaded);
    ASSERT_EQ(loaded->config.execution_urls.size(), 2U);
    EXPECT_EQ(loaded->config.execution_urls[1].target, "/v3/s3cret");
    const Config& config = loaded->config;
    const auto key = std::ranges::find(config_keys(), "execution.urls", &ConfigKey::name);
    EXPECT_EQ(key->text(config), "http://127.0.0.1:8545,https://node.example:443/...");
}

TEST_F(Configuration, refuses_addresses_that_cannot_be_meant) {
    EXPECT_THAT(problems(with_file("[execution]\nurls = 'node:8545'\n[beacon]\n"
                                   "urls = 'http://a,http://b,http://a'\n"
                                   "[pool]\nstorage = '0x6c2f'\nfirst_block = -1\n")),
                ElementsAre(HasSubstr("bad_url " + in_file("2") + ": execution.urls: "),
                            HasSubstr("beacon.urls: http://a:80 stands there twice"),
                            HasSubstr("bad_address " + in_file("6") + ": pool.storage: "),
                            HasSubstr("pool.first_block: -1 is not a whole number")));
}

TEST_F(Configuration, says_how_validators_are_paid_for) {
    EXPECT_EQ(load_config({}, environment)->config.deposit_mode, DepositMode::two_step);
    const Values flags = with_file("[deposit]\nmode = 'whole'\n");
    EXPECT_EQ(load_config(flags, environment)->config.deposit_mode, DepositMode::whole);
    EXPECT_THAT(problems({{"deposit-mode", {"half"}}}),
                ElementsAre("bad_config --deposit-mode: deposit.mode: half is not one of two-step, "
                            "whole"));
}

TEST_F(Configuration, does_not_mind_the_variables_of_kubernetes) {
    environment = {{"STAFI_ROUTER_SERVICE_HOST", "10.0.0.1"},
                   {"STAFI_ROUTER_PORT_7400_TCP", "tcp://10.0.0.1:7400"}};
    EXPECT_THAT(problems(), ElementsAre());
}

TEST_F(Configuration, example_file_names_every_key_and_every_default) {
    EXPECT_EQ(example_file(), test::golden("docs/stafi-router.example.toml", example_file()));
    // Without the marks of comment before `key = value` it is a file that says what holds anyway.
    std::string active;
    for (std::size_t at = 0; at < example_file().size();) {
        const std::size_t end = example_file().find('\n', at);
        std::string line = example_file().substr(at, end - at);
        if (line.find(" = ") != line.npos) line = line.substr(2);
        active += line + '\n';
        at = end + 1;
    }
    const auto loaded = load_config(with_file(active), environment);
    ASSERT_TRUE(loaded);
    for (std::size_t i = 0; i < config_keys().size(); ++i) {
        EXPECT_EQ(config_keys()[i].text(loaded->config), config_keys()[i].text(Config{}));
        EXPECT_THAT(loaded->origins[i], HasSubstr("router.toml:"));
    }
}

TEST_F(Configuration, is_printed_with_the_origin_of_each_value_and_no_secret) {
    environment["STAFI_ROUTER_NETWORK"] = "hoodi";
    const auto text = run({"config", "--log-level", "debug"});
    EXPECT_EQ(text.code, ExitCode::done);
    EXPECT_EQ(text.out, test::golden("tests/golden/app/config.txt", text.out));
    const auto json = run({"config", "--output", "json"});
    EXPECT_EQ(json.out, test::golden("tests/golden/app/config.json", json.out));
}

TEST_F(Configuration, problems_end_the_program_before_the_command) {
    environment["STAFI_ROUTER_LOG_LEVEL"] = "loud";
    const auto text = run({"version"});
    EXPECT_EQ(text.code, ExitCode::usage);
    EXPECT_EQ(text.out, "");
    EXPECT_EQ(text.err,
              "error: STAFI_ROUTER_LOG_LEVEL: log.level: loud is not one of error, warn, info, "
              "debug [bad_config]\nremedy: Fix every line named in the message.\n");
    environment["STAFI_ROUTER_OUTPUT"] = "json";
    EXPECT_THAT(run({"version"}).err, HasSubstr(R"({"error":{"code":"bad_config","what":)"));
}

}  // namespace
}  // namespace stafi::app
