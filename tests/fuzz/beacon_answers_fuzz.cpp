// links: stafi::eth
#include <cstdint>

#include "base/check.hpp"
#include "eth/beacon_api/answers.hpp"
#include "eth/ssz/json.hpp"

namespace {

/// What is read writes to JSON that reads to the same.
template <class T>
void read_twice(std::string_view text) {
    const auto value = stafi::ssz::from_json<T>(text);
    if (value) CHECK(stafi::ssz::from_json<T>(stafi::ssz::to_json(*value)).value() == *value);
}

}  // namespace

// What a beacon node may say: any of it ends in a value or an error, and words are within bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi::eth;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    read_twice<GenesisAnswer>(text);
    read_twice<HeaderAnswer>(text);
    read_twice<BlockAnswer>(text);
    read_twice<FinalityAnswer>(text);
    read_twice<KnownValidator>(text);
    read_twice<PendingDeposit>(text);
    if (check_spec(text, devnet())) CHECK(!check_spec(text, mainnet()));
    CHECK(read_beacon_refusal(text).size() <= 602);
    return 0;
}
