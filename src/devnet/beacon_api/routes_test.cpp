#include "devnet/beacon_api/routes.hpp"

#include "beacon_node.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::devnet::beacon_api {
namespace {

using RoutesTest = test::BeaconNodeTest;

/// The path of a route with its ids filled in.
std::string filled(std::string_view path, std::string_view with) {
    std::string text;
    while (!path.empty()) {
        const std::size_t brace = std::min(path.find('{'), path.size());
        text += path.substr(0, brace);
        if (brace == path.size()) break;
        text += with;
        path.remove_prefix(path.find('}') + 1);
    }
    return text;
}

TEST_F(RoutesTest, refuses_what_is_not_there_in_the_published_shape) {
    EXPECT_EQ(get("/eth/v1/beacon/nothing?x=1").body,
              R"({"code":404,"message":"no endpoint /eth/v1/beacon/nothing"})");
    const Answer wrong = post("/eth/v1/node/version", "");
    EXPECT_EQ(wrong.status, 405U);
    EXPECT_EQ(wrong.headers.at(0), (std::pair<std::string, std::string>{"Allow", "GET"}));
    EXPECT_EQ(get("no slash").status, 400U);
    EXPECT_EQ(get("/eth/v1/beacon/%FF/%C3%A4").body,
              R"({"code":404,"message":"no endpoint /eth/v1/beacon/%FF/%C3%A4"})");
    EXPECT_TRUE(check_json(get("/eth/v1/beacon/states/%FF/root").body));  // no UTF-8
    EXPECT_EQ(get("/").status, 404U);
}

TEST_F(RoutesTest, answers_in_the_form_that_is_wanted_most) {
    const auto form = [](std::string_view accept, Forms forms = Forms::json_or_ssz) {
        const auto made = negotiate(accept, forms);
        return made ? std::optional{*made} : std::nullopt;
    };
    EXPECT_EQ(form(""), Form::json);
    EXPECT_EQ(form("*/*"), Form::json);
    EXPECT_EQ(form("application/octet-stream"), Form::ssz);
    EXPECT_EQ(form("application/json;q=0.9, application/octet-stream"), Form::ssz);
    EXPECT_EQ(form("application/octet-stream;q=0.5,application/json;q=0.51"), Form::json);
    EXPECT_EQ(form("application/octet-stream,application/json", Forms::json), Form::json);
    EXPECT_EQ(form("application/octet-stream", Forms::json), std::nullopt);
    EXPECT_EQ(form("text/html"), std::nullopt);
    EXPECT_EQ(form("application/json;q=0"), std::nullopt);
    EXPECT_EQ(form("text/event-stream", Forms::events), Form::json);
    EXPECT_EQ(answer({.target = "/eth/v1/beacon/genesis", .accept = "text/html"}).status, 406U);
}

TEST_F(RoutesTest, refuses_ids_that_cannot_be_one) {
    forward(0);
    const std::vector<std::string> garbage{"-1",      "x",
                                           "0x",      "0x12",
                                           "head%20", "18446744073709551616",
                                           "0X00",    "%F0%9F%98%80",
                                           "null",    "1e3",
                                           " 1",      "0x" + std::string(66, 'a')};
    for (const Route& route : routes()) {
        if (route.path.find('{') == std::string_view::npos) continue;
        for (const std::string& id : garbage) {
            const Request request{.method = std::string{route.method},
                                  .target = filled(route.path, id)};
            EXPECT_EQ(answer(request).status, 400U) << request.method << ' ' << request.target;
        }
    }
}

TEST_F(RoutesTest, survives_any_body_and_query) {
    forward(0);
    const std::vector<std::string> bodies{"",     "{}",       "[]",   "[{}]",  "[1]",
                                          "null", R"(["x"])", "\xff", "[[[]]]"};
    const std::string junk =
        "?epoch=99999999999999999999&slot=-1&index=x&id=&status=&syncing_status=x&parent_root=0x";
    for (const Route& route : routes())
        for (const std::string& body : bodies) {
            if (route.method == "GET" && !body.empty()) continue;
            for (const std::string_view type : {"application/json", "application/octet-stream"}) {
                Request request{.method = std::string{route.method},
                                .target = filled(route.path, "1"),
                                .content_type = std::string{type},
                                .body = body};
                (void)ask(request);
                request.target += junk;
                (void)ask(request);
            }
        }
}

TEST_F(RoutesTest, refuses_bodies_in_forms_that_nobody_reads) {
    const Request request{.method = "POST",
                          .target = "/eth/v1/beacon/states/head/validators",
                          .content_type = "text/plain",
                          .body = "{}"};
    EXPECT_EQ(answer(request).status, 415U);
}

}  // namespace
}  // namespace stafi::devnet::beacon_api
