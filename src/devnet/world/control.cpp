#include "devnet/world/control.hpp"

#include <algorithm>
#include <memory>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "crypto/json_fields.hpp"
#include "devnet/api/target.hpp"

namespace stafi::devnet {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

constexpr std::size_t kFaultWordsMax = 8;
constexpr std::size_t kFaultTextMax = 200;  ///< bytes of a word

http::Response json_answer(std::string body, unsigned status = 200) {
    return {.status = status,
            .headers = {{.name = "Content-Type", .value = "application/json"}},
            .body = std::move(body)};
}

http::Response refusal(const Error& error, unsigned status = 400) {
    const json::object body{
        {"error", {{"code", text_of(error.reason).code}, {"what", error.what}}}};
    return json_answer(json::serialize(body), status);
}

http::Response refusal(unsigned status, Reason reason, std::string what) {
    return refusal(fail(reason, std::move(what)).value(), status);
}

Result<std::vector<std::string>> words_in(const std::string& body) {
    TRY(const JsonDocument document, JsonDocument::parse(body));
    TRY(const auto rows, document.fields().objects("words", kFaultWordsMax));
    std::vector<std::string> words;
    for (const JsonFields& row : rows) {
        TRY(const std::string_view word, row.text("word"));
        words.emplace_back(word.substr(0, kFaultTextMax));
    }
    return words;
}

Result<std::uint64_t> seconds_in(const std::string& body) {
    TRY(const JsonDocument document, JsonDocument::parse(body));
    return document.fields().number("seconds");
}

std::string forward_json(const FastForward& forward) {
    return json::serialize(json::object{{"from", forward.from.value}, {"to", forward.to.value}});
}

std::string changed_json(bool has_changed) {
    return json::serialize(json::object{{"changed", has_changed}});
}

/// What is asked, from a request that may ask it.
Task<http::Response> act(std::shared_ptr<const Controls> controls, std::string action,
                         std::string body) {
    if (action == "time") {
        const auto seconds = seconds_in(body);
        if (!seconds) co_return refusal(seconds.error());
        const auto forward = controls->forward(*seconds);
        co_return forward ? json_answer(forward_json(*forward)) : refusal(forward.error());
    }
    if (action == "arrive") co_return json_answer(changed_json(controls->arrive()));
    if (action == "fault") {
        const auto words = words_in(body);
        if (!words) co_return refusal(words.error());
        auto fault = parse_fault(*words);
        if (!fault) co_return refusal(fault.error());
        const auto done = co_await controls->fault(*std::move(fault));
        if (!done) co_return refusal(done.error());
        co_return json_answer(json::serialize(json::object{{"done", *done}}));
    }
    if (action == "upgrade") {
        const Result<bool> done = co_await controls->upgrade();
        co_return done ? json_answer(changed_json(*done)) : refusal(done.error());
    }
    if (action == "down") {
        controls->down();
        co_return json_answer("{}");
    }
    co_return refusal(404, Reason::bad_argument, "control: there is no /" + action);
}

}  // namespace

http::Handler control_handler(Controls controls) {
    const auto shared = std::make_shared<const Controls>(std::move(controls));  // by all requests
    return [shared](http::Request request) -> Task<http::Response> {
        const auto target = Target::parse(request.target);
        if (!target || target->path().size() != 1)
            co_return refusal(404, Reason::bad_argument, "control: no such path");
        std::string action = target->path().front();
        if (request.method == "GET" && action == "status")
            co_return json_answer(to_json(shared->status()));
        if (request.method != "POST")
            co_return refusal(405, Reason::bad_argument, "control: POST is expected");
        if (http::find_header(request.headers, "Content-Type") != "application/json")
            co_return refusal(415, Reason::bad_argument, "control: JSON is expected");
        co_return co_await act(shared, std::move(action), std::move(request.body));
    };
}

Error error_in(const http::Response& answer) {
    const auto document = JsonDocument::parse(answer.body);
    if (document) {
        const auto error = document->fields().object("error");
        const auto code = error ? error->text("code") : Result<std::string_view>{""};
        const auto what = error ? error->text("what") : Result<std::string_view>{""};
        for (const ReasonText& known : all_reasons())
            if (code && what && known.code == *code)
                return fail(known.reason, std::string{*what}).value();
    }
    return fail(Reason::bad_http, fmt::format("control: status {}", answer.status)).value();
}

}  // namespace stafi::devnet
