#include "ssv/keyshares/keyshares_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "vector_file.hpp"

namespace stafi::ssv {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
namespace json = boost::json;

/// A file with one short item; a test replaces a part of it.
constexpr std::string_view kFile = R"({
  "version": "v1.1.0",
  "createdAt": "2026-11-22T20:01:15.851Z",
  "shares": [
    {
      "data": {
        "ownerNonce": 7,
        "ownerAddress": "0x27d64dd9172e4b59a444817d30f7af8228f174cc",
        "publicKey": "0xb384",
        "operators": [
          {
            "id": 1,
            "operatorKey": "LS0t"
          },
          {
            "id": 2147483648,
            "operatorKey": "LS0u"
          }
        ]
      },
      "payload": {
        "publicKey": "0xb385",
        "operatorIds": [
          1,
          3
        ],
        "sharesData": "0x8990c7d8"
      }
    }
  ]
})";

std::string with(std::string_view part, std::string_view instead) {
    std::string text{kFile};
    const auto at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return text.replace(at, part.size(), instead);
}

Error refusal(std::string_view text) {
    const auto file = read_keyshares(text);
    EXPECT_FALSE(file) << text;
    return file ? Error{} : file.error();
}

TEST(KeysharesFile, reads_every_field) {
    const KeysharesFile file = read_keyshares(kFile).value();
    EXPECT_EQ(file.version, "v1.1.0");
    EXPECT_EQ(file.created_at, "2026-11-22T20:01:15.851Z");
    ASSERT_EQ(file.items.size(), 1U);
    const KeysharesItem expected{
        .owner_nonce = {7},
        .owner_text = "0x27d64dd9172e4b59a444817d30f7af8228f174cc",
        .public_key = parse_hex("b384").value(),
        .operators = {{.id = {1}, .key_text = "LS0t"}, {.id = {2147483648}, .key_text = "LS0u"}},
        .payload_key = parse_hex("b385").value(),
        .payload_ids = {{1}, {3}},
        .shares_data = parse_hex("8990c7d8").value()};
    EXPECT_EQ(file.items[0], expected);
}

TEST(KeysharesFile, writes_what_it_read_byte_for_byte) {
    EXPECT_EQ(write_keyshares(read_keyshares(kFile).value()), kFile);
}

TEST(KeysharesFile, writes_no_items_as_ssv_keys_does) {
    EXPECT_EQ(write_keyshares({.version = "v1.1.0", .created_at = "now", .items = {}}),
              "{\n  \"version\": \"v1.1.0\",\n  \"createdAt\": \"now\",\n  \"shares\": null\n}");
}

TEST(KeysharesFile, reads_version_1_2_and_any_patch) {
    for (const std::string_view version : {"v1.2.0", "v1.1.1", "v1.2.17"})
        EXPECT_EQ(read_keyshares(with("v1.1.0", version))->version, version);
    for (const std::string_view version :
         {"1.1.0", "v1.0.0", "v1.3.0", "v2.1.0", "v1.1.", "v1.1.0-beta", "v1.10.0", ""})
        EXPECT_THAT(refusal(with("v1.1.0", version)).what, StartsWith("version: ")) << version;
}

TEST(KeysharesFile, reads_the_older_form_with_one_item_at_the_top) {
    const auto old = json::parse(kFile);
    json::object flat = old.at("shares").at(0).as_object();
    flat["version"] = "v1.1.0";
    const auto file = read_keyshares(json::serialize(flat));
    ASSERT_TRUE(file) << file.error().what;
    EXPECT_EQ(file->created_at, "");
    EXPECT_EQ(file->items, read_keyshares(kFile)->items);
}

TEST(KeysharesFile, ignores_keys_it_does_not_know) {
    const auto file = read_keyshares(with("\"ownerNonce\"", "\"extra\": [{}], \"ownerNonce\""));
    EXPECT_EQ(file.value(), read_keyshares(kFile).value());
}

TEST(KeysharesFile, names_the_field_that_is_missing) {
    EXPECT_EQ(refusal(with("\"ownerNonce\"", "\"nonce\"")).what,
              "shares[0].data.ownerNonce: missing");
    EXPECT_EQ(refusal(with("\"operatorKey\"", "\"key\"")).what,
              "shares[0].data.operators[0].operatorKey: missing");
    EXPECT_EQ(refusal(with("\"sharesData\"", "\"shares\"")).what,
              "shares[0].payload.sharesData: missing");
    EXPECT_EQ(refusal(with("\"shares\"", "\"items\"")).what, "data: missing");
}

TEST(KeysharesFile, names_the_field_of_another_type) {
    EXPECT_EQ(refusal(with("7,", "\"7\",")).what, "shares[0].data.ownerNonce: not a whole number");
    EXPECT_EQ(refusal(with("7,", "-7,")).what, "shares[0].data.ownerNonce: not a whole number");
    EXPECT_EQ(refusal(with("7,", "7.5,")).what, "shares[0].data.ownerNonce: not a whole number");
    EXPECT_EQ(refusal(with("\"LS0t\"", "0")).what,
              "shares[0].data.operators[0].operatorKey: not a text");
    EXPECT_EQ(refusal(with("          3\n", "          \"3\"\n")).what,
              "shares[0].payload.operatorIds[1]: not a whole number");
    EXPECT_EQ(refusal("[]").what, "json: not an object");
    EXPECT_EQ(refusal(R"({"version": "v1.1.0", "shares": {}})").what, "shares: not a list");
    EXPECT_EQ(refusal(R"({"version": "v1.1.0", "shares": [0]})").what, "shares[0]: not an object");
}

// Readers differ in which of the two they take.
TEST(KeysharesFile, refuses_a_field_that_is_given_twice) {
    EXPECT_EQ(refusal(with("\"ownerNonce\": 7", "\"ownerNonce\": 7, \"ownerNonce\": 8")).reason,
              Reason::bad_json);
}

TEST(KeysharesFile, names_the_field_with_bad_hex) {
    const Error odd = refusal(with("0x8990c7d8", "0x8990c7d"));
    EXPECT_EQ(odd.reason, Reason::bad_hex);
    EXPECT_THAT(odd.what, StartsWith("shares[0].payload.sharesData: hex: "));
    EXPECT_EQ(refusal(with("0xb385", "0xb38g")).reason, Reason::bad_hex);
}

TEST(KeysharesFile, refuses_what_is_no_json) {
    for (const std::string_view text : {"", "{", "nonsense", "{}{}", "\xff"})
        EXPECT_EQ(refusal(text).reason, Reason::bad_json) << text;
    EXPECT_EQ(refusal(std::string{kFile} + "x").reason, Reason::bad_json);
    EXPECT_EQ(refusal(std::string(100, '[')).reason, Reason::bad_json);
    for (std::size_t size = 0; size < kFile.size(); ++size)
        EXPECT_FALSE(read_keyshares(kFile.substr(0, size))) << size;
}

TEST(KeysharesFile, refuses_more_than_it_should_hold) {
    EXPECT_EQ(refusal(std::string(kKeysharesFileMax + 1, ' ')).reason, Reason::file_too_large);
    EXPECT_THAT(refusal(with("LS0t", std::string(kKeysharesTextMax + 1, 'A'))).what,
                HasSubstr("2049 characters, at most 2048 expected"));
    EXPECT_THAT(refusal(with("0x8990", std::string(2 * kKeysharesBytesMax, '0'))).what,
                StartsWith("shares[0].payload.sharesData: "));
    std::string ids;
    for (std::size_t i = 1; i < kKeysharesOperatorsMax; ++i)
        ids += "5, ";
    EXPECT_THAT(refusal(with("3\n", ids + "3\n")).what, HasSubstr("65 elements, at most 64"));
}

// Texts that JSON.stringify escapes, escaped as it does.
TEST(KeysharesFile, escapes_texts_as_json_wants_it) {
    KeysharesFile file = read_keyshares(kFile).value();
    file.items[0].owner_text = "\"\\/\b\f\n\r\t\x01\x1f\x7f é";
    const std::string text = write_keyshares(file);
    EXPECT_THAT(text, HasSubstr(R"("ownerAddress": "\"\\/\b\f\n\r\t\u0001\u001f)"
                                "\x7f é\""));
    EXPECT_EQ(read_keyshares(text).value(), file);
}

// The property that makes the reader and the writer one codec.
TEST(KeysharesFile, reads_back_whatever_it_writes) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Entropy entropy = test::seeded(seed);
        const auto number = [&](std::uint64_t below) {
            return from_le64(entropy.draw<8>().view()) % below;
        };
        const auto bytes = [&](std::uint64_t below) {
            Bytes made(number(below));
            entropy.fill(made);
            return made;
        };
        KeysharesFile file{.version = "v1.2.0", .created_at = to_hex(bytes(9)), .items = {}};
        for (std::uint64_t items = number(4); items > 0; --items) {
            KeysharesItem item{.owner_nonce = {number(~0ULL)},
                               .owner_text = to_hex(bytes(21)),
                               .public_key = bytes(50),
                               .operators = {},
                               .payload_key = bytes(50),
                               .payload_ids = {},
                               .shares_data = bytes(2000)};
            for (std::uint64_t seats = number(14); seats > 0; --seats)
                item.operators.push_back({.id = {number(99)}, .key_text = to_hex(bytes(30))});
            for (std::uint64_t ids = number(14); ids > 0; --ids)
                item.payload_ids.push_back({number(~0ULL)});
            file.items.push_back(std::move(item));
        }
        if (file.items.empty()) continue;  // null is what ssv-keys writes and nobody reads
        const auto read = read_keyshares(write_keyshares(file));
        ASSERT_TRUE(read) << read.error().what;
        EXPECT_EQ(*read, file);
    }
}

TEST(KeysharesFile, takes_verified_shares_of_its_operators_only) {
    Entropy entropy = test::seeded(6);
    const OperatorSet operators = test::operator_set(4);
    const Address owner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
    std::vector<SplitKey> splits{
        split_key(test::random_key(entropy), operators, owner, {7}, entropy).value()};
    const auto verified = VerifiedShares::verify(std::move(splits), entropy).value();
    const KeysharesItem item = item_of(verified[0], operators).value();
    EXPECT_EQ(item.owner_text, "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494");
    EXPECT_EQ(item.shares_data, verified[0].keyshares().shares_data);
    EXPECT_EQ(item.operators[3].key_text, operators.operators()[3].key_text());
    EXPECT_EQ(item_of(verified[0], test::operator_set(7)).error().reason,
              Reason::operator_key_mismatch);

    std::vector<Operator> rekeyed{operators.operators().begin(), operators.operators().end()};
    rekeyed[2] = Operator::parse(rekeyed[2].id(), test::operators()[9].seat.key_text()).value();
    const auto refused = item_of(verified[0], OperatorSet::parse(rekeyed).value());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, Reason::operator_key_mismatch);
    EXPECT_THAT(refused.error().what, HasSubstr(std::to_string(rekeyed[2].id().value)));
}

// From `new Date(ms).toISOString()` of Node 20.
TEST(CreatedAt, is_written_as_javascript_does) {
    EXPECT_EQ(created_at_text(0), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(created_at_text(951782400007), "2000-02-29T00:00:00.007Z");
    EXPECT_EQ(created_at_text(1795377675851), "2026-11-22T20:01:15.851Z");
    EXPECT_EQ(created_at_text(253402300799999), "9999-12-31T23:59:59.999Z");
}

// Files of ssv-keys 1.1.0, to the last byte.
TEST(KeysharesFile, reads_and_writes_files_of_ssv_keys) {
    for (const auto& one : test::ssv_keys_cases()) {
        const std::string text = test::str(one.at("text"));
        const auto file = read_keyshares(text);
        ASSERT_TRUE(file) << file.error().what;
        EXPECT_EQ(write_keyshares(*file), text);
        const auto& validators = one.at("validators").as_array();
        ASSERT_EQ(file->items.size(), validators.size());
        for (std::size_t i = 0; i < validators.size(); ++i) {
            const KeysharesItem& item = file->items[i];
            EXPECT_EQ(to_hex(item.payload_key), test::str(validators[i].at("validator_pubkey")));
            EXPECT_EQ(item.public_key, item.payload_key);
            EXPECT_EQ(item.owner_nonce.value,
                      validators[i].at("owner_nonce").to_number<std::uint64_t>());
            EXPECT_EQ(item.owner_text, test::str(one.at("owner_address")));
            for (const KeysharesItem::Seat& seat : item.operators)
                EXPECT_EQ(seat.key_text, test::operators_of(one).at(seat.id)->seat.key_text());
        }
    }
}

// Files of ssv-keys 1.2.0 and ssv-dkg: the other version, and other times.
TEST(KeysharesFile, reads_files_of_other_tools) {
    const auto keys = test::shared_vector_file("05-ssv-keys-keyshares-4ops.json");
    const auto dkg = test::shared_vector_file("07-ssv-dkg-ceremony-outputs.json");
    if (!keys || !dkg) GTEST_SKIP() << test::kNoSharedVectors;
    EXPECT_TRUE(read_keyshares(json::serialize(keys->at("keyshares_json"))));
    for (const auto& [name, ceremony] : dkg->at("ceremonies").as_object())
        EXPECT_TRUE(read_keyshares(json::serialize(ceremony.at("keyshares")))) << name;
}

}  // namespace
}  // namespace stafi::ssv
