#include "devnet/oracle/questions.hpp"

#include <gtest/gtest.h>

#include "pool/contracts/withdraw.hpp"

namespace stafi::devnet {
namespace {

using pool::Contract;

Address address(std::uint8_t number) {
    Address made;
    made.bytes.back() = std::byte{number};
    return made;
}

pool::Addresses contracts() {
    pool::Addresses made;
    for (const Contract contract : pool::all_contracts())
        made.set(contract, address(static_cast<std::uint8_t>(1 + static_cast<int>(contract))));
    return made;
}

OracleFacts nothing_known() {
    return {.block = {7},
            .contracts = contracts(),
            .members = {address(99)},
            .quorum = 0,
            .credentials = {},
            .genesis = {},
            .fees = {},
            .pool_balance = {},
            .missing = {},
            .supply = {},
            .balances = {},
            .distributed = {},
            .next_request = {},
            .max_claimable = {}};
}

/// Another number for each question that there should be.
Bytes answer_to(const OracleQuestion& question) {
    const auto asks = [&]<class Call>(Contract contract, const Call& call) {
        return question.to == contracts().find(contract).value() &&
               question.call == abi::encode_call(call);
    };
    const auto word = [](std::uint64_t value) {
        return abi::encode_tuple("(uint256)", Uint256{value});
    };
    Bytes32 credentials;
    credentials.bytes[0] = std::byte{1};
    if (asks(Contract::node_manager, pool::node_manager::GetQuorum{})) return word(1);
    if (asks(Contract::network_settings, pool::network_settings::GetWithdrawalCredentials{}))
        return abi::encode_tuple("(bytes)",
                                 Bytes{credentials.bytes.begin(), credentials.bytes.end()});
    if (asks(Contract::network_settings, pool::network_settings::GetNodeFee{})) return word(3);
    if (asks(Contract::network_settings, pool::network_settings::GetPlatformFee{})) return word(4);
    if (asks(Contract::user_deposit, pool::user_deposit::GetBalance{})) return word(5);
    if (asks(Contract::withdraw, pool::withdraw::TotalMissingAmountForWithdraw{})) return word(6);
    if (asks(Contract::reth_token, pool::reth_token::TotalSupply{})) return word(7);
    if (asks(Contract::network_balances, pool::network_balances::GetBalancesBlock{}))
        return word(8);
    if (asks(Contract::withdraw, pool::withdraw::LatestDistributeHeight{})) return word(9);
    if (asks(Contract::withdraw, pool::withdraw::NextWithdrawIndex{})) return word(10);
    if (asks(Contract::withdraw, pool::withdraw::MaxClaimableWithdrawIndex{})) return word(11);
    ADD_FAILURE() << "a question that is not in the list";
    return {};
}

TEST(OracleQuestions, make_facts_of_their_answers) {
    std::vector<Bytes> answers;
    const std::vector<OracleQuestion> questions = oracle_questions(contracts()).value();
    answers.reserve(questions.size());
    for (const OracleQuestion& question : questions)
        answers.push_back(answer_to(question));
    const OracleFacts facts = facts_from(nothing_known(), answers).value();
    EXPECT_EQ(facts.block, BlockNumber{7});
    EXPECT_EQ(facts.members, std::vector{address(99)});
    EXPECT_EQ(facts.quorum, 1U);
    EXPECT_EQ(facts.credentials.bytes[0], std::byte{1});
    EXPECT_EQ(facts.fees.node, pool::Ratio{Uint256{3}});
    EXPECT_EQ(facts.fees.platform, pool::Ratio{Uint256{4}});
    EXPECT_EQ(facts.pool_balance, Wei{Uint256{5}});
    EXPECT_EQ(facts.missing, Wei{Uint256{6}});
    EXPECT_EQ(facts.supply, pool::Reth{Uint256{7}});
    EXPECT_EQ(facts.balances, pool::BalancesId{8});
    EXPECT_EQ(facts.distributed, BlockNumber{9});
    EXPECT_EQ(facts.next_request, pool::WithdrawIndex{10});
    EXPECT_EQ(facts.max_claimable, pool::WithdrawIndex{11});
}

TEST(OracleQuestions, are_not_answered_in_part_or_with_junk) {
    std::vector<Bytes> answers;
    EXPECT_EQ(facts_from(nothing_known(), answers).error().what,
              "oracle: 0 answers to 11 questions");
    answers.resize(11);
    EXPECT_EQ(facts_from(nothing_known(), answers).error().reason, Reason::bad_abi);
}

TEST(OracleQuestions, need_all_contracts) {
    EXPECT_EQ(oracle_questions({}).error().reason, Reason::contract_missing);
}

}  // namespace
}  // namespace stafi::devnet
