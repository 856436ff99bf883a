#include "app/config/networks.hpp"

#include "adapters/files.hpp"

namespace stafi::app {

Result<eth::Network> network_of(const Config& config) {
    auto known = eth::find_network(config.network);
    // A name has no dots or slashes: what has is meant to be a file.
    if (known || config.network.find_first_of("./") == std::string::npos) return known;
    TRY(const SecretBuffer content, adapters::read_file(config.network, eth::kNetworkFileBytesMax));
    return at(config.network, eth::parse_network(content.text()));
}

}  // namespace stafi::app
