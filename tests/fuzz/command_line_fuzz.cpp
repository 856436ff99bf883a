// links: stafi::app
#include <cstdint>

#include "app/cli/command.hpp"
#include "base/check.hpp"

// Words, one a line: what is taken fits the table, and everything else is refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi::app;
    std::vector<std::string> words(1);
    for (const char c : std::string_view{reinterpret_cast<const char*>(data), size}) {
        if (c == '\n')
            words.emplace_back();
        else
            words.back() += c;
    }
    const auto parsed = parse(words);
    if (!parsed) {
        CHECK(parsed.error().code == stafi::Errc::invalid_input && !parsed.error().what.empty());
        return 0;
    }
    CHECK(parsed->wants_help || parsed->command != nullptr);
    for (const auto& [name, values] : parsed->values)
        CHECK(name.empty() || values.size() == 1);
    return 0;
}
