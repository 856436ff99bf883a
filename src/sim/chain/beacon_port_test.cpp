#include <random>

#include <boost/asio/io_context.hpp>

#include "beacon_contract.hpp"
#include "run_task.hpp"
#include "sim/chain/beacon.hpp"
#include "sim/world/virtual_ambient.hpp"

// The simulator's port keeps the contract of the real one.

namespace stafi::sim {
namespace {

class SimBeaconWorld final : public test::BeaconWorld {
  public:
    Beacon& beacon() override { return beacon_; }
    void run(Task<> task) override {
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { ambient_.run(); }));
    }

  private:
    boost::asio::io_context loop_{1};
    VirtualAmbient ambient_{loop_};
    std::mt19937_64 chance_{1};  // NOLINT(*-msc51-cpp): equal runs
    Trouble trouble_{ambient_, chance_};
    SimBeacon beacon_{chain(), ambient_, trouble_};
};

std::unique_ptr<test::BeaconWorld> in_memory() { return std::make_unique<SimBeaconWorld>(); }

}  // namespace
}  // namespace stafi::sim

namespace stafi::test {

INSTANTIATE_TEST_SUITE_P(Sim, BeaconContract, testing::Values(&sim::in_memory));

}  // namespace stafi::test
