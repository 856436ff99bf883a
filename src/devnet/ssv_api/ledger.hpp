#pragma once

#include <utility>
#include <vector>

#include "beacon/state/state.hpp"
#include "devnet/operators/operator_nodes.hpp"
#include "devnet/ssv_api/view.hpp"
#include "ssv/clusters/cluster_book.hpp"
#include "ssv/network/node_acceptance.hpp"

// The rows of the SSV API, kept from the contract's log. A real one lags some blocks behind the
// chain; this one does not.

namespace stafi::devnet::ssv_api {

class Ledger {
  public:
    /// `release`: when the first event comes. `entropy` outlives it.
    Ledger(std::string network, ssv::Release release, Entropy& entropy);

    /// What a block told, in log order.
    void apply(BlockNumber block, const std::vector<ssv::Event>& events);
    /// Blocks after `last` are not part of the chain any more.
    void rewind(BlockNumber last);

    /// What the log alone tells.
    [[nodiscard]] const View& rows() const { return books_.rows; }
    [[nodiscard]] const ssv::ClusterBook& clusters() const { return books_.clusters; }
    /// Everything that was told, and in which block.
    [[nodiscard]] const std::vector<std::pair<BlockNumber, ssv::Event>>& log() const {
        return log_;
    }
    /// With what only the nodes and the beacon chain know: who does its duties, and effective
    /// balances. `since`: duties before do not show that one is active.
    [[nodiscard]] View view(const OperatorNodes& nodes, const beacon::State& state, UnixSeconds now,
                            UnixSeconds since) const;

  private:
    /// What follows from the log alone.
    struct Books {
        View rows;
        ssv::ClusterBook clusters;
        ssv::Registry registry;
    };
    void take(BlockNumber block, const ssv::Event& event);
    void take(BlockNumber block, const ssv::event::OperatorAdded& event);
    void take(const ssv::event::OperatorFeeDeclared& event);
    void take(const ssv::event::OperatorFeeExecuted& event);
    void take(const ssv::event::OperatorPrivacyStatusUpdated& event);
    void take(BlockNumber block, const ssv::event::ValidatorAdded& event);
    /// Tells registrations that nodes take from malformed ones, from that entry of the log on.
    void judge(std::size_t first);
    void begin();

    std::string network_;
    ssv::Release first_release_;
    Entropy& entropy_;
    Books books_;
    std::vector<std::pair<BlockNumber, ssv::Event>> log_;
};

}  // namespace stafi::devnet::ssv_api
