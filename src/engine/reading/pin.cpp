#include "engine/reading/pin.hpp"

namespace stafi::engine {

Task<Result<Pin>> pin_head(Execution& execution, Beacon& beacon) {
    CO_TRY(const eth::BeaconHeader head, co_await beacon.head());
    const bool has_begun = head.execution.hash != Bytes32{};  // the first block of all has none
    CO_TRY(const eth::Header block,
           co_await (has_begun ? execution.header_of(head.execution.hash) : execution.head()));
    CO_TRY(const eth::FinalityCheckpoints finality, co_await beacon.finality(head.state_root));
    eth::BlockRef finalized;
    if (finality.finalized.root != Bytes32{}) {
        CO_TRY(const eth::BeaconHeader checkpoint,
               co_await beacon.header_of(finality.finalized.root));
        finalized = checkpoint.execution;
    }
    if (finalized.hash == Bytes32{}) {
        CO_TRY(const eth::Header first, co_await execution.header({0}));
        finalized = first.self;
    }
    co_return Pin{.head = block, .finalized = finalized};
}

}  // namespace stafi::engine
