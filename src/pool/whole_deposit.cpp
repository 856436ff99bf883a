#include "pool/whole_deposit.hpp"

#include <vector>

#include "base/amount.hpp"
#include "crypto/hash.hpp"

namespace stafi::pool {
namespace {

template <class Part>
Bytes32 hash_of_all(const std::vector<Part>& parts) {
    Bytes all;
    all.reserve(parts.size() * Part::kSize);
    for (const Part& part : parts)
        append(all, part.view());
    return keccak256(all);
}

}  // namespace

WholeDeposit whole_deposit_of(const super_node::DepositWhole& call, const Address& sender,
                              const Bytes32& withdrawal_credentials) {
    return {.super_node = sender,
            .pubkeys_hash = hash_of_all(call.pubkeys),
            .signatures_hash = hash_of_all(call.validator_signatures),
            .withdrawal_credentials = withdrawal_credentials,
            .amount_per_key = to_wei(kValidatorSize),
            .deposit_root = call.deposit_root,
            .valid_until_block = call.valid_until_block};
}

eip712::Domain whole_deposit_domain(ChainId chain, const Address& contract) {
    return {.name = "StafiSuperNode",
            .version = "1",
            .chain_id = Uint256{chain.value},
            .verifying_contract = contract,
            .salt = std::nullopt};
}

Bytes32 whole_deposit_digest(const WholeDeposit& message, ChainId chain, const Address& contract) {
    return eip712::signing_digest(whole_deposit_domain(chain, contract), message);
}

}  // namespace stafi::pool
