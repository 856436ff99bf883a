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

Result<> OperatorNodes::set_fault(OperatorId id, OperatorFault fault) {
    const auto node = nodes_.find(id);
    if (node == nodes_.end())
        return fail(Reason::unknown_operator,
                    fmt::format("operator {}: this devnet runs none of that id", id.value));
    node->second.fault = fault;
    return {};
}

OperatorFault OperatorNodes::fault_of(OperatorId id) const {
    const auto node = nodes_.find(id);
    return node == nodes_.end() ? OperatorFault::offline : node->second.fault;
}

std::vector<ssv::Verdict> OperatorNodes::follow(std::span<const ssv::RegistryEvent> events) {
    const auto verdicts = ssv::replay(events, registry_, entropy_);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (verdicts[i].malformed) continue;
        std::visit(
            Overloaded{
                [&](const ssv::ValidatorAdded& added) { accept(added); },
                [&](const ssv::ValidatorRemoved& removed) {
                    const auto found = validators_.find(removed.validator);
                    if (found != validators_.end() && found->second.cluster.first == removed.owner)
                        validators_.erase(found);
                },
                [](const auto& /*about operators*/) {},
            },
            events[i]);
    }
    return verdicts;
}

void OperatorNodes::liquidate(const Address& owner, std::vector<OperatorId> ids) {
    liquidated_.emplace(owner, ascending(std::move(ids)));
}

void OperatorNodes::reactivate(const Address& owner, std::vector<OperatorId> ids) {
    liquidated_.erase({owner, ascending(std::move(ids))});
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

bool OperatorNodes::can_sign(const PubkeyBytes& validator) const {
    const Validator* const found = on_duty(validator);
    if (found == nullptr || !found->is_consistent) return false;
    const auto ready = static_cast<std::size_t>(
        std::ranges::count_if(found->seats, [&](const Seat& seat) { return signs_rightly(seat); }));
    return ready >= ssv::threshold_of(found->seats.size());
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
    const Validator* const found = on_duty(validator);
    if (found == nullptr) return std::nullopt;
    std::vector<PartialSignature> in_time;
    std::vector<PartialSignature> late;
    for (const Seat& seat : found->seats) {
        const bool is_slow = fault_of(seat.share.id) == OperatorFault::slow;
        book_.record(seat.share.id, when, signs_rightly(seat) && !is_slow);
        if (auto partial = partial_of(seat, root))
            (is_slow ? late : in_time).push_back(*std::move(partial));
    }
    if (auto whole = combine(*found, in_time, root))
        return CommitteeSignature{.signature = *std::move(whole), .is_late = false};
    if (late.empty()) return std::nullopt;
    in_time.insert(in_time.end(), late.begin(), late.end());
    if (auto whole = combine(*found, std::move(in_time), root))
        return CommitteeSignature{.signature = *std::move(whole), .is_late = true};
    return std::nullopt;
}

std::optional<BlsSecretKey> OperatorNodes::whole_key(const PubkeyBytes& validator) const {
    if (!can_sign(validator)) return std::nullopt;
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
