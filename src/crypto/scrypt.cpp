#include "crypto/scrypt.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <span>

#include <fmt/format.h>

#include "base/check.hpp"

namespace stafi {
namespace {

/// Four words that a processor adds, rotates and xors at once.
using Row = std::uint32_t __attribute__((vector_size(16)));

/// The 64 bytes that Salsa20 mixes, a 4 x 4 matrix of words. Row i holds its i-th diagonal, so that
/// the rounds work on whole rows.
struct Block {
    std::array<Row, 4> rows;
};

constexpr std::size_t kBlockBytes = 64;
static_assert(sizeof(Block) == kBlockBytes);

/// Blocks whose content tells something about the password: wiped when they die.
class SecretBlocks {
  public:
    explicit SecretBlocks(std::size_t count)
        : blocks_{new(std::nothrow) Block[count]}, count_{blocks_ ? count : 0} {}
    SecretBlocks(const SecretBlocks&) = delete;
    SecretBlocks& operator=(const SecretBlocks&) = delete;
    ~SecretBlocks() { wipe(std::as_writable_bytes(all())); }

    [[nodiscard]] explicit operator bool() const { return blocks_ != nullptr; }
    [[nodiscard]] std::span<Block> all() { return {blocks_.get(), count_}; }

  private:
    std::unique_ptr<Block[]> blocks_;
    std::size_t count_;
};

template <int bits>
Row rotate_left(Row row) {
    return row << bits | row >> (32 - bits);
}

void xor_into(Block& to, const Block& from) {
    for (std::size_t i = 0; i < 4; ++i)
        to.rows[i] ^= from.rows[i];
}

/// Salsa20/8: four double rounds, columns then rows, each on all four diagonals at once.
void salsa8(Block& block) {
    auto [a, b, c, d] = block.rows;
    for (int i = 0; i < 4; ++i) {
        b ^= rotate_left<7>(a + d);
        c ^= rotate_left<9>(b + a);
        d ^= rotate_left<13>(c + b);
        a ^= rotate_left<18>(d + c);
        b = __builtin_shufflevector(b, b, 3, 0, 1, 2);
        c = __builtin_shufflevector(c, c, 2, 3, 0, 1);
        d = __builtin_shufflevector(d, d, 1, 2, 3, 0);
        d ^= rotate_left<7>(a + b);
        c ^= rotate_left<9>(d + a);
        b ^= rotate_left<13>(c + d);
        a ^= rotate_left<18>(b + c);
        b = __builtin_shufflevector(b, b, 1, 2, 3, 0);
        c = __builtin_shufflevector(c, c, 2, 3, 0, 1);
        d = __builtin_shufflevector(d, d, 3, 0, 1, 2);
    }
    block.rows[0] += a;
    block.rows[1] += b;
    block.rows[2] += c;
    block.rows[3] += d;
}

/// scryptBlockMix from `in` to `out`, which do not overlap: 2r blocks each.
void mix_blocks(std::span<const Block> in, std::span<Block> out) {
    const std::size_t half = in.size() / 2;
    Block x = in.back();
    for (std::size_t i = 0; i < in.size(); ++i) {
        xor_into(x, in[i]);
        salsa8(x);
        out[i / 2 + (i % 2) * half] = x;
    }
}

/// scryptROMix of `x`; `table` has room for n times its size, `y` is of its size.
void mix_rows(std::span<Block> x, std::span<Block> y, std::span<Block> table, std::uint64_t n) {
    const std::size_t width = x.size();
    std::ranges::copy(x, table.begin());
    for (std::size_t i = 1; i < n; ++i)
        mix_blocks(table.subspan((i - 1) * width, width), table.subspan(i * width, width));
    mix_blocks(table.last(width), x);
    for (std::size_t i = 0; i < n; ++i) {
        // n is at most 2^20: the first of the 64 bits that RFC 7914 takes here are enough.
        const std::size_t row = x.back().rows[0][0] & (n - 1);
        const auto from = table.subspan(row * width, width);
        for (std::size_t k = 0; k < width; ++k) {
            y[k] = x[k];
            xor_into(y[k], from[k]);
        }
        mix_blocks(y, x);
    }
}

/// The word of a block that stands at `place` when its diagonals are rows.
constexpr std::size_t word_of_place(std::size_t place) { return place * 5 % 16; }

void load(std::span<Block> to, BytesView from) {
    for (std::size_t i = 0; i < to.size() * 16; ++i) {
        const std::size_t at = (i / 16 * 16 + word_of_place(i % 16)) * 4;
        std::uint32_t word = 0;
        for (std::size_t k = 4; k-- > 0;)
            word = word << 8 | std::to_integer<std::uint32_t>(from[at + k]);
        to[i / 16].rows[i % 16 / 4][i % 4] = word;
    }
}

void store(std::span<std::byte> to, std::span<const Block> from) {
    for (std::size_t i = 0; i < from.size() * 16; ++i) {
        const std::size_t at = (i / 16 * 16 + word_of_place(i % 16)) * 4;
        const std::uint32_t word = from[i / 16].rows[i % 16 / 4][i % 4];
        for (std::size_t k = 0; k < 4; ++k)
            to[at + k] = static_cast<std::byte>(word >> (8 * k));
    }
}

}  // namespace

Result<SecretBytes<32>> scrypt(BytesView password, BytesView salt, const ScryptCost& cost) {
    CHECK(check_cost(cost));
    const std::size_t width = 2 * cost.r;  // blocks in a row
    SecretBlocks table{cost.n * width};
    SecretBlocks rows{2 * width};
    if (!table || !rows)
        return fail(Reason::out_of_memory,
                    fmt::format("scrypt: no room for {} MiB", cost.n * width * kBlockBytes >> 20));
    SecretBuffer mixed{cost.p * width * kBlockBytes};
    pbkdf2_hmac_sha256(password, salt, 1, mixed.span());
    const auto x = rows.all().first(width);
    const auto y = rows.all().last(width);
    for (std::size_t i = 0; i < cost.p; ++i) {
        const auto lane = mixed.span().subspan(i * width * kBlockBytes, width * kBlockBytes);
        load(x, lane);
        mix_rows(x, y, table.all(), cost.n);
        store(lane, x);
    }
    SecretBytes<32> key;
    pbkdf2_hmac_sha256(password, mixed.view(), 1, key.span());
    return key;
}

}  // namespace stafi
