#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/bls/blst_access.hpp"

namespace stafi {
namespace {

/// Elements of the scalar field that are public.
using Frs = std::vector<blst_fr>;

template <class Share>
[[nodiscard]] std::vector<OperatorId> ids_of(std::span<const Share> shares) {
    std::vector<OperatorId> ids;
    for (const Share& share : shares)
        ids.push_back(share.id);
    return ids;
}

[[nodiscard]] Result<> check_ids(std::span<const OperatorId> ids) {
    if (ids.empty() || ids.size() > kSharesMax)
        return fail(Reason::bad_share_id,
                    fmt::format("shares: {} given, 1 to {} expected", ids.size(), kSharesMax));
    std::vector<OperatorId> sorted(ids.begin(), ids.end());
    std::ranges::sort(sorted);
    for (const OperatorId id : {sorted.front(), sorted.back()})
        if (id.value == 0 || id.value > kShareIdMax)
            return fail(Reason::bad_share_id,
                        fmt::format("share id {}: not in 1..{}", id.value, kShareIdMax));
    if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
        return fail(Reason::bad_share_id, fmt::format("share id {}: given twice", twice->value));
    return {};
}

[[nodiscard]] Result<> check_threshold(std::size_t threshold, std::size_t shares) {
    if (threshold == 0 || threshold > shares)
        return fail(Reason::bad_threshold,
                    fmt::format("threshold {}: not in 1..{} shares", threshold, shares));
    return {};
}

[[nodiscard]] blst_fr fr_of(OperatorId id) {
    const std::array<std::uint64_t, 4> limbs{id.value};
    blst_fr fr;
    blst_fr_from_uint64(&fr, limbs.data());
    return fr;
}

/// Uniform in 1..r-1: the first of a polynomial must not be zero, and no other ever is by chance.
/// 64 bytes are reduced, so that the bias stays below 2^-256.
void draw_fr(blst_fr& out, Entropy& entropy) {
    Wiped<blst_scalar> scalar;
    bool is_zero = true;
    while (is_zero) {
        const SecretBytes<64> bytes = entropy.draw<64>();
        is_zero = !blst_scalar_from_be_bytes(&scalar.value, readable(bytes.view()), 64);
    }
    blst_fr_from_scalar(&out, &scalar.value);
}

/// out = coefficients[0] + coefficients[1] x + …, by Horner's rule.
void evaluate(blst_fr& out, std::span<const blst_fr> coefficients, const blst_fr& x) {
    out = {};
    for (std::size_t i = coefficients.size(); i-- > 0;) {
        blst_fr_mul(&out, &out, &x);
        blst_fr_add(&out, &out, &coefficients[i]);
    }
}

/// The places where a sharing is known: zero, for the whole, and the ids.
[[nodiscard]] Frs places_of(std::span<const OperatorId> ids) {
    Frs places{fr_of(OperatorId{0})};
    for (const OperatorId id : ids)
        places.push_back(fr_of(id));
    return places;
}

/// denominators[i] = Π (x[i] - x[j]) over all j but i; none is zero.
[[nodiscard]] Frs denominators_of(const Frs& x) {
    Frs denominators;
    for (std::size_t i = 0; i < x.size(); ++i) {
        blst_fr product = fr_of(OperatorId{1});
        for (std::size_t j = 0; j < x.size(); ++j) {
            if (j == i) continue;
            blst_fr difference;
            blst_fr_sub(&difference, &x[i], &x[j]);
            blst_fr_mul(&product, &product, &difference);
        }
        denominators.push_back(product);
    }
    return denominators;
}

/// Inverts all values, none of them zero, for the price of one inversion.
[[nodiscard]] Frs inverses_of(const Frs& values) {
    Frs inverses;
    blst_fr product = fr_of(OperatorId{1});
    for (const blst_fr& value : values) {
        inverses.push_back(product);  // of all before
        blst_fr_mul(&product, &product, &value);
    }
    blst_fr_inverse(&product, &product);
    for (std::size_t i = values.size(); i-- > 0;) {
        blst_fr_mul(&inverses[i], &inverses[i], &product);
        blst_fr_mul(&product, &product, &values[i]);
    }
    return inverses;
}

/// Lagrange's coefficients: f(0) = Σ weights[i] f(ids[i]) for deg f < ids.size().
[[nodiscard]] Result<Frs> weights_at_zero(std::span<const OperatorId> ids) {
    TRY_VOID(check_ids(ids));
    const Frs denominators = denominators_of(places_of(ids));
    const Frs inverses = inverses_of(denominators);
    // Σ f(x[i]) / denominators[i] over all places, zero included, vanishes: solve it for f(0).
    Frs weights(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        blst_fr_mul(&weights[i], &denominators[0], &inverses[i + 1]);
        blst_fr_cneg(&weights[i], &weights[i], true);
    }
    return weights;
}

[[nodiscard]] std::vector<blst_scalar> scalars_of(const Frs& values) {
    std::vector<blst_scalar> scalars(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        blst_scalar_from_fr(&scalars[i], &values[i]);
    return scalars;
}

/// A random word of the dual code: the values of a random polynomial of degree shares - threshold
/// at all places, each over its denominator. Every sharing, its whole first, is orthogonal to it.
[[nodiscard]] Result<std::vector<blst_scalar>> random_dual_word(std::span<const OperatorId> ids,
                                                                std::size_t threshold,
                                                                Entropy& entropy) {
    TRY_VOID(check_ids(ids));
    TRY_VOID(check_threshold(threshold, ids.size()));
    Frs factor(ids.size() - threshold + 1);
    for (blst_fr& coefficient : factor)
        draw_fr(coefficient, entropy);
    const Frs places = places_of(ids);
    Frs word = inverses_of(denominators_of(places));
    for (std::size_t i = 0; i < places.size(); ++i) {
        blst_fr value;
        evaluate(value, factor, places[i]);
        blst_fr_mul(&word[i], &word[i], &value);
    }
    return scalars_of(word);
}

}  // namespace

Result<std::vector<SecretShare>> split_secret(const BlsSecretKey& secret,
                                              std::span<const OperatorId> ids,
                                              std::size_t threshold, Entropy& entropy) {
    TRY_VOID(check_ids(ids));
    TRY_VOID(check_threshold(threshold, ids.size()));
    if (threshold == 1)
        return fail(Reason::bad_threshold, "threshold 1: every share would be the key itself");

    Wiped<std::array<blst_fr, kSharesMax>> polynomial;
    const auto coefficients = std::span{polynomial.value}.first(threshold);
    blst_fr_from_scalar(&coefficients[0], BlsAccess::scalar(secret));
    for (blst_fr& coefficient : coefficients.subspan(1))
        draw_fr(coefficient, entropy);

    std::vector<SecretShare> shares;
    for (const OperatorId id : ids) {
        Wiped<blst_fr> value;
        Wiped<blst_scalar> scalar;
        evaluate(value.value, coefficients, fr_of(id));
        blst_scalar_from_fr(&scalar.value, &value.value);
        TRY(BlsSecretKey key, BlsAccess::secret_key(scalar.value));
        shares.push_back({.id = id, .key = std::move(key)});
    }
    return shares;
}

Result<BlsSecretKey> recover_secret(std::span<const SecretShare> shares) {
    TRY(const Frs weights, weights_at_zero(ids_of(shares)));
    Wiped<blst_fr> sum;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        Wiped<blst_fr> term;
        blst_fr_from_scalar(&term.value, BlsAccess::scalar(shares[i].key));
        blst_fr_mul(&term.value, &term.value, &weights[i]);
        blst_fr_add(&sum.value, &sum.value, &term.value);
    }
    Wiped<blst_scalar> scalar;
    blst_scalar_from_fr(&scalar.value, &sum.value);
    return BlsAccess::secret_key(scalar.value);
}

Result<BlsPubkey> recover_public_key(std::span<const PublicShare> shares) {
    TRY(const Frs weights, weights_at_zero(ids_of(shares)));
    return BlsAccess::pubkey(
        weighted_sum(points_of(shares, &PublicShare::key), scalars_of(weights), kScalarBits));
}

Result<BlsSignature> recover_signature(std::span<const PartialSignature> partials) {
    TRY(const Frs weights, weights_at_zero(ids_of(partials)));
    return BlsAccess::signature(weighted_sum(points_of(partials, &PartialSignature::signature),
                                             scalars_of(weights), kScalarBits));
}

Result<> check_shares(const BlsPubkey& whole, std::span<const PublicShare> shares,
                      std::size_t threshold, Entropy& entropy) {
    TRY(const std::vector<blst_scalar> word, random_dual_word(ids_of(shares), threshold, entropy));
    std::vector<blst_p1_affine> points{BlsAccess::point(whole)};
    for (const PublicShare& share : shares)
        points.push_back(BlsAccess::point(share.key));
    const blst_p1 sum = weighted_sum(points, word, kScalarBits);
    if (!blst_p1_is_inf(&sum))
        return fail(
            Reason::shares_inconsistent,
            fmt::format("{} shares of {}..: not on one polynomial of degree {} with it",
                        shares.size(), to_hex0x(whole.bytes().view().first(4)), threshold - 1));
    return {};
}

Result<> check_shared_keys(std::span<const SharedKey> batch, std::span<const OperatorId> ids,
                           std::size_t threshold, Entropy& entropy) {
    TRY(const std::vector<blst_scalar> word, random_dual_word(ids, threshold, entropy));
    if (batch.empty()) return {};
    for (const SharedKey& key : batch)
        CHECK(key.shares.size() == ids.size());
    const std::vector<blst_scalar> factors = random_factors(batch.size(), entropy);
    blst_p1 total{};  // infinity
    for (std::size_t place = 0; place < word.size(); ++place) {
        std::vector<blst_p1_affine> points;
        for (const SharedKey& key : batch)
            points.push_back(BlsAccess::point(place == 0 ? key.whole : key.shares[place - 1]));
        blst_p1 sum = weighted_sum(points, factors, kFactorBits);
        blst_p1_mult(&sum, &sum, word[place].b, kScalarBits);
        blst_p1_add_or_double(&total, &total, &sum);
    }
    if (!blst_p1_is_inf(&total))
        return fail(Reason::shares_inconsistent,
                    fmt::format("shares of {} keys: not all on polynomials of degree {} with them",
                                batch.size(), threshold - 1));
    return {};
}

bool verify_partials(std::span<const PublicShare> shares,
                     std::span<const PartialSignature> partials, BytesView message,
                     Entropy& entropy) {
    if (partials.empty()) return true;
    std::vector<blst_p1_affine> keys;
    for (const PartialSignature& partial : partials) {
        const auto share = std::ranges::find(shares, partial.id, &PublicShare::id);
        if (share == shares.end()) return false;
        keys.push_back(BlsAccess::point(share->key));
    }
    const std::vector<blst_scalar> factors = random_factors(partials.size(), entropy);
    const auto key = BlsAccess::pubkey(weighted_sum(keys, factors, kFactorBits));
    const auto signature = BlsAccess::signature(
        weighted_sum(points_of(partials, &PartialSignature::signature), factors, kFactorBits));
    return key && signature && verify(*key, message, *signature);
}

}  // namespace stafi
