#include "crypto/unicode.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

std::string form(std::string_view text) { return std::string{nfkd(text).value().text()}; }
std::string password(std::string_view text) {
    return std::string{normalise_password(text).value().text()};
}

// Expected forms: Unicode Standard Annex 15, figures 3 to 6.
TEST(Unicode, decomposes_canonically_and_for_compatibility) {
    EXPECT_EQ(form("plain ascii"), "plain ascii");
    EXPECT_EQ(form("\u00c5"), "A\u030a");              // letter with ring
    EXPECT_EQ(form("\u212b"), "A\u030a");              // angstrom sign
    EXPECT_EQ(form("\u1e9b\u0323"), "s\u0323\u0307");  // marks in canonical order
    EXPECT_EQ(form("\ufb01"), "fi");                   // ligature
    EXPECT_EQ(form("2\u2075"), "25");                  // superscript
    EXPECT_EQ(form("\u3000\u00a0"), "  ");             // ideographic and no-break space
    EXPECT_EQ(form("\uac00"), "\u1100\u1161");         // Hangul
    EXPECT_EQ(form(""), "");
    EXPECT_EQ(form(std::string_view{"a\0b", 3}), std::string_view("a\0b", 3));
}

TEST(Unicode, survives_the_longest_decomposition) {
    EXPECT_EQ(form("\ufdfa").size(), 33U);  // U+FDFA: 18 code points, the most there is
}

// Source: ERC-2335, "Password requirements" and its test vectors.
TEST(Unicode, normalises_a_password_as_eip2335_prints) {
    EXPECT_EQ(to_hex(bytes_of(password("𝔱𝔢𝔰𝔱𝔭𝔞𝔰𝔰𝔴𝔬𝔯𝔡🔑"))), "7465737470617373776f7264f09f9491");
}

TEST(Unicode, normalises_a_password_as_the_shared_rules_do) {
    const auto shared = test::shared_vector_file("02-eip2335-keystores.json");
    if (!shared) GTEST_SKIP() << test::kNoSharedVectors;
    const auto& rules = shared->at("password_rules");
    EXPECT_EQ(to_hex(bytes_of(password(test::str(rules.at("raw_password"))))),
              test::str(rules.at("nfkd_stripped_utf8_hex")));
}

TEST(Unicode, drops_control_codes_from_passwords) {
    EXPECT_EQ(password("a\nb\r\x01\x1f\x7f"), "ab");
    EXPECT_EQ(password("a\u0080\u0085\u009fb"), "ab");
    EXPECT_EQ(password(" ~\u00a1"), " ~\u00a1");  // the neighbours of the dropped ranges
    EXPECT_EQ(password("\u00a0"), " ");           // NFKD first: a space, not a control code
    EXPECT_EQ(password("password\n"), password("password"));
}

TEST(Unicode, refuses_what_is_no_utf8_and_names_the_byte) {
    // Stray continuation, overlong, surrogate, above U+10FFFF, cut short.
    for (const std::string_view bad :
         {"ab\x80", "ab\xc0\x80", "ab\xed\xa0\x80", "ab\xf4\x90\x80\x80", "ab\xe2\x82", "ab\xff"}) {
        const auto refused = nfkd(bad);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().reason, Reason::bad_utf8);
        EXPECT_EQ(refused.error().what, "text: no valid UTF-8 at byte 2");
        EXPECT_FALSE(normalise_password(bad));
    }
}

TEST(Unicode, is_bounded) {
    EXPECT_TRUE(nfkd(std::string(kUnicodeBytesMax, 'a')));
    EXPECT_EQ(nfkd(std::string(kUnicodeBytesMax + 1, 'a')).error().reason, Reason::out_of_range);
}

TEST(Unicode, counts_code_points_and_not_bytes) {
    EXPECT_EQ(count_code_points(""), 0U);
    EXPECT_EQ(count_code_points("abc"), 3U);
    EXPECT_EQ(count_code_points("ä€🔑"), 3U);
}

}  // namespace
}  // namespace stafi
