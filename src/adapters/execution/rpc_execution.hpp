#pragma once

#include <optional>
#include <span>

#include "adapters/execution/log_window.hpp"
#include "adapters/rpc/rpc_client.hpp"
#include "ports/execution.hpp"

namespace stafi::adapters {

/// The chain that a client must be on.
struct ChainIdentity {
    ChainId chain;
    std::optional<Bytes32> genesis = {};  ///< hash of its first block, where it is known
};

struct RpcExecutionOptions {
    http::ClientOptions http = {.download_max = Millis{60'000}};
    std::size_t batch_max = 100;      ///< requests at once; shrinks where a client refuses so many
    std::size_t multicall_max = 500;  ///< calls that are made into one
};

/// One execution client over JSON-RPC. Before its first answer counts, and again after every loss
/// of its connection, it shows that it is on the right chain.
///
/// Errors: besides those of the port, which are for all clients together, those of RpcClient, and
/// wrong_network; bad_rpc for whatever cannot be believed.
class RpcExecution final : public Execution {
  public:
    static constexpr std::size_t kLogsMax = 100'000;  ///< in one answer; more is asked for in parts
    /// Few enough blocks to be compared with their headers and receipts: what follows the head.
    static constexpr std::uint64_t kProvenBlocksMax = 32;

    RpcExecution(Ambient& ambient, Url client, ChainIdentity chain,
                 RpcExecutionOptions options = {});

    [[nodiscard]] Task<Result<eth::Header>> head() override;
    [[nodiscard]] Task<Result<eth::Header>> header(BlockNumber number) override;
    [[nodiscard]] Task<Result<eth::Header>> header_of(Bytes32 hash) override;
    /// A range of at most kProvenBlocksMax blocks is proven complete: a contract whose bit is in a
    /// block's bloom and which has no log in the answer must have none in the receipts either.
    [[nodiscard]] Task<Result<std::vector<eth::Log>>> logs(BlockRange range,
                                                           std::vector<Address> contracts) override;
    [[nodiscard]] Task<Result<std::vector<CallAnswer>>> call(std::vector<ContractCall> calls,
                                                             Bytes32 block) override;
    [[nodiscard]] Task<Result<Account>> account(Address address, Bytes32 block) override;
    [[nodiscard]] Task<Result<std::variant<Gas, Reverted>>> estimate(ContractCall call,
                                                                     Moment moment) override;
    [[nodiscard]] Task<Result<eth::FeeMarket>> fees() override;
    [[nodiscard]] Task<Result<>> send(Bytes transaction) override;
    [[nodiscard]] Task<Result<std::optional<eth::Receipt>>> receipt(Bytes32 transaction) override;

  private:
    /// Errors: wrong_network.
    [[nodiscard]] Task<Result<>> check_chain();
    /// A lost connection may come back to another client.
    template <class T>
    [[nodiscard]] Result<T> noted(Result<T> answer);

    [[nodiscard]] Task<Result<eth::RpcAnswer>> ask(eth::RpcCall question);
    /// Any number, in as many batches as it takes.
    [[nodiscard]] Task<Result<std::vector<eth::RpcAnswer>>> ask_all(
        std::vector<eth::RpcCall> questions);
    [[nodiscard]] Task<Result<eth::Header>> ask_header(eth::RpcCall question);
    /// Nothing for a range that the client refuses.
    [[nodiscard]] Task<Result<std::optional<std::vector<eth::Log>>>> ask_logs(
        BlockRange range, std::span<const Address> contracts);
    [[nodiscard]] Task<Result<>> prove(BlockRange range, std::span<const Address> contracts,
                                       std::span<const eth::Log> logs);
    [[nodiscard]] Task<Result<>> prove_absence(eth::BlockRef block, std::vector<Address> contracts);
    [[nodiscard]] Task<Result<std::vector<CallAnswer>>> call_one_by_one(
        std::span<const ContractCall> calls, Bytes32 block);
    /// Nothing where the contract does not stand, or did not manage.
    [[nodiscard]] Task<Result<std::optional<std::vector<CallAnswer>>>> call_together(
        std::span<const ContractCall> calls, Bytes32 block);

    RpcClient rpc_;
    ChainIdentity chain_;
    RpcExecutionOptions options_;
    LogWindow window_;
    bool is_checked_ = false;
};

}  // namespace stafi::adapters
