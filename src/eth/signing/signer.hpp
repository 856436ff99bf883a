#pragma once

#include <cstdint>
#include <vector>

#include "eth/json_rpc.hpp"
#include "eth/transaction.hpp"

// What we ask programs that hold the keys of accounts, and how their answers are read.

namespace stafi::eth {

enum class SignerKind : std::uint8_t {
    eth,  ///< eth_accounts, eth_signTransaction: Web3Signer, and execution clients
    /// account_list, account_signTransaction: geth's clef, which signs calls that are not in its
    /// 4byte list only with --advanced.
    clef,
};

inline constexpr std::size_t kSignerAccountsMax = 1000;

[[nodiscard]] RpcCall ask_for_accounts(SignerKind kind);
/// The whole transaction, so that the signer can show it and judge it by its own rules.
[[nodiscard]] RpcCall ask_to_sign(SignerKind kind, const UnsignedTransaction& transaction,
                                  const Address& account);

/// Ascending, each once. Errors: bad_rpc.
[[nodiscard]] Result<std::vector<Address>> read_accounts(const RpcResult& result);

/// The raw transaction, alone (Web3Signer) or as `raw` beside its fields (geth, clef), which are
/// not read. It must be what it should be: `content`, signed by `account`.
/// Errors: bad_rpc when it is no transaction; signer_disagrees, naming what differs.
[[nodiscard]] Result<SignedTransaction> read_signed(const RpcResult& result,
                                                    const UnsignedTransaction& content,
                                                    const Address& account);

}  // namespace stafi::eth
