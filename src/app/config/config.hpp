#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/url.hpp"
#include "app/cli/command.hpp"
#include "app/config/toml.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"

// What the whole program can be told, by flag, environment, file or not at all.

namespace stafi::app {

enum class OutputFormat : std::uint8_t { text, json };
enum class LogLevel : std::uint8_t { error, warn, info, debug };
enum class LogFormat : std::uint8_t { text, logfmt, json };
enum class DepositMode : std::uint8_t { two_step, whole };
[[nodiscard]] std::string text_of(DepositMode mode);

struct Config {
    std::string network = "mainnet";  ///< a name, or the path of a network file
    std::string data_dir = "~/.stafi-router";
    OutputFormat output = OutputFormat::text;
    std::vector<adapters::Url> execution_urls = {};  ///< the favourite first
    std::vector<adapters::Url> beacon_urls = {};     ///< likewise
    struct Pool {
        std::optional<Address> storage = {};  ///< StafiStorage; nothing for the network's own pool
        BlockNumber first_block = {};         ///< nothing of the pool is older
    } pool;
    DepositMode deposit_mode = DepositMode::two_step;
    struct Log {
        LogLevel level = LogLevel::info;
        LogFormat format = LogFormat::text;
        std::uint64_t interval_s = 5;  ///< between two lines about the same long work
    } log;
    struct Work {
        std::uint64_t threads_max = 0;     ///< 0: one per core
        std::uint64_t memory_mib_max = 0;  ///< 0: half of what is free; a scrypt takes 256
    } work;
};

/// One thing that can be set: `log.level` in a file (key `level` of table `log`), `--log-level`,
/// STAFI_ROUTER_LOG_LEVEL.
struct ConfigKey {
    std::string_view name;
    std::string_view value;  ///< as `Option::value`; N is a number
    std::string_view help;
    Result<> (*set)(Config& config, const std::string& text);
    std::string (*text)(const Config& config);
};

[[nodiscard]] std::span<const ConfigKey> config_keys();
[[nodiscard]] std::string flag_of(const ConfigKey& key);       ///< "log-level"
[[nodiscard]] std::string variable_of(std::string_view flag);  ///< "STAFI_ROUTER_LOG_LEVEL"

/// The variables that start with STAFI_ROUTER_.
using Environment = std::map<std::string, std::string, std::less<>>;

/// A secret that a command may need: itself, or the path of the file that holds it.
struct Secret {
    std::string variable;       ///< "STAFI_ROUTER_PASSWORD"
    std::string file_variable;  ///< "STAFI_ROUTER_PASSWORD_FILE"
    friend bool operator==(const Secret&, const Secret&) = default;
};

/// Each once, as the options of all commands name them.
[[nodiscard]] std::vector<Secret> all_secrets();

/// A configuration and, for each key in the order of the table, who said so: "default",
/// "router.toml:3", "STAFI_ROUTER_NETWORK", "--network".
struct LoadedConfig {
    Config config;
    std::vector<std::string> origins;
};

/// Flag over environment over file over default. The file is the one that --config or
/// STAFI_ROUTER_CONFIG names; without either there is none. Every problem is reported, each with
/// its place: bad_config, unknown_key; file_missing and the like for the file itself.
[[nodiscard]] tl::expected<LoadedConfig, Problems> load_config(const Values& flags,
                                                               const Environment& environment);

/// docs/stafi-router.example.toml: every key with its help and default, commented out.
[[nodiscard]] std::string example_file();

}  // namespace stafi::app
