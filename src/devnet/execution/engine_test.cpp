#include "devnet/execution/engine.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include "adapters/process/child.hpp"
#include "adapters/rpc/rpc_client.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "base/hex.hpp"
#include "beacon/chain/chain.hpp"
#include "eth/deposit/contract.hpp"
#include "eth/deposit/deposit.hpp"
#include "eth/quantity.hpp"
#include "eth/request_queues.hpp"
#include "eth/transaction.hpp"
#include "loopback.hpp"
#include "source_dir.hpp"

// What every engine keeps, tried on the real programs: anvil where `make setup` has run, geth where
// `make geth` has. Expected values come from the EIPs that the tests name.

namespace stafi::devnet {
namespace {

using namespace literals;
using adapters::RpcClient;
using testing::HasSubstr;
using Path = std::filesystem::path;

constexpr ChainId kChain{31337};
/// Everybody knows it: the first account of anvil's mnemonic, which the ready chains fund.
constexpr std::string_view kKey =
    "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const Address kFeeRecipient = *parse_fixed<Address>("0x00000000000000000000000000000000000000fe");
const Address kDeposits = *parse_fixed<Address>("0x00000000219ab540356cbb839cbe05303d7705fa");

enum class Kind : std::uint8_t { anvil, geth };

Path program_of(Kind kind) {
    const Path top = test::source_dir();
    return kind == Kind::geth
               ? top / "build/geth/geth"
               : top / "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";
}

/// A transaction that the known account sends.
struct Sent {
    Address to;
    Wei value{};
    Bytes data{};
};

struct EngineTest : test::LoopbackTest, testing::WithParamInterface<Kind> {
    static constexpr UnixSeconds kGenesis{1'800'000'000};

    adapters::SystemAmbient ambient{loop.get_executor(), adapters::system_entropy().value(), 1};
    Path folder = Path{testing::TempDir()} / fmt::format("stafi-engine-{}", ::getpid());
    EngineOptions options{
        .program = program_of(GetParam()),
        .state = Path{test::source_dir()} / "build/contracts/devnet/v2/state.json",
        .folder = folder,
        // Tests run side by side.
        .port =
            adapters::free_ports(static_cast<std::uint16_t>(20'000 + ::getpid() % 1'000 * 10), 2)
                .value(),
        .genesis_time = kGenesis,
        .chain_id = kChain,
        .deposit_contract = kDeposits};
    EthSecretKey key =
        EthSecretKey::parse(parse_fixed<Bytes32>(kKey)->view(), ambient.entropy()).value();
    Engine* engine = nullptr;
    RpcClient* wallet = nullptr;
    std::uint64_t nonce = 0;
    /// The head, and the time of the block after it.
    Bytes32 head;
    UnixSeconds next_time = kGenesis + UnixSeconds{1};

    EngineTest() {
        std::filesystem::create_directories(folder);
        options.engine_api_port = options.port + 1;
    }
    ~EngineTest() override { std::filesystem::remove_all(folder); }

    void SetUp() override {
        if (!std::filesystem::exists(options.program) || !std::filesystem::exists(options.state))
            GTEST_SKIP() << "no " << options.program.filename() << ", or no ready chain, here";
    }

    [[nodiscard]] Task<Result<std::unique_ptr<Engine>>> start() {
        return GetParam() == Kind::geth ? start_geth(ambient, options)
                                        : start_anvil(ambient, options);
    }

    /// Runs `test` against an engine that has just started.
    void with_engine(std::function<Task<>()> test) {
        run([](EngineTest& self, std::function<Task<>()> body) -> Task<> {
            auto started = co_await self.start();
            if (!started) throw std::runtime_error{started.error().what};
            self.engine = started->get();
            self.head = self.engine->first_block().hash;
            const adapters::Url url{.host = "127.0.0.1", .port = self.options.port};
            RpcClient client{self.ambient, url, adapters::http::ClientOptions{}};
            self.wallet = &client;
            self.nonce = (co_await self.ask("eth_getTransactionCount",
                                            {self.quoted(self.key.address()), "\"latest\""}))
                             .limbs[0];
            co_await body();
            co_await self.engine->stop();
        }(*this, std::move(test)));
    }

    template <class T>
    static std::string quoted(const T& bytes) {
        return json_quoted(to_hex0x(bytes.view()));
    }
    /// The answer of the node as text.
    Task<std::string> ask_text(std::string method, std::vector<std::string> params) {
        eth::RpcCall call{.method = std::move(method), .params = std::move(params)};
        const auto answer = co_await wallet->expect(std::move(call));
        if (!answer) throw std::runtime_error{answer.error().what};
        co_return std::string{answer->text().value()};
    }
    Task<Uint256> ask(std::string method, std::vector<std::string> params) {
        const std::string text = co_await ask_text(std::move(method), std::move(params));
        co_return eth::parse_quantity(text).value();
    }
    Task<Uint256> balance(Address account) {
        return ask("eth_getBalance", {quoted(account), "\"latest\""});
    }
    /// What a contract answers.
    Task<Bytes> read(std::string to, std::string data) {
        std::string call = fmt::format(R"({{"to":"{}","data":"{}"}})", to, data);
        const std::string text = co_await ask_text("eth_call", {std::move(call), "\"latest\""});
        co_return parse_hex(text).value();
    }

    Task<> send(Sent what) {
        eth::FeeMarketTransaction content{.chain = kChain,
                                          .nonce = {nonce++},
                                          .max_priority_fee_per_gas = to_wei(1_gwei),
                                          .max_fee_per_gas = to_wei(100_gwei),
                                          .gas_limit = Gas{400'000},
                                          .to = what.to,
                                          .value = what.value,
                                          .data = std::move(what.data),
                                          .access_list = {}};
        const Bytes raw = encode_transaction(sign_transaction(std::move(content), key));
        co_await ask_text("eth_sendRawTransaction", {json_quoted(to_hex0x(raw))});
    }

    [[nodiscard]] beacon::PayloadAttributes attributes() const {
        beacon::PayloadAttributes made;
        made.parent_hash = head;
        made.timestamp = next_time;
        made.prev_randao.bytes.fill(std::byte{0x77});
        made.parent_beacon_block_root.bytes.fill(std::byte{0x88});
        return made;
    }
    Task<eth::BuiltPayload> build(beacon::PayloadAttributes wanted) {
        auto built = co_await engine->build(std::move(wanted), kFeeRecipient);
        if (!built) throw std::runtime_error{built.error().what};
        co_return *std::move(built);
    }
    /// Makes a built payload the head.
    Task<> take(eth::BuiltPayload built, beacon::PayloadAttributes asked) {
        head = built.payload.block_hash;
        next_time = built.payload.timestamp + UnixSeconds{1};
        NewPayload block{.payload = std::move(built.payload),
                         .requests = std::move(built.requests),
                         .parent_beacon_block_root = asked.parent_beacon_block_root};
        const auto adopted = co_await engine->adopt(std::move(block));
        EXPECT_TRUE(adopted) << adopted.error().what;
        const auto chosen = co_await engine->choose(head_at(head));
        EXPECT_TRUE(chosen) << chosen.error().what;
    }
    static eth::ForkchoiceState head_at(const Bytes32& hash) {
        return {.head_block_hash = hash, .safe_block_hash = {}, .finalized_block_hash = {}};
    }
    Task<eth::BuiltPayload> next(beacon::PayloadAttributes wanted) {
        eth::BuiltPayload built = co_await build(wanted);
        co_await take(built, std::move(wanted));
        co_return built;
    }
    Task<eth::BuiltPayload> next() { return next(attributes()); }
};

TEST_P(EngineTest, makes_payloads_of_what_waits_and_follows_the_head) {
    with_engine([this]() -> Task<> {
        EXPECT_EQ(engine->rpc_url(), fmt::format("http://127.0.0.1:{}", options.port));
        EXPECT_LT(engine->first_block().timestamp, next_time);
        co_await send({.to = kDeposits, .value = {}, .data = {}});  // it reverts, and pays its fee
        const eth::BuiltPayload built = co_await next();
        EXPECT_EQ(built.payload.parent_hash, engine->first_block().hash);
        EXPECT_EQ(built.payload.block_number, engine->first_block().number + BlockNumber{1});
        EXPECT_EQ(built.payload.timestamp, kGenesis + UnixSeconds{1});
        EXPECT_EQ(built.payload.prev_randao, attributes().prev_randao);
        EXPECT_EQ(built.payload.fee_recipient, kFeeRecipient);
        EXPECT_EQ(built.payload.gas_limit.value / 1'000'000, 60U);
        EXPECT_EQ(built.requests, eth::ExecutionRequests{});
        EXPECT_EQ(built.payload.transactions.size(), 1U);
        EXPECT_EQ(built.block_value,
                  Uint256{1'000'000'000} * Uint256{built.payload.gas_used.value});
        EXPECT_EQ(co_await balance(kFeeRecipient), built.block_value);

        const eth::BuiltPayload second = co_await next();
        EXPECT_EQ(second.payload.parent_hash, built.payload.block_hash);
        EXPECT_TRUE(second.payload.transactions.empty());
        EXPECT_EQ(co_await ask("eth_blockNumber", {}), Uint256{second.payload.block_number.value});
    });
}

// EIP-6110, EIP-3002, EIP-7251.
TEST_P(EngineTest, gives_out_what_transactions_ask_of_the_beacon_chain) {
    with_engine([this]() -> Task<> {
        eth::DepositData data;
        data.amount = 1_eth;
        data.pubkey.bytes.fill(std::byte{0x11});
        data.signature.bytes.fill(std::byte{0x22});
        co_await send({.to = kDeposits,
                       .value = to_wei(1_eth),
                       .data = abi::encode_call(eth::deposit_contract::call_of(data))});
        co_await send({.to = eth::withdrawal_queue(),
                       .value = {Uint256{10}},
                       .data = eth::encode_withdrawal_call(data.pubkey, Gwei{5})});
        // Two leave the queue in a block; the third waits.
        for (int i = 0; i < 3; ++i)
            co_await send({.to = eth::consolidation_queue(),
                           .value = {Uint256{10}},
                           .data = eth::encode_consolidation_call(data.pubkey, data.pubkey)});
        const eth::BuiltPayload built = co_await next();
        EXPECT_EQ(built.payload.transactions.size(), 5U);
        EXPECT_THAT(built.requests.deposits,
                    testing::ElementsAre(
                        eth::DepositRequest{.pubkey = data.pubkey,
                                            .withdrawal_credentials = data.withdrawal_credentials,
                                            .amount = data.amount,
                                            .signature = data.signature,
                                            .index = 0}));
        EXPECT_THAT(built.requests.withdrawals,
                    testing::ElementsAre(eth::WithdrawalRequest{.source_address = key.address(),
                                                                .validator_pubkey = data.pubkey,
                                                                .amount = Gwei{5}}));
        EXPECT_EQ(built.requests.consolidations.size(), 2U);
        const eth::BuiltPayload second = co_await next();
        EXPECT_EQ(second.requests.consolidations.size(), 1U);
        EXPECT_EQ(second.requests.withdrawals.size(), 0U);
        EXPECT_EQ(second.requests.deposits.size(), 0U);
        EXPECT_EQ((co_await next()).requests, eth::ExecutionRequests{});
    });
}

// EIP-3002: 20 requests are 18 above the target, so the next costs e^(18/17), in whole wei 2; 16
// leave the queue in a block.
TEST_P(EngineTest, raises_the_fee_of_requests_as_the_chain_does) {
    with_engine([this]() -> Task<> {
        for (int i = 0; i < 20; ++i)
            co_await send({.to = eth::withdrawal_queue(),
                           .value = {Uint256{1}},
                           .data = eth::encode_withdrawal_call({}, Gwei{1})});
        EXPECT_EQ((co_await next()).requests.withdrawals.size(), 16U);
        const std::string queue = to_hex0x(eth::withdrawal_queue().view());
        EXPECT_EQ(eth::decode_request_fee(co_await read(queue, "0x"))->value, Uint256{2});
        EXPECT_EQ((co_await next()).requests.withdrawals.size(), 4U);
        EXPECT_EQ((co_await next()).requests.withdrawals.size(), 0U);
        for (int i = 0; i < 2; ++i)
            co_await next();  // 18 - 2 * 4 = 10 above it: e^(10/17), in whole wei 1
        EXPECT_EQ(eth::decode_request_fee(co_await read(queue, "0x"))->value, Uint256{1});
    });
}

// EIP-4895.
TEST_P(EngineTest, credits_withdrawals) {
    with_engine([this]() -> Task<> {
        const Address twice = *parse_fixed<Address>("0x00000000000000000000000000000000000000aa");
        const Address once = *parse_fixed<Address>("0x00000000000000000000000000000000000000bb");
        beacon::PayloadAttributes wanted = attributes();
        wanted.withdrawals = {
            {.index = {0}, .validator_index = {7}, .address = twice, .amount = 3_eth},
            {.index = {1}, .validator_index = {8}, .address = once, .amount = Gwei{1}},
            {.index = {2}, .validator_index = {9}, .address = twice, .amount = 1_eth}};
        const eth::BuiltPayload built = co_await next(wanted);
        EXPECT_THAT(built.payload.withdrawals, testing::ElementsAreArray(wanted.withdrawals));
        EXPECT_EQ(co_await balance(twice), to_wei(4_eth).value);
        EXPECT_EQ(co_await balance(once), to_wei(Gwei{1}).value);
        co_await next();
        EXPECT_EQ(co_await balance(twice), to_wei(4_eth).value);
    });
}

TEST_P(EngineTest, gives_the_same_payload_to_who_asks_twice) {
    with_engine([this]() -> Task<> {
        const beacon::PayloadAttributes wanted = attributes();
        const eth::BuiltPayload built = co_await build(wanted);
        EXPECT_EQ((co_await build(wanted)).payload, built.payload);
        co_await take(built, wanted);
    });
}

TEST_P(EngineTest, replaces_blocks_and_keeps_their_transactions) {
    with_engine([this]() -> Task<> {
        const Address paid = *parse_fixed<Address>("0x00000000000000000000000000000000000000cc");
        co_await next();
        const Bytes32 parent = head;
        co_await send({.to = paid, .value = {Uint256{5}}, .data = {}});
        beacon::PayloadAttributes wanted = attributes();
        wanted.withdrawals = {
            {.index = {0}, .validator_index = {7}, .address = paid, .amount = 1_eth}};
        co_await next(wanted);
        co_await next();
        EXPECT_EQ(co_await balance(paid), to_wei(1_eth).value + Uint256{5});

        head = parent;
        beacon::PayloadAttributes other = attributes();
        const eth::BuiltPayload built = co_await next(other);
        EXPECT_EQ(built.payload.parent_hash, parent);
        EXPECT_EQ(built.payload.transactions.size(), 1U);
        EXPECT_EQ(co_await balance(paid), Uint256{5});

        // Going back is a choice as well.
        const auto chosen = co_await engine->choose(head_at(parent));
        EXPECT_TRUE(chosen) << chosen.error().what;
        EXPECT_EQ(co_await balance(paid), Uint256{0});
    });
}

// EIP-4788.
TEST_P(EngineTest, lets_any_time_pass_between_blocks_and_remembers_beacon_roots) {
    with_engine([this]() -> Task<> {
        next_time = kGenesis + UnixSeconds{365ULL * 24 * 60 * 60};
        const UnixSeconds later = next_time;
        EXPECT_EQ((co_await next()).payload.timestamp, later);
        co_await next();
        const std::string root = "0x000f3df6d732807ef1319fb7b8bb8522d0beac02";
        const std::string asked = to_hex0x(be256(Uint256{later.value}));
        EXPECT_EQ(co_await read(root, asked),
                  Bytes(32, attributes().parent_beacon_block_root.bytes[0]));
    });
}

TEST_P(EngineTest, refuses_what_does_not_fit_its_chain) {
    with_engine([this]() -> Task<> {
        const eth::BuiltPayload built = co_await next();
        beacon::PayloadAttributes wanted = attributes();
        wanted.timestamp = built.payload.timestamp;
        const auto late = co_await engine->build(wanted, kFeeRecipient);
        EXPECT_EQ(late.error().reason, Reason::rpc_refused) << late.error().what;
        wanted.parent_hash.bytes.fill(std::byte{0x55});
        const auto orphan = co_await engine->build(wanted, kFeeRecipient);
        EXPECT_EQ(orphan.error().reason, Reason::rpc_refused);
        EXPECT_THAT(orphan.error().what, HasSubstr("0x5555"));
        const auto chosen = co_await engine->choose(head_at(wanted.parent_hash));
        EXPECT_EQ(chosen.error().reason, Reason::rpc_refused);

        wanted = attributes();
        NewPayload altered{.payload = (co_await build(wanted)).payload,
                           .requests = {},
                           .parent_beacon_block_root = wanted.parent_beacon_block_root};
        altered.payload.gas_used += Gas{1};
        const auto adopted = co_await engine->adopt(altered);
        EXPECT_EQ(adopted.error().reason, Reason::rpc_refused);
        EXPECT_THAT(adopted.error().what, HasSubstr(to_hex0x(altered.payload.block_hash.view())));

        const auto second = co_await start();
        EXPECT_EQ(second.error().reason, Reason::port_taken);
        EXPECT_THAT(second.error().what, HasSubstr(std::to_string(options.port)));
        co_await engine->stop();
        const auto dead = co_await engine->choose(head_at(head));
        EXPECT_EQ(dead.error().reason, Reason::program_ended) << dead.error().what;
        EXPECT_EQ((co_await engine->watch()).error().reason, Reason::program_ended);
    });
}

TEST_P(EngineTest, says_what_is_missing_and_how_to_get_it) {
    run([this]() -> Task<> {
        const EngineOptions good = options;
        options.program = folder / "none";
        const auto no_program = co_await start();
        EXPECT_EQ(no_program.error().reason, Reason::program_missing);
        EXPECT_THAT(no_program.error().what, HasSubstr("none: not there; `make "));
        options = good;
        options.state = folder / "state.json";
        const auto no_state = co_await start();
        EXPECT_EQ(no_state.error().reason, Reason::file_missing);
        EXPECT_THAT(no_state.error().what, HasSubstr("`make contracts`"));
        std::ofstream{options.state} << R"({"accounts":{"0x12)";
        const auto damaged = co_await start();
        EXPECT_FALSE(damaged);
        EXPECT_THAT(damaged.error().what, HasSubstr("state.json"));
    }());
}

INSTANTIATE_TEST_SUITE_P(Real, EngineTest, testing::Values(Kind::anvil, Kind::geth),
                         [](const testing::TestParamInfo<Kind>& info) {
                             return info.param == Kind::geth ? "geth" : "anvil";
                         });

}  // namespace
}  // namespace stafi::devnet
