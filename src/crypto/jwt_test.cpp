#include "crypto/jwt.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace stafi {
namespace {

JwtSecret counting_secret() {
    JwtSecret secret;
    for (std::size_t i = 0; i < 32; ++i)
        secret.span()[i] = static_cast<std::byte>(i);
    return secret;
}

// RFC 4231, test cases 2 and 6 (a key longer than a block).
TEST(Hmac, is_that_of_rfc_4231) {
    EXPECT_EQ(
        to_hex(hmac_sha256(bytes_of("Jefe"), bytes_of("what do ya want for nothing?")).view()),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    const Bytes long_key(131, std::byte{0xaa});
    EXPECT_EQ(to_hex(hmac_sha256(long_key, bytes_of("Test Using Larger Than Block-Size Key - Hash "
                                                    "Key First"))
                         .view()),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// Made with Python's hmac, hashlib and base64, for the secret 00 01 02 .. 1f.
TEST(Jwt, is_what_python_makes) {
    EXPECT_EQ(make_jwt(counting_secret(), UnixSeconds{0}),
              "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjB9.EOp_CqLEmwdr3t5CFW_alu"
              "cgMpie_ViZSQo8NwVsfss");
    EXPECT_EQ(make_jwt(counting_secret(), UnixSeconds{1'700'000'000}),
              "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3MDAwMDAwMDB9.uAxdaUtr1_"
              "HpYPtNDLNlQ_sHMiP5eBV-ra8EjL3ScS8");
}

TEST(JwtSecret, is_read_as_clients_write_it) {
    const std::string digits = to_hex(counting_secret().view());
    for (const std::string& text :
         {digits, "0x" + digits, digits + "\n", " \t0x" + digits + "\r\n"}) {
        const auto secret = parse_jwt_secret(text);
        ASSERT_TRUE(secret) << text;
        EXPECT_TRUE(equal_constant_time(secret->view(), counting_secret().view()));
    }
}

TEST(JwtSecret, is_nothing_else_and_is_not_quoted) {
    const std::string digits = to_hex(counting_secret().view());
    for (const std::string& text :
         {std::string{}, std::string{"  "}, digits.substr(2), digits + "00", "00x" + digits,
          digits + "\n" + digits, digits.substr(1) + "g", digits.substr(0, 63) + " "}) {
        const auto secret = parse_jwt_secret(text);
        ASSERT_FALSE(secret) << text;
        EXPECT_EQ(secret.error().reason, Reason::bad_jwt_secret);
        EXPECT_EQ(secret.error().what, "jwt secret: not 64 hex digits");
    }
}

}  // namespace
}  // namespace stafi
