#include "adapters/clock.hpp"

namespace stafi::adapters {

UnixMillis now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(since).count())};
}

double Stopwatch::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

}  // namespace stafi::adapters
