#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/world/world.hpp"

// stafi-sim: worlds from seeds, and whether they kept their promises. See `make sim`.

namespace {

using namespace stafi;

constexpr const char* kUsage =
    "usage: stafi-sim SEED          one world, with all that happened in it\n"
    "       stafi-sim FIRST COUNT   that many, and what went wrong in them\n";

std::string file(const std::string& name) {
    std::ifstream stream{STAFI_CONTRACTS_DIR "/devnet/v2/" + name};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

int show_one(const sim::ReadyPool& pool, std::uint64_t seed) {
    const sim::WorldReport report = sim::run_world(pool, seed);
    for (const std::string& event : report.events)
        fmt::print("{}\n", event);
    fmt::print("seed {}: {} transactions, {} violations\n", seed, report.transactions,
               report.violations.size());
    return report.violations.empty() ? 0 : 1;
}

struct Totals {
    std::map<std::string_view, std::uint64_t> faults;
    std::uint64_t virtual_seconds = 0;
    std::uint64_t transactions = 0;
    std::uint64_t violations = 0;
    std::vector<double> seconds;  ///< of each seed

    void add(const sim::WorldReport& report) {
        for (const auto& [fault, count] : report.faults)
            faults[fault] += count;
        virtual_seconds += report.virtual_seconds;
        transactions += report.transactions;
        violations += report.violations.size();
    }
};

int show_many(const sim::ReadyPool& pool, std::uint64_t first, std::uint64_t count) {
    using Clock = std::chrono::steady_clock;
    Totals totals;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const auto begin = Clock::now();  // tidy: safe, it is only told
        const sim::WorldReport report = sim::run_world(pool, seed);
        const std::chrono::duration<double> taken = Clock::now() - begin;  // tidy: safe
        totals.seconds.push_back(taken.count());
        totals.add(report);
        for (const std::string& violation : report.violations)
            fmt::print("seed {}: {}\n  build/release/src/sim/stafi-sim {}\n", seed, violation,
                       seed);
    }
    std::ranges::sort(totals.seconds);
    fmt::print("virtual time: {:.1f} days, {} transactions in the chains\n",
               static_cast<double>(totals.virtual_seconds) / 86'400, totals.transactions);
    for (const auto& [fault, times] : totals.faults)
        fmt::print("  {}: {}\n", fault, times);
    fmt::print("median {:.3f} s a seed\n", totals.seconds[totals.seconds.size() / 2]);
    fmt::print("{} seeds, {} violations\n", count, totals.violations);
    return totals.violations == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    const auto first = words.empty() ? std::nullopt : number(words[0]);
    const auto count = words.size() == 2 ? number(words[1]) : std::optional<std::uint64_t>{1};
    if (words.size() > 2 || !first || !count || *count == 0) {
        fmt::print(stderr, "{}", kUsage);
        return 2;
    }
    const auto pool = sim::read_ready_pool(file("state.json"), file("addresses.json"));
    if (!pool) {
        fmt::print(stderr, "stafi-sim: {}; run `make contracts` first\n", pool.error().what);
        return 1;
    }
    return words.size() == 1 ? show_one(*pool, *first) : show_many(*pool, *first, *count);
}
