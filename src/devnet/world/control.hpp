#pragma once

#include "adapters/http/server.hpp"
#include "devnet/world/fault.hpp"
#include "devnet/world/status.hpp"

// What the commands ask of a running devnet, over HTTP on this machine: GET /status;
// POST /time {"seconds":N}, POST /arrive; POST /fault {"words":[{"word":"beacon"},…]}; POST
// /upgrade; POST /down.

namespace stafi::devnet {

/// What can be done to a devnet.
struct Controls {
    std::function<Status()> status;
    /// Begins a fast-forward, or makes one longer. Errors: out_of_range.
    std::function<Result<FastForward>(std::uint64_t seconds)> forward;
    /// Returns what was done, in a sentence. Errors: of what the fault touches.
    std::function<Task<Result<std::string>>(Fault)> fault;
    /// Ends a fast-forward in the slot where it is; false when there is none.
    std::function<bool()> arrive;
    /// SSV Network from v1.2 to v2, with the next block; false when it is v2. Errors: of the
    /// execution client.
    std::function<Task<Result<bool>>()> upgrade;
    std::function<void()> down;
};

inline constexpr std::uint64_t kForwardSecondsMax = 10ULL * 365 * 24 * 3600;

/// A handler for http::Server. What is not GET needs `Content-Type: application/json`, which no
/// web page can send unasked.
[[nodiscard]] adapters::http::Handler control_handler(Controls controls);

/// What an answer whose status is not 200 says is wrong; bad_http when it says nothing.
[[nodiscard]] Error error_in(const adapters::http::Response& answer);

}  // namespace stafi::devnet
