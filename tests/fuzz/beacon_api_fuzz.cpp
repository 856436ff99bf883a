// links: stafi::devnet
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/check.hpp"
#include "beacon/chain/forward.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/beacon_api/node.hpp"
#include "devnet/beacon_api/routes.hpp"

// Whatever a client sends is answered: with JSON wherever JSON is promised, with a status of this
// API, and with the same once more when it only asks. The first line is the method and the target,
// the second the headers Content-Type, Accept and Eth-Consensus-Version, the rest the body.

namespace {

using namespace stafi;
using namespace stafi::devnet::beacon_api;

/// Seven slots of a chain on a few validators, made once and copied.
const beacon::Chain& short_chain() {
    static const beacon::Chain chain = [] {
        beacon::Signers signers;
        const auto validators = beacon::add_background(signers, "fuzz", 8, {});
        auto genesis = beacon::genesis_state({.rules = beacon::devnet_parameters(),
                                              .time = UnixSeconds{1},
                                              .execution_block_hash = {},
                                              .validators = validators});
        CHECK(genesis);
        beacon::Chain made{*std::move(genesis)};
        CHECK(
            beacon::fast_forward(made, Epoch{1},
                                 {.signers = signers,
                                  .performs = [](ValidatorIndex index) { return index.value > 0; },
                                  .fee_recipient = {},
                                  .graffiti = {}}));
        return made;
    }();
    return chain;
}

std::string_view take_until(std::string_view& text, char end) {
    const std::size_t at = std::min(text.find(end), text.size());
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return taken;
}

Request request_from(std::string_view text) {
    std::string_view line = take_until(text, '\n');
    std::string_view headers = take_until(text, '\n');
    Request request;
    request.method = take_until(line, ' ');
    request.target = line;
    request.content_type = take_until(headers, '|');
    request.accept = take_until(headers, '|');
    request.consensus_version = take_until(headers, '|');
    request.body = text;
    return request;
}

void check_answer(const Answer& answer) {
    CHECK(answer.status >= 100 && answer.status <= 599);
    if (answer.form == Form::json && !answer.body.empty()) CHECK(check_json(answer.body));
    if (answer.status >= 400 && !answer.body.empty())
        CHECK(JsonDocument::parse(answer.body)->fields().number("code") == answer.status);
}

/// A node that nobody has sent anything to.
struct World {
    beacon::Chain chain = short_chain();
    Node node{.chain = chain,
              .facts = {.version = "fuzz", .network = eth::devnet(), .fee_recipient = {}}};

    World() {
        node.status.slot = chain.head().slot + Slot{1};
        node.archive.record(chain);
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Request request = request_from(text_of(std::as_bytes(std::span{data, size})));
    static std::unique_ptr<World> world;
    if (!world) world = std::make_unique<World>();
    const Reply reply = respond(world->node, request);
    if (request.method != "GET") world.reset();
    const auto* answer = std::get_if<Answer>(&reply);
    if (answer == nullptr) return 0;
    check_answer(*answer);
    if (!world) return 0;
    const Reply again = respond(world->node, request);
    CHECK(std::get<Answer>(again).body == answer->body);
    return 0;
}
