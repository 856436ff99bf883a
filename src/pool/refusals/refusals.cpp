#include "pool/refusals/refusals.hpp"

#include <algorithm>
#include <vector>

#include "eth/abi/message.hpp"
#include "eth/abi/revert.hpp"

namespace stafi::pool {
namespace {

const std::vector<abi::Signature>& known_errors() {
    static const auto errors = [] {
        std::vector<abi::Signature> parsed;
        parsed.reserve(refusal_errors().size());
        for (const RefusalRow& row : refusal_errors())
            parsed.push_back(*abi::Signature::parse(row.text));
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
    if (text->starts_with("DepositContract: "))
        take({.text = *text,
              .word = Refusal::bad_arguments,
              .explanation = "the deposit contract does not take this deposit"},
             refused);
    const auto row = std::ranges::find(refusal_texts(), *text, &RefusalRow::text);
    if (row != refusal_texts().end()) take(*row, refused);
}

void read_error(const abi::Revert& revert, BytesView data, Refused& refused) {
    if (revert.name == "Panic") {
        refused.word = Refusal::arithmetic;
        refused.explanation = "the contract came upon a number or a state it does not expect";
    }
    for (std::size_t i = 0; i < known_errors().size(); ++i) {
        if (known_errors()[i].name() != revert.name) continue;
        take(refusal_errors()[i], refused);
        refused.validator = abi::first_argument<PubkeyBytes>(known_errors()[i], "bytes", data);
        refused.account = abi::first_argument<Address>(known_errors()[i], "address", data);
    }
}

}  // namespace

Refused read_refusal(BytesView data) {
    const abi::Revert revert = abi::read_revert(data, known_errors());
    Refused refused{.word = Refusal::unknown,
                    .validator = {},
                    .account = {},
                    .name = revert.name,
                    .text = revert.text,
                    .explanation = {}};
    if (revert.name == "Error")
        read_text(data, refused);
    else
        read_error(revert, data, refused);
    return refused;
}

}  // namespace stafi::pool
