#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/entropy.hpp"

// Which registrations SSV nodes take. The contract emits `ValidatorAdded` for anything of the right
// form; nodes replay the log and ignore what does not hold. A registration that they ignore costs
// fees and never attests, so ours are replayed with the same rules, in log order.
// Source: ssvlabs/ssv eth/eventhandler (Go), sigp/anchor eth/event_processor (Rust).

namespace stafi::ssv {

struct OperatorAdded {
    OperatorId id;
    std::string key_text;  ///< an event whose key is no ABI string counts for nothing
};
struct OperatorRemoved {
    OperatorId id;
};
struct ValidatorAdded {
    Address owner;
    std::vector<OperatorId> operators;
    PubkeyBytes validator;  ///< the contract takes 48 bytes only
    Bytes shares_data;
};
struct ValidatorRemoved {
    Address owner;
    PubkeyBytes validator;
};
using RegistryEvent =
    std::variant<OperatorAdded, OperatorRemoved, ValidatorAdded, ValidatorRemoved>;

/// What nodes remember of the log so far.
struct Registry {
    std::map<OperatorId, Bytes32> operators;      ///< SHA-256 of the key text; removed ones too
    std::map<Address, std::uint16_t> next_nonce;  ///< 16 bits, as nodes count: it wraps
    std::map<PubkeyBytes, Address> owner_of;      ///< accepted validators
    friend bool operator==(const Registry&, const Registry&) = default;
};

/// What nodes make of one event.
struct Verdict {
    std::optional<OwnerNonce> nonce;  ///< of a ValidatorAdded: the one it had to be signed for
    std::optional<Error> malformed;   ///< why it is ignored; nothing when it is accepted
};

/// Replays `events` in log order, on top of `registry`; one verdict each. A ValidatorAdded uses up
/// its owner's next nonce before anything else is looked at, then is malformed for
/// - bad_operator_set: not 4, 7, 10 or 13 operators, or one of them twice;
/// - unknown_operator: one of them never existed;
/// - bad_shares_length;
/// - bad_public_key: the validator's, or (Rust node only) that of a share;
/// - owner_nonce_mismatch: no signature, or not this validator's for this owner and nonce;
/// - key_registered: another owner has registered the key before.
///
/// An OperatorAdded is malformed when its id (operator_registered) or its key (duplicate_key) was
/// added before. An OperatorRemoved changes nothing, as in the Go node: id and key stay taken, and
/// registrations with the operator stay good. (The Rust node forgets the operator. The contract
/// registers nothing with a removed one, so both agree on every ValidatorAdded that it emits.)
///
/// Cost: about 0.8 ms for a ValidatorAdded of four; signatures are verified together.
[[nodiscard]] std::vector<Verdict> replay(std::span<const RegistryEvent> events, Registry& registry,
                                          Entropy& entropy);

}  // namespace stafi::ssv
