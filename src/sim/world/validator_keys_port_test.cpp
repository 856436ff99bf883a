#include <random>

#include <boost/asio/io_context.hpp>

#include "crypto/bip39.hpp"
#include "run_task.hpp"
#include "sim/world/validator_keys.hpp"
#include "sim/world/virtual_ambient.hpp"
#include "validator_keys_contract.hpp"

// The simulator's port keeps the contract of the real one.

namespace stafi::sim {
namespace {

class SimWorld final : public test::ValidatorKeysWorld {
  public:
    explicit SimWorld(eth::Network network)
        : keys_{Mnemonic::parse(test::known_mnemonic()).value().seed().value(), std::move(network),
                ambient_, trouble_} {}
    ValidatorKeys& keys() override { return keys_; }
    void run(Task<> task) override {
        loop_.restart();
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { ambient_.run(); }));
    }

  private:
    boost::asio::io_context loop_{1};
    VirtualAmbient ambient_{loop_};
    std::mt19937_64 chance_{1};  // NOLINT(*-msc51-cpp): equal runs
    Trouble trouble_{ambient_, chance_};
    SimValidatorKeys keys_;
};

std::unique_ptr<test::ValidatorKeysWorld> simulated(eth::Network network) {
    return std::make_unique<SimWorld>(std::move(network));
}

}  // namespace
}  // namespace stafi::sim

namespace stafi::test {
INSTANTIATE_TEST_SUITE_P(Sim, ValidatorKeysContract, testing::Values(&sim::simulated));
}
