#include "eth/rlp.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi::rlp {
namespace {

using List = std::vector<Item>;

Item text(std::string_view string) {
    return Bytes(bytes_of(string).begin(), bytes_of(string).end());
}
Bytes hex(std::string_view digits) { return parse_hex(digits).value(); }
std::string encoded(const Item& item) { return to_hex(encode(item)); }

std::string refusal(std::string_view digits) {
    const auto item = decode(hex(digits));
    return item ? "accepted" : item.error().what;
}

// The examples of the RLP page on ethereum.org.
TEST(Rlp, encodes_the_examples_of_its_documentation) {
    EXPECT_EQ(encoded(text("dog")), "83646f67");
    EXPECT_EQ(encoded(List{text("cat"), text("dog")}), "c88363617483646f67");
    EXPECT_EQ(encoded(text("")), "80");
    EXPECT_EQ(encoded(List{}), "c0");
    EXPECT_EQ(encoded(Bytes{std::byte{0}}), "00");
    EXPECT_EQ(encoded(Bytes{std::byte{15}}), "0f");
    EXPECT_EQ(encoded(std::uint64_t{1024}), "820400");
    const Item zero = List{};
    const Item one = List{zero};
    const Item two = List{zero, one};
    const Item three = List{zero, one, two};  // the set-theoretical numbers
    EXPECT_EQ(encoded(three), "c7c0c1c0c3c0c1c0");
    EXPECT_EQ(
        encoded(text("Lorem ipsum dolor sit amet, consectetur adipisicing elit")),
        "b8384c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e7365637465747572206164"
        "697069736963696e6720656c6974");
}

TEST(Rlp, writes_numbers_without_leading_zeros) {
    EXPECT_EQ(encoded(std::uint64_t{0}), "80");
    EXPECT_EQ(encoded(std::uint64_t{127}), "7f");
    EXPECT_EQ(encoded(std::uint64_t{128}), "8180");
    EXPECT_EQ(encoded(Uint256::max()), "a0" + std::string(64, 'f'));
}

TEST(Rlp, refuses_a_second_encoding_of_the_same_value) {
    EXPECT_EQ(refusal("8100"), "rlp: header before a byte that needs none at byte 1");
    EXPECT_EQ(refusal("817f"), "rlp: header before a byte that needs none at byte 1");
    EXPECT_EQ(refusal("b800"), "rlp: length with a leading zero at byte 1");
    EXPECT_EQ(refusal("b837" + std::string(110, '0')),
              "rlp: long header for a short item at byte 1");
    EXPECT_EQ(refusal("b90038" + std::string(112, '0')),
              "rlp: length with a leading zero at byte 1");
    EXPECT_EQ(refusal("f801c0"), "rlp: long header for a short item at byte 1");
}

TEST(Rlp, refuses_what_is_cut_off_or_too_long) {
    EXPECT_EQ(refusal(""), "rlp: item missing at byte 0");
    EXPECT_EQ(refusal("83646f"), "rlp: item longer than what holds it at byte 1");
    EXPECT_EQ(refusal("b9"), "rlp: length cut off at byte 1");
    EXPECT_EQ(refusal("bfffffffffffffffff"), "rlp: item longer than what holds it at byte 9");
    EXPECT_EQ(refusal("ffffffffffffffffff"), "rlp: item longer than what holds it at byte 9");
    EXPECT_EQ(refusal("c283646f67"), "rlp: item longer than what holds it at byte 2");
    EXPECT_EQ(refusal("8080"), "rlp: bytes after the end of the item at byte 1");
}

TEST(Rlp, refuses_more_depth_items_and_bytes_than_anything_needs) {
    Item nested = List{};
    for (std::size_t i = 0; i < kDepthMax; ++i)
        nested = List{nested};
    EXPECT_EQ(decode(encode(nested)).value(), nested);
    EXPECT_FALSE(decode(encode(List{nested})));
    EXPECT_TRUE(decode(encode(List(kItemsMax - 1))));
    EXPECT_FALSE(decode(encode(List(kItemsMax))));
    EXPECT_TRUE(decode(encode(Bytes(kSizeMax - 4))));
    EXPECT_FALSE(decode(encode(Bytes(kSizeMax - 3))));
}

TEST(Fields, read_a_list_in_order) {
    const Item item = List{std::uint64_t{7}, Uint256::max(), text("dog"), List{}, Address{}};
    Fields fields = Fields::open(item, 5).value();
    EXPECT_EQ(fields.uint64("nonce").value(), 7U);
    EXPECT_EQ(fields.uint256("value").value(), Uint256::max());
    EXPECT_EQ(fields.bytes("data").value(), hex("646f67"));
    EXPECT_TRUE(fields.list("access list").value().is_empty());
    EXPECT_EQ(fields.fixed<Address>("to").value(), Address{});
}

TEST(Fields, name_the_field_they_refuse) {
    const auto why = [](const Item& only, auto read) {
        const Item list = List{only};
        Fields fields = Fields::open(list, 1).value();
        return read(fields).error().what;
    };
    const auto uint64 = [](Fields& f) { return f.uint64("nonce"); };
    const auto list = [](Fields& f) { return f.list("access list"); };
    const auto address = [](Fields& f) { return f.fixed<Address>("to"); };
    EXPECT_EQ(why(hex("0001"), uint64), "nonce: number with a leading zero");
    EXPECT_EQ(why(hex("00"), uint64), "nonce: number with a leading zero");
    EXPECT_EQ(why(hex("010000000000000000"), uint64),
              "nonce: 18446744073709551616 does not fit 64 bits");
    EXPECT_EQ(why(Bytes(33, std::byte{1}), uint64), "nonce: number of 33 bytes");
    EXPECT_EQ(why(List{}, uint64), "nonce: a list where bytes were expected");
    EXPECT_EQ(why(hex(""), list), "access list: bytes where a list was expected");
    EXPECT_EQ(why(hex("01"), address), "to: 1 bytes, 20 expected");
}

TEST(Fields, want_a_list_of_the_given_length) {
    const Item empty = List{};
    EXPECT_TRUE(Fields::open(empty, 0));
    EXPECT_EQ(Fields::open(empty, 1).error().what, "rlp: a list of 0 items, 1 expected");
    const Item string = hex("");
    EXPECT_EQ(Fields::open(string, 0).error().what, "rlp: bytes where a list was expected");
}

constexpr std::array kLengths{0, 1, 1, 2, 54, 55, 56, 57, 255, 256, 300};

Item item_of(const boost::json::value& value) {
    if (value.is_string()) return hex(test::str(value));
    List list;
    for (const auto& part : value.as_array())
        list.push_back(item_of(part));
    return list;
}

// What PyPI's rlp makes of the same items.
TEST(RlpVectors, agree_with_another_implementation) {
    for (const char* name : {"rlp/printed.json", "rlp/items.json"}) {
        const auto file = test::vector_file(name);
        for (const auto& each : file.at("cases").as_array()) {
            const Item item = item_of(each.at("value"));
            EXPECT_EQ(encoded(item), test::str(each.at("rlp")));
            EXPECT_EQ(decode(encode(item)).value(), item);
        }
    }
    const auto file = test::vector_file("rlp/integers.json");
    for (const auto& each : file.at("cases").as_array()) {
        const Uint256 number = parse_decimal(test::str(each.at("value"))).value();
        EXPECT_EQ(encoded(number), test::str(each.at("rlp")));
        const Item list = List{number};
        EXPECT_EQ(Fields::open(list, 1)->uint256("number").value(), number);
    }
}

TEST(RlpVectors, are_refused_where_another_implementation_refuses) {
    const auto file = test::vector_file("rlp/invalid.json");
    for (const auto& each : file.at("cases").as_array())
        EXPECT_FALSE(decode(hex(test::str(each.at("rlp"))))) << test::str(each.at("fault"));
    const auto integers = test::vector_file("rlp/invalid_integers.json");
    for (const auto& each : integers.at("cases").as_array()) {
        const auto item = decode(hex(test::str(each.at("rlp"))));
        if (!item) continue;
        const Item list = List{*item};
        EXPECT_FALSE(Fields::open(list, 1)->uint256("number")) << test::str(each.at("fault"));
    }
}

/// Random trees whose strings straddle the lengths where the header changes.
class Trees {
  public:
    explicit Trees(unsigned seed) : random_{seed} {}

    Item next(unsigned depth = 0) {
        if (depth > 4 || random_() % 3 == 0) return string();
        List list(random_() % 5);
        for (Item& part : list)
            part = next(depth + 1);
        return list;
    }

  private:
    Item string() {
        Bytes bytes(static_cast<std::size_t>(kLengths.at(random_() % kLengths.size())));
        for (std::byte& byte : bytes)
            byte = static_cast<std::byte>(random_() & 0xff);
        return bytes;
    }
    std::mt19937 random_;
};

TEST(Rlp, reads_back_what_it_wrote) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        const Item item = Trees{seed}.next();
        ASSERT_EQ(decode(encode(item)).value(), item) << "seed " << seed;
    }
}

TEST(Rlp, takes_only_bytes_that_it_would_write_itself) {
    std::mt19937 random{1};  // NOLINT(bugprone-random-generator-seed): repeatable on purpose
    for (unsigned seed = 0; seed < 500; ++seed) {
        Bytes bytes = encode(Trees{seed}.next());
        bytes[random() % bytes.size()] ^= static_cast<std::byte>(1U << (random() % 8));
        if (const auto changed = decode(bytes))
            ASSERT_EQ(encode(*changed), bytes) << "seed " << seed;
        bytes.resize(random() % 20);
        for (std::byte& byte : bytes)
            byte = static_cast<std::byte>(random() & 0xff);
        if (const auto garbage = decode(bytes))
            ASSERT_EQ(encode(*garbage), bytes) << "seed " << seed;
    }
}

}  // namespace
}  // namespace stafi::rlp
