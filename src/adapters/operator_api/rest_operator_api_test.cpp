#include "adapters/operator_api/rest_operator_api.hpp"

#include <map>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/operator_api/operator_api_pool.hpp"
#include "base/hex.hpp"
#include "hasty_ambient.hpp"
#include "loopback.hpp"
#include "spoilt_pool.hpp"

// A server that lies, is busy or is another one. What honest ones do,
// tests/operator_api_contract.hpp asks of a devnet's.

namespace stafi::adapters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr std::string_view kOwner = "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494";
constexpr std::string_view kOther = "0x27d64Dd9172E4b59a444817D30F7af8228F174CC";
const Address kOwnerBytes =
    parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();

std::string row(std::uint64_t id, std::uint64_t fee = 5) {
    return fmt::format(R"({{"id":{},"owner_address":"{}","eth_fee":"{}","network":"hoodi"}})", id,
                       kOwner, fee);
}
std::string page(std::string_view name, std::string_view rows, int number, int pages, int total) {
    return fmt::format(R"({{"{}":[{}],"pagination":{{"page":{},"pages":{},"total":{}}}}})", name,
                       rows, number, pages, total);
}

/// A server that says what it is told to.
struct Script {
    std::map<std::string, std::string> answers = {};  ///< by what is behind the network
    unsigned status = 200;                            ///< of the next ones
    int refusals = 0;                                 ///< before that status ends
    http::Headers headers = {};                       ///< of those
    std::vector<std::string> asked = {};

    http::Response respond(const http::Request& request) {
        constexpr std::string_view base = "/mirror/api/v4/hoodi/";
        EXPECT_THAT(request.target, StartsWith(std::string{base}));
        const std::string path = request.target.substr(base.size());
        asked.push_back(path);
        if (refusals > 0) {
            --refusals;
            return {.status = status,
                    .headers = headers,
                    .body = R"({"error":{"code":1,"message":"not now"}})"};
        }
        const auto found = answers.find(path);
        if (found != answers.end()) return {.body = found->second};
        return {.status = 404, .body = R"({"error":{"code":404,"message":"page not found"}})"};
    }
    /// Operators on two pages of two.
    void list_three() {
        answers["operators?ordering=id:asc&page=1&perPage=2"] =
            page("operators", row(1) + "," + row(2), 1, 2, 3);
        answers["operators?ordering=id:asc&page=2&perPage=2"] = page("operators", row(3), 2, 2, 3);
    }
};

http::Handler handler(Script& from) {
    return
        [&from](http::Request request) -> Task<http::Response> { co_return from.respond(request); };
}

struct RestOperatorApiTest : test::LoopbackTest {
    test::HastyAmbient time;
    Script script;

    static Url url(std::uint16_t port) {
        return {.host = "127.0.0.1", .port = port, .target = "/mirror/"};
    }
    http::Server listen(Script& from) {
        return http::Server::listen(loop.get_executor(), {}, handler(from)).value();
    }
    void visit(const std::function<Task<>(RestOperatorApi&)>& visitor) {
        auto server = listen(script);
        RestOperatorApi api{time, url(server.port()), "hoodi", {.per_page = 2}};
        serve(server, visitor(api));
    }
    void expect_refused(Reason reason, std::string words) {
        visit([&](RestOperatorApi& api) -> Task<> {
            const auto told = co_await api.operators();
            EXPECT_FALSE(told);
            if (told) co_return;
            EXPECT_EQ(told.error().reason, reason) << told.error().what;
            EXPECT_THAT(told.error().what, HasSubstr(words));
            EXPECT_THAT(told.error().what, HasSubstr("127.0.0.1"));
        });
    }
    static std::vector<std::uint64_t> ids(const Result<std::vector<ssv::ApiOperator>>& told) {
        std::vector<std::uint64_t> all;
        if (!told) ADD_FAILURE() << told.error().what;
        if (told)
            for (const ssv::ApiOperator& one : *told)
                all.push_back(one.id.value);
        return all;
    }
};

TEST_F(RestOperatorApiTest, reads_page_after_page) {
    script.list_three();
    visit([this](RestOperatorApi& api) -> Task<> {
        EXPECT_THAT(ids(co_await api.operators()), ElementsAre(1, 2, 3));
        EXPECT_EQ(script.asked.size(), 2U);
        EXPECT_THAT(time.slept, IsEmpty());
    });
}

// A new row at the front moves all others: one comes twice, and its later form counts.
TEST_F(RestOperatorApiTest, takes_a_row_once_that_moved_to_the_next_page) {
    script.list_three();
    script.answers["operators?ordering=id:asc&page=2&perPage=2"] =
        page("operators", row(2, 9) + "," + row(3), 2, 2, 4);
    visit([](RestOperatorApi& api) -> Task<> {
        const auto told = co_await api.operators();
        EXPECT_THAT(ids(told), ElementsAre(1, 2, 3));
        if (told) EXPECT_EQ(told->at(1).fee, Wei{Uint256{9}});
    });
}

TEST_F(RestOperatorApiTest, does_not_take_a_part_for_the_whole) {
    script.list_three();
    script.answers["operators?ordering=id:asc&page=2&perPage=2"] = page("operators", "", 2, 2, 3);
    expect_refused(Reason::bad_rpc, "2 rows of 3");
}

TEST_F(RestOperatorApiTest, does_not_take_one_page_for_another) {
    script.list_three();
    script.answers["operators?ordering=id:asc&page=2&perPage=2"] =
        script.answers["operators?ordering=id:asc&page=1&perPage=2"];
    expect_refused(Reason::bad_rpc, "page 1 where 2 was asked for");
}

TEST_F(RestOperatorApiTest, does_not_read_for_ever) {
    script.answers["operators?ordering=id:asc&page=1&perPage=2"] =
        page("operators", row(1), 1, 2'001, 4'001);
    expect_refused(Reason::answer_too_large, "2001 pages, at most 2000 expected");
}

TEST_F(RestOperatorApiTest, names_the_field_that_cannot_be_read) {
    script.answers["operators?ordering=id:asc&page=1&perPage=2"] =
        page("operators", R"({"id":"x"})", 1, 1, 1);
    expect_refused(Reason::bad_rpc, R"(operators[0].id: "x" where a whole number)");
}

TEST_F(RestOperatorApiTest, takes_nothing_from_a_server_of_another_network) {
    std::string other = row(1);
    other.replace(other.find("hoodi"), 5, "holesky");
    script.answers["operators?ordering=id:asc&page=1&perPage=2"] =
        page("operators", other, 1, 1, 1);
    script.answers["operators?page=1&perPage=1"] = page("operators", other, 1, 1, 1);
    expect_refused(Reason::wrong_network, "operators[0].network: holesky, not hoodi");
    visit([](RestOperatorApi& api) -> Task<> {
        // Its "no such operator" says nothing of ours.
        const auto one = co_await api.operator_of({9});
        EXPECT_FALSE(one);
        if (!one) EXPECT_EQ(one.error().reason, Reason::wrong_network) << one.error().what;
    });
}

TEST_F(RestOperatorApiTest, believes_that_there_is_no_operator_only_where_there_are_others) {
    visit([this](RestOperatorApi& api) -> Task<> {
        const auto lost = co_await api.operator_of({9});
        EXPECT_EQ(lost.error().reason, Reason::rpc_refused) << lost.error().what;
        script.answers["operators?page=1&perPage=1"] = page("operators", row(1), 1, 1, 1);
        const auto none = co_await api.operator_of({9});
        EXPECT_EQ(none.error().reason, Reason::unknown_operator) << none.error().what;
    });
}

TEST_F(RestOperatorApiTest, takes_no_answer_about_another) {
    script.answers["operators/9"] = row(8);
    script.answers[fmt::format("accounts/{}", kOwner)] =
        fmt::format(R"({{"data":{{"ownerAddress":"{}","nonce":3}}}})", kOther);
    script.answers[fmt::format("validators?ownerAddress={}&page=1&perPage=2", kOwner)] = page(
        "validators",
        fmt::format(R"({{"public_key":"{}","cluster":"{}","owner_address":"{}","operators":[]}})",
                    std::string(96, '1'), std::string(64, 'c'), kOther),
        1, 1, 1);
    visit([](RestOperatorApi& api) -> Task<> {
        const auto one = co_await api.operator_of({9});
        EXPECT_EQ(one.error().reason, Reason::bad_rpc);
        EXPECT_THAT(one.error().what, HasSubstr("operator 8, who was not asked for"));
        const auto account = co_await api.account(kOwnerBytes);
        EXPECT_EQ(account.error().reason, Reason::bad_rpc);
        EXPECT_THAT(account.error().what, HasSubstr(kOther));
        const auto validators = co_await api.validators(kOwnerBytes);
        EXPECT_EQ(validators.error().reason, Reason::bad_rpc);
        EXPECT_THAT(validators.error().what, HasSubstr(kOther));
    });
}

TEST_F(RestOperatorApiTest, asks_again_where_trouble_may_pass) {
    script.list_three();
    for (const unsigned status : {429U, 500U, 503U}) {
        script.status = status;
        script.refusals = 2;
        time.slept.clear();
        visit([this](RestOperatorApi& api) -> Task<> {
            EXPECT_THAT(ids(co_await api.operators()), ElementsAre(1, 2, 3));
            EXPECT_THAT(time.slept, ElementsAre(Millis{1'000}, Millis{2'000}));
        });
    }
}

TEST_F(RestOperatorApiTest, does_not_ask_again_where_trouble_stays) {
    script.status = 403;
    script.refusals = 1;
    expect_refused(Reason::http_status, "403 not now");
    EXPECT_EQ(script.asked.size(), 1U);
    script.status = 500;
    script.refusals = 100;
    script.asked.clear();
    expect_refused(Reason::http_status, "500 not now");
    EXPECT_EQ(script.asked.size(), 3U);
}

// RFC 9110, section 10.2.3: seconds, or a date.
TEST_F(RestOperatorApiTest, waits_as_long_as_it_is_told_to) {
    script.list_three();
    const auto waits = [this](std::string value) {
        script.status = 429;
        script.refusals = 1;
        script.headers = {{.name = "retry-after", .value = std::move(value)}};
        time.slept.clear();
        visit([](RestOperatorApi& api) -> Task<> {
            EXPECT_THAT(ids(co_await api.operators()), ElementsAre(1, 2, 3));
        });
        return time.slept;
    };
    EXPECT_THAT(waits("17"), ElementsAre(Millis{17'000}));
    EXPECT_THAT(waits("30"), ElementsAre(Millis{30'000}));
    EXPECT_THAT(waits("0"), ElementsAre(Millis{1'000}));
    EXPECT_THAT(waits("Fri, 31 Dec 1999 23:59:59 GMT"), ElementsAre(Millis{1'000}));
    EXPECT_THAT(waits("-5"), ElementsAre(Millis{1'000}));
}

TEST_F(RestOperatorApiTest, does_not_wait_for_whoever_asks_for_hours) {
    for (const std::string wait : {"31", "3600", "18446744073709551615"}) {
        script.status = 429;
        script.refusals = 1;
        script.headers = {{.name = "Retry-After", .value = wait}};
        expect_refused(Reason::http_status, "429 not now");
    }
    EXPECT_THAT(time.slept, IsEmpty());
}

/// Every question of the port, asked for what the script knows; its answer's error.
std::vector<std::function<Task<std::optional<Error>>(OperatorApi&)>> all_questions() {
    const auto error_of = [](auto answer) {
        return answer ? std::optional<Error>{} : std::optional{answer.error()};
    };
    return {[=](OperatorApi& api) -> Task<std::optional<Error>> {
                co_return error_of(co_await api.operators());
            },
            [=](OperatorApi& api) -> Task<std::optional<Error>> {
                co_return error_of(co_await api.operator_of({1}));
            },
            [=](OperatorApi& api) -> Task<std::optional<Error>> {
                co_return error_of(co_await api.account(kOwnerBytes));
            },
            [=](OperatorApi& api) -> Task<std::optional<Error>> {
                co_return error_of(co_await api.clusters(kOwnerBytes));
            },
            [=](OperatorApi& api) -> Task<std::optional<Error>> {
                co_return error_of(co_await api.validators(kOwnerBytes));
            }};
}

TEST_F(RestOperatorApiTest, survives_spoilt_answers_to_every_question) {
    script.list_three();
    script.answers["operators/1"] = row(1);
    script.answers[fmt::format("accounts/{}", kOwner)] =
        fmt::format(R"({{"data":{{"ownerAddress":"{}","nonce":3}}}})", kOwner);
    script.answers[fmt::format("clusters/owner/{}?page=1&perPage=2", kOwner)] =
        page("clusters", "", 1, 0, 0);
    script.answers[fmt::format("validators?ownerAddress={}&page=1&perPage=2", kOwner)] =
        page("validators", "", 1, 0, 0);
    auto server = listen(script);
    test::FaultProxy proxy{loop, server.port()};
    RestOperatorApi api{time,
                        url(proxy.port()),
                        "hoodi",
                        {.http = {.exchange_max = Millis{300}}, .per_page = 2, .attempts_max = 1}};
    const auto visit_and_stop = [&]() -> Task<> {
        using enum test::Fault;
        for (const auto& ask : all_questions())
            for (const test::Fault fault : {drop, truncate, garbage, stall, drip}) {
                proxy.fault = fault;
                const std::optional<Error> spoilt = co_await ask(api);
                EXPECT_TRUE(spoilt && spoilt->code == Errc::unavailable) << static_cast<int>(fault);
                proxy.fault = none;
                const std::optional<Error> fine = co_await ask(api);
                EXPECT_FALSE(fine) << (fine ? fine->what : "");
            }
        proxy.stop();
    };
    serve(server, test::either(proxy.run(), visit_and_stop()));
}

/// Two servers in one pool, the favourite behind a proxy.
struct OperatorApiPoolTest : RestOperatorApiTest {
    Script other;

    OperatorApiPoolTest() {
        script.list_three();
        other.list_three();
        other.status = 503;
    }

    void visit_pool(Millis exchange_max, const std::function<Task<>(test::SpoiltPool)>& visitor) {
        auto first = listen(script);
        auto second = listen(other);
        test::FaultProxy proxy{loop, first.port()};
        std::vector<OperatorApiPool::Member> members;
        for (const std::uint16_t port : {proxy.port(), second.port()}) {
            const RestOperatorApiOptions options{
                .http = {.exchange_max = exchange_max}, .per_page = 2, .attempts_max = 1};
            members.push_back(
                {.name = members.empty() ? "spoilt" : "good",
                 .server = std::make_unique<RestOperatorApi>(time, url(port), "hoodi", options)});
        }
        OperatorApiPool pool{time, std::move(members)};
        const auto visit_and_stop = [&]() -> Task<> {
            test::SpoiltPool spoilt{
                .proxy = proxy,
                .is_right = [&]() -> Task<bool> {
                    const auto told = co_await pool.operators();
                    if (told) EXPECT_THAT(ids(told), ElementsAre(1, 2, 3));
                    co_return told.has_value();
                },
                .status = [&] { return pool.status(); },
                .refuse = [this](bool refuses) { other.refusals = refuses ? 100 : 0; },
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

TEST_F(OperatorApiPoolTest, answers_from_another_while_one_is_spoilt_and_returns_to_it) {
    visit_pool(Millis{300}, test::expect_another_answers);
}

TEST_F(OperatorApiPoolTest, tells_that_nobody_answers_and_recovers_by_itself) {
    visit_pool(Millis{300}, test::expect_recovery);
}

TEST_F(OperatorApiPoolTest, waits_for_an_answer_that_is_late) {
    visit_pool(Millis{30'000}, [](test::SpoiltPool pool) -> Task<> {
        pool.proxy.fault = test::Fault::delay;
        EXPECT_TRUE(co_await pool.is_right());
        EXPECT_TRUE(pool.status()[0].is_current);
        EXPECT_EQ(pool.status()[0].failures, 0U);
    });
}

}  // namespace
}  // namespace stafi::adapters
