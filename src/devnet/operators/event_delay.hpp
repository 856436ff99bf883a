#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/units.hpp"
#include "ssv/network/events.hpp"

namespace stafi::devnet {

/// Holds the contract's events back until they are so deep that nodes take them up.
class EventDelay {
  public:
    /// Source: ssvlabs/ssv, `FollowDistance`.
    static constexpr BlockNumber kBlocks{8};

    /// Those of the next block, in log order. CHECKs that it is after the last one.
    void observe(BlockNumber block, std::vector<ssv::Event> events);
    /// Blocks after `last` are replaced by others. What was taken stays taken, as with nodes: of
    /// the new blocks in their place nothing is.
    void rewind(BlockNumber last);
    /// Of the blocks that are kBlocks deep by now, each once.
    [[nodiscard]] std::vector<ssv::Event> take();

  private:
    std::optional<BlockNumber> last_;
    std::optional<BlockNumber> taken_;  ///< up to this one
    std::map<BlockNumber, std::vector<ssv::Event>> waiting_;
};

}  // namespace stafi::devnet
