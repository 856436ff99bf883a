#pragma once

#include "beacon/chain/chain.hpp"
#include "ports/beacon.hpp"
#include "sim/world/trouble.hpp"

namespace stafi::sim {

/// A beacon node with the simulated chain, as a process sees it through the network.
class SimBeacon : public Beacon {
  public:
    SimBeacon(beacon::Chain& chain, Ambient& ambient, Trouble& trouble)
        : chain_{chain}, ambient_{ambient}, trouble_{trouble} {}

    Task<Result<eth::BeaconGenesis>> genesis() override;
    Task<Result<eth::BeaconHeader>> head() override;
    Task<Result<eth::BeaconHeader>> header_of(Bytes32 root) override;
    Task<Result<>> wait_for_head(Bytes32 known) override;
    Task<Result<eth::FinalityCheckpoints>> finality(Bytes32 state) override;
    Task<Result<std::vector<eth::KnownValidator>>> validators(
        Bytes32 state, std::vector<PubkeyBytes> keys) override;
    Task<Result<>> all_validators(Bytes32 state, TakeValidator take) override;
    Task<Result<std::vector<eth::PendingDeposit>>> pending_deposits(
        Bytes32 state, std::vector<PubkeyBytes> keys) override;
    Task<Result<std::vector<eth::PendingPartialWithdrawal>>> pending_withdrawals(
        Bytes32 state, std::vector<ValidatorIndex> validators) override;
    Task<Result<std::vector<eth::SignedVoluntaryExit>>> waiting_exits() override;
    Task<Result<>> submit_exit(eth::SignedVoluntaryExit exit) override;
    Task<Result<>> submit_credentials_change(eth::SignedBLSToExecutionChange change) override;

  private:
    [[nodiscard]] Result<eth::BeaconHeader> header_at(const Bytes32& root);
    [[nodiscard]] Result<beacon::StateView> state_at(const Bytes32& root);

    beacon::Chain& chain_;
    Ambient& ambient_;
    Trouble& trouble_;
};

}  // namespace stafi::sim
