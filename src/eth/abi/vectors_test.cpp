#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/hash.hpp"
#include "eth/abi/abi.hpp"
#include "eth/abi/message.hpp"
#include "vector_file.hpp"

// Against eth-abi, and what Solidity's specification prints: tests/vectors/abi.

namespace stafi::abi {
namespace {

namespace json = boost::json;
using test::str;

Uint256 left_aligned(const Bytes& bytes) {
    std::array<std::byte, 32> word{};
    std::ranges::copy(bytes, word.begin());
    return from_be256(word);
}

Uint256 parse_number(const std::string& text) {
    if (!text.starts_with("-")) return parse_decimal(text).value();
    return Uint256::max() - parse_decimal(text.substr(1)).value() + 1;
}

Value value_of(const Type& type, const json::value& content) {
    switch (type.kind()) {
        case Kind::uint:
        case Kind::sint:
            return parse_number(str(content));
        case Kind::boolean:
            return Uint256{content.as_bool()};
        case Kind::address:
            return left_aligned(parse_hex(str(content)).value()) >> 96;
        case Kind::fixed_bytes:
        case Kind::function:
            return left_aligned(parse_hex(str(content)).value());
        case Kind::bytes:
            return parse_hex(str(content)).value();
        case Kind::string: {
            const BytesView bytes = bytes_of(content.as_string());
            return Bytes{bytes.begin(), bytes.end()};
        }
        default:
            break;
    }
    std::vector<Value> parts;
    for (const auto& each : content.as_array())
        parts.push_back(value_of(type.part(parts.size()), each));
    return parts;
}

Type tuple_of(const json::value& types) {
    std::string text;
    for (const auto& each : types.as_array())
        text += (text.empty() ? "" : ",") + str(each);
    return Type::parse("(" + text + ")").value();
}

void expect_encoding(const json::value& each) {
    const Type type = tuple_of(each.at("types"));
    const Value value = value_of(type, each.at("values"));
    EXPECT_EQ(to_hex(encode(type, value).value()), str(each.at("encoded"))) << type.text();
    const auto decoded = decode(type, parse_hex(str(each.at("encoded"))).value());
    ASSERT_TRUE(decoded) << type.text() << ": " << decoded.error().what;
    EXPECT_EQ(*decoded, value) << type.text();
}

TEST(AbiVectors, agrees_with_eth_abi) {
    const auto file = test::vector_file("abi/values.json");
    for (const auto& each : file.at("cases").as_array())
        expect_encoding(each);
}

TEST(AbiVectors, agrees_with_the_specification) {
    const auto file = test::vector_file("abi/printed.json");
    for (const auto& each : file.at("cases").as_array()) {
        expect_encoding(each);
        const auto function = Signature::parse(str(each.at("signature"))).value();
        const Value inputs = value_of(function.inputs(), each.at("values"));
        const std::string calldata = str(each.at("selector")) + str(each.at("encoded"));
        EXPECT_EQ(to_hex(encode_call(function, inputs)), calldata);
        EXPECT_EQ(decode_call(function, parse_hex(calldata).value()).value(), inputs);
    }
}

TEST(AbiVectors, refuses_what_eth_abi_refuses) {
    const auto file = test::vector_file("abi/invalid.json");
    for (const auto& each : file.at("cases").as_array()) {
        const std::string fault = str(each.at("fault"));
        const auto value =
            decode(tuple_of(each.at("types")), parse_hex(str(each.at("encoded"))).value());
        // A log with such a string is a fact of the chain all the same.
        EXPECT_EQ(value.has_value(), fault == "string: not UTF-8") << fault;
    }
}

/// `Transfer(address,…)` with its indexed parameters marked.
Signature event_of(const json::value& each) {
    const auto plain = Signature::parse(str(each.at("signature"))).value();
    std::string declaration;
    for (std::size_t i = 0; i < plain.parameters().size(); ++i)
        declaration += (i == 0 ? "" : ",") + plain.parameters()[i].type.text() +
                       (each.at("indexed").at(i).as_bool() ? " indexed" : "");
    return Signature::parse(plain.name() + "(" + declaration + ")").value();
}

/// As a log has it: of an indexed string or bytes only the hash.
Value logged_of(const Signature& event, const json::value& values) {
    std::vector<Value> parts;
    for (const auto& each : values.as_array()) {
        const Parameter& parameter = event.parameters()[parts.size()];
        Value value = value_of(parameter.type, each);
        if (parameter.is_indexed && !parameter.type.is_word())
            value = from_be256(keccak256(std::get<Bytes>(value.form)).view());
        parts.push_back(std::move(value));
    }
    return parts;
}

TEST(AbiVectors, writes_and_reads_logs) {
    const auto file = test::vector_file("abi/logs.json");
    for (const auto& each : file.at("cases").as_array()) {
        const Signature event = event_of(each);
        LogContent log{.topics = {}, .data = parse_hex(str(each.at("data"))).value()};
        for (const auto& topic : each.at("topics").as_array())
            log.topics.push_back(parse_fixed<Bytes32>(str(topic)).value());
        const Value logged = logged_of(event, each.at("values"));
        EXPECT_EQ(encode_event(event, logged), log) << event.text();
        EXPECT_EQ(decode_event(event, log.topics, log.data).value(), logged) << event.text();
    }
}

}  // namespace
}  // namespace stafi::abi
