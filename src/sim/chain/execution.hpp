#pragma once

#include "ports/execution.hpp"
#include "sim/chain/chain.hpp"
#include "sim/world/trouble.hpp"

namespace stafi::sim {

/// The simulated chain, as a process sees it through the network.
class SimExecution : public Execution {
  public:
    SimExecution(Chain& chain, Trouble& trouble) : chain_{chain}, trouble_{trouble} {}

    Task<Result<eth::Header>> head() override;
    Task<Result<eth::Header>> header(BlockNumber number) override;
    Task<Result<eth::Header>> header_of(Bytes32 hash) override;
    Task<Result<std::vector<eth::Log>>> logs(BlockRange range,
                                             std::vector<Address> contracts) override;
    Task<Result<std::vector<CallAnswer>>> call(std::vector<ContractCall> calls,
                                               Bytes32 block) override;
    Task<Result<Account>> account(Address address, Bytes32 block) override;
    Task<Result<std::variant<Gas, Reverted>>> estimate(ContractCall call, Moment moment) override;
    Task<Result<eth::FeeMarket>> fees() override;
    Task<Result<>> send(Bytes transaction) override;
    Task<Result<std::optional<eth::Receipt>>> receipt(Bytes32 transaction) override;

  private:
    [[nodiscard]] Result<const Block*> block_at(const Bytes32& hash) const;

    Chain& chain_;
    Trouble& trouble_;
};

}  // namespace stafi::sim
