#include "devnet/world/folder.hpp"

#include <array>
#include <system_error>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "adapters/files.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/keystore/web3_keystore.hpp"
#include "devnet/world/options.hpp"

namespace stafi::devnet {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::array kFiles{kStateFile, kNetworkFile, kConfigFile, kAccountsFile, kTokenFile};
constexpr std::array<std::string_view, 3> kFolders{"execution", kDataFolder, kWalletFolder};

/// Everybody knows the keys behind it, so it may as well be quick.
constexpr Pbkdf2Cost kWalletCost{.c = 1};

/// As a TOML string: the path is any bytes but control characters.
std::string toml_quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string accounts_json(const std::vector<FundedAccount>& accounts) {
    json::array rows;
    for (const FundedAccount& account : accounts)
        rows.push_back(
            json::object{{"role", account.role},
                         {"address", to_checksum_text(account.key.address())},
                         {"keystore", fmt::format("{}/{}.json", kWalletFolder, rows.size())},
                         {"private_key", to_hex0x(account.key.bytes().view())}});
    return json::serialize(rows) + '\n';
}

}  // namespace

Result<> Folder::clear() const {
    std::error_code error;
    for (const std::string_view name : kFiles)
        if (!error) fs::remove(path_ / name, error);
    for (const std::string_view name : kFolders)
        if (!error) fs::remove_all(path_ / name, error);
    if (!error) fs::remove_all(path_ / kLogFolder, error);
    if (!error) fs::create_directory(path_ / kLogFolder, error);
    if (!error) fs::create_directory(path_ / "execution", error);
    if (error)
        return fail(Reason::write_failed, fmt::format("{}: {}", path_.string(), error.message()));
    return {};
}

fs::path Folder::log(std::string_view component) const {
    return path_ / kLogFolder / (std::string{component} + ".log");
}

Result<> Folder::write(std::string_view name, std::string_view content) const {
    const fs::path path = path_ / name;
    std::error_code error;
    fs::remove(path, error);  // what a devnet says changes; a reader sees all of it or none
    return adapters::write_new_file(path, bytes_of(content));
}

Result<> Folder::write_state(const StateFile& state) const {
    return write(kStateFile, to_json(state));
}

Result<> Folder::write_wallets(const std::vector<FundedAccount>& accounts, Entropy& entropy) const {
    std::error_code error;
    fs::create_directory(path_ / kWalletFolder, error);
    if (error)
        return fail(Reason::write_failed, fmt::format("{}: {}", path_.string(), error.message()));
    const SecretBuffer password{kWalletPassword};
    TRY_VOID(write(fmt::format("{}/password", kWalletFolder), kWalletPassword));
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        TRY(const Web3Keystore wallet,
            encrypt_account_key(accounts[i].key, password, kWalletCost, entropy));
        TRY_VOID(write(fmt::format("{}/{}.json", kWalletFolder, i), to_json(wallet)));
    }
    return {};
}

Result<> Folder::write_facts(const Facts& facts, Entropy& entropy) const {
    TRY_VOID(write(kNetworkFile, eth::to_network_file(facts.network)));
    TRY_VOID(write(kAccountsFile, accounts_json(facts.accounts)));
    TRY_VOID(write_wallets(facts.accounts, entropy));
    return write(
        kConfigFile,
        fmt::format("# The devnet of this folder, for `stafi-router --config`.\n\n"
                    "network = {}\n"
                    "data_dir = {}\n\n"
                    "[execution]\nurls = \"http://127.0.0.1:{}\"\n\n"
                    "[beacon]\nurls = \"http://127.0.0.1:{}\"\n\n"
                    "[pool]\nstorage = \"{}\"\n\n"
                    "[deposit]\nmode = \"{}\"\n",
                    toml_quoted((path_ / kNetworkFile).string()),
                    toml_quoted((path_ / kDataFolder).string()), facts.execution_port,
                    facts.beacon_port, to_checksum_text(facts.pool_storage), facts.deposit_mode));
}

Result<> Folder::write_token(const SecretBuffer& token) const {
    return write(kTokenFile, token.text());
}

Result<StateFile> Folder::read_state() const {
    const fs::path path = path_ / kStateFile;
    const auto content = adapters::read_file(path, kStateFileBytesMax);
    if (!content && content.error().reason == Reason::file_missing)
        return fail(Reason::devnet_missing, fmt::format("{}: no devnet here", path_.string()));
    if (!content) return tl::unexpected(content.error());
    return at(path.string(), parse_state_file(content->text()));
}

}  // namespace stafi::devnet
