#include "adapters/keys/rpc_signer.hpp"

#include <algorithm>
#include <utility>

#include "crypto/address.hpp"

namespace stafi::adapters {

Task<Result<std::vector<Address>>> RpcSigner::accounts() {
    eth::RpcCall call = eth::ask_for_accounts(kind_);
    const std::string method = call.method;
    CO_TRY(const eth::RpcResult result, co_await rpc_.expect(std::move(call)));
    co_return at(method, eth::read_accounts(result));
}

Task<Result<eth::SignedTransaction>> RpcSigner::sign(Address account,
                                                     eth::UnsignedTransaction content) {
    eth::RpcCall call = eth::ask_to_sign(kind_, content, account);
    const std::string method = call.method;
    auto result = co_await rpc_.expect(std::move(call));
    if (result) co_return at(method, eth::read_signed(*result, content, account));
    if (result.error().reason != Reason::rpc_refused) co_return tl::unexpected(result.error());
    // Signers say in words of their own that they do not know an account; their list says it alike.
    const auto known = co_await accounts();
    if (known && !std::ranges::binary_search(*known, account))
        co_return fail(Reason::unknown_account,
                       to_checksum_text(account) + ": " + result.error().what);
    co_return tl::unexpected(std::move(result).error());
}

}  // namespace stafi::adapters
