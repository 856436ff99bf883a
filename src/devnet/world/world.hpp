#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "devnet/world/options.hpp"

// A devnet, from its start to its end: programs, chains, servers and the files that tell of them.

namespace stafi::devnet {

/// How it tells the command that waits for it.
struct Announce {
    std::function<void(std::string_view what)> step;  ///< "starting anvil"
    std::function<void()> ready;
};

/// Brings a devnet up and lives it until `devnet down` or a signal; writes why it ended.
/// Errors: why it could not come up: port_taken, program_missing, file_missing, bad_json; why it
/// had to end: program_ended and others of its engine.
[[nodiscard]] Result<> live(const Options& options, const Announce& announce);

}  // namespace stafi::devnet
