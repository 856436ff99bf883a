#include "ssv/refusals/refusals.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "eth/abi/message.hpp"
#include "eth/abi/revert.hpp"

namespace stafi::ssv {
namespace {

const std::vector<abi::Signature>& known_errors() {
    static const auto errors = [] {
        std::vector<abi::Signature> parsed;
        parsed.reserve(refusal_errors().size());
        for (const RefusalRow& row : refusal_errors())
            parsed.push_back(*abi::Signature::parse(row.declaration));
        return parsed;
    }();
    return errors;
}

void take(const RefusalRow& row, Refused& refused) {
    refused.word = row.word;
    refused.explanation = row.explanation;
}

void read_text(BytesView data, Refused& refused) {
    const auto text =
        abi::decode_tuple<std::string>("(string)", data.subspan(abi::Selector::kSize));
    if (!text) return;
    const auto row = std::ranges::find(refusal_texts(), *text, &RefusalRow::declaration);
    if (row != refusal_texts().end()) take(*row, refused);
}

}  // namespace

Refused read_refusal(BytesView data) {
    const abi::Revert revert = abi::read_revert(data, known_errors());
    Refused refused{.word = Refusal::unknown,
                    .validator = {},
                    .operator_id = {},
                    .name = revert.name,
                    .text = revert.text,
                    .explanation = {}};
    if (data.empty()) {
        refused.word = Refusal::no_such_function;
        refused.explanation = "the other release has this call, or the gas ran out";
    }
    if (revert.name == "Panic") {
        refused.word = Refusal::arithmetic;
        refused.explanation = "the contract came upon a number or a state it does not expect";
    }
    if (revert.name == "Error") read_text(data, refused);
    for (std::size_t i = 0; i < known_errors().size(); ++i) {
        if (known_errors()[i].name() != revert.name) continue;
        take(refusal_errors()[i], refused);
        refused.validator = abi::first_argument<PubkeyBytes>(known_errors()[i], "bytes", data);
        refused.operator_id = abi::first_argument<OperatorId>(known_errors()[i], "uint64", data);
    }
    return refused;
}

}  // namespace stafi::ssv
