#include "ssv/custody/custody.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "eth/domains.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::ssv {
namespace {

Result<> check_index(KeyIndex first, std::size_t count) {
    if (first <= kKeyIndexMax && count <= kKeyIndexMax.value - first.value + 1) return {};
    return fail(Reason::out_of_range,
                fmt::format("key index: {} and {} keys from there, and {} is the last", first.value,
                            count, kKeyIndexMax.value));
}

}  // namespace

Result<std::vector<ValidatorKey>> Custody::keys_at(KeyIndex first, std::size_t count) const {
    TRY_VOID(check_index(first, count));
    std::vector<ValidatorKey> keys;
    keys.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        const KeyIndex index{first.value + i};
        keys.push_back({.index = index, .pubkey = tree_.key_at(index).public_key().bytes()});
    }
    return keys;
}

Result<BlsSecretKey> Custody::secret_of(const ValidatorKey& key) const {
    TRY_VOID(check_index(key.index, 1));
    BlsSecretKey secret = tree_.key_at(key.index);
    const PubkeyBytes found = secret.public_key().bytes();
    if (found == key.pubkey) return secret;
    return fail(Reason::mnemonic_mismatch,
                fmt::format("key index {}: {} is wanted, and the mnemonic makes {}",
                            key.index.value, to_hex0x(key.pubkey.view()), to_hex0x(found.view())));
}

Result<eth::DepositData> Custody::sign_deposit(const ValidatorKey& key,
                                               const eth::WithdrawalCredentials& credentials,
                                               Gwei amount) const {
    TRY(const BlsSecretKey secret, secret_of(key));
    return eth::sign_deposit(secret, credentials, amount, network_.genesis_fork_version());
}

Result<eth::SignedVoluntaryExit> Custody::sign_exit(const ValidatorKey& key,
                                                    const eth::VoluntaryExit& message) const {
    if (!network_.genesis_validators_root)
        return fail(Reason::bad_network,
                    fmt::format("{}: its genesis_validators_root is not known", network_.name));
    TRY(const BlsSecretKey secret, secret_of(key));
    const eth::Domain domain =
        eth::signing_domain(eth::DomainType::voluntary_exit, network_.forks, message.epoch,
                            *network_.genesis_validators_root);
    const Bytes32 root = eth::compute_signing_root(ssz::hash_tree_root(message), domain);
    return eth::SignedVoluntaryExit{.message = message,
                                    .signature = secret.sign(root.view()).bytes()};
}

Result<std::vector<VerifiedShares>> Custody::split(std::span<const ValidatorKey> keys,
                                                   const OperatorSet& operators,
                                                   const SharesOwner& owner,
                                                   Entropy& entropy) const {
    TRY_VOID(check_owner_nonces(owner.first_nonce, keys.size()));
    std::vector<SplitKey> splits;
    splits.reserve(keys.size());
    OwnerNonce nonce = owner.first_nonce;
    for (const ValidatorKey& key : keys) {
        TRY(const BlsSecretKey secret, secret_of(key));
        TRY(SplitKey split, split_key(secret, operators, owner.account, nonce, entropy));
        splits.push_back(std::move(split));
        nonce += OwnerNonce{1};
    }
    return VerifiedShares::verify(std::move(splits), entropy);
}

}  // namespace stafi::ssv
