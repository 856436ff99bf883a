#include "adapters/keys/account_keystores.hpp"

#include <utility>

#include "adapters/files.hpp"
#include "crypto/address.hpp"
#include "crypto/keystore/web3_keystore.hpp"

namespace stafi::adapters {
namespace {

Result<EthSecretKey> open_file(const AccountKeystore& keystore, Entropy& entropy) {
    TRY(const SecretBuffer content, read_file(keystore.file, kKeystoreJsonMax));
    TRY(const Web3Keystore parsed, at(keystore.file.string(), parse_web3_keystore(content.text())));
    return at(keystore.file.string(), open_account_keystore(parsed, keystore.password, entropy));
}

}  // namespace

Result<AccountKeystores> AccountKeystores::open(std::span<const AccountKeystore> keystores,
                                                Entropy& entropy) {
    AccountKeystores opened;
    for (const AccountKeystore& keystore : keystores) {
        TRY(EthSecretKey key, open_file(keystore, entropy));
        const Address account = key.address();
        if (!opened.keys_.emplace(account, std::move(key)).second)
            return fail(Reason::duplicate_key, keystore.file.string() + ": account " +
                                                   to_checksum_text(account) +
                                                   " is in another keystore too");
    }
    return opened;
}

Task<Result<std::vector<Address>>> AccountKeystores::accounts() {
    std::vector<Address> all;
    all.reserve(keys_.size());
    for (const auto& [account, key] : keys_)
        all.push_back(account);
    co_return all;
}

Task<Result<eth::SignedTransaction>> AccountKeystores::sign(Address account,
                                                            eth::UnsignedTransaction content) {
    const auto key = keys_.find(account);
    if (key == keys_.end()) co_return fail(Reason::unknown_account, to_checksum_text(account));
    co_return eth::sign_transaction(std::move(content), key->second);
}

}  // namespace stafi::adapters
