#include "beacon/block/attestations.hpp"

#include <gtest/gtest.h>

#include "beacon/block/sync_aggregate.hpp"
#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

using boost::json::object;

TEST(Attestations, are_judged_as_by_the_executable_specification) {
    Parameters rules;
    rules.target_committee_size = 1;  // two committees a slot for 64 validators
    test::expect_verified(
        "beacon_blocks/attestations.json",
        [](State& state, const object& row, Signatures& signatures) {
            KnownCommittees committees;
            return process_attestation(state, test::given<eth::Attestation>(row, "attestation"),
                                       committees, signatures);
        },
        rules);
}

TEST(SyncAggregates, are_judged_as_by_the_executable_specification) {
    test::expect_verified("beacon_blocks/sync_aggregates.json", [](State& state, const object& row,
                                                                   Signatures& signatures) {
        return process_sync_aggregate(state, test::given<eth::SyncAggregate>(row, "aggregate"),
                                      signatures);
    });
}

}  // namespace
}  // namespace stafi::beacon
