#include <charconv>
#include <numeric>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_queries/queries.hpp"
#include "eth/beacon_api/validator_status.hpp"

// Validators are written straight into the answer: a mainnet has a million of them.

namespace stafi::devnet::beacon_api {
namespace {

constexpr std::size_t kValidatorBytes = 512;  ///< of JSON, a little more than most take
constexpr std::size_t kBalanceBytes = 48;

void append_number(std::string& to, std::uint64_t value) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    to += '"';
    to.append(digits.data(), end);
    to += '"';
}

void append_hex(std::string& to, BytesView bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    to += "\"0x";
    for (const std::byte byte : bytes) {
        to += digits[std::to_integer<std::size_t>(byte >> 4)];
        to += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
    }
    to += '"';
}

void append_validator(std::string& to, const beacon::State& state, std::size_t index) {
    const eth::Validator& validator = state.validators[index];
    const Gwei balance = state.balances[index];
    to += R"({"index":)";
    append_number(to, index);
    to += R"(,"balance":)";
    append_number(to, balance.value);
    to += R"(,"status":")";
    to += text_of(status_of(validator, balance, state.epoch()));
    to += R"(","validator":{"pubkey":)";
    append_hex(to, validator.pubkey.view());
    to += R"(,"withdrawal_credentials":)";
    append_hex(to, validator.withdrawal_credentials.view());
    to += R"(,"effective_balance":)";
    append_number(to, validator.effective_balance.value);
    to += R"(,"slashed":)";
    to += json_bool(validator.slashed);
    to += R"(,"activation_eligibility_epoch":)";
    append_number(to, validator.activation_eligibility_epoch.value);
    to += R"(,"activation_epoch":)";
    append_number(to, validator.activation_epoch.value);
    to += R"(,"exit_epoch":)";
    append_number(to, validator.exit_epoch.value);
    to += R"(,"withdrawable_epoch":)";
    append_number(to, validator.withdrawable_epoch.value);
    to += "}}";
}

void append_balance(std::string& to, const beacon::State& state, std::size_t index) {
    to += R"({"index":)";
    append_number(to, index);
    to += R"(,"balance":)";
    append_number(to, state.balances[index].value);
    to += '}';
}

void append_identity(std::string& to, const beacon::State& state, std::size_t index) {
    to += R"({"index":)";
    append_number(to, index);
    to += R"(,"pubkey":)";
    append_hex(to, state.validators[index].pubkey.view());
    to += R"(,"activation_epoch":)";
    append_number(to, state.validators[index].activation_epoch.value);
    to += '}';
}

using Append = void (*)(std::string& to, const beacon::State& state, std::size_t index);

/// `[…]` of those validators: all of them when no ids are given.
Outcome<Reply> list(const Call& call, const std::vector<std::string>& ids,
                    const std::vector<std::string>& statuses, Append append,
                    std::size_t bytes_each) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    const beacon::State& state = *at.state;
    TRY(const std::vector<bool> wanted, eth::parse_statuses(statuses));
    std::vector<ValidatorIndex> found;
    if (!ids.empty()) {
        TRY(found, find_validators(call.node, state, ids));
    }
    const std::size_t count = ids.empty() ? state.validators.size() : found.size();
    Answer answer{.body = fmt::format(R"({{"execution_optimistic":{},"finalized":{},"data":[)",
                                      call.node.status.is_optimistic, at.is_final)};
    answer.body.reserve(answer.body.size() + count * bytes_each + 2);
    const std::size_t begin = answer.body.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t index = ids.empty() ? i : found[i].value;
        const eth::ValidatorStatus status =
            status_of(state.validators[index], state.balances[index], state.epoch());
        if (!wanted[static_cast<std::size_t>(status)]) continue;
        if (answer.body.size() > begin) answer.body += ',';
        append(answer.body, state, index);
    }
    answer.body += "]}";
    return answer;
}

/// The values of a query parameter. Errors: 400 when they are more than a target can name.
Outcome<std::vector<std::string>> listed(const Call& call, std::string_view name) {
    std::vector<std::string> values = call.target.list(name);
    if (values.size() >= Target::kPartsMax)
        return refuse(400, fmt::format("{}: {} are too many here; use POST", name, values.size()));
    return values;
}

}  // namespace

Outcome<Reply> state_validators(const Call& call) {
    TRY(const auto ids, listed(call, "id"));
    TRY(const auto statuses, listed(call, "status"));
    return list(call, ids, statuses, append_validator, kValidatorBytes);
}

Outcome<Reply> asked_validators(const Call& call) {
    TRY(const Asked asked, read_asked(call));
    return list(call, asked.ids, asked.statuses, append_validator, kValidatorBytes);
}

Outcome<Reply> state_validator(const Call& call) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    TRY(const auto index, find_validator(call.node, *at.state, call.ids[1]));
    if (!index) return refuse(404, "validator not found");
    std::string json;
    append_validator(json, *at.state, index->value);
    return answer_with(call, at.is_final, json);
}

Outcome<Reply> validator_balances(const Call& call) {
    TRY(const auto ids, listed(call, "id"));
    return list(call, ids, {}, append_balance, kBalanceBytes);
}

Outcome<Reply> asked_balances(const Call& call) {
    TRY(const auto ids, read_texts(call));
    return list(call, ids, {}, append_balance, kBalanceBytes);
}

Outcome<Reply> validator_identities(const Call& call) {
    TRY(const auto ids, read_texts(call));
    return list(call, ids, {}, append_identity, kValidatorBytes / 2);
}

}  // namespace stafi::devnet::beacon_api
