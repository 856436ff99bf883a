#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "app/config.hpp"

// The one file that knows toml++: it takes three seconds to compile.

namespace stafi::app {
namespace {

struct Reader {
    const std::string& file;
    ParsedToml parsed = {};

    void read(const toml::table& table, const std::string& prefix) {
        for (const auto& [key, node] : table) {
            const std::string name = prefix + std::string{key.str()};
            const std::size_t line = key.source().begin.line;
            if (const auto* inner = node.as_table())
                read(*inner, name + '.');
            else if (const auto* text = node.as_string())
                parsed.entries.push_back({.name = name, .text = text->get(), .line = line});
            else if (const auto* number = node.as_integer())
                parsed.entries.push_back({.name = name,
                                          .text = std::to_string(number->get()),
                                          .is_number = true,
                                          .line = line});
            else
                problem(line, name + " is neither a text nor a whole number");
        }
    }

    void problem(std::size_t line, std::string_view what) {
        parsed.problems.push_back(
            {Errc::invalid_input, Reason::bad_config, fmt::format("{}:{}: {}", file, line, what)});
    }
};

}  // namespace

ParsedToml parse_toml(std::string_view content, const std::string& file) {
    Reader reader{.file = file};
    const toml::parse_result result = toml::parse(content);
    if (!result) {
        const toml::parse_error& error = result.error();
        reader.problem(error.source().begin.line, error.description());
    } else {
        reader.read(result.table(), "");
    }
    // toml++ sorts tables by name; people read files from the top.
    std::ranges::sort(reader.parsed.entries, {},
                      [](const FileEntry& entry) { return std::tie(entry.line, entry.name); });
    return std::move(reader.parsed);
}

}  // namespace stafi::app
