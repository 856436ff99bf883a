#include "app/chain/wallet.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "adapters/keys/account_keystores.hpp"
#include "adapters/keys/rpc_signer.hpp"
#include "app/validator_files/secrets.hpp"
#include "crypto/address.hpp"

namespace stafi::app {
namespace {

/// A person may have to look at it first.
constexpr Millis kSignerPatience{300'000};

Result<std::unique_ptr<Keys>> keystore(const Call& call, Ambient& ambient) {
    TRY(SecretBuffer password, read_password(call));
    std::array<adapters::AccountKeystore, 1> files{adapters::AccountKeystore{
        .file = call.arguments.text("keystore"), .password = std::move(password)}};
    TRY(auto opened, adapters::AccountKeystores::open(files, ambient.entropy()));
    return std::make_unique<adapters::AccountKeystores>(std::move(opened));
}

Result<std::unique_ptr<Keys>> signer(const Call& call, ChainAccess& chain) {
    TRY(adapters::Url url, at("--signer", adapters::parse_url(call.arguments.text("signer"))));
    const auto kind =
        call.arguments.text("signer-kind") == "clef" ? eth::SignerKind::clef : eth::SignerKind::eth;
    adapters::http::ClientOptions options{.exchange_max = kSignerPatience};
    if (url.is_tls) {
        TRY(options.tls, chain.tls());
    }
    return std::make_unique<adapters::RpcSigner>(chain.ambient(), std::move(url),
                                                 std::move(options), kind);
}

Result<Address> choose_account(const Call& call, const std::vector<Address>& accounts) {
    if (call.arguments.has("account")) {
        TRY(const Address wanted, call.arguments.address("account"));
        if (std::ranges::find(accounts, wanted) != accounts.end()) return wanted;
        return fail(Reason::unknown_account, "--account " + to_checksum_text(wanted));
    }
    if (accounts.size() == 1) return accounts.front();
    return fail(
        Reason::bad_usage,
        fmt::format("the signer has {} accounts: name one with --account", accounts.size()));
}

}  // namespace

std::vector<Option> wallet_options() {
    return {
        {.name = "keystore",
         .value = "FILE",
         .help = "the account's keystore, as geth, cast and wallets write it"},
        password_option(),
        {.name = "signer",
         .value = "URL",
         .help = "a program that signs instead: Web3Signer, clef or an execution client"},
        {.name = "signer-kind",
         .value = "eth|clef",
         .help = "which calls the signer answers: eth_signTransaction or account_signTransaction",
         .fallback = "eth"},
        {.name = "account",
         .value = "ADDRESS",
         .help = "the account to send from, when the signer has several"}};
}

Task<Result<Wallet>> open_wallet(const Call& call, ChainAccess& chain) {
    if (call.arguments.has("keystore") == call.arguments.has("signer"))
        co_return fail(Reason::bad_usage, "give either --keystore FILE or --signer URL");
    auto made =
        call.arguments.has("keystore") ? keystore(call, chain.ambient()) : signer(call, chain);
    if (!made) co_return tl::unexpected(std::move(made).error());
    CO_TRY(const auto accounts, co_await (*made)->accounts());
    CO_TRY(const Address account, choose_account(call, accounts));
    co_return Wallet{.keys = *std::move(made), .account = account};
}

}  // namespace stafi::app
