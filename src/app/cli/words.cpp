#include "app/cli/words.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stafi::app {
namespace {

constexpr std::size_t kBeginningMin = 3;  ///< fewer letters could begin anything

/// Letters to insert, drop or exchange, and neighbours to swap, until `a` is `b` (Levenshtein, and
/// Damerau for the swaps).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two_above;
    std::vector<std::size_t> above;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        two_above = std::exchange(above, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t exchanged = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({exchanged, above[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], two_above[j - 2] + 1);
        }
    }
    return row.back();
}

}  // namespace

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        std::string_view piece = text.substr(0, end);
        piece.remove_prefix(std::min(piece.find_first_not_of(blanks), piece.size()));
        piece = piece.substr(0, piece.find_last_not_of(blanks) + 1);
        if (!piece.empty()) pieces.emplace_back(piece);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return pieces;
}

std::string join(const std::vector<std::string>& words, std::string_view between) {
    return fmt::format("{}", fmt::join(words, between));
}

std::string counted(std::size_t count, std::string_view thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::optional<std::string> closest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
    const auto far = [&](const std::string& candidate) { return distance(word, candidate); };
    const auto best = std::ranges::min_element(candidates, {}, far);
    if (best != candidates.end() && 3 * far(*best) <= std::max(best->size(), word.size()))
        return *best;
    // `deposit`, as far as somebody remembered it.
    const auto longer = std::ranges::find_if(candidates, [&](const std::string& candidate) {
        return word.size() >= kBeginningMin && candidate.starts_with(word);
    });
    return longer == candidates.end() ? std::nullopt : std::optional{*longer};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const auto meant = closest(word, candidates);
    return meant ? fmt::format(" (did you mean {}?)", *meant) : "";
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    for (const std::string& word : split(text, " \n")) {
        if (lines.empty() || lines.back().size() + 1 + word.size() > width)
            lines.push_back(word);
        else
            lines.back() += ' ' + word;
    }
    return lines;
}

}  // namespace stafi::app
