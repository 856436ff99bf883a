#include <fstream>
#include <iterator>
#include <random>

#include <boost/asio/io_context.hpp>

#include "crypto/entropy.hpp"
#include "execution_contract.hpp"
#include "run_task.hpp"
#include "sim/chain/execution.hpp"
#include "sim/world/ready_pool.hpp"
#include "sim/world/virtual_ambient.hpp"
#include "source_dir.hpp"

// The simulator's port keeps the contract of the real one.

namespace stafi::sim {
namespace {

std::string file(const std::string& name) {
    std::ifstream stream{test::source_dir() / "build/contracts/devnet/v2" / name};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

class SimWorld final : public test::ExecutionWorld {
  public:
    explicit SimWorld(ReadyPool pool)
        : chain_{pool.chain, std::move(pool.state), BlockNumber{100}, UnixSeconds{1'800'000'000}} {}

    Execution& execution() override { return execution_; }
    ChainId chain() override { return ChainId{31337}; }
    Address deposit_contract() override {
        return parse_fixed<Address>("0x00000000219ab540356cbb839cbe05303d7705fa").value();
    }
    EthSecretKey& key() override { return key_; }

    Task<> mine(std::optional<Bytes32> parent) override {
        time_ += UnixSeconds{12};
        while (parent && chain_.head().header.self.hash != *parent)
            chain_.drop(1);
        chain_.mine(time_, 100);
        co_return;
    }
    void run(Task<> task) override {
        loop_.restart();
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { ambient_.run(); }));
    }

  private:
    boost::asio::io_context loop_{1};
    VirtualAmbient ambient_{loop_};
    std::mt19937_64 chance_{1};  // NOLINT(*-msc51-cpp): equal runs
    Trouble trouble_{ambient_, chance_};
    Chain chain_;
    SimExecution execution_{chain_, trouble_};
    UnixSeconds time_{1'800'000'000};
    /// Everybody knows it: the first account of anvil's mnemonic, which the ready chains fund.
    EthSecretKey key_ =
        EthSecretKey::parse(
            parse_fixed<Bytes32>("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
                .value()
                .view(),
            ambient_.entropy())
            .value();
};

std::unique_ptr<test::ExecutionWorld> in_memory() {
    if (file("state.json").empty()) return nullptr;
    return std::make_unique<SimWorld>(
        read_ready_pool(file("state.json"), file("addresses.json")).value());
}

}  // namespace
}  // namespace stafi::sim

namespace stafi::test {

INSTANTIATE_TEST_SUITE_P(Sim, ExecutionContract, testing::Values(&sim::in_memory));

}  // namespace stafi::test
