// links: stafi::eth
#include <cstddef>
#include <cstdint>

#include "eth/containers/block.hpp"
#include "eth/ssz/json.hpp"

// What is read from JSON writes to JSON that reads to the same. The first byte chooses the type.

namespace {

using namespace stafi;

template <class T>
void try_as(std::string_view text) {
    const auto value = ssz::from_json<T>(text);
    if (value) CHECK(*ssz::from_json<T>(ssz::to_json(*value)) == *value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    switch (data[0] % 4) {
        case 0:
            try_as<eth::SignedBeaconBlock>(text);
            break;
        case 1:
            try_as<eth::AttesterSlashing>(text);
            break;
        case 2:
            try_as<ssz::List<eth::SingleAttestation, 64>>(text);
            break;
        default:
            try_as<eth::SignedVoluntaryExit>(text);
    }
    return 0;
}
