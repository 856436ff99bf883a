#include "eth/deposit/file.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::eth {
namespace {

namespace json = boost::json;

constexpr std::size_t kFields = 9;
constexpr std::size_t kTextMax = 64;

Result<const json::value*> find(const json::object& entry, std::string_view field) {
    if (const json::value* value = entry.if_contains(field)) return value;
    return fail(Reason::bad_deposit, fmt::format("{}: missing", field));
}

Result<std::string_view> read_string(const json::object& entry, std::string_view field) {
    TRY(const json::value* const value, find(entry, field));
    if (!value->is_string())
        return fail(Reason::bad_deposit, fmt::format("{}: a text is expected", field));
    return std::string_view{value->as_string()};
}

/// A short text that needs no escapes.
Result<std::string> read_text(const json::object& entry, std::string_view field) {
    TRY(const std::string_view text, read_string(entry, field));
    const bool is_plain = std::ranges::all_of(
        text, [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
    if (text.empty() || text.size() > kTextMax || !is_plain)
        return fail(Reason::bad_deposit,
                    fmt::format("{}: 1 to {} plain characters are expected", field, kTextMax));
    return std::string{text};
}

template <class T>
Result<> read_hex(const json::object& entry, std::string_view field, T& into) {
    TRY(const std::string_view text, read_string(entry, field));
    if (text.starts_with("0x") || text.starts_with("0X"))
        return fail(Reason::bad_deposit, fmt::format("{}: hex without 0x is expected", field));
    if (auto done = parse_hex_into(text, into.span()); !done)
        return fail(Reason::bad_deposit, fmt::format("{}: {}", field, done.error().what));
    return {};
}

Result<Gwei> read_amount(const json::object& entry) {
    TRY(const json::value* const value, find(entry, "amount"));
    if (value->is_uint64()) return Gwei{value->get_uint64()};
    if (value->is_int64() && value->get_int64() >= 0)
        return Gwei{static_cast<std::uint64_t>(value->get_int64())};
    return fail(Reason::bad_deposit, "amount: whole gwei are expected");
}

Result<DepositEntry> read_entry(const json::value& value) {
    const json::object* object = value.if_object();
    if (object == nullptr) return fail(Reason::bad_deposit, "a JSON object is expected");
    DepositEntry entry;
    TRY_VOID(read_hex(*object, "pubkey", entry.data.pubkey));
    TRY_VOID(read_hex(*object, "withdrawal_credentials", entry.data.withdrawal_credentials));
    TRY(entry.data.amount, read_amount(*object));
    TRY_VOID(read_hex(*object, "signature", entry.data.signature));
    TRY_VOID(read_hex(*object, "deposit_message_root", entry.deposit_message_root));
    TRY_VOID(read_hex(*object, "deposit_data_root", entry.deposit_data_root));
    TRY_VOID(read_hex(*object, "fork_version", entry.fork_version));
    TRY(entry.network_name, read_text(*object, "network_name"));
    TRY(entry.deposit_cli_version, read_text(*object, "deposit_cli_version"));
    // All nine are there, so any further key is one too many.
    if (object->size() != kFields)
        return fail(Reason::bad_deposit, fmt::format("{} fields, not {}", object->size(), kFields));
    return entry;
}

std::string to_text(const DepositEntry& entry) {
    return fmt::format(
        R"({{"pubkey": "{}", "withdrawal_credentials": "{}", "amount": {}, "signature": "{}", )"
        R"("deposit_message_root": "{}", "deposit_data_root": "{}", "fork_version": "{}", )"
        R"("network_name": "{}", "deposit_cli_version": "{}"}})",
        to_hex(entry.data.pubkey.view()), to_hex(entry.data.withdrawal_credentials.view()),
        entry.data.amount.value, to_hex(entry.data.signature.view()),
        to_hex(entry.deposit_message_root.view()), to_hex(entry.deposit_data_root.view()),
        to_hex(entry.fork_version.view()), entry.network_name, entry.deposit_cli_version);
}

Result<> check_root(std::string_view field, const Bytes32& given, const Bytes32& computed) {
    if (given != computed)
        return fail(Reason::deposit_root_mismatch,
                    fmt::format("{}: {}, but the fields give {}", field, to_hex(given.view()),
                                to_hex(computed.view())));
    return {};
}

Result<> check_network(const DepositEntry& entry, const DepositExpectation& expectation) {
    if (entry.fork_version != expectation.fork_version)
        return fail(Reason::wrong_network,
                    fmt::format("fork_version: {} ({}), not {} ({})",
                                to_hex(entry.fork_version.view()), entry.network_name,
                                to_hex(expectation.fork_version.view()), expectation.network_name));
    if (entry.network_name != expectation.network_name)
        return fail(Reason::wrong_network,
                    fmt::format("network_name: '{}', not '{}'", entry.network_name,
                                expectation.network_name));
    return {};
}

Result<> check_credentials(const Bytes32& given, const WithdrawalCredentials& expected) {
    TRY(const WithdrawalCredentials credentials, parse_credentials(given));
    if (credentials != expected)
        return fail(Reason::credentials_mismatch,
                    fmt::format("withdrawal_credentials: {}, not {}", to_hex(given.view()),
                                to_hex(to_bytes(expected).view())));
    return {};
}

}  // namespace

DepositEntry to_entry(const DepositData& data, const Network& network) {
    return {.data = data,
            .deposit_message_root = deposit_message_root(message_of(data)),
            .deposit_data_root = deposit_data_root(data),
            .fork_version = network.genesis_fork_version(),
            .network_name = network.name,
            .deposit_cli_version = std::string{kDepositCliVersion}};
}

Result<> check_deposit(const DepositEntry& entry, const DepositExpectation& expectation) {
    const DepositData& data = entry.data;
    const DepositMessage message = message_of(data);
    TRY(const BlsPubkey key, at("pubkey", BlsPubkey::parse(data.pubkey)));
    TRY_VOID(check_credentials(data.withdrawal_credentials, expectation.credentials));
    if (data.amount != expectation.amount)
        return fail(
            Reason::amount_mismatch,
            fmt::format("amount: {} gwei, not {}", data.amount.value, expectation.amount.value));
    TRY_VOID(check_network(entry, expectation));
    TRY_VOID(check_root("deposit_message_root", entry.deposit_message_root,
                        deposit_message_root(message)));
    TRY_VOID(check_root("deposit_data_root", entry.deposit_data_root, deposit_data_root(data)));

    TRY(const BlsSignature signature, at("signature", BlsSignature::parse(data.signature)));
    if (!verify(key, deposit_signing_root(message, entry.fork_version).view(), signature))
        return fail(Reason::signature_mismatch, "signature: not made by pubkey for this deposit");

    const auto known = expectation.known_credentials.find(data.pubkey);
    if (known != expectation.known_credentials.end() &&
        known->second != data.withdrawal_credentials)
        return fail(Reason::key_already_deposited,
                    fmt::format("pubkey: {} is deposited with {}", to_hex(data.pubkey.view()),
                                to_hex(known->second.view())));
    return {};
}

Result<std::vector<DepositEntry>> parse_deposit_file(std::string_view text) {
    if (text.size() > kDepositFileBytesMax)
        return fail(Reason::bad_deposit, fmt::format("deposit data: {} bytes, at most {}",
                                                     text.size(), kDepositFileBytesMax));
    TRY_VOID(at("deposit data", check_json(text)));
    json::error_code error;
    const json::value value = json::parse(text, error, {}, {.max_depth = 4});
    if (error || !value.is_array())
        return fail(Reason::bad_json, "deposit data: a JSON array is expected");
    const json::array& array = value.get_array();
    if (array.empty() || array.size() > kDepositFileEntriesMax)
        return fail(Reason::bad_deposit, fmt::format("deposit data: {} entries, at most {}",
                                                     array.size(), kDepositFileEntriesMax));
    std::vector<DepositEntry> entries;
    entries.reserve(array.size());
    for (const json::value& item : array) {
        TRY(DepositEntry entry, at(fmt::format("entry {}", entries.size()), read_entry(item)));
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string to_deposit_file(std::span<const DepositEntry> entries) {
    std::string text = "[";
    for (const DepositEntry& entry : entries) {
        if (text.size() > 1) text += ", ";
        text += to_text(entry);
    }
    return text + "]";
}

}  // namespace stafi::eth
