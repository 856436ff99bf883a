#include "facts/fact.hpp"

#include <fmt/format.h>

#include "eth/deposit/contract.hpp"

namespace stafi::facts {
namespace {

using Content = decltype(Fact::content);
using Read = Result<std::optional<Content>>;

Read content_of(const eth::Log& log, const Sources& sources) {
    // Before the pool's: its registry may name the deposit contract too.
    if (log.contract == sources.eth_deposit) {
        using Events = abi::EventSet<eth::deposit_contract::Event>;
        TRY(const auto event, Events::decode(log.topics, log.data));
        if (!event) return std::nullopt;
        using Deposited = eth::deposit_contract::event::DepositEvent;
        return Content{eth::deposit_contract::request_of(std::get<Deposited>(*event))};
    }
    if (log.contract == sources.storage) {
        TRY(auto event, pool::decode_storage_event(log.topics, log.data));
        return event ? std::optional{Content{*std::move(event)}} : std::nullopt;
    }
    if (log.contract == sources.ssv_network) {
        TRY(auto event, ssv::decode_event(log.topics, log.data));
        return event ? std::optional{Content{*std::move(event)}} : std::nullopt;
    }
    const auto contract = sources.pool.contract_at(log.contract);
    if (!contract) return std::nullopt;
    TRY(auto event, pool::decode_event(*contract, log.topics, log.data));
    if (!event) return std::nullopt;
    return Content{PoolFact{.contract = *contract, .event = *std::move(event)}};
}

}  // namespace

Result<std::optional<Fact>> fact_of(const eth::Log& log, const Sources& sources) {
    Read read = content_of(log, sources);
    if (!read)
        return at(fmt::format("block {}, log {}", log.block.number.value, log.index),
                  Result<std::optional<Fact>>{tl::unexpected(std::move(read).error())});
    std::optional<Content> content = *std::move(read);
    if (!content) return std::nullopt;
    const Place place{.block = log.block, .log_index = log.index, .transaction = log.transaction};
    return Fact{.place = place, .content = *std::move(content)};
}

void apply(Sources& sources, const Fact& fact) {
    const auto* const event = std::get_if<pool::storage::Event>(&fact.content);
    if (event == nullptr) return;
    const auto& moved = std::get<pool::storage::event::ContractSet>(*event);
    for (const pool::Contract contract : pool::all_contracts())
        if (pool::name_of(contract) == moved.name) sources.pool.set(contract, moved.current);
}

Result<std::vector<Fact>> read_logs(std::span<const eth::Log> logs, Sources& sources) {
    std::vector<Fact> facts;
    for (const eth::Log& log : logs) {
        TRY(auto fact, fact_of(log, sources));
        if (!fact) continue;
        apply(sources, *fact);
        facts.push_back(*std::move(fact));
    }
    return facts;
}

}  // namespace stafi::facts
