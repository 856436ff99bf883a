#include "adapters/beacon/rest_beacon.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "beacon_contract.hpp"
#include "devnet/beacon_api/beacon_api.hpp"

// The real adapter on the devnet's Beacon API, over a real server.

namespace stafi::devnet::beacon_api {
namespace {

namespace http = adapters::http;

class ApiWorld final : public test::BeaconWorld, ExecutionSide {
  public:
    Beacon& beacon() override { return beacon_; }
    void run(Task<> task) override {
        const auto go = [](ApiWorld& self, Task<> visitor) -> Task<> {
            const auto visit_and_stop = [&]() -> Task<> {
                co_await std::move(visitor);
                self.api_.close();
                self.server_.stop();
            };
            co_await test::both(self.server_.run(), visit_and_stop());
        };
        EXPECT_TRUE(test::run_task(loop_, go(*this, std::move(task)), [&] {
            loop_.run_for(test::kLoopbackMax);
        })) << "still waiting";
    }

  protected:
    void tell(const Bytes32& block, const beacon::HeadChange& change) override {
        api_.tell(NodeStatus{.slot = chain().head().slot});
        api_.tell(block, change);
    }

  private:
    Task<Result<eth::BuiltPayload>> build(beacon::PayloadAttributes, Address) override {
        co_return fail(Reason::rpc_refused, "nothing is built here");
    }
    Task<Result<>> import(eth::SignedBeaconBlock) override {
        co_return fail(Reason::rpc_refused, "nothing is imported here");
    }

    boost::asio::io_context loop_{1};
    adapters::SystemAmbient ambient_{loop_.get_executor(), adapters::system_entropy().value(), 1};
    BeaconApi api_{loop_.get_executor(),
                   chain(),
                   *this,
                   {.version = "stafi-router/test", .network = eth::devnet(), .fee_recipient = {}}};
    http::Handler handler_ = [this](http::Request request) {
        return api_.answer(std::move(request));
    };
    http::Server server_ = http::Server::listen(loop_.get_executor(), {}, handler_).value();
    adapters::RestBeacon beacon_{
        ambient_, {.host = "127.0.0.1", .port = server_.port()}, eth::devnet(), {.batch_max = 2}};
};

std::unique_ptr<test::BeaconWorld> over_http() { return std::make_unique<ApiWorld>(); }

}  // namespace
}  // namespace stafi::devnet::beacon_api

namespace stafi::test {

INSTANTIATE_TEST_SUITE_P(Rest, BeaconContract, testing::Values(&devnet::beacon_api::over_http));

}  // namespace stafi::test
