#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "eth/containers/deposit.hpp"
#include "eth/execution/log.hpp"
#include "pool/events.hpp"
#include "ssv/network/events.hpp"

// What contracts told, as everybody after observation knows it.

namespace stafi::facts {

/// Whose logs are facts; those of all others are not.
struct Sources {
    Address storage;       ///< the pool's registry
    Address ssv_network;   ///< zero where there is none
    Address eth_deposit;   ///< the beacon chain's contract
    pool::Addresses pool;  ///< as the registry has them
    friend bool operator==(const Sources&, const Sources&) = default;
};

/// A contract of the pool told something.
struct PoolFact {
    pool::Contract contract = pool::Contract::user_deposit;
    pool::Event event;
    friend bool operator==(const PoolFact&, const PoolFact&) = default;
};

/// Where in the chain. Ordered as the chain is; the transaction follows from the rest.
struct Place {
    eth::BlockRef block;
    std::uint64_t log_index = 0;
    Bytes32 transaction;
    friend auto operator<=>(const Place&, const Place&) = default;
};

struct Fact {
    Place place;
    std::variant<PoolFact, pool::storage::Event, ssv::Event, eth::DepositRequest> content;
    friend bool operator==(const Fact&, const Fact&) = default;
};

/// Nothing for a stranger's log, and for an event that we do not follow.
/// Errors: bad_abi, out_of_range, with the place: one that we follow and cannot read. Going on
/// without it would make a wrong state.
[[nodiscard]] Result<std::optional<Fact>> fact_of(const eth::Log& log, const Sources& sources);

/// Follows a contract of the pool to its new address. A name that is none of ours changes nothing.
void apply(Sources& sources, const Fact& fact);

/// Reads logs in the order of the chain, each with the sources as the ones before it left them.
/// Those of a contract that was just registered must be among the logs; so ask again, with the new
/// sources, when these have changed. Errors: of `fact_of`; then `sources` may have changed.
[[nodiscard]] Result<std::vector<Fact>> read_logs(std::span<const eth::Log> logs, Sources& sources);

}  // namespace stafi::facts
