#include "devnet/beacon_api/beacon_api.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "devnet/beacon_api/routes.hpp"
#include "devnet/beacon_duties/duties.hpp"

namespace stafi::devnet::beacon_api {
namespace {

namespace asio = boost::asio;
namespace http = adapters::http;

/// Silent wake-ups after which a reader gets an empty comment, which tells whether it is there.
constexpr unsigned kSilenceMax = 32;

std::string header_of(const http::Request& request, std::string_view name) {
    return std::string{http::find_header(request.headers, name).value_or("")};
}

Request request_of(http::Request request) {
    return {.method = std::move(request.method),
            .target = std::move(request.target),
            .accept = header_of(request, "Accept"),
            .content_type = header_of(request, "Content-Type"),
            .consensus_version = header_of(request, "Eth-Consensus-Version"),
            .body = std::move(request.body)};
}

http::Response response_of(Answer answer) {
    http::Response response{.status = answer.status, .body = std::move(answer.body)};
    if (!response.body.empty())
        response.headers.push_back(
            {.name = "Content-Type",
             .value = answer.form == Form::json ? "application/json" : "application/octet-stream"});
    for (auto& [name, value] : answer.headers)
        response.headers.push_back({.name = std::move(name), .value = std::move(value)});
    return response;
}

/// Counts a reader for as long as it lives.
class Seat {
  public:
    explicit Seat(std::size_t& taken) : taken_{taken} { ++taken_; }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat() { --taken_; }

  private:
    std::size_t& taken_;
};

}  // namespace

struct BeaconApi::Shared {
    Node node;
    ExecutionSide& execution;
    asio::steady_timer news;  ///< never expires; its waiters are woken when there is something
    std::size_t readers = 0;
    bool is_closed = false;

    Shared(const asio::any_io_executor& loop, beacon::Chain& chain, ExecutionSide& side,
           NodeFacts facts)
        : node{.chain = chain, .facts = std::move(facts)},
          execution{side},
          news{loop, asio::steady_timer::time_point::max()} {
        node.status.slot = chain.head().slot;
        node.archive.record(chain);
    }

    Task<> wait_for_news() {
        boost::system::error_code woken;
        co_await news.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }

    Task<Result<>> send_events(http::BodyWriter& out, Topics topics) {
        const Seat seat{readers};
        std::uint64_t place = node.feed.end();
        unsigned silent = 0;
        while (!is_closed) {
            CO_TRY(std::string text, node.feed.read(place, topics));
            if (text.empty() && ++silent % kSilenceMax == 0) text = ":\n\n";
            if (!text.empty()) CO_TRY_VOID(co_await out.write(std::move(text)));
            const auto state = co_await asio::this_coro::cancellation_state;
            if (state.cancelled() != asio::cancellation_type::none) break;
            if (place == node.feed.end()) co_await wait_for_news();
        }
        co_return Result<>{};
    }

    http::Response open_events(const Subscription& wanted) {
        if (readers >= kReadersMax)
            return response_of(answer_of({503, "too many readers of events"}));
        return {.headers = {{.name = "Content-Type", .value = "text/event-stream"},
                            {.name = "Cache-Control", .value = "no-cache"}},
                .stream = [this, topics = wanted.topics](http::BodyWriter& out) {
                    return send_events(out, topics);
                }};
    }

    Task<Answer> build_block(BlockOrder order) {
        auto attributes = node.chain.payload_attributes(order.slot);
        if (!attributes) co_return answer_of({500, attributes.error().what});
        const auto built = co_await execution.build(*std::move(attributes), order.fee_recipient);
        if (!built) co_return answer_of({503, "execution client: " + built.error().what});
        auto answer = finish_block(node, order, *built);
        co_return answer ? *std::move(answer) : answer_of(answer.error());
    }

    Task<Answer> import_block(Import order) {
        const Result<> done = co_await execution.import(std::move(order.block));
        co_return done ? Answer{} : answer_of(Refusal{done.error()});
    }
};

BeaconApi::BeaconApi(const asio::any_io_executor& loop, beacon::Chain& chain,
                     ExecutionSide& execution, NodeFacts facts)
    : shared_{std::make_unique<Shared>(loop, chain, execution, std::move(facts))} {}

BeaconApi::~BeaconApi() = default;

const Node& BeaconApi::node() const { return shared_->node; }

void BeaconApi::tell(NodeStatus status) {
    shared_->node.status = status;
    shared_->news.cancel();
}

void BeaconApi::tell(const Bytes32& block_root, const beacon::HeadChange& change) {
    Node& node = shared_->node;
    if (const beacon::Node* block = node.chain.find(block_root))
        tell_block(node.feed, *block, node.status.is_optimistic);
    tell(change);
}

void BeaconApi::tell(const beacon::HeadChange& change) {
    Node& node = shared_->node;
    node.archive.record(node.chain);
    tell_change(node.feed, node.chain, change, node.status.is_optimistic);
    shared_->news.cancel();
}

void BeaconApi::close() {
    shared_->is_closed = true;
    shared_->news.cancel();
}

Task<http::Response> BeaconApi::answer(http::Request request) {
    const Request read = request_of(std::move(request));
    const std::uint64_t before = shared_->node.feed.end();
    Reply reply = respond(shared_->node, read);
    if (shared_->node.feed.end() != before) shared_->news.cancel();
    Answer answer;
    if (auto* const ready = std::get_if<Answer>(&reply)) answer = std::move(*ready);
    if (auto* const order = std::get_if<BlockOrder>(&reply))
        answer = co_await shared_->build_block(*order);
    if (auto* const order = std::get_if<Import>(&reply))
        answer = co_await shared_->import_block(std::move(*order));
    if (const auto* const wanted = std::get_if<Subscription>(&reply))
        co_return shared_->open_events(*wanted);
    co_return response_of(std::move(answer));
}

}  // namespace stafi::devnet::beacon_api
