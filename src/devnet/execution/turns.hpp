#pragma once

#include <utility>

#include <boost/asio/steady_timer.hpp>

#include "ports/task.hpp"

namespace stafi::devnet {

/// Lets one task at a time through: `const auto turn = co_await turns.take();`, until its end.
class Turns {
  public:
    class Turn {
      public:
        Turn(Turn&& other) noexcept : turns_{std::exchange(other.turns_, nullptr)} {}
        Turn& operator=(Turn&&) = delete;
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn() {
            if (turns_ != nullptr) turns_->pass_on();
        }

      private:
        friend Turns;
        explicit Turn(Turns& turns) : turns_{&turns} {}
        Turns* turns_;
    };

    explicit Turns(const boost::asio::any_io_executor& loop);

    /// Waits until nobody else has a turn. It outlives the turns it gives.
    [[nodiscard]] Task<Turn> take();

  private:
    void pass_on();

    bool is_taken_ = false;
    boost::asio::steady_timer passed_on_;  ///< never expires; its waiters are woken one by one
};

}  // namespace stafi::devnet
