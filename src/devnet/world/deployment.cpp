#include "devnet/world/deployment.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "crypto/address.hpp"
#include "crypto/bip32.hpp"
#include "crypto/bip39.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::devnet {
namespace {

constexpr std::uint64_t kAccountsMax = 10'000;

/// Every contract that a ready chain has.
constexpr std::array<std::string_view, 23> kContracts{
    "depositContract",
    "withdrawalRequests",
    "consolidationRequests",
    "ssvNetwork",
    "ssvNetworkViews",
    "ssvToken",
    "stafiStorage",
    "stafiUpgrade",
    "stafiEther",
    "rETHToken",
    "stafiUserDeposit",
    "stafiNodeManager",
    "stafiNetworkSettings",
    "stafiStakingPoolSettings",
    "stafiNetworkBalances",
    "stafiSuperNode",
    "stafiLightNode",
    "stafiWithdraw",
    "stafiDistributor",
    "stafiFeePool",
    "stafiSuperNodeFeePool",
    "stafiStakingPoolManager",
    "stafiNodeDeposit",
};

Result<Address> address_at(const JsonFields& fields, std::string_view name) {
    TRY(const std::string_view text, fields.text(name));
    return at(fields.path_of(name), parse_address(text));
}

/// As contracts/script/pool.devnet.json gives them away.
std::string_view role_of(std::uint32_t index) {
    if (index == 0) return "owner";
    if (index <= 3) return "oracle";
    return index <= 5 ? "super node" : "free";
}

}  // namespace

const Address* Deployment::find(std::string_view name) const {
    const auto found = std::ranges::find(contracts, name, &DeployedContract::name);
    return found == contracts.end() ? nullptr : &found->address;
}

Result<Deployment> parse_deployment(std::string_view json) {
    TRY(const JsonDocument document, JsonDocument::parse(json));
    const JsonFields fields = document.fields();
    Deployment found;
    TRY(found.chain_id.value, fields.number("chainId"));
    TRY(found.ssv_release, fields.text("ssvRelease"));
    TRY(found.mnemonic, fields.text("mnemonic"));
    TRY(const std::uint64_t accounts, fields.number("fundedAccounts"));
    if (accounts == 0 || accounts > kAccountsMax)
        return fail(Reason::out_of_range,
                    fmt::format("fundedAccounts: {} is not in 1..{}", accounts, kAccountsMax));
    found.accounts = static_cast<std::uint32_t>(accounts);
    for (const std::string_view name : kContracts) {
        TRY(const Address address, address_at(fields, name));
        found.contracts.push_back({.name = std::string{name}, .address = address});
    }
    found.deposit_contract = *found.find("depositContract");
    found.ssv_network = *found.find("ssvNetwork");
    found.ssv_views = *found.find("ssvNetworkViews");
    found.pool_storage = *found.find("stafiStorage");
    return found;
}

Result<EthSecretKey> account_of(const Deployment& deployment, std::uint32_t index,
                                Entropy& entropy) {
    TRY(const Mnemonic words, at("mnemonic", Mnemonic::parse(deployment.mnemonic)));
    TRY(const SecretBytes<64> seed, words.seed());
    return derive_account(seed.view(), index, entropy);
}

Result<std::vector<FundedAccount>> accounts_of(const Deployment& deployment, std::uint32_t count,
                                               Entropy& entropy) {
    if (count > deployment.accounts)
        return fail(Reason::out_of_range,
                    fmt::format("fundedAccounts: {} of {} are wanted", count, deployment.accounts));
    TRY(const Mnemonic words, at("mnemonic", Mnemonic::parse(deployment.mnemonic)));
    TRY(const SecretBytes<64> seed, words.seed());
    std::vector<FundedAccount> accounts;
    for (std::uint32_t i = 0; i < count; ++i) {
        TRY(EthSecretKey key, derive_account(seed.view(), i, entropy));
        accounts.push_back({.role = role_of(i), .key = std::move(key)});
    }
    return accounts;
}

}  // namespace stafi::devnet
