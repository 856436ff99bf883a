#include "ssv/node_acceptance.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/overloaded.hpp"
#include "crypto/address.hpp"
#include "crypto/bls.hpp"
#include "crypto/hash.hpp"
#include "ssv/committee.hpp"
#include "ssv/owner_nonce.hpp"
#include "ssv/shares_data.hpp"

namespace stafi::ssv {
namespace {

/// Nodes check less than `Committee::parse`: any order and any id will do.
Result<> check_operators(const ValidatorAdded& event, const Registry& registry) {
    if (!is_committee_size(event.operators.size()))
        return fail(Reason::bad_operator_set,
                    fmt::format("operators: {} given, a committee has 4, 7, 10 or 13",
                                event.operators.size()));
    const std::set<OperatorId> different(event.operators.begin(), event.operators.end());
    if (different.size() != event.operators.size())
        return fail(Reason::bad_operator_set, "operators: one occurs twice");
    for (const OperatorId id : event.operators) {
        if (!registry.operators.contains(id))
            return fail(Reason::unknown_operator, fmt::format("operator {}", id.value));
    }
    return {};
}

/// Everything but the signature's verification and the key's owner.
Result<SignedRoot> check_form(const ValidatorAdded& event, OwnerNonce nonce,
                              const Registry& registry) {
    TRY_VOID(check_operators(event, registry));
    TRY(const SharesDataBytes parts, decode_shares_data(event.shares_data, event.operators.size()));
    TRY(const BlsPubkey validator, at("validator key", BlsPubkey::parse(event.validator)));
    const auto signature = BlsSignature::parse(parts.signature);
    if (!signature)
        return fail(Reason::owner_nonce_mismatch, "shares data: " + signature.error().what);
    for (const PubkeyBytes& key : parts.share_keys)
        TRY_VOID(at("share key", BlsPubkey::parse(key)));
    return SignedRoot{
        .key = validator, .root = owner_nonce_digest(event.owner, nonce), .signature = *signature};
}

Result<> add_operator(const OperatorAdded& event, Registry& registry) {
    const Bytes32 key = sha256(bytes_of(event.key_text));
    if (registry.operators.contains(event.id))
        return fail(Reason::bad_operator_set, fmt::format("operator {}: exists", event.id.value));
    if (std::ranges::any_of(registry.operators,
                            [&](const auto& known) { return known.second == key; }))
        return fail(Reason::duplicate_key,
                    fmt::format("operator {}: another has the same key", event.id.value));
    registry.operators.emplace(event.id, key);
    return {};
}

/// First pass: operators and nonces, which no signature can change. So every signature is known,
/// with what it must sign, before any is verified, and all can be verified together.
class FormPass {
  public:
    explicit FormPass(Registry& registry) : registry_{registry} {}

    std::vector<SignedRoot> signatures;
    std::vector<std::size_t> signed_by;  ///< the event that each signature belongs to

    Verdict judge(std::size_t index, const RegistryEvent& event) {
        return std::visit(
            Overloaded{[&](const OperatorAdded& added) {
                           return Verdict{{}, error_of(add_operator(added, registry_))};
                       },
                       [&](const OperatorRemoved& removed) {
                           if (registry_.operators.erase(removed.id) == 1) return Verdict{};
                           return Verdict{
                               {},
                               error_of(fail(Reason::unknown_operator,
                                             fmt::format("operator {}", removed.id.value)))};
                       },
                       [&](const ValidatorAdded& added) { return judge_added(index, added); },
                       [](const ValidatorRemoved&) { return Verdict{}; }},
            event);
    }

  private:
    static std::optional<Error> error_of(Result<> result) {
        return result ? std::nullopt : std::optional{std::move(result).error()};
    }

    Verdict judge_added(std::size_t index, const ValidatorAdded& event) {
        const OwnerNonce nonce{registry_.next_nonce[event.owner]++};
        auto signature = check_form(event, nonce, registry_);
        if (!signature) return {nonce, std::move(signature).error()};
        signatures.push_back(*signature);
        signed_by.push_back(index);
        return {nonce, std::nullopt};
    }

    Registry& registry_;
};

/// Second pass: who owns which key.
Result<> claim_key(const ValidatorAdded& event, Registry& registry) {
    const auto [known, is_new] = registry.owner_of.try_emplace(event.validator, event.owner);
    if (is_new || known->second == event.owner) return {};
    return fail(Reason::key_registered,
                fmt::format("validator {}: registered by {}", to_hex0x(event.validator.view()),
                            to_checksum_text(known->second)));
}

Result<> release_key(const ValidatorRemoved& event, Registry& registry) {
    const auto known = registry.owner_of.find(event.validator);
    if (known == registry.owner_of.end())
        return fail(Reason::unknown_validator,
                    fmt::format("validator {}", to_hex0x(event.validator.view())));
    if (known->second != event.owner)
        return fail(Reason::key_registered,
                    fmt::format("validator {}: registered by {}", to_hex0x(event.validator.view()),
                                to_checksum_text(known->second)));
    registry.owner_of.erase(known);
    return {};
}

Result<> apply_to_keys(const RegistryEvent& event, Registry& registry) {
    if (const auto* added = std::get_if<ValidatorAdded>(&event)) return claim_key(*added, registry);
    if (const auto* removed = std::get_if<ValidatorRemoved>(&event))
        return release_key(*removed, registry);
    return {};
}

}  // namespace

std::vector<Verdict> replay(std::span<const RegistryEvent> events, Registry& registry,
                            Entropy& entropy) {
    FormPass form{registry};
    std::vector<Verdict> verdicts;
    verdicts.reserve(events.size());
    for (const RegistryEvent& event : events)
        verdicts.push_back(form.judge(verdicts.size(), event));
    for (const std::size_t bad : find_bad_signatures(form.signatures, entropy)) {
        Verdict& verdict = verdicts[form.signed_by[bad]];
        verdict.malformed = Error{Errc::invalid_input, Reason::owner_nonce_mismatch,
                                  fmt::format("not signed for nonce {}", verdict.nonce->value)};
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (verdicts[i].malformed) continue;
        auto applied = apply_to_keys(events[i], registry);
        if (!applied) verdicts[i].malformed = std::move(applied).error();
    }
    return verdicts;
}

}  // namespace stafi::ssv
