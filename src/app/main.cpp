#include <csignal>
#include <string_view>

#include <unistd.h>

#include "adapters/hardening.hpp"
#include "app/run.hpp"

int main(int count, char** words) {
    using namespace stafi;
    adapters::forbid_core_dumps();
    adapters::catch_interrupts();
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error, as on a full disk

    app::Environment environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (text.starts_with("STAFI_ROUTER_") && equals != text.npos)
            environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    app::Console console;
    if (adapters::is_terminal(stdin) && adapters::is_terminal(stderr))
        console.ask = adapters::ask_line;
    return static_cast<int>(app::run({words + 1, words + count}, environment, console));
}
