#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "eth/containers/state.hpp"

namespace stafi::eth {

/// Where a validator is on its way. Source: beacon-APIs, ValidatorStatus.
enum class ValidatorStatus : std::uint8_t {
    pending_initialized,
    pending_queued,
    active_ongoing,
    active_exiting,
    active_slashed,
    exited_unslashed,
    exited_slashed,
    withdrawal_possible,
    withdrawal_done,
};

[[nodiscard]] ValidatorStatus status_of(const Validator& validator, Gwei balance, Epoch now);
/// "active_ongoing"
[[nodiscard]] std::string_view text_of(ValidatorStatus status);

/// One flag for each status. A family such as `active` stands for all of its own; no names for all.
/// Errors: bad_argument for an unknown name.
[[nodiscard]] Result<std::vector<bool>> parse_statuses(const std::vector<std::string>& names);

}  // namespace stafi::eth
