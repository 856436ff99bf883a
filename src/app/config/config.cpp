#include "app/config/config.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/cli/arguments.hpp"
#include "app/cli/words.hpp"
#include "app/config/networks.hpp"
#include "crypto/address.hpp"

namespace stafi::app {
namespace {

constexpr std::size_t kConfigFileMax = 64 << 10;  // bytes; the example has two thousand
constexpr std::string_view kPrefix = "STAFI_ROUTER_";

constexpr std::string_view kOutputs = "text|json";
constexpr std::string_view kLevels = "error|warn|info|debug";
constexpr std::string_view kFormats = "text|logfmt|json";
constexpr std::string_view kDepositModes = "two-step|whole";

/// The place of `text` among `choices`, which is its enumerator.
Result<std::uint8_t> choose(std::string_view choices, const std::string& text) {
    const auto words = split(choices, "|");
    const auto found = std::ranges::find(words, text);
    if (found == words.end())
        return fail(Reason::bad_config, fmt::format("{} is not one of {}{}", text,
                                                    join(words, ", "), did_you_mean(text, words)));
    return static_cast<std::uint8_t>(found - words.begin());
}

std::string nth(std::string_view choices, std::size_t at) { return split(choices, "|").at(at); }

Result<> set_number(std::uint64_t& to, const std::string& text, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value > most)
        return fail(Reason::bad_config,
                    fmt::format("{} is not a whole number from 0 to {}", text, most));
    to = value;
    return {};
}

constexpr std::size_t kUrlsMax = 16;

/// `http://a,http://b`; nothing for none.
Result<> set_urls(std::vector<adapters::Url>& to, const std::string& text) {
    to.clear();
    if (text.empty()) return {};
    for (const std::string& one : split(text, ",")) {
        TRY(adapters::Url url, adapters::parse_url(one));
        if (std::ranges::find(to, url) != to.end())
            return fail(Reason::bad_config,
                        fmt::format("{} stands there twice", adapters::origin_text(url)));
        to.push_back(std::move(url));
    }
    if (to.size() > kUrlsMax)
        return fail(Reason::bad_config,
                    fmt::format("{} addresses; {} at most", to.size(), kUrlsMax));
    return {};
}

/// Services put keys into their addresses: what is behind the host is not shown.
std::string shown_urls(const std::vector<adapters::Url>& urls) {
    std::vector<std::string> shown;
    shown.reserve(urls.size());
    for (const adapters::Url& url : urls)
        shown.push_back(adapters::origin_text(url) + (url.target == "/" ? "" : "/..."));
    return join(shown, ",");
}

const std::array kKeys{
    ConfigKey{"network", "mainnet|hoodi|devnet|FILE",
              "the network, by name or as the path of a network file",
              [](Config& config, const std::string& text) -> Result<> {
                  // `--network devnet` beside the file of a running devnet means that one.
                  const auto described = network_of(config);
                  if (described && described->name == text) return {};
                  config.network = text;
                  TRY_VOID(network_of(config));
                  return {};
              },
              [](const Config& config) { return config.network; }},
    ConfigKey{"data_dir", "FOLDER",
              "where daemons keep their database, and commands that send their transactions",
              [](Config& config, const std::string& text) -> Result<> {
                  config.data_dir = text;
                  return {};
              },
              [](const Config& config) { return config.data_dir; }},
    ConfigKey{"output", kOutputs, "how results and errors are printed",
              [](Config& config, const std::string& text) -> Result<> {
                  TRY(const std::uint8_t at, choose(kOutputs, text));
                  config.output = OutputFormat{at};
                  return {};
              },
              [](const Config& config) {
                  return nth(kOutputs, static_cast<std::size_t>(config.output));
              }},
    ConfigKey{"execution.urls", "URL,...",
              "execution clients, the favourite first: when one fails, the next is asked",
              [](Config& config, const std::string& text) {
                  return set_urls(config.execution_urls, text);
              },
              [](const Config& config) { return shown_urls(config.execution_urls); }},
    ConfigKey{
        "beacon.urls", "URL,...", "beacon nodes, the favourite first",
        [](Config& config, const std::string& text) { return set_urls(config.beacon_urls, text); },
        [](const Config& config) { return shown_urls(config.beacon_urls); }},
    ConfigKey{"pool.storage", "ADDRESS",
              "the pool's StafiStorage contract; StaFi's own on mainnet if it is not set",
              [](Config& config, const std::string& text) -> Result<> {
                  config.pool.storage.reset();
                  if (text.empty()) return {};
                  TRY(config.pool.storage, parse_receiver(text));
                  return {};
              },
              [](const Config& config) {
                  return config.pool.storage ? to_checksum_text(*config.pool.storage) : "";
              }},
    ConfigKey{"pool.first_block", "N", "no event of the pool is older than this block",
              [](Config& config, const std::string& text) {
                  return set_number(config.pool.first_block.value, text, 1ULL << 40);
              },
              [](const Config& config) { return std::to_string(config.pool.first_block.value); }},
    ConfigKey{
        "deposit.mode", kDepositModes,
        "two-step pays 1 ETH for a super node's validator and 31 once the oracle has confirmed "
        "whom it pays back; whole pays 32 at once, which the oracle's members approve",
        [](Config& config, const std::string& text) -> Result<> {
            TRY(const std::uint8_t at, choose(kDepositModes, text));
            config.deposit_mode = DepositMode{at};
            return {};
        },
        [](const Config& config) { return text_of(config.deposit_mode); }},
    ConfigKey{"log.level", kLevels, "the least important lines to log",
              [](Config& config, const std::string& text) -> Result<> {
                  TRY(const std::uint8_t at, choose(kLevels, text));
                  config.log.level = LogLevel{at};
                  return {};
              },
              [](const Config& config) {
                  return nth(kLevels, static_cast<std::size_t>(config.log.level));
              }},
    ConfigKey{"log.format", kFormats, "how log lines are written",
              [](Config& config, const std::string& text) -> Result<> {
                  TRY(const std::uint8_t at, choose(kFormats, text));
                  config.log.format = LogFormat{at};
                  return {};
              },
              [](const Config& config) {
                  return nth(kFormats, static_cast<std::size_t>(config.log.format));
              }},
    ConfigKey{"log.interval_s", "N", "seconds between two lines about the same long work",
              [](Config& config, const std::string& text) {
                  return set_number(config.log.interval_s, text, 3600);
              },
              [](const Config& config) { return std::to_string(config.log.interval_s); }},
    ConfigKey{"work.threads_max", "N", "threads for long work; 0 is one per core",
              [](Config& config, const std::string& text) {
                  return set_number(config.work.threads_max, text, 1024);
              },
              [](const Config& config) { return std::to_string(config.work.threads_max); }},
    ConfigKey{"work.memory_mib_max", "N",
              "memory for long work in MiB; 0 is half of what is free; one scrypt takes 256",
              [](Config& config, const std::string& text) {
                  return set_number(config.work.memory_mib_max, text, 1ULL << 24);
              },
              [](const Config& config) { return std::to_string(config.work.memory_mib_max); }},
};

/// Collects what file, environment and flags say, and what is wrong with it.
class Loader {
  public:
    void read_file(const std::string& path) {
        const auto content = adapters::read_file(path, kConfigFileMax);
        if (!content) {
            problems_.push_back(content.error());
            return;
        }
        const ParsedToml parsed = parse_toml(content->text(), path);
        problems_.insert(problems_.end(), parsed.problems.begin(), parsed.problems.end());
        for (const TomlEntry& entry : parsed.entries) {
            const std::string place = fmt::format("{}:{}", path, entry.line);
            const ConfigKey* key = find(entry.name);
            if (key == nullptr)
                problem(Reason::unknown_key, place,
                        entry.name + did_you_mean(entry.name, key_names()));
            else if (entry.is_number != (key->value == "N"))
                problem(Reason::bad_config, place,
                        fmt::format("{} is a {}", entry.name,
                                    entry.is_number ? "text: put it in quotes" : "number"));
            else
                set(*key, entry.text, place);
        }
    }

    void read_environment(const Environment& environment) {
        std::vector<std::string> known{variable_of("config")};
        for (const ConfigKey& key : kKeys)
            known.push_back(variable_of(flag_of(key)));
        for (const ConfigKey& key : kKeys) {
            const auto found = environment.find(variable_of(flag_of(key)));
            if (found != environment.end() && !found->second.empty())
                set(key, found->second, found->first);
        }
        for (const Secret& secret : all_secrets()) {
            known.push_back(secret.variable);
            known.push_back(secret.file_variable);
        }
        for (const auto& [name, value] : environment)
            if (std::ranges::find(known, name) == known.end() && !is_of_kubernetes(name))
                problem(Reason::unknown_key, "environment", name + did_you_mean(name, known));
    }

    void read_flags(const Values& flags) {
        for (const ConfigKey& key : kKeys)
            if (const auto found = flags.find(flag_of(key)); found != flags.end())
                set(key, found->second.front(), "--" + flag_of(key));
    }

    tl::expected<LoadedConfig, Problems> take() {
        if (!problems_.empty()) return tl::unexpected(std::move(problems_));
        return std::move(loaded_);
    }

  private:
    /// Kubernetes describes a service called stafi-router in variables of our prefix.
    static bool is_of_kubernetes(std::string_view name) {
        const std::string_view rest = name.substr(kPrefix.size());
        return rest.starts_with("SERVICE_") || rest.starts_with("PORT");
    }

    static const ConfigKey* find(std::string_view name) {
        const auto* found = std::ranges::find(kKeys, name, &ConfigKey::name);
        return found == kKeys.end() ? nullptr : found;
    }

    static std::vector<std::string> key_names() {
        std::vector<std::string> names;
        names.reserve(kKeys.size());
        for (const ConfigKey& key : kKeys)
            names.emplace_back(key.name);
        return names;
    }

    void set(const ConfigKey& key, const std::string& text, const std::string& origin) {
        const auto done = key.set(loaded_.config, text);
        if (!done)
            problem(done.error().reason, origin,
                    fmt::format("{}: {}", key.name, done.error().what));
        loaded_.origins[static_cast<std::size_t>(&key - kKeys.data())] = origin;
    }

    void problem(Reason reason, std::string_view place, std::string_view what) {
        problems_.push_back({text_of(reason).reaction, reason, fmt::format("{}: {}", place, what)});
    }

    LoadedConfig loaded_{.config = {},
                         .origins = std::vector<std::string>(kKeys.size(), "default")};
    Problems problems_;
};

}  // namespace

std::string text_of(DepositMode mode) { return nth(kDepositModes, static_cast<std::size_t>(mode)); }

std::span<const ConfigKey> config_keys() { return kKeys; }

std::string flag_of(const ConfigKey& key) {
    std::string flag{key.name};
    std::ranges::replace_if(flag, [](char c) { return c == '.' || c == '_'; }, '-');
    return flag;
}

std::string variable_of(std::string_view flag) {
    std::string name{kPrefix};
    for (const char c : flag)
        name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

std::vector<Secret> all_secrets() {
    std::vector<Secret> secrets;
    for (const Command& command : all_commands()) {
        for (const Option& option : command.options) {
            if (!option.is_secret) continue;
            const std::string file = variable_of(option.name);
            const Secret secret{.variable = file.substr(0, file.size() - std::size("_FILE") + 1),
                                .file_variable = file};
            if (std::ranges::find(secrets, secret) == secrets.end()) secrets.push_back(secret);
        }
    }
    return secrets;
}

tl::expected<LoadedConfig, Problems> load_config(const Values& flags,
                                                 const Environment& environment) {
    Loader loader;
    const auto flag = flags.find("config");
    const auto variable = environment.find(variable_of("config"));
    if (flag != flags.end())
        loader.read_file(flag->second.front());
    else if (variable != environment.end() && !variable->second.empty())
        loader.read_file(variable->second);
    loader.read_environment(environment);
    loader.read_flags(flags);
    return loader.take();
}

std::string example_file() {
    std::string text =
        "# Every key of stafi-router with its default. Start it with --config FILE, or set\n"
        "# STAFI_ROUTER_CONFIG. Flags and environment variables come before this file:\n"
        "# --log-level, STAFI_ROUTER_LOG_LEVEL. Unknown keys are errors.\n"
        "# `stafi-router config` prints what is in force and where each value came from.\n";
    std::string table;
    for (const ConfigKey& key : kKeys) {
        const std::size_t dot = key.name.find('.');
        const std::string_view parent = dot == key.name.npos ? "" : key.name.substr(0, dot);
        if (parent != table) text += fmt::format("\n[{}]\n", table = parent);
        text += '\n';
        for (const std::string& line : wrap(key.help, 96))
            text += fmt::format("# {}\n", line);
        if (key.value != "N") text += fmt::format("# {}\n", join(split(key.value, "|"), ", "));
        const std::string_view quote = key.value == "N" ? "" : "\"";
        text += fmt::format("# {} = {}{}{}\n", key.name.substr(dot + 1), quote, key.text(Config{}),
                            quote);
    }
    return text;
}

}  // namespace stafi::app
