#pragma once

#include "base/units.hpp"

namespace stafi::devnet {

/// The time of a devnet. It goes as fast as the wall clock, from genesis on, but for what a
/// fast-forward put it ahead.
class Clock {
  public:
    Clock(UnixSeconds genesis, std::uint64_t seconds_per_slot)
        : genesis_{genesis}, seconds_per_slot_{seconds_per_slot} {}

    [[nodiscard]] UnixSeconds start_of(Slot slot) const {
        return UnixSeconds{genesis_.value + slot.value * seconds_per_slot_};
    }
    /// By the wall clock.
    [[nodiscard]] UnixMillis due(Slot slot) const {
        const std::uint64_t start = start_of(slot).value * 1000;
        return UnixMillis{start > ahead_ms_ ? start - ahead_ms_ : 0};
    }
    /// The slot in which `seconds` after the start of `slot` falls.
    [[nodiscard]] Slot after(Slot slot, std::uint64_t seconds) const {
        return slot + Slot{(seconds + seconds_per_slot_ - 1) / seconds_per_slot_};
    }
    /// It is `slot` now: whatever was skipped is ahead of the wall clock from here on. A clock
    /// never goes back.
    void arrive(Slot slot, UnixMillis now) { ahead_ms_ = ahead_ms(slot, now); }
    /// Of the wall clock, while it is `slot`.
    [[nodiscard]] std::uint64_t ahead_ms(Slot slot, UnixMillis now) const {
        const UnixMillis expected = due(slot);
        return ahead_ms_ + (expected > now ? (expected - now).value : 0);
    }

  private:
    UnixSeconds genesis_;
    std::uint64_t seconds_per_slot_;
    std::uint64_t ahead_ms_ = 0;
};

}  // namespace stafi::devnet
