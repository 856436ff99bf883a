#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/units.hpp"

namespace stafi::devnet {

enum class EngineKind : std::uint8_t { anvil, geth };
[[nodiscard]] constexpr std::string_view text_of(EngineKind kind) {
    return kind == EngineKind::anvil ? "anvil" : "geth";
}

inline constexpr std::uint32_t kOperatorsMin = 4;  ///< unless there are none
inline constexpr std::uint32_t kOperatorsMax = 100;

/// What a devnet is to be. Nothing of it changes while it runs.
struct Options {
    EngineKind engine = EngineKind::anvil;
    std::filesystem::path program;          ///< of the engine
    std::filesystem::path ready_chain;      ///< folder of `state.json` and `addresses.json`
    std::filesystem::path folder;           ///< exists, and is ours alone
    std::uint16_t port_base = 0;            ///< the first of kPorts free ones
    std::size_t validators = 64;            ///< of whom only the number matters
    std::uint32_t operators = 8;            ///< of SSV
    bool has_oracle = true;                 ///< members of the pool's oracle act
    std::string deposit_mode = "two-step";  ///< that its configuration asks of the router
    std::uint64_t seconds_per_slot = 1;
    SlotsPerEpoch slots_per_epoch{4};
};

// Ports, counted from the first.

inline constexpr std::uint16_t kExecutionPort = 0;  ///< where users ask the engine
inline constexpr std::uint16_t kEngineApiPort = 1;  ///< where geth is driven
inline constexpr std::uint16_t kBeaconPort = 2;
inline constexpr std::uint16_t kSsvPort = 3;
inline constexpr std::uint16_t kKeymanagerPort = 4;
inline constexpr std::uint16_t kControlPort = 5;
inline constexpr std::uint16_t kEnginePort = 6;  ///< where the engine itself answers
inline constexpr std::uint16_t kPorts = 7;

// Files, in the devnet's folder.

inline constexpr std::string_view kStateFile = "devnet.json";
inline constexpr std::string_view kNetworkFile = "network.json";
inline constexpr std::string_view kConfigFile = "stafi-router.toml";
inline constexpr std::string_view kAccountsFile = "accounts.json";
inline constexpr std::string_view kTokenFile = "keymanager.token";
inline constexpr std::string_view kLogFolder = "logs";
inline constexpr std::string_view kWalletFolder = "wallets";  ///< keystores of funded accounts
inline constexpr std::string_view kWalletPassword = "devnet-password";
inline constexpr std::string_view kDataFolder = "data";  ///< of programs that use the devnet

}  // namespace stafi::devnet
