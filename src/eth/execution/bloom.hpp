#pragma once

#include "base/bytes.hpp"

namespace stafi::eth {

/// Of a block's logs: each contract and topic sets three bits.
using LogsBloom = FixedBytes<struct LogsBloomTag, 256>;

/// False when the block has surely no log of that contract, or with that topic.
/// Source: yellow paper, section 4.3.1 (M3:2048).
[[nodiscard]] bool may_have(const LogsBloom& bloom, BytesView contract_or_topic);

}  // namespace stafi::eth
