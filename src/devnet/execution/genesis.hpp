#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"

// The first block of a devnet on geth: the accounts of a ready chain (`make contracts`), which
// anvil loads as they are, with geth's own system contracts and the rules of Osaka.

namespace stafi::devnet {

struct GenesisChoice {
    ChainId chain_id;
    UnixSeconds timestamp;
    Address deposit_contract;
    Gas gas_limit{60'000'000};
};

/// `chain_state`: what `anvil --dump-state` writes. `geth_genesis`: what `geth --dev dumpgenesis`
/// prints. The result is a genesis file for `geth init`: the accounts with balance, nonce, code
/// and storage; blocks, transactions and logs of the ready chain are left behind.
/// Errors: bad_json, bad_number or bad_hex, naming the field.
[[nodiscard]] Result<std::string> make_genesis(std::string_view chain_state,
                                               std::string_view geth_genesis,
                                               const GenesisChoice& choice);

/// The last block of the ready chain. Its contracts remember the numbers of blocks, so that on a
/// new chain they work only from that number on. Errors: bad_json.
[[nodiscard]] Result<BlockNumber> last_block(std::string_view chain_state);

}  // namespace stafi::devnet
