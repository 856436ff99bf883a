#include "devnet/operators/operator_nodes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/overloaded.hpp"
#include "ssv/committee.hpp"
#include "ssv/shares/encrypted_share.hpp"
#include "ssv/shares/shares_data.hpp"

namespace stafi::devnet {
namespace {

std::vector<OperatorId> ascending(std::vector<OperatorId> ids) {
    std::ranges::sort(ids);
    return ids;
}

}  // namespace

void OperatorNodes::start(OperatorId id, RsaPrivateKey key) {
    const bool is_new = nodes_.try_emplace(id, Node{.key = std::move(key)}).second;
    CHECK(is_new);
}

Result<> OperatorNodes::set_fault(OperatorId id, OperatorFault fault, std::uint64_t slots_late) {
    const auto node = nodes_.find(id);
    if (node == nodes_.end())
        return fail(Reason::unknown_operator,
                    fmt::format("operator {}: this devnet runs none of that id", id.value));
    node->second.fault = fault;
    node->second.slots_late = fault == OperatorFault::slow ? slots_late : 0;
    return {};
}

OperatorFault OperatorNodes::fault_of(OperatorId id) const {
    const auto node = nodes_.find(id);
    if (node == nodes_.end() || node->second.is_removed) return OperatorFault::offline;
    return node->second.fault;
}

void OperatorNodes::follow(std::span<const ssv::Event> events) {
    std::vector<ssv::RegistryEvent> registry_events;
    for (const ssv::Event& event : events) {
        if (auto seen = ssv::registry_event(event)) {
            registry_events.push_back(*std::move(seen));
            continue;
        }
        replay(registry_events);
        take_up(event);
    }
    replay(registry_events);
}

/// Those in a row together, which is cheaper.
void OperatorNodes::replay(std::vector<ssv::RegistryEvent>& events) {
    const auto verdicts = ssv::replay(events, registry_, entropy_);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (verdicts[i].malformed) continue;
        std::visit(Overloaded{
                       [&](const ssv::ValidatorAdded& added) { accept(added); },
                       [&](const ssv::ValidatorRemoved& removed) {
                           if (is_accepted(removed.validator, removed.owner))
                               validators_.erase(removed.validator);
                       },
                       [&](const ssv::OperatorRemoved& removed) {
                           // Nodes go on, but who runs one gets nothing for it any more: they
                           // switch off.
                           const auto node = nodes_.find(removed.id);
                           if (node != nodes_.end()) node->second.is_removed = true;
                       },
                       [](const ssv::OperatorAdded& /*its node was started*/) {},
                   },
                   events[i]);
    }
    events.clear();
}

void OperatorNodes::take_up(const ssv::Event& event) {
    using namespace ssv::event;
    std::visit(Overloaded{
                   [&](const ClusterLiquidated& it) {
                       liquidated_.emplace(it.owner, ascending(it.operator_ids));
                   },
                   [&](const ClusterReactivated& it) {
                       liquidated_.erase({it.owner, ascending(it.operator_ids)});
                   },
                   [&](const FeeRecipientAddressUpdated& it) {
                       fee_recipients_.insert_or_assign(it.owner, it.recipient_address);
                   },
                   [&](const ValidatorExited& it) {
                       if (is_accepted(it.public_key, it.owner)) exits_.push_back(it.public_key);
                   },
                   [](const auto& /*no node looks at it*/) {},
               },
               event);
}

bool OperatorNodes::is_accepted(const PubkeyBytes& validator, const Address& owner) const {
    const auto found = validators_.find(validator);
    return found != validators_.end() && found->second.cluster.first == owner;
}

Address OperatorNodes::fee_recipient_of(const PubkeyBytes& validator) const {
    const Validator* const found = on_duty(validator);
    CHECK(found != nullptr);
    const auto set = fee_recipients_.find(found->cluster.first);
    return set == fee_recipients_.end() ? found->cluster.first : set->second;
}

void OperatorNodes::accept(const ssv::ValidatorAdded& added) {
    const auto key = BlsPubkey::parse(added.validator);
    auto shares = ssv::parse_shares_data(added.shares_data, added.operators.size());
    if (!key || !shares) return;  // the Go node takes a share key that is no point, and never signs
    Validator validator{
        .key = *key, .cluster = {added.owner, ascending(added.operators)}, .seats = {}};
    std::vector<PublicShare> all;
    for (std::size_t i = 0; i < added.operators.size(); ++i) {
        validator.seats.push_back(
            open_seat(added.operators[i], shares->share_keys[i], shares->ciphertexts[i]));
        all.push_back(validator.seats.back().share);
    }
    validator.is_consistent =
        check_shares(*key, all, ssv::threshold_of(all.size()), entropy_).has_value();
    validators_.insert_or_assign(added.validator, std::move(validator));
}

OperatorNodes::Seat OperatorNodes::open_seat(OperatorId id, const BlsPubkey& share_key,
                                             const RsaCiphertext& ciphertext) const {
    Seat seat{.share = {.id = id, .key = share_key}, .secret = std::nullopt};
    const auto node = nodes_.find(id);
    if (node == nodes_.end()) return seat;  // somebody else's operator
    if (auto secret = ssv::open_share(node->second.key, ciphertext, share_key))
        seat.secret = *std::move(secret);
    return seat;
}

const OperatorNodes::Validator* OperatorNodes::on_duty(const PubkeyBytes& validator) const {
    const auto found = validators_.find(validator);
    if (found == validators_.end() || liquidated_.contains(found->second.cluster)) return nullptr;
    return &found->second;
}

bool OperatorNodes::is_on_duty(const PubkeyBytes& validator) const {
    return on_duty(validator) != nullptr;
}

bool OperatorNodes::signs_rightly(const Seat& seat) const {
    const OperatorFault fault = fault_of(seat.share.id);
    return seat.secret && (fault == OperatorFault::none || fault == OperatorFault::slow);
}

std::uint64_t OperatorNodes::lateness_of(OperatorId id) const {
    const auto node = nodes_.find(id);
    return node == nodes_.end() ? 0 : node->second.slots_late;
}

std::optional<std::uint64_t> OperatorNodes::lateness_of(const Validator& validator) const {
    const std::size_t threshold = ssv::threshold_of(validator.seats.size());
    std::vector<std::uint64_t> ready;
    for (const Seat& seat : validator.seats)
        if (signs_rightly(seat)) ready.push_back(lateness_of(seat.share.id));
    if (!validator.is_consistent || ready.size() < threshold) return std::nullopt;
    std::ranges::sort(ready);
    return ready[threshold - 1];
}

std::optional<std::uint64_t> OperatorNodes::lateness(const PubkeyBytes& validator) const {
    const Validator* const found = on_duty(validator);
    if (found == nullptr) return std::nullopt;
    return lateness_of(*found);
}

void OperatorNodes::record(const PubkeyBytes& validator, UnixSeconds when) {
    if (is_on_duty(validator)) record(validators_.at(validator), when);
}

void OperatorNodes::record(Validator& validator, UnixSeconds when) {
    for (Seat& seat : validator.seats) {
        const bool is_done = signs_rightly(seat) && lateness_of(seat.share.id) == 0;
        book_.record(seat.share.id, when, is_done);
        if (is_done) seat.last_done = when;
    }
    if (lateness_of(validator) == 0) validator.last_done = when;
}

bool OperatorNodes::was_live(const PubkeyBytes& validator, UnixSeconds since) const {
    const auto found = validators_.find(validator);
    return found != validators_.end() && found->second.last_done >= since;
}

bool OperatorNodes::was_active(OperatorId id, UnixSeconds since) const {
    std::size_t seats = 0;
    std::size_t done = 0;
    for (const auto& [key, validator] : validators_) {
        const auto seat =
            std::ranges::find(validator.seats, id, [](const Seat& each) { return each.share.id; });
        if (seat == validator.seats.end() || liquidated_.contains(validator.cluster)) continue;
        ++seats;
        if (seat->last_done >= since) ++done;
    }
    return 2 * done > seats;
}

std::optional<PartialSignature> OperatorNodes::partial_of(const Seat& seat, const Bytes32& root) {
    if (!seat.secret || fault_of(seat.share.id) == OperatorFault::offline) return std::nullopt;
    if (fault_of(seat.share.id) != OperatorFault::wrong_share)
        return PartialSignature{.id = seat.share.id, .signature = seat.secret->sign(root.view())};
    const auto other = derive_child(*seat.secret, 0);
    return PartialSignature{.id = seat.share.id, .signature = other.sign(root.view())};
}

std::optional<BlsSignature> OperatorNodes::combine(const Validator& validator,
                                                   std::vector<PartialSignature> partials,
                                                   const Bytes32& root) {
    const std::size_t threshold = ssv::threshold_of(validator.seats.size());
    const auto try_first = [&]() -> std::optional<BlsSignature> {
        if (partials.size() < threshold) return std::nullopt;
        const auto whole = recover_signature(std::span{partials}.first(threshold));
        if (whole && verify(validator.key, root.view(), *whole)) return *whole;
        return std::nullopt;
    };
    if (auto whole = try_first()) return whole;
    // As nodes do: only when the whole is wrong, look for who was.
    std::erase_if(partials, [&](const PartialSignature& partial) {
        const auto seat = std::ranges::find(validator.seats, partial.id,
                                            [](const Seat& each) { return each.share.id; });
        return !verify(seat->share.key, root.view(), partial.signature);
    });
    return try_first();
}

std::optional<CommitteeSignature> OperatorNodes::sign(const PubkeyBytes& validator,
                                                      const Bytes32& root, UnixSeconds when) {
    if (!is_on_duty(validator)) return std::nullopt;
    Validator& signer = validators_.at(validator);
    record(signer, when);
    std::map<std::uint64_t, std::vector<PartialSignature>> arriving;  // by when
    for (const Seat& seat : signer.seats)
        if (auto partial = partial_of(seat, root))
            arriving[lateness_of(seat.share.id)].push_back(*std::move(partial));
    std::vector<PartialSignature> there;
    for (auto& [slots_late, partials] : arriving) {
        there.insert(there.end(), partials.begin(), partials.end());
        if (auto whole = combine(signer, there, root))
            return CommitteeSignature{.signature = *std::move(whole), .slots_late = slots_late};
    }
    return std::nullopt;
}

std::optional<BlsSecretKey> OperatorNodes::whole_key(const PubkeyBytes& validator) const {
    if (!lateness(validator)) return std::nullopt;
    const Validator& found = validators_.at(validator);
    std::vector<SecretShare> shares;
    for (const Seat& seat : found.seats)
        if (seat.secret && signs_rightly(seat) &&
            shares.size() < ssv::threshold_of(found.seats.size()))
            shares.push_back({.id = seat.share.id, .key = seat.secret->copy()});
    auto key = recover_secret(shares);
    if (!key) return std::nullopt;
    return *std::move(key);
}

}  // namespace stafi::devnet
