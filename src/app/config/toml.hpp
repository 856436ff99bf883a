#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// The part of TOML that a configuration needs: comments, tables, and keys that have a text or a
// whole number. Whatever is read here means the same to any reader of TOML 1.0; arrays, dates,
// floats, truth values, inline tables, quoted keys, texts of several lines and \u escapes are
// refused. docs/adr/0008-our-own-toml-reader.md says why this is not a library.

namespace stafi::app {

inline constexpr std::size_t kTomlLineMax = 4096;  ///< bytes
inline constexpr std::size_t kTomlPartsMax = 8;    ///< of a name, its tables included
inline constexpr std::size_t kTomlDigitsMax = 18;  ///< fits 64 bits, which TOML asks of readers

/// Everything that is wrong with a configuration.
using Problems = std::vector<Error>;

/// One `key = value`.
struct TomlEntry {
    std::string name;        ///< with its tables: "log.level"
    std::string text;        ///< without quotes; a number without "+" and "_"
    bool is_number = false;  ///< a whole number, perhaps below zero
    std::size_t line = 0;    ///< from 1
    friend bool operator==(const TomlEntry&, const TomlEntry&) = default;
};

/// What a file says, from top to bottom, and what is wrong with it.
struct ParsedToml {
    std::vector<TomlEntry> entries;  ///< no name twice
    Problems problems;               ///< bad_config; the text starts with "<file>:<line>: "
};

/// Reads every line, also after a wrong one; below a wrong `[table]` nothing is an entry until the
/// next one. `file` is only for messages.
[[nodiscard]] ParsedToml parse_toml(std::string_view content, std::string_view file);

}  // namespace stafi::app
