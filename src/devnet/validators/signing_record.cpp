#include "devnet/validators/signing_record.hpp"

#include <algorithm>

namespace stafi::devnet {

bool SigningRecord::sign(const PubkeyBytes& key, const SignedBlock& block) {
    std::optional<SignedBlock>& latest = keys_[key].block;
    const bool is_later = !latest || block.slot > latest->slot;
    if (!is_later) return block.signing_root && block == *latest;
    latest = block;
    return true;
}

bool SigningRecord::sign(const PubkeyBytes& key, const SignedVote& vote) {
    if (vote.source > vote.target) return false;
    std::optional<SignedVote>& latest = keys_[key].vote;
    const bool is_later =
        !latest || (vote.target > latest->target && vote.source >= latest->source);
    if (!is_later) return vote.signing_root && vote == *latest;
    latest = vote;
    return true;
}

void SigningRecord::merge(const PubkeyBytes& key, const KeyRecord& signed_elsewhere) {
    KeyRecord& record = keys_[key];
    if (const auto& block = signed_elsewhere.block) {
        if (!record.block || block->slot > record.block->slot)
            record.block = block;
        else if (block->slot == record.block->slot && *block != *record.block)
            record.block->signing_root.reset();
    }
    if (const auto& vote = signed_elsewhere.vote) {
        if (!record.vote) {
            record.vote = vote;
        } else if (*vote != *record.vote) {
            // Of two votes, neither of which may cover the other: no vote, but a bound for all.
            const bool is_later =
                vote->target > record.vote->target && vote->source >= record.vote->source;
            const bool is_earlier =
                vote->target < record.vote->target && vote->source <= record.vote->source;
            if (is_later) record.vote = vote;
            if (!is_later && !is_earlier)
                record.vote = {.source = std::max(vote->source, record.vote->source),
                               .target = std::max(vote->target, record.vote->target),
                               .signing_root = std::nullopt};
        }
    }
}

void SigningRecord::merge(const SigningRecord& signed_elsewhere) {
    for (const auto& [key, record] : signed_elsewhere.keys_)
        merge(key, record);
}

const KeyRecord* SigningRecord::find(const PubkeyBytes& key) const {
    const auto found = keys_.find(key);
    return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace stafi::devnet
