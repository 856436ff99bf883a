#include "eth/execution/answers.hpp"

#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "eth/quantity.hpp"

namespace stafi::eth {
namespace {

constexpr std::string_view kResult = "result";

Result<std::uint64_t> number_below(const Uint256& value, std::uint64_t bound,
                                   std::string_view path) {
    if (value < Uint256{bound}) return value.limbs[0];
    return fail(Reason::out_of_range,
                fmt::format("{}: {}, below {} expected", path, to_decimal(value), bound));
}

Result<Uint256> quantity_at(const JsonFields& fields, std::string_view name) {
    TRY(const std::string_view text, fields.text(name));
    return at(fields.path_of(name), parse_quantity(text));
}

Result<std::uint64_t> number_at(const JsonFields& fields, std::string_view name,
                                std::uint64_t bound) {
    TRY(const Uint256 value, quantity_at(fields, name));
    return number_below(value, bound, fields.path_of(name));
}

Result<Wei> wei_within(const Uint256& value, unsigned bits_max, std::string_view path) {
    if (value.bit_width() <= bits_max) return Wei{value};
    return fail(Reason::out_of_range, fmt::format("{}: more than {} bits", path, bits_max));
}

Result<Wei> wei_at(const JsonFields& fields, std::string_view name, unsigned bits_max) {
    TRY(const Uint256 value, quantity_at(fields, name));
    return wei_within(value, bits_max, fields.path_of(name));
}

Result<Uint256> whole_quantity(const RpcResult& result) {
    TRY(const std::string_view text, result.text());
    return at(kResult, parse_quantity(text));
}

Result<BlockRef> block_at(const JsonFields& fields, std::string_view number,
                          std::string_view hash) {
    BlockRef block;
    TRY(block.number.value, number_at(fields, number, kBlockNumberMax));
    TRY(block.hash, fields.fixed<Bytes32>(hash));
    return block;
}

Result<bool> success_at(const JsonFields& fields) {
    TRY(const std::uint64_t status, number_at(fields, "status", 2));
    return status == 1;
}

}  // namespace

Result<ChainId> read_chain_id(const RpcResult& result) {
    TRY(const Uint256 value, whole_quantity(result));
    const auto id = value.to_uint64();
    if (id) return ChainId{*id};
    return fail(Reason::out_of_range, fmt::format("{}: no chain has this id", kResult));
}

Result<std::optional<Header>> read_header(const RpcResult& result) {
    if (result.is_null()) return std::nullopt;
    TRY(const JsonFields fields, result.object());
    Header header{};
    TRY(header.self, block_at(fields, "number", "hash"));
    TRY(header.parent, fields.fixed<Bytes32>("parentHash"));
    TRY(header.timestamp.value, number_at(fields, "timestamp", kTimestampMax));
    TRY(header.gas_limit.value, number_at(fields, "gasLimit", kGasMax));
    if (fields.has("baseFeePerGas")) {
        TRY(header.base_fee_per_gas, wei_at(fields, "baseFeePerGas", kFeeBitsMax));
    }
    return header;
}

Result<LogsBloom> read_bloom(const RpcResult& result) {
    TRY(const JsonFields fields, result.object());
    return fields.fixed<LogsBloom>("logsBloom");
}

Result<Log> read_log(std::string_view element) {
    TRY(const JsonDocument document, JsonDocument::parse(element));
    const JsonFields fields = document.fields();
    Log log;
    TRY(log.block, block_at(fields, "blockNumber", "blockHash"));
    TRY(log.index, number_at(fields, "logIndex", 1ULL << 32));
    TRY(log.transaction, fields.fixed<Bytes32>("transactionHash"));
    TRY(log.contract, fields.fixed<Address>("address"));
    TRY(const auto topics, fields.texts("topics", kTopicsMax));
    for (const std::string_view topic : topics) {
        TRY(log.topics.emplace_back(), at("topics", parse_fixed<Bytes32>(topic)));
    }
    TRY(log.data, fields.hex("data", kLogDataMax));
    TRY(const std::string removed, fields.has("removed") ? fields.json("removed") : "false");
    if (removed != "false") return fail(Reason::block_missing, "removed: by a reorg");
    return log;
}

Result<std::vector<Address>> read_receipt_contracts(std::string_view element) {
    TRY(const JsonDocument document, JsonDocument::parse(element));
    TRY(const auto logs, document.fields().objects("logs", kReceiptLogsMax));
    std::vector<Address> contracts;
    contracts.reserve(logs.size());
    for (const JsonFields& log : logs) {
        TRY(contracts.emplace_back(), log.fixed<Address>("address"));
    }
    return contracts;
}

Result<Bytes> read_return_data(const RpcResult& result) {
    TRY(const std::string_view digits, result.text());
    TRY(Bytes bytes, at(kResult, parse_hex(digits)));
    if (bytes.size() <= kReturnDataMax) return bytes;
    return fail(Reason::out_of_range, fmt::format("{}: {} bytes, at most {} expected", kResult,
                                                  bytes.size(), kReturnDataMax));
}

Result<AccountNonce> read_nonce(const RpcResult& result) {
    TRY(const Uint256 value, whole_quantity(result));
    TRY(const std::uint64_t nonce, number_below(value, kNonceMax, kResult));
    return AccountNonce{nonce};
}

Result<Wei> read_balance(const RpcResult& result) {
    TRY(const Uint256 value, whole_quantity(result));
    return wei_within(value, kBalanceBitsMax, kResult);
}

Result<Gas> read_gas(const RpcResult& result) {
    TRY(const Uint256 value, whole_quantity(result));
    TRY(const std::uint64_t gas, number_below(value, kGasMax, kResult));
    return Gas{gas};
}

Result<Wei> read_base_fee(const RpcResult& result) {
    constexpr std::size_t asked = 1;  // block, and the one after it
    TRY(const JsonFields fields, result.object());
    TRY(const auto fees, fields.texts("baseFeePerGas", asked + 1));
    const std::string path = fields.path_of("baseFeePerGas");
    if (fees.empty()) return fail(Reason::bad_json, path + ": empty");
    TRY(const Uint256 value, at(path, parse_quantity(fees.back())));
    return wei_within(value, kFeeBitsMax, path);
}

Result<Wei> read_tip(const RpcResult& result) {
    TRY(const Uint256 value, whole_quantity(result));
    return wei_within(value, kFeeBitsMax, kResult);
}

Result<Bytes32> read_sent(const RpcResult& result) {
    TRY(const std::string_view digits, result.text());
    return at(kResult, parse_fixed<Bytes32>(digits));
}

Result<std::optional<Receipt>> read_receipt(const RpcResult& result) {
    if (result.is_null()) return std::nullopt;
    TRY(const JsonFields fields, result.object());
    // Some clients tell of a transaction that waits, with a block of null.
    if (!fields.has("blockHash") && fields.contains("blockHash")) return std::nullopt;
    Receipt receipt{};
    TRY(receipt.transaction, fields.fixed<Bytes32>("transactionHash"));
    TRY(receipt.block, block_at(fields, "blockNumber", "blockHash"));
    TRY(receipt.succeeded, success_at(fields));
    TRY(receipt.gas_used.value, number_at(fields, "gasUsed", kGasMax));
    TRY(receipt.gas_price, wei_at(fields, "effectiveGasPrice", kFeeBitsMax));
    return receipt;
}

}  // namespace stafi::eth
