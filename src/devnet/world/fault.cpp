#include "devnet/world/fault.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/printable.hpp"
#include "base/uint256.hpp"

namespace stafi::devnet {
namespace {

constexpr std::size_t kShownMax = 80;

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string all_forms() {
    std::string text;
    for (const FaultForm& form : fault_forms())
        text += fmt::format("{}{}", text.empty() ? "" : ", ", form.words);
    return text;
}

/// What an operator can do wrong, as the words of a fault.
constexpr std::array<std::pair<OperatorFault, std::string_view>, 4> kTroubles{
    {{OperatorFault::none, "healthy"},
     {OperatorFault::offline, "offline"},
     {OperatorFault::slow, "slow"},
     {OperatorFault::wrong_share, "wrong-share"}}};

/// Nothing for other words.
std::optional<Fault> operator_fault(OperatorId id, const std::string& what) {
    for (const auto& [kind, word] : kTroubles)
        if (word == what) return OperatorTrouble{.id = id, .kind = kind};
    if (what == "remove") return OperatorRemoval{id};
    return std::nullopt;
}

Result<std::uint64_t> count_of(const std::string& text, std::string_view what, std::uint64_t most) {
    TRY(const std::uint64_t value, at(what, parse_uint64(text)));
    if (value == 0 || value > most)
        return fail(Reason::out_of_range, fmt::format("{}: {} is not in 1..{}", what, text, most));
    return value;
}

// Nothing for words that are no fault of that kind.
using MaybeFault = std::optional<Fault>;

Result<MaybeFault> parse_beacon(const std::vector<std::string>& words) {
    if (words.size() != 3) return std::nullopt;
    if (words[1] == "reorg") {
        TRY(const std::uint64_t blocks, count_of(words[2], "beacon reorg", kFaultSlotsMax));
        return BeaconReorg{blocks};
    }
    if (words[1] == "miss") {
        TRY(const std::uint64_t slots, count_of(words[2], "beacon miss", kFaultSlotsMax));
        return BeaconMiss{slots};
    }
    if (words[1] == "stall" && (words[2] == "on" || words[2] == "off"))
        return BeaconStall{words[2] == "on"};
    return std::nullopt;
}

Result<MaybeFault> parse_execution(const std::vector<std::string>& words) {
    if (words.size() == 3 && words[1] == "lag") {
        TRY(const std::uint64_t blocks, count_of(words[2], "execution lag", kLagMax));
        return ExecutionTrouble{.service = Service::late, .blocks = blocks};
    }
    if (words.size() == 2 && words[1] == "stop")
        return ExecutionTrouble{.service = Service::silent};
    if (words.size() == 2 && words[1] == "healthy") return ExecutionTrouble{};
    return std::nullopt;
}

Result<MaybeFault> parse_operator(const std::vector<std::string>& words) {
    if (words.size() < 3) return std::nullopt;
    TRY(const std::uint64_t id, at("operator", parse_uint64(words[1])));
    if (words.size() == 3) return operator_fault(OperatorId{id}, words[2]);
    if (words[2] != "fee" || words.size() != 4) return std::nullopt;
    TRY(const std::uint64_t wei, at("operator fee", parse_uint64(words[3])));
    return OperatorFee{.id = OperatorId{id}, .wei_per_block = wei};
}

Result<MaybeFault> parse_known(const std::vector<std::string>& words) {
    const std::string_view where = words.empty() ? "" : std::string_view{words.front()};
    if (where == "beacon") return parse_beacon(words);
    if (where == "execution") return parse_execution(words);
    if (where == "operator") return parse_operator(words);
    return std::nullopt;
}

}  // namespace

std::string_view text_of(OperatorFault fault) {
    return std::ranges::find(kTroubles, fault, &decltype(kTroubles)::value_type::first)->second;
}

const std::vector<FaultForm>& fault_forms() {
    static const std::vector<FaultForm> forms{
        {"beacon reorg N", "the last N blocks lose to others; their transactions wait again"},
        {"beacon miss N", "nobody proposes in the next N slots"},
        {"beacon stall on|off", "nobody votes: nothing is finalized, and stake leaks"},
        {"execution lag N", "what the execution client tells users falls N blocks behind"},
        {"execution stop", "the execution client answers users no more"},
        {"execution healthy", "it answers them as it should"},
        {"operator ID offline|slow|wrong-share|healthy", "how it signs from now on"},
        {"operator ID remove", "its owner takes it off the network"},
        {"operator ID fee N", "it asks for N wei a block"},
    };
    return forms;
}

Result<Fault> parse_fault(const std::vector<std::string>& words) {
    TRY(const MaybeFault fault, parse_known(words));
    if (fault) return *fault;
    return fail(Reason::unknown_fault,
                fmt::format("fault '{}': known are {}",
                            printable(joined(words).substr(0, kShownMax)), all_forms()));
}

}  // namespace stafi::devnet
