#include <random>

#include <boost/asio/io_context.hpp>

#include "keys_contract.hpp"
#include "run_task.hpp"
#include "sim/world/keys.hpp"
#include "sim/world/virtual_ambient.hpp"

// The simulator's port keeps the contract of the real ones.

namespace stafi::sim {
namespace {

class SimWorld final : public test::KeysWorld {
  public:
    SimWorld() { (void)keys_.add(test::known_key()); }
    Keys& keys() override { return keys_; }
    void run(Task<> task) override {
        loop_.restart();
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { ambient_.run(); }));
    }

  private:
    boost::asio::io_context loop_{1};
    VirtualAmbient ambient_{loop_};
    std::mt19937_64 chance_{1};  // NOLINT(*-msc51-cpp): equal runs
    Trouble trouble_{ambient_, chance_};
    SimKeys keys_{trouble_};
};

std::unique_ptr<test::KeysWorld> simulated() { return std::make_unique<SimWorld>(); }

}  // namespace
}  // namespace stafi::sim

namespace stafi::test {
INSTANTIATE_TEST_SUITE_P(Sim, KeysContract, testing::Values(&sim::simulated));
}
