#include "adapters/endpoints/health.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace stafi::adapters {
namespace {

constexpr double kFailureWeight = 0.3;  ///< of one in the moving average
constexpr double kLieWeight = 0.9;
constexpr double kLatencyWeight = 0.2;
constexpr double kClearlyBetter = 1.25;
constexpr unsigned kDoublingsMax = 6;

}  // namespace

double Health::failures(UnixMillis now) const {
    // The wall clock may jump back: then no time has passed.
    const std::uint64_t passed = now > changed_ ? now.value - changed_.value : 0;
    const double half_lives =
        static_cast<double>(passed) / static_cast<double>(kFailureHalfLife.count());
    return failures_ * std::exp2(-half_lives);
}

void Health::succeeded(UnixMillis now, Millis took) {
    failures_ = failures(now) * (1 - kFailureWeight);
    changed_ = now;
    failures_in_a_row_ = 0;
    rests_until_ = {};
    millis_to_answer_ += kLatencyWeight * (static_cast<double>(took.count()) - millis_to_answer_);
}

void Health::failed(UnixMillis now, bool is_lie) {
    const double weight = is_lie ? kLieWeight : kFailureWeight;
    const double before = failures(now);
    failures_ = before + weight * (1 - before);
    changed_ = now;
    const Millis rest = kRestMin * (1U << std::min(failures_in_a_row_, kDoublingsMax));
    ++failures_in_a_row_;
    rests_until_ = now + UnixMillis{static_cast<std::uint64_t>(std::min(rest, kRestMax).count())};
}

int Health::score(UnixMillis now, std::uint64_t best_head) const {
    const auto slow = static_cast<double>(kSlow.count());
    double score = kScoreMax * (1 - failures(now)) * slow / (slow + millis_to_answer_);
    const std::uint64_t behind = head_ != 0 && head_ < best_head ? best_head - head_ : 0;
    if (behind > kBlocksBehindMax) score /= static_cast<double>(behind);
    return static_cast<int>(std::clamp(score, 0.0, static_cast<double>(kScoreMax)));
}

bool Health::is_resting(UnixMillis now) const {
    if (now >= rests_until_) return false;
    // A clock that was set back does not make it rest for longer.
    return rests_until_.value - now.value <= static_cast<std::uint64_t>(kRestMax.count());
}

std::uint64_t best_head_of(std::span<const Health> servers) {
    std::uint64_t best = 0;
    for (const Health& one : servers)
        best = std::max(best, one.head());
    return best;
}

std::vector<std::size_t> order_of(std::span<const Health> servers, std::size_t current,
                                  UnixMillis now) {
    const std::uint64_t best = best_head_of(servers);
    const auto rank = [&](std::size_t i) {
        const double favour = i == current ? kClearlyBetter : 1.0;
        return std::tuple{servers[i].is_resting(now), -favour * servers[i].score(now, best), i};
    };
    std::vector<std::size_t> order(servers.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, rank);
    return order;
}

}  // namespace stafi::adapters
