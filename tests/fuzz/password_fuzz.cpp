// links: stafi::crypto
#include <algorithm>
#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "crypto/keystore/keystore.hpp"
#include "crypto/unicode.hpp"

// The normal form of a password has no control codes and stays UTF-8; a line end before or after
// the password, as editors leave it, changes nothing. What has a form can be tried on keystores.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto normal = normalise_password(text);
    if (!normal) {
        CHECK(!nfkd(text));
        return 0;
    }
    CHECK(std::ranges::none_of(normal->text(),
                               [](char c) { return (c >= 0 && c < ' ') || c == 127; }));
    CHECK(normal->size() > kUnicodeBytesMax || nfkd(normal->text()));
    if (size + 2 > kUnicodeBytesMax) return 0;
    CHECK(normalise_password(text + "\r\n")->text() == normal->text());
    CHECK(normalise_password("\n" + text)->text() == normal->text());
    CHECK(KeystoreOpener::with(SecretBuffer{std::string_view{text}}).has_value());
    return 0;
}
