#include "beacon/state/shuffling.hpp"

#include <array>
#include <utility>

#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace stafi::beacon {
namespace {

constexpr std::uint8_t kRounds = 90;  // SHUFFLE_ROUND_COUNT
constexpr std::uint64_t kBitsPerHash = 256;

std::uint64_t pivot_of(std::uint8_t round, std::uint64_t count, const Bytes32& seed) {
    const std::array number{static_cast<std::byte>(round)};
    return from_le64(sha256({seed.view(), number}).view().first<8>()) % count;
}

/// The bits that decide for 256 neighbouring places whether they are swapped in this round.
Bytes32 decisions(std::uint8_t round, std::uint64_t position, const Bytes32& seed) {
    const auto block = le64(position / kBitsPerHash);
    const std::array number{static_cast<std::byte>(round)};
    return sha256({seed.view(), number, std::span{block}.first<4>()});
}

bool is_swapped(const Bytes32& decisions, std::uint64_t position) {
    const std::uint64_t bit = position % kBitsPerHash;
    return (std::to_integer<unsigned>(decisions.bytes.at(bit / 8)) >> (bit % 8) & 1U) != 0;
}

}  // namespace

std::uint64_t shuffled_index(std::uint64_t index, std::uint64_t count, const Bytes32& seed) {
    CHECK(index < count);
    for (std::uint8_t round = 0; round < kRounds; ++round) {
        const std::uint64_t flip = (pivot_of(round, count, seed) + count - index) % count;
        const std::uint64_t position = std::max(index, flip);
        if (is_swapped(decisions(round, position, seed), position)) index = flip;
    }
    return index;
}

std::vector<ValidatorIndex> shuffled(std::vector<ValidatorIndex> list, const Bytes32& seed) {
    const std::uint64_t count = list.size();
    if (count == 0) return list;
    std::vector<Bytes32> swaps((count - 1) / kBitsPerHash + 1);
    // Every round is its own inverse, so the last one comes first.
    for (std::uint8_t round = kRounds; round-- > 0;) {
        const std::uint64_t pivot = pivot_of(round, count, seed);
        for (std::size_t i = 0; i < swaps.size(); ++i)
            swaps[i] = decisions(round, i * kBitsPerHash, seed);
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t flip = (pivot + count - i) % count;
            if (i < flip && is_swapped(swaps[flip / kBitsPerHash], flip))
                std::swap(list[i], list[flip]);
        }
    }
    return list;
}

}  // namespace stafi::beacon
