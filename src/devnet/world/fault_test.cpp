#include "devnet/world/fault.hpp"

#include <gtest/gtest.h>

namespace stafi::devnet {
namespace {

TEST(Fault, is_read_from_words) {
    EXPECT_EQ(parse_fault({"beacon", "reorg", "2"}).value(), Fault{BeaconReorg{2}});
    EXPECT_EQ(parse_fault({"beacon", "miss", "10"}).value(), Fault{BeaconMiss{10}});
    EXPECT_EQ(parse_fault({"beacon", "stall", "off"}).value(), Fault{BeaconStall{false}});
    EXPECT_EQ(parse_fault({"execution", "lag", "10"}).value(),
              (Fault{ExecutionTrouble{.service = Service::late, .blocks = 10}}));
    EXPECT_EQ(parse_fault({"execution", "stop"}).value(),
              (Fault{ExecutionTrouble{.service = Service::silent}}));
    EXPECT_EQ(parse_fault({"execution", "healthy"}).value(), Fault{ExecutionTrouble{}});
    EXPECT_EQ(parse_fault({"operator", "3", "wrong-share"}).value(),
              (Fault{OperatorTrouble{.id = {3}, .kind = OperatorFault::wrong_share}}));
    EXPECT_EQ(parse_fault({"operator", "3", "remove"}).value(), Fault{OperatorRemoval{{3}}});
    EXPECT_EQ(parse_fault({"operator", "3", "fee", "7000"}).value(),
              (Fault{OperatorFee{.id = {3}, .wei_per_block = 7000}}));
}

TEST(Fault, is_refused_with_all_that_there_are) {
    const auto unknown = parse_fault({"beacon", "reork", "2"});
    EXPECT_EQ(unknown.error().reason, Reason::unknown_fault);
    EXPECT_EQ(unknown.error().what,
              "fault 'beacon reork 2': known are beacon reorg N, beacon miss N, "
              "beacon stall on|off, execution lag N, execution stop, execution healthy, operator "
              "ID offline|slow|wrong-share|healthy, "
              "operator ID remove, operator ID fee N");
    EXPECT_EQ(parse_fault({"operator", "3", "tired"}).error().reason, Reason::unknown_fault);
    EXPECT_EQ(parse_fault({"operator", "3", "offline", "now"}).error().reason,
              Reason::unknown_fault);
    EXPECT_EQ(parse_fault({}).error().reason, Reason::unknown_fault);
    EXPECT_EQ(parse_fault({"beacon", "stall", "maybe"}).error().reason, Reason::unknown_fault);
}

TEST(Fault, is_refused_with_a_number_that_makes_no_sense) {
    EXPECT_EQ(parse_fault({"beacon", "reorg", "0"}).error().what,
              "beacon reorg: 0 is not in 1..100000");
    EXPECT_EQ(parse_fault({"execution", "lag", "101"}).error().what,
              "execution lag: 101 is not in 1..100");
    EXPECT_EQ(parse_fault({"beacon", "miss", "two"}).error().reason, Reason::bad_number);
}

}  // namespace
}  // namespace stafi::devnet
