#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Words of command lines, configuration keys and help texts.

namespace stafi::app {

/// The pieces between any of `separators`, blanks around them cut off, empty ones left out.
[[nodiscard]] std::vector<std::string> split(std::string_view text, std::string_view separators);

[[nodiscard]] std::string join(const std::vector<std::string>& words, std::string_view between);

/// `1 keystore`, `2 keystores`: for a thing that takes an s.
[[nodiscard]] std::string counted(std::size_t count, std::string_view thing);

/// The candidate that somebody probably meant: at most a third of its letters differ, or else the
/// word is its beginning.
[[nodiscard]] std::optional<std::string> closest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

/// ` (did you mean --out?)`, or nothing when no candidate resembles the word.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& candidates);

/// Breaks text at blanks into lines of at most `width` columns; a longer word stands alone.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace stafi::app
