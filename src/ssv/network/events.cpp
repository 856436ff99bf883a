#include "ssv/network/events.hpp"

#include <string>

#include "base/overloaded.hpp"

namespace stafi::ssv {

Result<std::optional<Event>> decode_event(std::span<const Bytes32> topics, BytesView data) {
    return abi::EventSet<Event>::decode(topics, data);
}

std::optional<RegistryEvent> registry_event(const Event& event) {
    using Seen = std::optional<RegistryEvent>;
    return std::visit(
        Overloaded{[](const event::OperatorAdded& it) -> Seen {
                       const auto key_text = decode_operator_key(it.public_key);
                       if (!key_text) return std::nullopt;
                       return OperatorAdded{.id = it.operator_id, .key_text = *key_text};
                   },
                   [](const event::OperatorRemoved& it) -> Seen {
                       return OperatorRemoved{.id = it.operator_id};
                   },
                   [](const event::ValidatorAdded& it) -> Seen {
                       return ValidatorAdded{.owner = it.owner,
                                             .operators = it.operator_ids,
                                             .validator = it.public_key,
                                             .shares_data = it.shares};
                   },
                   [](const event::ValidatorRemoved& it) -> Seen {
                       return ValidatorRemoved{.owner = it.owner, .validator = it.public_key};
                   },
                   [](const auto&) -> Seen { return std::nullopt; }},
        event);
}

Bytes encode_operator_key(std::string_view key_text) {
    return abi::encode_tuple("(string)", std::string{key_text});
}

Result<std::string> decode_operator_key(BytesView public_key) {
    return abi::decode_tuple<std::string>("(string)", public_key);
}

}  // namespace stafi::ssv
