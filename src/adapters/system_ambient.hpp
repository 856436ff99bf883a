#pragma once

#include <cstddef>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/thread_pool.hpp>

#include "ports/ambient.hpp"

namespace stafi::adapters {

/// Real time, the kernel's chance, and threads for what would hold up the loop.
///
/// Made after the loop and destroyed before it: its end waits for what runs aside, whose results
/// the loop then throws away.
class SystemAmbient final : public Ambient {
  public:
    /// Seconds at most that a sleeper takes to notice a jump of the wall clock.
    static constexpr std::chrono::seconds kJumpNoticed{1};

    SystemAmbient(boost::asio::any_io_executor loop, Entropy entropy, std::size_t threads);
    ~SystemAmbient() override;
    SystemAmbient(const SystemAmbient&) = delete;
    SystemAmbient& operator=(const SystemAmbient&) = delete;

    [[nodiscard]] UnixMillis now() const override;
    [[nodiscard]] Task<> sleep_until(UnixMillis when) override;
    [[nodiscard]] Task<> sleep(Millis duration) override;
    [[nodiscard]] Entropy& entropy() override { return entropy_; }
    [[nodiscard]] Task<> run_aside(std::function<void()> work) override;

  private:
    boost::asio::any_io_executor loop_;
    Entropy entropy_;
    boost::asio::thread_pool threads_;
};

}  // namespace stafi::adapters
