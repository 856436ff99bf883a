#include "eth/abi/type.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi::abi {
namespace {

using test::str;

std::string refusal(std::string_view text) {
    const auto type = Type::parse(text);
    return type ? "accepted" : type.error().what;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

// The hashes of some 600 published functions, events and errors.
TEST(Signature, hashes_as_compilers_do) {
    for (const char* file : {"abi_signatures/stafi.json", "abi_signatures/ssv.json"}) {
        const auto contract = test::vector_file(file);
        for (const char* list : {"functions", "errors", "events"}) {
            if (!contract.as_object().contains(list)) continue;
            for (const auto& each : contract.at(list).as_array()) {
                const auto signature = Signature::parse(str(each.at("declaration")));
                ASSERT_TRUE(signature) << str(each.at("declaration"));
                if (std::string_view{list} == "events")
                    EXPECT_EQ(to_hex0x(signature->topic0().view()), str(each.at("topic0")));
                else
                    EXPECT_EQ(to_hex0x(signature->selector().view()), str(each.at("selector")));
            }
        }
    }
}

TEST(Signature, hashes_as_eth_utils_does) {
    const auto file = test::vector_file("abi/signatures.json");
    for (const auto& each : file.at("cases").as_array()) {
        const auto signature = Signature::parse(str(each.at("signature"))).value();
        EXPECT_EQ(signature.text(), str(each.at("signature")));
        if (each.as_object().contains("topic"))
            EXPECT_EQ(to_hex(signature.topic0().view()), str(each.at("topic")));
        else
            EXPECT_EQ(to_hex(signature.selector().view()), str(each.at("selector")));
    }
}

TEST(Signature, tells_what_a_log_holds_and_what_a_function_returns) {
    const Signature event{
        "Paid(string indexed by, address indexed to, uint256 amount, (uint8,bytes)[] parts)"};
    EXPECT_EQ(event.text(), "Paid(string,address,uint256,(uint8,bytes)[])");
    EXPECT_EQ(event.logged().text(), "(bytes32,address,uint256,(uint8,bytes)[])");
    EXPECT_EQ(event.log_data().text(), "(uint256,(uint8,bytes)[])");
    EXPECT_EQ(event.parameters()[1].name, "to");
    EXPECT_TRUE(event.parameters()[1].is_indexed);
    EXPECT_EQ(Signature{" f ( ( uint8 a , bool [ 2 ] b ) c ) "}.text(), "f((uint8,bool[2]))");
    const Signature function{"operator(uint64 id) returns (address owner, (bool,uint32)[2])"};
    EXPECT_EQ(function.text(), "operator(uint64)");
    EXPECT_EQ(function.outputs().text(), "(address,(bool,uint32)[2])");
    EXPECT_EQ(Signature{"stop()"}.outputs(), Type{"()"});
}

TEST(Signature, refuses_what_is_no_declaration) {
    for (const char* text : {"", "()", "f", "f(", "f(uint256", "f(uint256))", "f(uint256,)", "f(,)",
                             "1f()", "f() returns", "f() returns uint256", "f()x", "f(uint256 a b)",
                             "f(()) ", "f((uint256 indexed a) b)", "f() returns (bool indexed ok)",
                             "f(bool indexed a,bool indexed b,bool indexed c,bool indexed d)"})
        EXPECT_FALSE(Signature::parse(text)) << text;
    EXPECT_TRUE(Signature::parse("f(bool indexed a, bool indexed b, bool indexed c, bool d)"));
}

TEST(Type, writes_what_it_read) {
    for (const char* text :
         {"uint8", "uint256", "int24", "bool", "address", "bytes1", "bytes32", "function", "bytes",
          "string", "uint256[]", "bytes[3][][2]", "(uint32,uint64,uint64,bool,uint256)",
          "((bool,string)[],(address[4],(bytes,int8)))[]", "()"})
        EXPECT_EQ(Type::parse(text).value().text(), text);
}

// "Formal specification of the encoding": what has its place in the head.
TEST(Type, knows_its_place_in_the_head) {
    EXPECT_EQ(Type{"uint8"}.head_size(), 32U);
    EXPECT_EQ(Type{"(uint32,(bool,address)[3])"}.head_size(), 7 * 32U);
    EXPECT_FALSE(Type{"(uint32,(bool,address)[3])"}.is_dynamic());
    for (const char* text : {"bytes", "string", "bool[]", "string[2]", "(bool,bytes)[2]"}) {
        EXPECT_TRUE(Type::parse(text)->is_dynamic()) << text;
        EXPECT_EQ(Type::parse(text)->head_size(), 32U) << text;
    }
}

TEST(Type, refuses_types_that_do_not_exist) {
    EXPECT_EQ(refusal("uint"), "abi type: 'uint' is not a type at character 4");
    for (const char* text : {"",
                             "int",
                             "uint0",
                             "uint7",
                             "uint264",
                             "uint08",
                             "uint8x",
                             "uint-8",
                             "int0",
                             "bytes0",
                             "bytes33",
                             "bytes01",
                             "byte",
                             "fixed128x18",
                             "Address",
                             "uint256[",
                             "uint256[0]",
                             "uint256[01]",
                             "uint256[-1]",
                             "uint256[x]",
                             "uint256]",
                             "()[]",
                             "(())",
                             "(()[2])",
                             "(bool",
                             "bool)",
                             "bool,bool",
                             "uint99999999999999999999",
                             "bool[99999999999999999999]",
                             "bool\t",
                             "b\xc3\xb6l"})
        EXPECT_FALSE(Type::parse(text)) << text;
    EXPECT_FALSE(Type::parse(std::string_view{"bool\0", 5}));
}

TEST(Type, refuses_what_eth_abi_refuses) {
    const auto file = test::vector_file("abi/invalid_types.json");
    for (const auto& each : file.at("cases").as_array())
        EXPECT_FALSE(Type::parse(str(each.at("type")))) << str(each.at("type"));
}

TEST(Type, bounds_nesting_and_size) {
    EXPECT_TRUE(Type::parse("bool" + repeated("[]", kDepthMax)));
    EXPECT_FALSE(Type::parse("bool" + repeated("[]", kDepthMax + 1)));
    EXPECT_TRUE(Type::parse(repeated("(", kDepthMax) + "bool" + repeated(")", kDepthMax)));
    EXPECT_FALSE(Type::parse(repeated("(", kDepthMax) + "bool[]" + repeated(")", kDepthMax)));
    EXPECT_FALSE(Type::parse(repeated("(", kTextMax)));
    EXPECT_TRUE(Type::parse("bool[32768]"));
    EXPECT_FALSE(Type::parse("bool[32769]"));
    EXPECT_FALSE(Type::parse("bool[1000][1000]"));
    EXPECT_FALSE(Type::parse("(bool[32768],bool)"));
    EXPECT_TRUE(Type::parse("bytes[1000][1000]"));
    EXPECT_FALSE(Type::parse("(" + repeated("bool,", kTextMax / 5) + "bool)"));
}

}  // namespace
}  // namespace stafi::abi
