#pragma once

#include <functional>
#include <optional>

#include "devnet/beacon_api/beacon_api.hpp"
#include "devnet/door/door.hpp"
#include "devnet/execution/engine.hpp"
#include "devnet/execution/turns.hpp"
#include "devnet/validators/validators.hpp"
#include "devnet/world/pool_side.hpp"
#include "devnet/world/ssv_side.hpp"

// A beacon chain, its execution client and those who sign, moved together: every block has a
// payload that the client built and executed.

namespace stafi::devnet {

/// What became of a slot.
struct SlotOutcome {
    std::optional<Bytes32> block;  ///< nothing when nobody proposed
    std::optional<beacon::HeadChange> change;
};

/// Hears of the chain: of a block that came in, if that is why, and of the head.
using HearChange =
    std::function<void(const std::optional<Bytes32>& block, const beacon::HeadChange& change)>;

class Driver final : public beacon_api::ExecutionSide {
  public:
    /// All outlive it. `hear` is told of every change.
    Driver(const boost::asio::any_io_executor& loop, beacon::Chain& chain, Engine& engine,
           Validators& validators, SsvSide& ssv, PoolSide& pool, HearChange hear)
        : chain_{chain},
          engine_{engine},
          validators_{validators},
          ssv_{ssv},
          pool_{pool},
          hear_{std::move(hear)},
          turns_{loop} {}

    /// Who votes from now on: everybody, or nobody.
    void let_vote(bool do_vote) { do_vote_ = do_vote; }

    // Errors: of the engine and of the chain.

    /// One slot as it is lived: a block, then votes of all and of the sync committee.
    [[nodiscard]] Task<Result<SlotOutcome>> live(Slot slot);
    /// The same in short, as fast as it goes: unsigned but for one epoch in kSignedOneIn.
    [[nodiscard]] Task<Result<SlotOutcome>> pass(Slot slot);
    /// A slot without a block: nobody proposes, all vote.
    [[nodiscard]] Result<> miss(Slot slot);

    /// Takes the last `depth` blocks out of the chain; their transactions wait again.
    /// Errors: out_of_range when that reaches the finalized block.
    [[nodiscard]] Task<Result<beacon::HeadChange>> reorg(std::size_t depth);

    // For validators elsewhere, by the Beacon API.

    [[nodiscard]] Task<Result<eth::BuiltPayload>> build(beacon::PayloadAttributes attributes,
                                                        Address fee_recipient) override;
    [[nodiscard]] Task<Result<>> import(eth::SignedBeaconBlock block) override;

    /// The execution block of the head: the first one until there is another.
    [[nodiscard]] Bytes32 execution_hash() const;
    [[nodiscard]] BlockNumber execution_block() const;
    /// The same, with what is safe and final.
    [[nodiscard]] ExecutionHead execution_head() const;

    static constexpr std::uint64_t kSignedOneIn = 256;

  private:
    /// Nothing when nobody is there to propose: the engine is not asked for a payload then, as
    /// anvil shows one in its chain before it is proposed.
    [[nodiscard]] Task<Result<Validators::MaybeParts>> parts_of(Slot slot);
    [[nodiscard]] Task<Result<SlotOutcome>> take(std::optional<eth::SignedBeaconBlock> block,
                                                 beacon::Signatures::Mode mode);
    [[nodiscard]] Result<> vote(Slot slot);
    /// Those that operators were asked for by SSV Network.
    [[nodiscard]] Result<> submit_exits();
    [[nodiscard]] Task<Result<>> choose_head();
    /// Tells both sides of a new head.
    [[nodiscard]] Task<Result<>> follow(beacon::HeadChange change);
    /// Blocks after `last` are not part of the chain any more.
    void rewind(BlockNumber last);
    [[nodiscard]] BlockNumber number_at(Slot slot) const;
    [[nodiscard]] BlockNumber number_of(const beacon::Node* node) const;
    /// Of a block's payload; nothing for the chain's first block, which has none.
    [[nodiscard]] std::optional<Bytes32> payload_of(const Bytes32& block_root) const;

    beacon::Chain& chain_;
    Engine& engine_;
    Validators& validators_;
    SsvSide& ssv_;
    PoolSide& pool_;
    HearChange hear_;
    Turns turns_;
    bool do_vote_ = true;
};

}  // namespace stafi::devnet
