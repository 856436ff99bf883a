#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/endpoints/endpoints.hpp"
#include "ports/execution.hpp"

namespace stafi::adapters {

/// Several execution clients behind one port: the best is asked, and the next when it fails. Which
/// one answered is in the status.
class ExecutionPool final : public Execution {
  public:
    struct Member {
        std::string name;  ///< fit for logs
        std::unique_ptr<Execution> client;
    };

    /// At least one, the favourite first.
    ExecutionPool(Ambient& ambient, std::vector<Member> members);

    [[nodiscard]] Task<Result<eth::Header>> head() override;
    [[nodiscard]] Task<Result<eth::Header>> header(BlockNumber number) override;
    [[nodiscard]] Task<Result<eth::Header>> header_of(Bytes32 hash) override;
    [[nodiscard]] Task<Result<std::vector<eth::Log>>> logs(BlockRange range,
                                                           std::vector<Address> contracts) override;
    [[nodiscard]] Task<Result<std::vector<CallAnswer>>> call(std::vector<ContractCall> calls,
                                                             Bytes32 block) override;
    [[nodiscard]] Task<Result<Account>> account(Address address, Bytes32 block) override;
    [[nodiscard]] Task<Result<std::variant<Gas, Reverted>>> estimate(ContractCall call,
                                                                     Moment moment) override;
    [[nodiscard]] Task<Result<eth::FeeMarket>> fees() override;
    /// Refused only when every client that answers refuses it.
    [[nodiscard]] Task<Result<>> send(Bytes transaction) override;
    [[nodiscard]] Task<Result<std::optional<eth::Receipt>>> receipt(Bytes32 transaction) override;

    /// Asks each client for its head, so that the status is fresh and who is behind is known: to be
    /// called now and then. Errors are in the status.
    [[nodiscard]] Task<> look_around();

    [[nodiscard]] std::vector<EndpointStatus> status() const { return endpoints_.status(); }

  private:
    template <class T>
    using Question = std::function<Task<Result<T>>(Execution&)>;
    template <class T>
    [[nodiscard]] Task<Result<T>> ask(Question<T> question);
    [[nodiscard]] Task<Result<eth::Header>> head_of(std::size_t member);

    std::vector<Member> members_;
    Endpoints endpoints_;
};

}  // namespace stafi::adapters
