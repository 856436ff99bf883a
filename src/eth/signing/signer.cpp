#include "eth/signing/signer.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "eth/quantity.hpp"

namespace stafi::eth {
namespace {

std::string quoted(BytesView bytes) { return json_quoted(to_hex0x(bytes)); }
std::string quoted(const Uint256& number) { return json_quoted(to_quantity(number)); }
/// clef takes the case for a checksum, and refuses without.
std::string quoted(const Address& address) { return json_quoted(to_checksum_text(address)); }
std::string quoted(std::uint64_t number) { return quoted(Uint256{number}); }

std::string price_fields(const LegacyTransaction& tx) {
    return fmt::format(R"("gasPrice":{})", quoted(tx.gas_price.value));
}

std::string price_fields(const FeeMarketTransaction& tx) {
    std::string text =
        fmt::format(R"("maxFeePerGas":{},"maxPriorityFeePerGas":{})",
                    quoted(tx.max_fee_per_gas.value), quoted(tx.max_priority_fee_per_gas.value));
    std::string list;
    for (const StorageAccess& access : tx.access_list) {
        std::string keys;
        for (const Bytes32& key : access.keys)
            keys += (keys.empty() ? "" : ",") + quoted(key.view());
        list += fmt::format(R"({}{{"address":{},"storageKeys":[{}]}})", list.empty() ? "" : ",",
                            quoted(access.account), keys);
    }
    // Web3Signer does not know the field.
    if (!list.empty()) text += fmt::format(R"(,"accessList":[{}])", list);
    return text;
}

template <class Transaction>
std::string transaction_object(const Transaction& tx, const Address& account) {
    const std::string to = tx.to ? fmt::format(R"("to":{},)", quoted(*tx.to)) : std::string{};
    // "input" is the name of the specification; "data" is the one that all signers know.
    return fmt::format(
        R"({{"from":{},{}"gas":{},{},"value":{},"nonce":{},"data":{},"chainId":{}}})",
        quoted(account), to, quoted(tx.gas_limit.value), price_fields(tx), quoted(tx.value.value),
        quoted(tx.nonce.value), quoted(BytesView{tx.data}), quoted(tx.chain.value));
}

Result<Bytes> raw_of(const RpcResult& result) {
    if (const auto whole = result.object()) return whole->hex("raw", kTransactionBytesMax);
    TRY(const std::string_view digits, result.text());
    return at("result", parse_hex(digits));
}

/// Every failure to read an answer is the same to its caller.
template <class T>
Result<T> as_rpc(Result<T> read) {
    if (!read) return fail(Reason::bad_rpc, std::move(read).error().what);
    return read;
}

Result<SignedTransaction> decoded(const RpcResult& result) {
    TRY(const Bytes raw, raw_of(result));
    return decode_transaction(raw);
}

Result<std::vector<Address>> listed(const RpcResult& result) {
    TRY(const auto texts, result.texts(kSignerAccountsMax));
    std::vector<Address> accounts;
    accounts.reserve(texts.size());
    for (const std::string_view text : texts) {
        TRY(const auto account, parse_fixed<Address>(text));
        accounts.push_back(account);
    }
    std::ranges::sort(accounts);
    const auto repeated = std::ranges::unique(accounts);
    accounts.erase(repeated.begin(), repeated.end());
    return accounts;
}

/// The first field that differs, with what was asked for and what came.
template <class Transaction>
std::string difference(const Transaction& asked, const Transaction& told) {
    const auto differs = [](std::string_view name, std::uint64_t a, std::uint64_t b) {
        return fmt::format("{}: {} instead of {}", name, b, a);
    };
    if (told.chain != asked.chain) return differs("chain", asked.chain.value, told.chain.value);
    if (told.nonce != asked.nonce) return differs("nonce", asked.nonce.value, told.nonce.value);
    if (told.gas_limit != asked.gas_limit)
        return differs("gas limit", asked.gas_limit.value, told.gas_limit.value);
    if (told.to != asked.to) return "to: another receiver";
    if (told.value != asked.value)
        return fmt::format("value: {} instead of {} wei", to_decimal(told.value.value),
                           to_decimal(asked.value.value));
    if (told.data != asked.data) return "data: other bytes";
    return "its fees or access list are others";
}

std::string difference(const UnsignedTransaction& asked, const UnsignedTransaction& told) {
    if (asked.index() != told.index()) return "it is of another type";
    if (const auto* legacy = std::get_if<LegacyTransaction>(&asked))
        return difference(*legacy, std::get<LegacyTransaction>(told));
    return difference(std::get<FeeMarketTransaction>(asked), std::get<FeeMarketTransaction>(told));
}

}  // namespace

RpcCall ask_for_accounts(SignerKind kind) {
    return {.method = kind == SignerKind::clef ? "account_list" : "eth_accounts"};
}

RpcCall ask_to_sign(SignerKind kind, const UnsignedTransaction& transaction,
                    const Address& account) {
    std::string object =
        std::visit([&](const auto& tx) { return transaction_object(tx, account); }, transaction);
    return {.method = kind == SignerKind::clef ? "account_signTransaction" : "eth_signTransaction",
            .params = {std::move(object)}};
}

Result<std::vector<Address>> read_accounts(const RpcResult& result) {
    return as_rpc(listed(result));
}

Result<SignedTransaction> read_signed(const RpcResult& result, const UnsignedTransaction& content,
                                      const Address& account) {
    TRY(SignedTransaction told, as_rpc(decoded(result)));
    if (told.content != content)
        return fail(Reason::signer_disagrees, difference(content, told.content));
    if (told.sender != account)
        return fail(Reason::signer_disagrees,
                    fmt::format("signed by {} instead of {}", to_checksum_text(told.sender),
                                to_checksum_text(account)));
    return told;
}

}  // namespace stafi::eth
