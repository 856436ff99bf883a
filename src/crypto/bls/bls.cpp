#include "crypto/bls/bls.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/bls/blst_access.hpp"

namespace stafi {
namespace {

/// An array as blst takes it: a null pointer after the first says that the others follow it.
template <class T>
struct SideBySide {
    explicit SideBySide(std::span<const T> values) : pointers{values.data(), nullptr} {}
    [[nodiscard]] const T* const* data() const { return pointers.data(); }
    std::array<const T*, 2> pointers;
};

[[nodiscard]] std::vector<blst_p1_affine> to_affine(std::span<const blst_p1> points) {
    std::vector<blst_p1_affine> affine(points.size());
    blst_p1s_to_affine(affine.data(), SideBySide{points}.data(), points.size());
    return affine;
}

[[nodiscard]] std::vector<blst_p2_affine> to_affine(std::span<const blst_p2> points) {
    std::vector<blst_p2_affine> affine(points.size());
    blst_p2s_to_affine(affine.data(), SideBySide{points}.data(), points.size());
    return affine;
}

[[nodiscard]] blst_p2 hash_to_g2(BytesView message, BlsTag tag) {
    const BytesView domain =
        bytes_of(tag == BlsTag::pop ? "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_"
                                    : "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_");
    blst_p2 hash;
    blst_hash_to_g2(&hash, readable(message), message.size(), readable(domain), domain.size());
    return hash;
}

/// Whether e(left[0], right[0]) * e(left[1], right[1]) * … is 1. No point may be infinity.
[[nodiscard]] bool pairings_cancel(std::span<const blst_p1_affine> left,
                                   std::span<const blst_p2_affine> right) {
    CHECK(!left.empty() && left.size() == right.size());
    blst_fp12 product;
    blst_miller_loop_n(&product, SideBySide{right}.data(), SideBySide{left}.data(), left.size());
    blst_final_exp(&product, &product);
    return blst_fp12_is_one(&product);
}

/// The same for both groups: `multiply` is blst's function for the one of `sum`.
template <class Point, class Affine, class Multiply>
void multiply_and_add(Point& sum, std::span<const Affine> points,
                      std::span<const blst_scalar> weights, std::size_t weight_bits,
                      Multiply multiply, std::size_t scratch_bytes) {
    CHECK(!points.empty() && points.size() == weights.size());
    std::vector<const byte*> scalars;
    for (const blst_scalar& weight : weights)
        scalars.push_back(weight.b);
    std::vector<limb_t> scratch(scratch_bytes / sizeof(limb_t));
    multiply(&sum, SideBySide{points}.data(), points.size(), scalars.data(), weight_bits,
             scratch.data());
}

[[nodiscard]] std::string refusal(std::string_view what, BytesView bytes, BLST_ERROR error) {
    const std::string_view why = error == BLST_BAD_ENCODING
                                     ? "flag bits or a coordinate out of range"
                                 : error == BLST_POINT_NOT_ON_CURVE ? "not on the curve"
                                                                    : "not in the group";
    return fmt::format("{} {}..: {}", what, to_hex0x(bytes.first(4)), why);
}

}  // namespace

Result<BlsPubkey> BlsAccess::pubkey(const blst_p1_affine& point) {
    if (blst_p1_affine_is_inf(&point))
        return fail(Reason::bad_public_key, "public key: the point at infinity");
    BlsPubkey key;
    key.point_ = std::bit_cast<decltype(key.point_)>(point);
    blst_p1_affine_compress(writable(key.bytes_.span()), &point);
    return key;
}

Result<BlsPubkey> BlsAccess::pubkey(const blst_p1& point) {
    blst_p1_affine affine;
    blst_p1_to_affine(&affine, &point);
    return pubkey(affine);
}

Result<BlsSignature> BlsAccess::signature(const blst_p2_affine& point) {
    if (blst_p2_affine_is_inf(&point))
        return fail(Reason::bad_signature, "signature: the point at infinity");
    BlsSignature made;
    made.point_ = std::bit_cast<decltype(made.point_)>(point);
    blst_p2_affine_compress(writable(made.bytes_.span()), &point);
    return made;
}

Result<BlsSignature> BlsAccess::signature(const blst_p2& point) {
    blst_p2_affine affine;
    blst_p2_to_affine(&affine, &point);
    return signature(affine);
}

Result<BlsSecretKey> BlsAccess::secret_key(const blst_scalar& scalar) {
    if (!blst_sk_check(&scalar))
        return fail(Reason::bad_secret_key, "secret key: zero or not below the group order");
    SecretBytes<32> little_endian;
    blst_lendian_from_scalar(writable(little_endian.span()), &scalar);
    return BlsSecretKey{std::move(little_endian)};
}

std::vector<blst_scalar> random_factors(std::size_t count, Entropy& entropy) {
    std::vector<blst_scalar> factors(count);
    for (blst_scalar& factor : factors) {
        std::array<std::byte, kFactorBits / 8> drawn{};
        while (from_le64(drawn) == 0)
            entropy.fill(drawn);
        std::memcpy(factor.b, drawn.data(), drawn.size());
    }
    return factors;
}

blst_p1 weighted_sum(std::span<const blst_p1_affine> points, std::span<const blst_scalar> weights,
                     std::size_t weight_bits) {
    blst_p1 sum;
    multiply_and_add(sum, points, weights, weight_bits, blst_p1s_mult_pippenger,
                     blst_p1s_mult_pippenger_scratch_sizeof(points.size()));
    return sum;
}

blst_p2 weighted_sum(std::span<const blst_p2_affine> points, std::span<const blst_scalar> weights,
                     std::size_t weight_bits) {
    blst_p2 sum;
    multiply_and_add(sum, points, weights, weight_bits, blst_p2s_mult_pippenger,
                     blst_p2s_mult_pippenger_scratch_sizeof(points.size()));
    return sum;
}

Result<BlsPubkey> BlsPubkey::parse(const PubkeyBytes& bytes) {
    blst_p1_affine point;
    BLST_ERROR error = blst_p1_uncompress(&point, readable(bytes.view()));
    if (error == BLST_SUCCESS && !blst_p1_affine_in_g1(&point)) error = BLST_POINT_NOT_IN_GROUP;
    if (error != BLST_SUCCESS)
        return fail(Reason::bad_public_key, refusal("public key", bytes.view(), error));
    return BlsAccess::pubkey(point);
}

Result<BlsSignature> BlsSignature::parse(const SignatureBytes& bytes) {
    blst_p2_affine point;
    BLST_ERROR error = blst_p2_uncompress(&point, readable(bytes.view()));
    if (error == BLST_SUCCESS && !blst_p2_affine_in_g2(&point)) error = BLST_POINT_NOT_IN_GROUP;
    if (error != BLST_SUCCESS)
        return fail(Reason::bad_signature, refusal("signature", bytes.view(), error));
    return BlsAccess::signature(point);
}

Result<BlsSecretKey> BlsSecretKey::parse(std::span<const std::byte, 32> big_endian) {
    Wiped<blst_scalar> scalar;
    blst_scalar_from_bendian(&scalar.value, readable(big_endian));
    return BlsAccess::secret_key(scalar.value);
}

SecretBytes<32> BlsSecretKey::bytes() const {
    SecretBytes<32> big_endian;
    std::ranges::reverse_copy(scalar_.view(), big_endian.span().begin());
    return big_endian;
}

BlsPubkey BlsSecretKey::public_key() const {
    // Projective coordinates tell more of the scalar than the point does.
    Wiped<blst_p1> point;
    blst_sk_to_pk_in_g1(&point.value, BlsAccess::scalar(*this));
    return promised(BlsAccess::pubkey(point.value));
}

BlsSignature BlsSecretKey::sign(BytesView message, BlsTag tag) const {
    const blst_p2 hash = hash_to_g2(message, tag);
    Wiped<blst_p2> point;
    blst_sign_pk_in_g1(&point.value, &hash, BlsAccess::scalar(*this));
    return promised(BlsAccess::signature(point.value));
}

bool verify(const BlsPubkey& key, BytesView message, const BlsSignature& signature, BlsTag tag) {
    const blst_p2 hash = hash_to_g2(message, tag);
    blst_p2_affine hash_point;
    blst_p2_to_affine(&hash_point, &hash);
    return pairings_cancel(std::array{BlsAccess::point(key), BLS12_381_NEG_G1},
                           std::array{hash_point, BlsAccess::point(signature)});
}

Result<BlsSignature> aggregate(std::span<const BlsSignature> signatures) {
    if (signatures.empty()) return fail(Reason::bad_signature, "signature: the sum of none");
    const std::vector<blst_p2_affine> points = points_of(signatures);
    blst_p2 sum;
    blst_p2s_add(&sum, SideBySide{std::span{points}}.data(), points.size());
    return BlsAccess::signature(sum);
}

Result<BlsPubkey> aggregate(std::span<const BlsPubkey> keys) {
    if (keys.empty()) return fail(Reason::bad_public_key, "public key: the sum of none");
    const std::vector<blst_p1_affine> points = points_of(keys);
    blst_p1 sum;
    blst_p1s_add(&sum, SideBySide{std::span{points}}.data(), points.size());
    return BlsAccess::pubkey(sum);
}

Result<BlsSecretKey> aggregate(std::span<const BlsSecretKey* const> keys) {
    if (keys.empty()) return fail(Reason::bad_secret_key, "secret key: the sum of none");
    Wiped<blst_scalar> sum;
    for (const BlsSecretKey* key : keys)
        blst_sk_add_n_check(&sum.value, &sum.value, BlsAccess::scalar(*key));
    return BlsAccess::secret_key(sum.value);
}

bool fast_aggregate_verify(std::span<const BlsPubkey> keys, BytesView message,
                           const BlsSignature& signature) {
    const auto key = aggregate(keys);
    return key && verify(*key, message, signature);
}

bool aggregate_verify(std::span<const BlsPubkey> keys, std::span<const Bytes32> roots,
                      const BlsSignature& signature) {
    if (keys.empty() || keys.size() != roots.size()) return false;
    std::vector<blst_p2> hashes;
    for (const Bytes32& root : roots)
        hashes.push_back(hash_to_g2(root.view(), BlsTag::pop));
    std::vector<blst_p1_affine> left = points_of(keys);
    std::vector<blst_p2_affine> right = to_affine(hashes);
    left.push_back(BLS12_381_NEG_G1);
    right.push_back(BlsAccess::point(signature));
    return pairings_cancel(left, right);
}

bool batch_verify(std::span<const SignedRoot> batch, Entropy& entropy) {
    if (batch.empty()) return true;
    const std::vector<blst_scalar> factors = random_factors(batch.size(), entropy);
    const auto signature = BlsAccess::signature(
        weighted_sum(points_of(batch, &SignedRoot::signature), factors, kFactorBits));
    if (!signature) return false;

    std::vector<blst_p1> keys(batch.size());
    std::vector<blst_p2> hashes(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const blst_p1_affine point = BlsAccess::point(batch[i].key);
        blst_p1_from_affine(&keys[i], &point);
        blst_p1_mult(&keys[i], &keys[i], factors[i].b, kFactorBits);
        hashes[i] = hash_to_g2(batch[i].root.view(), BlsTag::pop);
    }
    std::vector<blst_p1_affine> left = to_affine(keys);
    std::vector<blst_p2_affine> right = to_affine(hashes);
    left.push_back(BLS12_381_NEG_G1);
    right.push_back(BlsAccess::point(*signature));
    return pairings_cancel(left, right);
}

}  // namespace stafi
