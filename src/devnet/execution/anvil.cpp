#include <array>
#include <utility>

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

#include "adapters/files.hpp"
#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/execution/engine.hpp"
#include "devnet/execution/mined_block.hpp"
#include "devnet/execution/node.hpp"
#include "devnet/execution/turns.hpp"
#include "eth/quantity.hpp"
#include "eth/request_queues.hpp"
#include "eth/ssz/ssz.hpp"

// What anvil does not do for a block is done right after it, by commands that change the state:
// withdrawals, requests and the beacon root. So the state of a block on which another one stands
// has them, and so has the state that a rollback returns to.

namespace stafi::devnet {
namespace {

constexpr Gas kBlockGasLimit{60'000'000};  // as on mainnet
/// States that can be asked and returned to; each is a copy in memory. As many as geth's default.
constexpr std::uint64_t kStatesKept = 128;
constexpr std::size_t kTransactionBytesMax = std::size_t{1} << 20;

/// EIP-4788's contract: anvil has its address and no code. Source: the EIP.
constexpr std::string_view kBeaconRoots = "0x000f3df6d732807ef1319fb7b8bb8522d0beac02";
constexpr std::string_view kBeaconRootsCode =
    "0x3373fffffffffffffffffffffffffffffffffffffffe14604d57602036146024575f5ffd5b5f3580156049576200"
    "1fff810690815414603c575f5ffd5b62001fff01545f5260205ff35b5f5ffd5b62001fff42064281555f359062001f"
    "ff015500";
constexpr std::uint64_t kBeaconRootsKept = 8191;

constexpr std::string_view kSystemAddress = "0xfffffffffffffffffffffffffffffffffffffffe";

struct Queue {
    const Address& address;
    QueueLimits limits;
};
std::array<Queue, 2> queues() {
    return {{{eth::withdrawal_queue(), kWithdrawalLimits},
             {eth::consolidation_queue(), kConsolidationLimits}}};
}

std::string quoted(BytesView bytes) { return json_quoted(to_hex0x(bytes)); }
std::string quoted(const Uint256& number) { return json_quoted(eth::to_quantity(number)); }
std::string word(const Uint256& value) { return quoted(be256(value)); }
const std::string kLatest = "\"latest\"";

eth::RpcCall set_word(std::string address, std::uint64_t slot, std::string value) {
    return {.method = "anvil_setStorageAt",
            .params = {std::move(address), quoted(Uint256{slot}), std::move(value)}};
}

class Anvil final : public Engine {
  public:
    Anvil(Node node, const EngineOptions& options, const boost::asio::any_io_executor& loop)
        : node_{std::move(node)}, deposit_contract_{options.deposit_contract}, turns_{loop} {}

    /// Makes the loaded chain ready to be continued. Errors: as of the node.
    [[nodiscard]] Task<Result<>> begin();

    [[nodiscard]] const FirstBlock& first_block() const override { return first_; }
    [[nodiscard]] std::string rpc_url() const override { return node_.rpc_url(); }
    [[nodiscard]] Task<Result<>> watch() override { return node_.watch(); }
    [[nodiscard]] Task<> stop() override { return node_.stop(); }

    [[nodiscard]] Task<Result<eth::BuiltPayload>> build(beacon::PayloadAttributes attributes,
                                                        Address fee_recipient) override;
    [[nodiscard]] Task<Result<>> adopt(NewPayload block) override;
    [[nodiscard]] Task<Result<>> choose(eth::ForkchoiceState state) override;

  private:
    /// Null when there is no such block.
    [[nodiscard]] Task<Result<std::optional<MinedBlock>>> block_by(std::string method,
                                                                   std::string which);
    [[nodiscard]] Task<Result<MinedBlock>> tip();
    [[nodiscard]] Task<Result<std::vector<Bytes>>> transactions_of(MinedBlock block);
    [[nodiscard]] Task<Result<>> set_gas_limit();

    /// Makes a block of the chain its last one, and sends the transactions of those after it again.
    [[nodiscard]] Task<Result<MinedBlock>> rewind_to(Bytes32 hash);
    [[nodiscard]] Task<Result<MinedBlock>> mine(UnixSeconds timestamp, Address fee_recipient);
    [[nodiscard]] Task<Result<Receipts>> receipts_of(MinedBlock block);

    // The end of a block.

    [[nodiscard]] Task<Result<>> take_requests(eth::ExecutionRequests& into);
    [[nodiscard]] Task<Result<>> pay_and_remember(beacon::PayloadAttributes attributes);

    Node node_;
    Address deposit_contract_;
    FirstBlock first_{};
    Turns turns_;
    /// What was asked for last, and the payload that came of it.
    eth::PayloadAttributes asked_;
    eth::BuiltPayload built_;
};

Task<Result<std::optional<MinedBlock>>> Anvil::block_by(std::string method, std::string which) {
    eth::RpcCall call{.method = method, .params = {std::move(which), "true"}};
    CO_TRY(const eth::RpcResult answer, co_await node_.ask(std::move(call)));
    if (answer.is_null()) co_return std::nullopt;
    CO_TRY(const std::string text, answer.json());
    CO_TRY(MinedBlock block, at(method, parse_mined_block(text)));
    co_return block;
}

Task<Result<MinedBlock>> Anvil::tip() {
    CO_TRY(std::optional<MinedBlock> block, co_await block_by("eth_getBlockByNumber", kLatest));
    if (!block) co_return fail(Reason::bad_rpc, "eth_getBlockByNumber: no latest block");
    co_return *std::move(block);
}

Task<Result<std::vector<Bytes>>> Anvil::transactions_of(MinedBlock block) {
    std::vector<eth::RpcCall> calls;
    for (const MinedTransaction& transaction : block.transactions)
        calls.push_back(
            {.method = "debug_getRawTransaction", .params = {quoted(transaction.hash.view())}});
    CO_TRY(const std::vector<eth::RpcResult> answers, co_await node_.ask_all(std::move(calls)));
    std::vector<Bytes> transactions;
    for (const eth::RpcResult& answer : answers) {
        CO_TRY(const std::string_view hex, answer.text());
        CO_TRY(Bytes bytes, at("debug_getRawTransaction", parse_hex(hex)));
        if (bytes.size() > kTransactionBytesMax)
            co_return fail(Reason::out_of_range,
                           fmt::format("debug_getRawTransaction: {} bytes", bytes.size()));
        transactions.push_back(std::move(bytes));
    }
    co_return transactions;
}

Task<Result<>> Anvil::set_gas_limit() {
    eth::RpcCall call{.method = "evm_setBlockGasLimit",
                      .params = {quoted(Uint256{kBlockGasLimit.value})}};
    CO_TRY_VOID(co_await node_.ask(std::move(call)));
    co_return Result<>{};
}

Task<Result<>> Anvil::begin() {
    eth::RpcCall call{.method = "anvil_setCode",
                      .params = {json_quoted(kBeaconRoots), json_quoted(kBeaconRootsCode)}};
    CO_TRY_VOID(co_await node_.ask(std::move(call)));
    CO_TRY_VOID(co_await set_gas_limit());
    CO_TRY(const MinedBlock last, co_await tip());
    first_ = {.hash = last.hash, .number = last.number, .timestamp = last.timestamp};
    co_return Result<>{};
}

Task<Result<MinedBlock>> Anvil::rewind_to(Bytes32 hash) {
    CO_TRY(MinedBlock last, co_await tip());
    if (last.hash == hash) co_return last;
    CO_TRY(std::optional<MinedBlock> wanted,
           co_await block_by("eth_getBlockByHash", quoted(hash.view())));
    if (!wanted || wanted->number >= last.number)
        co_return fail(Reason::rpc_refused,
                       fmt::format("block {} is not on anvil's chain, whose last is {}",
                                   to_hex0x(hash.view()), to_hex0x(last.hash.view())));
    std::vector<Bytes> dropped;
    for (BlockNumber number = wanted->number; number < last.number;) {
        number += BlockNumber{1};
        CO_TRY(std::optional<MinedBlock> block,
               co_await block_by("eth_getBlockByNumber", quoted(Uint256{number.value})));
        if (!block) continue;
        CO_TRY(std::vector<Bytes> more, co_await transactions_of(*std::move(block)));
        std::ranges::move(more, std::back_inserter(dropped));
    }
    const std::uint64_t depth = (last.number - wanted->number).value;
    eth::RpcCall roll_back{.method = "anvil_rollback", .params = {std::to_string(depth)}};
    CO_TRY_VOID(co_await node_.ask(std::move(roll_back)));
    CO_TRY_VOID(co_await set_gas_limit());  // a rollback forgets it
    for (const Bytes& transaction : dropped) {
        eth::RpcCall send{.method = "eth_sendRawTransaction", .params = {quoted(transaction)}};
        const auto sent = co_await node_.ask(std::move(send));
        // A refused one was sent in the name of an account whose key nobody has.
        if (!sent && sent.error().reason != Reason::rpc_refused)
            co_return tl::unexpected(sent.error());
    }
    co_return *std::move(wanted);
}

Task<Result<MinedBlock>> Anvil::mine(UnixSeconds timestamp, Address fee_recipient) {
    eth::RpcCall set{.method = "anvil_setCoinbase", .params = {quoted(fee_recipient.view())}};
    CO_TRY_VOID(co_await node_.ask(std::move(set)));
    eth::RpcCall mine{.method = "evm_mine",
                      .params = {fmt::format(R"({{"timestamp":{},"blocks":1}})", timestamp.value)}};
    CO_TRY_VOID(co_await node_.ask(std::move(mine)));
    co_return co_await tip();
}

Task<Result<Receipts>> Anvil::receipts_of(MinedBlock block) {
    if (block.transactions.empty()) co_return Receipts{};
    eth::RpcCall call{.method = "eth_getBlockReceipts",
                      .params = {quoted(Uint256{block.number.value})}};
    CO_TRY(const eth::RpcResult answer, co_await node_.ask(std::move(call)));
    CO_TRY(const std::string text, answer.json());
    co_return at("eth_getBlockReceipts", parse_receipts(text));
}

/// For each queue: the call that a chain makes, asked but not done, and the words it changes.
std::vector<eth::RpcCall> queue_questions() {
    std::vector<eth::RpcCall> calls;
    for (const Queue& queue : queues()) {
        const std::string address = quoted(queue.address.view());
        calls.push_back(
            {.method = "eth_call",
             .params = {fmt::format(R"({{"from":"{}","to":{}}})", kSystemAddress, address),
                        kLatest}});
        for (std::uint64_t slot = 0; slot < kQueueWords; ++slot)
            calls.push_back({.method = "eth_getStorageAt",
                             .params = {address, quoted(Uint256{slot}), kLatest}});
    }
    return calls;
}

Result<QueueState> read_queue(std::span<const eth::RpcResult> answers) {
    std::array<Bytes32, kQueueWords> words{};
    for (std::size_t i = 0; i < kQueueWords; ++i) {
        TRY(const std::string_view text, answers[i].text());
        TRY(words[i], at("eth_getStorageAt", parse_fixed<Bytes32>(text)));
    }
    return queue_state(words);
}

template <class List>
Result<List> read_requests(const eth::RpcResult& answer) {
    TRY(const std::string_view text, answer.text());
    TRY(const Bytes bytes, at("eth_call", parse_hex(text)));
    return at("requests of a queue", ssz::decode<List>(bytes));
}

Task<Result<>> Anvil::take_requests(eth::ExecutionRequests& into) {
    CO_TRY(const std::vector<eth::RpcResult> answers, co_await node_.ask_all(queue_questions()));
    constexpr std::size_t each = 1 + kQueueWords;
    CO_TRY(into.withdrawals, read_requests<decltype(into.withdrawals)>(answers[0]));
    CO_TRY(into.consolidations, read_requests<decltype(into.consolidations)>(answers[each]));
    std::vector<eth::RpcCall> changes;
    for (std::size_t i = 0; i < queues().size(); ++i) {
        const Queue queue = queues()[i];
        CO_TRY(const QueueState before,
               read_queue(std::span{answers}.subspan(i * each + 1, kQueueWords)));
        const QueueState after = end_of_block(before, queue.limits);
        if (after == before) continue;
        const std::array<std::uint64_t, kQueueWords> words{after.excess, after.count, after.head,
                                                           after.tail};
        for (std::uint64_t slot = 0; slot < kQueueWords; ++slot)
            changes.push_back(
                set_word(quoted(queue.address.view()), slot, word(Uint256{words[slot]})));
    }
    CO_TRY_VOID(co_await node_.ask_all(std::move(changes)));
    co_return Result<>{};
}

Task<Result<>> Anvil::pay_and_remember(beacon::PayloadAttributes attributes) {
    std::vector<eth::RpcCall> changes;
    for (const Credit& credit : credits_of(attributes.withdrawals))
        changes.push_back({.method = "anvil_addBalance",
                           .params = {quoted(credit.account.view()), quoted(credit.amount.value)}});
    const std::uint64_t slot = attributes.timestamp.value % kBeaconRootsKept;
    changes.push_back(
        set_word(json_quoted(kBeaconRoots), slot, word(Uint256{attributes.timestamp.value})));
    changes.push_back(set_word(json_quoted(kBeaconRoots), slot + kBeaconRootsKept,
                               quoted(attributes.parent_beacon_block_root.view())));
    CO_TRY_VOID(co_await node_.ask_all(std::move(changes)));
    co_return Result<>{};
}

Task<Result<eth::BuiltPayload>> Anvil::build(beacon::PayloadAttributes attributes,
                                             Address fee_recipient) {
    const auto turn = co_await turns_.take();
    const eth::PayloadAttributes asked = attributes_for(attributes, fee_recipient);
    CO_TRY(const MinedBlock last, co_await tip());
    if (last.hash == built_.payload.block_hash && asked == asked_ &&
        attributes.parent_hash == built_.payload.parent_hash)
        co_return built_;
    CO_TRY(const MinedBlock parent, co_await rewind_to(attributes.parent_hash));
    if (attributes.timestamp <= parent.timestamp)
        co_return fail(Reason::rpc_refused,
                       fmt::format("timestamp {} of a payload: its parent's is {}",
                                   attributes.timestamp.value, parent.timestamp.value));
    CO_TRY(MinedBlock block, co_await mine(attributes.timestamp, fee_recipient));
    CO_TRY(const std::vector<Bytes> transactions, co_await transactions_of(block));
    CO_TRY(const Receipts receipts, co_await receipts_of(block));
    eth::BuiltPayload built{.payload = payload_of(block, transactions, attributes),
                            .requests = {},
                            .block_value = block_value(block, receipts)};
    CO_TRY(built.requests.deposits, deposits_in(receipts, deposit_contract_));
    CO_TRY_VOID(co_await take_requests(built.requests));
    CO_TRY_VOID(co_await pay_and_remember(std::move(attributes)));
    asked_ = asked;
    built_ = built;
    co_return built;
}

Task<Result<>> Anvil::adopt(NewPayload block) {
    const auto turn = co_await turns_.take();
    const Bytes32 hash = block.payload.block_hash;
    if (hash == built_.payload.block_hash && block.payload != built_.payload)
        co_return fail(Reason::rpc_refused, fmt::format("block {} has another payload than the one "
                                                        "that was built",
                                                        to_hex0x(hash.view())));
    CO_TRY(const std::optional<MinedBlock> known,
           co_await block_by("eth_getBlockByHash", quoted(hash.view())));
    if (known) co_return Result<>{};
    co_return fail(Reason::rpc_refused,
                   fmt::format("block {} is not on anvil's chain: another payload was built since",
                               to_hex0x(hash.view())));
}

Task<Result<>> Anvil::choose(eth::ForkchoiceState state) {
    const auto turn = co_await turns_.take();
    CO_TRY_VOID(co_await rewind_to(state.head_block_hash));
    co_return Result<>{};
}

/// What anvil says of a damaged file tells neither the file nor the damage.
Result<> check_state(const std::filesystem::path& path) {
    TRY(const SecretBuffer state, adapters::read_file(path, kStateBytesMax));
    return at(path.string(), check_json(state.text()));
}

adapters::Program server(const EngineOptions& options) {
    const std::string home = options.folder.string();
    return {
        .path = options.program,
        .arguments = {"--host", "127.0.0.1", "--port", std::to_string(options.port), "--chain-id",
                      std::to_string(options.chain_id.value), "--hardfork", "osaka", "--no-mining",
                      "--no-request-size-limit", "--prune-history", std::to_string(kStatesKept),
                      "--load-state", options.state.string(), "--slots-in-an-epoch",
                      std::to_string(options.slots_per_epoch), "--cache-path", home + "/anvil"},
        .environment = {{"HOME", home}},
        .folder = options.folder,
        .log = options.folder / "anvil.log"};
}

}  // namespace

Task<Result<std::unique_ptr<Engine>>> start_anvil(Ambient& ambient, EngineOptions options) {
    const boost::asio::any_io_executor loop = co_await boost::asio::this_coro::executor;
    CO_TRY_VOID(check_files(options, "make setup"));
    CO_TRY_VOID(check_state(options.state));
    CO_TRY_VOID(check_port(options.port));
    const Node::Ports ports{.rpc = options.port};
    CO_TRY(Node node, co_await Node::start(ambient, server(options), ports, std::nullopt));
    auto anvil = std::make_unique<Anvil>(std::move(node), options, loop);
    CO_TRY_VOID(co_await anvil->begin());
    co_return anvil;
}

}  // namespace stafi::devnet
