#include "devnet/operators/duty_book.hpp"

#include <gtest/gtest.h>

namespace stafi::devnet {
namespace {

constexpr OperatorId kOne{1};
constexpr std::uint64_t kHour = 3600;

UnixSeconds at_hour(std::uint64_t hour) { return {1'700'000'400 / kHour * kHour + hour * kHour}; }

TEST(DutyBook, knows_nothing_of_who_had_no_duty) {
    DutyBook book;
    EXPECT_EQ(book.performance(kOne, at_hour(0), DutyBook::kDay), std::nullopt);
    book.record(OperatorId{2}, at_hour(0), true);
    EXPECT_EQ(book.performance(kOne, at_hour(0), DutyBook::kDay), std::nullopt);
}

TEST(DutyBook, gives_the_share_of_duties_done) {
    DutyBook book;
    for (int i = 0; i < 4; ++i)
        book.record(kOne, at_hour(0), i != 0);
    EXPECT_EQ(book.performance(kOne, at_hour(0), DutyBook::kDay), 75.0);
}

TEST(DutyBook, looks_back_as_far_as_asked) {
    DutyBook book;
    book.record(kOne, at_hour(0), false);
    book.record(kOne, at_hour(23), true);
    EXPECT_EQ(book.performance(kOne, at_hour(23), DutyBook::kDay), 50.0);
    EXPECT_EQ(book.performance(kOne, at_hour(24), DutyBook::kDay), 100.0);
    EXPECT_EQ(book.performance(kOne, at_hour(24), DutyBook::kMonth), 50.0);
    EXPECT_EQ(book.performance(kOne, at_hour(47), DutyBook::kDay), std::nullopt);
}

TEST(DutyBook, does_not_count_what_comes_after_now) {
    DutyBook book;
    book.record(kOne, at_hour(5), true);
    book.record(kOne, at_hour(2), false);
    EXPECT_EQ(book.performance(kOne, at_hour(3), DutyBook::kDay), 0.0);
}

TEST(DutyBook, forgets_after_a_month) {
    DutyBook book;
    book.record(kOne, at_hour(0), false);
    book.record(kOne, at_hour(30ULL * 24 - 1), true);
    EXPECT_EQ(book.performance(kOne, at_hour(1), DutyBook::kDay), 0.0);  // just not forgotten
    book.record(kOne, at_hour(30ULL * 24), true);
    EXPECT_EQ(book.performance(kOne, at_hour(1), DutyBook::kDay), std::nullopt);
}

TEST(DutyBook, begins_with_the_clock) {
    DutyBook book;
    book.record(kOne, UnixSeconds{5}, true);
    EXPECT_EQ(book.performance(kOne, UnixSeconds{5 + kHour}, DutyBook::kMonth), 100.0);
}

}  // namespace
}  // namespace stafi::devnet
