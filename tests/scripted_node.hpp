#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "loopback.hpp"
#include "virtual_ambient.hpp"

namespace stafi::test {

/// An execution client on a real socket that answers each method as the test says, and null to all
/// others.
struct ScriptedNodeTest : LoopbackTest {
    using Params = boost::json::array;
    VirtualAmbient time{loop};
    /// By method; each returns the text of a result, or of an error when that begins with `!`.
    std::map<std::string, std::function<std::string(const Params&)>, std::less<>> answers;
    std::vector<std::pair<std::string, Params>> asked;

    /// How often a method was asked for.
    std::size_t count(std::string_view method) const {
        std::size_t times = 0;
        for (const auto& [name, params] : asked)
            times += name == method ? 1U : 0U;
        return times;
    }

    /// Runs `visitor` with the address of a node that answers until it is done.
    void visit(const std::function<Task<>(adapters::Url)>& visitor) {
        adapters::http::Handler handler =
            [this](adapters::http::Request request) -> Task<adapters::http::Response> {
            co_return adapters::http::Response{.body = respond(boost::json::parse(request.body))};
        };
        auto server = adapters::http::Server::listen(loop.get_executor(), {}, handler).value();
        serve(server, visitor({.host = "127.0.0.1", .port = server.port()}));
    }

  private:
    std::string respond(const boost::json::value& request) {
        if (!request.is_array()) return answer(request);
        std::string all;
        for (const boost::json::value& call : request.as_array())
            all += (all.empty() ? "" : ",") + answer(call);
        return "[" + all + "]";
    }
    std::string answer(const boost::json::value& call) {
        const std::string method{call.at("method").as_string()};
        const Params& params = call.at("params").as_array();
        asked.emplace_back(method, params);
        const auto script = answers.find(method);
        std::string text = script == answers.end() ? "null" : script->second(params);
        const bool is_error = text.starts_with('!');
        return R"({"jsonrpc":"2.0","id":)" + boost::json::serialize(call.at("id")) +
               (is_error ? R"(,"error":)" + text.substr(1) : R"(,"result":)" + text) + "}";
    }
};

}  // namespace stafi::test
