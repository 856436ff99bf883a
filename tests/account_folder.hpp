#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "adapters/keys/account_keystores.hpp"
#include "crypto/keystore/web3_keystore.hpp"

namespace stafi::test {

inline constexpr std::string_view kAccountPassword = "correct horse battery";

/// Keystores that open quickly.
struct AccountFolder {
    static inline int next = 0;
    std::filesystem::path path =
        std::filesystem::temp_directory_path() /
        ("stafi-accounts-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    Entropy entropy{SecretBytes<32>{}};
    AccountFolder() { std::filesystem::create_directories(path); }
    AccountFolder(const AccountFolder&) = delete;
    AccountFolder& operator=(const AccountFolder&) = delete;
    ~AccountFolder() { std::filesystem::remove_all(path); }

    adapters::AccountKeystore file(const std::string& name, const std::string& content,
                                   std::string_view password = kAccountPassword) const {
        std::ofstream{path / name} << content;
        return {.file = path / name, .password = SecretBuffer{password}};
    }
    adapters::AccountKeystore keystore(const std::string& name, const EthSecretKey& key) {
        const auto sealed = encrypt_account_key(key, SecretBuffer{kAccountPassword},
                                                ScryptCost{.n = 2, .r = 1, .p = 1}, entropy);
        return file(name, to_json(sealed.value()));
    }
    Result<adapters::AccountKeystores> open(
        const std::vector<adapters::AccountKeystore>& keystores) {
        return adapters::AccountKeystores::open(keystores, entropy);
    }
};

}  // namespace stafi::test
