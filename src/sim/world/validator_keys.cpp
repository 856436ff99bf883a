#include "sim/world/validator_keys.hpp"

#include <utility>

namespace stafi::sim {

Task<Result<std::vector<ValidatorKey>>> SimValidatorKeys::keys_at(KeyIndex first,
                                                                  std::size_t count) {
    const auto work = [&] { return custody_.keys_at(first, count); };
    co_return co_await trouble_.between(work);
}

Task<Result<eth::DepositData>> SimValidatorKeys::sign_deposit(
    ValidatorKey key, eth::WithdrawalCredentials credentials, Gwei amount) {
    const auto work = [&] { return custody_.sign_deposit(key, credentials, amount); };
    co_return co_await trouble_.between(work);
}

Task<Result<eth::SignedVoluntaryExit>> SimValidatorKeys::sign_exit(ValidatorKey key,
                                                                   eth::VoluntaryExit message) {
    const auto work = [&] { return custody_.sign_exit(key, message); };
    co_return co_await trouble_.between(work);
}

Task<Result<std::vector<ssv::VerifiedShares>>> SimValidatorKeys::split(
    std::vector<ValidatorKey> keys, ssv::OperatorSet operators, ssv::SharesOwner owner) {
    const auto work = [&] { return custody_.split(keys, operators, owner, ambient_.entropy()); };
    co_return co_await trouble_.between(work);
}

}  // namespace stafi::sim
