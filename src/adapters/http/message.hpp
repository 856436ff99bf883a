#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/task.hpp"

// What is said over HTTP, as values.

namespace stafi::adapters::http {

struct Header {
    std::string name;
    std::string value;
    friend bool operator==(const Header&, const Header&) = default;
};
using Headers = std::vector<Header>;

/// The first of that name, in whatever letters it is written.
[[nodiscard]] std::optional<std::string_view> find_header(const Headers& headers,
                                                          std::string_view name);

struct Request {
    std::string method = "GET";
    std::string target = "/";  ///< path and query, as sent
    Headers headers = {};      ///< Host and Content-Length are added when it is sent
    std::string body = {};
    /// A second copy that arrives does no harm, as GET promises: so it is sent again when a kept
    /// connection turns out to be dead.
    bool may_be_repeated = false;
};

/// Takes a body whose end is not known yet.
class BodyWriter {
  public:
    virtual ~BodyWriter() = default;
    /// Returns when the connection has taken it. Errors: connection_lost, timed_out; then nobody
    /// reads any more, and the writer should end.
    [[nodiscard]] virtual Task<Result<>> write(std::string piece) = 0;
};

struct Response {
    unsigned status = 200;
    Headers headers = {};  ///< Content-Length and Connection are added when it is sent
    std::string body = {};
    /// Writes the body piece by piece, in place of `body`; how a server sends events. When it ends
    /// with an error the connection is cut, so that nobody takes the body for complete.
    std::function<Task<Result<>>(BodyWriter&)> stream = {};
};

}  // namespace stafi::adapters::http
