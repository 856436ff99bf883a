#include "engine/reading/words.hpp"

#include <string_view>

#include <fmt/format.h>

#include "pool/refusals/refusals.hpp"
#include "ssv/refusals/refusals.hpp"

namespace stafi::engine {
namespace {

std::string sentence(std::string_view text, std::string_view explanation) {
    return explanation.empty() ? std::string{text} : fmt::format("{} ({})", text, explanation);
}

}  // namespace

std::string in_words(const eth::Reverted& reverted) {
    if (reverted.data.empty()) return "it gives no reason";
    const pool::Refused by_pool = pool::read_refusal(reverted.data);
    if (by_pool.word != pool::Refusal::unknown) return sentence(by_pool.text, by_pool.explanation);
    const ssv::Refused by_ssv = ssv::read_refusal(reverted.data);
    return sentence(by_ssv.text, by_ssv.explanation);
}

}  // namespace stafi::engine
