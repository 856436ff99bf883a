#include "crypto/rsa_encoding.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <initializer_list>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/constant_time.hpp"
#include "crypto/base64.hpp"
#include "crypto/hash.hpp"

namespace stafi::rsa {
namespace {

using namespace std::string_view_literals;

// What stands before the modulus in the one DER form that a key of our kind can have.
constexpr auto kSpkiHead =
    "\x30\x82\x01\x22"                                              // SEQUENCE
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"  // rsaEncryption, NULL
    "\x03\x82\x01\x0f\x00"                                          // BIT STRING
    "\x30\x82\x01\x0a"                                              // SEQUENCE
    "\x02\x82\x01\x01\x00"sv;                                       // INTEGER, 257 bytes
constexpr auto kSpkiTail = "\x02\x03\x01\x00\x01"sv;                // INTEGER 65537
constexpr std::string_view kRsaAlgorithm = kSpkiHead.substr(4, 15);

constexpr std::uint32_t kFillingMin = 8;         // bytes, of the padding for encryption
constexpr std::array<std::byte, 8> kPssZeros{};  // before the digest that PSS hashes
constexpr std::size_t kImpossible = SIZE_MAX;    // a length that no text has

enum class Tag : std::uint8_t { integer = 2, bit_string = 3, octet_string = 4, sequence = 0x30 };

/// Walks through DER (X.690) from element to element; only the shortest form of a length counts.
/// After the first element that is not as asked, nothing is `done` any more.
class DerReader {
  public:
    explicit DerReader(BytesView bytes, bool good = true) : rest_{bytes}, good_{good} {}

    [[nodiscard]] bool done() const { return good_ && rest_.empty(); }
    [[nodiscard]] bool next_is(Tag tag) const {
        return !rest_.empty() && rest_[0] == static_cast<std::byte>(tag);
    }
    /// The content of the next element.
    BytesView take(Tag tag) {
        if (!next_is(tag)) return stop();
        skip(1);
        const std::size_t size = take_length();
        return size <= rest_.size() ? skip(size) : stop();
    }
    DerReader enter(Tag tag) {
        const BytesView content = take(tag);
        return DerReader{content, good_};
    }
    /// The magnitude of a number that is not negative, big-endian without leading zeros.
    BytesView take_unsigned() {
        const BytesView content = take(Tag::integer);
        if (content.empty() || is_high(content[0])) return stop();
        if (content[0] != std::byte{0}) return content;
        if (content.size() > 1 && !is_high(content[1])) return stop();
        return content.subspan(1);
    }
    void take_exactly(std::string_view bytes) {
        if (text_of(rest_).starts_with(bytes))
            skip(bytes.size());
        else
            stop();
    }

  private:
    static bool is_high(std::byte b) { return (b & std::byte{0x80}) != std::byte{}; }

    BytesView stop() {
        good_ = false;
        rest_ = {};
        return {};
    }
    BytesView skip(std::size_t size) {
        const BytesView skipped = rest_.first(size);
        rest_ = rest_.subspan(size);
        return skipped;
    }
    /// At most two bytes of length: no key is larger. An impossible one runs out of bytes.
    std::size_t take_length() {
        if (rest_.empty()) return kImpossible;
        const auto first = std::to_integer<std::size_t>(skip(1)[0]);
        if (first < 0x80) return first;
        const std::size_t size = first - 0x80;
        if (size < 1 || size > 2 || rest_.size() < size) return kImpossible;
        std::size_t length = 0;
        for (const std::byte b : skip(size))
            length = length << 8 | std::to_integer<std::size_t>(b);
        const bool is_shortest = length >= (size == 1 ? 0x80U : 0x100U);
        return is_shortest ? length : kImpossible;
    }

    BytesView rest_;
    bool good_;
};

/// The same error as one of keys; that the digits are base64 is our detail.
template <class T>
Result<T> as_bad_key(Result<T> result) {
    if (!result) result = fail(Reason::bad_rsa_key, std::move(result).error().what);
    return result;
}

std::string_view without_line_ends(std::string_view text) {
    const std::size_t end = text.find_last_not_of("\r\n");
    return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

/// The bytes inside the armour of a PEM text with one of `labels`. Source: RFC 7468.
Result<SecretBuffer> read_pem(std::string_view text,
                              std::initializer_list<std::string_view> labels) {
    text = without_line_ends(text);
    for (const std::string_view label : labels) {
        const std::string begin = fmt::format("-----BEGIN {}-----", label);
        const std::string end = fmt::format("-----END {}-----", label);
        if (!text.starts_with(begin) || !text.ends_with(end) ||
            text.size() < begin.size() + end.size())
            continue;
        text.remove_prefix(begin.size());
        text.remove_suffix(end.size());
        SecretBuffer digits{text};
        const auto line_ends = std::ranges::remove_if(digits.span(), [](std::byte b) {
            return b == std::byte{'\n'} || b == std::byte{'\r'};
        });
        digits.shrink(digits.size() - line_ends.size());
        return as_bad_key(parse_secret_base64(digits.text()));
    }
    return fail(Reason::bad_rsa_key,
                fmt::format("no PEM text labelled {}", fmt::join(labels, " or ")));
}

Result<> check_exponent(BytesView exponent) {
    if (!std::ranges::equal(exponent, bytes_of(kSpkiTail).last(3)))
        return fail(Reason::bad_rsa_key, "the exponent is not 65537");
    return {};
}

Result<RsaModulus> check_modulus(BytesView modulus) {
    const std::size_t bits = modulus.empty() ? 0
                                             : 8 * (modulus.size() - 1) +
                                                   static_cast<std::size_t>(std::bit_width(
                                                       std::to_integer<std::uint8_t>(modulus[0])));
    if (bits != 2048)
        return fail(Reason::bad_rsa_key, fmt::format("the modulus has {} bits, not 2048", bits));
    if ((modulus.back() & std::byte{1}) == std::byte{})
        return fail(Reason::bad_rsa_key, "the modulus is even");
    return RsaModulus::from(modulus.first<256>());
}

/// A public key as SubjectPublicKeyInfo or, without that wrapping, as PKCS#1.
Result<RsaModulus> read_public_der(BytesView der) {
    DerReader file{der};
    DerReader outer = file.enter(Tag::sequence);
    DerReader key = outer;
    bool is_framed = file.done();
    if (outer.next_is(Tag::sequence)) {
        outer.take_exactly(kRsaAlgorithm);
        DerReader bits{outer.take(Tag::bit_string)};
        bits.take_exactly("\0"sv);  // no unused bits at the end
        key = bits.enter(Tag::sequence);
        is_framed = is_framed && outer.done() && bits.done();
    }
    const BytesView modulus = key.take_unsigned();
    const BytesView exponent = key.take_unsigned();
    if (!is_framed || !key.done())
        return fail(Reason::bad_rsa_key, "the body of the PEM text is not the DER of an RSA key");
    TRY_VOID(check_exponent(exponent));
    return check_modulus(modulus);
}

/// Copies a number in the other byte order, filled up with zeros. False when it has no room.
bool reverse_into(std::span<std::byte> out, BytesView big_endian) {
    if (big_endian.size() > out.size()) return false;
    std::ranges::reverse_copy(big_endian, out.begin());
    return true;
}

Result<PrivateNumbers> read_private_der(BytesView der) {
    DerReader file{der};
    DerReader outer = file.enter(Tag::sequence);
    bool is_good = file.done() && outer.take_unsigned().empty();  // version 0: two primes
    DerReader key = outer;
    if (outer.next_is(Tag::sequence)) {  // PKCS#8 wraps PKCS#1
        outer.take_exactly(kRsaAlgorithm);
        DerReader wrapped{outer.take(Tag::octet_string)};
        key = wrapped.enter(Tag::sequence);
        is_good = is_good && outer.done() && wrapped.done() && key.take_unsigned().empty();
    }
    const BytesView modulus = key.take_unsigned();
    const BytesView exponent = key.take_unsigned();
    PrivateNumbers numbers;
    is_good = reverse_into(numbers.d.span(), key.take_unsigned()) && is_good;
    for (SecretBytes<128>* number :
         {&numbers.p, &numbers.q, &numbers.d_mod_p1, &numbers.d_mod_q1, &numbers.q_inverse})
        is_good = reverse_into(number->span(), key.take_unsigned()) && is_good;
    if (!key.done() || !is_good)
        return fail(Reason::bad_rsa_key,
                    "the body of the PEM text is not the DER of an RSA key of 2048 bits");
    TRY_VOID(check_exponent(exponent));
    TRY(numbers.modulus, check_modulus(modulus));
    return numbers;
}

/// MGF1 with SHA-256, laid over `data` with exclusive or. Source: RFC 8017, appendix B.2.1.
void mask(std::span<std::byte> data, const Bytes32& seed) {
    for (std::uint32_t counter = 0; !data.empty(); ++counter) {
        const std::array<std::byte, 8> wide = be64(counter);
        const Bytes32 piece = sha256({seed.view(), std::span{wide}.last<4>()});
        const std::size_t size = std::min(data.size(), piece.bytes.size());
        for (std::size_t i = 0; i < size; ++i)
            data[i] ^= piece.bytes[i];
        data = data.subspan(size);
    }
}

}  // namespace

Result<RsaModulus> read_public_key(std::string_view text) {
    if (text.size() > kRsaKeyTextMax)
        return fail(Reason::bad_rsa_key, fmt::format("{} characters, more than any key has ({})",
                                                     text.size(), kRsaKeyTextMax));
    Bytes unwrapped;
    if (!text.starts_with("-----BEGIN")) {
        TRY(unwrapped, as_bad_key(parse_base64(text)));
        text = text_of(unwrapped);
    }
    TRY(const SecretBuffer der, read_pem(text, {"RSA PUBLIC KEY", "PUBLIC KEY"}));
    return read_public_der(der.view());
}

std::array<std::byte, 294> subject_public_key_info(const RsaModulus& modulus) {
    static_assert(kSpkiHead.size() + RsaModulus::kSize + kSpkiTail.size() == 294);
    std::array<std::byte, 294> der{};
    auto end = std::ranges::copy(bytes_of(kSpkiHead), der.begin()).out;
    end = std::ranges::copy(modulus.bytes, end).out;
    std::ranges::copy(bytes_of(kSpkiTail), end);
    return der;
}

Result<PrivateNumbers> read_private_key(const SecretBuffer& pem) {
    if (pem.size() > kRsaPemMax)
        return fail(Reason::bad_rsa_key, fmt::format("{} characters, more than any key has ({})",
                                                     pem.size(), kRsaPemMax));
    TRY(const SecretBuffer der, read_pem(pem.text(), {"RSA PRIVATE KEY", "PRIVATE KEY"}));
    return read_private_der(der.view());
}

// 00 02, at least eight bytes other than zero, 00, the plaintext.

SecretBytes<256> pad_for_encryption(BytesView plaintext, Entropy& entropy) {
    CHECK(plaintext.size() <= kRsaPlaintextMax);
    SecretBytes<256> block;
    block.span()[1] = std::byte{2};
    const auto filling = block.span().subspan(2, 256 - 3 - plaintext.size());
    entropy.fill(filling);
    for (std::byte& b : filling)
        while (b == std::byte{0})
            entropy.fill(std::span{&b, 1});
    std::ranges::copy(plaintext, block.span().last(plaintext.size()).begin());
    return block;
}

Result<SecretBuffer> unpad_decrypted(const SecretBytes<256>& block) {
    const auto bytes = block.view();
    std::uint32_t end = 0;  // of the filling: where the first zero is
    std::uint32_t ended = 0;
    for (std::uint32_t i = 2; i < bytes.size(); ++i) {
        const std::uint32_t ends_here =
            one_if_zero(std::to_integer<std::uint32_t>(bytes[i])) & ~ended;
        end |= i & (0 - ends_here);
        ended |= ends_here;
    }
    const std::uint32_t wrong_head = std::to_integer<std::uint32_t>(bytes[0]) |
                                     std::to_integer<std::uint32_t>(bytes[1] ^ std::byte{2});
    const std::uint32_t too_short =
        one_if_below(end, 2 + kFillingMin);  // also when nothing ended it
    if ((wrong_head | too_short) != 0) return bad_ciphertext();
    return SecretBuffer{BytesView{bytes}.subspan(end + 1)};
}

tl::unexpected<Error> bad_ciphertext() {
    return fail(Reason::bad_ciphertext, "ciphertext: not made for this key, or changed");
}

std::array<std::byte, 256> pad_for_pss(const Bytes32& digest, Entropy& entropy) {
    std::array<std::byte, 256> block{};
    const auto masked = std::span{block}.first<223>();  // 01, salt
    const auto salt = masked.last<222>();
    masked[0] = std::byte{1};
    entropy.fill(salt);
    const Bytes32 hash = sha256({kPssZeros, digest.view(), salt});
    mask(masked, hash);
    masked[0] &= std::byte{0x7f};  // 2047 bits: always below the modulus
    std::ranges::copy(hash.bytes, block.begin() + masked.size());
    block.back() = std::byte{0xbc};
    return block;
}

}  // namespace stafi::rsa
