#include <filesystem>

#include <fmt/format.h>
#include <unistd.h>

#include "adapters/execution/rpc_execution.hpp"
#include "adapters/process/child.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "beacon/chain/chain.hpp"
#include "devnet/execution/engine.hpp"
#include "execution_contract.hpp"
#include "run_task.hpp"
#include "source_dir.hpp"

// The real adapter on the real programs: anvil where `make setup` has run, geth where `make geth`
// has.

namespace stafi::devnet {
namespace {

using Path = std::filesystem::path;

enum class Kind : std::uint8_t { anvil, geth };

class EngineWorld final : public test::ExecutionWorld {
  public:
    explicit EngineWorld(Kind kind, const Path& program) : kind_{kind}, options_{options(program)} {
        std::filesystem::create_directories(folder_);
        run([](EngineWorld& self) -> Task<> {
            auto started =
                co_await (self.kind_ == Kind::geth ? start_geth(self.ambient_, self.options_)
                                                   : start_anvil(self.ambient_, self.options_));
            if (!started) throw std::runtime_error{started.error().what};
            self.engine_ = *std::move(started);
            self.head_ = self.engine_->first_block().hash;
        }(*this));
    }
    ~EngineWorld() override {
        engine_.reset();
        std::filesystem::remove_all(folder_);
    }

    Execution& execution() override { return execution_; }
    ChainId chain() override { return options_.chain_id; }
    Address deposit_contract() override { return options_.deposit_contract; }
    EthSecretKey& key() override { return key_; }

    Task<> mine(std::optional<Bytes32> parent) override {
        beacon::PayloadAttributes wanted;
        wanted.parent_hash = parent.value_or(head_);
        wanted.timestamp = time_;
        time_ += UnixSeconds{1};
        auto built = (co_await engine_->build(wanted, Address{})).value();
        head_ = built.payload.block_hash;
        NewPayload block{.payload = std::move(built.payload),
                         .requests = std::move(built.requests),
                         .parent_beacon_block_root = wanted.parent_beacon_block_root};
        must(co_await engine_->adopt(std::move(block)));
        eth::ForkchoiceState chosen{
            .head_block_hash = head_, .safe_block_hash = {}, .finalized_block_hash = {}};
        must(co_await engine_->choose(chosen));
    }

    void run(Task<> task) override {
        constexpr std::chrono::seconds limit{60};
        loop_.restart();
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { loop_.run_for(limit); }))
            << "still waiting";
    }

  private:
    static void must(const Result<>& done) {
        if (!done) throw std::runtime_error{done.error().what};
    }
    EngineOptions options(const Path& program) const {
        // Tests run side by side.
        const auto from = static_cast<std::uint16_t>(30'000 + ::getpid() % 1'000 * 10);
        const std::uint16_t port = adapters::free_ports(from, 2).value();
        return {.program = program,
                .state = Path{test::source_dir()} / "build/contracts/devnet/v2/state.json",
                .folder = folder_,
                .port = port,
                .engine_api_port = static_cast<std::uint16_t>(port + 1),
                .genesis_time = UnixSeconds{1'800'000'000},
                .chain_id = ChainId{31337},
                .deposit_contract =
                    parse_fixed<Address>("0x00000000219ab540356cbb839cbe05303d7705fa").value()};
    }

    boost::asio::io_context loop_{1};
    adapters::SystemAmbient ambient_{loop_.get_executor(), adapters::system_entropy().value(), 1};
    Path folder_ = Path{testing::TempDir()} / fmt::format("stafi-port-{}", ::getpid());
    Kind kind_;
    EngineOptions options_;
    /// Everybody knows it: the first account of anvil's mnemonic, which the ready chains fund.
    EthSecretKey key_ =
        EthSecretKey::parse(
            parse_fixed<Bytes32>("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
                .value()
                .view(),
            ambient_.entropy())
            .value();
    std::unique_ptr<Engine> engine_;
    Bytes32 head_;
    UnixSeconds time_ = options_.genesis_time + UnixSeconds{1};
    adapters::RpcExecution execution_{ambient_,
                                      adapters::Url{.host = "127.0.0.1", .port = options_.port},
                                      adapters::ChainIdentity{.chain = options_.chain_id},
                                      {}};
};

std::unique_ptr<test::ExecutionWorld> make(Kind kind) {
    const Path top = test::source_dir();
    const Path program =
        kind == Kind::geth ? top / "build/geth/geth"
                           : top / "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";
    if (!std::filesystem::exists(program) ||
        !std::filesystem::exists(top / "build/contracts/devnet/v2/state.json"))
        return nullptr;
    return std::make_unique<EngineWorld>(kind, program);
}
std::unique_ptr<test::ExecutionWorld> on_anvil() { return make(Kind::anvil); }
std::unique_ptr<test::ExecutionWorld> on_geth() { return make(Kind::geth); }

}  // namespace
}  // namespace stafi::devnet

namespace stafi::test {

INSTANTIATE_TEST_SUITE_P(Rpc, ExecutionContract,
                         testing::Values(&devnet::on_anvil, &devnet::on_geth),
                         [](const testing::TestParamInfo<MakeExecutionWorld>& info) {
                             return info.param == &devnet::on_geth ? "geth" : "anvil";
                         });

}  // namespace stafi::test
