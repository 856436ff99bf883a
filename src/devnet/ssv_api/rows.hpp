#pragma once

#include <string>

#include "devnet/ssv_api/view.hpp"

// The rows of a View as JSON objects. Operators and validators have names in snake case, clusters
// in camel case: so does the real API.

namespace stafi::devnet::ssv_api {

/// "Active", "Inactive", "No validators", "Pending validators" or "Removed".
[[nodiscard]] std::string_view status_of(const OperatorRow& row);

[[nodiscard]] std::string to_json(const OperatorRow& row, const View& view);
[[nodiscard]] std::string to_json(const ClusterRow& row);
[[nodiscard]] std::string to_json(const ValidatorRow& row);

}  // namespace stafi::devnet::ssv_api
