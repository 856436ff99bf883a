#include "eth/network.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/printable.hpp"
#include "base/uint256.hpp"
#include "crypto/address.hpp"
#include "crypto/json_fields.hpp"
#include "eth/deposit/deposit.hpp"

namespace stafi::eth {
namespace {

namespace json = boost::json;

constexpr std::size_t kNameMax = 64;
constexpr std::uint64_t kSecondsPerSlotMax = 3600;
constexpr std::uint64_t kSlotsPerEpochMax = 1024;
constexpr std::uint64_t kChainIdMax = 0x7fff'ffff'ffff'ffdb;  ///< EIP-2294: v fits 64 bits
// Far above anything real, and so that no product of times, slots and epochs overflows.
constexpr std::uint64_t kEpochMax = 1ULL << 40;
constexpr std::uint64_t kGenesisTimeMax = 9'999'999'999;  ///< seconds: the year 2286
constexpr std::uint64_t kBlockNumberMax = 1ULL << 40;
constexpr std::uint64_t kEffectiveBalanceMin = kDepositMin.value;
constexpr std::uint64_t kEffectiveBalanceMax = 1'000'000'000'000'000;  ///< gwei: a million ETH
constexpr std::size_t kPrintedKeyMax = 40;

/// A literal of this file; a wrong one is our bug.
template <class T>
T literal(std::string_view hex) {
    const Result<T> value = parse_fixed<T>(hex);
    CHECK(value.has_value());
    return *value;
}

struct ActivationText {
    std::string_view version;
    Epoch epoch;
};

ForkSchedule schedule(const std::array<ActivationText, kForkNames.size()>& texts) {
    ForkSchedule forks;
    for (std::size_t i = 0; i < texts.size(); ++i)
        forks.activations[i] = {.version = literal<ForkVersion>(texts[i].version),
                                .epoch = texts[i].epoch};
    return forks;
}

/// A key from outside, short and fit for a terminal.
std::string shown(std::string_view key) { return printable(key.substr(0, kPrintedKeyMax)); }

/// Reads the keys of one JSON object and writes down everything that is wrong with them. After the
/// first problem the values it returns mean nothing.
class Reader {
  public:
    Reader(const json::object& object, std::string path, std::vector<std::string>& problems)
        : object_{object}, path_{std::move(path)}, problems_{problems} {}

    void refuse(std::string_view key, std::string_view why) {
        problems_.push_back(fmt::format("{}{}: {}", path_, key, why));
    }

    [[nodiscard]] bool has(std::string_view key) const { return object_.contains(key); }

    std::uint64_t number(std::string_view key, std::uint64_t min, std::uint64_t max) {
        const json::value* value = find(key);
        if (value == nullptr) return min;
        json::error_code error;
        const auto number = value->to_number<std::uint64_t>(error);
        if (error || value->is_double() || number < min || number > max) {
            refuse(key, fmt::format("a number from {} to {} is expected", min, max));
            return min;
        }
        return number;
    }
    std::string text(std::string_view key) {
        const json::value* value = find(key);
        if (value == nullptr) return {};
        if (!value->is_string()) {
            refuse(key, "a text is expected");
            return {};
        }
        return std::string{value->as_string()};
    }
    Address address(std::string_view key) {
        return parsed<Address>(key, parse_address).value_or(Address{});
    }
    template <class T>
    std::optional<T> bytes(std::string_view key) {
        return parsed<T>(key, [](std::string_view text) -> Result<T> {
            if (!text.starts_with("0x")) return fail(Reason::bad_hex, "hex: 0x is missing");
            return parse_fixed<T>(text);
        });
    }
    /// `null` or a number.
    Epoch epoch(std::string_view key) {
        if (const auto* value = object_.if_contains(key); value != nullptr && value->is_null()) {
            asked_.emplace(key);
            return kFarFutureEpoch;
        }
        return {number(key, 0, kEpochMax)};
    }
    Reader object(std::string_view key) {
        static const json::object nothing;
        const json::value* value = find(key);
        if (value != nullptr && !value->is_object()) refuse(key, "an object is expected");
        const bool is_object = value != nullptr && value->is_object();
        Reader reader{is_object ? value->as_object() : nothing, fmt::format("{}{}.", path_, key),
                      problems_};
        reader.is_silent_ = !is_object;
        return reader;
    }
    void refuse_unknown_keys() {
        for (const auto& member : object_)
            if (!asked_.contains(std::string{member.key()}))
                refuse(shown(member.key()), "unknown key");
    }

  private:
    const json::value* find(std::string_view key) {
        asked_.emplace(key);
        const json::value* value = object_.if_contains(key);
        if (value == nullptr && !is_silent_) refuse(key, "missing");
        return value;
    }
    template <class T>
    std::optional<T> parsed(std::string_view key, auto parse) {
        const std::size_t before = problems_.size();
        const std::string value = text(key);
        if (problems_.size() != before || is_silent_) return {};
        Result<T> result = parse(value);
        if (result) return std::move(*result);
        refuse(key, result.error().what);
        return {};
    }

    const json::object& object_;
    std::string path_;
    std::vector<std::string>& problems_;
    std::set<std::string> asked_;
    bool is_silent_ = false;  ///< stands for a missing object: its keys are not missed one by one
};

/// A deposit is signed for a genesis fork version and nothing else: one that is meant for a devnet
/// would be good on mainnet.
void check_genesis_version(Reader& phase0, const ForkVersion& version) {
    for (const Network& real : {mainnet(), hoodi()})
        if (version == real.genesis_fork_version())
            phase0.refuse("version",
                          fmt::format("{} is {}'s: deposits signed here would be valid there",
                                      to_hex0x(version.view()), real.name));
}

ForkSchedule read_forks(Reader reader) {
    ForkSchedule forks;
    for (std::size_t i = 0; i < kForkNames.size(); ++i) {
        Reader fork = reader.object(kForkNames[i]);
        const auto version = fork.bytes<ForkVersion>("version");
        forks.activations[i] = {.version = version.value_or(ForkVersion{}),
                                .epoch = fork.epoch("epoch")};
        fork.refuse_unknown_keys();
        if (i == 0 && version) check_genesis_version(fork, *version);
        const Epoch earliest = i == 0 ? Epoch{} : forks.activations[i - 1].epoch;
        if (i == 0 && forks.activations[i].epoch != Epoch{})
            fork.refuse("epoch", "the first fork is active from epoch 0");
        if (forks.activations[i].epoch < earliest)
            fork.refuse("epoch", fmt::format("before {}", kForkNames[i - 1]));
    }
    reader.refuse_unknown_keys();
    return forks;
}

SsvContracts read_ssv(Reader reader) {
    const SsvContracts ssv{.network = reader.address("network"),
                           .views = reader.address("views"),
                           .first_block = {reader.number("first_block", 0, kBlockNumberMax)}};
    reader.refuse_unknown_keys();
    return ssv;
}

void check_name(Reader& reader, std::string_view name) {
    const auto is_allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    if (name.empty() || name.size() > kNameMax || !std::ranges::all_of(name, is_allowed))
        reader.refuse("name", "1 to 64 of a-z, 0-9 and - are expected");
    // Deposits would say that they are for the real one. A file describes any devnet, ours too.
    if (name == mainnet().name || name == hoodi().name)
        reader.refuse("name", fmt::format("{} is built in: a file cannot describe it", name));
}

/// What a validator may have with each kind of credentials.
void read_balances(Reader& reader, Network& network) {
    const auto read = [&](std::string_view key, Gwei& balance) {
        if (reader.has(key))
            balance = {reader.number(key, kEffectiveBalanceMin, kEffectiveBalanceMax)};
    };
    read("max_effective_balance_gwei", network.max_effective_balance);
    read("max_effective_balance_compounding_gwei", network.max_effective_balance_compounding);
    if (network.max_effective_balance_compounding < network.max_effective_balance)
        reader.refuse("max_effective_balance_compounding_gwei",
                      "less than max_effective_balance_gwei");
}

Network read_network(Reader& reader) {
    Network network;
    network.name = reader.text("name");
    if (reader.has("name")) check_name(reader, network.name);
    network.chain_id = {reader.number("chain_id", 1, kChainIdMax)};
    network.forks = read_forks(reader.object("forks"));
    if (reader.has("genesis_validators_root"))
        network.genesis_validators_root = reader.bytes<Bytes32>("genesis_validators_root");
    if (reader.has("genesis_time"))
        network.genesis_time = UnixSeconds{reader.number("genesis_time", 0, kGenesisTimeMax)};
    network.seconds_per_slot = reader.number("seconds_per_slot", 1, kSecondsPerSlotMax);
    network.slots_per_epoch = {reader.number("slots_per_epoch", 1, kSlotsPerEpochMax)};
    network.deposit_contract = reader.address("deposit_contract");
    network.deposit_contract_block = {reader.number("deposit_contract_block", 0, kBlockNumberMax)};
    if (reader.has("ssv")) network.ssv = read_ssv(reader.object("ssv"));
    read_balances(reader, network);
    reader.refuse_unknown_keys();
    return network;
}

std::string epoch_text(Epoch epoch) {
    return epoch == kFarFutureEpoch ? "null" : fmt::format("{}", epoch.value);
}

}  // namespace

const ForkActivation& ForkSchedule::at(Epoch epoch) const {
    const ForkActivation* last = &activations.front();
    for (const ForkActivation& next : activations)
        if (next.epoch <= epoch && next.epoch != kFarFutureEpoch) last = &next;
    return *last;
}

const Network& mainnet() {
    static const Network network{
        .name = "mainnet",
        .chain_id = {1},
        .forks = schedule({{{"00000000", {0}},
                            {"01000000", {74'240}},
                            {"02000000", {144'896}},
                            {"03000000", {194'048}},
                            {"04000000", {269'568}},
                            {"05000000", {364'032}},
                            {"06000000", {411'392}}}}),
        .genesis_validators_root =
            literal<Bytes32>("4b363db94e286120d76eb905340fdd4e54bfe9f06bf33ff6cf5ad27f511bfe95"),
        .genesis_time = UnixSeconds{1'606'824'023},
        .deposit_contract = literal<Address>("00000000219ab540356cbb839cbe05303d7705fa"),
        .deposit_contract_block = {11'052'984},
        .ssv = SsvContracts{.network = literal<Address>("dd9bc35ae942ef0cfa76930954a156b3ff30a4e1"),
                            .views = literal<Address>("afe830b6ee262ba11cce5f32fdcd760ffe6a66e4"),
                            .first_block = {17'507'487}},
    };
    return network;
}

const Network& hoodi() {
    static const Network network{
        .name = "hoodi",
        .chain_id = {560'048},
        .forks = schedule({{{"10000910", {0}},
                            {"20000910", {0}},
                            {"30000910", {0}},
                            {"40000910", {0}},
                            {"50000910", {0}},
                            {"60000910", {2'048}},
                            {"70000910", {50'688}}}}),
        .genesis_validators_root =
            literal<Bytes32>("212f13fc4df078b6cb7db228f1c8307566dcecf900867401a92023d7ba99cb5f"),
        .genesis_time = UnixSeconds{1'742'213'400},
        .deposit_contract = literal<Address>("00000000219ab540356cbb839cbe05303d7705fa"),
        .deposit_contract_block = {0},
        .ssv = SsvContracts{.network = literal<Address>("58410bef803ecd7e63b23664c586a6db72daf59c"),
                            .views = literal<Address>("5addb3f1529c5ec70d77400499ee4bbf328368fe"),
                            .first_block = {1'065}},
    };
    return network;
}

const Network& devnet() {
    // Fork versions of its own: no deposit made here is valid anywhere else.
    static const Network network{
        .name = "devnet",
        .chain_id = {31'337},
        .forks = schedule({{{"10031337", {0}},
                            {"20031337", {0}},
                            {"30031337", {0}},
                            {"40031337", {0}},
                            {"50031337", {0}},
                            {"60031337", {0}},
                            {"70031337", {0}}}}),
        .genesis_validators_root = {},
        .genesis_time = {},
        .seconds_per_slot = 1,
        .slots_per_epoch = {4},
        .deposit_contract = literal<Address>("00000000219ab540356cbb839cbe05303d7705fa"),
        .deposit_contract_block = {0},
        .ssv = {},
    };
    return network;
}

Result<Network> find_network(std::string_view name) {
    for (const Network* network : {&mainnet(), &hoodi(), &devnet()})
        if (network->name == name) return *network;
    return fail(Reason::bad_network,
                fmt::format("network: '{}' is not built in", name.substr(0, 80)));
}

Result<Network> parse_network(std::string_view text) {
    if (text.size() > kNetworkFileBytesMax)
        return fail(Reason::bad_network, fmt::format("network file: {} bytes, at most {}",
                                                     text.size(), kNetworkFileBytesMax));
    TRY_VOID(at("network file", check_json(text)));
    json::error_code error;
    const json::value value = json::parse(text, error, {}, {.max_depth = 8});
    if (error || !value.is_object())
        return fail(Reason::bad_network, "network file: a JSON object is expected");

    std::vector<std::string> problems;
    Reader reader{value.as_object(), "", problems};
    Network network = read_network(reader);
    if (!problems.empty())
        return fail(Reason::bad_network, fmt::format("{}", fmt::join(problems, "; ")));
    return network;
}

std::string to_network_file(const Network& network) {
    std::string text = fmt::format("{{\n  \"name\": \"{}\",\n  \"chain_id\": {},\n  \"forks\": {{",
                                   network.name, network.chain_id.value);
    for (std::size_t i = 0; i < kForkNames.size(); ++i) {
        const ForkActivation& fork = network.forks.activations[i];
        text +=
            fmt::format("{}\n    \"{}\": {{\"version\": \"{}\", \"epoch\": {}}}", i == 0 ? "" : ",",
                        kForkNames[i], to_hex0x(fork.version.view()), epoch_text(fork.epoch));
    }
    text += "\n  },\n";
    if (network.genesis_validators_root)
        text += fmt::format("  \"genesis_validators_root\": \"{}\",\n",
                            to_hex0x(network.genesis_validators_root->view()));
    if (network.genesis_time)
        text += fmt::format("  \"genesis_time\": {},\n", network.genesis_time->value);
    text += fmt::format("  \"seconds_per_slot\": {},\n  \"slots_per_epoch\": {},\n",
                        network.seconds_per_slot, network.slots_per_epoch.value);
    text += fmt::format("  \"deposit_contract\": \"{}\",\n  \"deposit_contract_block\": {},\n",
                        to_checksum_text(network.deposit_contract),
                        network.deposit_contract_block.value);
    if (network.ssv)
        text += fmt::format(
            "  \"ssv\": {{\"network\": \"{}\", \"views\": \"{}\", \"first_block\": {}}},\n",
            to_checksum_text(network.ssv->network), to_checksum_text(network.ssv->views),
            network.ssv->first_block.value);
    text += fmt::format(
        "  \"max_effective_balance_gwei\": {},\n  \"max_effective_balance_compounding_gwei\": "
        "{}\n}}\n",
        network.max_effective_balance.value, network.max_effective_balance_compounding.value);
    return text;
}

}  // namespace stafi::eth
