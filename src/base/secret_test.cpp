#include "base/secret.hpp"

#include <algorithm>
#include <type_traits>

#include <gtest/gtest.h>

namespace stafi {
namespace {

bool is_zero(BytesView bytes) {
    return std::ranges::all_of(bytes, [](std::byte b) { return b == std::byte{}; });
}

static_assert(!std::is_copy_constructible_v<SecretBytes<32>>);
static_assert(!std::is_copy_constructible_v<SecretBuffer>);

TEST(Secret, leaves_nothing_behind_when_it_moves) {
    SecretBytes<4> from{std::array{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}}};
    const SecretBytes<4> to{std::move(from)};
    EXPECT_TRUE(is_zero(from.view()));  // NOLINT(bugprone-use-after-move): that is the point
    EXPECT_EQ(to.view()[3], std::byte{4});
}

TEST(Secret, is_wiped_when_it_dies) {
    alignas(SecretBytes<32>) std::array<std::byte, sizeof(SecretBytes<32>)> room;
    auto* secret = new (room.data()) SecretBytes<32>;
    std::ranges::fill(secret->span(), std::byte{0xaa});
    secret->~SecretBytes<32>();
    EXPECT_TRUE(is_zero(room));
}

TEST(Secret, a_buffer_forgets_its_tail) {
    SecretBuffer buffer{std::string_view{"correct horse\n"}};
    buffer.shrink(13);
    EXPECT_EQ(buffer.text(), "correct horse");
}

TEST(Secret, comparison_is_by_content_and_length) {
    EXPECT_TRUE(equal_constant_time(bytes_of("abc"), bytes_of("abc")));
    EXPECT_FALSE(equal_constant_time(bytes_of("abc"), bytes_of("abd")));
    EXPECT_FALSE(equal_constant_time(bytes_of("abc"), bytes_of("abcd")));
    EXPECT_TRUE(equal_constant_time({}, {}));
}

}  // namespace
}  // namespace stafi
