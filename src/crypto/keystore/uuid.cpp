#include "crypto/keystore/uuid.hpp"

#include <array>

#include "base/hex.hpp"

namespace stafi {
namespace {

constexpr std::size_t kTextSize = 36;
constexpr std::array<std::size_t, 4> kHyphens{8, 13, 18, 23};

}  // namespace

Uuid draw_uuid(Entropy& entropy) {
    Uuid uuid;
    entropy.fill(uuid.span());
    uuid.bytes[6] = (uuid.bytes[6] & std::byte{0x0f}) | std::byte{0x40};  // version 4
    uuid.bytes[8] = (uuid.bytes[8] & std::byte{0x3f}) | std::byte{0x80};  // variant of RFC 4122
    return uuid;
}

std::string to_text(const Uuid& uuid) {
    std::string text = to_hex(uuid.view());
    for (const std::size_t at : kHyphens)
        text.insert(at, 1, '-');
    return text;
}

Result<Uuid> parse_uuid(std::string_view text) {
    std::string digits{text.substr(0, kTextSize + 1)};
    for (std::size_t i = kHyphens.size(); i-- > 0;) {
        if (digits.size() != kTextSize - (kHyphens.size() - 1 - i) || digits[kHyphens[i]] != '-')
            return fail(Reason::bad_hex, "uuid: digits 8-4-4-4-12 expected");
        digits.erase(kHyphens[i], 1);
    }
    return parse_fixed<Uuid>(digits);
}

}  // namespace stafi
