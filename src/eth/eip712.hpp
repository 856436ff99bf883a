#pragma once

#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/uint256.hpp"
#include "eth/abi/message.hpp"

// Signing of structs that a contract or a wallet can show. A struct of our own is an abi::Message
// whose declaration names its members, as in
//     "WholeDeposit(address superNode,bytes32 pubkeysHash,uint256 amountPerKey)";
// typed data in JSON is read by eth/typed_data.hpp. Source: EIP-712.

namespace stafi::eip712 {

/// Where a signature is valid; what is not given is not part of the domain's type.
struct Domain {
    std::optional<std::string> name;
    std::optional<std::string> version;
    std::optional<Uint256> chain_id;
    std::optional<Address> verifying_contract;
    std::optional<Bytes32> salt;
    friend bool operator==(const Domain&, const Domain&) = default;
};

[[nodiscard]] Bytes32 domain_separator(const Domain& domain);

/// What is signed: keccak256(0x1901 || domain separator || struct hash).
[[nodiscard]] Bytes32 signing_digest(const Bytes32& domain_separator, const Bytes32& struct_hash);

/// encodeType: `Mail(address to,string contents)`. CHECKs that every member has a name and none is
/// a struct: those would need types of their own.
[[nodiscard]] std::string type_text(const abi::Signature& type);

/// hashStruct. CHECKs that the members are values of the type.
[[nodiscard]] Bytes32 hash_struct(const abi::Signature& type, const abi::Value& members);

/// The 32 bytes that stand for a value in its struct: a word itself, of bytes and string the hash,
/// of arrays and lists the hash of all elements. CHECKs as above.
[[nodiscard]] Bytes32 encode_member(const abi::Type& type, const abi::Value& value);

template <abi::Message M>
[[nodiscard]] Bytes32 hash_struct(const M& message) {
    const abi::Signature& type = abi::signature_of<M>();
    return hash_struct(type, to_value(type.inputs(), message));
}
template <abi::Message M>
[[nodiscard]] Bytes32 signing_digest(const Domain& domain, const M& message) {
    return signing_digest(domain_separator(domain), hash_struct(message));
}

}  // namespace stafi::eip712
