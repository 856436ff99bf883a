#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "facts/chain.hpp"
#include "ports/store.hpp"
#include "ports/validator_keys.hpp"

// Which place in the mnemonic the next validator key comes from. The store gives places out, before
// anything is done with a key; the chain has the last word, as an older store, or another program
// with the same mnemonic, does not know all that was used.

namespace stafi::engine {

/// What the chain tells about validator keys, at one block.
struct KeysOnChain {
    /// By whomever: a pool, a deposit or a registration names the key.
    std::function<bool(const PubkeyBytes&)> is_used;
    /// What our accounts have in the pool and on SSV Network. Each must be of our mnemonic.
    std::vector<PubkeyBytes> ours;
};

/// As the facts have it. `accounts` are the super node and the owner on SSV Network. What it
/// returns looks into `chain`.
[[nodiscard]] KeysOnChain keys_on_chain(const facts::Chain& chain,
                                        const std::set<Address>& accounts);

/// So many unused keys in a row are taken for the end of the used ones.
inline constexpr std::size_t kKeyGapLimit = 100;

struct KeyIndexRepair {
    KeyIndex next_before;
    KeyIndex next;
    std::vector<ValidatorKey> found;        ///< used, as the chain knows, and unknown to the store
    std::vector<ValidatorKey> passed_over;  ///< between those: not known to be used, nor to be free
    friend bool operator==(const KeyIndexRepair&, const KeyIndexRepair&) = default;
};

/// What was repaired, in words; empty when nothing was.
[[nodiscard]] std::string to_words(const KeyIndexRepair& repair);

/// At every start, and before keys are given out: records the keys after the store's last one up to
/// the last that the chain knows. Everything or nothing.
///
/// Cost: about 1 ms for each of the `gap_limit` keys; every record of the store is read.
/// Errors: mnemonic_mismatch when the mnemonic does not make the store's last key;
/// keys_unexplained, naming one, when our account has keys on the chain that are neither in the
/// store nor found up to `gap_limit` unused ones; of the ports.
/// Source: StaFi's checkAndRepairValNexKeyIndex, which stops at the first unused key.
[[nodiscard]] Task<Result<KeyIndexRepair>> repair_key_index(ValidatorKeys& keys, Store& store,
                                                            KeysOnChain chain,
                                                            std::size_t gap_limit = kKeyGapLimit);

/// The next `count` keys, which are ours from now on, whatever crashes: after the repair. None of
/// them may be used on the chain. Errors: key_index_taken when the store gave them out meanwhile,
/// or the chain knows one; of the ports.
[[nodiscard]] Task<Result<std::vector<ValidatorKey>>> reserve_keys(ValidatorKeys& keys,
                                                                   Store& store, KeysOnChain chain,
                                                                   std::size_t count);

}  // namespace stafi::engine
