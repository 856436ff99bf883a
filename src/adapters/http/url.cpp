#include "adapters/http/url.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace stafi::adapters {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;
constexpr std::size_t kHostBytesMax = 253;  // RFC 1035
constexpr std::size_t kLabelBytesMax = 63;
constexpr std::string_view kNeverInUrls = "\"<>\\^`{|}#";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_label(std::string_view label) {
    const auto is_letter_or_digit = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
    return !label.empty() && label.size() <= kLabelBytesMax && label.front() != '-' &&
           label.back() != '-' && std::ranges::all_of(label, [&](char c) {
               return is_letter_or_digit(c) || c == '-' || c == '_';
           });
}

/// A name of labels. One whose last label is a number is an IPv4 address or nothing.
bool is_host_name(const std::string& host) {
    if (host.size() > kHostBytesMax) return false;
    std::string_view label;
    for (std::string_view rest = host;; rest.remove_prefix(label.size() + 1)) {
        label = rest.substr(0, rest.find('.'));
        if (!is_label(label)) return false;
        if (label.size() == rest.size()) break;
    }
    in_addr address{};
    return !std::ranges::all_of(label, is_digit) ||
           ::inet_pton(AF_INET, host.c_str(), &address) == 1;
}

bool is_ipv6(const std::string& host) {
    in6_addr address{};
    return ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

std::optional<std::uint16_t> port_of(std::string_view digits) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const bool is_whole = error == std::errc{} && end == digits.data() + digits.size();
    if (!is_whole || digits.front() == '0') return std::nullopt;
    return port;
}

/// Splits "host:port" or "[address]:port" and reads both.
Result<> read_authority(std::string_view authority, Url& url) {
    std::string_view host = authority.substr(0, authority.find(':'));
    const bool is_bracketed = authority.starts_with('[');
    if (is_bracketed) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos) return fail(Reason::bad_url, "url: no closing bracket");
        host = authority.substr(1, end - 1);
        authority.remove_prefix(end + 1);
    } else {
        authority.remove_prefix(host.size());
    }
    url.host = host;
    std::ranges::transform(url.host, url.host.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (is_bracketed ? !is_ipv6(url.host) : !is_host_name(url.host))
        return fail(Reason::bad_url, "url: the host is neither a name nor an address");
    if (authority.empty()) return {};
    const auto port = authority.starts_with(':') ? port_of(authority.substr(1)) : std::nullopt;
    if (!port) return fail(Reason::bad_url, "url: the port is not a number from 1 to 65535");
    url.port = *port;
    return {};
}

Result<> check_characters(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c <= ' ' || c > '~' || kNeverInUrls.find(c) != std::string_view::npos)
            return fail(Reason::bad_url, fmt::format("url: byte {} cannot be in a URL", i));
        const bool is_escape =
            i + 2 < text.size() && is_hex_digit(text[i + 1]) && is_hex_digit(text[i + 2]);
        if (c == '%' && !is_escape)
            return fail(Reason::bad_url, fmt::format("url: no two hex digits after byte {}", i));
    }
    return {};
}

std::string bracketed(const Url& url) {
    return url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
    if (text.size() > kUrlBytesMax)
        return fail(Reason::bad_url, fmt::format("url: more than {} bytes", kUrlBytesMax));
    TRY_VOID(check_characters(text));
    Url url;
    url.is_tls = text.starts_with("https://");
    if (!url.is_tls && !text.starts_with("http://"))
        return fail(Reason::bad_url, "url: begins with neither http:// nor https://");
    url.port = url.is_tls ? kHttpsPort : kHttpPort;
    text.remove_prefix(url.is_tls ? 8 : 7);

    const std::string_view authority = text.substr(0, text.find_first_of("/?"));
    text.remove_prefix(authority.size());
    if (authority.find('@') != std::string_view::npos)
        return fail(Reason::bad_url, "url: a user name; give credentials in their own setting");
    TRY_VOID(read_authority(authority, url));
    url.target = text.starts_with('/') ? "" : "/";
    url.target += text;
    return url;
}

std::string to_text(const Url& url) { return origin_text(url) + url.target; }

std::string origin_text(const Url& url) {
    return fmt::format("{}://{}:{}", url.is_tls ? "https" : "http", bracketed(url), url.port);
}

std::string host_text(const Url& url) {
    const bool is_usual = url.port == (url.is_tls ? kHttpsPort : kHttpPort);
    return is_usual ? bracketed(url) : fmt::format("{}:{}", bracketed(url), url.port);
}

}  // namespace stafi::adapters
