#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/entropy.hpp"
#include "ssv/keyshares/dkg_proof.hpp"
#include "ssv/keyshares/keyshares_file.hpp"

// Is a keyshares file fit to be registered? Everything that can be told from outside, for files of
// any origin. The contract checks none of it, and nodes only after registration.

namespace stafi::ssv {

/// What the chain says about an operator, for one owner.
struct OperatorStatus {
    bool is_removed = false;
    bool admits_owner = true;           ///< it is public, or its whitelist has the owner
    std::optional<std::uint64_t> room;  ///< for how many more validators; nothing: not known
};

/// What the caller knows; whatever it leaves out is taken from the file, or not checked.
struct KeysharesExpectation {
    std::optional<Address> owner;           ///< who will send the registration
    std::optional<OwnerNonce> first_nonce;  ///< of the first item; the others follow one by one
    std::vector<Operator> operators;        ///< as on chain; empty: not known
    std::map<OperatorId, OperatorStatus> statuses;
    std::set<PubkeyBytes> registered;  ///< keys that are on SSV, whoever owns them
    std::optional<DkgProofs> proofs;   ///< of the ceremonies that made the file, for all its items
};

/// One thing that is wrong.
struct Finding {
    Reason reason;
    std::optional<std::size_t> item;  ///< of the file, from 0; nothing: the file as a whole
    std::string field;                ///< "payload.sharesData"
    std::string what;                 ///< with the value, and the place inside the field
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// The item's owner; ssv-keys lets owners through that lack their 0x. Errors: bad_address.
[[nodiscard]] Result<Address> owner_of(const KeysharesItem& item);

/// What no check from outside can tell; to be said next to every result.
inline constexpr std::string_view kCiphertextCaveat =
    "the encrypted shares cannot be checked from outside: only each operator can tell whether its "
    "own opens to the share that was promised";

/// Every finding, by item, then in the order of the rules of docs/formats/keyshares.md. What is
/// registered is judged by `registration_problems`, as in `check_keyshares`.
[[nodiscard]] std::vector<Finding> check_file(const KeysharesFile& file,
                                              const KeysharesExpectation& expected,
                                              Entropy& entropy);

/// The two halves of `check_file`, for callers that spread the work: what concerns one item alone
/// (about 1 ms each; `first` is the place of items[0] in the file) ...
[[nodiscard]] std::vector<Finding> check_items(std::span<const KeysharesItem> items,
                                               std::size_t first,
                                               const KeysharesExpectation& expected,
                                               Entropy& entropy);
/// ... and what concerns all of them: one owner, nonces that follow each other, no key twice, no
/// operator with more validators than it has room for.
[[nodiscard]] std::vector<Finding> check_order(std::span<const KeysharesItem> items,
                                               const KeysharesExpectation& expected);

}  // namespace stafi::ssv
