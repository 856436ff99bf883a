#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/units.hpp"

// How well operators do their duties: what the SSV API calls performance.

namespace stafi::devnet {

/// Counts the duties of each operator by the hour and forgets those of more than 30 days ago.
class DutyBook {
  public:
    static constexpr UnixSeconds kDay{24ULL * 3600};
    static constexpr UnixSeconds kMonth{30ULL * 24 * 3600};

    /// An operator had a duty at `when` and did it in time, or not. Times may come in any order.
    void record(OperatorId id, UnixSeconds when, bool done);

    /// Percent of the duties between `now - window` and `now`, by whole hours; nothing when there
    /// were none. `window` is at most kMonth (CHECKed).
    [[nodiscard]] std::optional<double> performance(OperatorId id, UnixSeconds now,
                                                    UnixSeconds window) const;

  private:
    struct Count {
        std::uint64_t expected = 0;
        std::uint64_t done = 0;
    };
    std::map<OperatorId, std::map<std::uint64_t, Count>> hours_;  ///< since 1970
};

}  // namespace stafi::devnet
