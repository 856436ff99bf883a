#include "devnet/oracle/stand_in.hpp"

#include <algorithm>
#include <span>

#include "pool/contracts/withdraw.hpp"
#include "pool/credentials.hpp"

namespace stafi::devnet {
namespace {

using pool::Contract;
using pool::CredentialsVerdict;

using Votes = std::vector<std::pair<PubkeyBytes, bool>>;

/// One transaction for each batch of votes.
void append_votes(const Address& member, const Address& lane,
                  std::span<const std::pair<PubkeyBytes, bool>> votes,
                  std::vector<Transaction>& plan) {
    while (!votes.empty()) {
        pool::validator_keys::VoteWithdrawCredentials call;
        const std::size_t count = std::min(votes.size(), OracleStandIn::kKeysPerVote);
        for (const auto& [key, matches] : votes.first(count)) {
            call.pubkeys.push_back(key);
            call.matchs.push_back({.value = matches});
        }
        plan.push_back({.from = member, .to = lane, .data = abi::encode_call(call), .value = {}});
        votes = votes.subspan(count);
    }
}

/// The same call by as many members as decide.
template <class Call>
void append_proposal(const OracleFacts& facts, const Address& to, const Call& call,
                     std::vector<Transaction>& plan) {
    const std::size_t count = std::min<std::size_t>(facts.members.size(), facts.quorum);
    for (const Address& member : std::span{facts.members}.first(count))
        plan.push_back({.from = member, .to = to, .data = abi::encode_call(call), .value = {}});
}

CredentialsVerdict verdict_on(const PubkeyBytes& key, const OracleFacts& facts,
                              const PoolLedger& ledger, const beacon::State& state) {
    beacon::KeyIndex indices = state.keys;
    const auto index = indices.find(key, state.validators);
    std::vector<eth::PendingDeposit> pending;
    std::ranges::copy_if(state.pending_deposits, std::back_inserter(pending),
                         [&](const eth::PendingDeposit& one) { return one.pubkey == key; });
    pool::CredentialsEvidence evidence{.deposits = {},
                                       .pending = pending,
                                       .registered = std::nullopt,
                                       .is_deposit_final = true};  // or the pool would not say so
    const auto deposits = ledger.deposits.find(key);
    if (deposits != ledger.deposits.end()) evidence.deposits = deposits->second;
    if (index) evidence.registered = state.validators.at(index->value).withdrawal_credentials;
    return pool::judge_credentials(evidence, facts.credentials, facts.genesis);
}

/// Whether to ask (again) for what was asked at `asked`.
bool is_due(const std::optional<Epoch>& asked, Epoch now, Epoch wait) {
    return !asked || now >= *asked + wait;
}

}  // namespace

Result<std::vector<Transaction>> OracleStandIn::plan(const OracleFacts& facts,
                                                     const PoolLedger& ledger,
                                                     const beacon::State& state) {
    const Uint256 one{1'000'000'000'000'000'000};
    if (facts.fees.node.value > one || facts.fees.platform.value > one - facts.fees.node.value)
        return fail(Reason::bad_argument, "fees: of operators and platform more than 100 %");
    std::vector<Transaction> plan;
    TRY_VOID(vote_credentials(facts, ledger, state, plan));
    TRY_VOID(submit_balances(facts, ledger, state, plan));
    TRY_VOID(distribute(facts, ledger, state, plan));
    return plan;
}

Result<> OracleStandIn::vote_credentials(const OracleFacts& facts, const PoolLedger& ledger,
                                         const beacon::State& state,
                                         std::vector<Transaction>& plan) {
    std::map<std::pair<Address, Lane>, Votes> votes;
    for (const auto& [pubkey, key] : ledger.keys) {
        if (key.status != pool::KeyStatus::initial) continue;
        const CredentialsVerdict verdict = verdict_on(pubkey, facts, ledger, state);
        if (verdict == CredentialsVerdict::undecided) continue;
        const bool matches = verdict == CredentialsVerdict::matches;
        auto agreeing = static_cast<std::uint64_t>(std::ranges::count_if(
            key.votes, [matches](const auto& vote) { return vote.second == matches; }));
        for (const Address& member : facts.members) {
            if (agreeing >= facts.quorum) break;
            if (key.votes.contains(member)) continue;
            ++agreeing;
            const auto asked = votes_asked_.find({member, pubkey});
            if (asked != votes_asked_.end() && state.epoch() < asked->second + kPatience) continue;
            votes_asked_.insert_or_assign({member, pubkey}, state.epoch());
            votes[{member, key.lane}].emplace_back(pubkey, matches);
        }
    }
    for (const auto& [whose, cast] : votes) {
        const auto& [member, lane] = whose;
        const Contract contract = lane == Lane::solo ? Contract::light_node : Contract::super_node;
        TRY(const Address to, facts.contracts.find(contract));
        append_votes(member, to, cast, plan);
    }
    return {};
}

Result<> OracleStandIn::submit_balances(const OracleFacts& facts, const PoolLedger& ledger,
                                        const beacon::State& state,
                                        std::vector<Transaction>& plan) {
    const pool::BalancesId id = pool::balances_id(state.epoch());
    if (facts.supply.value == Uint256{0} || id.value < facts.balances.value + era_.value) return {};
    if (!is_due(balances_asked_, state.epoch(), std::max(era_, kPatience))) return {};
    const StakedEther staked = staked_ether(ledger, state, facts.fees);
    const Split unsettled = split_paid(ledger, state, facts.distributed, facts.block, facts.fees);
    const Wei assets = staked.users + facts.pool_balance + unsettled.user;
    if (assets <= facts.missing) return {};  // nothing left to tell of
    const Wei total = assets - facts.missing;
    TRY(const Address to, facts.contracts.find(Contract::network_balances));
    append_proposal(
        facts, to,
        pool::network_balances::SubmitBalances{.block = id,
                                               .total_eth = total,
                                               .staking_eth = std::min(staked.principal, total),
                                               .reth_supply = facts.supply},
        plan);
    balances_asked_ = state.epoch();
    return {};
}

Result<> OracleStandIn::distribute(const OracleFacts& facts, const PoolLedger& ledger,
                                   const beacon::State& state, std::vector<Transaction>& plan) {
    if (!is_due(distribution_asked_, state.epoch(), std::max(era_, kPatience))) return {};
    const Split split = split_paid(ledger, state, facts.distributed, facts.block, facts.fees);
    if (split == Split{}) return {};
    const bool covers_all = split.user >= facts.missing;
    const pool::WithdrawIndex last{facts.next_request.value == 0 ? 0
                                                                 : facts.next_request.value - 1};
    TRY(const Address to, facts.contracts.find(Contract::withdraw));
    append_proposal(facts, to,
                    pool::withdraw::DistributeWithdrawals{
                        .dealed_height = facts.block,
                        .user_amount = split.user,
                        .node_amount = split.node,
                        .platform_amount = split.platform,
                        .max_claimable_withdraw_index = covers_all ? last : facts.max_claimable},
                    plan);
    distribution_asked_ = state.epoch();
    return {};
}

}  // namespace stafi::devnet
