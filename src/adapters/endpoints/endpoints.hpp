#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "adapters/endpoints/health.hpp"
#include "base/result.hpp"
#include "ports/task.hpp"

namespace stafi::adapters {

/// What all errors come to, told to who asked: not_found when one says so, as the others may be
/// down; the refusal when all refuse; else an unavailable one with the words of all.
[[nodiscard]] Error combined(std::span<const Error> errors);

/// What a status page and metrics show of a server.
struct EndpointStatus {
    std::string name;  ///< fit for logs: keys are often part of an address
    int score = 0;
    bool is_current = false;  ///< the last answer is its
    std::uint64_t head = 0;   ///< block or slot; 0 for not seen yet
    std::uint64_t answers = 0;
    std::uint64_t failures = 0;
    std::string last_error = {};  ///< empty for none yet
};

/// Several servers of one kind: which to ask next, and what became of each question.
class Endpoints {
  public:
    /// At least one, the favourite first.
    Endpoints(Ambient& ambient, std::vector<std::string> names);

    /// The places of all, in the order in which to ask.
    [[nodiscard]] std::vector<std::size_t> order() const;

    /// Asks the best, and the next when it fails, until one answers. Errors: what all errors come
    /// to, as `combined` says.
    template <class T>
    [[nodiscard]] Task<Result<T>> ask(std::function<Task<Result<T>>(std::size_t)> question) {
        std::vector<Error> errors;
        for (const std::size_t server : order()) {
            const UnixMillis begun = now();
            Result<T> answer = co_await question(server);
            note(server, begun, answer ? nullptr : &answer.error());
            if (answer) co_return answer;
            errors.push_back(std::move(answer).error());
        }
        co_return tl::unexpected(combined(errors));
    }

    /// Takes the answer that a server gave since `begun`; nothing for no error. That something is
    /// not there, or is refused, is an answer too.
    void note(std::size_t server, UnixMillis begun, const Error* error);
    /// The newest block or slot that it has.
    void saw_head(std::size_t server, std::uint64_t number);

    [[nodiscard]] std::vector<EndpointStatus> status() const;
    [[nodiscard]] UnixMillis now() const { return ambient_.now(); }

  private:
    Ambient& ambient_;
    std::vector<Health> health_;
    std::vector<EndpointStatus> counts_;
    std::size_t current_ = 0;
};

}  // namespace stafi::adapters
