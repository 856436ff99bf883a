#include "adapters/endpoints/endpoints.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"

namespace stafi::adapters {
namespace {

/// It is not there, or the server does not want it.
bool is_answer(const Error& error) {
    return error.code == Errc::not_found || error.reason == Reason::rpc_refused;
}

/// What cannot be true counts for more than silence.
bool is_lie(const Error& error) {
    return error.reason == Reason::bad_rpc || error.reason == Reason::wrong_network;
}

}  // namespace

Endpoints::Endpoints(Ambient& ambient, std::vector<std::string> names)
    : ambient_{ambient}, health_(names.size()), counts_(names.size()) {
    CHECK(!names.empty());
    for (std::size_t i = 0; i < names.size(); ++i)
        counts_[i].name = std::move(names[i]);
}

std::vector<std::size_t> Endpoints::order() const {
    return order_of(health_, current_, ambient_.now());
}

void Endpoints::note(std::size_t server, UnixMillis begun, const Error* error) {
    const UnixMillis now = ambient_.now();
    if (error == nullptr || is_answer(*error)) {
        const std::uint64_t took = now > begun ? now.value - begun.value : 0;
        health_[server].succeeded(now, Millis{static_cast<std::int64_t>(took)});
        ++counts_[server].answers;
        if (error == nullptr) current_ = server;
        return;
    }
    health_[server].failed(now, is_lie(*error));
    ++counts_[server].failures;
    counts_[server].last_error = error->what;
}

void Endpoints::saw_head(std::size_t server, std::uint64_t number) {
    health_[server].saw_head(number);
}

std::vector<EndpointStatus> Endpoints::status() const {
    std::vector<EndpointStatus> all = counts_;
    const std::uint64_t best = best_head_of(health_);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].score = health_[i].score(ambient_.now(), best);
        all[i].is_current = i == current_;
        all[i].head = health_[i].head();
    }
    return all;
}

Error combined(std::span<const Error> errors) {
    CHECK(!errors.empty());
    for (const Error& error : errors)
        if (error.code == Errc::not_found) return error;
    if (std::ranges::all_of(errors, is_answer)) return errors.front();
    Reason reason = Reason::bad_rpc;
    std::string all;
    for (const Error& error : errors) {
        if (error.code == Errc::unavailable) reason = error.reason;
        all += (all.empty() ? "" : "; ") + error.what;
    }
    return fail(reason, std::move(all)).value();
}

}  // namespace stafi::adapters
