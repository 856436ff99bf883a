#pragma once

#include <array>
#include <bitset>
#include <deque>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "beacon/chain/chain.hpp"

// What happens on the chain, as server-sent events. Each reader has its own place in the feed, so
// that a slow one holds up nobody; whoever falls too far behind loses its place.

namespace stafi::devnet::beacon_api {

enum class Topic : std::uint8_t {
    head,
    block,
    block_gossip,
    attestation,
    single_attestation,
    voluntary_exit,
    bls_to_execution_change,
    proposer_slashing,
    attester_slashing,
    finalized_checkpoint,
    chain_reorg,
    contribution_and_proof,
    payload_attributes,  // this and those below never happen here
    light_client_finality_update,
    light_client_optimistic_update,
    blob_sidecar,
    data_column_sidecar,
};
inline constexpr std::array<std::string_view, 17> kTopicNames{"head",
                                                              "block",
                                                              "block_gossip",
                                                              "attestation",
                                                              "single_attestation",
                                                              "voluntary_exit",
                                                              "bls_to_execution_change",
                                                              "proposer_slashing",
                                                              "attester_slashing",
                                                              "finalized_checkpoint",
                                                              "chain_reorg",
                                                              "contribution_and_proof",
                                                              "payload_attributes",
                                                              "light_client_finality_update",
                                                              "light_client_optimistic_update",
                                                              "blob_sidecar",
                                                              "data_column_sidecar"};
using Topics = std::bitset<kTopicNames.size()>;

/// Errors: bad_argument for none, and for unknown ones.
[[nodiscard]] Result<Topics> parse_topics(const std::vector<std::string>& names);

class Feed {
  public:
    static constexpr std::size_t kKept = 4096;  ///< events that a reader may be behind

    void add(Topic topic, std::string_view json);

    /// The place after the latest event.
    [[nodiscard]] std::uint64_t end() const { return first_ + events_.size(); }
    /// The wanted events from `place` on, as they are sent; moves `place` behind them.
    /// Errors: out_of_range when some of them are forgotten.
    [[nodiscard]] Result<std::string> read(std::uint64_t& place, Topics wanted) const;

  private:
    struct Event {
        Topic topic;
        std::string text;
    };
    std::deque<Event> events_;
    std::uint64_t first_ = 0;  ///< the place of the oldest
};

/// Tells of a block that came in, whether or not it became the head.
void tell_block(Feed& feed, const beacon::Node& block, bool is_optimistic);
/// Tells what became of the head: head, chain_reorg, finalized_checkpoint.
void tell_change(Feed& feed, beacon::Chain& chain, const beacon::HeadChange& change,
                 bool is_optimistic);

}  // namespace stafi::devnet::beacon_api
