#pragma once

#include <algorithm>
#include <cstdint>

#include "eth/execution/block.hpp"

namespace stafi::adapters {

/// How many blocks to ask for the logs of at once. Providers refuse ranges for reasons of their
/// own, and in words of their own: so it shrinks at any refusal and grows while answers are small.
class LogWindow {
  public:
    static constexpr std::uint64_t kFirst = 2'000;
    static constexpr std::uint64_t kMax = 100'000;
    static constexpr std::size_t kAnswerWanted = 5'000;  ///< logs; a smaller answer could be larger

    /// The next blocks of a range that begins here.
    [[nodiscard]] eth::BlockRange next(eth::BlockRange rest) const {
        const std::uint64_t last = rest.first.value + (blocks_ - 1);
        return {.first = rest.first, .last = std::min(rest.last, BlockNumber{last})};
    }

    /// Refused or too large; false when there is nothing smaller to ask for.
    [[nodiscard]] bool shrink(eth::BlockRange asked) {
        const std::uint64_t blocks = asked.last.value - asked.first.value + 1;
        if (blocks == 1) return false;
        blocks_ = blocks / 2;
        return true;
    }

    void grow(eth::BlockRange asked, std::size_t logs) {
        // What was cut short by the end of the range says nothing of larger ones.
        if (asked.last.value - asked.first.value + 1 < blocks_ || logs > kAnswerWanted) return;
        blocks_ = std::min(kMax, 2 * blocks_);
    }

  private:
    std::uint64_t blocks_ = kFirst;
};

}  // namespace stafi::adapters
