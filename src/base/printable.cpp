#include "base/printable.hpp"

namespace stafi {

std::string printable(std::string_view text) {
    std::string shown;
    shown.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (byte == 0xc2 && next >= 0x80 && next < 0xa0) {  // U+0080..U+009F
            shown += '?';
            ++i;
        } else {
            shown += byte < 0x20 || byte == 0x7f ? '?' : text[i];
        }
    }
    return shown;
}

}  // namespace stafi
