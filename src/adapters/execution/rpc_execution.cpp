#include "adapters/execution/rpc_execution.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "eth/execution/answers.hpp"
#include "eth/execution/multicall.hpp"
#include "eth/execution/questions.hpp"
#include "eth/execution/refusals.hpp"

namespace stafi::adapters {
namespace {

constexpr std::size_t kReceiptBytesMax = std::size_t{8} << 20;
constexpr std::size_t kReceiptsMax = 20'000;

/// What cannot be read is not our input's fault: the client is not to be believed.
template <class T>
Result<T> believed(Result<T> read) {
    if (read || read.error().code != Errc::invalid_input ||
        read.error().reason == Reason::wrong_network)
        return read;
    return fail(Reason::bad_rpc, std::move(read).error().what);
}

/// The result, whose refusals are those of the port.
Result<eth::RpcResult> granted(eth::RpcAnswer answer) {
    const auto* const error = std::get_if<eth::RpcError>(&answer);
    if (error != nullptr && eth::is_block_missing(*error))
        return fail(Reason::block_missing, error->message);
    if (error != nullptr && eth::is_not_ready(*error))
        return fail(Reason::node_behind, error->message);
    return eth::accepted(std::move(answer));
}

/// Answers come in order, and to what was asked.
Result<> check_log(const eth::Log& log, const eth::Log* before, BlockRange range,
                   std::span<const Address> contracts) {
    const auto place = [](const eth::Log& one) { return std::pair{one.block.number, one.index}; };
    if (log.block.number < range.first || log.block.number > range.last)
        return fail(Reason::bad_rpc,
                    fmt::format("block {} was not asked for", log.block.number.value));
    if (std::ranges::count(contracts, log.contract) == 0)
        return fail(Reason::bad_rpc,
                    fmt::format("contract {} was not asked for", to_hex0x(log.contract.view())));
    if (before == nullptr) return {};
    if (place(*before) >= place(log)) return fail(Reason::bad_rpc, "logs are not in order");
    if (before->block.number == log.block.number && before->block.hash != log.block.hash)
        return fail(Reason::bad_rpc, "logs of two blocks with one number");
    return {};
}

bool has_log(std::span<const eth::Log> logs, BlockNumber block, const Address& contract) {
    return std::ranges::any_of(logs, [&](const eth::Log& log) {
        return log.block.number == block && log.contract == contract;
    });
}

Result<CallAnswer> call_answer(eth::RpcAnswer answer) {
    const auto* const error = std::get_if<eth::RpcError>(&answer);
    if (error != nullptr) {
        if (auto reverted = eth::revert_of(*error)) return *std::move(reverted);
    }
    TRY(const eth::RpcResult result, granted(std::move(answer)));
    TRY(Bytes data, eth::read_return_data(result));
    return CallAnswer{std::move(data)};
}

}  // namespace

RpcExecution::RpcExecution(Ambient& ambient, Url client, ChainIdentity chain,
                           RpcExecutionOptions options)
    : rpc_{ambient, std::move(client), options.http}, chain_{chain}, options_{std::move(options)} {}

template <class T>
Result<T> RpcExecution::noted(Result<T> answer) {
    if (!answer && answer.error().code == Errc::unavailable) is_checked_ = false;
    return believed(std::move(answer));
}

Task<Result<>> RpcExecution::check_chain() {
    if (is_checked_) co_return Result<>{};
    CO_TRY(const eth::RpcResult id, co_await rpc_.expect(eth::ask_chain_id()));
    CO_TRY(const ChainId chain, eth::read_chain_id(id));
    if (chain != chain_.chain)
        co_return fail(Reason::wrong_network, fmt::format("the client is on chain {}, not {}",
                                                          chain.value, chain_.chain.value));
    if (chain_.genesis) {
        CO_TRY(const eth::RpcResult first, co_await rpc_.expect(eth::ask_header(BlockNumber{0})));
        CO_TRY(const std::optional<eth::Header> genesis, eth::read_header(first));
        if (!genesis || genesis->self.hash != *chain_.genesis)
            co_return fail(Reason::wrong_network, "the client's first block is another");
    }
    is_checked_ = true;
    co_return Result<>{};
}

Task<Result<eth::RpcAnswer>> RpcExecution::ask(eth::RpcCall question) {
    CO_TRY_VOID(noted(co_await check_chain()));
    co_return noted(co_await rpc_.ask(std::move(question)));
}

Task<Result<std::vector<eth::RpcAnswer>>> RpcExecution::ask_all(
    std::vector<eth::RpcCall> questions) {
    CO_TRY_VOID(noted(co_await check_chain()));
    std::vector<eth::RpcAnswer> answers;
    while (answers.size() < questions.size()) {
        const std::span rest = std::span{questions}.subspan(answers.size());
        const std::size_t count = std::min(rest.size(), options_.batch_max);
        auto some = co_await rpc_.ask_all({rest.begin(), rest.begin() + static_cast<long>(count)});
        const bool is_refused = !some && (some.error().reason == Reason::rpc_refused ||
                                          some.error().reason == Reason::answer_too_large);
        if (is_refused && count > 1) {
            options_.batch_max = count / 2;
            continue;
        }
        CO_TRY(std::vector<eth::RpcAnswer> taken, noted(std::move(some)));
        std::ranges::move(taken, std::back_inserter(answers));
    }
    co_return answers;
}

Task<Result<eth::Header>> RpcExecution::ask_header(eth::RpcCall question) {
    const std::string asked = question.params.empty() ? "" : question.params[0];
    CO_TRY(eth::RpcAnswer answer, co_await ask(std::move(question)));
    CO_TRY(const eth::RpcResult result, granted(std::move(answer)));
    CO_TRY(const std::optional<eth::Header> header, believed(eth::read_header(result)));
    if (!header) co_return fail(Reason::block_missing, "block " + asked);
    co_return *header;
}

Task<Result<eth::Header>> RpcExecution::head() { return ask_header(eth::ask_head()); }

Task<Result<eth::Header>> RpcExecution::header(BlockNumber number) {
    CO_TRY(eth::Header found, co_await ask_header(eth::ask_header(number)));
    if (found.self.number == number) co_return found;
    co_return fail(Reason::bad_rpc,
                   fmt::format("block {}, not {} as asked", found.self.number.value, number.value));
}

Task<Result<eth::Header>> RpcExecution::header_of(Bytes32 hash) {
    CO_TRY(eth::Header found, co_await ask_header(eth::ask_header(hash)));
    if (found.self.hash == hash) co_return found;
    co_return fail(Reason::bad_rpc, "another block than was asked for");
}

Task<Result<std::vector<eth::Log>>> RpcExecution::logs(BlockRange range,
                                                       std::vector<Address> contracts) {
    CO_TRY_VOID(noted(co_await check_chain()));
    std::vector<eth::Log> all;
    if (contracts.empty()) co_return all;  // to clients, no address means any
    while (range.first <= range.last) {
        const BlockRange asked = window_.next(range);
        CO_TRY(auto some, co_await ask_logs(asked, contracts));
        if (!some) continue;
        if (asked.last - asked.first < BlockNumber{kProvenBlocksMax})
            CO_TRY_VOID(co_await prove(asked, contracts, *some));
        std::ranges::move(*some, std::back_inserter(all));
        range.first = asked.last + BlockNumber{1};
    }
    co_return all;
}

Task<Result<std::optional<std::vector<eth::Log>>>> RpcExecution::ask_logs(
    BlockRange range, std::span<const Address> contracts) {
    std::vector<eth::Log> logs;
    JsonListReader::Take take = [&](std::string_view element) -> Result<> {
        TRY(eth::Log log, eth::read_log(element));
        TRY_VOID(check_log(log, logs.empty() ? nullptr : &logs.back(), range, contracts));
        logs.push_back(std::move(log));
        return {};
    };
    auto answer = co_await rpc_.ask_list(eth::ask_logs(range, contracts),
                                         {.elements_max = kLogsMax}, std::move(take));
    const bool is_too_large = !answer && (answer.error().reason == Reason::answer_too_large ||
                                          answer.error().reason == Reason::http_status);
    const auto* const error = answer ? std::get_if<eth::RpcError>(&*answer) : nullptr;
    if ((is_too_large || error != nullptr) && window_.shrink(range)) co_return std::nullopt;
    // It may have been too much: next time less is asked for.
    if (!answer && answer.error().reason == Reason::timed_out) [[maybe_unused]]
        const bool is_less = window_.shrink(range);
    CO_TRY(eth::RpcAnswer whole, noted(std::move(answer)));
    CO_TRY(const eth::RpcResult result, granted(std::move(whole)));
    CO_TRY_VOID(believed(result.objects(0)));  // a list, whose elements were taken out
    window_.grow(range, logs.size());
    co_return logs;
}

Task<Result<>> RpcExecution::prove(BlockRange range, std::span<const Address> contracts,
                                   std::span<const eth::Log> logs) {
    std::vector<eth::RpcCall> questions;
    for (BlockNumber number = range.first; number <= range.last; number += BlockNumber{1})
        questions.push_back(eth::ask_header(number));
    CO_TRY(std::vector<eth::RpcAnswer> answers, co_await ask_all(std::move(questions)));
    std::map<BlockNumber, Bytes32> hashes;
    for (eth::RpcAnswer& answer : answers) {
        CO_TRY(const eth::RpcResult result, granted(std::move(answer)));
        CO_TRY(const std::optional<eth::Header> header, believed(eth::read_header(result)));
        // Nobody has logs of a block that is not there; the caller looks at the head.
        if (!header) continue;
        CO_TRY(const eth::LogsBloom bloom, believed(eth::read_bloom(result)));
        hashes.emplace(header->self.number, header->self.hash);
        std::vector<Address> doubtful;
        for (const Address& contract : contracts)
            if (eth::may_have(bloom, contract.view()) &&
                !has_log(logs, header->self.number, contract))
                doubtful.push_back(contract);
        if (!doubtful.empty())
            CO_TRY_VOID(co_await prove_absence(header->self, std::move(doubtful)));
    }
    for (const eth::Log& log : logs) {
        const auto block = hashes.find(log.block.number);
        if (block == hashes.end() || block->second != log.block.hash)
            co_return fail(Reason::bad_rpc, fmt::format("block {} changed while its logs were read",
                                                        log.block.number.value));
    }
    co_return Result<>{};
}

Task<Result<>> RpcExecution::prove_absence(eth::BlockRef block, std::vector<Address> contracts) {
    JsonListReader::Take take = [&](std::string_view element) -> Result<> {
        TRY(const std::vector<Address> told, eth::read_receipt_contracts(element));
        for (const Address& contract : told)
            if (std::ranges::count(contracts, contract) != 0)
                return fail(Reason::bad_rpc,
                            fmt::format("block {}: the client left out logs of {}",
                                        block.number.value, to_hex0x(contract.view())));
        return {};
    };
    const JsonListReader::Limits limits{.elements_max = kReceiptsMax,
                                        .element_bytes_max = kReceiptBytesMax};
    auto answer =
        noted(co_await rpc_.ask_list(eth::ask_receipts(block.hash), limits, std::move(take)));
    if (!answer) co_return tl::unexpected(std::move(answer).error());
    // A client that keeps no receipts proves nothing, and neither does it disprove.
    co_return Result<>{};
}

Task<Result<std::vector<CallAnswer>>> RpcExecution::call(std::vector<ContractCall> calls,
                                                         Bytes32 block) {
    std::vector<CallAnswer> answers(calls.size());
    std::vector<bool> is_answered(calls.size());
    std::vector<std::size_t> together;
    for (std::size_t i = 0; i < calls.size(); ++i)
        if (eth::can_be_aggregated(calls[i])) together.push_back(i);
    for (std::size_t from = 0; together.size() > 1 && from < together.size();
         from += options_.multicall_max) {
        const std::size_t to = std::min(together.size(), from + options_.multicall_max);
        std::vector<ContractCall> some;
        for (std::size_t i = from; i < to; ++i)
            some.push_back(calls[together[i]]);
        CO_TRY(auto made, co_await call_together(some, block));
        if (!made) break;
        for (std::size_t i = from; i < to; ++i) {
            CallAnswer& answer = (*made)[i - from];
            // It may have run out of the gas that all share: then alone it may not.
            if (answer == CallAnswer{Reverted{}}) continue;
            answers[together[i]] = std::move(answer);
            is_answered[together[i]] = true;
        }
    }
    std::vector<std::size_t> alone;
    std::vector<ContractCall> rest;
    for (std::size_t i = 0; i < calls.size(); ++i)
        if (!is_answered[i]) {
            alone.push_back(i);
            rest.push_back(std::move(calls[i]));
        }
    CO_TRY(std::vector<CallAnswer> made, co_await call_one_by_one(rest, block));
    for (std::size_t i = 0; i < alone.size(); ++i)
        answers[alone[i]] = std::move(made[i]);
    co_return answers;
}

Task<Result<std::optional<std::vector<CallAnswer>>>> RpcExecution::call_together(
    std::span<const ContractCall> calls, Bytes32 block) {
    CO_TRY(eth::RpcAnswer answer, co_await ask(eth::ask_call(eth::aggregate(calls), block)));
    auto* const result = std::get_if<eth::RpcResult>(&answer);
    if (result == nullptr) co_return std::nullopt;
    CO_TRY(const Bytes data, believed(eth::read_return_data(*result)));
    auto read = eth::read_aggregate(data, calls.size());
    if (!read) co_return std::nullopt;
    co_return *std::move(read);
}

Task<Result<std::vector<CallAnswer>>> RpcExecution::call_one_by_one(
    std::span<const ContractCall> calls, Bytes32 block) {
    std::vector<eth::RpcCall> questions;
    questions.reserve(calls.size());
    for (const ContractCall& call : calls)
        questions.push_back(eth::ask_call(call, block));
    CO_TRY(std::vector<eth::RpcAnswer> told, co_await ask_all(std::move(questions)));
    std::vector<CallAnswer> answers;
    for (eth::RpcAnswer& one : told) {
        CO_TRY(CallAnswer answer, believed(call_answer(std::move(one))));
        answers.push_back(std::move(answer));
    }
    co_return answers;
}

Task<Result<Account>> RpcExecution::account(Address address, Bytes32 block) {
    std::vector<eth::RpcCall> questions{eth::ask_nonce(address, block),
                                        eth::ask_balance(address, block)};
    CO_TRY(std::vector<eth::RpcAnswer> told, co_await ask_all(std::move(questions)));
    CO_TRY(const eth::RpcResult nonce, granted(std::move(told[0])));
    CO_TRY(const eth::RpcResult balance, granted(std::move(told[1])));
    Account account{};
    CO_TRY(account.nonce, believed(eth::read_nonce(nonce)));
    CO_TRY(account.balance, believed(eth::read_balance(balance)));
    co_return account;
}

Task<Result<std::variant<Gas, Reverted>>> RpcExecution::estimate(ContractCall call, Moment moment) {
    CO_TRY(eth::RpcAnswer answer, co_await ask(eth::ask_gas(call, moment == Moment::pending)));
    const auto* const error = std::get_if<eth::RpcError>(&answer);
    if (error != nullptr) {
        if (auto reverted = eth::revert_of(*error)) co_return *std::move(reverted);
    }
    CO_TRY(const eth::RpcResult result, granted(std::move(answer)));
    CO_TRY(const Gas gas, believed(eth::read_gas(result)));
    co_return gas;
}

Task<Result<eth::FeeMarket>> RpcExecution::fees() {
    std::vector<eth::RpcCall> questions{eth::ask_base_fees(), eth::ask_tip()};
    CO_TRY(std::vector<eth::RpcAnswer> told, co_await ask_all(std::move(questions)));
    CO_TRY(const eth::RpcResult base_fees, granted(std::move(told[0])));
    CO_TRY(const eth::RpcResult tip, granted(std::move(told[1])));
    eth::FeeMarket market{};
    CO_TRY(market.base_fee_per_gas, believed(eth::read_base_fee(base_fees)));
    CO_TRY(market.max_priority_fee_per_gas, believed(eth::read_tip(tip)));
    co_return market;
}

Task<Result<>> RpcExecution::send(Bytes transaction) {
    CO_TRY(eth::RpcAnswer answer, co_await ask(eth::ask_to_send(transaction)));
    const auto* const error = std::get_if<eth::RpcError>(&answer);
    if (error != nullptr && eth::was_sent_before(*error)) co_return Result<>{};
    CO_TRY(const eth::RpcResult result, eth::accepted(std::move(answer)));
    CO_TRY_VOID(believed(eth::read_sent(result)));
    co_return Result<>{};
}

Task<Result<std::optional<eth::Receipt>>> RpcExecution::receipt(Bytes32 transaction) {
    CO_TRY(eth::RpcAnswer answer, co_await ask(eth::ask_receipt(transaction)));
    CO_TRY(const eth::RpcResult result, granted(std::move(answer)));
    CO_TRY(std::optional<eth::Receipt> found, believed(eth::read_receipt(result)));
    if (found && found->transaction != transaction)
        co_return fail(Reason::bad_rpc, "the receipt of another transaction");
    co_return found;
}

}  // namespace stafi::adapters
