#include <utility>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "adapters/http/socket_stream.hpp"

namespace stafi::adapters {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using Code = boost::system::error_code;
using TlsStream = SocketStream<ssl::stream<tcp::socket>>;

/// `what` names the file in messages.
tl::unexpected<Error> bad_certificate(std::string_view what, const Code& error) {
    return fail(Reason::bad_certificate, fmt::format("{}: {}", what, error.message()));
}

Result<> set_up(ssl::context& context, const TlsOptions& options) {
    Code error;
    context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                        ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
    // Else OpenSSL would ask at the terminal.
    context.set_password_callback([](auto&&...) { return std::string{}; });
    if (!options.authorities.empty())
        context.add_certificate_authority(asio::buffer(options.authorities), error);
    if (error) return bad_certificate("authorities", error);
    if (options.certificate.empty()) return {};
    context.use_certificate_chain(asio::buffer(options.certificate), error);
    if (error) return bad_certificate("certificate", error);
    const BytesView key = options.key.view();
    context.use_private_key(asio::const_buffer{key.data(), key.size()}, ssl::context::pem, error);
    if (error) return bad_certificate("key", error);
    return {};
}

}  // namespace

struct Tls::Context {
    ssl::context context;
};

Tls::Tls(std::unique_ptr<Context> context) : context_{std::move(context)} {}
Tls::Tls(Tls&&) noexcept = default;
Tls& Tls::operator=(Tls&&) noexcept = default;
Tls::~Tls() = default;

Result<Tls> Tls::client(const TlsOptions& options) {
    auto made = std::make_unique<Context>(ssl::context{ssl::context::tls_client});
    TRY_VOID(set_up(made->context, options));
    Code error;
    if (options.authorities.empty()) made->context.set_default_verify_paths(error);
    if (error) return bad_certificate("authorities of the system", error);
    made->context.set_verify_mode(ssl::verify_peer);
    return Tls{std::move(made)};
}

Result<Tls> Tls::server(const TlsOptions& options) {
    if (options.certificate.empty()) return fail(Reason::bad_certificate, "certificate: missing");
    if (options.asks_for_certificate && options.authorities.empty())
        return fail(Reason::bad_certificate, "authorities: missing");
    auto made = std::make_unique<Context>(ssl::context{ssl::context::tls_server});
    TRY_VOID(set_up(made->context, options));
    if (options.asks_for_certificate)
        made->context.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
    return Tls{std::move(made)};
}

std::unique_ptr<Connecting> tls_client(tcp::socket socket, const Tls& tls, const std::string& host,
                                       std::string name) {
    ssl::stream<tcp::socket> secured{std::move(socket), tls.context().context};
    Code is_name;
    asio::ip::make_address(host, is_name);
    // The server picks its certificate by this name; addresses are not names.
    if (is_name) SSL_set_tlsext_host_name(secured.native_handle(), host.c_str());
    secured.set_verify_callback(ssl::host_name_verification(host));
    return std::make_unique<TlsStream>(std::move(secured), Side::client, std::move(name));
}

std::unique_ptr<Connecting> tls_server(tcp::socket socket, const Tls& tls, std::string name) {
    ssl::stream<tcp::socket> secured{std::move(socket), tls.context().context};
    return std::make_unique<TlsStream>(std::move(secured), Side::server, std::move(name));
}

}  // namespace stafi::adapters
