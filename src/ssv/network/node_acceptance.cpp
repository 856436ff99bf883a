#include "ssv/network/node_acceptance.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/hash.hpp"
#include "ssv/committee.hpp"
#include "ssv/shares/owner_nonce.hpp"
#include "ssv/shares/shares_data.hpp"

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
        return fail(Reason::operator_registered, fmt::format("operator {}", event.id.value));
    if (std::ranges::any_of(registry.operators,
                            [&](const auto& known) { return known.second == key; }))
        return fail(Reason::duplicate_key,
                    fmt::format("operator {}: another has the same key", event.id.value));
    registry.operators.emplace(event.id, key);
    return {};
}

/// Nodes forget nothing: the id and the key stay taken.
Result<> remove_operator(const OperatorRemoved& event, const Registry& registry) {
    if (registry.operators.contains(event.id)) return {};
    return fail(Reason::unknown_operator, fmt::format("operator {}", event.id.value));
}

/// The first pass over the log: operators and nonces, which no signature can change. So all
/// signatures are known, with what they must sign, before any is verified, and are verified
/// together.
class FormPass {
  public:
    explicit FormPass(Registry& registry) : registry_{registry} {}

    std::vector<Verdict> verdicts;
    std::vector<SignedRoot> signatures;
    std::vector<std::size_t> signed_by;  ///< the event that each signature belongs to

    void operator()(const OperatorAdded& event) { conclude({}, add_operator(event, registry_)); }
    void operator()(const OperatorRemoved& event) {
        conclude({}, remove_operator(event, registry_));
    }
    void operator()(const ValidatorAdded& event) {
        const OwnerNonce nonce{registry_.next_nonce[event.owner]++};
        const auto signature = check_form(event, nonce, registry_);
        if (signature) {
            signatures.push_back(*signature);
            signed_by.push_back(verdicts.size());
        }
        conclude(nonce, signature);
    }
    void operator()(const ValidatorRemoved& /*event*/) { conclude({}, Result<>{}); }

  private:
    template <class T>
    void conclude(std::optional<OwnerNonce> nonce, const Result<T>& result) {
        verdicts.push_back({nonce, std::nullopt});
        if (!result) verdicts.back().malformed = result.error();
    }

    Registry& registry_;
};

tl::unexpected<Error> owned_by(const Address& owner, const PubkeyBytes& validator) {
    return fail(Reason::key_registered,
                fmt::format("validator {}: registered by {}", to_hex0x(validator.view()),
                            to_checksum_text(owner)));
}

/// The second pass, over what is well-formed and signed: who owns which key.
struct KeyPass {
    Registry& registry;

    Result<> operator()(const ValidatorAdded& event) {
        const auto [known, is_new] = registry.owner_of.try_emplace(event.validator, event.owner);
        if (!is_new && known->second != event.owner)
            return owned_by(known->second, event.validator);
        return {};
    }
    Result<> operator()(const ValidatorRemoved& event) {
        const auto known = registry.owner_of.find(event.validator);
        if (known == registry.owner_of.end())
            return fail(Reason::unknown_validator,
                        fmt::format("validator {}", to_hex0x(event.validator.view())));
        if (known->second != event.owner) return owned_by(known->second, event.validator);
        registry.owner_of.erase(known);
        return {};
    }
    Result<> operator()(const OperatorAdded& /*event*/) { return {}; }
    Result<> operator()(const OperatorRemoved& /*event*/) { return {}; }
};

}  // namespace

std::vector<Verdict> replay(std::span<const RegistryEvent> events, Registry& registry,
                            Entropy& entropy) {
    FormPass form{registry};
    for (const RegistryEvent& event : events)
        std::visit(form, event);
    std::vector<Verdict> verdicts = std::move(form.verdicts);
    for (const std::size_t bad : find_bad_signatures(form.signatures, entropy))
        verdicts[form.signed_by[bad]].malformed =
            Error{Errc::invalid_input, Reason::owner_nonce_mismatch,
                  "not signed by the validator for this owner and nonce"};
    KeyPass keys{registry};
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (verdicts[i].malformed) continue;
        const auto applied = std::visit(keys, events[i]);
        if (!applied) verdicts[i].malformed = applied.error();
    }
    return verdicts;
}

}  // namespace stafi::ssv
