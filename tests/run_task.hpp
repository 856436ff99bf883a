#pragma once

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "ports/task.hpp"

namespace stafi::test {

/// Starts `task` on `loop`, lets `run` turn the loop, and throws what the task threw. Whether the
/// task came to its end is returned.
template <class Run>
[[nodiscard]] bool run_task(boost::asio::io_context& loop, Task<> task, Run run) {
    bool is_done = false;
    std::exception_ptr thrown;
    boost::asio::co_spawn(loop, std::move(task), [&](std::exception_ptr error) {
        is_done = true;
        thrown = std::move(error);
        loop.stop();  // nobody need wait for the idle connections that a client keeps
    });
    run();
    if (thrown) std::rethrow_exception(thrown);
    return is_done;
}

}  // namespace stafi::test
