#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "ports/ambient.hpp"

namespace stafi::test {

/// Whoever sleeps wakes at once, and the clock shows that he slept: for waits on real sockets'
/// loops that are nobody's but the clock's.
class HastyAmbient final : public Ambient {
  public:
    std::vector<Millis> slept;

    void pass(Millis time) { now_ += UnixMillis{static_cast<std::uint64_t>(time.count())}; }

    [[nodiscard]] UnixMillis now() const override { return now_; }
    Task<> sleep_until(UnixMillis when) override {
        now_ = std::max(now_, when);
        co_return;
    }
    Task<> sleep(Millis duration) override {
        slept.push_back(duration);
        pass(duration);
        co_return;
    }
    [[nodiscard]] Entropy& entropy() override { return entropy_; }
    Task<> run_aside(std::function<void()> work) override {
        work();
        co_return;
    }

  private:
    UnixMillis now_{1'700'000'000'000};
    Entropy entropy_{SecretBytes<32>{}};
};

}  // namespace stafi::test
