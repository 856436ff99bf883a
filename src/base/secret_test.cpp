#include "base/secret.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace {

/// A block of memory, and what was in it when it was given back: at that moment it may still be
/// read, and never after.
struct Watch {
    const void* block = nullptr;
    std::vector<std::byte> last_seen;
};
Watch* g_watch = nullptr;

void release(void* block, std::size_t size) noexcept {
    if (g_watch != nullptr && block != nullptr && block == g_watch->block) {
        Watch* const watch = std::exchange(g_watch, nullptr);  // its vector gives back memory too
        std::memcpy(watch->last_seen.data(), block, std::min(size, watch->last_seen.size()));
    }
    std::free(block);  // NOLINT(cppcoreguidelines-no-malloc): this is operator delete
}

}  // namespace

// The program's own allocation functions, in place of the library's.
void* operator new(std::size_t size) {
    void* const block = std::malloc(std::max<std::size_t>(size, 1));  // NOLINT: see above
    if (block == nullptr) std::abort();
    return block;
}
void operator delete(void* block) noexcept { release(block, 0); }
void operator delete(void* block, std::size_t size) noexcept { release(block, size); }

namespace stafi {
namespace {

/// What the memory at `block` holds when it is given back, during `act`.
Bytes seen_when_released(const void* block, std::size_t size, const std::function<void()>& act) {
    Watch watch{.block = block, .last_seen = Bytes(size, std::byte{0xee})};
    g_watch = &watch;
    act();
    EXPECT_EQ(g_watch, nullptr) << "never given back";
    g_watch = nullptr;
    return watch.last_seen;
}

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

TEST(Secret, a_buffer_is_wiped_before_its_memory_is_given_back) {
    std::optional<SecretBuffer> dying{SecretBuffer{std::string_view{"correct horse"}}};
    EXPECT_EQ(seen_when_released(dying->view().data(), 13, [&] { dying.reset(); }), Bytes(13));

    SecretBuffer replaced{std::string_view{"battery staple"}};
    EXPECT_EQ(seen_when_released(replaced.view().data(), 14, [&] { replaced = SecretBuffer{}; }),
              Bytes(14));

    SecretBuffer whole{std::string_view{"correct horse battery"}};
    const void* const place = whole.view().data();
    const SecretBuffer moved{std::move(whole)};
    EXPECT_EQ(moved.view().data(), place);  // no copy was made that could stay behind
}

TEST(Secret, the_watch_on_memory_sees_what_is_not_wiped) {
    auto plain = std::make_unique<Bytes>(5, std::byte{7});
    EXPECT_EQ(seen_when_released(plain->data(), 5, [&] { plain.reset(); }), Bytes(5, std::byte{7}));
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
