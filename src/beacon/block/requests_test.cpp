#include "beacon/block/requests.hpp"

#include <gtest/gtest.h>

#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

using boost::json::object;

void consolidate(State& state, const object& row) {
    process_consolidation_request(state, test::given<eth::ConsolidationRequest>(row, "request"));
}

TEST(VoluntaryExits, are_judged_as_by_the_executable_specification) {
    test::expect_verified("beacon_registry/voluntary_exits.json",
                          [](State& state, const object& row, Signatures& signatures) {
                              return process_voluntary_exit(
                                  state, test::given<eth::SignedVoluntaryExit>(row, "exit"),
                                  signatures);
                          });
}

TEST(WithdrawalRequests, have_the_effect_of_the_executable_specification) {
    test::expect_cases(
        "beacon_registry/withdrawal_requests.json", [](State& state, const object& row) {
            process_withdrawal_request(state, test::given<eth::WithdrawalRequest>(row, "request"));
        });
}

TEST(ConsolidationRequests, have_the_effect_of_the_executable_specification) {
    test::expect_cases("beacon_registry/consolidation_requests.json", consolidate);
}

TEST(ConsolidationRequests, queue_where_there_is_churn_for_them) {
    Parameters rules;
    rules.churn_min = 512_eth;  // of which activations and exits take 256
    test::expect_cases("beacon_registry/consolidation_requests_512.json", consolidate, rules);
}

TEST(PendingConsolidations, apply_as_in_the_executable_specification) {
    test::expect_cases("beacon_registry/pending_consolidations.json",
                       [](State& state, const object&) { apply_pending_consolidations(state); });
}

}  // namespace
}  // namespace stafi::beacon
