#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/entropy.hpp"

// BIP-39: a wallet's entropy as words that a person can write down, and back.

namespace stafi {

/// The enumerator's name is the language's name in files and on the command line.
enum class MnemonicLanguage : std::uint8_t {
    chinese_simplified,
    chinese_traditional,
    czech,
    english,
    french,
    italian,
    japanese,
    korean,
    portuguese,
    spanish,
};

[[nodiscard]] std::string_view text_of(MnemonicLanguage language);
/// Errors: bad_argument, listing the languages.
[[nodiscard]] Result<MnemonicLanguage> parse_language(std::string_view name);

inline constexpr std::size_t kMnemonicWordsMax = 24;

/// 12, 15, 18, 21 or 24 words of one list whose checksum is right: no other can exist. Move-only
/// and wiped, as a `SecretBuffer`.
class Mnemonic {
  public:
    /// `words` new ones. Errors: bad_mnemonic_length.
    [[nodiscard]] static Result<Mnemonic> generate(std::size_t words, MnemonicLanguage language,
                                                   Entropy& entropy);

    /// The words of 16, 20, 24, 28 or 32 bytes. Errors: bad_mnemonic_length.
    [[nodiscard]] static Result<Mnemonic> from_entropy(BytesView entropy,
                                                       MnemonicLanguage language);

    /// Reads what a person typed: any UTF-8 form, any white space, ASCII capitals. In the languages
    /// with Latin letters a word may be cut to its first four. The language is found unless given;
    /// where full words fit several lists (the Chinese ones overlap), so does the seed.
    ///
    /// Errors: bad_utf8, bad_mnemonic_length, bad_mnemonic_word with the position of the word (the
    ///         word itself is a secret, even misspelt), bad_mnemonic_checksum.
    [[nodiscard]] static Result<Mnemonic> parse(
        std::string_view text, std::optional<MnemonicLanguage> language = std::nullopt);

    /// The full words in NFKD form with one space between.
    [[nodiscard]] std::string_view text() const { return text_.text(); }
    [[nodiscard]] MnemonicLanguage language() const { return language_; }

    /// Errors: bad_utf8, out_of_range for the passphrase.
    /// Cost:   2,048 rounds of HMAC-SHA-512, about 1 ms.
    [[nodiscard]] Result<SecretBytes<64>> seed(std::string_view passphrase = "") const;

  private:
    Mnemonic(SecretBuffer text, MnemonicLanguage language)
        : text_{std::move(text)}, language_{language} {}

    SecretBuffer text_;
    MnemonicLanguage language_;
};

}  // namespace stafi
