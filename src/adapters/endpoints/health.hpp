#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/units.hpp"
#include "ports/ambient.hpp"

// Which of several servers to ask. Nothing here asks, and time is given.

namespace stafi::adapters {

/// How well a server has answered lately. Its failures fade with time, so that one that is well
/// again is asked again.
class Health {
  public:
    static constexpr int kScoreMax = 1000;
    static constexpr std::uint64_t kBlocksBehindMax = 3;  ///< a head that far behind is no head
    static constexpr Millis kRestMin{1'000};              ///< after the first failure in a row
    static constexpr Millis kRestMax{60'000};
    static constexpr Millis kFailureHalfLife{120'000};
    static constexpr Millis kSlow{2'000};  ///< to answer takes half of the score

    void succeeded(UnixMillis now, Millis took);
    /// `is_lie`: it answered, and with what cannot be true; that is worth several failures.
    void failed(UnixMillis now, bool is_lie);
    /// `number` of a block or a slot.
    void saw_head(std::uint64_t number) { head_ = number; }

    /// 0 to kScoreMax, by failures, time to answer and distance to the best head known.
    [[nodiscard]] int score(UnixMillis now, std::uint64_t best_head) const;
    /// It failed a moment ago: others first.
    [[nodiscard]] bool is_resting(UnixMillis now) const;
    /// 0 for not seen yet.
    [[nodiscard]] std::uint64_t head() const { return head_; }

  private:
    /// 0 for none to 1 for nothing else.
    [[nodiscard]] double failures(UnixMillis now) const;

    double failures_ = 0;  ///< at `changed_`
    UnixMillis changed_;
    UnixMillis rests_until_;
    unsigned failures_in_a_row_ = 0;
    double millis_to_answer_ = 0;  ///< moving average
    std::uint64_t head_ = 0;
};

/// The best head that any of them has told; 0 for none.
[[nodiscard]] std::uint64_t best_head_of(std::span<const Health> servers);

/// The places of all, best first: those that rest last. The one that answers now stays first until
/// another is clearly better; of equals the first is taken.
[[nodiscard]] std::vector<std::size_t> order_of(std::span<const Health> servers,
                                                std::size_t current, UnixMillis now);

}  // namespace stafi::adapters
