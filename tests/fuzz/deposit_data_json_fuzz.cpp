// links: stafi::eth
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "eth/deposit/file.hpp"

// A deposit-data file that is accepted is written back with the same meaning, and checking it
// refuses or accepts, whatever it holds.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto entries = eth::parse_deposit_file({reinterpret_cast<const char*>(data), size});
    if (!entries) return 0;
    CHECK(*eth::parse_deposit_file(eth::to_deposit_file(*entries)) == *entries);
    const auto& entry = entries->front();
    const auto credentials = eth::parse_credentials(entry.data.withdrawal_credentials);
    if (!credentials) return 0;
    CHECK(eth::to_bytes(*credentials) == entry.data.withdrawal_credentials);
    const auto done = eth::check_deposit(entry, {.credentials = *credentials,
                                                 .amount = entry.data.amount,
                                                 .fork_version = entry.fork_version,
                                                 .network_name = entry.network_name,
                                                 .known_credentials = {}});
    if (done) CHECK(eth::deposit_data_root(entry.data) == entry.deposit_data_root);
    return 0;
}
