// links: stafi::eth
#include <cstddef>
#include <cstdint>

#include "eth/containers/block.hpp"
#include "eth/ssz/ssz.hpp"

// Bytes that decode are the one encoding of what they decode to. The first byte chooses the type.

namespace {

using namespace stafi;

template <class T>
void try_as(BytesView bytes) {
    const auto value = ssz::decode<T>(bytes);
    if (!value) return;
    CHECK(ssz::encode(*value) == Bytes(bytes.begin(), bytes.end()));
    CHECK(ssz::hash_tree_root(*value) == ssz::hash_tree_root(*ssz::decode<T>(bytes)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const BytesView bytes = std::as_bytes(std::span{data, size}).subspan(1);
    switch (data[0] % 8) {
        case 0:
            try_as<eth::SignedBeaconBlock>(bytes);
            break;
        case 1:
            try_as<eth::BeaconBlockBody>(bytes);
            break;
        case 2:
            try_as<eth::ExecutionPayload>(bytes);
            break;
        case 3:
            try_as<eth::ExecutionPayloadHeader>(bytes);
            break;
        case 4:
            try_as<eth::AttesterSlashing>(bytes);
            break;
        case 5:
            try_as<eth::SignedAggregateAndProof>(bytes);
            break;
        case 6:
            try_as<eth::SignedContributionAndProof>(bytes);
            break;
        default:
            try_as<eth::ExecutionRequests>(bytes);
    }
    return 0;
}
