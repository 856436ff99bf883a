#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/endpoints/endpoints.hpp"
#include "ports/beacon.hpp"

namespace stafi::adapters {

/// Several beacon nodes behind one port: the best is asked, and the next when it fails. Which one
/// answered is in the status.
class BeaconPool final : public Beacon {
  public:
    struct Member {
        std::string name;  ///< fit for logs
        std::unique_ptr<Beacon> node;
    };

    /// At least one, the favourite first.
    BeaconPool(Ambient& ambient, std::vector<Member> members);

    [[nodiscard]] Task<Result<eth::BeaconGenesis>> genesis() override;
    [[nodiscard]] Task<Result<eth::BeaconHeader>> head() override;
    [[nodiscard]] Task<Result<eth::BeaconHeader>> header_of(Bytes32 root) override;
    [[nodiscard]] Task<Result<>> wait_for_head(Bytes32 known) override;
    [[nodiscard]] Task<Result<eth::FinalityCheckpoints>> finality(Bytes32 state) override;
    [[nodiscard]] Task<Result<std::vector<eth::KnownValidator>>> validators(
        Bytes32 state, std::vector<PubkeyBytes> keys) override;
    /// When a node fails on the way, the next goes on where it was: a state is the same everywhere.
    [[nodiscard]] Task<Result<>> all_validators(Bytes32 state, TakeValidator take) override;
    [[nodiscard]] Task<Result<std::vector<eth::PendingDeposit>>> pending_deposits(
        Bytes32 state, std::vector<PubkeyBytes> keys) override;
    [[nodiscard]] Task<Result<std::vector<eth::PendingPartialWithdrawal>>> pending_withdrawals(
        Bytes32 state, std::vector<ValidatorIndex> validators) override;
    [[nodiscard]] Task<Result<std::vector<eth::SignedVoluntaryExit>>> waiting_exits() override;
    /// Refused only when every node that answers refuses it, as the next.
    [[nodiscard]] Task<Result<>> submit_exit(eth::SignedVoluntaryExit exit) override;
    [[nodiscard]] Task<Result<>> submit_credentials_change(
        eth::SignedBLSToExecutionChange change) override;

    /// Asks each node for its head, so that the status is fresh and who is behind is known: to be
    /// called now and then. Errors are in the status.
    [[nodiscard]] Task<> look_around();

    [[nodiscard]] std::vector<EndpointStatus> status() const { return endpoints_.status(); }

  private:
    template <class T>
    using Question = std::function<Task<Result<T>>(Beacon&)>;
    template <class T>
    [[nodiscard]] Task<Result<T>> ask(Question<T> question);
    [[nodiscard]] Task<Result<eth::BeaconHeader>> head_of(std::size_t member);

    std::vector<Member> members_;
    Endpoints endpoints_;
};

}  // namespace stafi::adapters
