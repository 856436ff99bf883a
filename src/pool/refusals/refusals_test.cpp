#include "pool/refusals/refusals.hpp"

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
    const Refused refused = read_refusal(data);
    EXPECT_EQ(refused.word, Refusal::key_status);
    EXPECT_EQ(refused.text, R"(Error("pubkey status unmatch"))");
    EXPECT_EQ(refused.explanation,
              "the key is not in the state that the call needs: read its status again");
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
    const Refused nope = read_refusal(abi::encode_call("Error(string)", std::string{"nope\n"}));
    EXPECT_EQ(nope.word, Refusal::unknown);
    EXPECT_EQ(nope.text, R"(Error("nope\x0a"))");
    EXPECT_EQ(nope.explanation, "");
    EXPECT_EQ(read_refusal(abi::encode_call("Other(uint256)", Uint256{1})).word, Refusal::unknown);
    EXPECT_EQ(read_refusal(abi::encode_call("Panic(uint256)", Uint256{0x11})).word,
              Refusal::arithmetic);
}

TEST(PoolRefusals, name_the_key_that_is_not_due) {
    const Refused refused =
        read_refusal(abi::encode_call("ExitNotDue(bytes)", Bytes(48, std::byte{7})));
    PubkeyBytes key;
    key.bytes.fill(std::byte{7});
    EXPECT_EQ(refused.word, Refusal::exit_not_due);
    EXPECT_EQ(refused.name, "ExitNotDue");
    EXPECT_EQ(refused.validator, key);
    EXPECT_EQ(refused.account, std::nullopt);
    const Refused odd = read_refusal(abi::encode_call("ExitNotDue(bytes)", Bytes(47)));
    EXPECT_EQ(odd.word, Refusal::exit_not_due);
    EXPECT_EQ(odd.validator, std::nullopt);
}

TEST(PoolRefusals, name_who_is_no_member) {
    Address stranger;
    stranger.bytes.fill(std::byte{9});
    const Refused refused = read_refusal(abi::encode_call("ApproverNotMember(address)", stranger));
    EXPECT_EQ(refused.word, Refusal::approvals_refused);
    EXPECT_EQ(refused.account, stranger);
    EXPECT_EQ(refused.validator, std::nullopt);
}

// Whatever error of the contracts begins with a key must say so in that place.
TEST(PoolRefusals, that_name_a_key_begin_with_it) {
    for (const RefusalRow& row : refusal_errors()) {
        const std::string_view inputs = row.text.substr(row.text.find('('));
        if (inputs.find("bytes,") != std::string_view::npos ||
            inputs.find("bytes)") != std::string_view::npos)
            EXPECT_TRUE(inputs.starts_with("(bytes")) << row.text;
    }
}

// Each is what somebody will read: a clause, lower case, no stop, and one line of a terminal.
TEST(PoolRefusals, are_explained_each_in_one_sentence) {
    for (const auto rows : {refusal_texts(), refusal_errors()})
        for (const RefusalRow& row : rows) {
            EXPECT_GE(row.explanation.size(), 15U) << row.text;
            EXPECT_LE(row.explanation.size(), 90U) << row.text;
            const char first = row.explanation.front();
            EXPECT_TRUE(first >= 'a' && first <= 'z' || row.explanation.starts_with("rETH"))
                << row.explanation;
            EXPECT_NE(row.explanation.back(), '.') << row.explanation;
            EXPECT_NE(row.word, Refusal::unknown) << row.text;
        }
}

}  // namespace
}  // namespace stafi::pool
