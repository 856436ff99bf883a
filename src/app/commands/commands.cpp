#include "app/commands/commands.hpp"

namespace stafi::app {

const std::vector<Command>& all_commands() {
    static const std::vector<Command> commands{
        keys_new_command(),
        keys_import_command(),
        keys_list_command(),
        keys_verify_command(),
        keys_seal_command(),
        deposit_data_make_command(),
        deposit_data_verify_command(),
        keyshares_split_command(),
        keyshares_verify_command(),
        rate_command(),
        stake_command(),
        unstake_command(),
        withdraw_command(),
        solo_deposit_command(),
        solo_stake_command(),
        solo_status_command(),
        solo_exit_command(),
        txs_command(),
        devnet_up_command(),
        devnet_status_command(),
        devnet_time_command(),
        devnet_fault_command(),
        devnet_upgrade_command(),
        devnet_down_command(),
        config_command(),
        version_command(),
        completion_command(),
    };
    return commands;
}

const std::vector<Option>& global_options() {
    static const std::vector<Option> options = [] {
        std::vector<Option> made{{.name = "config",
                                  .value = "FILE",
                                  .help = "a TOML file; `config` prints what is in force",
                                  .alias = "config-file"}};
        for (const ConfigKey& key : config_keys())
            made.push_back({.name = flag_of(key),
                            .value = std::string{key.value},
                            .help = std::string{key.help},
                            .fallback = key.text(Config{}),
                            .alias = key.name == "data_dir" ? "data-path" : ""});
        return made;
    }();
    return options;
}

}  // namespace stafi::app
