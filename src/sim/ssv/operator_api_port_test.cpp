#include <random>

#include <boost/asio/io_context.hpp>

#include "operator_api_contract.hpp"
#include "run_task.hpp"
#include "sim/ssv/operator_api.hpp"
#include "sim/world/virtual_ambient.hpp"

// The simulator's port keeps the contract of the real one.

namespace stafi::sim {
namespace {

class SimApiWorld final : public test::OperatorApiWorld {
  public:
    explicit SimApiWorld(ssv::Release first)
        : api_{ambient_, trouble_, first, [this] { return log_; }} {}

    OperatorApi& api() override { return api_; }
    void tell(BlockNumber block, const ssv::Event& event) override {
        log_.emplace_back(block, event);
    }
    void rewind(BlockNumber last) override {
        std::erase_if(log_, [&](const auto& told) { return told.first > last; });
    }
    void run(Task<> task) override {
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { ambient_.run(); }));
    }

  private:
    SsvLog log_;
    boost::asio::io_context loop_{1};
    VirtualAmbient ambient_{loop_};
    std::mt19937_64 chance_{1};  // NOLINT(*-msc51-cpp): equal runs
    Trouble trouble_{ambient_, chance_};
    SimOperatorApi api_;
};

std::unique_ptr<test::OperatorApiWorld> in_memory(ssv::Release first) {
    return std::make_unique<SimApiWorld>(first);
}

}  // namespace
}  // namespace stafi::sim

namespace stafi::test {

INSTANTIATE_TEST_SUITE_P(Sim, OperatorApiContract, testing::Values(&sim::in_memory));

}  // namespace stafi::test
