#include "ssv/committee.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "operators.hpp"

namespace stafi::ssv {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<OperatorId> ids_from(std::initializer_list<std::uint64_t> values) {
    std::vector<OperatorId> ids;
    for (const std::uint64_t value : values)
        ids.push_back({value});
    return ids;
}

/// Texts of all problems; each must be a bad_operator_set.
std::vector<std::string> problems(std::initializer_list<std::uint64_t> values) {
    std::vector<std::string> texts;
    for (const Error& problem : committee_problems(ids_from(values))) {
        EXPECT_EQ(problem.reason, Reason::bad_operator_set);
        texts.push_back(problem.what);
    }
    return texts;
}

std::vector<Operator> first_seats(std::size_t count) {
    std::vector<Operator> seats;
    seats.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        seats.push_back(test::operators()[i].seat);
    return seats;
}

TEST(Committee, has_four_seven_ten_or_thirteen_members) {
    for (std::size_t size = 0; size <= 20; ++size) {
        std::vector<OperatorId> ids;
        for (std::uint64_t id = 1; id <= size; ++id)
            ids.push_back({id});
        EXPECT_EQ(Committee::parse(ids).has_value(),
                  size == 4 || size == 7 || size == 10 || size == 13)
            << size;
    }
}

// The table of the SSV documentation; 2f + 1, not two thirds rounded up.
TEST(Committee, signs_with_two_f_plus_one_members) {
    const auto thirteen = ids_from({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});
    const std::span ids{thirteen};
    EXPECT_EQ(Committee::parse(ids.first(4))->threshold(), 3U);
    EXPECT_EQ(Committee::parse(ids.first(7))->threshold(), 5U);
    EXPECT_EQ(Committee::parse(ids.first(10))->threshold(), 7U);
    EXPECT_EQ(Committee::parse(ids)->threshold(), 9U);
}

TEST(Committee, keeps_its_ids_in_order) {
    const auto ids = ids_from({1, 3, 4, 2147483647});
    EXPECT_TRUE(std::ranges::equal(Committee::parse(ids)->ids(), ids));
}

TEST(Committee, says_what_is_wrong_with_a_set_of_five) {
    EXPECT_THAT(problems({1, 2, 3, 4, 5}),
                ElementsAre("operators: 5 given, a committee has 4, 7, 10 or 13"));
}

TEST(Committee, says_which_id_is_out_of_order) {
    EXPECT_THAT(problems({1, 3, 2, 4}), ElementsAre("operators[2]: id 2 after 3, ids must ascend"));
}

TEST(Committee, says_which_id_is_repeated) {
    EXPECT_THAT(problems({1, 2, 2, 4}), ElementsAre("operators[2]: id 2 is repeated"));
    EXPECT_THAT(problems({1, 2, 3, 1}), ElementsAre("operators[3]: id 1 is repeated"));
}

TEST(Committee, refuses_ids_that_tools_read_differently) {
    EXPECT_THAT(problems({0, 1, 2, 3}), ElementsAre("operators[0]: id 0 is not in 1..2147483647"));
    EXPECT_THAT(problems({1, 2, 3, 2147483648}),
                ElementsAre("operators[3]: id 2147483648 is not in 1..2147483647"));
}

TEST(Committee, lists_every_problem_but_parses_to_the_first) {
    EXPECT_THAT(
        problems({2, 1, 1, 0, 9}),
        ElementsAre(HasSubstr("5 given"), HasSubstr("id 1 after 2"), HasSubstr("id 1 is repeated"),
                    HasSubstr("id 0 is not in"), HasSubstr("id 0 after 1")));
    EXPECT_THAT(Committee::parse(ids_from({2, 1, 1, 0, 9})).error().what, HasSubstr("5 given"));
}

TEST(OperatorSet, keeps_operators_and_their_texts_in_order) {
    const OperatorSet set = test::operator_set(13);
    ASSERT_EQ(set.operators().size(), 13U);
    for (std::size_t i = 0; i < 13; ++i) {
        EXPECT_EQ(set.operators()[i].id(), set.committee().ids()[i]);
        EXPECT_EQ(set.operators()[i].key_text(), test::operators()[i].seat.key_text());
    }
}

TEST(OperatorSet, refuses_two_seats_with_one_key) {
    std::vector<Operator> seats = first_seats(4);
    seats[3] = Operator::parse(seats[3].id(), seats[1].key_text()).value();
    const auto set = OperatorSet::parse(seats);
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().reason, Reason::duplicate_key);
    EXPECT_EQ(set.error().what, fmt::format("operators {} and {} have the same key",
                                            seats[1].id().value, seats[3].id().value));
}

TEST(OperatorSet, refuses_what_is_no_committee) {
    EXPECT_EQ(OperatorSet::parse(first_seats(5)).error().reason, Reason::bad_operator_set);
}

TEST(Operator, names_the_operator_whose_key_is_none) {
    const auto none = Operator::parse({7}, "bm8ga2V5");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().reason, Reason::bad_rsa_key);
    EXPECT_THAT(none.error().what, testing::StartsWith("operator 7: "));
}

}  // namespace
}  // namespace stafi::ssv
