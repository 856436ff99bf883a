#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/cli/console.hpp"
#include "base/result.hpp"
#include "ssv/committee.hpp"

// SSV operators as other tools hand them over.

namespace stafi::app {

inline constexpr std::size_t kOperatorsFileMax = 16 << 20;  ///< bytes; the API's whole list is 6 MB
inline constexpr std::size_t kOperatorsMax = 10'000;

struct OperatorText {
    OperatorId id;
    std::string key_text;
    friend bool operator==(const OperatorText&, const OperatorText&) = default;
};

/// Reads the operators of a JSON text, in its order: an array of objects, an object with such an
/// array as `operators`, or one object. Each has an `id` (a number or its text) and its key as
/// `public_key` (SSV API, ssv-dkg's operators_info.json) or `operatorKey` (ssv-keys). Other fields
/// are ignored, and keys are not looked at: a list may hold many that nobody asked for.
///
/// Errors: file_too_large, bad_json, out_of_range; each names the operator's place.
[[nodiscard]] Result<std::vector<OperatorText>> parse_operators(std::string_view json);

/// --operators-file, --operator-ids, --operator-keys.
[[nodiscard]] std::vector<Option> operator_options();

/// The operators that were given; none when no option was. From a file those of --operator-ids in
/// that order, or all of it by ascending id; else --operator-ids with --operator-keys.
/// Errors: bad_usage, bad_number, unknown_operator, bad_rsa_key, those of `parse_operators` and
///         `read_file`.
[[nodiscard]] Result<std::vector<ssv::Operator>> read_operators(const Call& call);

}  // namespace stafi::app
