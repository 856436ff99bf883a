// links: stafi::crypto
#include <cstdint>

#include "base/check.hpp"
#include "crypto/json_fields.hpp"
#include "crypto/unicode.hpp"

// Any text is refused or read, never worse; and any UTF-8 text survives being quoted and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto document = stafi::JsonDocument::parse(text)) {
        const stafi::JsonFields fields = document->fields();
        for (const std::string_view name : {"", "a", "b"}) {
            const int kinds = int{fields.object(name).has_value()} +
                              int{fields.text(name).has_value()} +
                              int{fields.number(name).has_value()};
            CHECK(kinds <= int{fields.has(name)});
        }
    }
    if (stafi::nfkd(text)) {  // it is UTF-8, and not too long
        const auto document =
            stafi::JsonDocument::parse("{\"text\": " + stafi::json_quoted(text) + "}");
        CHECK(document);
        const auto read = document->fields().text("text");
        CHECK(read && *read == text);
    }
    return 0;
}
