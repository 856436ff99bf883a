#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "eth/engine_api.hpp"
#include "ports/ambient.hpp"

namespace stafi::beacon {
struct PayloadAttributes;
}

// The execution chain of a devnet: a program that executes payloads, driven as a beacon chain
// drives execution clients. For each block: `build`, put the payload into a beacon block, `adopt`
// it, `choose` it. Both programs keep the same contract, and one test suite holds them to it;
// docs/local-chains.md tells what anvil simplifies.

namespace stafi::devnet {

/// The block that the beacon chain begins on.
struct FirstBlock {
    Bytes32 hash;  ///< `execution_block_hash` of beacon::Genesis
    BlockNumber number;
    UnixSeconds timestamp;
};

/// What a beacon block tells its execution client.
struct NewPayload {
    eth::ExecutionPayload payload;
    eth::ExecutionRequests requests;
    Bytes32 parent_beacon_block_root;
};

/// Errors of all calls: connect_failed, connection_lost, timed_out, and program_ended with its last
/// words when that is why; bad_rpc, bad_json with the field when an answer does not fit.
class Engine {
  public:
    virtual ~Engine() = default;

    /// Payloads are later than its timestamp; slot 0 has none.
    [[nodiscard]] virtual const FirstBlock& first_block() const = 0;

    /// Where it answers; on this machine only. `http://127.0.0.1:8545`
    [[nodiscard]] virtual std::string rpc_url() const = 0;

    /// A payload on top of `attributes.parent_hash`, with the transactions that wait. The parent
    /// becomes the head: what came after it is dropped, and its transactions wait again, which is
    /// a reorg. Time is what timestamps say: any span may lie between two blocks, so a jump over
    /// empty slots is nothing but a later payload.
    /// Who asks for the same twice is given the same. Only the last payload built for a parent can
    /// be adopted, as anvil has room for no other.
    /// Errors: rpc_refused for an unknown parent, or a timestamp that is not after its.
    [[nodiscard]] virtual Task<Result<eth::BuiltPayload>> build(
        beacon::PayloadAttributes attributes, Address fee_recipient) = 0;

    /// Executes a block's payload; again if it is known. Errors: rpc_refused when it is invalid or
    /// its parent unknown, with what the program says.
    [[nodiscard]] virtual Task<Result<>> adopt(NewPayload block) = 0;

    /// Makes an adopted block, or the first, the head: an earlier one too, which is a reorg. Zero
    /// hashes for nothing safe or finalized yet.
    /// Errors: rpc_refused for unknown blocks.
    [[nodiscard]] virtual Task<Result<>> choose(eth::ForkchoiceState state) = 0;

    /// Returns when the program has ended, with program_ended and its last words: to be raced with
    /// all else.
    [[nodiscard]] virtual Task<Result<>> watch() = 0;

    /// Ends the program in order. Its destruction ends it at once, and so does our own end.
    [[nodiscard]] virtual Task<> stop() = 0;
};

struct EngineOptions {
    std::filesystem::path program;  ///< anvil or geth
    std::filesystem::path state;   ///< the ready chain: `state.json`, as `make contracts` writes it
    std::filesystem::path folder;  ///< empty; for data, secrets and the program's log
    std::uint16_t port = 0;        ///< where it answers
    std::uint16_t engine_api_port = 0;  ///< where geth is driven
    UnixSeconds genesis_time;           ///< of the beacon chain
    std::uint64_t slots_per_epoch = 4;
    ChainId chain_id;
    Address deposit_contract;
};

/// Starts `options.program` as an anvil that has loaded the ready chain; its log is `anvil.log`.
/// Errors: program_missing, file_missing, port_taken, program_ended, timed_out; those above.
[[nodiscard]] Task<Result<std::unique_ptr<Engine>>> start_anvil(Ambient& ambient,
                                                                EngineOptions options);

/// The same for geth, whose first block holds the accounts of the ready chain; `geth.log`.
/// Errors: also bad_json for a damaged ready chain, write_failed.
[[nodiscard]] Task<Result<std::unique_ptr<Engine>>> start_geth(Ambient& ambient,
                                                               EngineOptions options);

}  // namespace stafi::devnet
