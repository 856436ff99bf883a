#include "adapters/operator_api/rest_operator_api.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/uint256.hpp"
#include "crypto/address.hpp"

namespace stafi::adapters {
namespace {

constexpr unsigned kNotFound = 404;
constexpr unsigned kTooManyRequests = 429;  // RFC 6585
constexpr std::uint64_t kWaitSecondsMax = 1'000'000;

/// What cannot be read is not our input's fault: the server is not to be believed.
template <class T>
Result<T> believed(Result<T> read) {
    if (read || read.error().code != Errc::invalid_input ||
        read.error().reason == Reason::wrong_network)
        return read;
    return fail(Reason::bad_rpc, std::move(read).error().what);
}

bool may_pass(unsigned status) { return status == kTooManyRequests || status >= 500; }

/// The wait that an answer asks for. Only the form in seconds: a date is of a clock that is not
/// ours, and whoever sends one waits as after an answer without.
std::optional<Millis> retry_after(const http::Response& answer) {
    const auto text = http::find_header(answer.headers, "Retry-After");
    if (!text) return std::nullopt;
    const auto seconds = parse_uint64(*text);
    if (!seconds) return std::nullopt;
    return std::chrono::seconds{std::min(*seconds, kWaitSecondsMax)};
}

Error refusal(const http::Response& answer) {
    const std::string words =
        fmt::format("{} {}", answer.status, ssv::read_api_refusal(answer.body));
    return fail(Reason::http_status, words).value();
}

/// Rows move from page to page while others are added: the same one may come twice, and the later
/// is the newer.
template <class Key, class Row>
std::vector<Row> rows_of(std::map<Key, Row> by_key) {
    std::vector<Row> rows;
    rows.reserve(by_key.size());
    for (auto& [key, row] : by_key)
        rows.push_back(std::move(row));
    return rows;
}

auto of_another(std::string_view what, const Address& owner) {
    return fail(Reason::bad_rpc,
                fmt::format("{} of {}, who was not asked for", what, to_checksum_text(owner)));
}

}  // namespace

RestOperatorApi::RestOperatorApi(Ambient& ambient, Url server, std::string network,
                                 RestOperatorApiOptions options)
    : ambient_{ambient},
      server_{std::move(server)},
      network_{std::move(network)},
      options_{std::move(options)},
      http_{server_, options_.http} {}

Task<Result<std::string>> RestOperatorApi::ask(std::string path) {
    std::string_view base = server_.target;
    if (base.ends_with('/')) base.remove_suffix(1);
    const http::Request request{.target = fmt::format("{}/api/v4/{}/{}", base, network_, path),
                                .headers = {{"Accept", "application/json"}},
                                .may_be_repeated = true};
    Millis pause = options_.pause;
    for (unsigned attempt = 1;; ++attempt) {
        http::Request copy = request;
        Result<http::Response> answer = co_await http_.exchange(std::move(copy));
        if (answer && answer->status == 200) co_return std::move(answer->body);
        // The server's own "there is none" comes with a reason that the reader knows.
        if (answer && answer->status == kNotFound) co_return std::move(answer->body);
        const bool is_passing =
            answer ? may_pass(answer->status) : answer.error().code == Errc::unavailable;
        const Millis wait = answer ? std::max(pause, retry_after(*answer).value_or(pause)) : pause;
        if (!is_passing || attempt >= options_.attempts_max || wait > options_.pause_max) {
            if (!answer) co_return tl::unexpected(std::move(answer).error());
            co_return at(origin_text(server_),
                         Result<std::string>{tl::unexpected(refusal(*answer))});
        }
        co_await ambient_.sleep(wait);
        pause *= 2;
    }
}

template <class Row>
Task<Result<>> RestOperatorApi::ask_pages(std::string path, ReadPage<Row> read,
                                          std::function<Result<>(Row)> take) {
    std::uint64_t rows = 0;
    for (std::uint64_t number = 1;; ++number) {
        std::string query = fmt::format("{}page={}&perPage={}", path, number, options_.per_page);
        CO_TRY(const std::string body, co_await ask(std::move(query)));
        const std::string place = origin_text(server_) + ": " + path;
        CO_TRY(ssv::ApiPage<Row> page, at(place, believed(read(body))));
        if (page.number != number)
            co_return fail(Reason::bad_rpc, fmt::format("{}: page {} where {} was asked for", place,
                                                        page.number, number));
        if (page.pages > kPagesMax)
            co_return fail(
                Reason::answer_too_large,
                fmt::format("{}: {} pages, at most {} expected", place, page.pages, kPagesMax));
        rows += page.rows.size();
        for (Row& row : page.rows)
            CO_TRY_VOID(at(place, take(std::move(row))));
        if (number < page.pages) continue;
        // A row that is removed meanwhile moves another over the edge of a page that was read.
        if (rows >= page.total) co_return Result<>{};
        co_return fail(Reason::bad_rpc, fmt::format("{}: {} rows of {}", place, rows, page.total));
    }
}

Task<Result<std::vector<ssv::ApiOperator>>> RestOperatorApi::operators() {
    std::map<OperatorId, ssv::ApiOperator> found;
    ReadPage<ssv::ApiOperator> read = [this](std::string_view body) {
        return ssv::read_api_operators(body, network_);
    };
    std::function<Result<>(ssv::ApiOperator)> take = [&](ssv::ApiOperator one) -> Result<> {
        const OperatorId id = one.id;
        found.insert_or_assign(id, std::move(one));
        return {};
    };
    CO_TRY_VOID(co_await ask_pages<ssv::ApiOperator>("operators?ordering=id:asc&", std::move(read),
                                                     std::move(take)));
    co_return rows_of(std::move(found));
}

Task<Result<>> RestOperatorApi::check_network() {
    const std::string path = "operators?page=1&perPage=1";
    CO_TRY(const std::string body, co_await ask(path));
    const auto read = believed(ssv::read_api_operators(body, network_));
    if (read) co_return Result<>{};
    co_return at(origin_text(server_) + ": " + path, Result<>{tl::unexpected(read.error())});
}

Task<Result<ssv::ApiOperator>> RestOperatorApi::operator_of(OperatorId id) {
    const std::string path = fmt::format("operators/{}", id.value);
    CO_TRY(const std::string body, co_await ask(path));
    const std::string place = origin_text(server_) + ": " + path;
    auto one = at(place, believed(ssv::read_api_operator(body, network_)));
    // A server that does not know our network has none of its operators either.
    if (!one && one.error().code == Errc::not_found) CO_TRY_VOID(co_await check_network());
    if (!one || one->id == id) co_return one;
    co_return fail(Reason::bad_rpc,
                   fmt::format("{}: operator {}, who was not asked for", place, one->id.value));
}

Task<Result<ssv::ApiAccount>> RestOperatorApi::account(Address owner) {
    const std::string path = "accounts/" + to_checksum_text(owner);
    CO_TRY(const std::string body, co_await ask(path));
    const std::string place = origin_text(server_) + ": " + path;
    CO_TRY(const ssv::ApiAccount one, at(place, believed(ssv::read_api_account(body))));
    if (one.owner == owner) co_return one;
    co_return at(place, Result<ssv::ApiAccount>{of_another("account", one.owner)});
}

Task<Result<std::vector<ssv::ApiCluster>>> RestOperatorApi::clusters(Address owner) {
    std::map<Bytes32, ssv::ApiCluster> found;
    ReadPage<ssv::ApiCluster> read = ssv::read_api_clusters;
    std::function<Result<>(ssv::ApiCluster)> take = [&](ssv::ApiCluster one) -> Result<> {
        if (one.id.owner != owner) return of_another("cluster", one.id.owner);
        const Bytes32 key = one.key;
        found.insert_or_assign(key, std::move(one));
        return {};
    };
    std::string path = fmt::format("clusters/owner/{}?", to_checksum_text(owner));
    CO_TRY_VOID(
        co_await ask_pages<ssv::ApiCluster>(std::move(path), std::move(read), std::move(take)));
    co_return rows_of(std::move(found));
}

Task<Result<std::vector<ssv::ApiValidator>>> RestOperatorApi::validators(Address owner) {
    std::map<PubkeyBytes, ssv::ApiValidator> found;
    ReadPage<ssv::ApiValidator> read = ssv::read_api_validators;
    std::function<Result<>(ssv::ApiValidator)> take = [&](ssv::ApiValidator one) -> Result<> {
        if (one.owner != owner) return of_another("validator", one.owner);
        const PubkeyBytes key = one.key;
        found.insert_or_assign(key, std::move(one));
        return {};
    };
    std::string path = fmt::format("validators?ownerAddress={}&", to_checksum_text(owner));
    CO_TRY_VOID(
        co_await ask_pages<ssv::ApiValidator>(std::move(path), std::move(read), std::move(take)));
    co_return rows_of(std::move(found));
}

}  // namespace stafi::adapters
