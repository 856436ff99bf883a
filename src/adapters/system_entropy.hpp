#pragma once

#include "base/result.hpp"
#include "crypto/entropy.hpp"

namespace stafi::adapters {

/// A fresh stream, seeded by the kernel. Errors: no_entropy.
[[nodiscard]] Result<Entropy> system_entropy();

}  // namespace stafi::adapters
