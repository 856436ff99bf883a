#pragma once

#include <map>
#include <optional>
#include <span>
#include <tuple>

#include "beacon/state/state.hpp"
#include "crypto/bls/bls.hpp"

namespace stafi::devnet::beacon_api {

/// The seats of a validator in the committee that signs the block of `slot`; none when there is no
/// such validator.
[[nodiscard]] std::vector<std::size_t> sync_seats_of(const beacon::State& state,
                                                     ValidatorIndex validator, Slot slot);

/// What the members of sync subcommittees signed, joined for those who aggregate. The chain's pool
/// joins all seats into one signature, out of which no subcommittee's can be had again.
class Contributions {
  public:
    static constexpr std::uint64_t kSlotsKept = 8;

    /// A valid signature for seats of the whole committee. Seats that were heard are not counted
    /// twice. Forgets what is older than kSlotsKept.
    void add(Slot slot, const Bytes32& block_root, std::span<const std::size_t> seats,
             const BlsSignature& signature);

    /// Nothing when nobody of the subcommittee has signed.
    [[nodiscard]] std::optional<eth::SyncCommitteeContribution> find(
        Slot slot, eth::SubcommitteeIndex subcommittee, const Bytes32& block_root) const;

  private:
    using Place = std::tuple<Slot, eth::SubcommitteeIndex, Bytes32>;
    std::map<Place, eth::SyncCommitteeContribution> all_;
};

}  // namespace stafi::devnet::beacon_api
