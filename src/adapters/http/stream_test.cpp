#include "adapters/http/stream.hpp"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "adapters/http/client.hpp"
#include "loopback.hpp"
#include "source_dir.hpp"

namespace stafi::adapters {
namespace {

std::string pem(const std::string& name) {
    std::ifstream file{test::source_dir() / "tests/vectors/tls" / name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TlsOptions identity(const std::string& name, const std::string& authority) {
    return {.authorities = pem(authority + ".pem"),
            .certificate = pem(name + ".pem"),
            .key = SecretBuffer{pem(name + ".key")},
            .asks_for_certificate = true};
}

/// A server that wants a certificate of `authority`, and answers "hello".
struct TlsTest : test::LoopbackTest {
    Result<http::Response> visit(TlsOptions server_side, TlsOptions client_side,
                                 std::string host = "localhost") {
        const Tls server_tls = Tls::server(server_side).value();
        const Tls client_tls = Tls::client(client_side).value();
        http::Handler hello = [](http::Request) -> Task<http::Response> {
            co_return http::Response{.body = "hello"};
        };
        auto server =
            http::Server::listen(loop.get_executor(), {.tls = &server_tls}, hello).value();
        Result<http::Response> response = fail(Reason::interrupted, "");
        const auto ask = [&]() -> Task<> {
            http::Client client{
                {.is_tls = true, .host = host, .port = server.port(), .target = "/"},
                {.tls = &client_tls}};
            response = co_await client.exchange({});
            if (response) response = co_await client.exchange({});  // on the same connection
        };
        serve(server, ask());
        return response;
    }
};

TEST_F(TlsTest, joins_two_sides_that_know_each_other) {
    const auto response = visit(identity("server", "authority"), identity("client", "authority"));
    ASSERT_TRUE(response) << response.error().what;
    EXPECT_EQ(response->body, "hello");
    EXPECT_TRUE(
        visit(identity("server", "authority"), identity("client", "authority"), "127.0.0.1"));
}

TEST_F(TlsTest, needs_no_client_certificate_when_none_is_asked_for) {
    TlsOptions server = identity("server", "authority");
    server.asks_for_certificate = false;
    EXPECT_TRUE(visit(std::move(server), {.authorities = pem("authority.pem")}));
}

TEST_F(TlsTest, refuses_a_client_without_certificate_or_with_a_strange_one) {
    const auto none = visit(identity("server", "authority"), {.authorities = pem("authority.pem")});
    EXPECT_EQ(none.error().reason, Reason::tls_refused) << none.error().what;
    const auto strange =
        visit(identity("server", "authority"), identity("strange-client", "authority"));
    EXPECT_EQ(strange.error().reason, Reason::tls_refused) << strange.error().what;
}

TEST_F(TlsTest, refuses_a_server_that_the_pinned_authority_does_not_know) {
    const auto response = visit(identity("server", "authority"), identity("client", "stranger"));
    EXPECT_EQ(response.error().reason, Reason::tls_refused);
    EXPECT_THAT(response.error().what, testing::HasSubstr("certificate verify failed"));
    // Nor do the system's authorities.
    EXPECT_EQ(visit(identity("server", "authority"), {}).error().reason, Reason::tls_refused);
}

TEST_F(TlsTest, refuses_a_server_with_another_name) {
    const auto response =
        visit(identity("elsewhere", "authority"), identity("client", "authority"));
    EXPECT_EQ(response.error().reason, Reason::tls_refused);
}

TEST_F(TlsTest, is_never_left_out) {
    // A plain server asked for TLS, and a TLS server asked without.
    const Tls tls = Tls::client(identity("client", "authority")).value();
    const Tls server_tls = Tls::server(identity("server", "authority")).value();
    http::Handler hello = [](http::Request) -> Task<http::Response> { co_return http::Response{}; };
    auto plain = http::Server::listen(loop.get_executor(), {}, hello).value();
    const auto ask = [&](std::uint16_t port, bool is_tls) -> Task<> {
        http::Client client{{.is_tls = is_tls, .host = "localhost", .port = port, .target = "/"},
                            {.tls = &tls}};
        EXPECT_FALSE(co_await client.exchange({}));
    };
    serve(plain, ask(plain.port(), true));
    auto secured = http::Server::listen(loop.get_executor(), {.tls = &server_tls}, hello).value();
    serve(secured, ask(secured.port(), false));
    // And a client that has no TLS at hand does not go without.
    run([]() -> Task<> {
        http::Client client{{.is_tls = true, .host = "localhost", .port = 1, .target = "/"}, {}};
        EXPECT_EQ((co_await client.exchange({})).error().reason, Reason::tls_refused);
    }());
}

TEST(Tls, wants_certificates_and_keys_that_fit) {
    const auto reason = [](const TlsOptions& options) {
        EXPECT_EQ(Tls::server(options).error().reason, Reason::bad_certificate);
        return Tls::server(options).error().what;
    };
    EXPECT_EQ(reason({}), "certificate: missing");
    EXPECT_THAT(reason({.certificate = "no pem"}), testing::StartsWith("certificate: "));
    EXPECT_THAT(reason({.certificate = pem("server.pem"), .key = SecretBuffer{pem("client.key")}}),
                testing::StartsWith("key: "));
    EXPECT_THAT(reason({.certificate = pem("server.pem")}), testing::StartsWith("key: "));
    TlsOptions options = identity("server", "authority");
    options.authorities = "no pem";
    EXPECT_THAT(reason(options), testing::StartsWith("authorities: "));
    options.authorities = "";
    EXPECT_EQ(reason(options), "authorities: missing");
}

}  // namespace
}  // namespace stafi::adapters
