#include "base/uint256.hpp"

#include <random>

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>

namespace stafi {
namespace {

// The second opinion is Boost.Multiprecision's cpp_int.
using Wide = boost::multiprecision::cpp_int;

Wide wide(const Uint256& value) {
    Wide out;
    for (std::size_t i = 4; i-- > 0;)
        out = (out << 64) | value.limbs[i];
    return out;
}

/// Random values whose widths are spread evenly: small ones and full ones meet often.
class Source {
  public:
    Uint256 next() {
        Uint256 value;
        for (std::uint64_t& limb : value.limbs)
            limb = random_();
        return value >> static_cast<unsigned>(random_() % 256);
    }
    unsigned shift() { return static_cast<unsigned>(random_() % 256); }

  private:
    std::mt19937_64 random_{20};  // NOLINT(bugprone-random-generator-seed): repeatable on purpose
};

constexpr int kRounds = 2000;
const Wide kModulus = Wide{1} << 256;

TEST(Uint256, adds_subtracts_and_multiplies_as_cpp_int) {
    Source source;
    for (int i = 0; i < kRounds; ++i) {
        const Uint256 a = source.next();
        const Uint256 b = source.next();
        const auto sum = checked_add(a, b);
        ASSERT_EQ(sum.has_value(), wide(a) + wide(b) < kModulus);
        if (sum) ASSERT_EQ(wide(*sum), wide(a) + wide(b));
        const auto difference = checked_sub(a, b);
        ASSERT_EQ(difference.has_value(), a >= b);
        if (difference) ASSERT_EQ(wide(*difference), wide(a) - wide(b));
        const auto product = checked_mul(a, b);
        ASSERT_EQ(product.has_value(), wide(a) * wide(b) < kModulus);
        if (product) ASSERT_EQ(wide(*product), wide(a) * wide(b));
    }
}

TEST(Uint256, divides_and_shifts_as_cpp_int) {
    Source source;
    for (int i = 0; i < kRounds; ++i) {
        const Uint256 a = source.next();
        const Uint256 b = source.next();
        if (b != Uint256{}) {
            ASSERT_EQ(wide(a / b), wide(a) / wide(b));
            ASSERT_EQ(wide(a % b), wide(a) % wide(b));
        }
        const unsigned bits = source.shift();
        ASSERT_EQ(wide(a << bits), (wide(a) << bits) % kModulus);
        ASSERT_EQ(wide(a >> bits), wide(a) >> bits);
        ASSERT_EQ(a < b, wide(a) < wide(b));
    }
}

TEST(Uint256, writes_and_reads_decimals_as_cpp_int) {
    Source source;
    for (int i = 0; i < kRounds; ++i) {
        const Uint256 a = source.next();
        ASSERT_EQ(to_decimal(a), wide(a).str());
        ASSERT_EQ(*parse_decimal(to_decimal(a)), a);
        ASSERT_EQ(from_be256(be256(a)), a);
    }
    EXPECT_EQ(to_decimal(Uint256::max()),
              "115792089237316195423570985008687907853269984665640564039457584007913129639935");
}

TEST(Uint256, refuses_what_is_not_a_plain_decimal_below_two_to_the_256) {
    for (const char* text : {"", "-1", "+1", " 1", "1 ", "0x10", "1e18", "01", "1_000"})
        EXPECT_EQ(parse_decimal(text).error().reason, Reason::bad_number) << text;
    const auto too_large = parse_decimal(
        "115792089237316195423570985008687907853269984665640564039457584007913129639936");
    EXPECT_EQ(too_large.error().reason, Reason::out_of_range);
    EXPECT_EQ(parse_uint64("18446744073709551616").error().reason, Reason::out_of_range);
    EXPECT_EQ(*parse_uint64("18446744073709551615"), ~0ULL);
}

TEST(Uint256DeathTest, an_overflow_in_an_operator_stops_the_program) {
    EXPECT_DEATH((void)(Uint256::max() + 1), "check failed");
    EXPECT_DEATH((void)(Uint256{1} - 2), "check failed");
    EXPECT_DEATH((void)(Uint256::max() * 2), "check failed");
    EXPECT_DEATH((void)(Uint256{1} / 0), "check failed");
}

}  // namespace
}  // namespace stafi
