#include "eth/execution/multicall.hpp"

#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "eth/abi/message.hpp"

namespace stafi::eth {
namespace {

const Address kMulticall3 =
    parse_fixed<Address>("0xcA11bde05977b3631167028862bE2a173976CA11").value();

using Call3 = std::tuple<Address, bool, Bytes>;  ///< target, whether it may fail, data
using Outcome = std::tuple<bool, Bytes>;         ///< whether it succeeded, what it returned

}  // namespace

bool can_be_aggregated(const ContractCall& call) { return !call.from && call.value == Wei{}; }

ContractCall aggregate(std::span<const ContractCall> calls) {
    std::vector<Call3> all;
    all.reserve(calls.size());
    for (const ContractCall& call : calls) {
        CHECK(can_be_aggregated(call));
        all.emplace_back(call.to, true, call.data);
    }
    return {.to = kMulticall3, .data = abi::encode_call("aggregate3((address,bool,bytes)[])", all)};
}

Result<std::vector<CallAnswer>> read_aggregate(BytesView answer, std::size_t calls) {
    TRY(std::vector<Outcome> outcomes,
        abi::decode_tuple<std::vector<Outcome>>("((bool,bytes)[])", answer));
    if (outcomes.size() != calls)
        return fail(Reason::bad_abi,
                    fmt::format("aggregate3: {} answers to {} calls", outcomes.size(), calls));
    std::vector<CallAnswer> answers;
    answers.reserve(calls);
    for (auto& [success, data] : outcomes) {
        if (success)
            answers.emplace_back(std::move(data));
        else
            answers.emplace_back(Reverted{std::move(data)});
    }
    return answers;
}

}  // namespace stafi::eth
