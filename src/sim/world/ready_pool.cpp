#include "sim/world/ready_pool.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
#include "eth/quantity.hpp"
#include "pool/contracts/storage.hpp"

namespace stafi::sim {
namespace {

namespace json = boost::json;

constexpr std::size_t kCodeMax = 24'576;  // EIP-170

Result<> put_account(EvmState& state, const Address& at, const JsonFields& account) {
    TRY(const std::string_view balance, account.text("balance"));
    TRY(const Uint256 wei, stafi::at("balance", eth::parse_quantity(balance)));
    TRY(const std::uint64_t nonce, account.number("nonce"));
    TRY(const Bytes code, account.hex("code", kCodeMax));
    state.put(at, Wei{wei}, AccountNonce{nonce}, code);
    TRY(const std::string storage, account.json("storage"));
    const json::object words = json::parse(storage).as_object();
    for (const auto& [key, value] : words) {
        TRY(const Bytes32 slot, parse_fixed<Bytes32>(key));
        TRY(const Bytes32 content, parse_fixed<Bytes32>(value.as_string()));
        state.store(at, slot, content);
    }
    return {};
}

Result<EvmState> read_state(std::string_view text) {
    TRY(const JsonDocument document, JsonDocument::parse(text));
    TRY(const std::string listed, document.fields().json("accounts"));
    const json::object accounts = json::parse(listed).as_object();
    EvmState state;
    for (const auto& [name, account] : accounts) {
        TRY(const Address address, at("accounts", parse_fixed<Address>(name)));
        if (!account.is_object())
            return fail(Reason::bad_json, fmt::format("accounts.{}: no object", std::string{name}));
        const JsonFields fields{account.get_object(), "accounts." + std::string{name}};
        TRY_VOID(put_account(state, address, fields));
    }
    state.share();
    return state;
}

/// What the registry says.
Result<pool::Addresses> ask_registry(const EvmState& state, ChainId chain,
                                     const Address& registry) {
    const BlockEnvironment block{.chain = chain,
                                 .number = {},
                                 .timestamp = {},
                                 .gas_limit = Gas{30'000'000},
                                 .randomness = {}};
    pool::Addresses contracts;
    for (const pool::Contract contract : pool::all_contracts()) {
        const Message question{
            .from = {},
            .to = registry,
            .value = {},
            .data = abi::encode_call(pool::storage::GetAddress{pool::registry_key(contract)}),
            .gas_limit = Gas{1'000'000},
            .nonce = {}};
        const Outcome answer = state.call(block, question);
        TRY(const Address address, abi::decode_return<pool::storage::GetAddress>(answer.output));
        contracts.set(contract, address);
    }
    return contracts;
}

}  // namespace

Result<ReadyPool> read_ready_pool(std::string_view state, std::string_view addresses) {
    TRY(const JsonDocument document, at("addresses", JsonDocument::parse(addresses)));
    TRY(const std::uint64_t chain, document.fields().number("chainId"));
    TRY(const Address registry, document.fields().fixed<Address>("stafiStorage"));
    TRY(EvmState read, at("state", read_state(state)));
    TRY(auto contracts, ask_registry(read, ChainId{chain}, registry));
    return ReadyPool{
        .chain = ChainId{chain}, .state = std::move(read), .contracts = std::move(contracts)};
}

}  // namespace stafi::sim
