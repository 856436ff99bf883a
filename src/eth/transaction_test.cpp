#include "eth/transaction.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/hash.hpp"
#include "eth/rlp.hpp"
#include "vector_file.hpp"

namespace stafi::eth {
namespace {

namespace json = boost::json;
using test::str;

Bytes hex(std::string_view digits) { return parse_hex(digits).value(); }

Bytes32 word(std::string_view digits) { return parse_fixed<Bytes32>(digits).value(); }
EthSecretKey key_of(std::string_view digits) {
    Entropy entropy{SecretBytes<32>{}};
    return EthSecretKey::parse(word(digits).view(), entropy).value();
}
EthSecretKey some_key() { return key_of(std::string(64, '1')); }

/// A JSON-RPC quantity: 0x and digits without leading zeros.
Uint256 quantity(const json::value& tx, const char* name) {
    std::string digits = str(tx.at(name)).substr(2);
    digits.insert(0, 64 - digits.size(), '0');
    return from_be256(word(digits).view());
}
std::uint64_t small(const json::value& tx, const char* name) { return quantity(tx, name).limbs[0]; }
std::optional<Address> receiver(const json::value& tx) {
    if (tx.at("to").is_null()) return std::nullopt;
    return parse_address(str(tx.at("to"))).value();
}

UnsignedTransaction transaction_of(const json::value& tx) {
    if (str(tx.at("type")) == "0x0")
        return LegacyTransaction{.chain = {small(tx, "chainId")},
                                 .nonce = {small(tx, "nonce")},
                                 .gas_price = {quantity(tx, "gasPrice")},
                                 .gas_limit = {small(tx, "gas")},
                                 .to = receiver(tx),
                                 .value = {quantity(tx, "value")},
                                 .data = hex(str(tx.at("data")))};
    FeeMarketTransaction made{.chain = {small(tx, "chainId")},
                              .nonce = {small(tx, "nonce")},
                              .max_priority_fee_per_gas = {quantity(tx, "maxPriorityFeePerGas")},
                              .max_fee_per_gas = {quantity(tx, "maxFeePerGas")},
                              .gas_limit = {small(tx, "gas")},
                              .to = receiver(tx),
                              .value = {quantity(tx, "value")},
                              .data = hex(str(tx.at("data"))),
                              .access_list = {}};
    for (const auto& each : tx.at("accessList").as_array()) {
        StorageAccess& access = made.access_list.emplace_back();
        access.account = parse_address(str(each.at("address"))).value();
        for (const auto& storage_key : each.at("storageKeys").as_array())
            access.keys.push_back(parse_fixed<Bytes32>(str(storage_key)).value());
    }
    return made;
}

// Made with eth-account; the first is the example that EIP-155 prints.
TEST(Transaction, is_signed_and_read_as_wallets_do) {
    const auto file = test::vector_file("transactions/signed.json");
    for (const auto& each : file.at("cases").as_array()) {
        const Bytes raw = hex(str(each.at("raw")));
        if (str(each.at("tx").at("type")) == "0x1") {
            EXPECT_EQ(decode_transaction(raw).error().what, "transaction: type 1 is not used here");
            continue;
        }
        const UnsignedTransaction content = transaction_of(each.at("tx"));
        EXPECT_EQ(to_hex(signing_hash(content).view()), str(each.at("signing_hash")));
        const auto tx = sign_transaction(content, key_of(str(each.at("privkey"))));
        EXPECT_EQ(to_hex(tx.signature.r.view()), str(each.at("r")));
        EXPECT_EQ(to_hex(tx.signature.s.view()), str(each.at("s")));
        EXPECT_EQ(to_checksum_text(tx.sender), str(each.at("from")));
        EXPECT_EQ(to_hex(encode_transaction(tx)), str(each.at("raw")));
        EXPECT_EQ(to_hex(transaction_hash(tx).view()), str(each.at("hash")));
        EXPECT_EQ(decode_transaction(raw).value(), tx);
    }
}

struct RefusedTransaction : testing::Test {
    FeeMarketTransaction given{.chain = {17},
                               .nonce = {1},
                               .max_priority_fee_per_gas = {2},
                               .max_fee_per_gas = {3},
                               .gas_limit = {21000},
                               .to = Address{},
                               .value = {4},
                               .data = {std::byte{5}},
                               .access_list = {{.account = {}, .keys = {Bytes32{}}}}};

    /// The fields of the signed transaction, to be spoilt.
    std::vector<rlp::Item> fields() const {
        const Bytes raw = encode_transaction(sign_transaction(given, some_key()));
        return std::get<std::vector<rlp::Item>>(rlp::decode(BytesView{raw}.subspan(1))->form);
    }
    static std::string why(const std::vector<rlp::Item>& fields, std::byte type = std::byte{2}) {
        Bytes raw{type};
        append(raw, rlp::encode(fields));
        const auto tx = decode_transaction(raw);
        return tx ? "accepted" : tx.error().what;
    }
    std::string why_with(std::size_t field, rlp::Item value) const {
        auto spoilt = fields();
        spoilt.at(field) = std::move(value);
        return why(spoilt);
    }
};

TEST_F(RefusedTransaction, says_which_field_is_wrong) {
    const rlp::Item list = std::vector<rlp::Item>{};
    EXPECT_EQ(why(fields()), "accepted");
    EXPECT_EQ(why_with(0, std::uint64_t{0}), "chain id: 0 names no chain");
    EXPECT_EQ(why_with(0, Uint256::max()),
              "chain id: " + to_decimal(Uint256::max()) + " does not fit 64 bits");
    EXPECT_EQ(why_with(1, ~0ULL), "nonce: 2^64-1 is one too many (EIP-2681)");
    EXPECT_EQ(why_with(1, hex("00")), "nonce: number with a leading zero");
    EXPECT_EQ(why_with(2, std::uint64_t{4}), "max priority fee per gas: above max fee per gas");
    EXPECT_EQ(why_with(5, hex("01")), "to: 1 bytes, 0 or 20 expected");
    EXPECT_EQ(why_with(7, list), "data: a list where bytes were expected");
    EXPECT_EQ(why_with(8, hex("")), "access list: bytes where a list was expected");
    EXPECT_EQ(why_with(9, std::uint64_t{2}), "y parity: 2, not 0 or 1");
    EXPECT_EQ(why_with(9, list), "y parity: a list where bytes were expected");
}

TEST_F(RefusedTransaction, has_a_signature_that_is_not_one) {
    for (const std::size_t field : {10U, 11U}) {
        EXPECT_NE(why_with(field, std::uint64_t{0}), "accepted");
        EXPECT_NE(why_with(field, Uint256::max()), "accepted");
    }
    // The twin of s, n - s, with the other parity: the same signer, but another transaction hash.
    const Uint256 order =
        from_be256(word("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141").view());
    const auto tx = sign_transaction(given, some_key());
    auto twin = fields();
    twin.at(9) = std::uint64_t{1U - tx.signature.y_parity};
    twin.at(11) = order - from_be256(tx.signature.s.view());
    EXPECT_NE(why(twin), "accepted");
}

TEST_F(RefusedTransaction, has_another_form) {
    auto longer = fields();
    longer.emplace_back();
    EXPECT_EQ(why(longer), "rlp: a list of 13 items, 12 expected");
    EXPECT_EQ(why({}), "rlp: a list of 0 items, 12 expected");
    EXPECT_EQ(why(fields(), std::byte{3}), "transaction: type 3 is not used here");
    EXPECT_EQ(decode_transaction(BytesView{}).error().what, "transaction: empty");
    given.data.resize(kTransactionBytesMax);
    EXPECT_TRUE(why(fields()).ends_with("at most 131072 are taken"));
}

LegacyTransaction on_chain(std::uint64_t chain) {
    return {.chain = {chain}, .nonce = {}, .gas_price = {}, .gas_limit = {}, .to = Address{}};
}

TEST(LegacyTransaction, needs_a_chain) {
    const auto signed_for = [](std::uint64_t v) {
        const auto tx = sign_transaction(on_chain(1), some_key());
        const Bytes raw = encode_transaction(tx);
        auto fields = std::get<std::vector<rlp::Item>>(rlp::decode(raw)->form);
        fields.at(6) = v;
        return decode_transaction(rlp::encode(fields));
    };
    EXPECT_EQ(signed_for(27).error().what, "v: 27 names no chain");
    EXPECT_EQ(signed_for(35).error().what, "chain id: 0 names no chain");
    EXPECT_TRUE(signed_for(37) || signed_for(38));
    EXPECT_FALSE(signed_for(0));
}

TEST(LegacyTransaction, is_for_any_chain_that_64_bits_can_name) {
    const auto tx = sign_transaction(on_chain(~0ULL), some_key());
    EXPECT_EQ(decode_transaction(encode_transaction(tx)).value(), tx);
}

TEST(TransactionDeathTest, aborts_before_it_signs_what_no_node_takes) {
    const auto key = some_key();
    EXPECT_DEATH(static_cast<void>(sign_transaction(on_chain(0), key)), "check_content");
    const FeeMarketTransaction tip_above_cap{.chain = {1},
                                             .nonce = {},
                                             .max_priority_fee_per_gas = {1},
                                             .max_fee_per_gas = {},
                                             .gas_limit = {},
                                             .to = Address{}};
    EXPECT_DEATH(static_cast<void>(sign_transaction(tip_above_cap, key)), "check_content");
}

/// Random transactions of both kinds.
UnsignedTransaction random_transaction(std::mt19937_64& random) {
    const auto below = [&](std::uint64_t limit) { return random() % limit; };
    const auto wide = [&] {
        Uint256 value;
        for (std::uint64_t& limb : value.limbs)
            limb = random();
        return Wei{value >> static_cast<unsigned>(below(256))};
    };
    const auto data = [&] { return Bytes(below(80), static_cast<std::byte>(below(256))); };
    const auto to = [&] { return below(3) == 0 ? std::nullopt : std::optional{Address{}}; };
    if (below(2) == 0)
        return LegacyTransaction{.chain = {1 + (random() >> below(63))},
                                 .nonce = {random() >> (1 + below(63))},
                                 .gas_price = wide(),
                                 .gas_limit = {random() >> below(63)},
                                 .to = to(),
                                 .value = wide(),
                                 .data = data()};
    FeeMarketTransaction made{.chain = {1 + (random() >> (1 + below(62)))},
                              .nonce = {random() >> (1 + below(63))},
                              .max_priority_fee_per_gas = {},
                              .max_fee_per_gas = wide(),
                              .gas_limit = {random() >> below(63)},
                              .to = to(),
                              .value = wide(),
                              .data = data(),
                              .access_list = {}};
    made.max_priority_fee_per_gas = {made.max_fee_per_gas.value >> static_cast<unsigned>(below(9))};
    for (std::uint64_t i = below(3); i > 0; --i)
        made.access_list.push_back({.account = {}, .keys = std::vector<Bytes32>(below(3))});
    return made;
}

TEST(Transaction, is_read_back_and_cannot_be_changed_in_flight) {
    std::mt19937_64 random{7};  // NOLINT(bugprone-random-generator-seed): repeatable on purpose
    const auto key = some_key();
    for (int round = 0; round < 300; ++round) {
        const auto tx = sign_transaction(random_transaction(random), key);
        Bytes raw = encode_transaction(tx);
        ASSERT_EQ(decode_transaction(raw).value(), tx) << to_hex(raw);
        ASSERT_FALSE(decode_transaction(BytesView{raw}.first(raw.size() - 1)));
        raw[random() % raw.size()] ^= static_cast<std::byte>(1U << (random() % 8));
        const auto changed = decode_transaction(raw);
        if (!changed) continue;
        ASSERT_NE(changed->sender, tx.sender) << to_hex(raw);
        ASSERT_EQ(encode_transaction(*changed), raw);
    }
}

}  // namespace
}  // namespace stafi::eth
