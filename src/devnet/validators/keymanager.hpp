#pragma once

#include <string>

#include "base/secret.hpp"
#include "beacon/chain/chain.hpp"
#include "devnet/api/target.hpp"
#include "devnet/validators/validator_client.hpp"

// The Keymanager API of a devnet's validator client, as far as routers need it: keystores, fee
// recipients, voluntary exits. Source: ethereum/keymanager-APIs.

namespace stafi::devnet {

/// What counts of an HTTP request.
struct KeymanagerRequest {
    std::string method = "GET";
    std::string target = "/";
    std::string authorization = {};
    std::string body = {};
};

class Keymanager {
  public:
    static constexpr std::size_t kKeystoresMax = 1'000;  ///< in one request

    /// Borrows both. Whoever has the `token` may do everything.
    Keymanager(ValidatorClient& client, beacon::Chain& chain, SecretBuffer token)
        : client_{client}, chain_{chain}, token_{std::move(token)} {}

    /// 400 for what cannot be read; 401 without the token; 404 for other paths and keys. Errors are
    /// `{"message":…}`. Cost: that of opening each keystore, up to seconds for one.
    [[nodiscard]] Answer respond(const KeymanagerRequest& request);

  private:
    [[nodiscard]] bool is_allowed(std::string_view authorization) const;
    [[nodiscard]] Answer route(const KeymanagerRequest& request, const Target& target);
    [[nodiscard]] Answer of_keystores(const KeymanagerRequest& request);
    [[nodiscard]] Answer of_validator(const KeymanagerRequest& request, const Target& target);

    [[nodiscard]] Answer list() const;
    [[nodiscard]] Result<Answer> import_keystores(std::string_view body);
    [[nodiscard]] Result<Answer> delete_keystores(std::string_view body);
    [[nodiscard]] Answer fee_recipient(const KeymanagerRequest& request, const PubkeyBytes& key);
    [[nodiscard]] Result<Answer> voluntary_exit(const Target& target, const PubkeyBytes& key);

    ValidatorClient& client_;
    beacon::Chain& chain_;
    SecretBuffer token_;
};

}  // namespace stafi::devnet
