#include "sim/world/keys.hpp"

#include <utility>

#include "crypto/address.hpp"

namespace stafi::sim {

Address SimKeys::add(EthSecretKey key) {
    const Address account = key.address();
    keys_.emplace(account, std::move(key));
    return account;
}

Task<Result<std::vector<Address>>> SimKeys::accounts() {
    CO_TRY_VOID(co_await trouble_.on_the_way());
    std::vector<Address> all;
    all.reserve(keys_.size());
    for (const auto& [account, key] : keys_)
        all.push_back(account);
    CO_TRY_VOID(co_await trouble_.on_the_way_back());
    co_return all;
}

Task<Result<eth::SignedTransaction>> SimKeys::sign(Address account,
                                                   eth::UnsignedTransaction content) {
    CO_TRY_VOID(co_await trouble_.on_the_way());
    const auto key = keys_.find(account);
    if (key == keys_.end()) co_return fail(Reason::unknown_account, to_checksum_text(account));
    auto transaction = eth::sign_transaction(std::move(content), key->second);
    CO_TRY_VOID(co_await trouble_.on_the_way_back());
    co_return transaction;
}

}  // namespace stafi::sim
