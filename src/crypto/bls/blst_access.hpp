#pragma once

#include <bit>
#include <functional>
#include <span>
#include <vector>

#include <blst.h>

#include "base/check.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/octets.hpp"

// The one door to blst, for bls*.cpp only.

namespace stafi {

/// A secret blst value: wiped when it dies.
template <class T>
struct Wiped {
    T value{};

    Wiped() = default;
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { wipe(std::as_writable_bytes(std::span{&value, 1})); }
};

/// In and out of the public types. What they promise is checked here, but for membership in the
/// group: a blst point that enters is in it already.
struct BlsAccess {
    [[nodiscard]] static blst_p1_affine point(const BlsPubkey& key) {
        return std::bit_cast<blst_p1_affine>(key.point_);
    }
    [[nodiscard]] static blst_p2_affine point(const BlsSignature& signature) {
        return std::bit_cast<blst_p2_affine>(signature.point_);
    }
    [[nodiscard]] static const blst_scalar* scalar(const BlsSecretKey& key) {
        static_assert(sizeof(blst_scalar) == 32 && alignof(blst_scalar) == 1);
        return reinterpret_cast<const blst_scalar*>(key.scalar_.view().data());
    }

    /// Errors: bad_public_key, bad_signature for infinity.
    [[nodiscard]] static Result<BlsPubkey> pubkey(const blst_p1_affine& point);
    [[nodiscard]] static Result<BlsPubkey> pubkey(const blst_p1& point);
    [[nodiscard]] static Result<BlsSignature> signature(const blst_p2_affine& point);
    [[nodiscard]] static Result<BlsSignature> signature(const blst_p2& point);
    /// Errors: bad_secret_key for zero and from the group order on.
    [[nodiscard]] static Result<BlsSecretKey> secret_key(const blst_scalar& scalar);
};

/// What cannot fail, taken at its word.
template <class T>
[[nodiscard]] T promised(Result<T> result) {
    CHECK(result);
    return *std::move(result);
}

/// The points of keys or signatures, or of those that are a `part` of the items.
template <class Item, class Part = std::identity>
[[nodiscard]] auto points_of(std::span<const Item> items, Part part = {}) {
    std::vector<decltype(BlsAccess::point(std::invoke(part, items[0])))> points;
    points.reserve(items.size());
    for (const Item& item : items)
        points.push_back(BlsAccess::point(std::invoke(part, item)));
    return points;
}

inline constexpr std::size_t kScalarBits = 255;
inline constexpr std::size_t kFactorBits = 64;

/// Random factors 1..2^64-1 for the terms of a sum, so that errors in them cannot cancel.
[[nodiscard]] std::vector<blst_scalar> random_factors(std::size_t count, Entropy& entropy);

/// Σ weights[i] * points[i] for at least one point. Not constant time: for public weights only,
/// below 2^weight_bits.
[[nodiscard]] blst_p1 weighted_sum(std::span<const blst_p1_affine> points,
                                   std::span<const blst_scalar> weights, std::size_t weight_bits);
[[nodiscard]] blst_p2 weighted_sum(std::span<const blst_p2_affine> points,
                                   std::span<const blst_scalar> weights, std::size_t weight_bits);

}  // namespace stafi
