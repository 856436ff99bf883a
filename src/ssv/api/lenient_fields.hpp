#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/uint256.hpp"
#include "crypto/json_fields.hpp"

// Fields as the SSV API writes them: numbers as texts or not, and what is not known as null, as an
// empty text, or not at all.

namespace stafi::ssv {

// Nothing for what is not told. Errors of all: bad_json with the field and its value.

[[nodiscard]] Result<std::optional<Uint256>> amount_in(const JsonFields& fields,
                                                       std::string_view name);
[[nodiscard]] Result<std::optional<std::uint64_t>> number_in(const JsonFields& fields,
                                                             std::string_view name);
[[nodiscard]] Result<std::optional<bool>> flag_in(const JsonFields& fields, std::string_view name);
/// A number of percent, as parts of a million, rounded. Errors: not in 0..100 too.
[[nodiscard]] Result<std::optional<std::uint64_t>> percent_in(const JsonFields& fields,
                                                              std::string_view name);
[[nodiscard]] Result<std::optional<std::string>> text_in(const JsonFields& fields,
                                                         std::string_view name);
[[nodiscard]] Result<std::optional<Address>> address_in(const JsonFields& fields,
                                                        std::string_view name);

/// For a field that must be told: `told(fields, "id", number_in(fields, "id"))`.
template <class T>
[[nodiscard]] Result<T> told(const JsonFields& fields, std::string_view name,
                             Result<std::optional<T>> read) {
    TRY(std::optional<T> value, std::move(read));
    if (value) return *std::move(value);
    return fail(Reason::bad_json, fields.path_of(name) + ": missing");
}

}  // namespace stafi::ssv
