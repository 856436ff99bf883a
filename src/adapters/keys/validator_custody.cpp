#include "adapters/keys/validator_custody.hpp"

#include <utility>

#include "adapters/files.hpp"
#include "crypto/custody/sealed_mnemonic.hpp"
#include "crypto/keystore/encrypted_secret.hpp"

namespace stafi::adapters {

Result<ValidatorCustody> ValidatorCustody::open(const std::filesystem::path& sealed_mnemonic,
                                                const SecretBuffer& password, eth::Network network,
                                                Ambient& ambient) {
    TRY(const SecretBuffer content, read_file(sealed_mnemonic, kKeystoreJsonMax));
    TRY(const SecretBytes<64> seed,
        at(sealed_mnemonic.string(), open_mnemonic(content.text(), password)));
    return ValidatorCustody{ssv::Custody{seed, std::move(network)}, ambient};
}

Task<Result<std::vector<ValidatorKey>>> ValidatorCustody::keys_at(KeyIndex first,
                                                                  std::size_t count) {
    const auto work = [&] { return custody_.keys_at(first, count); };
    co_return co_await offload(ambient_, work);
}

Task<Result<eth::DepositData>> ValidatorCustody::sign_deposit(
    ValidatorKey key, eth::WithdrawalCredentials credentials, Gwei amount) {
    const auto work = [&] { return custody_.sign_deposit(key, credentials, amount); };
    co_return co_await offload(ambient_, work);
}

Task<Result<eth::SignedVoluntaryExit>> ValidatorCustody::sign_exit(ValidatorKey key,
                                                                   eth::VoluntaryExit message) {
    const auto work = [&] { return custody_.sign_exit(key, message); };
    co_return co_await offload(ambient_, work);
}

Task<Result<std::vector<ssv::VerifiedShares>>> ValidatorCustody::split(
    std::vector<ValidatorKey> keys, ssv::OperatorSet operators, ssv::SharesOwner owner) {
    Entropy entropy{ambient_.entropy().draw<32>()};
    const auto work = [&] { return custody_.split(keys, operators, owner, entropy); };
    co_return co_await offload(ambient_, work);
}

}  // namespace stafi::adapters
