#include <optional>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "devnet/execution/mined_block.hpp"
#include "devnet/world/execution_access.hpp"
#include "eth/ssz/json.hpp"

// Apart from what sends transactions: the beacon chain's containers have a Transaction of their
// own, which is bytes.

namespace stafi::devnet {
namespace {

constexpr std::size_t kLogsMax = 1U << 16;  ///< of a block
using Logs = ssz::List<MinedLog, kLogsMax>;

}  // namespace

Task<Result<std::vector<ssv::Event>>> ExecutionAccess::ssv_events(Bytes32 block, Address network) {
    eth::RpcCall call{.method = "eth_getLogs",
                      .params = {fmt::format(R"({{"blockHash":"{}","address":"{}"}})",
                                             to_hex0x(block.view()), to_hex0x(network.view()))}};
    CO_TRY(const eth::RpcResult answer, co_await node_.expect(std::move(call)));
    CO_TRY(const std::string text, answer.json());
    CO_TRY(const Logs logs,
           at("eth_getLogs", ssz::from_json<Logs>(text, ssz::JsonForm::engine_api)));
    std::vector<ssv::Event> events;
    for (const MinedLog& log : logs) {
        const auto event = ssv::decode_event(log.topics, log.data);
        if (!event) continue;
        if (const std::optional<ssv::Event>& known = *event; known) events.push_back(*known);
    }
    co_return events;
}

}  // namespace stafi::devnet
