#include "sim/world/world.hpp"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "source_dir.hpp"

namespace stafi::sim {
namespace {

std::string file(const std::string& name) {
    std::ifstream stream{test::source_dir() / "build/contracts/devnet/v2" / name};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// Needs what `make contracts` writes.
struct WorldTest : testing::Test {
    static const ReadyPool& pool() {
        static const ReadyPool ready =
            read_ready_pool(file("state.json"), file("addresses.json")).value();
        return ready;
    }
    void SetUp() override {
        if (file("state.json").empty()) GTEST_SKIP() << "make contracts";
    }
    /// Whether one of the first seeds shows the bug.
    static bool is_found(PlantedBug bug) {
        for (std::uint64_t seed = 1; seed <= 20; ++seed)
            if (!run_world(pool(), seed, bug).violations.empty()) return true;
        return false;
    }
};

TEST_F(WorldTest, keeps_its_promises) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const WorldReport report = run_world(pool(), seed);
        EXPECT_EQ(report.violations, std::vector<std::string>{}) << "seed " << seed;
        EXPECT_GE(report.transactions, 12U);
    }
}

TEST_F(WorldTest, is_the_same_for_the_same_seed) {
    EXPECT_EQ(run_world(pool(), 3).events, run_world(pool(), 3).events);
}

TEST_F(WorldTest, finds_what_is_sent_before_it_is_recorded) {
    EXPECT_TRUE(is_found(PlantedBug::sends_before_it_records));
}

TEST_F(WorldTest, finds_nonces_that_are_taken_from_the_chain) {
    EXPECT_TRUE(is_found(PlantedBug::takes_nonces_from_the_chain));
}

}  // namespace
}  // namespace stafi::sim
