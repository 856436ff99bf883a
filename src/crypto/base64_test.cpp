#include "crypto/base64.hpp"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "crypto/entropy.hpp"

namespace stafi {
namespace {

// RFC 4648, section 10.
TEST(Base64, is_the_one_of_the_rfc) {
    const std::vector<std::pair<std::string_view, std::string_view>> printed{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (const auto& [plain, text] : printed) {
        EXPECT_EQ(to_base64(bytes_of(plain)), text);
        EXPECT_EQ(text_of(parse_base64(text).value()), plain);
        EXPECT_EQ(parse_secret_base64(text).value().text(), plain);
    }
}

// RFC 4648, table 1.
TEST(Base64, has_sixty_four_digits_and_no_other) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (unsigned code = 0; code < 256; ++code) {
        const char c = static_cast<char>(code);
        const std::size_t value = kDigits.find(c);
        const auto bytes = parse_base64(std::string{"AAA"} + c);
        if (c == '=') continue;
        ASSERT_EQ(bytes.has_value(), value != std::string_view::npos) << code;
        if (bytes) EXPECT_EQ(*bytes, (Bytes{{}, {}, std::byte(value)})) << code;
        if (bytes) EXPECT_EQ(to_base64(*bytes).back(), c);
    }
}

TEST(Base64, reads_back_all_it_writes) {
    Entropy entropy{SecretBytes<32>{}};
    for (std::size_t size = 0; size < 200; ++size) {
        Bytes bytes(size);
        entropy.fill(bytes);
        EXPECT_EQ(parse_base64(to_base64(bytes)).value(), bytes);
    }
}

TEST(Base64, accepts_one_text_only_for_the_same_bytes) {
    std::size_t accepted = 0;
    std::string text = "Zm9vYg==";  // "foob"
    for (int c = 0; c < 256; ++c) {
        text[5] = static_cast<char>(c);
        if (const auto bytes = parse_base64(text)) {
            EXPECT_EQ(to_base64(*bytes), text);
            ++accepted;
        }
    }
    EXPECT_EQ(accepted, 4U);  // two of its six bits may be set
}

TEST(Base64, refuses_everything_else) {
    for (const std::string_view text :
         {"Zg", "Zg=", "Zg===", "Zm9", "Zm9v=", "Zm9vY===", "====", "=", "Z===", "Zh==", "Zm9=",
          "Zg==Zg==", "Zm 9", "Zm9v\n", "Zm9v\r\n\r\n", "Zm-_", "Zm9\x80", "Z=9v", "Zm=v"}) {
        const auto bytes = parse_base64(text);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().reason, Reason::bad_base64);
        EXPECT_FALSE(parse_secret_base64(text)) << text;
    }
    EXPECT_FALSE(parse_base64(std::string_view{"\0\0\0\0", 4}));
}

TEST(Base64, says_where_it_stopped) {
    EXPECT_EQ(parse_base64("Zm9vZ?==").error().what, "base64: no digit at position 5");
    EXPECT_EQ(parse_base64("Zh==").error().what,
              "base64: the last digit has bits that mean nothing");
    EXPECT_EQ(parse_base64("Zg").error().what, "base64: 2 characters, not a multiple of 4");
}

}  // namespace
}  // namespace stafi
