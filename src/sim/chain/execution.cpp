#include "sim/chain/execution.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/hex.hpp"

namespace stafi::sim {
namespace {

const Wei kTip{Uint256{1'000'000'000}};

Message message_of(const ContractCall& call, Gas gas) {
    return {.from = call.from.value_or(Address{}),
            .to = call.to,
            .value = call.value,
            .data = call.data,
            .gas_limit = gas,
            .nonce = {}};
}

/// As of an eth_call that has no words when a contract runs out of gas.
CallAnswer answer_of(Outcome outcome) {
    if (outcome.status == Outcome::Status::succeeded) return std::move(outcome.output);
    if (outcome.status == Outcome::Status::reverted) return Reverted{std::move(outcome.output)};
    return Reverted{};
}

/// A call may need more than it uses: what is refunded, and what it must leave behind.
std::variant<Gas, Reverted> gas_for(const EvmState& state, const BlockEnvironment& block,
                                    const ContractCall& call) {
    Outcome most = state.call(block, message_of(call, eth::kTransactionGasMax));
    if (most.status != Outcome::Status::succeeded)
        return Reverted{most.status == Outcome::Status::reverted ? std::move(most.output)
                                                                 : Bytes{}};
    Gas gas = most.gas_used;
    while (gas < eth::kTransactionGasMax &&
           state.call(block, message_of(call, gas)).status != Outcome::Status::succeeded)
        gas = std::min(eth::kTransactionGasMax, Gas{gas.value + gas.value / 10});
    return gas;
}

bool is_taken_already(const Error& refusal) {
    return refusal.what == "already known" || refusal.what == "nonce too low";
}

}  // namespace

Result<const Block*> SimExecution::block_at(const Bytes32& hash) const {
    const Block* const found = chain_.find(hash);
    if (found == nullptr)
        return fail(Reason::block_missing, fmt::format("block {}", to_hex0x(hash.view())));
    return found;
}

Task<Result<eth::Header>> SimExecution::head() {
    auto work = [this]() -> Result<eth::Header> { return chain_.head().header; };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<eth::Header>> SimExecution::header(BlockNumber number) {
    auto work = [this, number]() -> Result<eth::Header> {
        const Block* const found = chain_.find(number);
        if (found == nullptr)
            return fail(Reason::block_missing, fmt::format("block {}", number.value));
        return found->header;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<eth::Header>> SimExecution::header_of(Bytes32 hash) {
    auto work = [this, hash]() -> Result<eth::Header> {
        TRY(const Block* const found, block_at(hash));
        return found->header;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::vector<eth::Log>>> SimExecution::logs(BlockRange range,
                                                       std::vector<Address> contracts) {
    auto work = [this, range, &contracts]() -> Result<std::vector<eth::Log>> {
        std::vector<eth::Log> found;
        for (BlockNumber at = range.first; at <= range.last; at += BlockNumber{1}) {
            const Block* const block = chain_.find(at);
            if (block == nullptr) continue;  // clients leave out what they do not have
            for (const eth::Log& log : block->logs)
                if (std::ranges::find(contracts, log.contract) != contracts.end())
                    found.push_back(log);
        }
        return found;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::vector<CallAnswer>>> SimExecution::call(std::vector<ContractCall> calls,
                                                         Bytes32 block) {
    auto work = [this, &calls, block]() -> Result<std::vector<CallAnswer>> {
        TRY(const Block* const found, block_at(block));
        const BlockEnvironment environment = chain_.environment_of(*found);
        std::vector<CallAnswer> answers;
        answers.reserve(calls.size());
        for (const ContractCall& call : calls)
            answers.push_back(
                answer_of(found->after.call(environment, message_of(call, Chain::kBlockGas))));
        return answers;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<Account>> SimExecution::account(Address address, Bytes32 block) {
    auto work = [this, address, block]() -> Result<Account> {
        TRY(const Block* const found, block_at(block));
        return found->after.account(address);
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::variant<Gas, Reverted>>> SimExecution::estimate(ContractCall call, Moment moment) {
    auto work = [this, &call, moment]() -> Result<std::variant<Gas, Reverted>> {
        const EvmState state = moment == Moment::head ? chain_.head().after : chain_.pending();
        return gas_for(state, chain_.next_block(), call);
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<eth::FeeMarket>> SimExecution::fees() {
    auto work = [this]() -> Result<eth::FeeMarket> {
        return eth::FeeMarket{.base_fee_per_gas = Wei{Uint256{chain_.next_block().base_fee}},
                              .max_priority_fee_per_gas = kTip};
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<>> SimExecution::send(Bytes transaction) {
    auto work = [this, &transaction]() -> Result<> {
        auto taken = chain_.take(transaction);
        if (!taken && is_taken_already(taken.error())) return {};
        return taken;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::optional<eth::Receipt>>> SimExecution::receipt(Bytes32 transaction) {
    auto work = [this, transaction]() -> Result<std::optional<eth::Receipt>> {
        const eth::Receipt* const found = chain_.receipt(transaction);
        if (found == nullptr) return std::nullopt;
        return *found;
    };
    co_return co_await trouble_.between(std::move(work));
}

}  // namespace stafi::sim
