#pragma once

#include <cstdint>

#include "base/amount.hpp"
#include "base/units.hpp"

// What the staking pool counts in, and the numbers that its contracts have built in.

namespace stafi::pool {

using Reth = BigQuantity<struct RethTag>;                 ///< 10^-18 rETH
using Ratio = BigQuantity<struct RatioTag>;               ///< 10^-18: 5 % is 5 * 10^16
using Cycle = Quantity<struct CycleTag>;                  ///< days of withdrawals since 1970
using WithdrawIndex = Quantity<struct WithdrawIndexTag>;  ///< place in the queue, from 0
using BalancesId = Id<struct BalancesIdTag>;              ///< of the oracle's figures

inline constexpr Gwei kValidatorSize{32'000'000'000};
/// What a super node deposits first: it fixes the credentials and can never activate.
inline constexpr Gwei kProbe{1'000'000'000};
/// Of a key that was probed.
inline constexpr Gwei kStakeAfterProbe = kValidatorSize - kProbe;
/// Up to this a withdrawal is a reward, from here on principal; relays agree on it, no contract.
inline constexpr Gwei kFullWithdrawalMin{8'000'000'000};

/// How far ahead approvals of whole deposits may be valid.
inline constexpr BlockNumber kApprovalBlocks{64};
/// How long an elected validator has to leave by itself.
inline constexpr UnixSeconds kExitGracePeriod{std::uint64_t{48} * 3600};

inline constexpr UnixSeconds kCycle{std::uint64_t{24} * 3600};
inline constexpr UnixSeconds kCycleStart{std::uint64_t{8} * 3600};  ///< 08:00 UTC
/// CHECKs that `time` is not before the first cycle: 1970-01-01 08:00.
[[nodiscard]] constexpr Cycle cycle_at(UnixSeconds time) {
    return {(time - kCycleStart).value / kCycle.value};
}
[[nodiscard]] constexpr UnixSeconds begin_of(Cycle cycle) {
    return cycle.value * kCycle + kCycleStart;
}
static_assert(cycle_at(begin_of({19'000})) == Cycle{19'000});
static_assert(cycle_at(begin_of({19'000}) - UnixSeconds{1}) == Cycle{18'999});

/// Figures are numbered by their epoch; the offset keeps them above the block numbers that were
/// used once.
[[nodiscard]] constexpr BalancesId balances_id(Epoch epoch) {
    constexpr std::uint64_t offset = 10'000'000'000;
    return {(epoch + Epoch{offset}).value};
}

/// Where a key stands with a lane; the contracts' numbers. Super nodes know the first five.
enum class KeyStatus : std::uint8_t {
    uninitial,    ///< not known
    initial,      ///< deposited; waits for the members' votes
    match,        ///< they found our credentials: may be staked
    staking,      ///< all 32 ETH are deposited
    unmatch,      ///< they found others: lost
    offboard,     ///< a solo validator gave up
    canwithdraw,  ///< and its ether was returned to the pool for it
    withdrawed,   ///< and it has taken it
};
constexpr KeyStatus abi_last(KeyStatus) { return KeyStatus::withdrawed; }

/// What `claim` pays to an operator.
enum class ClaimType : std::uint8_t {
    none,  ///< refused
    claim_reward,
    claim_deposit,
    claim_total,
};
constexpr ClaimType abi_last(ClaimType) { return ClaimType::claim_total; }

}  // namespace stafi::pool
