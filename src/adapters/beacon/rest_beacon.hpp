#pragma once

#include <optional>
#include <string>

#include "adapters/http/client.hpp"
#include "crypto/json_list.hpp"
#include "eth/network.hpp"
#include "ports/ambient.hpp"
#include "ports/beacon.hpp"

namespace stafi::adapters {

struct RestBeaconOptions {
    http::ClientOptions http = {.download_max = Millis{120'000}};
    std::size_t batch_max = 1'000;  ///< keys in one question for validators
    Millis poll_interval{2'000};    ///< between looks at the head while events do not come
    unsigned polls_max = 30;        ///< before events are asked for again
};

/// One beacon node over its HTTP API. Before its first answer counts, and again after every loss
/// of its connection, it shows that it is on the right chain: genesis, configuration and forks.
///
/// Errors: besides those of the port, which are for all nodes together, those of http::Client, and
/// http_status, wrong_network; node_behind when it has not verified what it tells; bad_rpc for
/// whatever cannot be believed.
class RestBeacon final : public Beacon {
  public:
    static constexpr std::size_t kValidatorsMax = 1U << 22;
    static constexpr std::size_t kPendingMax = 1U << 22;  ///< deposits or withdrawals in a queue
    static constexpr std::size_t kExitsMax = 1U << 14;
    static constexpr std::size_t kElementBytesMax = 4'096;  ///< of any of these as JSON

    RestBeacon(Ambient& ambient, Url node, eth::Network network, RestBeaconOptions options = {});

    [[nodiscard]] Task<Result<eth::BeaconGenesis>> genesis() override;
    [[nodiscard]] Task<Result<eth::BeaconHeader>> head() override;
    [[nodiscard]] Task<Result<eth::BeaconHeader>> header_of(Bytes32 root) override;
    /// Events only tell when to look, and what they say is not read. Where there are none, it looks
    /// now and then.
    [[nodiscard]] Task<Result<>> wait_for_head(Bytes32 known) override;
    [[nodiscard]] Task<Result<eth::FinalityCheckpoints>> finality(Bytes32 state) override;
    [[nodiscard]] Task<Result<std::vector<eth::KnownValidator>>> validators(
        Bytes32 state, std::vector<PubkeyBytes> keys) override;
    [[nodiscard]] Task<Result<>> all_validators(Bytes32 state, TakeValidator take) override;
    [[nodiscard]] Task<Result<std::vector<eth::PendingDeposit>>> pending_deposits(
        Bytes32 state, std::vector<PubkeyBytes> keys) override;
    [[nodiscard]] Task<Result<std::vector<eth::PendingPartialWithdrawal>>> pending_withdrawals(
        Bytes32 state, std::vector<ValidatorIndex> validators) override;
    [[nodiscard]] Task<Result<std::vector<eth::SignedVoluntaryExit>>> waiting_exits() override;
    [[nodiscard]] Task<Result<>> submit_exit(eth::SignedVoluntaryExit exit) override;
    [[nodiscard]] Task<Result<>> submit_credentials_change(
        eth::SignedBLSToExecutionChange change) override;

  private:
    using Take = JsonListReader::Take;

    /// Errors: wrong_network.
    [[nodiscard]] Task<Result<>> check_node();
    /// A lost connection may come back to another node.
    template <class T>
    [[nodiscard]] Result<T> noted(Result<T> answer);

    [[nodiscard]] http::Request request_of(std::string_view path, std::string body = {}) const;
    /// The body of a good answer, from a node that was not checked.
    [[nodiscard]] Task<Result<std::string>> exchange(http::Request request);
    template <class T>
    [[nodiscard]] Task<Result<T>> ask(std::string path);
    /// Gives each element of the list `data` to `take`; `is_of_state` when the answer says how far
    /// that is verified.
    [[nodiscard]] Task<Result<>> ask_list(http::Request request, std::size_t count_max, Take take,
                                          bool is_of_state = true);
    [[nodiscard]] Task<Result<>> ask_validators(Bytes32 state, std::vector<PubkeyBytes> keys,
                                                std::vector<eth::KnownValidator>& into);
    [[nodiscard]] Task<Result<eth::BeaconHeader>> ask_header(std::string block);
    [[nodiscard]] Task<Result<>> submit(std::string_view path, std::string body);
    /// Nothing where the node has none for us.
    [[nodiscard]] Task<std::optional<http::Download>> open_events();

    Ambient& ambient_;
    Url node_;
    eth::Network network_;
    RestBeaconOptions options_;
    http::Client http_;
    http::Client events_http_;  ///< whose answers may take for ever
    std::optional<http::Download> events_;
    unsigned polls_left_ = 0;  ///< before events are asked for again
    bool is_checked_ = false;
};

}  // namespace stafi::adapters
