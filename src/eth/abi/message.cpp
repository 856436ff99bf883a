#include "eth/abi/message.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"

namespace stafi::abi {
namespace {

Bytes encode_checked(const Type& type, const Value& value) {
    auto bytes = encode(type, value);
    CHECK(bytes.has_value());
    return *std::move(bytes);
}

}  // namespace

Bytes encode_call(const Signature& function, const Value& inputs) {
    const Selector selector = function.selector();
    Bytes calldata{selector.bytes.begin(), selector.bytes.end()};
    append(calldata, encode_checked(function.inputs(), inputs));
    return calldata;
}

Result<Value> decode_call(const Signature& function, BytesView calldata) {
    const BytesView selector = calldata.first(std::min(calldata.size(), Selector::kSize));
    if (!std::ranges::equal(selector, function.selector().view()))
        return fail(Reason::bad_abi, fmt::format("abi: {} is not the selector of {}",
                                                 to_hex0x(selector), function.text()));
    return at(function.name(), decode(function.inputs(), calldata.subspan(Selector::kSize)));
}

Result<> read_call(const Signature& function, BytesView calldata, std::span<const Target> fields) {
    TRY(Value inputs, decode_call(function, calldata));
    return read_value(function.inputs(), std::move(inputs), fields);
}

Bytes encode_tuple(const Type& tuple, const Value& members) {
    return encode_checked(tuple, members);
}

LogContent encode_event(const Signature& event, const Value& logged) {
    const auto* parts = std::get_if<std::vector<Value>>(&logged.form);
    CHECK(parts != nullptr && parts->size() == event.parameters().size());
    LogContent log{.topics = {event.topic0()}, .data = {}};
    std::vector<Value> rest;
    for (std::size_t i = 0; i < parts->size(); ++i) {
        if (!event.parameters()[i].is_indexed) {
            rest.push_back((*parts)[i]);
            continue;
        }
        const Bytes word = encode_checked(event.logged().part(i), (*parts)[i]);
        log.topics.push_back(Bytes32::from(std::span{word}.first<32>()));
    }
    log.data = encode_checked(event.log_data(), rest);
    return log;
}

Result<Value> decode_event(const Signature& event, std::span<const Bytes32> topics,
                           BytesView data) {
    const std::size_t expected = 1 + event.parameters().size() - event.log_data().parts().size();
    if (topics.size() != expected || topics[0] != event.topic0())
        return fail(Reason::bad_abi, fmt::format("abi: the log is not an event {} with {} topics",
                                                 event.text(), expected));
    TRY(Value in_data, at(event.name(), decode(event.log_data(), data)));
    auto& rest = std::get<std::vector<Value>>(in_data.form);
    std::vector<Value> logged;
    auto next_topic = topics.begin();
    auto next_data = rest.begin();
    for (std::size_t i = 0; i < event.parameters().size(); ++i) {
        if (!event.parameters()[i].is_indexed) {
            logged.push_back(std::move(*next_data++));
            continue;
        }
        TRY(Value word, at(event.name(), decode(event.logged().part(i), (++next_topic)->view())));
        logged.push_back(std::move(word));
    }
    return Value{std::move(logged)};
}

Result<> read_event(const Signature& event, std::span<const Bytes32> topics, BytesView data,
                    std::span<const Target> fields) {
    TRY(Value logged, decode_event(event, topics, data));
    return read_value(event.logged(), std::move(logged), fields);
}

}  // namespace stafi::abi
