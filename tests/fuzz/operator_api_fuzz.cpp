// links: stafi::ssv
#include <cstdint>

#include "base/check.hpp"
#include "ssv/api/api_answers.hpp"

// What a server of the SSV API may say: any of it ends in rows or an error, what is read is within
// bounds, and words are fit for a terminal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto operators = ssv::read_api_operators(text, "hoodi");
    if (operators) {
        CHECK(operators->rows.size() <= ssv::kApiRowsMax);
        for (const ssv::ApiOperator& one : operators->rows)
            CHECK(one.performance_24h.value_or(ssv::Ppm{0}) <= ssv::Ppm{1'000'000});
    }
    const auto one = ssv::read_api_operator(text, "hoodi");
    if (one) {
        const auto elsewhere = ssv::read_api_operator(text, "mainnet");
        CHECK(elsewhere ? *elsewhere == *one : elsewhere.error().reason == Reason::wrong_network);
    }
    const auto clusters = ssv::read_api_clusters(text);
    if (clusters) CHECK(clusters->rows.size() <= ssv::kApiRowsMax);
    const auto validators = ssv::read_api_validators(text);
    if (validators) CHECK(validators->rows.size() <= ssv::kApiRowsMax);
    (void)ssv::read_api_account(text);
    CHECK(ssv::read_api_refusal(text).size() <= 300);
    return 0;
}
