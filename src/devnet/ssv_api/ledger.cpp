#include "devnet/ssv_api/ledger.hpp"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "base/overloaded.hpp"
#include "beacon/state/registry.hpp"

namespace stafi::devnet::ssv_api {
namespace {

/// The Beacon API's word for where a validator stands.
std::string status_of(const eth::Validator& validator, Epoch epoch) {
    if (validator.activation_eligibility_epoch == eth::kFarFutureEpoch)
        return "pending_initialized";
    if (validator.activation_epoch > epoch) return "pending_queued";
    if (validator.exit_epoch == eth::kFarFutureEpoch) return "active_ongoing";
    if (epoch < validator.exit_epoch)
        return validator.slashed ? "active_slashed" : "active_exiting";
    if (epoch < validator.withdrawable_epoch)
        return validator.slashed ? "exited_slashed" : "exited_unslashed";
    return validator.effective_balance > Gwei{0} ? "withdrawal_possible" : "withdrawal_done";
}

/// Fees are in SSV under v1.2, in ETH under v2.
void set_fee(OperatorRow& row, ssv::Release release, ssv::AssetWei fee) {
    row.has_eth_fee = release == ssv::Release::v2;
    (row.has_eth_fee ? row.eth_fee : row.fee) = as_wei(fee);
}

/// The contract has a bit for each address: who is listed already stays listed once.
void admit(std::vector<Address>& whitelist, const std::vector<Address>& addresses) {
    for (const Address& address : addresses)
        if (std::ranges::find(whitelist, address) == whitelist.end()) whitelist.push_back(address);
}

}  // namespace

Ledger::Ledger(std::string network, ssv::Release release, Entropy& entropy)
    : network_{std::move(network)}, first_release_{release}, entropy_{entropy} {
    begin();
}

void Ledger::begin() {
    books_ = {};
    books_.rows.network = network_;
    books_.clusters.release = first_release_;
}

void Ledger::apply(BlockNumber block, const std::vector<ssv::Event>& events) {
    const std::size_t first = log_.size();
    for (const ssv::Event& event : events) {
        log_.emplace_back(block, event);
        take(block, event);
    }
    judge(first);
}

void Ledger::rewind(BlockNumber last) {
    const auto is_gone = [&](const auto& entry) { return entry.first > last; };
    if (log_.empty() || !is_gone(log_.back())) return;
    std::erase_if(log_, is_gone);
    begin();
    for (const auto& [block, event] : log_)
        take(block, event);
    judge(0);
}

void Ledger::judge(std::size_t first) {
    std::vector<ssv::RegistryEvent> told;
    for (std::size_t i = first; i < log_.size(); ++i)
        if (auto seen = ssv::registry_event(log_[i].second)) told.push_back(*std::move(seen));
    const auto verdicts = ssv::replay(told, books_.registry, entropy_);
    for (std::size_t i = 0; i < told.size(); ++i)
        if (const auto* added = std::get_if<ssv::ValidatorAdded>(&told[i]))
            books_.rows.validators[{.key = added->validator, .owner = added->owner}].is_valid =
                !verdicts[i].malformed;
}

void Ledger::take(BlockNumber block, const ssv::Event& event) {
    ssv::apply(books_.clusters, event);
    View& rows = books_.rows;
    const auto take_it = Overloaded{
        [&](const ssv::event::OperatorAdded& added) { take(block, added); },
        [&](const ssv::event::OperatorRemoved& gone) {
            OperatorRow& row = rows.operators[gone.operator_id];
            row.is_removed = true;
            row.declared_eth_fee.reset();
        },
        [&](const ssv::event::OperatorFeeDeclared& fee) { take(fee); },
        [&](const ssv::event::OperatorFeeDeclarationCancelled& fee) {
            rows.operators[fee.operator_id].declared_eth_fee.reset();
        },
        [&](const ssv::event::OperatorFeeExecuted& fee) { take(fee); },
        [&](const ssv::event::OperatorPrivacyStatusUpdated& update) { take(update); },
        [&](const ssv::event::OperatorMultipleWhitelistUpdated& update) {
            for (const OperatorId id : update.operator_ids)
                admit(rows.operators[id].whitelist, update.whitelist_addresses);
        },
        [&](const ssv::event::OperatorMultipleWhitelistRemoved& update) {
            for (const OperatorId id : update.operator_ids)
                for (const Address& address : update.whitelist_addresses)
                    std::erase(rows.operators[id].whitelist, address);
        },
        [&](const ssv::event::ValidatorAdded& added) { take(block, added); },
        [&](const ssv::event::ValidatorRemoved& gone) {
            rows.validators[{.key = gone.public_key, .owner = gone.owner}].is_deleted = true;
        },
        [&](const ssv::event::FeeRecipientAddressUpdated& update) {
            rows.accounts[update.owner].recipient = update.recipient_address;
        },
        [](const auto&) {}};
    std::visit(take_it, event);
}

void Ledger::take(BlockNumber block, const ssv::event::OperatorAdded& event) {
    OperatorRow row;
    row.id = event.operator_id;
    row.owner = event.owner;
    row.block = block;
    row.name = fmt::format("Operator {}", event.operator_id.value);
    if (auto key = ssv::decode_operator_key(event.public_key)) row.key_text = *std::move(key);
    set_fee(row, books_.clusters.release, event.fee);
    books_.rows.operators[event.operator_id] = std::move(row);
}

void Ledger::take(const ssv::event::OperatorFeeDeclared& event) {
    if (books_.clusters.release == ssv::Release::v2)
        books_.rows.operators[event.operator_id].declared_eth_fee = as_wei(event.fee);
}

void Ledger::take(const ssv::event::OperatorFeeExecuted& event) {
    OperatorRow& row = books_.rows.operators[event.operator_id];
    row.declared_eth_fee.reset();
    set_fee(row, books_.clusters.release, event.fee);
}

void Ledger::take(const ssv::event::OperatorPrivacyStatusUpdated& event) {
    for (const OperatorId id : event.operator_ids)
        books_.rows.operators[id].is_private = event.to_private;
}

void Ledger::take(BlockNumber block, const ssv::event::ValidatorAdded& event) {
    const ssv::ClusterId id{.owner = event.owner, .operators = event.operator_ids};
    ValidatorRow row;
    row.key = event.public_key;
    row.cluster = cluster_key(id);
    row.owner = event.owner;
    row.operators = event.operator_ids;
    row.block = block;
    books_.rows.validators[{.key = event.public_key, .owner = event.owner}] = std::move(row);
    ClusterRow& cluster = books_.rows.clusters[cluster_key(id)];
    if (cluster.block == BlockNumber{0}) cluster.block = block;
    AccountRow& account = books_.rows.accounts[event.owner];
    if (account.nonce == 0 && account.recipient == Address{}) account.recipient = event.owner;
    ++account.nonce;
}

View Ledger::view(const OperatorNodes& nodes, const beacon::State& state, UnixSeconds now,
                  UnixSeconds since) const {
    View view = books_.rows;
    for (const auto& [id, kept] : books_.clusters.clusters) {
        ClusterRow& row = view.clusters[cluster_key(id)];
        row.key = cluster_key(id);
        row.owner = id.owner;
        row.operators = id.operators;
        row.validator_count = kept.cluster.validator_count;
        row.network_fee_index = kept.cluster.network_fee_index;
        row.index = kept.cluster.index;
        row.balance = as_wei(kept.cluster.balance);
        row.is_active = kept.cluster.active;
        row.is_migrated = kept.asset == ssv::Asset::eth;
    }
    beacon::KeyIndex indices = state.keys;
    for (ValidatorRow& row : view.validators | std::views::values) {
        ClusterRow& cluster = view.clusters[row.cluster];
        row.is_liquidated = !cluster.is_active;
        row.is_attesting = nodes.is_accepted(row.key, row.owner) && nodes.was_live(row.key, since);
        const auto index = indices.find(row.key, state.validators);
        if (index) {
            const eth::Validator& validator = state.validators[index->value];
            row.beacon = BeaconInfo{.index = *index,
                                    .effective_balance = validator.effective_balance,
                                    .status = status_of(validator, state.epoch()),
                                    .activation_epoch = validator.activation_epoch};
        }
        if (row.is_deleted || row.is_liquidated) continue;
        const bool is_active =
            index && beacon::is_active(state.validators[index->value], state.epoch());
        const Gwei counts = row.beacon ? row.beacon->effective_balance : Gwei{0};
        cluster.effective_balance += counts;
        for (const OperatorId id : row.operators) {
            OperatorRow& one = view.operators[id];
            ++one.validators;
            if (!is_active) ++one.pending_validators;
            one.effective_balance += counts;
        }
    }
    for (auto& [id, row] : view.operators) {
        row.is_active = nodes.was_active(id, since);
        row.performance_24h = nodes.book().performance(id, now, DutyBook::kDay).value_or(0);
        row.performance_30d = nodes.book().performance(id, now, DutyBook::kMonth).value_or(0);
    }
    return view;
}

}  // namespace stafi::devnet::ssv_api
