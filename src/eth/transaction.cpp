#include "eth/transaction.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/overloaded.hpp"
#include "crypto/hash.hpp"
#include "eth/rlp.hpp"

namespace stafi::eth {
namespace {

using rlp::Fields;
using rlp::Item;

constexpr std::byte kFeeMarketType{2};
constexpr std::byte kFirstOfList{0xc0};  // no type is as high, so that a legacy one is told by it
constexpr std::uint64_t kEip155Offset = 35;
constexpr std::size_t kLegacyFields = 9;
constexpr std::size_t kFeeMarketFields = 12;

Item item_of(const std::optional<Address>& to) { return to ? Item{*to} : Item{}; }

Item item_of(const std::vector<StorageAccess>& list) {
    std::vector<Item> items;
    for (const StorageAccess& access : list) {
        std::vector<Item> keys{access.keys.begin(), access.keys.end()};
        items.emplace_back(std::vector<Item>{access.account, std::move(keys)});
    }
    return items;
}

std::vector<Item> content_fields(const LegacyTransaction& tx) {
    return {tx.nonce.value, tx.gas_price.value, tx.gas_limit.value,
            item_of(tx.to), tx.value.value,     tx.data};
}

std::vector<Item> content_fields(const FeeMarketTransaction& tx) {
    return {tx.chain.value,
            tx.nonce.value,
            tx.max_priority_fee_per_gas.value,
            tx.max_fee_per_gas.value,
            tx.gas_limit.value,
            item_of(tx.to),
            tx.value.value,
            tx.data,
            item_of(tx.access_list)};
}

/// The type byte, then the fields; a legacy transaction has no type byte.
Bytes typed(const UnsignedTransaction& tx, std::vector<Item> fields) {
    Bytes out;
    if (std::holds_alternative<FeeMarketTransaction>(tx)) out.push_back(kFeeMarketType);
    append(out, rlp::encode(std::move(fields)));
    return out;
}

Bytes signing_payload(const UnsignedTransaction& tx) {
    auto fields = std::visit([](const auto& content) { return content_fields(content); }, tx);
    if (const auto* legacy = std::get_if<LegacyTransaction>(&tx))
        fields.insert(fields.end(), {legacy->chain.value, Item{}, Item{}});
    return typed(tx, std::move(fields));
}

/// The first of the three numbers of the signature: a legacy one has the chain id in it.
Uint256 signature_v(const UnsignedTransaction& tx, std::uint8_t y_parity) {
    const Uint256 parity{y_parity};
    const auto* legacy = std::get_if<LegacyTransaction>(&tx);
    return legacy == nullptr ? parity
                             : Uint256{2} * Uint256{legacy->chain.value} + kEip155Offset + parity;
}

Result<std::optional<Address>> read_receiver(Fields& fields) {
    TRY(const Bytes to, fields.bytes("to"));
    if (to.empty()) return std::optional<Address>{};
    if (to.size() != Address::kSize)
        return fail(Reason::bad_transaction,
                    fmt::format("to: {} bytes, 0 or 20 expected", to.size()));
    return std::optional{Address::from(std::span{to}.first<Address::kSize>())};
}

Result<Bytes32> read_scalar(Fields& fields, std::string_view name) {
    TRY(const Uint256 scalar, fields.uint256(name));
    return Bytes32{be256(scalar)};
}

Result<std::vector<StorageAccess>> read_access_list(Fields& fields) {
    TRY(Fields entries, fields.list("access list"));
    std::vector<StorageAccess> list;
    while (!entries.is_empty()) {
        TRY(Fields entry, entries.list("access list entry", 2));
        StorageAccess& access = list.emplace_back();
        TRY(access.account, entry.fixed<Address>("access list account"));
        TRY(Fields keys, entry.list("access list keys"));
        while (!keys.is_empty()) {
            TRY(const auto key, keys.fixed<Bytes32>("access list key"));
            access.keys.push_back(key);
        }
    }
    return list;
}

/// What the types cannot say: see their comments.
Result<> check_content(const UnsignedTransaction& tx) {
    const auto [chain, nonce] =
        std::visit([](const auto& content) { return std::pair{content.chain, content.nonce}; }, tx);
    if (chain.value == 0) return fail(Reason::bad_transaction, "chain id: 0 names no chain");
    if (nonce.value == ~0ULL)
        return fail(Reason::bad_transaction, "nonce: 2^64-1 is one too many (EIP-2681)");
    const auto* fees = std::get_if<FeeMarketTransaction>(&tx);
    if (fees != nullptr && fees->max_priority_fee_per_gas > fees->max_fee_per_gas)
        return fail(Reason::bad_transaction, "max priority fee per gas: above max fee per gas");
    return {};
}

/// What the signature is over, and the signature: nothing is recovered yet.
struct Unproven {
    UnsignedTransaction content;
    RecoverableSignature signature;
};

Result<Unproven> read_legacy(Fields fields) {
    LegacyTransaction tx;
    Unproven read;
    TRY(tx.nonce.value, fields.uint64("nonce"));
    TRY(tx.gas_price.value, fields.uint256("gas price"));
    TRY(tx.gas_limit.value, fields.uint64("gas limit"));
    TRY(tx.to, read_receiver(fields));
    TRY(tx.value.value, fields.uint256("value"));
    TRY(tx.data, fields.bytes("data"));
    TRY(const Uint256 v, fields.uint256("v"));
    TRY(read.signature.r, read_scalar(fields, "r"));
    TRY(read.signature.s, read_scalar(fields, "s"));
    if (v < Uint256{kEip155Offset})
        return fail(Reason::bad_transaction, fmt::format("v: {} names no chain", to_decimal(v)));
    const auto chain = ((v - kEip155Offset) / 2).to_uint64();
    if (!chain)
        return fail(Reason::bad_transaction, fmt::format("v: {} is too large", to_decimal(v)));
    tx.chain = ChainId{*chain};
    read.signature.y_parity = (v - kEip155Offset).bit(0) ? 1 : 0;
    read.content = std::move(tx);
    return read;
}

Result<Unproven> read_fee_market(Fields fields) {
    FeeMarketTransaction tx;
    Unproven read;
    TRY(tx.chain.value, fields.uint64("chain id"));
    TRY(tx.nonce.value, fields.uint64("nonce"));
    TRY(tx.max_priority_fee_per_gas.value, fields.uint256("max priority fee per gas"));
    TRY(tx.max_fee_per_gas.value, fields.uint256("max fee per gas"));
    TRY(tx.gas_limit.value, fields.uint64("gas limit"));
    TRY(tx.to, read_receiver(fields));
    TRY(tx.value.value, fields.uint256("value"));
    TRY(tx.data, fields.bytes("data"));
    TRY(tx.access_list, read_access_list(fields));
    TRY(const std::uint64_t y_parity, fields.uint64("y parity"));
    TRY(read.signature.r, read_scalar(fields, "r"));
    TRY(read.signature.s, read_scalar(fields, "s"));
    if (y_parity > 1)
        return fail(Reason::bad_transaction, fmt::format("y parity: {}, not 0 or 1", y_parity));
    read.signature.y_parity = static_cast<std::uint8_t>(y_parity);
    read.content = std::move(tx);
    return read;
}

Result<Unproven> read_unproven(BytesView raw) {
    if (raw.empty()) return fail(Reason::bad_transaction, "transaction: empty");
    if (raw.size() > kTransactionBytesMax)
        return fail(Reason::bad_transaction,
                    fmt::format("transaction: {} bytes, at most {} are taken", raw.size(),
                                kTransactionBytesMax));
    if (raw[0] >= kFirstOfList) {
        TRY(const Item item, rlp::decode(raw));
        TRY(Fields fields, Fields::open(item, kLegacyFields));
        return read_legacy(fields);
    }
    if (raw[0] != kFeeMarketType)
        return fail(Reason::bad_transaction, fmt::format("transaction: type {} is not used here",
                                                         std::to_integer<int>(raw[0])));
    TRY(const Item item, rlp::decode(raw.subspan(1)));
    TRY(Fields fields, Fields::open(item, kFeeMarketFields));
    return read_fee_market(fields);
}

}  // namespace

Bytes32 signing_hash(const UnsignedTransaction& transaction) {
    return keccak256(signing_payload(transaction));
}

SignedTransaction sign_transaction(UnsignedTransaction content, const EthSecretKey& key) {
    CHECK(check_content(content).has_value());
    const RecoverableSignature signature = key.sign(signing_hash(content));
    return {.content = std::move(content), .signature = signature, .sender = key.address()};
}

Bytes encode_transaction(const SignedTransaction& transaction) {
    const RecoverableSignature& signature = transaction.signature;
    auto fields = std::visit([](const auto& content) { return content_fields(content); },
                             transaction.content);
    fields.insert(fields.end(), {signature_v(transaction.content, signature.y_parity),
                                 from_be256(signature.r.view()), from_be256(signature.s.view())});
    return typed(transaction.content, std::move(fields));
}

Bytes32 transaction_hash(const SignedTransaction& transaction) {
    return keccak256(encode_transaction(transaction));
}

Result<SignedTransaction> decode_transaction(BytesView raw) {
    TRY(Unproven read, read_unproven(raw));
    TRY_VOID(check_content(read.content));
    TRY(const Address sender, recover_address(signing_hash(read.content), read.signature));
    return SignedTransaction{
        .content = std::move(read.content), .signature = read.signature, .sender = sender};
}

}  // namespace stafi::eth
