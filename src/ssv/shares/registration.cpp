#include "ssv/shares/registration.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "ssv/committee.hpp"
#include "ssv/shares/owner_nonce.hpp"
#include "ssv/shares/shares_data.hpp"

namespace stafi::ssv {
namespace {

/// Calls `found(i, j)` for each of `all`, j, that is the same as one before it; i is the first.
template <class T, class Found>
void for_each_repetition(std::span<const T> all, Found found) {
    for (std::size_t j = 0; j < all.size(); ++j) {
        const auto first = static_cast<std::size_t>(std::ranges::find(all, all[j]) - all.begin());
        if (first != j) found(first, j);
    }
}

/// One registration on its way through the rules.
struct Case {
    const Registration& given;
    std::vector<Error> problems;
    SharesDataBytes parts;        ///< empty when they have the wrong length
    std::vector<BlsPubkey> keys;  ///< of the shares; empty unless each is one

    void add(Reason reason, std::string what) {
        problems.push_back(fail(reason, std::move(what)).value());
    }
    [[nodiscard]] bool is_cut() const { return !parts.share_keys.empty(); }
};

// Rule 4.
void cut(Case& one) {
    auto parts = decode_shares_data(one.given.shares_data, one.given.operators.size());
    if (parts)
        one.parts = *std::move(parts);
    else
        one.problems.push_back(std::move(parts).error());
}

// Rule 5.
void check_signatures(std::span<Case> cases, Entropy& entropy) {
    std::vector<SignedRoot> signatures;
    std::vector<std::pair<Case*, std::string>> signed_by;  // and the message
    for (Case& one : cases) {
        if (!one.is_cut()) continue;
        const auto signature = BlsSignature::parse(one.parts.signature);
        if (!signature) {
            one.add(signature.error().reason, "owner-nonce signature: " + signature.error().what);
            continue;
        }
        const auto& [operators, validator, owner, nonce, shares_data] = one.given;
        if (!validator || !owner) continue;
        signatures.push_back({.key = *validator,
                              .root = owner_nonce_digest(*owner, nonce),
                              .signature = *signature});
        signed_by.emplace_back(&one, owner_nonce_message(*owner, nonce));
    }
    for (const std::size_t bad : find_bad_signatures(signatures, entropy)) {
        const auto& [one, message] = signed_by[bad];
        one->add(Reason::owner_nonce_mismatch, "not signed for " + message);
    }
}

// Rule 6.
void check_share_keys(Case& one) {
    const std::span<const PubkeyBytes> keys = one.parts.share_keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (one.given.validator && keys[i] == one.given.validator->bytes())
            one.add(Reason::duplicate_key,
                    fmt::format("share key {} is the validator's own key", i));
        const auto key = BlsPubkey::parse(keys[i]);
        if (key)
            one.keys.push_back(*key);
        else
            one.add(key.error().reason, fmt::format("share key {}: {}", i, key.error().what));
    }
    for_each_repetition(keys, [&](std::size_t i, std::size_t j) {
        one.add(Reason::duplicate_key, fmt::format("share keys {} and {} are the same", i, j));
    });
    if (one.keys.size() != keys.size()) one.keys.clear();
}

/// Shares of which each is a key, of a validator that is one.
struct Sharing {
    Case* of;
    BlsPubkey validator;
};

// Rule 7, for one on its own.
void check_polynomial(const Sharing& sharing, bool is_known_to_fit, Entropy& entropy) {
    Case& one = *sharing.of;
    std::vector<PublicShare> shares;
    shares.reserve(one.keys.size());
    for (std::size_t i = 0; i < one.keys.size(); ++i)
        shares.push_back({.id = one.given.operators[i], .key = one.keys[i]});
    const std::size_t threshold = threshold_of(shares.size());
    if (!is_known_to_fit) {
        const auto fits = check_shares(sharing.validator, shares, threshold, entropy);
        if (!fits) return one.problems.push_back(fits.error());
    }
    // They fit a degree of threshold - 1, so as many places as threshold tell whether one less
    // would do; the key itself is one of them.
    const auto fewer = std::span{shares}.first(threshold - 1);
    if (check_shares(sharing.validator, fewer, threshold - 1, entropy))
        one.add(Reason::bad_threshold,
                fmt::format("{} shares already restore the key, {} should be needed", threshold - 1,
                            threshold));
}

/// Rule 7, for those of one committee.
void check_polynomials(const Committee& committee, std::span<const Sharing> sharings,
                       Entropy& entropy) {
    std::vector<SharedKey> keys;
    keys.reserve(sharings.size());
    for (const Sharing& sharing : sharings)
        keys.push_back({.whole = sharing.validator, .shares = sharing.of->keys});
    const bool all_fit =
        keys.size() > 1 &&
        check_shared_keys(keys, committee.ids(), committee.threshold(), entropy).has_value();
    for (const Sharing& sharing : sharings)
        check_polynomial(sharing, all_fit, entropy);
}

void check_polynomials(std::span<Case> cases, Entropy& entropy) {
    std::map<Committee, std::vector<Sharing>> of_committee;
    for (Case& one : cases) {
        const auto& validator = one.given.validator;
        if (one.keys.empty() || !validator) continue;
        if (const auto committee = Committee::parse(one.given.operators))
            of_committee[*committee].push_back({.of = &one, .validator = *validator});
    }
    for (const auto& [committee, sharings] : of_committee)
        check_polynomials(committee, sharings, entropy);
}

// Rule 9.
void check_ciphertexts(Case& one) {
    for_each_repetition(std::span<const RsaCiphertext>{one.parts.ciphertexts},
                        [&](std::size_t i, std::size_t j) {
                            one.add(Reason::bad_ciphertext,
                                    fmt::format("encrypted shares {} and {} are the same", i, j));
                        });
}

}  // namespace

std::vector<std::vector<Error>> registration_problems(std::span<const Registration> batch,
                                                      Entropy& entropy) {
    std::vector<Case> cases;
    cases.reserve(batch.size());
    for (const Registration& given : batch)
        cut(cases.emplace_back(Case{.given = given, .problems = {}, .parts = {}, .keys = {}}));
    check_signatures(cases, entropy);
    std::ranges::for_each(cases, check_share_keys);
    check_polynomials(cases, entropy);
    std::ranges::for_each(cases, check_ciphertexts);
    std::vector<std::vector<Error>> problems;
    problems.reserve(batch.size());
    for (Case& one : cases)
        problems.push_back(std::move(one.problems));
    return problems;
}

}  // namespace stafi::ssv
