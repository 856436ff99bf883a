#include <memory>

#include <openssl/bn.h>

#include "base/check.hpp"
#include "crypto/octets.hpp"
#include "crypto/rsa_encoding.hpp"

namespace stafi::rsa {
namespace {

constexpr int kPrimeBytes = 128;
constexpr int kPrimeBits = 8 * kPrimeBytes;
constexpr int kModulusBytes = 2 * kPrimeBytes;
constexpr int kDifferenceBits = kPrimeBits - 100;  ///< primes too close could be found by Fermat
constexpr BN_ULONG kExponent = 65537;

struct FreeNumber {
    void operator()(BIGNUM* number) const { BN_clear_free(number); }
};
using Number = std::unique_ptr<BIGNUM, FreeNumber>;
struct FreeScratch {
    void operator()(BN_CTX* scratch) const { BN_CTX_free(scratch); }
};
using Scratch = std::unique_ptr<BN_CTX, FreeScratch>;

Number make_number(BN_ULONG value = 0) {
    Number number{BN_secure_new()};
    CHECK(number && BN_set_word(number.get(), value) == 1);
    return number;
}

Number minus_one(const Number& number) {
    Number less{BN_dup(number.get())};
    CHECK(less && BN_sub_word(less.get(), 1) == 1);
    return less;
}

/// A prime of exactly 1024 bits, the two highest set so that a product of two has 2048, for which
/// the exponent can be inverted.
Number draw_prime(Entropy& entropy, BN_CTX* scratch) {
    for (;;) {
        SecretBytes<kPrimeBytes> bytes = entropy.draw<kPrimeBytes>();
        bytes.span().front() |= std::byte{0xc0};
        bytes.span().back() |= std::byte{1};
        Number prime = make_number();
        CHECK(BN_bin2bn(readable(bytes.view()), kPrimeBytes, prime.get()) != nullptr);
        if (BN_mod_word(minus_one(prime).get(), kExponent) == 0) continue;
        if (BN_check_prime(prime.get(), scratch, nullptr) == 1) return prime;
    }
}

bool are_far_apart(const Number& p, const Number& q) {
    const Number difference = make_number();
    CHECK(BN_sub(difference.get(), p.get(), q.get()) == 1);
    return BN_num_bits(difference.get()) > kDifferenceBits;
}

Number inverse(const Number& of, const Number& modulus, BN_CTX* scratch) {
    Number found = make_number();
    CHECK(BN_mod_inverse(found.get(), of.get(), modulus.get(), scratch) != nullptr);
    return found;
}

Number remainder(const Number& of, const Number& modulus, BN_CTX* scratch) {
    Number rest = make_number();
    CHECK(BN_nnmod(rest.get(), of.get(), modulus.get(), scratch) == 1);
    return rest;
}

Number product(const Number& a, const Number& b, BN_CTX* scratch) {
    Number made = make_number();
    CHECK(BN_mul(made.get(), a.get(), b.get(), scratch) == 1);
    return made;
}

void write_little_endian(const Number& number, std::span<std::byte> out) {
    const int size = static_cast<int>(out.size());
    CHECK(BN_bn2lebinpad(number.get(), writable(out), size) == size);
}

}  // namespace

PrivateNumbers draw_private_numbers(Entropy& entropy) {
    const Scratch scratch{BN_CTX_secure_new()};
    CHECK(scratch);
    const Number p = draw_prime(entropy, scratch.get());
    Number q = draw_prime(entropy, scratch.get());
    while (!are_far_apart(p, q))
        q = draw_prime(entropy, scratch.get());
    const Number p1 = minus_one(p);
    const Number q1 = minus_one(q);
    const Number d = inverse(make_number(kExponent), product(p1, q1, scratch.get()), scratch.get());

    PrivateNumbers numbers;
    const Number modulus = product(p, q, scratch.get());
    CHECK(BN_bn2binpad(modulus.get(), writable(numbers.modulus.span()), kModulusBytes) ==
          kModulusBytes);
    write_little_endian(d, numbers.d.span());
    write_little_endian(p, numbers.p.span());
    write_little_endian(q, numbers.q.span());
    write_little_endian(remainder(d, p1, scratch.get()), numbers.d_mod_p1.span());
    write_little_endian(remainder(d, q1, scratch.get()), numbers.d_mod_q1.span());
    write_little_endian(inverse(q, p, scratch.get()), numbers.q_inverse.span());
    return numbers;
}

}  // namespace stafi::rsa
