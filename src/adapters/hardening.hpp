#pragma once

namespace stafi::adapters {

/// Keeps secrets out of core dumps, and the process out of reach of other processes' debuggers.
void forbid_core_dumps();

}  // namespace stafi::adapters
