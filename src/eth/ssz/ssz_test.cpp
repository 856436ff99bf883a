#include "eth/ssz/ssz.hpp"

#include <map>
#include <random>

#include "ssz_vectors.hpp"

namespace stafi::ssz {

template <std::size_t N>
using ByteVector = FixedBytes<struct ByteVectorTag, N>;

// The structs of the consensus specs' generic tests.
struct SingleFieldTestStruct {
    std::uint8_t A = 0;
    SSZ_CONTAINER(SingleFieldTestStruct, A);
};
struct SmallTestStruct {
    std::uint16_t A = 0;
    std::uint16_t B = 0;
    SSZ_CONTAINER(SmallTestStruct, A, B);
};
struct FixedTestStruct {
    std::uint8_t A = 0;
    std::uint64_t B = 0;
    std::uint32_t C = 0;
    SSZ_CONTAINER(FixedTestStruct, A, B, C);
};
struct VarTestStruct {
    std::uint16_t A = 0;
    List<std::uint16_t, 1024> B;
    std::uint8_t C = 0;
    SSZ_CONTAINER(VarTestStruct, A, B, C);
};
struct ComplexTestStruct {
    std::uint16_t A = 0;
    List<std::uint16_t, 128> B;
    std::uint8_t C = 0;
    ByteList<256> D;
    VarTestStruct E;
    Vector<FixedTestStruct, 4> F;
    Vector<VarTestStruct, 2> G;
    SSZ_CONTAINER(ComplexTestStruct, A, B, C, D, E, F, G);
};
struct BitsStruct {
    Bitlist<5> A;
    Bitvector<2> B;
    Bitvector<1> C;
    Bitlist<6> D;
    Bitvector<8> E;
    SSZ_CONTAINER(BitsStruct, A, B, C, D, E);
};

namespace {

using test::ssz_type;
using test::SszType;
using test::str;

template <template <std::size_t> class Of, std::size_t... N>
void add_sizes(std::map<std::string, SszType>& types, const std::string& name) {
    (types.emplace(name + "[" + std::to_string(N) + "]", ssz_type<Of<N>>()), ...);
}
template <class T, std::size_t... N>
void add_vectors(std::map<std::string, SszType>& types, const std::string& item) {
    (types.emplace("Vector[" + item + "," + std::to_string(N) + "]", ssz_type<Vector<T, N>>()),
     ...);
}
template <class T, std::uint64_t... Max>
void add_lists(std::map<std::string, SszType>& types, const std::string& item) {
    (types.emplace("List[" + item + "," + std::to_string(Max) + "]", ssz_type<List<T, Max>>()),
     ...);
}

std::map<std::string, SszType> all_types() {
    std::map<std::string, SszType> types{
        {"boolean", ssz_type<bool>()},
        {"uint8", ssz_type<std::uint8_t>()},
        {"uint16", ssz_type<std::uint16_t>()},
        {"uint32", ssz_type<std::uint32_t>()},
        {"uint64", ssz_type<std::uint64_t>()},
        {"uint256", ssz_type<Uint256>()},
        {"SingleFieldTestStruct", ssz_type<SingleFieldTestStruct>()},
        {"SmallTestStruct", ssz_type<SmallTestStruct>()},
        {"FixedTestStruct", ssz_type<FixedTestStruct>()},
        {"VarTestStruct", ssz_type<VarTestStruct>()},
        {"ComplexTestStruct", ssz_type<ComplexTestStruct>()},
        {"BitsStruct", ssz_type<BitsStruct>()},
    };
    add_sizes<Bitvector, 1, 2, 4, 7, 8, 9, 31, 255, 256, 257, 512, 513>(types, "Bitvector");
    add_sizes<Bitlist, 1, 2, 7, 8, 9, 31, 64, 255, 256, 257, 512, 2048>(types, "Bitlist");
    add_sizes<ByteList, 1, 31, 32, 33, 256>(types, "ByteList");
    add_sizes<ByteVector, 1, 4, 20, 31, 32, 33, 48, 64, 65, 96, 256>(types, "ByteVector");
    add_vectors<std::uint8_t, 1, 32, 33>(types, "uint8");
    add_vectors<std::uint16_t, 1, 2, 3, 16, 17>(types, "uint16");
    add_vectors<std::uint64_t, 1, 4, 5, 8, 64>(types, "uint64");
    add_vectors<Uint256, 1, 2, 3>(types, "uint256");
    add_vectors<ByteVector<32>, 1, 2, 5, 33>(types, "ByteVector[32]");
    add_vectors<SmallTestStruct, 3>(types, "SmallTestStruct");
    add_vectors<VarTestStruct, 2>(types, "VarTestStruct");
    add_vectors<Vector<std::uint16_t, 3>, 3>(types, "Vector[uint16,3]");
    add_lists<std::uint8_t, 1, 32, 100>(types, "uint8");
    add_lists<std::uint16_t, 1, 16, 17, 128>(types, "uint16");
    add_lists<std::uint64_t, 1, 4, 5, 100>(types, "uint64");
    add_lists<Uint256, 4>(types, "uint256");
    add_lists<ByteVector<32>, 1, 4, 5, 16>(types, "ByteVector[32]");
    add_lists<ByteVector<48>, 8>(types, "ByteVector[48]");
    add_lists<SmallTestStruct, 4>(types, "SmallTestStruct");
    add_lists<FixedTestStruct, 9>(types, "FixedTestStruct");
    add_lists<VarTestStruct, 4>(types, "VarTestStruct");
    add_lists<ByteList<20>, 4>(types, "ByteList[20]");
    add_lists<List<std::uint16_t, 4>, 4>(types, "List[uint16,4]");
    add_lists<Bitlist<9>, 4>(types, "Bitlist[9]");
    add_lists<Vector<std::uint64_t, 2>, 4>(types, "Vector[uint64,2]");
    return types;
}

struct SszTest : testing::Test {
    static inline const auto kTypes = all_types();

    /// No beacon container has these, so neither have we.
    static bool is_left_out(const std::string& type) {
        return type == "uint128" || type.find("[boolean") != std::string::npos;
    }
    static const SszType& known(const std::string& type) {
        const auto found = kTypes.find(type);
        if (found == kTypes.end()) throw std::runtime_error{"unknown type " + type};
        return found->second;
    }
};

// Expected values: remerkleable.
TEST_F(SszTest, encodes_decodes_and_hashes_as_the_specification_s_library) {
    for (const std::string name : {"basic", "vectors", "lists", "structs"}) {
        const auto file = test::vector_file("ssz/" + name + ".json");
        for (const auto& row : file.at("cases").as_array()) {
            const std::string type = str(row.at("type"));
            SCOPED_TRACE(type + " " + str(row.at("ssz")));
            if (!is_left_out(type)) test::expect_case(known(type), row.as_object());
        }
    }
}

TEST_F(SszTest, refuses_what_the_specification_s_library_refuses) {
    const auto file = test::vector_file("ssz/invalid.json");
    std::size_t tried = 0;
    for (const auto& row : file.at("cases").as_array()) {
        const auto type = kTypes.find(str(row.at("type")));
        if (type == kTypes.end()) continue;  // boolean lists, and containers: containers_test.cpp
        const auto value = type->second.make();
        const auto done = decode(type->second.type, test::hex_bytes(row.at("ssz")), value.get());
        EXPECT_FALSE(done) << type->first << ": " << str(row.at("fault"));
        if (!done) EXPECT_EQ(done.error().reason, Reason::bad_ssz);
        ++tried;
    }
    EXPECT_GE(tried, 55U);
}

// Whatever bytes decode to a value are its only encoding: nothing is read in two ways.
TEST_F(SszTest, decodes_nothing_but_the_one_encoding) {
    std::mt19937_64 random{7};
    const auto file = test::vector_file("ssz/structs.json");
    for (const auto& row : file.at("cases").as_array()) {
        const SszType& known = SszTest::known(str(row.at("type")));
        for (int i = 0; i < 200; ++i) {
            Bytes wire = test::hex_bytes(row.at("ssz"));
            switch (random() % 3) {
                case 0:
                    wire[random() % wire.size()] ^= std::byte(1U << random() % 8);
                    break;
                case 1:
                    wire.resize(random() % wire.size());
                    break;
                default:
                    wire.push_back(std::byte(random()));
            }
            const auto value = known.make();
            if (!decode(known.type, wire, value.get())) continue;
            Bytes again;
            append(known.type, value.get(), again);
            EXPECT_EQ(to_hex(again), to_hex(wire)) << str(row.at("type"));
        }
    }
}

TEST_F(SszTest, names_the_field_that_is_wrong) {
    ComplexTestStruct value;
    value.E.B.resize(2);
    Bytes wire = encode(value);
    const std::size_t offset_of_b_in_e = 71 + 2;
    wire.at(offset_of_b_in_e) = std::byte{9};
    EXPECT_EQ(decode<ComplexTestStruct>(wire).error().what, "E: 7 bytes expected, 9 given");
    wire.pop_back();
    EXPECT_EQ(decode<VarTestStruct>(Bytes(5)).error().what, "at least 7 bytes expected, 5 given");
}

TEST_F(SszTest, never_allocates_for_items_that_are_not_there) {
    Bytes wire(8);
    wire[0] = wire[1] = wire[2] = std::byte{0xfc};  // the first offset claims four million items
    EXPECT_FALSE((decode<List<ByteList<20>, 1ULL << 40>>(wire)));
}

TEST(Bits, know_which_are_set) {
    Bitlist<20> bits{11};
    bits.set(0);
    bits.set(10);
    bits.set(3);
    bits.set(3, false);
    EXPECT_EQ(to_hex(encode(bits)), "010c");  // eleven bits, then the closing one
    EXPECT_TRUE(bits[0] && bits[10] && !bits[3]);
    EXPECT_EQ(bits.size(), 11U);
    Bitvector<9> vector;
    vector.set(8);
    EXPECT_EQ(to_hex(encode(vector)), "0001");
    EXPECT_TRUE(vector[8] && !vector[0]);
}

}  // namespace
}  // namespace stafi::ssz
