#include "ssv/keyshares/keyshares.hpp"

#include <set>
#include <string>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "ssv/shares/encrypted_share.hpp"
#include "ssv/shares/registration.hpp"
#include "ssv/shares/shares_data.hpp"

namespace stafi::ssv {
namespace {

std::string name_of(const Keyshares& keyshares) {
    return "validator " + to_hex0x(keyshares.validator.bytes().view());
}

/// What the types of `Keyshares` do not promise.
Result<> check_seats(const Keyshares& keyshares) {
    const std::span<const Bytes32> keys = keyshares.operator_keys;
    if (keys.size() != keyshares.committee.size())
        return fail(Reason::bad_operator_set, fmt::format("{} operator keys for {} operators",
                                                          keys.size(), keyshares.committee.size()));
    const std::set<Bytes32> different(keys.begin(), keys.end());
    if (different.size() != keys.size())
        return fail(Reason::duplicate_key, "two operators have the same key");
    return check_owner_nonces(keyshares.nonce, 1);
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
        const RsaPublicKey& receiver = operators.operators()[i].key();
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
    std::vector<Registration> registrations;
    registrations.reserve(batch.size());
    for (const Keyshares& one : batch) {
        TRY_VOID(at(name_of(one), check_seats(one)));
        registrations.push_back({.operators = one.committee.ids(),
                                 .validator = one.validator,
                                 .owner = one.owner,
                                 .nonce = one.nonce,
                                 .shares_data = one.shares_data});
    }
    auto problems = registration_problems(registrations, entropy);
    for (std::size_t i = 0; i < batch.size(); ++i)
        if (!problems[i].empty())
            return at(name_of(batch[i]), Result<>{tl::unexpected(std::move(problems[i].front()))});
    return {};
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
