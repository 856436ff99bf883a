#include "base/printable.hpp"

#include <gtest/gtest.h>

namespace stafi {
namespace {

TEST(Printable, leaves_nothing_that_a_terminal_would_obey) {
    EXPECT_EQ(printable("\x1b[2Jm/12381\n0x00\x7f"), "?[2Jm/12381?0x00?");
    EXPECT_EQ(printable("\xc2\x9b"
                        "31m"),
              "?31m");  // CSI as one C1 character
    EXPECT_EQ(printable(std::string_view{"a\0b", 3}), "a?b");
}

TEST(Printable, keeps_words_of_every_language) {
    EXPECT_EQ(printable("\u3042\u3044 \u00e9t\u00e9"), "\u3042\u3044 \u00e9t\u00e9");
    EXPECT_EQ(printable(""), "");
    EXPECT_EQ(printable("\xc2"), "\xc2");
}

}  // namespace
}  // namespace stafi
