#pragma once

#include "app/config/config.hpp"
#include "base/result.hpp"
#include "eth/network.hpp"

namespace stafi::app {

/// The network of the configuration: one that is known by its name, or a network file.
/// Errors: bad_network, those of `read_file`.
[[nodiscard]] Result<eth::Network> network_of(const Config& config);

}  // namespace stafi::app
