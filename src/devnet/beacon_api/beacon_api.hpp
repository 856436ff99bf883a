#pragma once

#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "adapters/http/message.hpp"
#include "devnet/beacon_api/call.hpp"
#include "devnet/beacon_api/node.hpp"
#include "eth/engine_api.hpp"

// The Beacon API of a devnet: the official endpoints over a beacon::Chain (docs/beacon-api.md has
// the table). Everything is answered at once from values; only a new block and a published one
// wait, for the execution client.

namespace stafi::devnet::beacon_api {

/// The execution side of a beacon node.
class ExecutionSide {
  public:
    virtual ~ExecutionSide() = default;
    /// Has a payload built on top of the head's. Errors: whatever the execution client says.
    [[nodiscard]] virtual Task<Result<eth::BuiltPayload>> build(
        beacon::PayloadAttributes attributes, Address fee_recipient) = 0;
    /// Takes a block that somebody published: has it executed, adds it to the chain and tells the
    /// API. Errors: those of `Chain::add`; rejected, from the execution client.
    [[nodiscard]] virtual Task<Result<>> import(eth::SignedBeaconBlock block) = 0;
};

class BeaconApi {
  public:
    static constexpr std::size_t kReadersMax = 64;  ///< of events at one time

    /// `chain` and `execution` outlive it. `loop` is where everything runs.
    BeaconApi(const boost::asio::any_io_executor& loop, beacon::Chain& chain,
              ExecutionSide& execution, NodeFacts facts);
    ~BeaconApi();
    BeaconApi(const BeaconApi&) = delete;
    BeaconApi& operator=(const BeaconApi&) = delete;

    /// The handler of an http::Server.
    [[nodiscard]] Task<adapters::http::Response> answer(adapters::http::Request request);

    // What the world tells the API. Each wakes those who read events.

    /// The clock has reached a slot, or the node is in another state.
    void tell(NodeStatus status);
    /// After every `Chain::add`: the block that came in, and what became of the head.
    void tell(const Bytes32& block_root, const beacon::HeadChange& change);
    /// After every `Chain::abandon` or `Chain::choose`.
    void tell(const beacon::HeadChange& change);
    /// Ends the streams of events, so that a server can stop.
    void close();

    /// What it answers from: for tests, and to look at.
    [[nodiscard]] const Node& node() const;

  private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

}  // namespace stafi::devnet::beacon_api
