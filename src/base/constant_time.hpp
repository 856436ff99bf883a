#pragma once

#include <cstdint>

// Arithmetic in place of branches and tables, for secrets: neither its time nor the memory it
// touches depends on the values. Those have at most 16 bits.

namespace stafi {

/// 1 if `value` is zero, else 0.
[[nodiscard]] constexpr std::uint32_t one_if_zero(std::uint32_t value) { return (value - 1) >> 31; }

/// 1 if `value` is below `bound`, else 0.
[[nodiscard]] constexpr std::uint32_t one_if_below(std::uint32_t value, std::uint32_t bound) {
    return (value - bound) >> 31;
}

/// All ones if `value` is one of `first`..`last`, else 0.
[[nodiscard]] constexpr std::uint32_t mask_if_among(std::uint32_t value, std::uint8_t first,
                                                    std::uint8_t last) {
    return 0U - (one_if_below(first, value + 1) & one_if_below(value, last + 1U));
}

static_assert(one_if_zero(0) == 1 && one_if_zero(1) == 0);
static_assert(one_if_below(3, 4) == 1 && one_if_below(4, 4) == 0);
static_assert(mask_if_among('5', '0', '9') == ~0U && mask_if_among('a', '0', '9') == 0);

}  // namespace stafi
