// links: stafi::eth
#include <string>

#include "base/check.hpp"
#include "eth/typed_data.hpp"

// What is accepted has a type that starts with its name, and blanks around it change nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi::eip712;
    const std::string text{stafi::text_of(std::as_bytes(std::span{data, size}))};
    if (const auto typed = read_typed_data(text)) {
        CHECK(typed->type_text.starts_with(typed->primary_type + "("));
        const auto again = read_typed_data("\n" + text + " ");
        CHECK(again.has_value() && again->digest() == typed->digest());
    }
    return 0;
}
