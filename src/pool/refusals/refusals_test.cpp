#include "pool/refusals.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "contract_sources.hpp"
#include "eth/abi/message.hpp"
#include "pool/addresses.hpp"

namespace stafi::pool {
namespace {

/// Said only to who deploys and administers.
const std::set<std::string> kOfAdministration{
    "Cannot upgrade contracts with state",
    "Cannot upgrade the eth deposit contract",
    "Cannot upgrade the stafi ether contract",
    "Cannot upgrade the withdraw contract",
    "Cannot upgrade token contracts",
    "Contract address is already in use",
    "Contract name is already in use",
    "Invalid contract address",
    "Invalid contract name",
    "No stakingpools are available",
    "Storage cannot be opened again",
    "The contract address cannot be set to its current address",
    "The node's super status is already set",
    "The node's trusted status is already set",
    "Too many trusted nodes",
};

TEST(PoolRefusals, know_everything_that_the_contracts_say) {
    std::set<std::string> known = kOfAdministration;
    for (const RefusalRow& row : refusal_texts())
        known.emplace(row.text);
    for (const Contract contract : all_contracts())  // names are compared with texts too
        known.emplace(name_of(contract));
    const auto said = test::texts_in_sources("contracts/src/pool");
    EXPECT_GE(said.size(), 60U);
    for (const std::string& text : said)
        EXPECT_TRUE(known.contains(text)) << text;
}

TEST(PoolRefusals, know_nothing_that_no_contract_says) {
    const std::string source = test::all_sources("contracts/src/pool");
    for (const RefusalRow& row : refusal_texts())
        EXPECT_NE(source.find('"' + std::string{row.text} + '"'), std::string::npos) << row.text;
}

TEST(PoolRefusals, are_read_from_a_text) {
    const Bytes data = abi::encode_call("Error(string)", std::string{"pubkey status unmatch"});
    EXPECT_EQ(read_refusal(data),
              (Refused{Refusal::key_status, R"(Error("pubkey status unmatch"))"}));
}

TEST(PoolRefusals, are_read_from_an_error) {
    const Bytes data =
        abi::encode_call("DepositRootChanged(bytes32,bytes32)", Bytes32{}, Bytes32{});
    EXPECT_EQ(read_refusal(data).word, Refusal::deposit_root_changed);
    EXPECT_TRUE(read_refusal(data).text.starts_with("DepositRootChanged(0x00"));
}

TEST(PoolRefusals, of_the_deposit_contract_are_our_mistakes) {
    const Bytes data =
        abi::encode_call("Error(string)", std::string{"DepositContract: deposit value too low"});
    EXPECT_EQ(read_refusal(data).word, Refusal::bad_arguments);
}

TEST(PoolRefusals, that_nobody_knows_are_shown_as_they_are) {
    EXPECT_EQ(read_refusal({}).word, Refusal::unknown);
    EXPECT_EQ(read_refusal({}).text, "reverted without data");
    EXPECT_EQ(read_refusal(abi::encode_call("Error(string)", std::string{"nope\n"})),
              (Refused{Refusal::unknown, R"(Error("nope\x0a"))"}));
    EXPECT_EQ(read_refusal(abi::encode_call("Other(uint256)", Uint256{1})).word, Refusal::unknown);
    EXPECT_EQ(read_refusal(abi::encode_call("Panic(uint256)", Uint256{0x11})).word,
              Refusal::arithmetic);
}

}  // namespace
}  // namespace stafi::pool
