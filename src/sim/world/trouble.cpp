#include "sim/world/trouble.hpp"

namespace stafi::sim {

void Trouble::crash() {
    count("crash");
    before_crash_();
    throw Crash{};
}

Task<Result<>> Trouble::pass(std::string_view fault, unsigned rate) {
    if (rates_.latency_max.count() > 0) {
        const auto span = static_cast<std::uint64_t>(rates_.latency_max.count());
        co_await ambient_.sleep(Millis{chance_() % span});
    }
    if (happens(rates_.crash)) crash();
    if (!happens(rate)) co_return Result<>{};
    count(fault);
    co_await ambient_.sleep(Millis{10'000});  // as long as an adapter waits for an answer
    co_return fail(Reason::timed_out, std::string{fault});
}

}  // namespace stafi::sim
