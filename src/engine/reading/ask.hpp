#pragma once

#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "eth/abi/message.hpp"
#include "ports/execution.hpp"

// Questions to contracts, with the types that their declarations have.

namespace stafi::engine {

template <abi::Message M>
struct Question {
    Address contract;
    M call;
};

/// What came for each call, all in the state of one block. Errors: contract_missing where no
/// contract stands, contract_refused in its own words, both naming contract and question; those of
/// the port.
[[nodiscard]] Task<Result<std::vector<Bytes>>> ask_raw(Execution& execution, Bytes32 block,
                                                       std::vector<ContractCall> calls,
                                                       std::vector<std::string_view> names);

template <abi::Message M>
[[nodiscard]] ContractCall call_of(const Question<M>& question) {
    return {.to = question.contract, .data = abi::encode_call(question.call)};
}

template <abi::Message M>
[[nodiscard]] Result<> read_answer(BytesView answer, typename M::Returns& to) {
    TRY(to, at(M::kTypeName, abi::decode_return<M>(answer)));
    return {};
}

/// The answers to all questions, in the state of that block.
///
/// Example: `CO_TRY(const auto [rate, supply],
///                  co_await ask(execution, block, Question{reth, GetExchangeRate{}},
///                               Question{reth, TotalSupply{}}))`
/// Errors: as ask_raw; bad_abi, naming the question.
template <abi::Message... Ms>
[[nodiscard]] Task<Result<std::tuple<typename Ms::Returns...>>> ask(Execution& execution,
                                                                    Bytes32 block,
                                                                    Question<Ms>... questions) {
    std::vector<ContractCall> calls;
    (calls.push_back(call_of(questions)), ...);
    std::vector<std::string_view> names;
    (names.push_back(Ms::kTypeName), ...);
    CO_TRY(const auto answers,
           co_await ask_raw(execution, block, std::move(calls), std::move(names)));
    std::tuple<typename Ms::Returns...> read;
    Result<> done;
    const auto read_all = [&]<std::size_t... At>(std::index_sequence<At...>) {
        (void)((done = read_answer<Ms>(answers[At], std::get<At>(read))).has_value() && ...);
    };
    read_all(std::index_sequence_for<Ms...>{});
    CO_TRY_VOID(std::move(done));
    co_return read;
}

/// The same question about many things: answers in the order of the calls.
template <abi::Message M>
[[nodiscard]] Task<Result<std::vector<typename M::Returns>>> ask_each(Execution& execution,
                                                                      Bytes32 block,
                                                                      Address contract,
                                                                      std::vector<M> questions) {
    std::vector<ContractCall> calls;
    calls.reserve(questions.size());
    for (const M& question : questions)
        calls.push_back(call_of(Question<M>{.contract = contract, .call = question}));
    std::vector<std::string_view> names(questions.size(), M::kTypeName);
    CO_TRY(const auto answers,
           co_await ask_raw(execution, block, std::move(calls), std::move(names)));
    std::vector<typename M::Returns> read(answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i)
        CO_TRY_VOID(read_answer<M>(answers[i], read[i]));
    co_return read;
}

}  // namespace stafi::engine
