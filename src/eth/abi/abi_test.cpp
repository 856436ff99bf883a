#include "eth/abi/abi.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace stafi::abi {
namespace {

Value number(std::uint64_t n) { return Uint256{n}; }
Value parts(std::initializer_list<Value> each) { return std::vector<Value>{each}; }
Value text(std::string_view string) {
    return Bytes(bytes_of(string).begin(), bytes_of(string).end());
}
/// bytesN: the text at the high end of a word.
Value word(std::string_view string) {
    std::array<std::byte, 32> bytes{};
    std::ranges::copy(bytes_of(string), bytes.begin());
    return from_be256(bytes);
}

std::string encoded(const Type& type, const Value& value) {
    return to_hex(encode(type, value).value());
}

/// Data in lines of one word, as the specification prints it; a line may hold only its last digits.
Bytes words(std::initializer_list<std::string_view> lines) {
    std::string digits;
    for (std::string_view line : lines)
        digits += std::string(64 - line.size(), '0') + std::string{line};
    return parse_hex(digits).value();
}

std::string refusal(const Type& type, std::initializer_list<std::string_view> lines) {
    const auto value = decode(type, words(lines));
    return value ? "accepted" : value.error().what;
}

// The next four are the examples of the ABI specification, without their selectors.
TEST(Abi, encodes_words) {
    EXPECT_EQ(encode(Type{"(uint32,bool)"}, parts({number(69), number(1)})).value(),
              words({"45", "1"}));
    EXPECT_EQ(encoded(Type{"(bytes3[2])"}, parts({parts({word("abc"), word("def")})})),
              "6162630000000000000000000000000000000000000000000000000000000000"
              "6465660000000000000000000000000000000000000000000000000000000000");
}

TEST(Abi, encodes_bytes_and_a_list_of_words) {
    const Type type{"(bytes,bool,uint256[])"};
    const Value value = parts({text("dave"), number(1), parts({number(1), number(2), number(3)})});
    const Bytes data = words({"60", "1", "a0", "4",
                              "6461766500000000000000000000000000000000000000000000000000000000",
                              "3", "1", "2", "3"});
    EXPECT_EQ(encode(type, value).value(), data);
    EXPECT_EQ(decode(type, data).value(), value);
}

TEST(Abi, encodes_dynamic_parts_after_the_heads) {
    const Type type{"(uint256,uint32[],bytes10,bytes)"};
    const Value value = parts({number(0x123), parts({number(0x456), number(0x789)}),
                               word("1234567890"), text("Hello, world!")});
    const Bytes data = words(
        {"123", "80", "3132333435363738393000000000000000000000000000000000000000000000", "e0", "2",
         "456", "789", "d", "48656c6c6f2c20776f726c642100000000000000000000000000000000000000"});
    EXPECT_EQ(encode(type, value).value(), data);
    EXPECT_EQ(decode(type, data).value(), value);
}

TEST(Abi, encodes_lists_of_lists) {
    const Type type{"(uint256[][],string[])"};
    const Value value = parts({parts({parts({number(1), number(2)}), parts({number(3)})}),
                               parts({text("one"), text("two"), text("three")})});
    const Bytes data =
        words({"40", "140",
               "2",  "40",
               "a0", "2",
               "1",  "2",
               "1",  "3",
               "3",  "60",
               "a0", "e0",
               "3",  "6f6e650000000000000000000000000000000000000000000000000000000000",
               "3",  "74776f0000000000000000000000000000000000000000000000000000000000",
               "5",  "7468726565000000000000000000000000000000000000000000000000000000"});
    EXPECT_EQ(encode(type, value).value(), data);
    EXPECT_EQ(decode(type, data).value(), value);
}

TEST(Abi, refuses_to_encode_what_is_no_value_of_the_type) {
    const auto why = [](Literal type, const Value& value) {
        return encode(Type{type}, value).error().what;
    };
    const Uint256 high = Uint256{1} << 255;
    EXPECT_EQ(why("uint8", number(256)),
              "abi: 0x0000000000000000000000000000000000000000000000000000000000000100 is no value "
              "of uint8");
    EXPECT_EQ(why("bool", text("true")), "abi: a byte string is no value of bool");
    EXPECT_EQ(why("bytes", number(1)), "abi: a single word is no value of bytes");
    EXPECT_EQ(why("bytes", parts({})), "abi: several parts is no value of bytes");
    EXPECT_EQ(why("bool[2]", parts({number(1)})), "abi: 1 parts is no value of bool[2]");
    EXPECT_EQ(why("(bool,bool)", parts({})), "abi: 0 parts is no value of (bool,bool)");
    EXPECT_FALSE(encode(Type{"bool"}, number(2)));
    EXPECT_FALSE(encode(Type{"address"}, Uint256{1} << 160));
    EXPECT_FALSE(encode(Type{"bytes31"}, number(1)));
    EXPECT_FALSE(encode(Type{"int8"}, number(128)));
    EXPECT_FALSE(encode(Type{"int256[]"}, parts({parts({})})));
    EXPECT_TRUE(encode(Type{"int256"}, high));
    EXPECT_TRUE(encode(Type{"int8"}, Uint256::max() - 127));
    EXPECT_FALSE(encode(Type{"int8"}, Uint256::max() - 128));
}

TEST(Abi, refuses_unused_bits) {
    EXPECT_EQ(refusal(Type{"(uint8)"}, {"100"}),
              "abi: unused bits are set before at byte 32 of 32, in uint8");
    EXPECT_NE(refusal(Type{"(bool)"}, {"2"}), "accepted");
    EXPECT_NE(refusal(Type{"(address)"}, {"10000000000000000000000000000000000000000"}),
              "accepted");
    EXPECT_NE(refusal(Type{"(int8)"}, {"ff"}), "accepted");
    EXPECT_NE(refusal(Type{"(bytes4)"}, {"1"}), "accepted");
    EXPECT_EQ(refusal(Type{"(bytes)"}, {"20", "1", std::string(62, 'f') + "01"}),
              "abi: padding that is not zero at byte 64 of 96, in bytes");
}

TEST(Abi, refuses_offsets_to_another_place_than_the_next) {
    const Type two{"(bytes,bytes)"};
    EXPECT_EQ(refusal(two, {"40", "60", "0", "0"}), "accepted");
    EXPECT_EQ(refusal(two, {"40", "40", "0"}),  // shared
              "abi: offset to another place than at byte 96 of 96, in (bytes,bytes)");
    EXPECT_NE(refusal(two, {"60", "40", "0", "0"}), "accepted");        // out of order
    EXPECT_NE(refusal(two, {"60", "80", "0", "0", "0"}), "accepted");   // a gap
    EXPECT_NE(refusal(two, {"0", "60", "0", "0"}), "accepted");         // backwards
    EXPECT_NE(refusal(Type{"(bytes)"}, {"21", "0", "0"}), "accepted");  // inside a word
    EXPECT_NE(refusal(Type{"(bytes)"}, {"1000", "0"}), "accepted");     // outside
    EXPECT_NE(refusal(Type{"(bytes)"}, {std::string(64, 'f'), "0"}), "accepted");
    EXPECT_NE(refusal(Type{"(bytes[])"}, {"20", "1", "0"}), "accepted");  // to itself, for ever
}

TEST(Abi, refuses_lengths_before_it_believes_them) {
    EXPECT_EQ(refusal(Type{"(bytes)"}, {"20", "21", "0"}),
              "abi: data cut off at byte 64 of 96, in bytes");
    EXPECT_EQ(refusal(Type{"(uint8[])"}, {"20", "2", "0"}),
              "abi: parts cut off at byte 64 of 96, in uint8[]");
    EXPECT_EQ(refusal(Type{"(uint8[])"}, {"20", "ffffffffffffffff", "0"}),
              "abi: length or offset too large before at byte 64 of 96, in uint8[]");
    EXPECT_NE(refusal(Type{"(uint8[])"}, {"20", std::string(64, 'f'), "0"}), "accepted");
    EXPECT_NE(refusal(Type{"(uint256[3])"}, {"1", "2"}), "accepted");
    EXPECT_EQ(refusal(Type{"(bool)"}, {"1", "1"}),
              "abi: bytes after the end at byte 32 of 64, in (bool)");
    EXPECT_FALSE(decode(Type{"(bool)"}, Bytes(31)));
    EXPECT_FALSE(decode(Type{"(bytes)"}, Bytes(kDataMax + 32)));
}

TEST(Abi, shows_values_to_people) {
    const Type type{"(address,uint8,int8,bool,bytes4,bytes,string,(bool[],uint8))"};
    const Value value =
        parts({Uint256{0xabc}, number(7), Uint256::max(), number(1), word("abcd"), text("\x01\x02"),
               text("a\"\n\xff"), parts({parts({number(0)}), number(9)})});
    EXPECT_EQ(to_text(type, value),
              "(0x0000000000000000000000000000000000000abc, 7, -1, true, 0x61626364, 0x0102, "
              R"("a\"\x0a\xff", ([false], 9)))");
    EXPECT_EQ(to_text(Type{"bytes"}, Bytes(65)), "0x" + std::string(128, '0') + "... (65 bytes)");
    EXPECT_EQ(to_text(Type{"string"}, text(std::string(201, 'x'))),
              "\"" + std::string(200, 'x') + "...\"");
}

/// Random types and values of them.
class Source {
  public:
    explicit Source(unsigned seed) : random_{seed} {}

    std::string type(unsigned depth = 0) {
        switch (below(depth < 4 ? 12 : 8)) {
            case 0:
                return "uint" + std::to_string(8 * (1 + below(32)));
            case 1:
                return "int" + std::to_string(8 * (1 + below(32)));
            case 2:
                return "bool";
            case 3:
                return "address";
            case 4:
                return "bytes" + std::to_string(1 + below(32));
            case 5:
                return "function";
            case 6:
                return "bytes";
            case 7:
                return "string";
            case 8:
                return type(depth + 1) + "[" + std::to_string(1 + below(4)) + "]";
            case 9:
                return type(depth + 1) + "[]";
            default:
                return tuple(depth);
        }
    }

    std::string tuple(unsigned depth = 0) {
        std::string members = type(depth + 1);
        for (unsigned i = below(4); i > 0; --i)
            members += "," + type(depth + 1);
        return "(" + members + ")";
    }

    Value value(const Type& type) {
        const auto bits = static_cast<unsigned>(type.size());
        switch (type.kind()) {
            case Kind::uint:
                return word() >> (256 - bits);
            case Kind::sint:
                return signed_word(bits);
            case Kind::boolean:
                return number(below(2));
            case Kind::address:
                return word() >> 96;
            case Kind::fixed_bytes:
            case Kind::function:
                return word() << (256 - 8 * bits);
            case Kind::bytes:
            case Kind::string:
                return bytes(below(70));
            default:
                break;
        }
        std::vector<Value> all(type.kind() == Kind::list    ? below(5)
                               : type.kind() == Kind::array ? type.size()
                                                            : type.parts().size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = value(type.part(i));
        return all;
    }

    Bytes bytes(std::size_t size) {
        Bytes made(size);
        for (std::byte& each : made)
            each = static_cast<std::byte>(below(256));
        return made;
    }

    unsigned below(std::size_t limit) { return static_cast<unsigned>(random_() % limit); }

  private:
    Uint256 word() {
        Uint256 made;
        for (std::uint64_t& limb : made.limbs)
            limb = random_();
        return below(4) == 0 ? Uint256{} : made;
    }
    Uint256 signed_word(unsigned bits) {
        const Uint256 magnitude = word() >> (257 - bits);
        return below(2) == 0 ? magnitude : Uint256::max() - magnitude;
    }

    std::mt19937_64 random_;
};

TEST(Abi, reads_back_what_it_wrote) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        Source source{seed};
        const Type type = Type::parse(source.tuple()).value();
        const Value value = source.value(type);
        ASSERT_EQ(decode(type, encode(type, value).value()).value(), value)
            << "seed " << seed << ", " << type.text();
    }
}

TEST(Abi, takes_only_data_that_it_would_write_itself) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        Source source{seed};
        const Type type = Type::parse(source.tuple()).value();
        const Bytes data = encode(type, source.value(type)).value();
        Bytes changed = data;
        changed[source.below(data.size())] ^= static_cast<std::byte>(1U << source.below(8));
        if (const auto value = decode(type, changed))
            ASSERT_EQ(encode(type, *value).value(), changed) << "seed " << seed;
        Bytes longer = data;
        longer.resize(data.size() + 32);
        ASSERT_FALSE(decode(type, longer)) << "seed " << seed << ", " << type.text();
        ASSERT_FALSE(decode(type, BytesView{data}.first(data.size() - 32))) << "seed " << seed;
        ASSERT_FALSE(decode(type, BytesView{data}.first(source.below(data.size()))))
            << "seed " << seed;
    }
}

TEST(Abi, survives_garbage) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        Source source{seed};
        const Type type = Type::parse(source.tuple()).value();
        Bytes garbage(std::size_t{32} * source.below(12));
        for (std::size_t i = 31; i < garbage.size(); i += 32)  // small words look like offsets
            garbage[i] = static_cast<std::byte>(32 * source.below(8));
        if (const auto value = decode(type, garbage))
            ASSERT_EQ(encode(type, *value).value(), garbage) << "seed " << seed;
    }
}

}  // namespace
}  // namespace stafi::abi
