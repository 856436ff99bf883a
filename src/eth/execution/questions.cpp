#include "eth/execution/questions.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "eth/quantity.hpp"

namespace stafi::eth {
namespace {

std::string quoted(BytesView bytes) { return json_quoted(to_hex0x(bytes)); }
std::string quoted(BlockNumber number) { return json_quoted(to_quantity(Uint256{number.value})); }

std::string at_block(const Bytes32& hash) {
    return fmt::format(R"({{"blockHash":{},"requireCanonical":false}})", quoted(hash.view()));
}

std::string call_object(const ContractCall& call) {
    // "input" is the name of the specification; "data" is the one that all clients know.
    std::string text =
        fmt::format(R"({{"to":{},"data":{})", quoted(call.to.view()), quoted(BytesView{call.data}));
    if (call.from) text += fmt::format(R"(,"from":{})", quoted(call.from->view()));
    if (call.value != Wei{})
        text += fmt::format(R"(,"value":{})", json_quoted(to_quantity(call.value.value)));
    return text + '}';
}

constexpr const char* kNoTransactions = "false";

}  // namespace

RpcCall ask_chain_id() { return {.method = "eth_chainId"}; }

RpcCall ask_head() {
    return {.method = "eth_getBlockByNumber", .params = {R"("latest")", kNoTransactions}};
}

RpcCall ask_header(BlockNumber number) {
    return {.method = "eth_getBlockByNumber", .params = {quoted(number), kNoTransactions}};
}

RpcCall ask_header(const Bytes32& block) {
    return {.method = "eth_getBlockByHash", .params = {quoted(block.view()), kNoTransactions}};
}

RpcCall ask_logs(BlockRange range, std::span<const Address> contracts) {
    std::string filter =
        fmt::format(R"({{"fromBlock":{},"toBlock":{})", quoted(range.first), quoted(range.last));
    std::string addresses;
    for (const Address& contract : contracts)
        addresses += (addresses.empty() ? "" : ",") + quoted(contract.view());
    if (!addresses.empty()) filter += fmt::format(R"(,"address":[{}])", addresses);
    return {.method = "eth_getLogs", .params = {filter + '}'}};
}

RpcCall ask_call(const ContractCall& call, const Bytes32& block) {
    return {.method = "eth_call", .params = {call_object(call), at_block(block)}};
}

RpcCall ask_nonce(const Address& account, const Bytes32& block) {
    return {.method = "eth_getTransactionCount",
            .params = {quoted(account.view()), at_block(block)}};
}

RpcCall ask_balance(const Address& account, const Bytes32& block) {
    return {.method = "eth_getBalance", .params = {quoted(account.view()), at_block(block)}};
}

RpcCall ask_gas(const ContractCall& call, bool after_waiting) {
    return {.method = "eth_estimateGas",
            .params = {call_object(call), json_quoted(after_waiting ? "pending" : "latest")}};
}

RpcCall ask_base_fees() {
    return {.method = "eth_feeHistory", .params = {R"("0x1")", R"("latest")", "[]"}};
}

RpcCall ask_tip() { return {.method = "eth_maxPriorityFeePerGas"}; }

RpcCall ask_to_send(BytesView transaction) {
    return {.method = "eth_sendRawTransaction", .params = {quoted(transaction)}};
}

RpcCall ask_receipts(const Bytes32& block) {
    return {.method = "eth_getBlockReceipts", .params = {quoted(block.view())}};
}

RpcCall ask_receipt(const Bytes32& transaction) {
    return {.method = "eth_getTransactionReceipt", .params = {quoted(transaction.view())}};
}

}  // namespace stafi::eth
