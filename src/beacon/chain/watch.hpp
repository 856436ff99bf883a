#pragma once

#include <map>
#include <vector>

#include "beacon/state/state.hpp"

// The watch: remembers what validators signed and finds what contradicts it.

namespace stafi::beacon {

class Watch {
  public:
    /// The slashings that these votes give rise to, at most one for each vote they contradict. The
    /// signature is valid already.
    [[nodiscard]] std::vector<eth::AttesterSlashing> see(const eth::IndexedAttestation& votes);
    [[nodiscard]] std::optional<eth::ProposerSlashing> see(
        const eth::SignedBeaconBlockHeader& header);

    /// Forgets votes for targets before `epoch` and blocks before `slot`.
    void forget(Epoch epoch, Slot slot);

  private:
    /// Of one validator: where in all_ its vote for a target is.
    using Targets = std::map<Epoch, std::size_t>;

    std::map<std::size_t, eth::IndexedAttestation> all_;
    std::size_t next_ = 0;
    std::unordered_map<ValidatorIndex, Targets> by_voter_;
    std::map<std::pair<Slot, ValidatorIndex>, eth::SignedBeaconBlockHeader> proposals_;
};

}  // namespace stafi::beacon
