#include "pool/events.hpp"

namespace stafi::pool {
namespace {

template <class Events>
Result<std::optional<Event>> decode(std::span<const Bytes32> topics, BytesView data) {
    TRY(auto event, abi::EventSet<Events>::decode(topics, data));
    if (!event) return std::nullopt;
    return Event{Events{*std::move(event)}};
}

}  // namespace

Result<std::optional<Event>> decode_event(Contract contract, std::span<const Bytes32> topics,
                                          BytesView data) {
    switch (contract) {
        case Contract::user_deposit:
            return decode<user_deposit::Event>(topics, data);
        case Contract::reth_token:
            return decode<reth_token::Event>(topics, data);
        case Contract::light_node:
            return decode<light_node::Event>(topics, data);
        case Contract::super_node:
            return decode<super_node::Event>(topics, data);
        case Contract::withdraw:
            return decode<withdraw::Event>(topics, data);
        case Contract::distributor:
            return decode<distributor::Event>(topics, data);
        case Contract::network_balances:
            return decode<network_balances::Event>(topics, data);
        case Contract::network_settings:
            return decode<network_settings::Event>(topics, data);
        case Contract::node_manager:
            return decode<node_manager::Event>(topics, data);
        case Contract::ether:
            return decode<ether::Event>(topics, data);
        case Contract::fee_pool:
        case Contract::super_node_fee_pool:
            return decode<fee_pool::Event>(topics, data);
        case Contract::staking_pool_settings:
            return decode<staking_pool_settings::Event>(topics, data);
        case Contract::node_deposit:
            return decode<node_deposit::Event>(topics, data);
        case Contract::staking_pool_manager:
        case Contract::upgrade:
        case Contract::eth_deposit:
            break;
    }
    return std::nullopt;
}

Result<std::optional<storage::Event>> decode_storage_event(std::span<const Bytes32> topics,
                                                           BytesView data) {
    return abi::EventSet<storage::Event>::decode(topics, data);
}

}  // namespace stafi::pool
