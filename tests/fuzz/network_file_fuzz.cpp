// links: stafi::eth
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "eth/network.hpp"

// A network file that is accepted is written back with the same meaning, and its forks are in
// order.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto network = eth::parse_network({reinterpret_cast<const char*>(data), size});
    if (!network) return 0;
    CHECK(*eth::parse_network(eth::to_network_file(*network)) == *network);
    CHECK(network->forks[eth::ForkName::phase0].epoch == Epoch{0});
    for (std::size_t i = 1; i < network->forks.activations.size(); ++i)
        CHECK(network->forks.activations[i - 1].epoch <= network->forks.activations[i].epoch);
    return 0;
}
