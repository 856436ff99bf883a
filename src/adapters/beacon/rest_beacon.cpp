#include "adapters/beacon/rest_beacon.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "eth/ssz/json.hpp"

namespace stafi::adapters {
namespace {

constexpr std::size_t kRefusalBytesMax = 4'096;

/// What cannot be read is not our input's fault: the node is not to be believed.
template <class T>
Result<T> believed(Result<T> read) {
    if (read || read.error().code != Errc::invalid_input ||
        read.error().reason == Reason::wrong_network)
        return read;
    return fail(Reason::bad_rpc, std::move(read).error().what);
}

Error refusal(unsigned status, std::string_view body) {
    const std::string words =
        fmt::format("{} {}", status, eth::read_beacon_refusal(body.substr(0, kRefusalBytesMax)));
    if (status == 404) return fail(Reason::block_missing, words).value();
    if (status == 400) return fail(Reason::rpc_refused, words).value();
    if (status == 503) return fail(Reason::node_behind, words).value();
    return fail(Reason::http_status, words).value();
}

Result<> check_verified(bool is_optimistic) {
    if (!is_optimistic) return {};
    return fail(Reason::node_behind, "the node's execution client has not verified it yet");
}

template <class T>
Result<T> read_element(std::string_view element) {
    return ssz::from_json<T>(element);
}

std::string state_path(const Bytes32& state, std::string_view what) {
    return fmt::format("/eth/v1/beacon/states/{}/{}", to_hex0x(state.view()), what);
}

}  // namespace

RestBeacon::RestBeacon(Ambient& ambient, Url node, eth::Network network, RestBeaconOptions options)
    : ambient_{ambient},
      node_{std::move(node)},
      network_{std::move(network)},
      options_{std::move(options)},
      http_{node_, options_.http},
      events_http_{node_, [this] {
                       http::ClientOptions endless = options_.http;
                       endless.download_max = std::nullopt;
                       return endless;
                   }()} {}

http::Request RestBeacon::request_of(std::string_view path, std::string body) const {
    std::string_view base = node_.target;
    if (base.ends_with('/')) base.remove_suffix(1);
    http::Request request{.method = body.empty() ? "GET" : "POST",
                          .target = fmt::format("{}{}", base, path),
                          .headers = {{"Accept", "application/json"}},
                          .body = std::move(body),
                          .may_be_repeated = true};
    if (!request.body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    return request;
}

template <class T>
Result<T> RestBeacon::noted(Result<T> answer) {
    if (!answer && answer.error().code == Errc::unavailable) is_checked_ = false;
    return believed(at(origin_text(node_), std::move(answer)));
}

Task<Result<std::string>> RestBeacon::exchange(http::Request request) {
    CO_TRY(http::Response response, co_await http_.exchange(std::move(request)));
    if (response.status == 200 || response.status == 202) co_return std::move(response.body);
    co_return tl::unexpected(refusal(response.status, response.body));
}

Task<Result<>> RestBeacon::check_node() {
    if (is_checked_) co_return Result<>{};
    CO_TRY(const std::string genesis, co_await exchange(request_of("/eth/v1/beacon/genesis")));
    CO_TRY(const auto told, ssz::from_json<eth::GenesisAnswer>(genesis));
    CO_TRY_VOID(eth::check_genesis(told.data, network_));
    CO_TRY(const std::string spec, co_await exchange(request_of("/eth/v1/config/spec")));
    CO_TRY_VOID(eth::check_spec(spec, network_));
    is_checked_ = true;
    co_return Result<>{};
}

template <class T>
Task<Result<T>> RestBeacon::ask(std::string path) {
    CO_TRY_VOID(noted(co_await check_node()));
    CO_TRY(const std::string body, noted(co_await exchange(request_of(path))));
    CO_TRY(T answer, noted(at(path, ssz::from_json<T>(body))));
    if constexpr (requires { answer.execution_optimistic; })
        CO_TRY_VOID(noted(check_verified(answer.execution_optimistic)));
    co_return answer;
}

Task<Result<eth::BeaconGenesis>> RestBeacon::genesis() {
    CO_TRY(const auto answer, co_await ask<eth::GenesisAnswer>("/eth/v1/beacon/genesis"));
    co_return answer.data;
}

Task<Result<eth::BeaconHeader>> RestBeacon::ask_header(std::string block) {
    CO_TRY(const auto header,
           co_await ask<eth::HeaderAnswer>("/eth/v1/beacon/headers/" + std::move(block)));
    const Bytes32 root = header.data.root;
    CO_TRY(const auto whole,
           co_await ask<eth::BlockAnswer>("/eth/v2/beacon/blocks/" + to_hex0x(root.view())));
    const eth::BeaconBlockHeader& told = header.data.header.message;
    const eth::BlockAnswer::Message& message = whole.data.message;
    if (ssz::hash_tree_root(told) != root)
        co_return fail(Reason::bad_rpc, "header: its root is another");
    if (message.slot != told.slot || message.parent_root != told.parent_root ||
        message.state_root != told.state_root)
        co_return fail(Reason::bad_rpc, "block: its header is another");
    const auto& payload = message.body.execution_payload;
    co_return eth::BeaconHeader{
        .slot = told.slot,
        .root = root,
        .parent = told.parent_root,
        .state_root = told.state_root,
        .execution = {.number = payload.block_number, .hash = payload.block_hash}};
}

Task<Result<eth::BeaconHeader>> RestBeacon::head() { return ask_header("head"); }

Task<Result<eth::BeaconHeader>> RestBeacon::header_of(Bytes32 root) {
    CO_TRY(eth::BeaconHeader found, co_await ask_header(to_hex0x(root.view())));
    if (found.root == root) co_return found;
    co_return fail(Reason::bad_rpc, "another block than was asked for");
}

Task<std::optional<http::Download>> RestBeacon::open_events() {
    if (polls_left_ > 0) {
        --polls_left_;
        co_return std::nullopt;
    }
    auto answer = co_await events_http_.download(request_of("/eth/v1/events?topics=head"));
    if (answer && answer->head.status == 200) co_return *std::move(answer);
    polls_left_ = options_.polls_max;
    co_return std::nullopt;
}

Task<Result<>> RestBeacon::wait_for_head(Bytes32 known) {
    while (true) {
        // Whoever is cancelled while it waits leaves no stream behind that is half read.
        std::optional<http::Download> events = std::exchange(events_, std::nullopt);
        if (!events) events = co_await open_events();
        // Only now: what happens after this look, the events tell.
        CO_TRY(const auto head, co_await ask<eth::RootAnswer>("/eth/v1/beacon/blocks/head/root"));
        const bool is_news = head.data.root != known;
        if (!is_news && events) {
            const Result<std::string> piece = co_await events->next();
            if (!piece || piece->empty()) events.reset();
        }
        const bool is_lost = !events;
        events_ = std::move(events);
        if (is_news) co_return Result<>{};
        if (is_lost) co_await ambient_.sleep(options_.poll_interval);
    }
}

Task<Result<eth::FinalityCheckpoints>> RestBeacon::finality(Bytes32 state) {
    CO_TRY(const auto answer,
           co_await ask<eth::FinalityAnswer>(state_path(state, "finality_checkpoints")));
    co_return answer.data;
}

Task<Result<>> RestBeacon::ask_list(http::Request request, std::size_t count_max, Take take,
                                    bool is_of_state) {
    CO_TRY_VOID(noted(co_await check_node()));
    const std::string place = request.target;
    CO_TRY(http::Download answer, noted(co_await http_.download(std::move(request))));
    JsonListReader list{"data",
                        {.elements_max = count_max, .element_bytes_max = kElementBytesMax},
                        std::move(take)};
    while (true) {
        CO_TRY(const std::string piece, noted(co_await answer.next()));
        if (answer.head.status != 200)
            co_return noted(Result<>{tl::unexpected(refusal(answer.head.status, piece))});
        if (piece.empty()) break;
        CO_TRY_VOID(noted(at(place, list.read(piece))));
    }
    CO_TRY(const std::string rest, noted(at(place, list.end())));
    if (!is_of_state) co_return Result<>{};
    CO_TRY(const auto flags, noted(at(place, ssz::from_json<eth::ListAnswer>(rest))));
    co_return noted(check_verified(flags.execution_optimistic));
}

Task<Result<>> RestBeacon::ask_validators(Bytes32 state, std::vector<PubkeyBytes> keys,
                                          std::vector<eth::KnownValidator>& into) {
    std::set<PubkeyBytes> asked{keys.begin(), keys.end()};
    std::string ids;
    for (const PubkeyBytes& key : keys)
        ids += fmt::format(R"({}"{}")", ids.empty() ? "" : ",", to_hex0x(key.view()));
    Take take = [&](std::string_view element) -> Result<> {
        TRY(eth::KnownValidator one, read_element<eth::KnownValidator>(element));
        if (asked.erase(one.validator.pubkey) == 0)
            return fail(Reason::bad_rpc, "a validator that was not asked for, or twice");
        into.push_back(one);
        return {};
    };
    http::Request request =
        request_of(state_path(state, "validators"), fmt::format(R"({{"ids":[{}]}})", ids));
    co_return co_await ask_list(std::move(request), keys.size(), std::move(take));
}

Task<Result<std::vector<eth::KnownValidator>>> RestBeacon::validators(
    Bytes32 state, std::vector<PubkeyBytes> keys) {
    std::ranges::sort(keys);
    keys.erase(std::ranges::unique(keys).begin(), keys.end());
    std::vector<eth::KnownValidator> found;
    for (std::size_t from = 0; from < keys.size(); from += options_.batch_max) {
        const std::size_t count = std::min(options_.batch_max, keys.size() - from);
        const std::span some = std::span{keys}.subspan(from, count);
        CO_TRY_VOID(co_await ask_validators(state, {some.begin(), some.end()}, found));
    }
    std::ranges::sort(found, {}, &eth::KnownValidator::index);
    co_return found;
}

Task<Result<>> RestBeacon::all_validators(Bytes32 state, TakeValidator take) {
    ValidatorIndex next{0};
    Take each = [&](std::string_view element) -> Result<> {
        TRY(const eth::KnownValidator one, read_element<eth::KnownValidator>(element));
        if (one.index != next)
            return fail(Reason::bad_rpc, fmt::format("validator {} where {} was expected",
                                                     one.index.value, next.value));
        ++next.value;
        take(one);
        return {};
    };
    http::Request request = request_of(state_path(state, "validators"));
    co_return co_await ask_list(std::move(request), kValidatorsMax, std::move(each));
}

Task<Result<std::vector<eth::PendingDeposit>>> RestBeacon::pending_deposits(
    Bytes32 state, std::vector<PubkeyBytes> keys) {
    const std::set<PubkeyBytes> wanted{keys.begin(), keys.end()};
    std::vector<eth::PendingDeposit> found;
    Take take = [&](std::string_view element) -> Result<> {
        TRY(eth::PendingDeposit one, read_element<eth::PendingDeposit>(element));
        if (wanted.contains(one.pubkey)) found.push_back(one);
        return {};
    };
    http::Request request = request_of(state_path(state, "pending_deposits"));
    CO_TRY_VOID(co_await ask_list(std::move(request), kPendingMax, std::move(take)));
    co_return found;
}

Task<Result<std::vector<eth::PendingPartialWithdrawal>>> RestBeacon::pending_withdrawals(
    Bytes32 state, std::vector<ValidatorIndex> validators) {
    const std::set<ValidatorIndex> wanted{validators.begin(), validators.end()};
    std::vector<eth::PendingPartialWithdrawal> found;
    Take take = [&](std::string_view element) -> Result<> {
        TRY(eth::PendingPartialWithdrawal one,
            read_element<eth::PendingPartialWithdrawal>(element));
        if (wanted.contains(one.validator_index)) found.push_back(one);
        return {};
    };
    http::Request request = request_of(state_path(state, "pending_partial_withdrawals"));
    CO_TRY_VOID(co_await ask_list(std::move(request), kPendingMax, std::move(take)));
    co_return found;
}

Task<Result<std::vector<eth::SignedVoluntaryExit>>> RestBeacon::waiting_exits() {
    std::vector<eth::SignedVoluntaryExit> found;
    Take take = [&](std::string_view element) -> Result<> {
        TRY(eth::SignedVoluntaryExit one, read_element<eth::SignedVoluntaryExit>(element));
        found.push_back(one);
        return {};
    };
    http::Request request = request_of("/eth/v1/beacon/pool/voluntary_exits");
    CO_TRY_VOID(co_await ask_list(std::move(request), kExitsMax, std::move(take), false));
    co_return found;
}

Task<Result<>> RestBeacon::submit(std::string_view path, std::string body) {
    CO_TRY_VOID(noted(co_await check_node()));
    const auto taken = noted(co_await exchange(request_of(path, std::move(body))));
    if (!taken) co_return tl::unexpected(taken.error());
    co_return Result<>{};
}

Task<Result<>> RestBeacon::submit_exit(eth::SignedVoluntaryExit exit) {
    return submit("/eth/v1/beacon/pool/voluntary_exits", ssz::to_json(exit));
}

Task<Result<>> RestBeacon::submit_credentials_change(eth::SignedBLSToExecutionChange change) {
    return submit("/eth/v1/beacon/pool/bls_to_execution_changes", "[" + ssz::to_json(change) + "]");
}

}  // namespace stafi::adapters
