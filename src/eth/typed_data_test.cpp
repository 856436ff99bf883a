#include "eth/typed_data.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/secp256k1.hpp"
#include "vector_file.hpp"

namespace stafi::eip712 {
namespace {

namespace json = boost::json;
using test::str;

// Made with eth-account; the first is the example of EIP-712.
TEST(TypedData, is_hashed_and_signed_as_wallets_do) {
    const auto file = test::vector_file("eip712/typed_data.json");
    for (const auto& each : file.at("cases").as_array()) {
        const auto data = read_typed_data(json::serialize(each.at("typed_data")));
        ASSERT_TRUE(data) << str(each.at("name")) << ": " << data.error().what;
        EXPECT_EQ(data->type_text, str(each.at("encode_type"))) << str(each.at("name"));
        EXPECT_EQ(to_hex(domain_separator(data->domain).view()), str(each.at("domain_separator")))
            << str(each.at("name"));
        EXPECT_EQ(to_hex(data->struct_hash.view()), str(each.at("struct_hash")))
            << str(each.at("name"));
        EXPECT_EQ(to_hex(data->digest().view()), str(each.at("digest"))) << str(each.at("name"));
        const auto secret = parse_fixed<Bytes32>(str(each.at("privkey"))).value();
        Entropy entropy{SecretBytes<32>{}};
        const auto key = EthSecretKey::parse(secret.view(), entropy).value();
        EXPECT_EQ(to_checksum_text(key.address()), str(each.at("address")));
        EXPECT_EQ(to_hex(eth_signature_bytes(key.sign(data->digest())).view()),
                  str(each.at("signature")));
    }
}

/// A sound text in which one thing is replaced by another.
struct TypedDataRefusal : testing::Test {
    std::string given = R"({
        "types": {
            "EIP712Domain": [{"name": "name", "type": "string"},
                             {"name": "chainId", "type": "uint256"}],
            "Pair": [{"name": "key", "type": "bytes4"}, {"name": "value", "type": "int8"}],
            "All": [{"name": "id", "type": "uint64"}, {"name": "ok", "type": "bool"},
                    {"name": "to", "type": "address"}, {"name": "data", "type": "bytes"},
                    {"name": "note", "type": "string"}, {"name": "pairs", "type": "Pair[]"},
                    {"name": "grid", "type": "uint8[2][]"}]
        },
        "primaryType": "All",
        "domain": {"name": "test", "chainId": 1},
        "message": {"id": 1, "ok": true, "to": "0x00000000000000000000000000000000000000aa",
                    "data": "0x0102", "note": "hi", "pairs": [{"key": "0x01020304", "value": -7}],
                    "grid": [[1, 2], [3, 4]]}
    })";

    std::string why(std::string_view from, std::string_view to) const {
        std::string text = given;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        const auto data = read_typed_data(text);
        return data ? "accepted" : data.error().what;
    }
};

TEST_F(TypedDataRefusal, does_not_come_without_a_reason) { EXPECT_EQ(why("", ""), "accepted"); }

TEST_F(TypedDataRefusal, names_the_value_that_is_wrong) {
    EXPECT_EQ(why("\"id\": 1", "\"id\": 18446744073709551616"),
              "message.id: number: a whole number or a text is expected");
    EXPECT_EQ(why("\"id\": 1", "\"id\": \"18446744073709551616\""),
              "message.id: abi: 0x0000000000000000000000000000000000000000000000010000000000000000 "
              "is no value of uint64");
    EXPECT_EQ(why("\"id\": 1", "\"id\": \"0x1\""), "accepted");
    EXPECT_EQ(why("\"id\": 1", "\"id\": \"0x\""),
              "message.id: number: 1 to 64 hex digits are expected");
    EXPECT_EQ(why("\"id\": 1", "\"id\": \"0xg\""), "message.id: hex: no digit at position 63");
    EXPECT_EQ(why("\"id\": 1", "\"id\": \"01\""),
              "message.id: number: '01' is not a plain decimal");
    EXPECT_NE(why("\"id\": 1", "\"id\": -1"), "accepted");
    EXPECT_NE(why("\"id\": 1", "\"id\": 1.0"), "accepted");
    EXPECT_NE(why("\"id\": 1", "\"id\": null"), "accepted");
    EXPECT_NE(why("\"id\": 1", "\"id\": \"-0\""), "accepted");
    EXPECT_EQ(why("true", "1"), "message.ok: true or false is expected");
    EXPECT_EQ(
        why("000aa", "000aA"),
        "message.to: " + parse_address("0x00000000000000000000000000000000000000aA").error().what);
    EXPECT_EQ(why("0x0102\"", "0102\""), "message.data: 0x text is expected");
    EXPECT_EQ(why("0x0102\"", "0x010\""), "message.data: hex: odd number of digits (3)");
    EXPECT_EQ(why("\"hi\"", "7"), "message.note: not a text");
    EXPECT_EQ(why("0x01020304", "0x010203"), "message.pairs[0].key: 4 bytes are expected");
    EXPECT_NE(why("-7", "-129"), "accepted");
    EXPECT_EQ(why("-7", "\"-128\""), "accepted");
    EXPECT_EQ(why("[3, 4]", "[3]"), "message.grid[1]: 2 elements are expected");
    EXPECT_EQ(why("[3, 4]", "3"), "message.grid[1]: not a list");
    EXPECT_EQ(why("[[1, 2], [3, 4]]", "[]"), "accepted");
}

TEST_F(TypedDataRefusal, wants_each_field_once_and_no_other) {
    EXPECT_EQ(why("\"note\": \"hi\",", ""), "message.note: missing");
    EXPECT_EQ(why("\"note\": \"hi\"", "\"note\": \"hi\", \"more\": 1"),
              "message: a field that All does not have");
    EXPECT_EQ(why("\"note\": \"hi\"", "\"note\": \"hi\", \"note\": \"ho\""),
              "message.note: given twice");
    EXPECT_EQ(why("\"primaryType\"", "\"version\": 4, \"primaryType\""),
              "typed data: a field that does not belong there");
    EXPECT_EQ(why("\"primaryType\": \"All\",", ""), "primaryType: missing");
    EXPECT_EQ(why("\"chainId\": 1", "\"chainId\": 1, \"version\": \"1\""),
              "domain: a field that its type does not have");
    EXPECT_EQ(why(", \"chainId\": 1", ""), "domain.chainId: missing");
}

TEST_F(TypedDataRefusal, wants_types_that_exist) {
    EXPECT_EQ(why("\"type\": \"uint64\"", "\"type\": \"uint\""),
              "types.All.id: a type that does not exist");
    for (const char* type : {"int", "uint64[0]", "uint64[01]", "uint64[", "uint64]", "uint64 ",
                             "Pairs", "EIP712Domain", "(bool)", "function", "", "uint65",
                             "Pair[-1]", "uint64[][][][][][][][][]"})
        EXPECT_EQ(why("\"type\": \"uint64\"", "\"type\": \"" + std::string{type} + "\""),
                  "types.All.id: a type that does not exist")
            << type;
    EXPECT_EQ(why("\"Pair\": [", "\"bytes4\": ["), "types: a name that no struct can have");
    EXPECT_EQ(why("\"Pair\": [", "\"a-b\": ["), "types: a name that no struct can have");
    EXPECT_EQ(why("\"name\": \"ok\"", "\"name\": \"id\""), "types.All: id twice");
    EXPECT_EQ(why("\"name\": \"ok\"", "\"name\": \"\""),
              "types.All: a name that no member can have");
    EXPECT_EQ(why("\"primaryType\": \"All\"", "\"primaryType\": \"EIP712Domain\""),
              "primaryType: not a struct of the message");
    EXPECT_EQ(why("\"primaryType\": \"All\"", "\"primaryType\": \"uint64\""),
              "primaryType: not a struct of the message");
}

TEST_F(TypedDataRefusal, wants_the_domain_of_the_specification) {
    EXPECT_EQ(why("\"name\": \"chainId\", \"type\": \"uint256\"",
                  "\"name\": \"chainId\", \"type\": \"uint64\""),
              "types.EIP712Domain.chainId: uint256 is expected");
    EXPECT_EQ(why("\"name\": \"chainId\", \"type\": \"uint256\"",
                  "\"name\": \"chainID\", \"type\": \"uint256\""),
              "types.EIP712Domain: not the members of EIP-712 in their order");
    EXPECT_EQ(why("{\"name\": \"name\", \"type\": \"string\"},\n",
                  "{\"name\": \"version\", \"type\": \"string\"},"),
              "domain.version: missing");
    EXPECT_EQ(why("\"EIP712Domain\"", "\"Domain\""), "types.EIP712Domain: missing");
    EXPECT_NE(why("\"domain\": {", "\"domain\": [{}], \"d\": {"), "accepted");
}

TEST_F(TypedDataRefusal, bounds_what_it_reads) {
    EXPECT_EQ(why("\"hi\"", "\"" + std::string(kTypedDataMax, 'x') + "\""),
              "typed data: more than 262144 characters");
    std::string structs;
    for (std::size_t i = 0; i < kStructsMax; ++i)
        structs += "\"S" + std::to_string(i) + "\": [],";
    EXPECT_EQ(why("\"Pair\": [", structs + "\"Pair\": ["), "types: more than 64 of them");
    std::string members;
    for (std::size_t i = 0; i < kMembersMax; ++i)
        members += "{\"name\": \"m" + std::to_string(i) + "\", \"type\": \"bool\"},";
    EXPECT_EQ(why("\"Pair\": [", "\"Pair\": [" + members), "types.Pair: more than 64 members");
}

// A list may hold its own struct, as in a tree; a member may not.
TEST(TypedData, may_refer_to_itself) {
    const auto read = [](std::string_view member, std::string_view message) {
        return read_typed_data(R"({"types": {"EIP712Domain": [{"name": "name", "type": "string"}],
            "Node": [{"name": "n", "type": ")" +
                               std::string{member} + R"("}]},
            "primaryType": "Node", "domain": {"name": "x"}, "message": )" +
                               std::string{message} + "}");
    };
    EXPECT_EQ(read("Node[]", R"({"n": [{"n": []}]})")->type_text, "Node(Node[] n)");
    EXPECT_EQ(read("Node", R"({"n": {"n": {}}})").error().what, "message.n.n.n: missing");
    EXPECT_EQ(read("Node", R"({"n": null})").error().what, "message.n: not an object");
    std::string deep = "{}";
    for (int i = 0; i < 40; ++i)
        deep.insert(0, "{\"n\": ").append("}");
    EXPECT_EQ(read("Node", deep).error().reason, Reason::bad_json);
}

TEST(TypedData, survives_garbage) {
    const auto file = test::vector_file("eip712/typed_data.json");
    const auto& cases = file.at("cases").as_array();
    std::mt19937 random{5};  // NOLINT(bugprone-random-generator-seed): repeatable on purpose
    for (int round = 0; round < 3000; ++round) {
        std::string text = json::serialize(cases[random() % cases.size()].at("typed_data"));
        text[random() % text.size()] = static_cast<char>(' ' + random() % 95);
        const auto data = read_typed_data(text);
        if (!data) ASSERT_FALSE(data.error().what.empty());
    }
}

}  // namespace
}  // namespace stafi::eip712
