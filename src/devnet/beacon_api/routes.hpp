#pragma once

#include <span>

#include "devnet/beacon_api/call.hpp"

// Which request has which handler.

namespace stafi::devnet::beacon_api {

using Handler = Outcome<Reply> (*)(const Call&);

/// What an endpoint can answer in.
enum class Forms : std::uint8_t { json, json_or_ssz, events };

struct Route {
    std::string_view method;
    std::string_view path;  ///< `{…}` stands for any one part
    Handler handler;
    Forms forms = Forms::json;
};

/// Every endpoint there is.
[[nodiscard]] std::span<const Route> routes();

/// Finds the handler and asks it. An answer of 404 for a path that is unknown, 405 for another
/// method, 406 for a form that the endpoint does not have; else those of the handler.
[[nodiscard]] Reply respond(Node& node, const Request& request);

/// What the client wants of the two forms, by the header Accept; JSON when it does not care.
/// Errors: 406.
[[nodiscard]] Outcome<Form> negotiate(std::string_view accept, Forms forms);

}  // namespace stafi::devnet::beacon_api
