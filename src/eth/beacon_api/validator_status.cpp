#include "eth/beacon_api/validator_status.hpp"

#include <array>

#include <fmt/format.h>

#include "base/printable.hpp"

namespace stafi::eth {
namespace {

constexpr std::size_t kShownMax = 40;

constexpr std::array<std::string_view, 9> kNames{
    "pending_initialized", "pending_queued",      "active_ongoing",
    "active_exiting",      "active_slashed",      "exited_unslashed",
    "exited_slashed",      "withdrawal_possible", "withdrawal_done"};

bool is_of(std::string_view status, std::string_view name) {
    return status == name || (status.starts_with(name) && status[name.size()] == '_' &&
                              name.find('_') == std::string_view::npos);
}

}  // namespace

ValidatorStatus status_of(const Validator& validator, Gwei balance, Epoch now) {
    using enum ValidatorStatus;
    if (validator.withdrawable_epoch <= now)
        return balance == Gwei{0} ? withdrawal_done : withdrawal_possible;
    if (validator.exit_epoch <= now) return validator.slashed ? exited_slashed : exited_unslashed;
    if (validator.activation_epoch <= now) {
        if (validator.slashed) return active_slashed;
        return validator.exit_epoch == kFarFutureEpoch ? active_ongoing : active_exiting;
    }
    return validator.activation_eligibility_epoch == kFarFutureEpoch ? pending_initialized
                                                                     : pending_queued;
}

std::string_view text_of(ValidatorStatus status) {
    return kNames.at(static_cast<std::size_t>(status));
}

Result<std::vector<bool>> parse_statuses(const std::vector<std::string>& names) {
    std::vector<bool> wanted(kNames.size(), names.empty());
    for (const std::string& name : names) {
        bool is_known = false;
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            if (name.empty() || !is_of(kNames.at(i), name)) continue;
            wanted[i] = true;
            is_known = true;
        }
        if (!is_known)
            return fail(Reason::bad_argument, fmt::format("status: '{}' is unknown",
                                                          printable(name.substr(0, kShownMax))));
    }
    return wanted;
}

}  // namespace stafi::eth
