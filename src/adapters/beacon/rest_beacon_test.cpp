#include "adapters/beacon/rest_beacon.hpp"

#include <map>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/beacon/beacon_pool.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "base/hex.hpp"
#include "hasty_ambient.hpp"
#include "loopback.hpp"
#include "spoilt_pool.hpp"

// A node that lies, lags or is another one. What honest nodes do, tests/beacon_contract.hpp asks
// of a real API.

namespace stafi::adapters {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Bytes32 root(std::uint8_t byte) {
    Bytes32 bytes;
    bytes.bytes.fill(std::byte{byte});
    return bytes;
}
PubkeyBytes key(std::uint8_t byte) {
    PubkeyBytes bytes;
    bytes.bytes.fill(std::byte{byte});
    return bytes;
}
std::string validator(std::uint64_t index, std::uint8_t key_byte) {
    return fmt::format(
        R"({{"index":"{}","balance":"1","status":"something_new","validator":{{"pubkey":"{}",)"
        R"("withdrawal_credentials":"{}","effective_balance":"1","slashed":false,)"
        R"("activation_eligibility_epoch":"0","activation_epoch":"0","exit_epoch":"1",)"
        R"("withdrawable_epoch":"2"}}}})",
        index, to_hex0x(key(key_byte).view()), to_hex0x(root(1).view()));
}

/// A node that says what it is told to.
struct Script {
    std::string genesis_version = to_hex0x(eth::devnet().genesis_fork_version().view());
    std::map<std::string, std::string> settings;  ///< of config/spec that are not the devnet's
    bool is_optimistic = false;
    std::string validators;  ///< the elements
    std::string end = "]}";
    std::uint8_t head = 1;
    bool has_events = false;
    unsigned status = 200;  ///< of all answers
    std::map<std::string, int> asked = {};

    std::string spec() const {
        const eth::Network& network = eth::devnet();
        std::map<std::string, std::string> all{
            {"DEPOSIT_CHAIN_ID", fmt::to_string(network.chain_id.value)},
            {"DEPOSIT_CONTRACT_ADDRESS", to_hex0x(network.deposit_contract.view())},
            {"SLOTS_PER_EPOCH", fmt::to_string(network.slots_per_epoch.value)},
            {"SECONDS_PER_SLOT", fmt::to_string(network.seconds_per_slot)}};
        constexpr std::array names{"GENESIS", "ALTAIR",  "BELLATRIX", "CAPELLA",
                                   "DENEB",   "ELECTRA", "FULU"};
        for (std::size_t i = 0; i < names.size(); ++i) {
            const eth::ForkActivation& fork = network.forks.activations.at(i);
            all[fmt::format("{}_FORK_VERSION", names.at(i))] = to_hex0x(fork.version.view());
            all[fmt::format("{}_FORK_EPOCH", names.at(i))] = fmt::to_string(fork.epoch.value);
        }
        for (const auto& [name, text] : settings)
            all[name] = text;
        std::string rows = R"("BLOB_SCHEDULE":[])";
        for (const auto& [name, text] : all)
            if (!text.empty()) rows += fmt::format(R"(,"{}":"{}")", name, text);
        return "{\"data\":{" + rows + "}}";
    }
    http::Response respond(const http::Request& request) {
        const std::string& path = request.target;
        ++asked[path];
        if (status != 200) return {.status = status, .body = R"({"code":1,"message":"not now"})"};
        if (path == "/eth/v1/beacon/genesis")
            return {.body = fmt::format(
                        R"({{"data":{{"genesis_time":"1","genesis_validators_root":"{}",)"
                        R"("genesis_fork_version":"{}"}}}})",
                        to_hex0x(root(1).view()), genesis_version)};
        if (path == "/eth/v1/config/spec") return {.body = spec()};
        if (path.ends_with("/validators"))
            return {.body =
                        fmt::format(R"({{"execution_optimistic":{},"finalized":true,"data":[{}{})",
                                    is_optimistic, validators, end)};
        if (path == "/eth/v1/beacon/blocks/head/root")
            return {.body = fmt::format(
                        R"({{"execution_optimistic":{},"finalized":false,"data":{{"root":"{}"}}}})",
                        is_optimistic, to_hex0x(root(head++).view()))};
        return {.status = 404, .body = R"({"code":404,"message":"no such thing"})"};
    }
};

struct RestBeaconTest : test::LoopbackTest {
    SystemAmbient ambient{loop.get_executor(), system_entropy().value(), 1};
    Script script;
    std::vector<eth::KnownValidator> taken;
    Beacon::TakeValidator take = [this](const eth::KnownValidator& one) { taken.push_back(one); };

    static http::Handler handler(Script& from) {
        return [&from](http::Request request) -> Task<http::Response> {
            co_return from.respond(request);
        };
    }
    void visit(const std::function<Task<>(RestBeacon&)>& visitor) {
        auto server = http::Server::listen(loop.get_executor(), {}, handler(script)).value();
        RestBeacon node{ambient,
                        {.host = "127.0.0.1", .port = server.port()},
                        eth::devnet(),
                        {.poll_interval = Millis{1}, .polls_max = 2}};
        serve(server, visitor(node));
    }
    void expect_refused(Reason reason, std::string words) {
        visit([&](RestBeacon& node) -> Task<> {
            const auto told = co_await node.all_validators(root(1), take);
            EXPECT_FALSE(told);
            if (told) co_return;
            EXPECT_EQ(told.error().reason, reason) << told.error().what;
            EXPECT_THAT(told.error().what, HasSubstr(words));
        });
    }
};

TEST_F(RestBeaconTest, looks_at_the_chain_once) {
    script.validators = validator(0, 7) + "," + validator(1, 8);
    visit([this](RestBeacon& node) -> Task<> {
        EXPECT_TRUE(co_await node.all_validators(root(1), take));
        EXPECT_TRUE(co_await node.all_validators(root(1), take));
        EXPECT_EQ(script.asked["/eth/v1/config/spec"], 1);
        EXPECT_EQ(taken.size(), 4U);
    });
}

TEST_F(RestBeaconTest, takes_nothing_from_a_node_with_another_genesis) {
    script.genesis_version = "0x00000000";
    expect_refused(Reason::wrong_network, "another genesis fork version: 0x00000000, not 0x");
}

TEST_F(RestBeaconTest, takes_nothing_from_a_node_with_another_configuration) {
    for (const auto& [name, text] :
         std::map<std::string, std::string>{{"DEPOSIT_CHAIN_ID", "1"},
                                            {"DEPOSIT_CONTRACT_ADDRESS", "0x00"},
                                            {"SLOTS_PER_EPOCH", "32000"},
                                            {"SECONDS_PER_SLOT", "13"},
                                            {"FULU_FORK_VERSION", "0x01020304"},
                                            {"ELECTRA_FORK_EPOCH", "77"}}) {
        script = {};
        script.settings[name] = text;
        expect_refused(Reason::wrong_network, fmt::format("{}: {}", name, text));
    }
    script.settings = {{"SLOTS_PER_EPOCH", ""}};
    expect_refused(Reason::bad_rpc, "SLOTS_PER_EPOCH");
}

TEST_F(RestBeaconTest, waits_for_a_node_that_has_not_verified_what_it_tells) {
    script.is_optimistic = true;
    expect_refused(Reason::node_behind, "not verified");
    script = {};
    script.status = 503;
    expect_refused(Reason::node_behind, "503 not now");
}

TEST_F(RestBeaconTest, does_not_believe_lists_that_cannot_be_true) {
    script.validators = validator(1, 7);
    expect_refused(Reason::bad_rpc, "validator 1 where 0 was expected");
    script.validators = validator(0, 7) + "," + validator(0, 7);
    expect_refused(Reason::bad_rpc, "validator 0 where 1 was expected");
    script.validators = validator(0, 7);
    script.end = "";
    expect_refused(Reason::bad_rpc, "");
    script.end = "]}";
    script.validators = R"({"index":"0"})";
    expect_refused(Reason::bad_rpc, "balance: missing");
    script.validators = R"({"index":"0","x":")" + std::string(5'000, 'x') + "\"}";
    expect_refused(Reason::answer_too_large, "");
}

TEST_F(RestBeaconTest, takes_only_validators_that_were_asked_for) {
    visit([this](RestBeacon& node) -> Task<> {
        const std::vector keys{key(7), key(8)};
        script.validators = validator(5, 8) + "," + validator(3, 7);
        const auto found = co_await node.validators(root(1), keys);
        EXPECT_EQ(found.value().at(0).index, ValidatorIndex{3});
        EXPECT_EQ(found.value().at(1).index, ValidatorIndex{5});
        script.validators = validator(5, 9);
        const auto foreign = co_await node.validators(root(1), keys);
        EXPECT_EQ(foreign.error().reason, Reason::bad_rpc);
        script.validators = validator(5, 7) + "," + validator(5, 7);
        const auto repeated = co_await node.validators(root(1), keys);
        EXPECT_EQ(repeated.error().reason, Reason::bad_rpc);
    });
}

TEST_F(RestBeaconTest, looks_now_and_then_where_there_are_no_events) {
    visit([this](RestBeacon& node) -> Task<> {
        script.head = 4;
        EXPECT_TRUE(co_await node.wait_for_head(root(4)));
        EXPECT_EQ(script.asked["/eth/v1/beacon/blocks/head/root"], 2);
        EXPECT_EQ(script.asked["/eth/v1/events?topics=head"], 1);
    });
}

TEST_F(RestBeaconTest, names_the_node_and_its_words_when_it_says_no) {
    visit([](RestBeacon& node) -> Task<> {
        const auto missing = co_await node.finality(root(1));
        EXPECT_EQ(missing.error().reason, Reason::block_missing);
        EXPECT_THAT(missing.error().what, StartsWith("http://127.0.0.1:"));
        EXPECT_THAT(missing.error().what, HasSubstr("404 no such thing"));
    });
}

TEST_F(RestBeaconTest, survives_spoilt_answers) {
    auto server = http::Server::listen(loop.get_executor(), {}, handler(script)).value();
    test::FaultProxy proxy{loop, server.port()};
    const http::ClientOptions brief{
        .exchange_max = Millis{300}, .pause_max = Millis{300}, .download_max = Millis{300}};
    RestBeacon node{
        ambient, {.host = "127.0.0.1", .port = proxy.port()}, eth::devnet(), {.http = brief}};
    script.validators = validator(0, 7);
    const auto visit_and_stop = [&]() -> Task<> {
        using enum test::Fault;
        for (const test::Fault fault : {drop, truncate, garbage, stall, drip}) {
            proxy.fault = fault;
            const auto spoilt = co_await node.all_validators(root(1), take);
            EXPECT_EQ(spoilt.error().code, Errc::unavailable) << spoilt.error().what;
            EXPECT_TRUE(taken.empty());
            proxy.fault = none;
            EXPECT_TRUE(co_await node.all_validators(root(1), take));
            EXPECT_EQ(taken.size(), 1U);
            taken.clear();
        }
        proxy.stop();
    };
    serve(server, test::either(proxy.run(), visit_and_stop()));
}

TEST_F(RestBeaconTest, goes_on_at_another_node_where_one_has_failed) {
    Script other;
    script.validators = validator(0, 7) + "," + validator(1, 8);
    script.end = "";
    other.validators = script.validators + "," + validator(2, 9);
    auto first = http::Server::listen(loop.get_executor(), {}, handler(script)).value();
    auto second = http::Server::listen(loop.get_executor(), {}, handler(other)).value();
    std::vector<BeaconPool::Member> members;
    for (const std::uint16_t port : {first.port(), second.port()})
        members.push_back({.name = fmt::to_string(members.size()),
                           .node = std::make_unique<RestBeacon>(
                               ambient, Url{.host = "127.0.0.1", .port = port}, eth::devnet())});
    BeaconPool pool{ambient, std::move(members)};
    const auto visit_and_stop = [&]() -> Task<> {
        EXPECT_TRUE(co_await pool.all_validators(root(1), take));
        EXPECT_EQ(taken.size(), 3U);
        for (std::size_t i = 0; i < taken.size(); ++i)
            EXPECT_EQ(taken[i].index, ValidatorIndex{i});
        EXPECT_EQ(pool.status()[0].failures, 1U);
        EXPECT_TRUE(pool.status()[1].is_current);
        first.stop();
        second.stop();
    };
    run(test::both(test::both(first.run(), second.run()), visit_and_stop()));
}

/// Two nodes in one pool, the favourite behind a proxy.
struct BeaconPoolTest : RestBeaconTest {
    test::HastyAmbient time;
    Script other;

    BeaconPoolTest() { script.validators = other.validators = validator(0, 7); }

    void visit_pool(const std::function<Task<>(test::SpoiltPool)>& visitor) {
        auto first = http::Server::listen(loop.get_executor(), {}, handler(script)).value();
        auto second = http::Server::listen(loop.get_executor(), {}, handler(other)).value();
        test::FaultProxy proxy{loop, first.port()};
        const http::ClientOptions brief{
            .exchange_max = Millis{300}, .pause_max = Millis{300}, .download_max = Millis{300}};
        std::vector<BeaconPool::Member> members;
        for (const std::uint16_t port : {proxy.port(), second.port()}) {
            const Url url{.host = "127.0.0.1", .port = port};
            const RestBeaconOptions options{.http = brief};
            members.push_back(
                {.name = members.empty() ? "spoilt" : "good",
                 .node = std::make_unique<RestBeacon>(time, url, eth::devnet(), options)});
        }
        BeaconPool pool{time, std::move(members)};
        const auto visit_and_stop = [&]() -> Task<> {
            test::SpoiltPool spoilt{
                .proxy = proxy,
                .is_right = [&]() -> Task<bool> {
                    taken.clear();
                    const auto told = co_await pool.all_validators(root(1), take);
                    if (told) EXPECT_EQ(taken.size(), 1U);
                    co_return told.has_value();
                },
                .status = [&] { return pool.status(); },
                .refuse = [this](bool refuses) { other.status = refuses ? 503 : 200; },
                .forget = [this] { time.pass(Health::kFailureHalfLife * 20); }};
            co_await visitor(std::move(spoilt));
            proxy.stop();
            first.stop();
            second.stop();
        };
        run(test::both(test::both(first.run(), second.run()),
                       test::either(proxy.run(), visit_and_stop())));
    }
};

TEST_F(BeaconPoolTest, answers_from_another_node_while_one_is_spoilt_and_returns_to_it) {
    visit_pool(test::expect_another_answers);
}

TEST_F(BeaconPoolTest, tells_that_no_node_answers_and_recovers_by_itself) {
    visit_pool(test::expect_recovery);
}

}  // namespace
}  // namespace stafi::adapters
