#include "eth/signing/signer.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

// Field names: execution-apis, "GenericTransaction"; clef's documentation of account_list and
// account_signTransaction; Web3Signer's of eth_signTransaction. Signed bytes: eth-account.

namespace stafi::eth {
namespace {

using test::str;

const Address kAccount = *parse_fixed<Address>("0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f");
const Address kReceiver = *parse_fixed<Address>("0x3535353535353535353535353535353535353535");

/// The example of EIP-155, and its account's.
const LegacyTransaction kExample{.chain = ChainId{1},
                                 .nonce = {9},
                                 .gas_price = Wei{20'000'000'000},
                                 .gas_limit = {21'000},
                                 .to = kReceiver,
                                 .value = Wei{1'000'000'000'000'000'000}};

std::string example_raw() {
    const auto file = test::vector_file("transactions/signed.json");
    return str(file.at("cases").as_array().at(0).at("raw"));
}

RpcResult result(const std::string& json) {
    return RpcResult{JsonDocument::parse(R"({"result":)" + json + "}").value()};
}
std::string quoted_raw() { return "\"0x" + example_raw() + '"'; }

std::string refusal(const std::string& answer, const UnsignedTransaction& content = kExample,
                    const Address& account = kAccount) {
    const auto read = read_signed(result(answer), content, account);
    if (read) return "accepted";
    return std::string{text_of(read.error().reason).code} + ": " + read.error().what;
}

TEST(SignerQuestions, hold_the_whole_transaction) {
    const RpcCall legacy = ask_to_sign(SignerKind::eth, kExample, kAccount);
    EXPECT_EQ(legacy.method, "eth_signTransaction");
    EXPECT_EQ(legacy.params.at(0),
              R"({"from":"0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F",)"
              R"("to":"0x3535353535353535353535353535353535353535","gas":"0x5208",)"
              R"("gasPrice":"0x4a817c800","value":"0xde0b6b3a7640000","nonce":"0x9",)"
              R"("data":"0x","chainId":"0x1"})");
    const FeeMarketTransaction modern{.chain = ChainId{560'048},
                                      .nonce = {0},
                                      .max_priority_fee_per_gas = Wei{1},
                                      .max_fee_per_gas = Wei{256},
                                      .gas_limit = {100'000},
                                      .to = std::nullopt,
                                      .data = {std::byte{0xc0}, std::byte{0xde}},
                                      .access_list = {{.account = kReceiver, .keys = {Bytes32{}}}}};
    const RpcCall asked = ask_to_sign(SignerKind::clef, modern, kAccount);
    EXPECT_EQ(asked.method, "account_signTransaction");
    EXPECT_EQ(asked.params.at(0),
              R"({"from":"0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F","gas":"0x186a0",)"
              R"("maxFeePerGas":"0x100","maxPriorityFeePerGas":"0x1","accessList":[{"address":)"
              R"("0x3535353535353535353535353535353535353535","storageKeys":[)"
              R"("0x0000000000000000000000000000000000000000000000000000000000000000"]}],)"
              R"("value":"0x0","nonce":"0x0","data":"0xc0de","chainId":"0x88bb0"})");
    EXPECT_EQ(ask_for_accounts(SignerKind::eth).method, "eth_accounts");
    EXPECT_EQ(ask_for_accounts(SignerKind::clef).method, "account_list");
}

TEST(SignerAnswers, are_raw_bytes_alone_or_beside_their_fields) {
    const auto alone = read_signed(result(quoted_raw()), kExample, kAccount);
    ASSERT_TRUE(alone) << alone.error().what;
    EXPECT_EQ(alone->sender, kAccount);
    EXPECT_EQ(to_hex(encode_transaction(*alone)), example_raw());
    const auto beside = read_signed(
        result(R"({"raw":)" + quoted_raw() + R"(,"tx":{"nonce":"0x1"}})"), kExample, kAccount);
    EXPECT_EQ(beside.value(), *alone);
}

TEST(SignerAnswers, are_refused_when_they_are_none) {
    for (const char* answer : {"null", "7", "[]", "{}", R"("")", R"("0x")", R"("0x1")", R"("f86c")",
                               R"({"tx":{}})", R"({"raw":null})", R"("0xzz")"})
        EXPECT_EQ(refusal(answer).substr(0, 9), "bad_rpc: ") << answer;
    EXPECT_EQ(refusal(quoted_raw().substr(0, 101) + '"').substr(0, 9), "bad_rpc: ");
    const std::string huge(3 * kTransactionBytesMax, '0');
    EXPECT_EQ(refusal("\"0x" + huge + '"').substr(0, 9), "bad_rpc: ");
}

/// What a signer may be told, or tell itself, to change.
TEST(SignerAnswers, are_refused_when_anything_was_changed) {
    const auto asked = [](auto change) {
        LegacyTransaction other = kExample;
        change(other);
        return refusal(quoted_raw(), other);
    };
    EXPECT_EQ(asked([](auto& tx) { tx.chain = {5}; }), "signer_disagrees: chain: 1 instead of 5");
    EXPECT_EQ(asked([](auto& tx) { tx.nonce = {8}; }), "signer_disagrees: nonce: 9 instead of 8");
    EXPECT_EQ(asked([](auto& tx) { tx.gas_limit = {1}; }),
              "signer_disagrees: gas limit: 21000 instead of 1");
    EXPECT_EQ(asked([](auto& tx) { tx.to = kAccount; }), "signer_disagrees: to: another receiver");
    EXPECT_EQ(asked([](auto& tx) { tx.value = Wei{1}; }),
              "signer_disagrees: value: 1000000000000000000 instead of 1 wei");
    EXPECT_EQ(asked([](auto& tx) { tx.data = {std::byte{1}}; }),
              "signer_disagrees: data: other bytes");
    EXPECT_EQ(asked([](auto& tx) { tx.gas_price = Wei{1}; }),
              "signer_disagrees: its fees or access list are others");
    const FeeMarketTransaction modern{.chain = {1},
                                      .nonce = {9},
                                      .max_priority_fee_per_gas = Wei{1},
                                      .max_fee_per_gas = Wei{1},
                                      .gas_limit = {21'000},
                                      .to = kReceiver};
    EXPECT_EQ(refusal(quoted_raw(), modern), "signer_disagrees: it is of another type");
    EXPECT_EQ(refusal(quoted_raw(), kExample, kReceiver),
              "signer_disagrees: signed by 0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F instead of "
              "0x3535353535353535353535353535353535353535");
}

TEST(SignerAnswers, list_accounts_in_order_and_once) {
    EXPECT_EQ(read_accounts(result(R"(["0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F",)"
                                   R"("0x3535353535353535353535353535353535353535",)"
                                   R"("0x3535353535353535353535353535353535353535"])"))
                  .value(),
              (std::vector{kReceiver, kAccount}));
    EXPECT_TRUE(read_accounts(result("[]")).value().empty());
    for (const char* answer : {"null", "{}", "[7]", R"(["0x35"])", R"([["0x35"]])"})
        EXPECT_EQ(read_accounts(result(answer)).error().reason, Reason::bad_rpc) << answer;
}

}  // namespace
}  // namespace stafi::eth
