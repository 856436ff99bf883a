#include "app/commands/commands.hpp"

namespace stafi::app {

const std::vector<Command>& all_commands() {
    static const std::vector<Command> kCommands{
        config_command(),
        version_command(),
        completion_command(),
    };
    return kCommands;
}

}  // namespace stafi::app
