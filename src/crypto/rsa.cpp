#include "crypto/rsa.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#include "base/check.hpp"
#include "crypto/base64.hpp"
#include "crypto/hash.hpp"
#include "crypto/octets.hpp"
#include "crypto/rsa_encoding.hpp"

namespace stafi {
namespace {

constexpr std::size_t kPemColumns = 64;

static_assert(std::endian::native == std::endian::little, "OSSL_PARAM wants native numbers");

struct FreeContext {
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_PKEY_CTX, FreeContext>;

/// Takes back what OpenSSL writes into this thread's error queue: an expected failure of ours must
/// not look like one of a TLS connection later.
class QuietErrors {
  public:
    QuietErrors() { ERR_set_mark(); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
    ~QuietErrors() { ERR_pop_to_mark(); }
};

/// A context for one operation; making one costs about 2 µs.
Context context_for(EVP_PKEY* key) {
    Context context{EVP_PKEY_CTX_new(key, nullptr)};
    CHECK(context);
    return context;
}

OSSL_PARAM number(const char* name, std::span<std::byte> little_endian) {
    return OSSL_PARAM_construct_BN(name, writable(little_endian), little_endian.size());
}

/// The key made of these numbers, or nothing if OpenSSL refuses them.
EVP_PKEY* make_key(int selection, std::span<OSSL_PARAM> params) {
    const Context context{EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr)};
    CHECK(context && EVP_PKEY_fromdata_init(context.get()) == 1);
    EVP_PKEY* key = nullptr;
    return EVP_PKEY_fromdata(context.get(), &key, selection, params.data()) == 1 ? key : nullptr;
}

std::array<std::byte, 256> reversed(const RsaModulus& modulus) {
    std::array<std::byte, 256> out{};
    std::ranges::reverse_copy(modulus.bytes, out.begin());
    return out;
}

EVP_PKEY* make_public_key(const RsaModulus& modulus) {
    auto n = reversed(modulus);
    unsigned int e = RSA_F4;
    std::array params{number(OSSL_PKEY_PARAM_RSA_N, n),
                      OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_RSA_E, &e),
                      OSSL_PARAM_construct_end()};
    return make_key(EVP_PKEY_PUBLIC_KEY, params);
}

EVP_PKEY* make_private_key(rsa::PrivateNumbers& numbers) {
    auto n = reversed(numbers.modulus);
    unsigned int e = RSA_F4;
    std::array params{number(OSSL_PKEY_PARAM_RSA_N, n),
                      OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_RSA_E, &e),
                      number(OSSL_PKEY_PARAM_RSA_D, numbers.d.span()),
                      number(OSSL_PKEY_PARAM_RSA_FACTOR1, numbers.p.span()),
                      number(OSSL_PKEY_PARAM_RSA_FACTOR2, numbers.q.span()),
                      number(OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers.d_mod_p1.span()),
                      number(OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers.d_mod_q1.span()),
                      number(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers.q_inverse.span()),
                      OSSL_PARAM_construct_end()};
    return make_key(EVP_PKEY_KEYPAIR, params);
}

void set_padding(EVP_PKEY_CTX* context, int padding) {
    CHECK(EVP_PKEY_CTX_set_rsa_padding(context, padding) == 1);
    if (padding == RSA_NO_PADDING) return;
    CHECK(EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1);
    if (padding == RSA_PKCS1_PSS_PADDING)
        CHECK(EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_AUTO) == 1);
}

bool verify(EVP_PKEY* key, int padding, BytesView message, const RsaSignature& signature) {
    const QuietErrors quiet;
    const Context context = context_for(key);
    CHECK(EVP_PKEY_verify_init(context.get()) == 1);
    set_padding(context.get(), padding);
    const Bytes32 digest = sha256(message);
    return EVP_PKEY_verify(context.get(), readable(signature.view()), signature.kSize,
                           readable(digest.view()), digest.kSize) == 1;
}

/// `input` is a digest, or with RSA_NO_PADDING the whole padded block.
RsaSignature sign(EVP_PKEY* key, int padding, BytesView input) {
    const Context context = context_for(key);
    CHECK(EVP_PKEY_sign_init(context.get()) == 1);
    set_padding(context.get(), padding);
    RsaSignature signature;
    std::size_t size = signature.kSize;
    CHECK(EVP_PKEY_sign(context.get(), writable(signature.span()), &size, readable(input),
                        input.size()) == 1);
    CHECK(size == signature.kSize);
    return signature;
}

}  // namespace

RsaPublicKey::RsaPublicKey(const RsaModulus& modulus)
    : modulus_{modulus}, key_{make_public_key(modulus), EVP_PKEY_free} {
    CHECK(key_);
}

Result<RsaPublicKey> RsaPublicKey::parse(std::string_view text) {
    TRY(const RsaModulus modulus, at("rsa key", rsa::read_public_key(text)));
    return RsaPublicKey{modulus};
}

std::string RsaPublicKey::canonical_text() const {
    const std::string digits = to_base64(rsa::subject_public_key_info(modulus_));
    std::string pem = "-----BEGIN RSA PUBLIC KEY-----\n";
    for (std::size_t i = 0; i < digits.size(); i += kPemColumns)
        pem.append(digits, i, kPemColumns) += '\n';
    pem += "-----END RSA PUBLIC KEY-----\n";
    return to_base64(bytes_of(pem));
}

Bytes32 RsaPublicKey::fingerprint() const { return sha256(rsa::subject_public_key_info(modulus_)); }

RsaCiphertext RsaPublicKey::encrypt(BytesView plaintext, Entropy& entropy) const {
    const SecretBytes<256> block = rsa::pad_for_encryption(plaintext, entropy);
    const Context context = context_for(key_.get());
    CHECK(EVP_PKEY_encrypt_init(context.get()) == 1);
    CHECK(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1);
    RsaCiphertext ciphertext;
    std::size_t size = ciphertext.kSize;
    // The block begins with a zero byte, so it is below every modulus of 2048 bits.
    CHECK(EVP_PKEY_encrypt(context.get(), writable(ciphertext.span()), &size,
                           readable(block.view()), block.view().size()) == 1);
    CHECK(size == ciphertext.kSize);
    return ciphertext;
}

bool RsaPublicKey::verify_pss(BytesView message, const RsaSignature& signature) const {
    return verify(key_.get(), RSA_PKCS1_PSS_PADDING, message, signature);
}

bool RsaPublicKey::verify_pkcs1(BytesView message, const RsaSignature& signature) const {
    return verify(key_.get(), RSA_PKCS1_PADDING, message, signature);
}

void RsaPrivateKey::FreeKey::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

Result<RsaPrivateKey> RsaPrivateKey::parse(const SecretBuffer& pem) {
    TRY(rsa::PrivateNumbers numbers, at("rsa private key", rsa::read_private_key(pem)));
    const QuietErrors quiet;
    Key key{make_private_key(numbers)};
    if (!key || EVP_PKEY_check(context_for(key.get()).get()) != 1)
        return fail(Reason::bad_rsa_key,
                    "rsa private key: its numbers do not belong together, or are no primes");
    return RsaPrivateKey{RsaPublicKey{numbers.modulus}, std::move(key)};
}

RsaPrivateKey RsaPrivateKey::generate(Entropy& entropy) {
    rsa::PrivateNumbers numbers = rsa::draw_private_numbers(entropy);
    Key key{make_private_key(numbers)};
    CHECK(key);
    return {RsaPublicKey{numbers.modulus}, std::move(key)};
}

Result<SecretBuffer> RsaPrivateKey::decrypt(const RsaCiphertext& ciphertext) const {
    const QuietErrors quiet;
    const Context context = context_for(key_.get());
    CHECK(EVP_PKEY_decrypt_init(context.get()) == 1);
    CHECK(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1);
    SecretBytes<256> block;
    std::size_t size = block.view().size();
    if (EVP_PKEY_decrypt(context.get(), writable(block.span()), &size, readable(ciphertext.view()),
                         ciphertext.kSize) != 1)
        return rsa::bad_ciphertext();  // not below the modulus
    CHECK(size == block.view().size());
    return rsa::unpad_decrypted(block);
}

RsaSignature RsaPrivateKey::sign_pss(BytesView message, Entropy& entropy) const {
    return sign(key_.get(), RSA_NO_PADDING, rsa::pad_for_pss(sha256(message), entropy));
}

RsaSignature RsaPrivateKey::sign_pkcs1(BytesView message) const {
    return sign(key_.get(), RSA_PKCS1_PADDING, sha256(message).view());
}

}  // namespace stafi
