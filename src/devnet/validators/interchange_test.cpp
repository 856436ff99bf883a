#include "devnet/validators/interchange.hpp"

#include <array>

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace stafi::devnet {
namespace {

const Bytes32 kChain =
    parse_fixed<Bytes32>("04700007fabc8282644aed6d1c7c9e21d38a03a0c4ba193f3afe428824b3a673")
        .value();
const PubkeyBytes kKey = parse_fixed<PubkeyBytes>(
                             "b845089a1457f811bfc000588fbb4e713669be8ce060ea6be3c6ece09afc3794"
                             "106c91ca73acda5e5457122d58723bed")
                             .value();

// The example of EIP-3076.
constexpr std::string_view kExample = R"({
  "metadata": {
    "interchange_format_version": "5",
    "genesis_validators_root":
      "0x04700007fabc8282644aed6d1c7c9e21d38a03a0c4ba193f3afe428824b3a673"
  },
  "data": [{
    "pubkey":
      "0xb845089a1457f811bfc000588fbb4e713669be8ce060ea6be3c6ece09afc3794)"
                                      R"(106c91ca73acda5e5457122d58723bed",
    "signed_blocks": [
      {"slot": "81952",
       "signing_root": "0x4ff6f743a43f3b4f95350831aeaf0a122a1a392922c45d804280284a69eb850b"},
      {"slot": "81951"}
    ],
    "signed_attestations": [
      {"source_epoch": "2290", "target_epoch": "3007",
       "signing_root": "0x587d6a4f59a58fe24f406e0502413e77fe1babddee641fda30034ed37ecc884d"},
      {"source_epoch": "2290", "target_epoch": "3008"}
    ]
  }]
})";

std::string refusal(std::string_view from, std::string_view to) {
    std::string text{kExample};
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    text.replace(place, from.size(), to);
    const auto read = parse_interchange(text, kChain);
    return read ? "accepted" : read.error().what;
}

TEST(Interchange, reads_the_latest_of_what_was_signed) {
    SigningRecord record = parse_interchange(kExample, kChain).value();
    const KeyRecord* const known = record.find(kKey);
    ASSERT_NE(known, nullptr);
    const auto root =
        parse_fixed<Bytes32>("4ff6f743a43f3b4f95350831aeaf0a122a1a392922c45d804280284a69eb850b");
    EXPECT_EQ(known->block, (SignedBlock{.slot = {81952}, .signing_root = root.value()}));
    EXPECT_EQ(known->vote,
              (SignedVote{.source = {2290}, .target = {3008}, .signing_root = std::nullopt}));
    EXPECT_FALSE(
        record.sign(kKey, SignedVote{.source = {2290}, .target = {3008}, .signing_root = {}}));
    EXPECT_TRUE(
        record.sign(kKey, SignedVote{.source = {2290}, .target = {3009}, .signing_root = {}}));
}

TEST(Interchange, writes_what_it_reads) {
    const SigningRecord record = parse_interchange(kExample, kChain).value();
    const std::string text = to_interchange(record, std::array{kKey, PubkeyBytes{}}, kChain);
    const SigningRecord again = parse_interchange(text, kChain).value();
    EXPECT_EQ(*again.find(kKey), *record.find(kKey));
    EXPECT_EQ(again.find(PubkeyBytes{}), nullptr);
    EXPECT_EQ(to_interchange(again, std::array{kKey}, kChain), text);
}

TEST(Interchange, refuses_other_chains_and_versions) {
    EXPECT_EQ(refusal("0x0470", "0x0471"),
              "metadata.genesis_validators_root: that of another beacon chain");
    EXPECT_EQ(refusal("\"5\"", "\"4\""), "metadata.interchange_format_version: only 5 is read");
}

TEST(Interchange, names_the_place_of_what_it_cannot_read) {
    EXPECT_EQ(refusal("\"81951\"", "81951"), "data[0].signed_blocks[1].slot: not a text");
    EXPECT_TRUE(
        refusal("\"2290\"", "\"x\"").starts_with("data[0].signed_attestations[0].source_epoch: "));
    EXPECT_TRUE(refusal("0xb845", "0xb8").starts_with("data[0].pubkey: "));
    EXPECT_EQ(refusal("signed_blocks", "blocks"), "data[0].signed_blocks: missing");
}

TEST(Interchange, survives_every_truncation) {
    for (std::size_t size = 0; size < kExample.size(); ++size)
        EXPECT_FALSE(parse_interchange(kExample.substr(0, size), kChain)) << size;
}

}  // namespace
}  // namespace stafi::devnet
