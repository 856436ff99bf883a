#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.hpp"
#include "adapters/http/stream.hpp"

// HTTP/1.1 as bytes (RFC 9112). Only wire.cpp knows Beast's parser.

namespace stafi::adapters::http {

inline constexpr std::size_t kHeadBytesMax = std::size_t{16} * 1024;

/// What comes before a body.
struct Head {
    std::string method;   ///< of a request
    std::string target;   ///< of a request
    unsigned status = 0;  ///< of a response
    Headers headers;
    bool is_http_1_1 = false;
    bool keeps_alive = false;     ///< another message may follow on this connection
    bool awaits_consent = false;  ///< "Expect: 100-continue": the body comes after a 100
};

enum class Kind : std::uint8_t { request, response };

/// Reads the messages of one direction of a stream, which it borrows. What comes early, as in
/// pipelining, waits in its buffer.
class MessageReader {
  public:
    MessageReader(Stream& stream, Kind kind);
    ~MessageReader();
    MessageReader(const MessageReader&) = delete;
    MessageReader& operator=(const MessageReader&) = delete;

    /// Waits for the first byte of the next message; false when none will come.
    /// Errors: as of Stream::read_some.
    [[nodiscard]] Task<Result<bool>> wait();

    struct Limits {
        std::optional<std::size_t> body_bytes_max;  ///< nothing for no limit
        bool has_no_body = false;                   ///< the answer to a HEAD
    };
    /// The next head; the body before must have been read to its end.
    /// Errors: bad_http (larger than kHeadBytesMax too), answer_too_large when it announces a
    ///         larger body, and as of Stream::read_some.
    [[nodiscard]] Task<Result<Head>> head(Limits limits);

    /// More of the body, as soon as there is more; empty at its end.
    /// Errors: bad_http, answer_too_large, connection_lost when it is cut short, timed_out.
    [[nodiscard]] Task<Result<std::string>> body_piece();

    /// The whole body. Errors: as above.
    [[nodiscard]] Task<Result<std::string>> body();

    /// The message has been read to its end.
    [[nodiscard]] bool is_done() const;

  private:
    class Parser;
    template <bool kIsRequest>
    class Collector;

    /// One more read into the buffer; false at the end of the flow.
    [[nodiscard]] Task<Result<bool>> fill();
    /// Parses on; reads when the parser wants more.
    [[nodiscard]] Task<Result<>> advance();

    Stream& stream_;
    Kind kind_;
    std::unique_ptr<Parser> parser_;
    std::vector<std::byte> buffer_;
    std::size_t begin_ = 0;  ///< of what is not parsed yet
    std::size_t end_ = 0;
};

/// "GET /path HTTP/1.1" and its headers, up to the empty line; the body is sent behind it. Errors:
/// bad_argument when a part of it would break out of its place (CR, LF, blanks in a target, no
/// token as a name).
[[nodiscard]] Result<std::string> request_head(const Request& request, std::size_t body_size,
                                               std::string_view host);

/// "HTTP/1.1 200 OK" and its headers, up to the empty line. Errors: bad_argument.
[[nodiscard]] Result<std::string> response_head(unsigned status, const Headers& headers);

}  // namespace stafi::adapters::http
