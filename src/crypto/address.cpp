#include "crypto/address.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/hash.hpp"

namespace stafi {
namespace {

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'f'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'F'; }

}  // namespace

std::string to_checksum_text(const Address& address) {
    std::string text = to_hex(address.view());
    const Bytes32 hash = keccak256(bytes_of(text));
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::byte nibble = i % 2 == 0 ? hash.bytes[i / 2] >> 4 : hash.bytes[i / 2];
        const bool raised = (nibble & std::byte{8}) != std::byte{};
        if (raised && is_lower(text[i])) text[i] = static_cast<char>(text[i] - 'a' + 'A');
    }
    return "0x" + text;
}

Result<Address> parse_address(std::string_view text) {
    if (!text.starts_with("0x") || text.size() != 2 + 2 * Address::kSize)
        return fail(Reason::bad_address, "address: 0x and 40 hex digits expected");
    const std::string_view digits = text.substr(2);
    const auto address = parse_fixed<Address>(text);
    if (!address)
        return fail(Reason::bad_address,
                    fmt::format("address: '{}' has a digit that is not hex", digits));

    const bool has_case = std::ranges::any_of(digits, is_lower) &&  //
                          std::ranges::any_of(digits, is_upper);
    if (const std::string correct = to_checksum_text(*address); has_case && text != correct)
        return fail(Reason::bad_address,
                    fmt::format("address: {} has a wrong EIP-55 checksum; {} would be right, if no "
                                "digit is mistyped",
                                text, correct));
    return *address;
}

}  // namespace stafi
