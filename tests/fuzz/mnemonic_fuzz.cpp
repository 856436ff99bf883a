// links: stafi::crypto
#include <cstdint>

#include "base/check.hpp"
#include "crypto/bip39.hpp"
#include "crypto/unicode.hpp"

using stafi::Mnemonic;
using stafi::MnemonicLanguage;

// As a text: an accepted mnemonic is its own full form, and normal forms are final. As entropy
// behind a byte that chooses the language: the words are read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto mnemonic = Mnemonic::parse(text)) {
        const auto again = Mnemonic::parse(mnemonic->text(), mnemonic->language());
        CHECK(again && again->text() == mnemonic->text());
    }
    if (const auto normal = stafi::nfkd(text);
        normal && normal->size() <= stafi::kUnicodeBytesMax) {
        const auto again = stafi::nfkd(normal->text());
        CHECK(again && again->text() == normal->text());
    }
    if (size == 0) return 0;
    const auto language = static_cast<MnemonicLanguage>(data[0] % 10);
    if (const auto made = Mnemonic::from_entropy(stafi::bytes_of(text.substr(1)), language)) {
        const auto again = Mnemonic::parse(made->text(), language);
        CHECK(again && again->text() == made->text());
    }
    return 0;
}
