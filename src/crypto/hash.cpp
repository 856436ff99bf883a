#include "crypto/hash.hpp"

#include <array>
#include <bit>
#include <memory>
#include <utility>

#include <openssl/evp.h>

#include "base/check.hpp"
#include "base/secret.hpp"

namespace stafi {
namespace {

/// One SHA-256 in progress. The algorithm is looked up once per thread and its context reused,
/// because both cost more than hashing 64 bytes. Nothing but the last digest stays behind in it:
/// OpenSSL wipes its input buffer in `finish`.
class Sha256 {
  public:
    static Sha256& of_this_thread() {
        thread_local Sha256 hasher;
        return hasher;
    }

    void start() { CHECK(EVP_DigestInit_ex(context_.get(), algorithm_.get(), nullptr) == 1); }
    void add(BytesView piece) {
        CHECK(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()) == 1);
    }
    Bytes32 finish() {
        std::array<unsigned char, 32> digest{};
        CHECK(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
        return Bytes32{std::bit_cast<std::array<std::byte, 32>>(digest)};
    }

  private:
    Sha256() { CHECK(algorithm_ && context_); }

    template <auto destroy>
    struct Destroy {
        template <class T>
        void operator()(T* owned) const {
            destroy(owned);
        }
    };
    std::unique_ptr<EVP_MD, Destroy<EVP_MD_free>> algorithm_{
        EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    std::unique_ptr<EVP_MD_CTX, Destroy<EVP_MD_CTX_free>> context_{EVP_MD_CTX_new()};
};

/// The 1600-bit state of Keccak: lane (x, y) is at x + 5y. Source: FIPS 202, section 3.
using Lanes = std::array<std::uint64_t, 25>;

constexpr std::size_t kRounds = 24;
constexpr std::size_t kRate = 136;  // bytes taken in per permutation; the other 64 are capacity

constexpr std::array<std::uint64_t, kRounds> kRoundConstants{
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

/// By how much rho rotates each lane: the triangular numbers, along a walk that meets every lane
/// but the first.
constexpr std::array<int, 25> kRho = [] {
    std::array<int, 25> bits{};
    for (std::size_t step = 1, x = 1, y = 0; step <= 24; ++step) {
        bits[x + 5 * y] = static_cast<int>(step * (step + 1) / 2 % 64);
        x = std::exchange(y, (2 * x + 3 * y) % 5);
    }
    return bits;
}();

/// Which lane pi puts at each place.
constexpr std::array<std::size_t, 25> kPi = [] {
    std::array<std::size_t, 25> from{};
    for (std::size_t x = 0; x < 5; ++x)
        for (std::size_t y = 0; y < 5; ++y)
            from[y + 5 * ((2 * x + 3 * y) % 5)] = x + 5 * y;
    return from;
}();

/// Rho and pi, written out for every lane: a loop with the tables at run time takes twice as long.
template <std::size_t... i>
[[nodiscard]] Lanes rotated_and_moved(const Lanes& a, std::index_sequence<i...>) {
    return {std::rotl(a[kPi[i]], kRho[kPi[i]])...};
}

void keccak_round(Lanes& a, std::uint64_t round_constant) {
    std::array<std::uint64_t, 5> parity{};
    for (std::size_t x = 0; x < 5; ++x)
        parity[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (std::size_t x = 0; x < 5; ++x) {  // theta
        const std::uint64_t d = parity[(x + 4) % 5] ^ std::rotl(parity[(x + 1) % 5], 1);
        for (std::size_t y = 0; y < 25; y += 5)
            a[x + y] ^= d;
    }
    const Lanes b = rotated_and_moved(a, std::make_index_sequence<25>{});
    for (std::size_t y = 0; y < 25; y += 5)  // chi
        for (std::size_t x = 0; x < 5; ++x)
            a[x + y] = b[x + y] ^ (~b[(x + 1) % 5 + y] & b[(x + 2) % 5 + y]);
    a[0] ^= round_constant;  // iota
}

void absorb(Lanes& lanes, std::span<const std::byte, kRate> block) {
    for (std::size_t i = 0; i < kRate / 8; ++i)
        lanes[i] ^= from_le64(block.subspan(8 * i).first<8>());
    for (const std::uint64_t round_constant : kRoundConstants)
        keccak_round(lanes, round_constant);
}

}  // namespace

Bytes32 sha256(BytesView bytes) { return sha256({bytes}); }

Bytes32 sha256(std::initializer_list<BytesView> pieces) {
    Sha256& hasher = Sha256::of_this_thread();
    hasher.start();
    for (const BytesView piece : pieces)
        hasher.add(piece);
    return hasher.finish();
}

Bytes32 hash_pair(const Bytes32& left, const Bytes32& right) {
    std::array<std::byte, 64> both;
    std::ranges::copy(left.bytes, both.begin());
    std::ranges::copy(right.bytes, both.begin() + 32);
    return sha256(both);
}

Bytes32 keccak256(BytesView bytes) {
    Lanes lanes{};
    for (; bytes.size() >= kRate; bytes = bytes.subspan(kRate))
        absorb(lanes, bytes.first<kRate>());

    std::array<std::byte, kRate> last{};
    std::ranges::copy(bytes, last.begin());
    last[bytes.size()] ^= std::byte{0x01};  // the NIST standard has 0x06 here
    last[kRate - 1] ^= std::byte{0x80};
    absorb(lanes, last);

    Bytes32 digest;
    for (std::size_t i = 0; i < 4; ++i)
        std::ranges::copy(le64(lanes[i]),
                          digest.bytes.begin() + static_cast<std::ptrdiff_t>(8 * i));
    // The input may be secret, and the state gives it away: every permutation can be undone.
    wipe(std::as_writable_bytes(std::span{lanes}));
    wipe(last);
    return digest;
}

}  // namespace stafi
