#include "ssv/keyshares.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "ssv/encrypted_share.hpp"
#include "ssv/shares_data.hpp"

namespace stafi::ssv {
namespace {

std::string name_of(const Keyshares& keyshares) {
    return "validator " + to_hex0x(keyshares.validator.bytes().view());
}

Result<> check_distinct(const BlsPubkey& validator, std::span<const BlsPubkey> shares) {
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] == validator)
            return fail(Reason::duplicate_key,
                        fmt::format("share key {} is the validator's own key", i));
        const auto first = std::ranges::find(shares.first(i), shares[i]) - shares.begin();
        if (first != static_cast<std::ptrdiff_t>(i))
            return fail(Reason::duplicate_key,
                        fmt::format("share keys {} and {} are the same", first, i));
    }
    return {};
}

Result<SharesData> read_parts(const Keyshares& keyshares) {
    const std::size_t size = keyshares.committee.size();
    if (keyshares.operator_keys.size() != size)
        return fail(Reason::bad_operator_set, fmt::format("{} operator keys for {} operators",
                                                          keyshares.operator_keys.size(), size));
    TRY(SharesData parts, parse_shares_data(keyshares.shares_data, size));
    TRY_VOID(check_distinct(keyshares.validator, parts.share_keys));
    return parts;
}

Result<> check_polynomial(const Keyshares& keyshares, std::span<const BlsPubkey> keys,
                          Entropy& entropy) {
    const Committee& committee = keyshares.committee;
    std::vector<PublicShare> shares;
    shares.reserve(committee.size());
    for (std::size_t i = 0; i < committee.size(); ++i)
        shares.push_back({.id = committee.ids()[i], .key = keys[i]});
    return check_shares(keyshares.validator, shares, committee.threshold(), entropy);
}

/// Each committee's together; one by one only to name the one that is wrong.
Result<> check_polynomials(std::span<const Keyshares> batch, std::span<const SharesData> parts,
                           Entropy& entropy) {
    std::map<Committee, std::vector<SharedKey>> shared;
    for (std::size_t i = 0; i < batch.size(); ++i)
        shared[batch[i].committee].push_back(
            {.whole = batch[i].validator, .shares = parts[i].share_keys});
    const auto is_right = [&](const auto& group) {
        const auto& [committee, keys] = group;
        return check_shared_keys(keys, committee.ids(), committee.threshold(), entropy).has_value();
    };
    if (batch.size() > 1 && std::ranges::all_of(shared, is_right)) return {};
    for (std::size_t i = 0; i < batch.size(); ++i)
        TRY_VOID(at(name_of(batch[i]), check_polynomial(batch[i], parts[i].share_keys, entropy)));
    return {};
}

Result<> check_signatures(std::span<const Keyshares> batch, std::span<const SharesData> parts,
                          Entropy& entropy) {
    std::vector<SignedRoot> signatures;
    signatures.reserve(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i)
        signatures.push_back({.key = batch[i].validator,
                              .root = owner_nonce_digest(batch[i].owner, batch[i].nonce),
                              .signature = parts[i].signature});
    const auto bad = find_bad_signatures(signatures, entropy);
    if (bad.empty()) return {};
    const Keyshares& first = batch[bad.front()];
    return fail(Reason::owner_nonce_mismatch,
                fmt::format("{}: not signed for {}", name_of(first),
                            owner_nonce_message(first.owner, first.nonce)));
}

/// A key or an owner's nonce can be registered once: what comes second only costs fees.
Result<> check_repetitions(std::span<const Keyshares> batch) {
    std::set<PubkeyBytes> validators;
    std::set<std::pair<Address, OwnerNonce>> nonces;
    for (const Keyshares& one : batch) {
        if (!validators.insert(one.validator.bytes()).second)
            return fail(Reason::duplicate_key, name_of(one) + ": is in the batch before");
        if (!nonces.insert({one.owner, one.nonce}).second)
            return fail(Reason::owner_nonce_mismatch,
                        fmt::format("{}: nonce {} is taken in the batch before", name_of(one),
                                    one.nonce.value));
    }
    return {};
}

}  // namespace

Result<SplitKey> split_key(const BlsSecretKey& key, const OperatorSet& operators,
                           const Address& owner, OwnerNonce nonce, Entropy& entropy) {
    const Committee& committee = operators.committee();
    TRY(const BlsSignature signature, sign_owner_nonce(key, owner, nonce));
    TRY(const std::vector<SecretShare> shares,
        split_secret(key, committee.ids(), committee.threshold(), entropy));
    SharesDataBytes parts{.signature = signature.bytes(), .share_keys = {}, .ciphertexts = {}};
    std::vector<Bytes32> operator_keys;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const RsaPublicKey& receiver = operators.operators()[i].key;
        parts.share_keys.push_back(shares[i].key.public_key().bytes());
        parts.ciphertexts.push_back(encrypt_share(shares[i].key, receiver, entropy));
        operator_keys.push_back(receiver.fingerprint());
    }
    return SplitKey{Keyshares{.validator = key.public_key(),
                              .committee = committee,
                              .operator_keys = std::move(operator_keys),
                              .owner = owner,
                              .nonce = nonce,
                              .shares_data = encode_shares_data(parts)}};
}

Result<> check_keyshares(std::span<const Keyshares> batch, Entropy& entropy) {
    TRY_VOID(check_repetitions(batch));
    std::vector<SharesData> parts;
    parts.reserve(batch.size());
    for (const Keyshares& one : batch) {
        TRY(SharesData read, at(name_of(one), read_parts(one)));
        parts.push_back(std::move(read));
    }
    TRY_VOID(check_polynomials(batch, parts, entropy));
    return check_signatures(batch, parts, entropy);
}

Result<std::vector<VerifiedShares>> VerifiedShares::verify(std::vector<SplitKey> splits,
                                                           Entropy& entropy) {
    std::vector<Keyshares> batch;
    batch.reserve(splits.size());
    for (SplitKey& split : splits)
        batch.push_back(std::move(split.keyshares_));
    TRY_VOID(check_keyshares(batch, entropy));
    std::vector<VerifiedShares> verified;
    verified.reserve(batch.size());
    for (Keyshares& one : batch)
        verified.push_back(VerifiedShares{std::move(one)});
    return verified;
}

}  // namespace stafi::ssv
