#include <array>
#include <utility>

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

#include "adapters/files.hpp"
#include "base/hex.hpp"
#include "beacon/chain/chain.hpp"
#include "devnet/execution/engine.hpp"
#include "devnet/execution/genesis.hpp"
#include "devnet/execution/node.hpp"
#include "devnet/execution/turns.hpp"

namespace stafi::devnet {
namespace {

using adapters::Program;
using Path = std::filesystem::path;

/// What geth takes to put waiting transactions into a payload; before that it is empty.
constexpr Millis kFillPayload{50};
constexpr std::size_t kGenesisBytesMax = std::size_t{1} << 20;

/// Where everything of a geth is.
struct Files {
    explicit Files(const EngineOptions& options) : program{options.program}, home{options.folder} {}

    Path program;
    Path home;
    Path data = home / "geth";
    Path log = home / "geth.log";
    Path template_genesis = home / "geth-template.json";
    Path genesis = home / "genesis.json";
    Path config = home / "geth.toml";
    Path secret = home / "jwt.hex";

    /// `global`: before a command, as geth wants them.
    [[nodiscard]] Program run(std::vector<std::string> words, const Path& output) const {
        return {.path = program,
                .arguments = std::move(words),
                .environment = {{"HOME", home.string()}},
                .folder = home,
                .log = output};
    }
};

/// Runs a program that does one thing. Errors: as of Child::start; program_ended.
Task<Result<>> run_to_end(Program program) {
    const boost::asio::any_io_executor loop = co_await boost::asio::this_coro::executor;
    CO_TRY(adapters::Child child, adapters::Child::start(loop, std::move(program)));
    if (co_await child.wait() == adapters::Exit{}) co_return Result<>{};
    co_return child.check_running();
}

Result<> write(const Path& path, std::string_view text) {
    return adapters::write_new_file(path, bytes_of(text));
}

Task<Result<>> make_first_block(const Files& files, const EngineOptions& options) {
    CO_TRY(const SecretBuffer state, adapters::read_file(options.state, kStateBytesMax));
    Program dump = files.run({"--dev", "--verbosity", "0", "dumpgenesis"}, files.template_genesis);
    CO_TRY_VOID(co_await run_to_end(std::move(dump)));
    CO_TRY(const SecretBuffer dumped,
           adapters::read_file(files.template_genesis, kGenesisBytesMax));
    const GenesisChoice choice{.chain_id = options.chain_id,
                               .timestamp = options.genesis_time,
                               .deposit_contract = options.deposit_contract};
    CO_TRY(const std::string genesis,
           at(options.state.string(), make_genesis(state.text(), dumped.text(), choice)));
    CO_TRY_VOID(write(files.genesis, genesis));
    Program init = files.run({"--datadir", files.data.string(), "--state.scheme", "hash",
                              "--verbosity", "2", "init", files.genesis.string()},
                             files.log);
    co_return co_await run_to_end(std::move(init));
}

/// A fresh secret, which geth reads from a file that only its owner can read.
Result<JwtSecret> make_secret(Ambient& ambient, const Path& path) {
    JwtSecret secret = ambient.entropy().draw<32>();
    SecretBuffer digits{2 * JwtSecret{}.view().size()};
    write_hex(secret.view(), digits.span());
    TRY_VOID(adapters::write_new_file(path, digits.view()));
    return secret;
}

/// Peers are neither looked for nor listened to: everything else is on loopback.
constexpr std::string_view kConfig = "[Node.P2P]\nListenAddr = \"\"\n";

Program server(const Files& files, const EngineOptions& options) {
    // clang-format off
    return files.run({
        "--config", files.config.string(), "--datadir", files.data.string(),
        "--networkid", std::to_string(options.chain_id.value),
        "--nodiscover", "--maxpeers", "0", "--nat", "none", "--ipcdisable",
        "--syncmode", "full", "--gcmode", "archive", "--state.scheme", "hash", "--cache", "64",
        "--http", "--http.addr", "127.0.0.1", "--http.port", std::to_string(options.port),
        "--http.api", "eth,net,web3,txpool,debug",
        "--authrpc.addr", "127.0.0.1", "--authrpc.port", std::to_string(options.engine_api_port),
        "--authrpc.jwtsecret", files.secret.string(), "--verbosity", "3",
    }, files.log);
    // clang-format on
}

Result<> expect_valid(const eth::PayloadStatus& status) {
    switch (status.status) {
        case eth::PayloadValidity::valid:
            return {};
        case eth::PayloadValidity::invalid:
            return fail(Reason::rpc_refused, "geth calls it invalid: " + status.validation_error);
        case eth::PayloadValidity::syncing:
        case eth::PayloadValidity::accepted:
            return fail(Reason::rpc_refused, "geth does not know it, or its parent");
    }
    return fail(Reason::rpc_refused, "geth says nothing of it");
}

std::string block_text(const Bytes32& hash) {
    return fmt::format("block {}", to_hex0x(hash.view()));
}

class Geth final : public Engine {
  public:
    Geth(Ambient& ambient, Node node, FirstBlock first, const boost::asio::any_io_executor& loop)
        : ambient_{ambient}, node_{std::move(node)}, first_{first}, turns_{loop} {}

    [[nodiscard]] const FirstBlock& first_block() const override { return first_; }
    [[nodiscard]] std::string rpc_url() const override { return node_.rpc_url(); }
    [[nodiscard]] Task<Result<>> watch() override { return node_.watch(); }
    [[nodiscard]] Task<> stop() override { return node_.stop(); }

    [[nodiscard]] Task<Result<eth::BuiltPayload>> build(beacon::PayloadAttributes attributes,
                                                        Address fee_recipient) override;
    [[nodiscard]] Task<Result<>> adopt(NewPayload block) override;
    [[nodiscard]] Task<Result<>> choose(eth::ForkchoiceState state) override;

  private:
    [[nodiscard]] Task<Result<eth::ForkchoiceUpdated>> update(
        eth::ForkchoiceState state, std::optional<eth::PayloadAttributes> attributes);
    [[nodiscard]] Task<Result<bool>> has_waiting_transactions();

    Ambient& ambient_;
    Node node_;
    FirstBlock first_;
    Turns turns_;
};

Task<Result<eth::ForkchoiceUpdated>> Geth::update(
    eth::ForkchoiceState state, std::optional<eth::PayloadAttributes> attributes) {
    const std::string place = block_text(state.head_block_hash);
    eth::RpcCall call = eth::forkchoice_updated_call(state, attributes);
    CO_TRY(const eth::RpcResult answer, at(place, co_await node_.ask_engine_api(std::move(call))));
    CO_TRY(const std::string text, answer.json());
    CO_TRY(eth::ForkchoiceUpdated updated, at(place, eth::parse_forkchoice_updated(text)));
    CO_TRY_VOID(at(place, expect_valid(updated.payload_status)));
    co_return updated;
}

Task<Result<bool>> Geth::has_waiting_transactions() {
    CO_TRY(const eth::RpcResult answer, co_await node_.ask({.method = "txpool_status"}));
    CO_TRY(const JsonFields status, answer.object());
    CO_TRY(const std::string_view pending, status.text("pending"));
    co_return pending != "0x0";
}

Task<Result<eth::BuiltPayload>> Geth::build(beacon::PayloadAttributes attributes,
                                            Address fee_recipient) {
    const auto turn = co_await turns_.take();
    eth::PayloadAttributes wanted = attributes_for(attributes, fee_recipient);
    // What is safe and final stays what it is.
    const eth::ForkchoiceState parent{.head_block_hash = attributes.parent_hash,
                                      .safe_block_hash = {},
                                      .finalized_block_hash = {}};
    CO_TRY(const eth::ForkchoiceUpdated begun, co_await update(parent, std::move(wanted)));
    if (!begun.payload_id)
        co_return fail(Reason::rpc_refused, block_text(attributes.parent_hash) +
                                                ": geth begins no payload on top of it");
    CO_TRY(const bool is_anybody_waiting, co_await has_waiting_transactions());
    if (is_anybody_waiting) co_await ambient_.sleep(kFillPayload);
    eth::RpcCall call = eth::get_payload_call(*begun.payload_id);
    CO_TRY(const eth::RpcResult answer, co_await node_.ask_engine_api(std::move(call)));
    CO_TRY(const std::string text, answer.json());
    co_return at("engine_getPayloadV5", eth::parse_built_payload(text));
}

Task<Result<>> Geth::adopt(NewPayload block) {
    const auto turn = co_await turns_.take();
    const std::string place = block_text(block.payload.block_hash);
    eth::RpcCall call =
        eth::new_payload_call(block.payload, block.parent_beacon_block_root, block.requests);
    CO_TRY(const eth::RpcResult answer, at(place, co_await node_.ask_engine_api(std::move(call))));
    CO_TRY(const std::string text, answer.json());
    CO_TRY(const eth::PayloadStatus status, at(place, eth::parse_payload_status(text)));
    co_return at(place, expect_valid(status));
}

Task<Result<>> Geth::choose(eth::ForkchoiceState state) {
    const auto turn = co_await turns_.take();
    CO_TRY_VOID(co_await update(state, std::nullopt));
    co_return Result<>{};
}

Task<Result<FirstBlock>> ask_first_block(Node& node, UnixSeconds timestamp) {
    eth::RpcCall call{.method = "eth_getBlockByNumber", .params = {json_quoted("0x0"), "false"}};
    CO_TRY(const eth::RpcResult answer, co_await node.ask(std::move(call)));
    CO_TRY(const JsonFields block, answer.object());
    CO_TRY(const Bytes32 hash, block.fixed<Bytes32>("hash"));
    co_return FirstBlock{.hash = hash, .number = {0}, .timestamp = timestamp};
}

}  // namespace

Task<Result<std::unique_ptr<Engine>>> start_geth(Ambient& ambient, EngineOptions options) {
    const boost::asio::any_io_executor loop = co_await boost::asio::this_coro::executor;
    CO_TRY_VOID(check_files(options, "make geth"));
    CO_TRY_VOID(check_port(options.port));
    CO_TRY_VOID(check_port(options.engine_api_port));
    const Files files{options};
    CO_TRY_VOID(co_await make_first_block(files, options));
    CO_TRY(JwtSecret secret, make_secret(ambient, files.secret));
    CO_TRY_VOID(write(files.config, kConfig));
    const Node::Ports ports{.rpc = options.port, .engine_api = options.engine_api_port};
    CO_TRY(Node node,
           co_await Node::start(ambient, server(files, options), ports, std::move(secret)));
    CO_TRY(const FirstBlock first, co_await ask_first_block(node, options.genesis_time));
    co_return std::make_unique<Geth>(ambient, std::move(node), first, loop);
}

}  // namespace stafi::devnet
