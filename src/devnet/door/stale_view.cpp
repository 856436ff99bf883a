#include "devnet/door/stale_view.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include <boost/json.hpp>

#include "base/hex.hpp"
#include "eth/quantity.hpp"

namespace stafi::devnet {
namespace {

namespace json = boost::json;

/// Blocks that no chain here has: whoever asks for them is told so in the client's own words.
const std::string kNoNumber = eth::to_quantity(Uint256{std::numeric_limits<std::int64_t>::max()});
const std::string kNoHash = "0x" + std::string(64, 'f');

/// Which parameter of a method is a block.
struct BlockParameter {
    std::string_view method;
    std::size_t index = 0;
};
constexpr std::array kBlockParameters{
    BlockParameter{.method = "eth_getBlockByNumber", .index = 0},
    BlockParameter{.method = "eth_getBlockReceipts", .index = 0},
    BlockParameter{.method = "eth_getBlockTransactionCountByNumber", .index = 0},
    BlockParameter{.method = "eth_getTransactionByBlockNumberAndIndex", .index = 0},
    BlockParameter{.method = "eth_getBalance", .index = 1},
    BlockParameter{.method = "eth_getCode", .index = 1},
    BlockParameter{.method = "eth_getTransactionCount", .index = 1},
    BlockParameter{.method = "eth_call", .index = 1},
    BlockParameter{.method = "eth_estimateGas", .index = 1},
    BlockParameter{.method = "eth_createAccessList", .index = 1},
    BlockParameter{.method = "eth_feeHistory", .index = 1},
    BlockParameter{.method = "debug_traceCall", .index = 1},
    BlockParameter{.method = "eth_getStorageAt", .index = 2},
    BlockParameter{.method = "eth_getProof", .index = 2},
};

std::string text_of(BlockNumber number) { return eth::to_quantity(Uint256{number.value}); }

/// "eth_call", or nothing for what is no call.
std::string_view method_of(const json::object& call) {
    const json::value* method = call.if_contains("method");
    return method != nullptr && method->is_string() ? std::string_view{method->get_string()} : "";
}

std::optional<BlockNumber> number_in(const json::value& text) {
    if (!text.is_string()) return std::nullopt;
    const auto number = eth::parse_quantity(std::string_view{text.get_string()});
    if (!number) return std::nullopt;
    const auto small = number->to_uint64();
    return BlockNumber{small.value_or(std::numeric_limits<std::uint64_t>::max())};
}

/// A tag as the number that it means; other words stay.
std::string block_instead(const StaleView& view, std::string_view word) {
    if (word == "latest" || word == "pending") return text_of(view.head);
    if (word == "safe") return text_of(view.safe);
    if (word == "finalized") return text_of(view.finalized);
    return std::string{word};
}

/// Of a single block.
void put_block(const StaleView& view, json::value& block) {
    if (json::object* named = block.if_object()) {  // EIP-1898
        if (json::value* number = named->if_contains("blockNumber")) put_block(view, *number);
        return;
    }
    if (!block.is_string()) return;
    block = block_instead(view, std::string_view{block.get_string()});
    if (number_in(block) > view.head) block = kNoNumber;
}

/// Of a range of logs. A client leaves out what is above its head.
void put_range(const StaleView& view, json::object& filter) {
    if (filter.contains("blockHash")) return;
    for (const std::string_view end : {"fromBlock", "toBlock"}) {
        json::value& block = filter[end];
        const bool is_given = block.is_string();
        block = block_instead(view, is_given ? std::string_view{block.get_string()} : "latest");
    }
    if (number_in(filter["toBlock"]) > view.head) filter["toBlock"] = text_of(view.head);
}

/// Wherever a hash is, it may be that of a block.
void hide_unseen(const StaleView& view, json::value& value) {
    if (json::array* list = value.if_array())
        for (json::value& one : *list)
            hide_unseen(view, one);
    if (json::object* fields = value.if_object())
        for (auto& field : *fields)
            hide_unseen(view, field.value());
    if (!value.is_string()) return;
    const auto hash = parse_fixed<Bytes32>(std::string_view{value.get_string()});
    if (hash && view.unseen.contains(*hash)) value = kNoHash;
}

void put(const StaleView& view, std::string_view method, json::array& params) {
    const auto* found = std::ranges::find(kBlockParameters, method, &BlockParameter::method);
    if (found != kBlockParameters.end() && params.size() >= found->index) {
        if (params.size() == found->index) params.emplace_back("latest");
        // The transactions that wait are those of the blocks not seen, and more: they count.
        const bool counts = method == "eth_getTransactionCount" && params[1] == "pending";
        if (!counts) put_block(view, params[found->index]);
    }
    if (method == "eth_getLogs" && !params.empty())
        if (json::object* filter = params[0].if_object()) put_range(view, *filter);
    for (json::value& one : params)
        hide_unseen(view, one);
}

json::object syncing(const StaleView& view) {
    return {{"startingBlock", text_of(view.head)},
            {"currentBlock", text_of(view.head)},
            {"highestBlock", text_of(view.best)}};
}

void take_back(const StaleView& view, std::string_view method, json::value& result) {
    if (method == "eth_blockNumber") result = text_of(view.head);
    if (method == "eth_syncing" && view.head < view.best) result = syncing(view);
    json::object* fields = result.if_object();
    if (fields == nullptr) return;
    const json::value* number = fields->if_contains("blockNumber");
    const bool is_unseen = number != nullptr && number_in(*number) > view.head;
    if (is_unseen && method == "eth_getTransactionReceipt") {
        result = nullptr;
    } else if (is_unseen && method == "eth_getTransactionByHash") {
        for (const std::string_view name : {"blockHash", "blockNumber", "transactionIndex"})
            (*fields)[name] = nullptr;
    }
}

/// Nothing for what is no JSON object.
std::optional<json::object> parse_object(std::string_view text) {
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

}  // namespace

std::string asked_instead(const StaleView& view, std::string_view text) {
    auto call = parse_object(text);
    if (!call) return std::string{text};
    json::value* params = call->if_contains("params");
    if (params == nullptr || !params->is_array()) return std::string{text};
    put(view, method_of(*call), params->get_array());
    return json::serialize(*call);
}

std::string answered_instead(const StaleView& view, std::string_view text,
                             std::string_view answer) {
    const auto call = parse_object(text);
    auto given = parse_object(answer);
    if (!call || !given) return std::string{answer};
    json::value* result = given->if_contains("result");
    if (result == nullptr) return std::string{answer};
    take_back(view, method_of(*call), *result);
    return json::serialize(*given);
}

}  // namespace stafi::devnet
