#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/entropy.hpp"
#include "crypto/secp256k1.hpp"

// What stands on a ready chain: `addresses.json`, as `make contracts` writes it beside the chain.

namespace stafi::devnet {

inline constexpr std::size_t kAddressesBytesMax = 64U << 10;

/// A contract by the name that `addresses.json` gives it.
struct DeployedContract {
    std::string name;
    Address address;
    friend bool operator==(const DeployedContract&, const DeployedContract&) = default;
};

struct Deployment {
    ChainId chain_id;
    std::string ssv_release;     ///< "v2" or "v1.2"
    std::string mnemonic;        ///< of the accounts, known to everybody
    std::uint32_t accounts = 0;  ///< how many hold ether
    Address deposit_contract;
    Address ssv_network;
    Address ssv_views;
    Address pool_storage;
    std::vector<DeployedContract> contracts;  ///< all that stand there, the above too

    /// Null when there is none of this name.
    [[nodiscard]] const Address* find(std::string_view name) const;
};

/// Errors: bad_json, bad_address, out_of_range, naming the field.
[[nodiscard]] Result<Deployment> parse_deployment(std::string_view json);

/// The account of this index. Errors: those of `Mnemonic::parse`.
[[nodiscard]] Result<EthSecretKey> account_of(const Deployment& deployment, std::uint32_t index,
                                              Entropy& entropy);

/// An account that holds ether.
struct FundedAccount {
    std::string_view role;  ///< "owner", "oracle", "super node" or "free"
    EthSecretKey key;
};

/// The first `count`, with the roles that the pool gives them.
/// Errors: those of `Mnemonic::parse`; out_of_range when fewer hold ether.
[[nodiscard]] Result<std::vector<FundedAccount>> accounts_of(const Deployment& deployment,
                                                             std::uint32_t count, Entropy& entropy);

}  // namespace stafi::devnet
