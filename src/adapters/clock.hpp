#pragma once

#include <chrono>
#include <cstdint>

#include "base/units.hpp"

namespace stafi::adapters {

using UnixMillis = Quantity<struct UnixMillisTag>;

[[nodiscard]] UnixMillis now();

/// Seconds since it was made, whatever the wall clock does meanwhile.
class Stopwatch {
  public:
    [[nodiscard]] double seconds() const;

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace stafi::adapters
