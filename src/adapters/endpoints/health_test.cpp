#include "adapters/endpoints/health.hpp"

#include <gmock/gmock.h>

namespace stafi::adapters {
namespace {

using testing::ElementsAre;

struct HealthTest : testing::Test {
    UnixMillis now{1'700'000'000'000};
    std::vector<Health> servers = std::vector<Health>(3);

    [[nodiscard]] std::vector<std::size_t> order(std::size_t current = 0) const {
        return order_of(servers, current, now);
    }
    void pass(Millis time) { now += UnixMillis{static_cast<std::uint64_t>(time.count())}; }
};

TEST_F(HealthTest, takes_servers_in_their_order_until_it_knows_better) {
    EXPECT_EQ(servers[0].score(now, 0), Health::kScoreMax);
    EXPECT_THAT(order(), ElementsAre(0, 1, 2));
}

TEST_F(HealthTest, lets_one_that_failed_rest_and_the_longer_the_more_it_fails) {
    servers[0].failed(now, /*is_lie=*/false);
    EXPECT_THAT(order(), ElementsAre(1, 2, 0));
    pass(Health::kRestMin);
    EXPECT_FALSE(servers[0].is_resting(now));
    for (int i = 0; i < 20; ++i)
        servers[0].failed(now, /*is_lie=*/false);
    pass(Health::kRestMax - Millis{1});
    EXPECT_TRUE(servers[0].is_resting(now));
    pass(Millis{1});
    EXPECT_FALSE(servers[0].is_resting(now));
}

TEST_F(HealthTest, forgives_with_time_and_with_answers) {
    for (int i = 0; i < 5; ++i)
        servers[0].failed(now, /*is_lie=*/false);
    const int then = servers[0].score(now, 0);
    EXPECT_LT(then, Health::kScoreMax / 4);
    pass(Health::kFailureHalfLife * 10);
    EXPECT_GT(servers[0].score(now, 0), Health::kScoreMax * 99 / 100);
    servers[1].failed(now, /*is_lie=*/false);
    const int failed = servers[1].score(now, 0);
    servers[1].succeeded(now, Millis{0});
    EXPECT_GT(servers[1].score(now, 0), failed);
    EXPECT_FALSE(servers[1].is_resting(now));
}

TEST_F(HealthTest, takes_a_lie_for_worse_than_silence) {
    servers[0].failed(now, /*is_lie=*/true);
    servers[1].failed(now, /*is_lie=*/false);
    EXPECT_LT(servers[0].score(now, 0), servers[1].score(now, 0) / 2);
}

TEST_F(HealthTest, stays_with_the_one_that_answers_until_another_is_clearly_better) {
    servers[0].succeeded(now, Millis{100});
    EXPECT_THAT(order(0), ElementsAre(0, 1, 2));
    EXPECT_THAT(order(2), ElementsAre(2, 1, 0));
    for (int i = 0; i < 30; ++i)
        servers[0].succeeded(now, Millis{5'000});
    EXPECT_THAT(order(0), ElementsAre(1, 2, 0));
}

TEST_F(HealthTest, does_not_follow_a_head_that_is_far_behind) {
    servers[0].saw_head(100 - Health::kBlocksBehindMax);
    servers[1].saw_head(100);
    EXPECT_EQ(best_head_of(servers), 100U);
    EXPECT_THAT(order(0), ElementsAre(0, 1, 2));
    servers[0].saw_head(99 - Health::kBlocksBehindMax);
    EXPECT_THAT(order(0), ElementsAre(1, 2, 0));
}

TEST_F(HealthTest, does_not_rest_for_ever_when_the_clock_is_set_back) {
    servers[0].failed(now, /*is_lie=*/false);
    now = UnixMillis{1'600'000'000'000};
    EXPECT_FALSE(servers[0].is_resting(now));
    EXPECT_GT(servers[0].score(now, 0), 0);
}

}  // namespace
}  // namespace stafi::adapters
