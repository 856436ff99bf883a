// links: stafi::app
#include <cstdint>

#include "app/config/toml.hpp"
#include "base/check.hpp"

namespace {

/// The plainest file that says the same: no tables, everything escaped that must be.
std::string plain(const std::vector<stafi::app::TomlEntry>& entries) {
    std::string text;
    std::size_t line = 1;
    for (const stafi::app::TomlEntry& entry : entries) {
        for (; line < entry.line; ++line)
            text += '\n';
        text += entry.name + " = ";
        if (!entry.is_number) text += '"';
        for (const char c : entry.text) {
            constexpr std::string_view meanings = "\b\n\f\r\"\\";
            constexpr std::string_view letters = "bnfr\"\\";
            const std::size_t kind = meanings.find(c);
            if (kind != meanings.npos) text += '\\';
            text += kind == meanings.npos ? c : letters[kind];
        }
        if (!entry.is_number) text += '"';
    }
    return text;
}

}  // namespace

// A file is read from top to bottom, and what was read can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi::app;
    const ParsedToml parsed = parse_toml({reinterpret_cast<const char*>(data), size}, "a.toml");
    for (const stafi::Error& problem : parsed.problems)
        CHECK(problem.reason == stafi::Reason::bad_config && problem.what.starts_with("a.toml:"));
    for (const TomlEntry& entry : parsed.entries) {  // each alone: a dotted key for every table
        const ParsedToml again = parse_toml(plain({entry}), "b.toml");
        CHECK(again.problems.empty() && again.entries == std::vector{entry});
    }
    return 0;
}
