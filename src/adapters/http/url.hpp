#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stafi::adapters {

inline constexpr std::size_t kUrlBytesMax = 2048;

/// Where a service is: `https://host:8551/some/path?key=7`.
struct Url {
    bool is_tls = false;
    std::string host;  ///< small letters; an IPv6 address without its brackets
    std::uint16_t port = 0;
    std::string target = "/";  ///< path and query, from the first slash on

    friend bool operator==(const Url&, const Url&) = default;
};

/// Reads an absolute http or https URL. Strict, as what is unusual here is a mistake: visible ASCII
/// only, no user name (it would be a password in a log), no fragment, no backslash, no empty host,
/// no port 0, percent signs only before two hex digits.
/// Errors: bad_url; the text is not quoted, as services put keys into their addresses.
/// Source: RFC 3986.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

/// `https://host:8551/some/path?key=7`, which parse_url reads back.
[[nodiscard]] std::string to_text(const Url& url);

/// `https://host:8551`, fit for logs: keys are in the rest.
[[nodiscard]] std::string origin_text(const Url& url);

/// `host:8551`, or `host` for the usual port: what the Host header says.
[[nodiscard]] std::string host_text(const Url& url);

}  // namespace stafi::adapters
