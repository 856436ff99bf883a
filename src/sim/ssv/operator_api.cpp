#include "sim/ssv/operator_api.hpp"

#include <algorithm>
#include <optional>
#include <ranges>

#include <fmt/format.h>

#include "base/overloaded.hpp"
#include "ssv/clusters/cluster_book.hpp"

namespace stafi::sim {
namespace {

namespace event = ssv::event;
using ssv::OperatorStatus;

/// What the log tells, as tables.
struct Tables {
    ssv::ClusterBook book;
    std::map<OperatorId, ssv::ApiOperator> operators;
    std::map<std::pair<Address, PubkeyBytes>, ssv::ApiValidator> validators;
    std::map<Address, ssv::ApiAccount> accounts;
    std::map<ssv::ClusterId, BlockNumber> first_blocks;

    ssv::ApiAccount& account(const Address& owner) {
        return accounts
            .try_emplace(owner, ssv::ApiAccount{.owner = owner, .recipient = owner, .nonce = {}})
            .first->second;
    }
};

void take(Tables& tables, BlockNumber block, const event::OperatorAdded& added) {
    ssv::ApiOperator one;
    one.id = added.operator_id;
    one.owner = added.owner;
    one.key_text = ssv::decode_operator_key(added.public_key).value_or("");
    one.name = fmt::format("Operator {}", added.operator_id.value);
    one.fee = Wei{};
    one.ssv_fee = ssv::SsvWei{};
    if (tables.book.release == ssv::Release::v2)
        one.fee = as_wei(added.fee);
    else
        one.ssv_fee = as_ssv(added.fee);
    one.is_private = false;
    one.is_removed = false;
    one.block = block;
    tables.operators[one.id] = std::move(one);
}

void take(Tables& tables, const event::OperatorFeeExecuted& executed) {
    ssv::ApiOperator& one = tables.operators[executed.operator_id];
    one.declared_fee.reset();
    if (tables.book.release == ssv::Release::v2)
        one.fee = as_wei(executed.fee);
    else
        one.ssv_fee = as_ssv(executed.fee);
}

void take(Tables& tables, BlockNumber block, const event::ValidatorAdded& added) {
    ssv::ClusterId id{.owner = added.owner, .operators = added.operator_ids};
    tables.validators[{added.owner, added.public_key}] = {.key = added.public_key,
                                                          .cluster = cluster_key(id),
                                                          .owner = added.owner,
                                                          .operators = added.operator_ids,
                                                          .is_removed = false,
                                                          .is_valid = std::nullopt,
                                                          .is_liquidated = std::nullopt,
                                                          .is_active = std::nullopt,
                                                          .block = block,
                                                          .beacon = std::nullopt};
    tables.first_blocks.try_emplace(std::move(id), block);
    ++tables.account(added.owner).nonce.value;
}

/// The contract has a bit for each address.
void admit(Tables& tables, const event::OperatorMultipleWhitelistUpdated& update) {
    for (const OperatorId id : update.operator_ids)
        for (const Address& address : update.whitelist_addresses) {
            auto& whitelist = tables.operators[id].whitelist;
            if (std::ranges::find(whitelist, address) == whitelist.end())
                whitelist.push_back(address);
        }
}

void take(Tables& tables, BlockNumber block, const ssv::Event& event) {
    ssv::apply(tables.book, event);
    const auto take_it = Overloaded{
        [&](const event::OperatorAdded& added) { take(tables, block, added); },
        [&](const event::OperatorRemoved& gone) {
            tables.operators[gone.operator_id].is_removed = true;
        },
        [&](const event::OperatorFeeDeclared& fee) {
            if (tables.book.release == ssv::Release::v2)
                tables.operators[fee.operator_id].declared_fee = fee.fee;
        },
        [&](const event::OperatorFeeDeclarationCancelled& fee) {
            tables.operators[fee.operator_id].declared_fee.reset();
        },
        [&](const event::OperatorFeeExecuted& fee) { take(tables, fee); },
        [&](const event::OperatorPrivacyStatusUpdated& update) {
            for (const OperatorId id : update.operator_ids)
                tables.operators[id].is_private = update.to_private;
        },
        [&](const event::OperatorMultipleWhitelistUpdated& update) { admit(tables, update); },
        [&](const event::OperatorMultipleWhitelistRemoved& update) {
            for (const OperatorId id : update.operator_ids)
                for (const Address& address : update.whitelist_addresses)
                    std::erase(tables.operators[id].whitelist, address);
        },
        [&](const event::ValidatorAdded& added) { take(tables, block, added); },
        [&](const event::ValidatorRemoved& gone) {
            tables.validators[{gone.owner, gone.public_key}].is_removed = true;
        },
        [&](const event::FeeRecipientAddressUpdated& update) {
            tables.account(update.owner).recipient = update.recipient_address;
        },
        [](const auto&) {}};
    std::visit(take_it, event);
}

/// Which registrations nodes took.
void judge(Tables& tables, const SsvLog& log, Entropy& entropy) {
    std::vector<ssv::RegistryEvent> seen;
    for (const auto& [block, event] : log)
        if (auto one = ssv::registry_event(event)) seen.push_back(*std::move(one));
    ssv::Registry registry;
    const auto verdicts = ssv::replay(seen, registry, entropy);
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (const auto* added = std::get_if<ssv::ValidatorAdded>(&seen[i]))
            tables.validators[{added->owner, added->validator}].is_valid = !verdicts[i].malformed;
}

void count(Tables& tables) {
    std::map<Bytes32, bool> is_active;
    for (const auto& [id, kept] : tables.book.clusters)
        is_active[cluster_key(id)] = kept.cluster.active;
    for (ssv::ApiOperator& one : tables.operators | std::views::values)
        one.validators = 0;
    for (ssv::ApiValidator& one : tables.validators | std::views::values) {
        one.is_liquidated = !is_active[one.cluster];
        if (one.is_removed || *one.is_liquidated) continue;
        for (const OperatorId id : one.operators)
            tables.operators[id].validators = tables.operators[id].validators.value_or(0) + 1;
    }
    for (ssv::ApiOperator& one : tables.operators | std::views::values) {
        if (one.is_removed == true)
            one.status = OperatorStatus::removed;
        else if (one.validators == 0U)
            one.status = OperatorStatus::no_validators;
    }
}

Tables tables_of(const SsvLog& log, ssv::Release first, Entropy& entropy) {
    Tables tables;
    tables.book.release = first;
    for (const auto& [block, event] : log)
        take(tables, block, event);
    judge(tables, log, entropy);
    count(tables);
    return tables;
}

}  // namespace

Task<Result<std::vector<ssv::ApiOperator>>> SimOperatorApi::operators() {
    auto work = [this]() -> Result<std::vector<ssv::ApiOperator>> {
        const Tables tables = tables_of(log_(), first_, ambient_.entropy());
        const auto all = tables.operators | std::views::values;
        return std::vector<ssv::ApiOperator>{all.begin(), all.end()};
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<ssv::ApiOperator>> SimOperatorApi::operator_of(OperatorId id) {
    auto work = [this, id]() -> Result<ssv::ApiOperator> {
        const Tables tables = tables_of(log_(), first_, ambient_.entropy());
        const auto found = tables.operators.find(id);
        if (found != tables.operators.end()) return found->second;
        return fail(Reason::unknown_operator, fmt::format("operator {} not found", id.value));
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<ssv::ApiAccount>> SimOperatorApi::account(Address owner) {
    auto work = [this, owner]() -> Result<ssv::ApiAccount> {
        return tables_of(log_(), first_, ambient_.entropy()).account(owner);
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::vector<ssv::ApiCluster>>> SimOperatorApi::clusters(Address owner) {
    auto work = [this, owner]() -> Result<std::vector<ssv::ApiCluster>> {
        const Tables tables = tables_of(log_(), first_, ambient_.entropy());
        std::vector<ssv::ApiCluster> all;
        for (const auto& [id, kept] : tables.book.clusters)
            if (id.owner == owner)
                all.push_back({.key = cluster_key(id),
                               .id = id,
                               .tuple = kept.cluster,
                               .asset = kept.asset,
                               .effective_balance = std::nullopt,
                               .block = tables.first_blocks.at(id)});
        std::ranges::sort(all, {}, &ssv::ApiCluster::key);
        return all;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::vector<ssv::ApiValidator>>> SimOperatorApi::validators(Address owner) {
    auto work = [this, owner]() -> Result<std::vector<ssv::ApiValidator>> {
        const Tables tables = tables_of(log_(), first_, ambient_.entropy());
        std::vector<ssv::ApiValidator> all;
        for (const auto& [id, one] : tables.validators)
            if (one.owner == owner) all.push_back(one);
        return all;
    };
    co_return co_await trouble_.between(std::move(work));
}

}  // namespace stafi::sim
