#include "adapters/http/server.hpp"
#include "adapters/operator_api/rest_operator_api.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "devnet/ssv_api/ledger.hpp"
#include "devnet/ssv_api/respond.hpp"
#include "loopback.hpp"
#include "operator_api_contract.hpp"

// The real adapter on the devnet's SSV API, over a real server, with small pages.

namespace stafi::devnet::ssv_api {
namespace {

namespace http = adapters::http;

class ApiWorld final : public test::OperatorApiWorld {
  public:
    explicit ApiWorld(ssv::Release first) : ledger_{"devnet", first, entropy_} {
        for (std::size_t i = 0; i < 4; ++i)
            nodes_.start(test::operators()[i].seat.id(), test::private_key(i));
    }

    OperatorApi& api() override { return api_; }
    void tell(BlockNumber block, const ssv::Event& event) override {
        ledger_.apply(block, {event});
        nodes_.follow(std::span{&event, 1});
    }
    void rewind(BlockNumber last) override { ledger_.rewind(last); }
    void run(Task<> task) override {
        const auto go = [](ApiWorld& self, Task<> visitor) -> Task<> {
            const auto visit_and_stop = [&]() -> Task<> {
                co_await std::move(visitor);
                self.server_.stop();
            };
            co_await test::both(self.server_.run(), visit_and_stop());
        };
        EXPECT_TRUE(test::run_task(loop_, go(*this, std::move(task)), [&] {
            loop_.run_for(test::kLoopbackMax);
        })) << "still waiting";
    }

  private:
    http::Response respond_to(const http::Request& request) {
        const View view = ledger_.view(nodes_, beacon::State{}, {}, {});
        Answer answer = respond(Target::parse(request.target).value(), view);
        return {.status = answer.status, .headers = {}, .body = std::move(answer.json)};
    }

    Entropy entropy_ = test::seeded(7);
    Ledger ledger_;
    OperatorNodes nodes_{test::seeded(6)};
    boost::asio::io_context loop_{1};
    adapters::SystemAmbient ambient_{loop_.get_executor(), adapters::system_entropy().value(), 1};
    http::Handler handler_ = [this](http::Request request) -> Task<http::Response> {
        co_return respond_to(request);
    };
    http::Server server_ = http::Server::listen(loop_.get_executor(), {}, handler_).value();
    adapters::RestOperatorApi api_{
        ambient_, {.host = "127.0.0.1", .port = server_.port()}, "devnet", {.per_page = 2}};
};

std::unique_ptr<test::OperatorApiWorld> over_http(ssv::Release first) {
    return std::make_unique<ApiWorld>(first);
}

}  // namespace
}  // namespace stafi::devnet::ssv_api

namespace stafi::test {

INSTANTIATE_TEST_SUITE_P(Rest, OperatorApiContract, testing::Values(&devnet::ssv_api::over_http));

}  // namespace stafi::test
