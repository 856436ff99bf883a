#include "devnet/world/execution_access.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
#include "eth/execution/answers.hpp"
#include "eth/execution/questions.hpp"
#include "eth/execution/refusals.hpp"
#include "eth/quantity.hpp"
#include "eth/transaction.hpp"

namespace stafi::devnet {
namespace {

constexpr Wei kFeeMax{Uint256{100'000'000'000}};
constexpr Wei kTip{Uint256{1'000'000'000}};

}  // namespace

ExecutionAccess::ExecutionAccess(Ambient& ambient, adapters::Url url, ChainId chain)
    : node_{ambient, std::move(url), {}}, chain_{chain} {}

Task<Result<AccountNonce>> ExecutionAccess::next_nonce(Address account) {
    if (const auto known = nonces_.find(account); known != nonces_.end()) co_return known->second;
    eth::RpcCall call{.method = "eth_getTransactionCount",
                      .params = {json_quoted(to_hex0x(account.view())), json_quoted("pending")}};
    CO_TRY(const eth::RpcResult answer, co_await node_.expect(std::move(call)));
    CO_TRY(const std::string_view text, answer.text());
    CO_TRY(const Uint256 count, at("eth_getTransactionCount", eth::parse_quantity(text)));
    const auto small = count.to_uint64();
    if (!small) co_return fail(Reason::out_of_range, "eth_getTransactionCount: over 64 bits");
    co_return AccountNonce{*small};
}

Task<Result<std::vector<Bytes>>> ExecutionAccess::call_all(std::vector<eth::ContractCall> calls,
                                                           Bytes32 block) {
    std::vector<eth::RpcCall> questions;
    questions.reserve(calls.size());
    for (const eth::ContractCall& call : calls)
        questions.push_back(eth::ask_call(call, block));
    std::vector<Bytes> results;
    while (results.size() < questions.size()) {
        const std::span rest = std::span{questions}.subspan(results.size());
        const std::span some = rest.first(std::min(rest.size(), eth::kRpcBatchMax));
        CO_TRY(std::vector<eth::RpcAnswer> answers,
               co_await node_.ask_all({some.begin(), some.end()}));
        for (eth::RpcAnswer& answer : answers) {
            CO_TRY(const eth::RpcResult result, at("eth_call", eth::accepted(std::move(answer))));
            CO_TRY(Bytes bytes, at("eth_call", eth::read_return_data(result)));
            results.push_back(std::move(bytes));
        }
    }
    co_return results;
}

Task<Result<std::optional<eth::Reverted>>> ExecutionAccess::refusal_of(eth::ContractCall call,
                                                                       Bytes32 block) {
    CO_TRY(eth::RpcAnswer answer, co_await node_.ask(eth::ask_call(call, block)));
    if (const auto* refused = std::get_if<eth::RpcError>(&answer))
        if (auto reverted = eth::revert_of(*refused)) co_return reverted;
    CO_TRY_VOID(at("eth_call", eth::accepted(std::move(answer))));
    co_return std::nullopt;
}

Task<Result<std::optional<eth::Receipt>>> ExecutionAccess::receipt(Bytes32 transaction) {
    CO_TRY(const eth::RpcResult result, co_await node_.expect(eth::ask_receipt(transaction)));
    co_return at("eth_getTransactionReceipt", eth::read_receipt(result));
}

Task<Result<Bytes32>> ExecutionAccess::send(const EthSecretKey& from, Order order) {
    const Address account = from.address();
    CO_TRY(const AccountNonce nonce, co_await next_nonce(account));
    eth::FeeMarketTransaction content{.chain = chain_,
                                      .nonce = nonce,
                                      .max_priority_fee_per_gas = kTip,
                                      .max_fee_per_gas = kFeeMax,
                                      .gas_limit = order.gas_limit,
                                      .to = order.to,
                                      .value = order.value,
                                      .data = std::move(order.data)};
    const eth::SignedTransaction transaction = eth::sign_transaction(std::move(content), from);
    const Bytes raw = eth::encode_transaction(transaction);
    eth::RpcCall call{.method = "eth_sendRawTransaction", .params = {json_quoted(to_hex0x(raw))}};
    auto sent = co_await node_.expect(std::move(call));
    if (!sent) {
        nonces_.erase(account);
        co_return tl::unexpected(std::move(sent).error());
    }
    nonces_[account] = nonce + AccountNonce{1};
    co_return eth::transaction_hash(transaction);
}

}  // namespace stafi::devnet
