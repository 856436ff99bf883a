#include "adapters/http/wire.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/status.hpp>
#include <fmt/format.h>

#include "base/check.hpp"

namespace stafi::adapters::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using BeastError = beast::http::error;
using Code = beast::error_code;
using Text = beast::string_view;

constexpr std::size_t kBufferBytes = std::size_t{64} * 1024;
static_assert(kBufferBytes > kHeadBytesMax);  // the parser wants a head in one piece
constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";

std::string string_of(Text text) { return {text.data(), text.size()}; }

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// RFC 9110, section 5.6.2.
bool is_token(std::string_view text) {
    const auto is_mark = [](char c) { return kTokenMarks.find(c) != std::string_view::npos; };
    return !text.empty() &&
           std::ranges::all_of(text, [&](char c) { return is_alphanumeric(c) || is_mark(c); });
}
bool is_visible(char c) { return c > ' ' && c < '\x7f'; }
/// Visible ASCII, blanks and tabs; no bytes above, as nobody agrees on what they mean.
bool is_header_value(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return is_visible(c) || c == ' ' || c == '\t'; });
}
bool is_same_name(std::string_view a, std::string_view b) {
    const auto small = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::ranges::equal(a, b, {}, small, small);
}

Result<> append_headers(std::string& head, const Headers& headers) {
    for (const Header& header : headers) {
        if (!is_token(header.name)) return fail(Reason::bad_argument, "header: not a name");
        if (!is_header_value(header.value))
            return fail(Reason::bad_argument,
                        fmt::format("header {}: a byte that no header may have", header.name));
        head += fmt::format("{}: {}\r\n", header.name, header.value);
    }
    head += "\r\n";
    return {};
}

}  // namespace

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
    const auto found = std::ranges::find_if(
        headers, [&](const Header& header) { return is_same_name(header.name, name); });
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

Result<std::string> request_head(const Request& request, std::size_t body_size,
                                 std::string_view host) {
    if (!is_token(request.method)) return fail(Reason::bad_argument, "method: not a token");
    if (!request.target.starts_with('/') || !std::ranges::all_of(request.target, is_visible))
        return fail(Reason::bad_argument, "target: no path of visible characters");
    if (!is_header_value(host)) return fail(Reason::bad_argument, "host: not a name");
    std::string head =
        fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", request.method, request.target, host);
    if (body_size > 0 || request.method == "POST")
        head += fmt::format("Content-Length: {}\r\n", body_size);
    TRY_VOID(append_headers(head, request.headers));
    return head;
}

Result<std::string> response_head(unsigned status, const Headers& headers) {
    if (status < 100 || status > 599) return fail(Reason::bad_argument, "status: no such number");
    const Text words = beast::http::obsolete_reason(beast::http::int_to_status(status));
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", status, string_of(words));
    TRY_VOID(append_headers(head, headers));
    return head;
}

/// Beast's parser, for requests and responses alike.
class MessageReader::Parser {
  public:
    virtual ~Parser() = default;
    virtual std::size_t put(asio::const_buffer bytes, Code& error) = 0;
    virtual void put_end(Code& error) = 0;
    [[nodiscard]] virtual bool has_head() const = 0;
    [[nodiscard]] virtual bool is_done() const = 0;
    [[nodiscard]] virtual bool keeps_alive() const = 0;

    Head head;
    std::string body;  ///< what was parsed and not taken yet
};

template <bool kIsRequest>
class MessageReader::Collector final : public Parser, beast::http::basic_parser<kIsRequest> {
    using Base = beast::http::basic_parser<kIsRequest>;

  public:
    explicit Collector(const Limits& limits) {
        Base::header_limit(static_cast<std::uint32_t>(kHeadBytesMax));
        Base::body_limit(limits.body_bytes_max
                             ? boost::optional<std::uint64_t>{*limits.body_bytes_max}
                             : boost::none);
        if constexpr (!kIsRequest) Base::skip(limits.has_no_body);
    }

    std::size_t put(asio::const_buffer bytes, Code& error) override {
        return Base::put(bytes, error);
    }
    void put_end(Code& error) override { Base::put_eof(error); }
    [[nodiscard]] bool has_head() const override { return Base::is_header_done(); }
    [[nodiscard]] bool is_done() const override { return Base::is_done(); }
    [[nodiscard]] bool keeps_alive() const override { return Base::keep_alive(); }

  private:
    void on_request_impl(beast::http::verb /*verb*/, Text method, Text target, int version,
                         Code& /*error*/) override {
        head.method = string_of(method);
        head.target = string_of(target);
        head.is_http_1_1 = version == 11;
    }
    void on_response_impl(int status, Text /*words*/, int version, Code& /*error*/) override {
        head.status = static_cast<unsigned>(status);
        head.is_http_1_1 = version == 11;
    }
    void on_field_impl(beast::http::field field, Text name, Text value, Code& /*error*/) override {
        if (field == beast::http::field::expect)
            head.awaits_consent = is_same_name(string_of(value), "100-continue");
        head.headers.push_back({string_of(name), string_of(value)});
    }
    void on_header_impl(Code& /*error*/) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>& /*size*/,
                           Code& /*error*/) override {}
    std::size_t on_body_impl(Text piece, Code& /*error*/) override {
        body.append(piece.data(), piece.size());
        return piece.size();
    }
    void on_chunk_header_impl(std::uint64_t /*size*/, Text /*extensions*/,
                              Code& /*error*/) override {}
    std::size_t on_chunk_body_impl(std::uint64_t /*left*/, Text piece, Code& /*error*/) override {
        body.append(piece.data(), piece.size());
        return piece.size();
    }
    void on_finish_impl(Code& /*error*/) override {}
};

MessageReader::MessageReader(Stream& stream, Kind kind)
    : stream_{stream}, kind_{kind}, buffer_(kBufferBytes) {}
MessageReader::~MessageReader() = default;

bool MessageReader::is_done() const { return parser_ == nullptr || parser_->is_done(); }

Task<Result<bool>> MessageReader::fill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= std::exchange(begin_, 0);
    }
    if (end_ == buffer_.size()) co_return fail(Reason::bad_http, "http: a line without end");
    CO_TRY(const std::size_t size, co_await stream_.read_some(std::span{buffer_}.subspan(end_)));
    end_ += size;
    co_return size > 0;
}

Task<Result<bool>> MessageReader::wait() {
    if (begin_ < end_) co_return true;
    co_return co_await fill();
}

Task<Result<>> MessageReader::advance() {
    Code error = BeastError::need_more;
    if (begin_ < end_)
        begin_ += parser_->put(asio::const_buffer{buffer_.data() + begin_, end_ - begin_}, error);
    if (error == BeastError::need_more) {
        error = {};
        CO_TRY(const bool has_more, co_await fill());
        if (!has_more) parser_->put_end(error);
    }
    if (error == BeastError::body_limit)
        co_return fail(Reason::answer_too_large, "http: the body is larger than allowed");
    if (error == BeastError::partial_message || error == BeastError::end_of_stream)
        co_return fail(Reason::connection_lost, "http: the message is cut short");
    if (error) co_return fail(Reason::bad_http, "http: " + error.message());
    co_return Result<>{};
}

Task<Result<Head>> MessageReader::head(Limits limits) {
    CHECK(is_done());
    CO_TRY(const bool has_begun, co_await wait());
    if (!has_begun) co_return fail(Reason::connection_lost, "http: closed without a word");
    if (kind_ == Kind::request)
        parser_ = std::make_unique<Collector<true>>(limits);
    else
        parser_ = std::make_unique<Collector<false>>(limits);
    while (!parser_->has_head())
        CO_TRY_VOID(co_await advance());
    parser_->head.keeps_alive = parser_->keeps_alive();
    co_return std::move(parser_->head);
}

Task<Result<std::string>> MessageReader::body_piece() {
    while (parser_->body.empty() && !parser_->is_done())
        CO_TRY_VOID(co_await advance());
    co_return std::exchange(parser_->body, {});
}

Task<Result<std::string>> MessageReader::body() {
    while (!parser_->is_done())
        CO_TRY_VOID(co_await advance());
    co_return std::exchange(parser_->body, {});
}

}  // namespace stafi::adapters::http
