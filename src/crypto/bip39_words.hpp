#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace stafi {

inline constexpr std::size_t kBip39ListWords = 2048;
inline constexpr std::size_t kBip39Languages = 10;

/// The lists one after the other in the order of MnemonicLanguage; words in NFKD form.
using Bip39Words = std::array<std::string_view, kBip39Languages * kBip39ListWords>;

/// Embedded at build time from src/crypto/bip39_words by cmake/bip39_words.cmake.
extern const Bip39Words kBip39Words;

}  // namespace stafi
