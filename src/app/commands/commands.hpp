#pragma once

#include "app/cli/console.hpp"

// One function per row of the command table; each stands in the file of its words.

namespace stafi::app {

[[nodiscard]] Command keys_new_command();
[[nodiscard]] Command keys_import_command();
[[nodiscard]] Command keys_list_command();
[[nodiscard]] Command keys_verify_command();
[[nodiscard]] Command keys_seal_command();
[[nodiscard]] Command deposit_data_make_command();
[[nodiscard]] Command deposit_data_verify_command();
[[nodiscard]] Command keyshares_split_command();
[[nodiscard]] Command keyshares_verify_command();
[[nodiscard]] Command rate_command();
[[nodiscard]] Command stake_command();
[[nodiscard]] Command unstake_command();
[[nodiscard]] Command withdraw_command();
[[nodiscard]] Command solo_deposit_command();
[[nodiscard]] Command solo_stake_command();
[[nodiscard]] Command solo_status_command();
[[nodiscard]] Command solo_exit_command();
[[nodiscard]] Command txs_command();
[[nodiscard]] Command devnet_up_command();
[[nodiscard]] Command devnet_status_command();
[[nodiscard]] Command devnet_time_command();
[[nodiscard]] Command devnet_fault_command();
[[nodiscard]] Command devnet_upgrade_command();
[[nodiscard]] Command devnet_down_command();
[[nodiscard]] Command config_command();
[[nodiscard]] Command version_command();
[[nodiscard]] Command completion_command();

}  // namespace stafi::app
