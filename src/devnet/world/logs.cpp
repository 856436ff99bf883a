#include <optional>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/execution/mined_block.hpp"
#include "devnet/world/execution_access.hpp"
#include "eth/ssz/json.hpp"

// Apart from what sends transactions: the beacon chain's containers have a Transaction of their
// own, which is bytes.

namespace stafi::devnet {
namespace {

constexpr std::size_t kLogsMax = 1U << 16;  ///< of one question
using Logs = ssz::List<MinedLog, kLogsMax>;

/// `filter`: JSON, as eth_getLogs takes it.
Task<Result<Logs>> logs_of(adapters::RpcClient& node, std::string filter) {
    eth::RpcCall call{.method = "eth_getLogs", .params = {std::move(filter)}};
    CO_TRY(const eth::RpcResult answer, co_await node.expect(std::move(call)));
    CO_TRY(const std::string text, answer.json());
    co_return at("eth_getLogs", ssz::from_json<Logs>(text, ssz::JsonForm::engine_api));
}

}  // namespace

Task<Result<std::vector<ssv::Event>>> ExecutionAccess::ssv_events(Bytes32 block, Address network) {
    CO_TRY(const Logs logs,
           co_await logs_of(node_, fmt::format(R"({{"blockHash":"{}","address":"{}"}})",
                                               to_hex0x(block.view()), to_hex0x(network.view()))));
    std::vector<ssv::Event> events;
    for (const MinedLog& log : logs) {
        const auto event = ssv::decode_event(log.topics, log.data);
        if (!event) continue;
        if (const std::optional<ssv::Event>& known = *event; known) events.push_back(*known);
    }
    co_return events;
}

Task<Result<std::vector<pool::Event>>> ExecutionAccess::pool_events(BlockNumber from,
                                                                    BlockNumber to,
                                                                    pool::Addresses contracts) {
    std::string addresses;
    for (const pool::Contract contract : pool::all_contracts())
        if (const auto address = contracts.find(contract))
            addresses += fmt::format("{}{}", addresses.empty() ? "" : ",",
                                     json_quoted(to_hex0x(address->view())));
    CO_TRY(const Logs logs,
           co_await logs_of(
               node_, fmt::format(R"({{"fromBlock":"0x{:x}","toBlock":"0x{:x}","address":[{}]}})",
                                  from.value, to.value, addresses)));
    std::vector<pool::Event> events;
    for (const MinedLog& log : logs) {
        const auto contract = contracts.contract_at(log.address);
        if (!contract) continue;
        const auto event = pool::decode_event(*contract, log.topics, log.data);
        if (!event) continue;
        if (const std::optional<pool::Event>& known = *event; known) events.push_back(*known);
    }
    co_return events;
}

}  // namespace stafi::devnet
