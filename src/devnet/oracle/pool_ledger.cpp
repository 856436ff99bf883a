#include "devnet/oracle/pool_ledger.hpp"

#include <algorithm>

#include "base/overloaded.hpp"

namespace stafi::devnet {
namespace {

using pool::KeyStatus;
using pool::kValidatorSize;

const Uint256 kOne{1'000'000'000'000'000'000};

/// Events that both lanes tell alike; those of users' ether are not about keys.
template <class Event>
void follow_key(PoolLedger& ledger, Lane lane, const Event& event) {
    using namespace pool::validator_keys::event;
    std::visit(Overloaded{
                   [&](const pool::light_node::event::Deposited& it) {
                       ledger.keys[it.pubkey].own = floor_gwei(it.amount).value_or(Gwei{0});
                   },
                   [&](const SetPubkeyStatus& it) {
                       PooledKey& key = ledger.keys[it.pubkey];
                       key.lane = lane;
                       key.status = it.status;
                   },
                   [&](const CredentialsVoted& it) {
                       ledger.keys[it.pubkey].votes.insert_or_assign(it.member, it.matches);
                   },
                   [](const auto& /*about no key's status*/) {},
               },
               event);
}

/// The users' part of what a validator with this balance is worth.
Gwei principal_of(Gwei balance, Gwei own) {
    const Gwei pooled = kValidatorSize - std::min(own, kValidatorSize);
    if (balance >= kValidatorSize) return pooled;
    return kValidatorSize - balance < own ? pooled : balance;  // the operator loses first
}

/// The users' part of a key that is not, or not yet, a validator of 32 ETH.
Gwei waiting_part(const PooledKey& key) {
    switch (key.status) {
        case KeyStatus::initial:
        case KeyStatus::match:
            return key.lane == Lane::trusted ? pool::kProbe : Gwei{0};
        case KeyStatus::staking:
            return kValidatorSize - std::min(key.own, kValidatorSize);
        case KeyStatus::uninitial:
        case KeyStatus::unmatch:  // lost
        case KeyStatus::offboard:
        case KeyStatus::canwithdraw:
        case KeyStatus::withdrawed:
            break;
    }
    return Gwei{0};
}

}  // namespace

void follow(PoolLedger& ledger, const pool::Event& event) {
    std::visit(
        Overloaded{
            [&](const pool::light_node::Event& it) { follow_key(ledger, Lane::solo, it); },
            [&](const pool::super_node::Event& it) { follow_key(ledger, Lane::trusted, it); },
            [](const auto& /*about no key*/) {}},
        event);
}

void follow(PoolLedger& ledger, const eth::DepositRequest& deposit) {
    ledger.deposits[deposit.pubkey].push_back(deposit);
}

void follow(PoolLedger& ledger, BlockNumber block, std::span<const eth::Withdrawal> withdrawals,
            const Address& pool) {
    for (const eth::Withdrawal& withdrawal : withdrawals)
        if (withdrawal.address == pool)
            ledger.paid.push_back({.block = block,
                                   .validator = withdrawal.validator_index,
                                   .amount = withdrawal.amount});
}

Split split_reward(const Wei& reward, Gwei own, const PoolFees& fees) {
    CHECK(own <= kValidatorSize);
    CHECK(fees.node.value + fees.platform.value <= kOne);
    const Uint256 size = to_wei(kValidatorSize).value;
    const Uint256 shared = kOne - fees.node.value - fees.platform.value;
    const Wei platform{reward.value * fees.platform.value / kOne};
    const Uint256 weight = fees.node.value * size + shared * to_wei(own).value;
    const Wei node{reward.value * weight / (kOne * size)};
    return {.user = reward - platform - node, .node = node, .platform = platform};
}

Split split_withdrawal(Gwei amount, Gwei own, const PoolFees& fees) {
    if (amount < pool::kFullWithdrawalMin) return split_reward(to_wei(amount), own, fees);
    const Gwei pooled = kValidatorSize - own;
    if (amount < kValidatorSize) {
        const Gwei user = std::min(pooled, amount);
        return {.user = to_wei(user), .node = to_wei(amount - user), .platform = {}};
    }
    Split split = split_reward(to_wei(amount - kValidatorSize), own, fees);
    split.user += to_wei(pooled);
    split.node += to_wei(own);
    return split;
}

Split split_paid(const PoolLedger& ledger, const beacon::State& state, BlockNumber from,
                 BlockNumber to, const PoolFees& fees) {
    Split sum;
    for (const PaidOut& paid : ledger.paid) {
        if (paid.block <= from || paid.block > to) continue;
        if (paid.validator.value >= state.validators.size()) continue;  // after the state
        const auto key = ledger.keys.find(state.validators[paid.validator.value].pubkey);
        if (key == ledger.keys.end()) continue;  // somebody pays to the pool on its own account
        const Split split =
            split_withdrawal(paid.amount, std::min(key->second.own, kValidatorSize), fees);
        sum.user += split.user;
        sum.node += split.node;
        sum.platform += split.platform;
    }
    return sum;
}

StakedEther staked_ether(const PoolLedger& ledger, const beacon::State& state,
                         const PoolFees& fees) {
    beacon::KeyIndex indices = state.keys;
    StakedEther sum;
    for (const auto& [pubkey, key] : ledger.keys) {
        const auto index = indices.find(pubkey, state.validators);
        const bool was_active = key.status == KeyStatus::staking && index &&
                                state.validators.at(index->value).activation_epoch <= state.epoch();
        if (!was_active) {
            sum.users += to_wei(waiting_part(key));
            if (key.status == KeyStatus::staking) sum.principal += to_wei(waiting_part(key));
            continue;
        }
        const Gwei balance = state.balances.at(index->value);
        if (balance == Gwei{0}) continue;  // paid out
        const Gwei own = std::min(key.own, kValidatorSize);
        const Wei principal = to_wei(principal_of(balance, own));
        const Gwei reward = balance - std::min(balance, kValidatorSize);
        sum.principal += principal;
        sum.users += principal + split_reward(to_wei(reward), own, fees).user;
    }
    return sum;
}

}  // namespace stafi::devnet
