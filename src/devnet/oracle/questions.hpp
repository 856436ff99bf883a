#pragma once

#include <span>
#include <vector>

#include "devnet/oracle/stand_in.hpp"

// How the oracle learns its facts: calls that all have to be answered in the state of one block.

namespace stafi::devnet {

struct OracleQuestion {
    Address to;
    Bytes call;
};

/// Errors: contract_missing.
[[nodiscard]] Result<std::vector<OracleQuestion>> oracle_questions(
    const pool::Addresses& contracts);

/// The facts that the answers to all questions give, in their order; `known` has those that no call
/// tells: block, contracts, members, genesis. Errors: bad_abi, also for another number of answers.
[[nodiscard]] Result<OracleFacts> facts_from(OracleFacts known, std::span<const Bytes> answers);

}  // namespace stafi::devnet
