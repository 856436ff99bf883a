// links: stafi::app
#include <cstdint>

#include "app/validator_files/operators_file.hpp"
#include "base/check.hpp"

// Whatever is read as operators can be written in the plainest form and read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi::app;
    const auto operators = parse_operators({reinterpret_cast<const char*>(data), size});
    if (!operators) return 0;
    std::string plain = "[";
    for (const OperatorText& one : *operators) {
        if (plain.size() > 1) plain += ',';
        plain += R"({"id":)" + std::to_string(one.id.value) + R"(,"operatorKey":")";
        for (const char c : one.key_text) {
            constexpr std::string_view kDigits = "0123456789abcdef";
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 || c == '"' || c == '\\')
                plain += std::string{"\\u00"} + kDigits[byte >> 4] + kDigits[byte & 15];
            else
                plain += c;
        }
        plain += "\"}";
    }
    CHECK(parse_operators(plain + "]") == *operators);
    return 0;
}
