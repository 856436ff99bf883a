#include "adapters/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace stafi::adapters {
namespace {

std::atomic<bool> asked_to_stop = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // else a handler must not touch it

}  // namespace

void catch_interrupts() {
    struct sigaction action{};
    action.sa_handler = [](int) { asked_to_stop = true; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // no SA_RESTART: a prompt ends as well
    for (const int signal : {SIGINT, SIGQUIT, SIGTERM, SIGHUP})
        sigaction(signal, &action, nullptr);
}

bool interrupted() { return asked_to_stop; }

}  // namespace stafi::adapters
