#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "devnet/world/deployment.hpp"
#include "devnet/world/status.hpp"
#include "eth/network.hpp"

// The folder of a devnet: what it tells of itself in files. Each `up` begins anew.

namespace stafi::devnet {

/// How a devnet looks to whoever uses it.
struct Facts {
    eth::Network network;
    std::vector<FundedAccount> accounts;
    std::uint16_t execution_port = 0;
    std::uint16_t beacon_port = 0;
    Address pool_storage;
    std::string deposit_mode;  ///< "two-step"
};

class Folder {
  public:
    explicit Folder(std::filesystem::path path) : path_{std::move(path)} {}

    /// Takes away what an earlier devnet left, and makes the folder of the logs. Errors:
    /// write_failed.
    [[nodiscard]] Result<> clear() const;

    [[nodiscard]] std::filesystem::path log(std::string_view component) const;

    // Written whole or not at all. Errors: write_failed, disk_full.

    [[nodiscard]] Result<> write_state(const StateFile& state) const;
    /// The network file, the configuration that names it, and the accounts with their keystores.
    [[nodiscard]] Result<> write_facts(const Facts& facts, Entropy& entropy) const;
    /// What the keymanager API asks for.
    [[nodiscard]] Result<> write_token(const SecretBuffer& token) const;

    /// Errors: devnet_missing when there is no devnet; bad_json and out_of_range when its state
    /// file is damaged, naming the file and the field.
    [[nodiscard]] Result<StateFile> read_state() const;

  private:
    [[nodiscard]] Result<> write_wallets(const std::vector<FundedAccount>& accounts,
                                         Entropy& entropy) const;
    [[nodiscard]] Result<> write(std::string_view name, std::string_view content) const;

    std::filesystem::path path_;
};

}  // namespace stafi::devnet
