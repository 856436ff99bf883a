#include "facts/chain.hpp"

#include "base/overloaded.hpp"
#include "crypto/hash.hpp"

namespace stafi::facts {
namespace {

using pool::Contract;

// The pool.

void take(Chain& chain, const pool::super_node::Event& event) {
    using namespace pool::super_node::event;
    using namespace pool::validator_keys::event;
    const auto key = [&](const PubkeyBytes& pubkey) -> PoolKey& {
        return chain.keys[{.pubkey = pubkey, .lane = Contract::super_node}];
    };
    const auto set = [](PoolKey& its, pool::KeyStatus status) {
        its.status = status;
        // Its owner lets it be staked after all, so the contract counts it again. No event says so.
        if (status == pool::KeyStatus::match) its.is_retired = false;
    };
    std::visit(Overloaded{
                   [&](const Deposited& it) { key(it.pubkey).node = it.node; },
                   [&](const SuperNodePubkeyRetired& it) { key(it.pubkey).is_retired = true; },
                   [&](const SetPubkeyStatus& it) { set(key(it.pubkey), it.status); },
                   [](const auto&) {},
               },
               event);
}

void take(Chain& chain, const pool::light_node::Event& event) {
    using namespace pool::light_node::event;
    using namespace pool::validator_keys::event;
    const auto key = [&](const PubkeyBytes& pubkey) -> PoolKey& {
        return chain.keys[{.pubkey = pubkey, .lane = Contract::light_node}];
    };
    std::visit(Overloaded{
                   [&](const Deposited& it) {
                       key(it.pubkey).node = it.node;
                       key(it.pubkey).own_part = it.amount;
                   },
                   [&](const SetPubkeyStatus& it) { key(it.pubkey).status = it.status; },
                   [](const auto&) {},
               },
               event);
}

void take(Chain& chain, const pool::network_settings::Event& event) {
    using pool::network_settings::event::WithdrawalCredentialsChanged;
    if (const auto* const changed = std::get_if<WithdrawalCredentialsChanged>(&event))
        chain.withdrawal_credentials = changed->credentials;
}

void take(Chain&, const auto&) {}

// SSV Network.

void add(Chain& chain, const ssv::event::ValidatorAdded& added, const Place& place) {
    OwnerNonce& next = chain.owner_nonces[added.owner];
    const RegistrationId id{.pubkey = added.public_key, .owner = added.owner};
    chain.registrations[id] = {.operators = added.operator_ids,
                               .nonce = next,
                               .shares_hash = keccak256(added.shares),
                               .place = place,
                               .is_removed = false,
                               .exit_was_asked = false};
    next = {next.value + 1};
}

void register_operator(Chain& chain, const ssv::event::OperatorAdded& added) {
    Operator& made = chain.operators[added.operator_id];
    made.owner = added.owner;
    made.public_key = added.public_key;
    made.fee = added.fee;
}

void take(Chain& chain, const ssv::Event& event, const Place& place) {
    using namespace ssv::event;
    apply(chain.clusters, event);
    const auto of = [&](OperatorId id) -> Operator& { return chain.operators[id]; };
    std::visit(
        Overloaded{
            [&](const ValidatorAdded& it) { add(chain, it, place); },
            [&](const ValidatorRemoved& it) {
                chain.registrations[{it.public_key, it.owner}].is_removed = true;
            },
            [&](const ValidatorExited& it) {
                chain.registrations[{it.public_key, it.owner}].exit_was_asked = true;
            },
            [&](const FeeRecipientAddressUpdated& it) {
                chain.fee_recipients[it.owner] = it.recipient_address;
            },
            [&](const OperatorAdded& it) { register_operator(chain, it); },
            [&](const OperatorRemoved& it) { of(it.operator_id).is_removed = true; },
            [&](const OperatorPrivacyStatusUpdated& it) {
                for (const OperatorId id : it.operator_ids)
                    of(id).is_private = it.to_private;
            },
            [&](const OperatorMultipleWhitelistUpdated& it) {
                for (const OperatorId id : it.operator_ids)
                    of(id).whitelist.insert(it.whitelist_addresses.begin(),
                                            it.whitelist_addresses.end());
            },
            [&](const OperatorMultipleWhitelistRemoved& it) {
                for (const OperatorId id : it.operator_ids)
                    for (const Address& address : it.whitelist_addresses)
                        of(id).whitelist.erase(address);
            },
            [&](const OperatorWhitelistingContractUpdated& it) {
                const bool is_none = it.whitelisting_contract == Address{};
                for (const OperatorId id : it.operator_ids)
                    of(id).whitelisting_contract =
                        is_none ? std::nullopt : std::optional{it.whitelisting_contract};
            },
            [&](const OperatorFeeDeclared& it) {
                of(it.operator_id).declared = {.fee = it.fee, .block = it.block_number};
            },
            [&](const OperatorFeeDeclarationCancelled& it) { of(it.operator_id).declared.reset(); },
            [&](const OperatorFeeExecuted& it) {
                of(it.operator_id).fee = it.fee;
                of(it.operator_id).declared.reset();
            },
            [](const auto&) {},
        },
        event);
}

}  // namespace

void apply(Chain& chain, const Fact& fact) {
    apply(chain.sources, fact);
    std::visit(Overloaded{
                   [&](const PoolFact& it) {
                       std::visit([&](const auto& event) { take(chain, event); }, it.event);
                   },
                   [&](const ssv::Event& it) { take(chain, it, fact.place); },
                   [](const auto&) {},
               },
               fact.content);
}

}  // namespace stafi::facts
