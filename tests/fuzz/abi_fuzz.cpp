// links: stafi::eth
#include "base/check.hpp"
#include "eth/abi/abi.hpp"
#include "eth/abi/revert.hpp"

// The first line is a type or a declaration, the rest is data. What is accepted as a value of the
// type is the one encoding of that value; whatever a revert holds can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const BytesView input = std::as_bytes(std::span{data, size});
    const auto line =
        static_cast<std::size_t>(std::ranges::find(input, std::byte{'\n'}) - input.begin());
    const std::string_view text = text_of(input.first(line));
    const BytesView rest = input.subspan(std::min(line + 1, size));

    if (const auto type = abi::Type::parse(text)) {
        CHECK(type->text() == text);
        if (const auto value = abi::decode(*type, rest)) {
            const auto again = abi::encode(*type, *value);
            CHECK(again.has_value() && std::ranges::equal(*again, rest));
            CHECK(abi::to_text(*type, *value).size() <= 16 + 8 * rest.size());
        }
    }
    if (const auto declared = abi::Signature::parse(text)) {
        CHECK(abi::Signature::parse(declared->text())->topic0() == declared->topic0());
        const abi::Revert revert = abi::read_revert(rest, std::span{&*declared, 1});
        CHECK(std::ranges::all_of(revert.text, [](char c) { return c >= ' ' && c <= '~'; }));
    }
    return 0;
}
