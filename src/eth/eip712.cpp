#include "eth/eip712.hpp"

#include <utility>
#include <vector>

#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace stafi::eip712 {
namespace {

using abi::Kind;
using abi::Type;
using abi::Value;

/// Neither a struct nor made of some.
bool is_plain(const Type& type) {
    if (type.kind() == Kind::array || type.kind() == Kind::list) return is_plain(type.part(0));
    return type.kind() != Kind::tuple && type.kind() != Kind::function;
}

}  // namespace

std::string type_text(const abi::Signature& type) {
    std::string members;
    for (const abi::Parameter& member : type.parameters()) {
        CHECK(is_plain(member.type) && !member.name.empty());
        members += (members.empty() ? "" : ",") + member.type.text() + " " + member.name;
    }
    return type.name() + "(" + members + ")";
}

Bytes32 encode_member(const Type& type, const Value& value) {
    CHECK(is_plain(type));
    if (type.is_word()) {
        const auto word = abi::encode(type, value);
        CHECK(word.has_value());
        return Bytes32::from(std::span{*word}.first<32>());
    }
    if (type.kind() == Kind::bytes || type.kind() == Kind::string) {
        const auto* bytes = std::get_if<Bytes>(&value.form);
        CHECK(bytes != nullptr);
        return keccak256(*bytes);
    }
    const auto* elements = std::get_if<std::vector<Value>>(&value.form);
    CHECK(elements != nullptr);
    CHECK(type.kind() == Kind::list || elements->size() == type.size());
    Bytes encoded;
    for (const Value& element : *elements)
        append(encoded, encode_member(type.part(0), element).view());
    return keccak256(encoded);
}

Bytes32 hash_struct(const abi::Signature& type, const Value& members) {
    const auto* values = std::get_if<std::vector<Value>>(&members.form);
    CHECK(values != nullptr && values->size() == type.parameters().size());
    Bytes encoded;
    append(encoded, keccak256(bytes_of(type_text(type))).view());
    for (std::size_t i = 0; i < values->size(); ++i)
        append(encoded, encode_member(type.parameters()[i].type, (*values)[i]).view());
    return keccak256(encoded);
}

Bytes32 domain_separator(const Domain& domain) {
    std::string members;
    Bytes encoded(Bytes32::kSize);  // the type's hash, when all members are known
    const auto add = [&](abi::Literal type, std::string_view name, const auto& content) {
        if (!content) return;
        const Type parsed{type};
        members += (members.empty() ? "" : ",") + parsed.text() + " " + std::string{name};
        append(encoded, encode_member(parsed, to_value(parsed, *content)).view());
    };
    add("string", "name", domain.name);
    add("string", "version", domain.version);
    add("uint256", "chainId", domain.chain_id);
    add("address", "verifyingContract", domain.verifying_contract);
    add("bytes32", "salt", domain.salt);
    const Bytes32 type_hash = keccak256(bytes_of("EIP712Domain(" + members + ")"));
    std::ranges::copy(type_hash.bytes, encoded.begin());
    return keccak256(encoded);
}

Bytes32 signing_digest(const Bytes32& domain_separator, const Bytes32& struct_hash) {
    Bytes message{std::byte{0x19}, std::byte{0x01}};
    append(message, domain_separator.view());
    append(message, struct_hash.view());
    return keccak256(message);
}

}  // namespace stafi::eip712
