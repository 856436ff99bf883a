#pragma once

namespace stafi::adapters {

/// From here on SIGINT, SIGQUIT and SIGTERM set a flag instead of ending the process, so that the
/// item at hand can be finished. A second one ends it at once: files are complete or absent anyway.
void catch_interrupts();

[[nodiscard]] bool interrupted();

}  // namespace stafi::adapters
