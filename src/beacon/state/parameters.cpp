#include "beacon/state/parameters.hpp"

namespace stafi::beacon {

Parameters devnet_parameters() {
    Parameters parameters;
    parameters.forks = eth::devnet().forks;
    parameters.slots_per_epoch = eth::devnet().slots_per_epoch;
    parameters.seconds_per_slot = eth::devnet().seconds_per_slot;
    // Consolidations get what activations and exits leave of the whole churn: as much again.
    parameters.churn_min = 16'384_eth;
    parameters.activation_exit_churn_max = 8'192_eth;
    parameters.pending_deposits_per_epoch = 256;
    parameters.withdrawability_delay = Epoch{4};
    parameters.service_before_exit = Epoch{4};
    parameters.sync_committee_period = Epoch{8};  // as in the minimal preset
    parameters.slashings_window = Epoch{64};      // as in the minimal preset
    return parameters;
}

}  // namespace stafi::beacon
