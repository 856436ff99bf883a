#include "crypto/keystore/uuid.hpp"

#include <gtest/gtest.h>

namespace stafi {
namespace {

TEST(Uuid, prints_what_it_reads) {
    // Source: the URN example of RFC 4122, section 3.
    const std::string text = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    EXPECT_EQ(to_text(parse_uuid(text).value()), text);
    EXPECT_EQ(to_text(parse_uuid("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6").value()), text);
}

TEST(Uuid, refuses_other_forms) {
    for (const std::string_view bad :
         {"", "-", "f81d4fae7dec11d0a76500a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
          "f81d4fae-7dec-11d0-a765-00a0c91e6bf6a", "f81d4fae-7dec-11d0-a76500a0-c91e6bf6",
          "{81d4fae-7dec-11d0-a765-00a0c91e6bf6", "g81d4fae-7dec-11d0-a765-00a0c91e6bf6",
          "0xf81d4f-7dec-11d0-a765-00a0c91e6bf6", "----f81d4fae7dec11d0a76500a0c91e6bf6",
          "f81d4fae--dec-11d0-a765-00a0c91e6bf6"})
        EXPECT_FALSE(parse_uuid(bad)) << bad;
}

TEST(Uuid, draws_version_4) {
    Entropy entropy{SecretBytes<32>{}};
    Uuid last;
    for (int i = 0; i < 100; ++i) {
        const Uuid uuid = draw_uuid(entropy);
        const std::string text = to_text(uuid);
        EXPECT_EQ(text[14], '4');
        EXPECT_NE(std::string_view("89ab").find(text[19]), std::string_view::npos);
        EXPECT_EQ(parse_uuid(text).value(), uuid);
        EXPECT_NE(uuid, last);
        last = uuid;
    }
}

}  // namespace
}  // namespace stafi
