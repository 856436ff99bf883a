#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "ssv/committee.hpp"
#include "ssv/keyshares/keyshares.hpp"

// keyshares.json, the file in which shares travel to the SSV web app, SDK and contract.
// Source: ssv-keys 1.1.0 and 1.2.0, ssv-sdk 1.0; docs/formats/keyshares.md.

namespace stafi::ssv {

inline constexpr std::size_t kKeysharesFileMax = 64 << 20;  ///< bytes; 10,000 keys of 4 operators
inline constexpr std::size_t kKeysharesItemsMax = 10'000;
inline constexpr std::size_t kKeysharesOperatorsMax = 64;         ///< of one item
inline constexpr std::size_t kKeysharesBytesMax = 16 << 10;       ///< of one hex field
inline constexpr std::size_t kKeysharesTextMax = kRsaKeyTextMax;  ///< characters of one text

/// What one `shares` element says, in the file's order. Only its form is known to be right: bytes
/// may have any length and points may be none.
struct KeysharesItem {
    struct Seat {
        OperatorId id;
        std::string key_text;
        friend bool operator==(const Seat&, const Seat&) = default;
    };
    OwnerNonce owner_nonce;
    std::string owner_text;  ///< as typed; ssv-keys checks neither case nor checksum
    Bytes public_key;
    std::vector<Seat> operators;
    // What is registered; the four above are about it.
    Bytes payload_key;
    std::vector<OperatorId> payload_ids;
    Bytes shares_data;
    friend bool operator==(const KeysharesItem&, const KeysharesItem&) = default;
};

struct KeysharesFile {
    std::string version;     ///< "v1.1.0" or "v1.2.0": one schema
    std::string created_at;  ///< ISO 8601, any precision; empty when the file has none
    std::vector<KeysharesItem> items;
    friend bool operator==(const KeysharesFile&, const KeysharesFile&) = default;
};

/// The version that every reader in use accepts.
inline constexpr std::string_view kKeysharesVersion = "v1.1.0";

/// Reads versions 1.1 and 1.2, and the older form with one item and no `shares`. Unknown keys are
/// ignored, as all readers do.
///
/// Errors: file_too_large; bad_json for the form, bad_keyshares, bad_hex or out_of_range for the
/// values; all name the field by its path, as `shares[3].data.ownerNonce`.
[[nodiscard]] Result<KeysharesFile> read_keyshares(std::string_view json);

/// Byte for byte what ssv-keys writes: two blanks of indent, LF, none at the end.
[[nodiscard]] std::string write_keyshares(const KeysharesFile& file);

/// The element for shares that were split for `operators`.
/// Errors: operator_key_mismatch when they were split for others.
[[nodiscard]] Result<KeysharesItem> item_of(const VerifiedShares& shares,
                                            const OperatorSet& operators);

/// "2026-11-22T20:01:15.851Z", as JavaScript writes it: always three digits.
[[nodiscard]] std::string created_at_text(std::uint64_t unix_ms);

}  // namespace stafi::ssv
