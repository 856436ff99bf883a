#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "ports/operator_api.hpp"
#include "sim/world/trouble.hpp"
#include "ssv/network/events.hpp"

namespace stafi::sim {

/// What SSV Network has told so far, in log order.
using SsvLog = std::vector<std::pair<BlockNumber, ssv::Event>>;

/// The SSV API of a simulated world, as a process sees it through the network: it follows the log,
/// and knows by the nodes' own rules which registrations they took. Who did duties it does not
/// tell, nor what the beacon chain knows.
class SimOperatorApi : public OperatorApi {
  public:
    /// `log` returns it as it is at that moment, so that a reorg needs no telling; `first`: the
    /// release when its first event comes.
    SimOperatorApi(Ambient& ambient, Trouble& trouble, ssv::Release first,
                   std::function<SsvLog()> log)
        : ambient_{ambient}, trouble_{trouble}, first_{first}, log_{std::move(log)} {}

    Task<Result<std::vector<ssv::ApiOperator>>> operators() override;
    Task<Result<ssv::ApiOperator>> operator_of(OperatorId id) override;
    Task<Result<ssv::ApiAccount>> account(Address owner) override;
    Task<Result<std::vector<ssv::ApiCluster>>> clusters(Address owner) override;
    Task<Result<std::vector<ssv::ApiValidator>>> validators(Address owner) override;

  private:
    Ambient& ambient_;
    Trouble& trouble_;
    ssv::Release first_;
    std::function<SsvLog()> log_;
};

}  // namespace stafi::sim
