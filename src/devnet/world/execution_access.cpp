#include "devnet/world/execution_access.hpp"

#include <utility>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
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
