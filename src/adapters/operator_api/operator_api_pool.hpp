#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/endpoints/endpoints.hpp"
#include "ports/operator_api.hpp"

namespace stafi::adapters {

/// Several servers of the SSV API behind one port: the best is asked, and the next when it fails.
class OperatorApiPool final : public OperatorApi {
  public:
    struct Member {
        std::string name;  ///< fit for logs
        std::unique_ptr<OperatorApi> server;
    };

    /// At least one, the favourite first.
    OperatorApiPool(Ambient& ambient, std::vector<Member> members);

    [[nodiscard]] Task<Result<std::vector<ssv::ApiOperator>>> operators() override;
    [[nodiscard]] Task<Result<ssv::ApiOperator>> operator_of(OperatorId id) override;
    [[nodiscard]] Task<Result<ssv::ApiAccount>> account(Address owner) override;
    [[nodiscard]] Task<Result<std::vector<ssv::ApiCluster>>> clusters(Address owner) override;
    [[nodiscard]] Task<Result<std::vector<ssv::ApiValidator>>> validators(Address owner) override;

    [[nodiscard]] std::vector<EndpointStatus> status() const { return endpoints_.status(); }

  private:
    template <class T>
    using Question = std::function<Task<Result<T>>(OperatorApi&)>;
    template <class T>
    [[nodiscard]] Task<Result<T>> ask(Question<T> question);

    std::vector<Member> members_;
    Endpoints endpoints_;
};

}  // namespace stafi::adapters
