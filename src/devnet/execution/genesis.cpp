#include "devnet/execution/genesis.hpp"

#include <array>
#include <optional>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
#include "eth/quantity.hpp"

namespace stafi::devnet {
namespace {

namespace json = boost::json;

/// EIP-7002, EIP-7251, EIP-2935, EIP-4788: what every block of Osaka calls.
constexpr std::array<std::string_view, 4> kSystemContracts{
    "00000961ef480eb55e80d19ad83579a64c007002", "0000bbddc7ce488642fb579f8b00f3a590007251",
    "0000f90827f1c53a10cb7a02335b175320002935", "000f3df6d732807ef1319fb7b8bb8522d0beac02"};

Result<json::object> parse_object(std::string_view text) {
    TRY_VOID(check_json(text));
    json::error_code error;
    json::value value = json::parse(text, error);
    if (error || !value.is_object()) return fail(Reason::bad_json, "an object is expected");
    return std::move(value.get_object());
}

Result<json::object> take_object(json::object& from, std::string_view field) {
    json::value* const value = from.if_contains(field);
    if (value == nullptr || !value->is_object())
        return fail(Reason::bad_json, fmt::format("{}: an object is expected", field));
    return std::move(value->get_object());
}

Result<std::string> text_in(const json::object& object, std::string_view field) {
    const json::value* const value = object.if_contains(field);
    if (value == nullptr || !value->is_string())
        return fail(Reason::bad_json, fmt::format("{}: a text is expected", field));
    return std::string{value->get_string()};
}

/// anvil writes nonces as numbers.
Result<std::uint64_t> nonce_in(const json::object& account) {
    const json::value* const nonce = account.if_contains("nonce");
    if (nonce != nullptr && nonce->is_int64() && nonce->get_int64() >= 0)
        return static_cast<std::uint64_t>(nonce->get_int64());
    return fail(Reason::bad_json, "nonce: a number is expected");
}

/// The account as geth reads it, or nothing when it is empty: precompiles that were called.
Result<std::optional<json::object>> allocation(json::object account) {
    json::object made;
    TRY(const std::string balance, text_in(account, "balance"));
    TRY_VOID(at("balance", eth::parse_quantity(balance)));
    TRY(const std::string code, text_in(account, "code"));
    TRY(const std::uint64_t nonce, nonce_in(account));
    TRY(json::object storage, take_object(account, "storage"));
    if (balance == "0x0" && code == "0x" && nonce == 0 && storage.empty()) return std::nullopt;
    made["balance"] = balance;
    if (nonce != 0) made["nonce"] = eth::to_quantity(nonce);
    if (code != "0x") made["code"] = code;
    if (!storage.empty()) made["storage"] = std::move(storage);
    return made;
}

Result<json::object> allocations(std::string_view chain_state) {
    TRY(json::object state, parse_object(chain_state));
    TRY(json::object accounts, take_object(state, "accounts"));
    json::object alloc;
    for (json::key_value_pair& account : accounts) {
        const std::string_view address{account.key()};
        TRY(const Address parsed, at("accounts", parse_fixed<Address>(address)));
        if (!account.value().is_object())
            return fail(Reason::bad_json, fmt::format("accounts.{}: no object", address));
        TRY(auto made, at(fmt::format("accounts.{}", address),
                          allocation(std::move(account.value().get_object()))));
        if (made) alloc[to_hex(parsed.view())] = *std::move(made);
    }
    return alloc;
}

/// Replaces whatever stands in for them on chains that lack them.
Result<> put_system_contracts(json::object& geths, json::object& alloc) {
    for (const std::string_view address : kSystemContracts) {
        json::value* const contract = geths.if_contains(address);
        if (contract == nullptr)
            return fail(Reason::bad_json, fmt::format("alloc.{}: missing", address));
        alloc[address] = *contract;
    }
    return {};
}

Result<> set_rules(json::object& genesis, const GenesisChoice& choice) {
    TRY(json::object config, take_object(genesis, "config"));
    config.erase("bogotaTime");  // rules that are not live yet
    config["chainId"] = choice.chain_id.value;
    config["depositContractAddress"] = to_hex0x(choice.deposit_contract.view());
    TRY(json::object blobs, at("config", take_object(config, "blobSchedule")));
    if (!blobs.contains("prague"))
        return fail(Reason::bad_json, "config.blobSchedule.prague: missing");
    blobs["osaka"] = json::value{blobs.at("prague")};
    config["blobSchedule"] = std::move(blobs);
    genesis["config"] = std::move(config);
    return {};
}

}  // namespace

Result<std::string> make_genesis(std::string_view chain_state, std::string_view geth_genesis,
                                 const GenesisChoice& choice) {
    TRY(json::object alloc, at("chain state", allocations(chain_state)));
    TRY(json::object genesis, at("geth's genesis", parse_object(geth_genesis)));
    TRY(json::object geths, at("geth's genesis", take_object(genesis, "alloc")));
    TRY_VOID(at("geth's genesis", put_system_contracts(geths, alloc)));
    TRY_VOID(at("geth's genesis", set_rules(genesis, choice)));
    genesis["alloc"] = std::move(alloc);
    genesis["timestamp"] = eth::to_quantity(choice.timestamp.value);
    genesis["gasLimit"] = eth::to_quantity(choice.gas_limit.value);
    for (const std::string_view null_field : {"excessBlobGas", "blobGasUsed", "slotNumber"})
        genesis.erase(null_field);
    return json::serialize(genesis);
}

Result<BlockNumber> last_block(std::string_view chain_state) {
    TRY(const json::object state, at("chain state", parse_object(chain_state)));
    const json::value* const number = state.if_contains("best_block_number");
    if (number != nullptr && number->is_int64() && number->get_int64() >= 0)
        return BlockNumber{static_cast<std::uint64_t>(number->get_int64())};
    return fail(Reason::bad_json, "chain state: best_block_number: a number is expected");
}

}  // namespace stafi::devnet
