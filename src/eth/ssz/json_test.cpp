#include "eth/ssz/json.hpp"

#include <random>

#include <gtest/gtest.h>

#include "eth/containers/duty.hpp"

// Right JSON of every type is in the vectors: ssz_test.cpp and containers_test.cpp read and write
// it. Here is what must be refused, and how.

namespace stafi::ssz {
namespace {

constexpr std::string_view kAggregate =
    R"({"aggregation_bits":"0x0d","data":{"slot":"7","index":"0",)"
    R"("beacon_block_root":"0x1111111111111111111111111111111111111111111111111111111111111111",)"
    R"("source":{"epoch":"1",)"
    R"("root":"0x2222222222222222222222222222222222222222222222222222222222222222"},)"
    R"("target":{"epoch":"18446744073709551615",)"
    R"("root":"0x3333333333333333333333333333333333333333333333333333333333333333"}},)"
    R"("signature":"0xc000000000000000000000000000000000000000000000000000000000000000)"
    R"(00000000000000000000000000000000000000000000000000000000000000000000000000000000)"
    R"(000000000000000000000000000000000000000000000000","committee_bits":"0x0100000000000080"})";

/// The aggregate with its first `what` replaced.
std::string with(std::string_view what, std::string_view by) {
    std::string text{kAggregate};
    const auto place = text.find(what);
    EXPECT_NE(place, std::string::npos) << what;
    return text.replace(place, what.size(), by);
}

std::string error_of(const std::string& text) {
    const auto read = from_json<eth::Attestation>(text);
    if (read) return "read";
    EXPECT_EQ(read.error().reason, Reason::bad_json);
    return read.error().what;
}

TEST(SszJson, reads_and_writes_bits_bytes_and_numbers) {
    const auto read = from_json<eth::Attestation>(kAggregate);
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->aggregation_bits.size(), 3U);  // 0x0d is 1011 from its lowest bit: 1, 0, 1, end
    EXPECT_FALSE(read->aggregation_bits[1]);
    EXPECT_TRUE(read->committee_bits[63]);
    EXPECT_EQ(read->data.slot, Slot{7});
    EXPECT_EQ(read->data.target.epoch, Epoch{~0ULL});
    EXPECT_EQ(to_json(*read), kAggregate);
}

TEST(SszJson, takes_either_case_any_order_and_more_fields) {
    EXPECT_TRUE(from_json<eth::Checkpoint>(
        R"({"more":{"x":[1]},)"
        R"("root":"0xABabababababababababababababababababababababababababababababABab",)"
        R"("epoch":"0"})"));
}

TEST(SszJson, refuses_and_names_the_field) {
    EXPECT_EQ(error_of(with(R"("slot":"7")", R"("slot":7)")), "data: slot: not a text");
    EXPECT_EQ(error_of(with(R"("slot":"7",)", "")), "data: slot: missing");
    EXPECT_EQ(error_of(with(R"("slot":"7")", R"("slot":"7","slot":"7")")),
              "data.slot: given twice");
    EXPECT_EQ(error_of(with("18446744073709551615", "18446744073709551616")),
              "data: target: epoch: 18446744073709551616 has more than 64 bits");
    EXPECT_EQ(error_of(with(R"("0x0d")", R"("0d")")), "aggregation_bits: hex with 0x is expected");
    EXPECT_EQ(error_of(with(R"("0x0d")", R"("0x00")")),
              "aggregation_bits: the closing one of a bitlist is missing");
    EXPECT_EQ(error_of(with("0x0100000000000080", "0x01000000000080")),
              "committee_bits: 8 bytes expected, 7 given");
    EXPECT_EQ(error_of(with(R"({"epoch":"1",)", R"(["epoch","1"],"x":{)")),
              "data: source: not an object");
    EXPECT_NE(error_of(with(R"("slot":"7")", R"("slot":"07")")), "read");
    EXPECT_NE(error_of(with(R"("slot":"7")", R"("slot":"-7")")), "read");
    EXPECT_NE(error_of(with("0x2", "0xg")), "read");
    EXPECT_NE(error_of(with("0x2", "0x")), "read");
    EXPECT_NE(error_of(std::string{kAggregate} + "x"), "read");
}

TEST(SszJson, refuses_lists_that_do_not_fit) {
    EXPECT_EQ((from_json<List<std::uint64_t, 2>>(R"(["1","2","3"])").error().what),
              "3 items, at most 2");
    EXPECT_EQ((from_json<Vector<std::uint64_t, 2>>(R"(["1"])").error().what),
              "1 items, expected 2");
    EXPECT_EQ((from_json<List<std::uint64_t, 2>>(R"(["1",true])").error().what), "[1]: not a text");
    EXPECT_EQ((from_json<List<std::uint64_t, 2>>(R"("0x00")").error().what), "not a list");
    EXPECT_EQ((from_json<ByteList<2>>(R"("0x000000")").error().what), "3 items, at most 2");
    EXPECT_EQ(from_json<bool>("\"true\"").error().what, "neither true nor false");
}

// What a changed text still says is said again by what it reads to.
TEST(SszJson, reads_nothing_that_it_would_not_write) {
    std::mt19937_64 random{11};
    for (int i = 0; i < 5000; ++i) {
        std::string text{kAggregate};
        text[random() % text.size()] = static_cast<char>(' ' + random() % 95);
        const auto read = from_json<eth::Attestation>(text);
        if (!read) continue;
        const std::string written = to_json(*read);
        EXPECT_EQ(*from_json<eth::Attestation>(written), *read);
        EXPECT_EQ(written.size(), kAggregate.size());
    }
}

}  // namespace
}  // namespace stafi::ssz
