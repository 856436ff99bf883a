#include "app/commands/commands.hpp"

namespace stafi::app {

const std::vector<Command>& all_commands() {
    static const std::vector<Command> kCommands{
        keys_new_command(),        keys_import_command(),       keys_list_command(),
        keys_verify_command(),     deposit_data_make_command(), deposit_data_verify_command(),
        keyshares_split_command(), keyshares_verify_command(),  config_command(),
        version_command(),         completion_command(),
    };
    return kCommands;
}

}  // namespace stafi::app
