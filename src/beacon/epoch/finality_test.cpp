#include "beacon/epoch/finality.hpp"

#include <gtest/gtest.h>

#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

TEST(Finality, follows_the_executable_specification) {
    test::expect_cases("beacon_epochs/finality.json",
                       [](State& state, const boost::json::object&) { update_finality(state); });
}

}  // namespace
}  // namespace stafi::beacon
