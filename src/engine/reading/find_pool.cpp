#include "engine/reading/find_pool.hpp"

#include "crypto/address.hpp"
#include "engine/reading/ask.hpp"
#include "pool/contracts/storage.hpp"

namespace stafi::engine {

Task<Result<pool::Addresses>> find_pool(Execution& execution, Address storage, Bytes32 block) {
    const auto contracts = pool::all_contracts();
    std::vector<pool::storage::GetAddress> questions;
    questions.reserve(contracts.size());
    for (const pool::Contract contract : contracts)
        questions.push_back({.key = pool::registry_key(contract)});
    CO_TRY(const auto answers,
           at("pool.storage", co_await ask_each(execution, block, storage, std::move(questions))));
    pool::Addresses found;
    for (std::size_t i = 0; i < answers.size(); ++i)
        found.set(contracts[i], answers[i]);
    CO_TRY_VOID(
        at("pool.storage " + to_checksum_text(storage), found.find(pool::Contract::user_deposit)));
    co_return found;
}

}  // namespace stafi::engine
