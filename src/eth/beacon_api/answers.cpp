#include "eth/beacon_api/answers.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/printable.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::eth {
namespace {

constexpr std::size_t kWordsMax = 300;     ///< bytes of a refusal that are shown
constexpr std::size_t kFailuresMax = 256;  ///< of what was submitted in one request

auto another(std::string_view what) {
    return fail(Reason::wrong_network, fmt::format("the beacon node has another {}", what));
}

/// The text of a setting. Errors: bad_json when it is not there.
Result<std::string> setting(const JsonFields& spec, std::string_view name) {
    TRY(const std::string_view text, spec.text(name));
    std::string small{text};
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

Result<> expect(const JsonFields& spec, std::string_view name, const std::string& expected) {
    TRY(const std::string told, setting(spec, name));
    if (told == expected) return {};
    return another(
        fmt::format("{}: {}, not {}", name, printable(told.substr(0, kWordsMax)), expected));
}

Result<> check_forks(const JsonFields& spec, const ForkSchedule& forks) {
    for (std::size_t i = 0; i < kForkNames.size(); ++i) {
        const ForkActivation& fork = forks.activations.at(i);
        std::string name{i == 0 ? "genesis" : kForkNames.at(i)};
        std::ranges::transform(name, name.begin(),
                               [](char c) { return static_cast<char>(c - 'a' + 'A'); });
        const std::string version = name + "_FORK_VERSION";
        // Older nodes do not know forks that nobody has scheduled.
        if (fork.epoch == kFarFutureEpoch && !spec.has(version)) continue;
        TRY_VOID(expect(spec, version, to_hex0x(fork.version.view())));
        if (i == 0) continue;
        TRY_VOID(expect(spec, name + "_FORK_EPOCH", fmt::to_string(fork.epoch.value)));
    }
    return {};
}

}  // namespace

Result<> check_genesis(const BeaconGenesis& told, const Network& network) {
    if (told.genesis_fork_version != network.genesis_fork_version())
        return another(fmt::format("genesis fork version: {}, not {}",
                                   to_hex0x(told.genesis_fork_version.view()),
                                   to_hex0x(network.genesis_fork_version().view())));
    if (network.genesis_validators_root &&
        told.genesis_validators_root != *network.genesis_validators_root)
        return another("genesis validators root");
    if (network.genesis_time && told.genesis_time != *network.genesis_time)
        return another("genesis time");
    return {};
}

Result<> check_spec(std::string_view answer, const Network& network) {
    TRY(const JsonDocument document, JsonDocument::parse(answer));
    TRY(const JsonFields spec, document.fields().object("data"));
    TRY_VOID(expect(spec, "DEPOSIT_CHAIN_ID", fmt::to_string(network.chain_id.value)));
    TRY_VOID(expect(spec, "DEPOSIT_CONTRACT_ADDRESS", to_hex0x(network.deposit_contract.view())));
    TRY_VOID(expect(spec, "SLOTS_PER_EPOCH", fmt::to_string(network.slots_per_epoch.value)));
    // Since Fulu slots are told in milliseconds, by some in both.
    if (spec.has("SECONDS_PER_SLOT"))
        TRY_VOID(expect(spec, "SECONDS_PER_SLOT", fmt::to_string(network.seconds_per_slot)));
    else
        TRY_VOID(expect(spec, "SLOT_DURATION_MS", fmt::to_string(network.seconds_per_slot * 1000)));
    return check_forks(spec, network.forks);
}

std::string read_beacon_refusal(std::string_view body) {
    std::string whole = printable(body.substr(0, kWordsMax));
    const auto document = JsonDocument::parse(body);
    if (!document) return whole;
    const auto message = document->fields().text("message");
    if (!message) return whole;
    std::string words = printable(message->substr(0, kWordsMax));
    const auto failures = document->fields().objects("failures", kFailuresMax);
    if (!failures || failures->empty()) return words;
    const auto first = failures->front().text("message");
    return first ? words + ": " + printable(first->substr(0, kWordsMax)) : words;
}

}  // namespace stafi::eth
