#pragma once

#include "adapters/rpc/rpc_client.hpp"
#include "eth/signing/signer.hpp"
#include "ports/keys.hpp"

namespace stafi::adapters {

/// Accounts of another program, which is asked over JSON-RPC: Web3Signer, clef, a client. Its
/// answers are trusted with nothing: what it returns is what was asked for, or refused.
///
/// Where a person has to agree, `ClientOptions::exchange_max` has to be a person's time.
class RpcSigner final : public Keys {
  public:
    RpcSigner(Ambient& ambient, Url signer, http::ClientOptions options, eth::SignerKind kind)
        : rpc_{ambient, std::move(signer), std::move(options)}, kind_{kind} {}

    Task<Result<std::vector<Address>>> accounts() override;
    /// Errors: rpc_refused, signer_disagrees; http_status, bad_rpc and those of a connection.
    Task<Result<eth::SignedTransaction>> sign(Address account,
                                              eth::UnsignedTransaction content) override;

  private:
    RpcClient rpc_;
    eth::SignerKind kind_;
};

}  // namespace stafi::adapters
