#include "beacon/block/slashings.hpp"

#include <gtest/gtest.h>

#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

using boost::json::object;

TEST(ProposerSlashings, are_judged_as_by_the_executable_specification) {
    test::expect_verified("beacon_blocks/proposer_slashings.json",
                          [](State& state, const object& row, Signatures& signatures) {
                              return process_proposer_slashing(
                                  state, test::given<eth::ProposerSlashing>(row, "slashing"),
                                  signatures);
                          });
}

TEST(AttesterSlashings, are_judged_as_by_the_executable_specification) {
    test::expect_verified("beacon_blocks/attester_slashings.json",
                          [](State& state, const object& row, Signatures& signatures) {
                              return process_attester_slashing(
                                  state, test::given<eth::AttesterSlashing>(row, "slashing"),
                                  signatures);
                          });
}

}  // namespace
}  // namespace stafi::beacon
