#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/amount.hpp"
#include "beacon/state/state.hpp"
#include "pool/events.hpp"

// What an oracle has to know of a pool that no single question to its contracts answers, folded
// from events of finalized blocks; and the figures that follow from it.

namespace stafi::devnet {

/// Who pays for a validator.
enum class Lane : std::uint8_t {
    solo,     ///< its operator a part, the pool the rest
    trusted,  ///< the pool everything
};

/// A key that was deposited through the pool.
struct PooledKey {
    Lane lane = Lane::solo;
    Gwei own;  ///< what its operator brought
    pool::KeyStatus status = pool::KeyStatus::uninitial;
    std::map<Address, bool> votes{};  ///< of members, on its credentials
    friend bool operator==(const PooledKey&, const PooledKey&) = default;
};

/// What the beacon chain paid to the pool for one validator.
struct PaidOut {
    BlockNumber block;
    ValidatorIndex validator;
    Gwei amount;
    friend bool operator==(const PaidOut&, const PaidOut&) = default;
};

struct PoolLedger {
    std::map<PubkeyBytes, PooledKey> keys;
    std::map<PubkeyBytes, std::vector<eth::DepositRequest>> deposits;  ///< of everybody
    std::vector<PaidOut> paid;
};

// Each takes in what comes next in the log.

void follow(PoolLedger& ledger, const pool::Event& event);
void follow(PoolLedger& ledger, const eth::DepositRequest& deposit);
/// Those of a block that go to `pool`, the contract with the withdrawal credentials.
void follow(PoolLedger& ledger, BlockNumber block, std::span<const eth::Withdrawal> withdrawals,
            const Address& pool);

/// What operators and the platform keep of rewards. Both together are at most 1 (CHECKed where
/// rewards are split).
struct PoolFees {
    pool::Ratio node;
    pool::Ratio platform;
};

struct Split {
    Wei user;
    Wei node;
    Wei platform;
    friend bool operator==(const Split&, const Split&) = default;
};

// Source: relay-and-client A.5.2, A.10: what the pool's oracles have always computed. The parts of
// operator and platform are rounded down, users get the rest.

/// `own` is at most 32 ETH (CHECKed).
[[nodiscard]] Split split_reward(const Wei& reward, Gwei own, const PoolFees& fees);
/// Up to 8 ETH it is a reward, from there on principal, above 32 ETH both.
[[nodiscard]] Split split_withdrawal(Gwei amount, Gwei own, const PoolFees& fees);

/// Of all that was paid out in blocks after `from` up to `to`.
[[nodiscard]] Split split_paid(const PoolLedger& ledger, const beacon::State& state,
                               BlockNumber from, BlockNumber to, const PoolFees& fees);

struct StakedEther {
    Wei users;      ///< what is the users' of all validators, rewards included
    Wei principal;  ///< what of it earns
};
/// What the pool's keys hold on the beacon chain, or are about to.
[[nodiscard]] StakedEther staked_ether(const PoolLedger& ledger, const beacon::State& state,
                                       const PoolFees& fees);

}  // namespace stafi::devnet
