#include "devnet/execution/genesis.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi::devnet {
namespace {

namespace json = boost::json;
using test::str;

constexpr std::string_view kState = R"({"block":{"number":"0x10"},"best_block_number":16,
    "accounts":{
      "0x00000961ef480eb55e80d19ad83579a64c007002":
        {"nonce":1,"balance":"0x0","code":"0x60ff","storage":{"0x00":"0x01"}},
      "0x0000000000000000000000000000000000000002":
        {"nonce":0,"balance":"0x0","code":"0x","storage":{}},
      "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266":
        {"nonce":26,"balance":"0xd3c21bcecceda1000000","code":"0x","storage":{}},
      "0x52c7daf86b3febea70ea96aeeb57e04b30293422":
        {"nonce":1,"balance":"0x0","code":"0x6080",
         "storage":{"0x02":"0x00000000000000000000000000000000000000000000000000000000000000ff"}}},
    "blocks":[1],"transactions":[2],"historical_states":null})";

/// In the form of geth v1.17.8's `--dev dumpgenesis`, with short code.
constexpr std::string_view kGeth = R"({
    "config":{"chainId":1337,"osakaTime":0,"bogotaTime":0,"depositContractAddress":"0x00",
      "blobSchedule":{"cancun":{"max":6},"prague":{"target":6,"max":9}}},
    "nonce":"0x0","timestamp":"0x0","gasLimit":"0xaf79e0","baseFeePerGas":"0x3b9aca00",
    "excessBlobGas":null,"blobGasUsed":null,"slotNumber":null,
    "alloc":{"0000000000000000000000000000000000000001":{"balance":"0x1"},
      "00000961ef480eb55e80d19ad83579a64c007002":{"balance":"0x0","nonce":"0x1","code":"0x01"},
      "0000bbddc7ce488642fb579f8b00f3a590007251":{"balance":"0x0","nonce":"0x1","code":"0x02"},
      "0000f90827f1c53a10cb7a02335b175320002935":{"balance":"0x0","nonce":"0x1","code":"0x03"},
      "000f3df6d732807ef1319fb7b8bb8522d0beac02":{"balance":"0x0","nonce":"0x1","code":"0x04"}}})";

const GenesisChoice kChoice{
    .chain_id = {31337},
    .timestamp = {1'800'000'000},
    .deposit_contract = parse_fixed<Address>("0x00000000219ab540356cBB839Cbe05303d7705Fa").value()};

std::string with(std::string_view text, std::string_view what, std::string_view by) {
    std::string changed{text};
    return changed.replace(changed.find(what), what.size(), by);
}

std::string refusal(std::string_view state, std::string_view geth) {
    const auto made = make_genesis(state, geth, kChoice);
    if (made) return "made";
    return made.error().what;
}

// The form that geth reads: docs of `geth init`, and the prototype that drove a real one.
TEST(Genesis, has_the_accounts_of_the_ready_chain_and_geth_s_system_contracts) {
    const auto made = make_genesis(kState, kGeth, kChoice);
    ASSERT_TRUE(made) << made.error().what;
    const json::value genesis = json::parse(*made);
    const json::object& alloc = genesis.at("alloc").as_object();
    EXPECT_EQ(alloc.size(), 6U);  // four system contracts, an account, a contract
    const json::value& rich = alloc.at("f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    EXPECT_EQ(rich, json::parse(R"({"balance":"0xd3c21bcecceda1000000","nonce":"0x1a"})"));
    const json::value& token = alloc.at("52c7daf86b3febea70ea96aeeb57e04b30293422");
    EXPECT_EQ(str(token.at("code")), "0x6080");
    EXPECT_EQ(token.at("storage").as_object().size(), 1U);
    const json::value& queue = alloc.at("00000961ef480eb55e80d19ad83579a64c007002");
    EXPECT_EQ(str(queue.at("code")), "0x01");
    EXPECT_FALSE(queue.as_object().contains("storage"));
}

TEST(Genesis, has_the_rules_of_osaka_and_no_later_ones) {
    const json::value genesis = json::parse(make_genesis(kState, kGeth, kChoice).value());
    EXPECT_EQ(str(genesis.at("timestamp")), "0x6b49d200");
    EXPECT_EQ(str(genesis.at("gasLimit")), "0x3938700");
    EXPECT_FALSE(genesis.as_object().contains("slotNumber"));
    const json::object& config = genesis.at("config").as_object();
    EXPECT_EQ(config.at("chainId").to_number<int>(), 31337);
    EXPECT_EQ(str(config.at("depositContractAddress")),
              "0x00000000219ab540356cbb839cbe05303d7705fa");
    EXPECT_FALSE(config.contains("bogotaTime"));
    EXPECT_EQ(config.at("blobSchedule").at("osaka"), config.at("blobSchedule").at("prague"));
}

TEST(Genesis, knows_up_to_which_block_the_contracts_remember) {
    EXPECT_EQ(last_block(kState).value(), BlockNumber{16});
    for (const std::string_view damaged : {"{}", R"({"best_block_number":-1})", "[]"})
        EXPECT_EQ(last_block(damaged).error().reason, Reason::bad_json) << damaged;
}

TEST(Genesis, names_what_is_wrong_with_a_damaged_state) {
    EXPECT_EQ(refusal("{}", kGeth), "chain state: accounts: an object is expected");
    EXPECT_EQ(refusal(kState.substr(0, 400), kGeth).substr(0, 12), "chain state:");
    EXPECT_EQ(refusal(with(kState, "\"nonce\":26", "\"nonce\":-1"), kGeth),
              "chain state: accounts.0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266: nonce: "
              "a number is expected");
    EXPECT_EQ(
        refusal(with(kState, "\"balance\":\"0xd3c21bcecceda1000000\"", "\"balance\":\"5\""), kGeth)
            .substr(0, 74),
        "chain state: accounts.0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266: balance:");
    EXPECT_EQ(refusal(with(kState, "0xf39F", "0xf3"), kGeth).substr(0, 22),
              "chain state: accounts:");
    EXPECT_EQ(refusal(kState, with(kGeth, "0000bbdd", "0000bbde")),
              "geth's genesis: alloc.0000bbddc7ce488642fb579f8b00f3a590007251: missing");
    EXPECT_EQ(refusal(kState, "[]"), "geth's genesis: an object is expected");
}

}  // namespace
}  // namespace stafi::devnet
