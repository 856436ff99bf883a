#include "eth/abi/message.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/units.hpp"
#include "crypto/hash.hpp"
#include "ssv_messages.hpp"

namespace stafi::abi {
namespace {

using test::ValidatorAdded;

// Messages of SSV Network, as the modules above write them.
struct OperatorDeclaredFee {
    bool is_declared = false;
    Wei fee;
    UnixSeconds begin;
    UnixSeconds end;
    static auto abi_fields(auto& self) {
        return abi::fields(self.is_declared, self.fee, self.begin, self.end);
    }
    friend bool operator==(const OperatorDeclaredFee&, const OperatorDeclaredFee&) = default;
};

struct GetOperatorDeclaredFee {
    OperatorId id;
    static constexpr Literal kAbi =
        "getOperatorDeclaredFee(uint64) returns (bool,uint256,uint64,uint64)";
    static auto abi_fields(auto& self) { return abi::fields(self.id); }
    using Returns = OperatorDeclaredFee;
};

struct GetOwner {
    static constexpr Literal kAbi = "owner() returns (address)";
    using Returns = Address;
};

struct Paid {  // StaFi's fee pool indexes a string
    Bytes32 by;
    Address to;
    Wei amount;
    static constexpr Literal kAbi = "Paid(string indexed by, address indexed to, uint256 amount)";
    static auto abi_fields(auto& self) { return abi::fields(self.by, self.to, self.amount); }
    friend bool operator==(const Paid&, const Paid&) = default;
};

Address address(std::string_view digits) { return parse_fixed<Address>(digits).value(); }
Bytes words(std::initializer_list<std::string_view> lines) {
    std::string digits;
    for (std::string_view line : lines)
        digits += std::string(64 - line.size(), '0') + std::string{line};
    return parse_hex(digits).value();
}

// Examples of the ABI specification.
TEST(EncodeCall, writes_selector_and_arguments) {
    EXPECT_EQ(to_hex(encode_call("baz(uint32,bool)", std::uint32_t{69}, true)),
              "cdcd77c00000000000000000000000000000000000000000000000000000000000000045"
              "0000000000000000000000000000000000000000000000000000000000000001");
    const Bytes dave{std::byte{'d'}, std::byte{'a'}, std::byte{'v'}, std::byte{'e'}};
    const std::vector<Uint256> numbers{1, 2, 3};
    EXPECT_EQ(to_hex(encode_call("sam(bytes,bool,uint256[])", dave, true, numbers)).substr(0, 72),
              "a5643bf20000000000000000000000000000000000000000000000000000000000000060");
}

TEST(EncodeTuple, is_abi_encode) {
    EXPECT_EQ(
        encode_tuple("(string)", std::string{"dave"}),
        words({"20", "4", "6461766500000000000000000000000000000000000000000000000000000000"}));
    EXPECT_EQ(
        decode_tuple<std::string>("(string)", words({"20", "4", "64617665" + std::string(56, '0')}))
            .value(),
        "dave");
}

TEST(Message, of_an_event_is_read_from_its_log) {
    const ValidatorAdded added{.owner = address("0x00000000000000000000000000000000000000aa"),
                               .operator_ids = {{1}, {2}, {3}, {4}},
                               .public_key = {},
                               .shares = Bytes(1312, std::byte{7}),
                               .cluster = {.validator_count = 1,
                                           .network_fee_index = 605988,
                                           .index = 177880,
                                           .is_active = true,
                                           .balance = {525347816000000}}};
    const LogContent log = encode_event(added);
    ASSERT_EQ(log.topics.size(), 2U);
    EXPECT_EQ(to_hex(log.topics[0].view()),
              "48a3ea0796746043948f6341d17ff8200937b99262a0b48c2663b951ed7114e5");
    EXPECT_EQ(to_hex(log.topics[1].view()),
              "00000000000000000000000000000000000000000000000000000000000000aa");
    // Three offsets, then the five words of the cluster in their place.
    const Bytes head = words({"100", "1a0", "200", "1", "93f24", "2b6d8", "1", "1ddcd11f4ca00"});
    EXPECT_EQ(to_hex(BytesView{log.data}.first(head.size())), to_hex(head));
    EXPECT_EQ(decode_event<ValidatorAdded>(log.topics, log.data).value(), added);
}

TEST(Message, of_an_event_holds_the_hash_of_an_indexed_string) {
    const Paid paid{.by = keccak256(bytes_of("stafiDistributor")),
                    .to = address("0x00000000000000000000000000000000000000aa"),
                    .amount = {9}};
    const LogContent log = encode_event(paid);
    EXPECT_EQ(log.topics[1], paid.by);
    EXPECT_EQ(log.data, words({"9"}));
    EXPECT_EQ(decode_event<Paid>(log.topics, log.data).value(), paid);
}

TEST(Message, of_an_event_refuses_another_log) {
    LogContent log = encode_event(Paid{});
    const auto why = [&] { return decode_event<Paid>(log.topics, log.data).error().what; };
    log.topics[2].bytes[0] = std::byte{1};
    EXPECT_EQ(why(), "Paid: abi: unused bits are set before at byte 32 of 32, in address");
    log.topics.pop_back();
    EXPECT_EQ(why(), "abi: the log is not an event Paid(string,address,uint256) with 3 topics");
    log.topics.resize(3);
    log.topics[0] = {};
    EXPECT_EQ(why(), "abi: the log is not an event Paid(string,address,uint256) with 3 topics");
    log.topics.clear();
    EXPECT_EQ(why(), "abi: the log is not an event Paid(string,address,uint256) with 3 topics");
}

TEST(Message, of_a_call_is_written_and_read) {
    const Bytes calldata = encode_call(GetOperatorDeclaredFee{.id = {7}});
    EXPECT_EQ(to_hex(calldata),
              "03b3d4360000000000000000000000000000000000000000000000000000000000000007");
    EXPECT_EQ(decode_call<GetOperatorDeclaredFee>(calldata)->id, OperatorId{7});
    EXPECT_EQ(to_hex(encode_call(GetOwner{})), "8da5cb5b");
    EXPECT_TRUE(decode_call<GetOwner>(encode_call(GetOwner{})));
    EXPECT_EQ(decode_call<GetOwner>(calldata).error().what,
              "abi: 0x03b3d436 is not the selector of owner()");
    EXPECT_FALSE(decode_call<GetOwner>(BytesView{calldata}.first(3)));
    EXPECT_FALSE(decode_call<GetOwner>(BytesView{}));
}

TEST(Message, of_a_call_knows_what_comes_back) {
    const OperatorDeclaredFee fee{.is_declared = true, .fee = {5}, .begin = {6}, .end = {7}};
    EXPECT_EQ(decode_return<GetOperatorDeclaredFee>(words({"1", "5", "6", "7"})).value(), fee);
    EXPECT_EQ(decode_return<GetOwner>(words({"aa"})).value(),
              address("0x00000000000000000000000000000000000000aa"));
    EXPECT_FALSE(decode_return<GetOwner>(BytesView{}));
}

// One row of the table in abi_codec.hpp after the other.
template <class T>
void expect_same(Literal tuple, const T& content, std::initializer_list<std::string_view> lines) {
    EXPECT_EQ(to_hex(encode_tuple(tuple, content)), to_hex(words(lines))) << tuple.text();
    const auto read = decode_tuple<T>(tuple, words(lines));
    ASSERT_TRUE(read) << tuple.text() << ": " << read.error().what;
    EXPECT_EQ(*read, content) << tuple.text();
}

TEST(Codec, knows_the_types_of_the_code) {
    const std::string ones(64, 'f');
    expect_same("(bool)", true, {"1"});
    expect_same("(bool)", false, {"0"});
    expect_same("(uint8)", std::uint8_t{255}, {"ff"});
    expect_same("(uint256)", std::uint64_t{1} << 63, {"8000000000000000"});
    expect_same("(int64)", std::int64_t{-1}, {ones});
    expect_same("(int256)", std::numeric_limits<std::int64_t>::min(),
                {std::string(48, 'f') + "8000000000000000"});
    expect_same("(int8)", std::int8_t{127}, {"7f"});
    expect_same("(uint256)", Uint256::max(), {ones});
    expect_same("(int256)", Uint256::max(), {ones});
    expect_same("(uint64)", OperatorId{5}, {"5"});
    expect_same("(uint32)", BlockNumber{5}, {"5"});
    expect_same("(uint256)", Wei{5}, {"5"});
    expect_same("(address)", address("0xffffffffffffffffffffffffffffffffffffffff"),
                {std::string(40, 'f')});
    expect_same("(bytes4)", Selector{}, {"0"});
    expect_same("(bytes32)", Bytes32{{std::byte{1}}}, {"01" + std::string(62, '0')});
    expect_same("(bytes)", Bytes32{{std::byte{1}}}, {"20", "20", "01" + std::string(62, '0')});
    expect_same("(bytes)", Bytes{std::byte{0x61}}, {"20", "1", "61" + std::string(62, '0')});
    expect_same("(string)", std::string{"a"}, {"20", "1", "61" + std::string(62, '0')});
    expect_same("(uint64[])", std::vector<OperatorId>{{1}, {2}}, {"20", "2", "1", "2"});
    expect_same("(uint32[4])", std::array<std::uint32_t, 4>{1, 2, 3, 4}, {"1", "2", "3", "4"});
    expect_same("(uint8[])", std::array<std::uint8_t, 1>{1}, {"20", "1", "1"});
    expect_same("((uint8,bool))", std::tuple{std::uint8_t{1}, true}, {"1", "1"});
}

TEST(Codec, refuses_what_does_not_fit_the_field) {
    const auto why = [](auto result) { return result.error().what; };
    EXPECT_EQ(why(decode_tuple<std::uint64_t>("(uint256)", words({"10000000000000000"}))),
              "abi: uint256 18446744073709551616 is more than 18446744073709551615");
    EXPECT_EQ(why(decode_tuple<std::uint8_t>("(uint16)", words({"100"}))),
              "abi: uint16 256 is more than 255");
    EXPECT_EQ(why(decode_tuple<std::int8_t>("(int16)", words({"80"}))),
              "abi: int16 128 is more than 127");
    EXPECT_EQ(why(decode_tuple<std::int8_t>("(int16)", words({std::string(62, 'f') + "7f"}))),
              "abi: int16 -129 is less than -128");
    EXPECT_EQ(why(decode_tuple<Bytes32>("(bytes)", words({"20", "0"}))),
              "abi: 0 bytes where 32 belong");
    EXPECT_EQ(why(decode_tuple<std::array<Uint256, 2>>("(uint256[])", words({"20", "0"}))),
              "abi: a list of 0 where 2 belong");
    EXPECT_EQ(decode_tuple<Wei>("(uint256)", words({"1", "1"})).error().reason, Reason::bad_abi);
}

TEST(CodecDeathTest, aborts_on_a_field_that_cannot_hold_its_type) {
    EXPECT_DEATH(static_cast<void>(encode_tuple("(uint8)", true)), "Kind");
    EXPECT_DEATH(static_cast<void>(encode_tuple("(uint8)", std::uint16_t{256})), "has_value");
    EXPECT_DEATH(static_cast<void>(encode_tuple("(uint8,uint8)", std::uint8_t{1})), "members");
    EXPECT_DEATH(static_cast<void>(encode_tuple("(bytes31)", Bytes32{})), "size");
    EXPECT_DEATH(static_cast<void>(encode_tuple("(uint)", std::uint8_t{1})), "has_value");
}

}  // namespace
}  // namespace stafi::abi
