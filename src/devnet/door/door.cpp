#include "devnet/door/door.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/json.hpp>

#include "base/check.hpp"

namespace stafi::devnet {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

constexpr Millis kLook{20};           ///< between two looks at whether a silence is over
constexpr Millis kAnswerMax{30'000};  ///< of a busy machine
constexpr std::size_t kAnswerBytesMax = std::size_t{64} << 20;

/// Of one connection, not of what is said: ours to the program is another one.
constexpr std::array<std::string_view, 8> kOfConnection{
    "Host",   "Connection",      "Keep-Alive", "Content-Length", "Transfer-Encoding",
    "Expect", "Accept-Encoding", "TE"};

http::Headers passed_on(http::Headers headers) {
    std::erase_if(headers, [](const http::Header& header) {
        return std::ranges::any_of(kOfConnection, [&](std::string_view name) {
            return boost::algorithm::iequals(header.name, name);
        });
    });
    return headers;
}

/// The calls of a batch; nothing for what is none.
std::vector<std::string> batch_in(std::string_view body) {
    boost::system::error_code error;
    const json::value value = json::parse(body, error);
    std::vector<std::string> calls;
    if (error || !value.is_array()) return calls;
    for (const json::value& call : value.get_array())
        calls.push_back(json::serialize(call));
    return calls;
}

}  // namespace

ExecutionDoor::ExecutionDoor(Ambient& ambient, adapters::Url program)
    : ambient_{ambient},
      program_{std::move(program),
               {.exchange_max = kAnswerMax, .body_bytes_max = kAnswerBytesMax}} {}

Task<http::Response> ExecutionDoor::answer(http::Request request) {
    while (service_ == Service::silent)
        co_await ambient_.sleep(kLook);
    std::optional<StaleView> seen = service_ == Service::late ? view() : std::nullopt;
    if (!seen || request.method != "POST") co_return co_await pass_on(std::move(request));
    co_return co_await answer_late(std::move(request), *std::move(seen));
}

Task<http::Response> ExecutionDoor::pass_on(http::Request request) {
    request.headers = passed_on(std::move(request.headers));
    // A connection dies when it was idle for long: the program has not seen the request.
    request.may_be_repeated = true;
    Result<http::Response> answer = co_await program_.exchange(std::move(request));
    if (!answer) co_return http::Response{.status = 502, .body = answer.error().what};
    answer->headers = passed_on(std::move(answer->headers));
    co_return *std::move(answer);
}

Task<http::Response> ExecutionDoor::answer_late(http::Request request, StaleView view) {
    std::vector<std::string> calls = batch_in(request.body);
    const bool is_batch = !calls.empty();
    if (!is_batch) calls.push_back(request.body);
    http::Response answer;
    std::string bodies;
    for (const std::string& call : calls) {
        http::Request one = request;
        one.body = asked_instead(view, call);
        answer = co_await pass_on(std::move(one));
        if (answer.status != 200) co_return answer;
        if (answer.body.empty()) continue;  // of a notification
        bodies += (bodies.empty() ? "" : ",") + answered_instead(view, call, answer.body);
    }
    answer.body = is_batch ? "[" + bodies + "]" : bodies;
    co_return answer;
}

void ExecutionDoor::hear(const ExecutionHead& head) {
    while (!heads_.empty() && heads_.back().number >= head.number)
        heads_.pop_back();  // a reorg
    heads_.push_back(head);
    while (heads_.size() > kLagMax + 1)
        heads_.pop_front();
}

void ExecutionDoor::be_late(std::uint64_t blocks) {
    CHECK(blocks <= kLagMax);
    const std::optional<StaleView> seen = view();
    const bool was_late = service_ == Service::late;
    if (seen) floor_ = was_late ? seen->head : seen->best;
    service_ = Service::late;
    late_blocks_ = blocks;
}
void ExecutionDoor::be_silent() { service_ = Service::silent; }
void ExecutionDoor::be_healthy() { service_ = Service::healthy; }

std::optional<StaleView> ExecutionDoor::view() const {
    if (heads_.empty()) return std::nullopt;
    const BlockNumber best = heads_.back().number;
    const BlockNumber late{best.value - std::min(best.value, late_blocks_)};
    const BlockNumber shown = std::max(floor_, late);
    // After a reorg below what is shown, the new branch is all there is.
    const auto last =
        std::ranges::find_if(heads_.rbegin(), heads_.rend(),
                             [&](const ExecutionHead& head) { return head.number <= shown; });
    const ExecutionHead& head = last == heads_.rend() ? heads_.front() : *last;
    StaleView view{.head = head.number,
                   .safe = head.safe,
                   .finalized = head.finalized,
                   .best = best,
                   .unseen = {}};
    for (const ExecutionHead& later : heads_)
        if (later.number > view.head) view.unseen.insert(later.hash);
    return view;
}

}  // namespace stafi::devnet
