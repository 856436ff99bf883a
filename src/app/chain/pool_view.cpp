#include "app/chain/pool_view.hpp"

#include <algorithm>
#include <utility>

#include "engine/reading/ask.hpp"
#include "engine/reading/find_pool.hpp"

namespace stafi::app {

using pool::Contract;
namespace withdraw = pool::withdraw;

Task<Result<PoolView>> look_at_pool(ChainAccess& chain) {
    CO_TRY(const Address storage, chain.pool_storage());
    CO_TRY(const eth::Header block, co_await chain.execution().head());
    CO_TRY(const pool::Addresses at,
           co_await engine::find_pool(chain.execution(), storage, block.self.hash));
    CO_TRY(const Address reth, at.find(Contract::reth_token));
    CO_TRY(const Address user_deposit, at.find(Contract::user_deposit));
    CO_TRY(const Address balances, at.find(Contract::network_balances));
    CO_TRY(const Address withdraw, at.find(Contract::withdraw));
    CO_TRY(const Address light_node, at.find(Contract::light_node));
    CO_TRY(const Address settings, at.find(Contract::network_settings));
    co_return PoolView{.block = block,
                       .reth = reth,
                       .user_deposit = user_deposit,
                       .balances = balances,
                       .withdraw = withdraw,
                       .light_node = light_node,
                       .settings = settings};
}

Task<Result<std::vector<WaitingWithdrawal>>> waiting_withdrawals(Execution& execution,
                                                                 PoolView view, Address account) {
    using engine::Question;
    const Question listing{view.withdraw, withdraw::GetUnclaimedWithdrawalsOfUser{account}};
    CO_TRY(const auto listed, co_await engine::ask(execution, view.block.self.hash, listing));
    auto indices = std::get<0>(listed);
    std::ranges::sort(indices);
    std::vector<withdraw::WithdrawalAtIndex> questions;
    std::vector<ContractCall> trials;
    for (const pool::WithdrawIndex index : indices) {
        questions.push_back({index});
        trials.push_back({.to = view.withdraw,
                          .data = abi::encode_call(withdraw::Withdraw{{index}}),
                          .from = account});
    }
    CO_TRY(const auto requests, co_await engine::ask_each(execution, view.block.self.hash,
                                                          view.withdraw, std::move(questions)));
    CO_TRY(const auto tried, co_await execution.call(std::move(trials), view.block.self.hash));
    std::vector<WaitingWithdrawal> waiting;
    waiting.reserve(indices.size());
    for (std::size_t i = 0; i < indices.size(); ++i)
        waiting.push_back({.index = indices[i],
                           .amount = requests[i].amount,
                           .is_claimable = std::holds_alternative<Bytes>(tried[i])});
    co_return waiting;
}

}  // namespace stafi::app
