#include "engine/reading/ask.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/address.hpp"
#include "engine/reading/words.hpp"

namespace stafi::engine {

Task<Result<std::vector<Bytes>>> ask_raw(Execution& execution, Bytes32 block,
                                         std::vector<ContractCall> calls,
                                         std::vector<std::string_view> names) {
    if (calls.empty()) co_return std::vector<Bytes>{};
    CHECK(calls.size() == names.size());
    CO_TRY(auto answers, co_await execution.call(calls, block));
    std::vector<Bytes> taken;
    taken.reserve(answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto where = [&] {
            return fmt::format("contract {}, {}", to_checksum_text(calls[i].to), names[i]);
        };
        if (const auto* reverted = std::get_if<Reverted>(&answers[i]))
            co_return fail(Reason::contract_refused,
                           fmt::format("{}: {}", where(), in_words(*reverted)));
        if (std::get<Bytes>(answers[i]).empty())
            co_return fail(Reason::contract_missing,
                           fmt::format("{}: no contract stands there", where()));
        taken.push_back(std::get<Bytes>(std::move(answers[i])));
    }
    co_return taken;
}

}  // namespace stafi::engine
