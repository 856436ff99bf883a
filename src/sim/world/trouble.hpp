#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string_view>
#include <type_traits>
#include <utility>

#include "ports/ambient.hpp"

// What goes wrong between a process and the world. Every port call passes here twice: on its way
// to the other side, and back.

namespace stafi::sim {

/// The process ends here, as by `kill -9`. Nothing of ours catches it but the world.
struct Crash {};

/// Of 1,000 ways.
struct TroubleRates {
    unsigned lost_before = 0;  ///< the question never arrives
    unsigned lost_after = 0;   ///< it arrives, and the answer does not
    unsigned crash = 0;
    Millis latency_max{0};

    friend bool operator==(const TroubleRates&, const TroubleRates&) = default;
};

class Trouble {
  public:
    Trouble(Ambient& ambient, std::mt19937_64& chance) : ambient_{ambient}, chance_{chance} {}

    void set(TroubleRates rates) { rates_ = rates; }
    /// What else happens at the instant of a crash.
    void before_crash(std::function<void()> happens) { before_crash_ = std::move(happens); }
    /// Throws: Crash.
    [[noreturn]] void crash();

    /// Errors: timed_out. Throws: Crash.
    [[nodiscard]] Task<Result<>> on_the_way() { return pass("lost before", rates_.lost_before); }
    [[nodiscard]] Task<Result<>> on_the_way_back() { return pass("lost after", rates_.lost_after); }

    /// The other side answers at one instant, with what `work` makes; the ways there and back take
    /// time, or never end. Errors: timed_out; those of `work`. Throws: Crash.
    template <class Work>
    [[nodiscard]] Task<std::invoke_result_t<Work&>> between(Work work) {
        CO_TRY_VOID(co_await on_the_way());
        auto answer = work();
        CO_TRY_VOID(co_await on_the_way_back());
        co_return answer;
    }

    /// How often each fault has happened.
    [[nodiscard]] const std::map<std::string_view, std::uint64_t>& counts() const {
        return counts_;
    }
    void count(std::string_view fault) { ++counts_[fault]; }

  private:
    [[nodiscard]] Task<Result<>> pass(std::string_view fault, unsigned rate);
    [[nodiscard]] bool happens(unsigned of_1000) { return chance_() % 1000 < of_1000; }

    Ambient& ambient_;
    std::mt19937_64& chance_;
    TroubleRates rates_;
    std::function<void()> before_crash_ = [] {};
    std::map<std::string_view, std::uint64_t> counts_;
};

}  // namespace stafi::sim
