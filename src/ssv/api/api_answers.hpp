#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ssv/api/api_rows.hpp"

// Answers of the SSV API, read from JSON. Fields that are null or missing are not told; whatever is
// told must be of its type. Amounts and ids come as texts or as numbers.

namespace stafi::ssv {

inline constexpr std::size_t kApiRowsMax = 1'000;  ///< on a page

/// One page of a list.
template <class Row>
struct ApiPage {
    std::vector<Row> rows;
    std::uint64_t number = 0;  ///< from 1
    std::uint64_t pages = 0;   ///< of the list
    std::uint64_t total = 0;   ///< rows of the list
    friend bool operator==(const ApiPage&, const ApiPage&) = default;
};

// Errors of all name the field and its value: bad_json; wrong_network for an operator of another
// network than `network`; rpc_refused for `{"error":…}`, which may come with status 200.

[[nodiscard]] Result<ApiPage<ApiOperator>> read_api_operators(std::string_view answer,
                                                              std::string_view network);
/// Errors: unknown_operator where the refusal says 404.
[[nodiscard]] Result<ApiOperator> read_api_operator(std::string_view answer,
                                                    std::string_view network);
[[nodiscard]] Result<ApiAccount> read_api_account(std::string_view answer);
[[nodiscard]] Result<ApiPage<ApiCluster>> read_api_clusters(std::string_view answer);
[[nodiscard]] Result<ApiPage<ApiValidator>> read_api_validators(std::string_view answer);

/// The words of a server that says no, fit for a terminal; what it says if those cannot be read.
[[nodiscard]] std::string read_api_refusal(std::string_view answer);

}  // namespace stafi::ssv
