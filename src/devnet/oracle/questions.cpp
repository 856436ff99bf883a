#include "devnet/oracle/questions.hpp"

#include <array>

#include <fmt/format.h>

#include "pool/contracts/withdraw.hpp"

namespace stafi::devnet {
namespace {

using pool::Contract;

/// A call without arguments, and where its answer goes.
struct Row {
    Contract contract;
    Bytes (*call)();
    Result<> (*read)(BytesView answer, OracleFacts& facts);
};

template <class Call, auto Read>
constexpr Row ask(Contract contract) {
    return {.contract = contract,
            .call = [] { return abi::encode_call(Call{}); },
            .read = [](BytesView answer, OracleFacts& facts) -> Result<> {
                TRY(Read(facts), abi::decode_return<Call>(answer));
                return {};
            }};
}

constexpr std::array kRows{
    ask<pool::node_manager::GetQuorum, [](OracleFacts& to) -> auto& { return to.quorum; }>(
        Contract::node_manager),
    ask<pool::network_settings::GetWithdrawalCredentials,
        [](OracleFacts& to) -> auto& { return to.credentials; }>(Contract::network_settings),
    ask<pool::network_settings::GetNodeFee, [](OracleFacts& to) -> auto& { return to.fees.node; }>(
        Contract::network_settings),
    ask<pool::network_settings::GetPlatformFee,
        [](OracleFacts& to) -> auto& { return to.fees.platform; }>(Contract::network_settings),
    ask<pool::user_deposit::GetBalance, [](OracleFacts& to) -> auto& { return to.pool_balance; }>(
        Contract::user_deposit),
    ask<pool::withdraw::TotalMissingAmountForWithdraw,
        [](OracleFacts& to) -> auto& { return to.missing; }>(Contract::withdraw),
    ask<pool::reth_token::TotalSupply, [](OracleFacts& to) -> auto& { return to.supply; }>(
        Contract::reth_token),
    ask<pool::network_balances::GetBalancesBlock,
        [](OracleFacts& to) -> auto& { return to.balances; }>(Contract::network_balances),
    ask<pool::withdraw::LatestDistributeHeight,
        [](OracleFacts& to) -> auto& { return to.distributed; }>(Contract::withdraw),
    ask<pool::withdraw::NextWithdrawIndex,
        [](OracleFacts& to) -> auto& { return to.next_request; }>(Contract::withdraw),
    ask<pool::withdraw::MaxClaimableWithdrawIndex,
        [](OracleFacts& to) -> auto& { return to.max_claimable; }>(Contract::withdraw),
};

}  // namespace

Result<std::vector<OracleQuestion>> oracle_questions(const pool::Addresses& contracts) {
    std::vector<OracleQuestion> questions;
    questions.reserve(kRows.size());
    for (const Row& row : kRows) {
        TRY(const Address to, contracts.find(row.contract));
        questions.push_back({.to = to, .call = row.call()});
    }
    return questions;
}

Result<OracleFacts> facts_from(OracleFacts known, std::span<const Bytes> answers) {
    if (answers.size() != kRows.size())
        return fail(Reason::bad_abi, fmt::format("oracle: {} answers to {} questions",
                                                 answers.size(), kRows.size()));
    for (std::size_t i = 0; i < kRows.size(); ++i)
        TRY_VOID(kRows[i].read(answers[i], known));
    return known;
}

}  // namespace stafi::devnet
