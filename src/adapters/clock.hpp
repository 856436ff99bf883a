#pragma once

#include <chrono>
#include <string>

#include "base/units.hpp"

namespace stafi::adapters {

[[nodiscard]] UnixMillis now();

/// `2026-11-22T20:01:15.851Z`, always with three digits of milliseconds. Source: ISO 8601, RFC
/// 3339.
[[nodiscard]] std::string iso_text(UnixMillis time);

/// Seconds since it was made, whatever the wall clock does meanwhile.
class Stopwatch {
  public:
    [[nodiscard]] double seconds() const;

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace stafi::adapters
