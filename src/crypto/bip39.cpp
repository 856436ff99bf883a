#include "crypto/bip39.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/bip39_words.hpp"
#include "crypto/hash.hpp"
#include "crypto/keystore/kdf.hpp"
#include "crypto/unicode.hpp"

namespace stafi {
namespace {

constexpr std::array<std::string_view, kBip39Languages> kLanguageNames{
    "chinese_simplified",
    "chinese_traditional",
    "czech",
    "english",
    "french",
    "italian",
    "japanese",
    "korean",
    "portuguese",
    "spanish",
};

constexpr std::size_t kWordBits = 11;
constexpr std::size_t kAbbreviationLetters = 4;
constexpr std::string_view kBlanks = " \t\r\n\v\f";
constexpr std::string_view kSaltPrefix = "mnemonic";
constexpr std::uint64_t kSeedRounds = 2048;

using WordList = std::span<const std::string_view, kBip39ListWords>;

WordList list_of(MnemonicLanguage language) {
    const auto at = static_cast<std::size_t>(language) * kBip39ListWords;
    return WordList{std::span{kBip39Words}.subspan(at, kBip39ListWords)};
}

bool has_latin_letters(MnemonicLanguage language) {
    using enum MnemonicLanguage;
    return language != chinese_simplified && language != chinese_traditional &&
           language != japanese && language != korean;
}

bool is_length(std::size_t words) { return words >= 12 && words <= 24 && words % 3 == 0; }

/// Words as positions in their list, joined to a bit string: entropy, then its checksum. Wiped.
class WordBits {
  public:
    explicit WordBits(std::size_t words) : words_{words} { CHECK(is_length(words)); }

    [[nodiscard]] std::size_t words() const { return words_; }
    /// The entropy; as many bytes as words need but for words / 3 bits.
    [[nodiscard]] std::span<std::byte> entropy() { return bits_.span().first(words_ / 3 * 4); }

    [[nodiscard]] std::size_t word(std::size_t at) const {
        std::size_t value = 0;
        for (std::size_t i = at * kWordBits; i < (at + 1) * kWordBits; ++i)
            value = value << 1 |
                    std::to_integer<std::size_t>(bits_.view()[i / 8] >> (7 - i % 8) & kOne);
        return value;
    }
    void set_word(std::size_t at, std::size_t value) {
        for (std::size_t i = 0; i < kWordBits; ++i) {
            const std::size_t bit = at * kWordBits + i;
            const auto set = static_cast<std::byte>(value >> (kWordBits - 1 - i) & 1);
            bits_.span()[bit / 8] &= ~(kOne << (7 - bit % 8));
            bits_.span()[bit / 8] |= set << (7 - bit % 8);
        }
    }

    [[nodiscard]] bool checksum_holds() { return checksum_byte() == right_checksum(); }
    void set_checksum() { checksum_byte() = right_checksum(); }

  private:
    static constexpr std::byte kOne{1};

    std::byte& checksum_byte() { return bits_.span()[words_ / 3 * 4]; }
    /// The first words / 3 bits of the entropy's hash, the rest of the byte zero as in `bits_`.
    std::byte right_checksum() {
        return sha256(entropy()).bytes[0] & std::byte{0xff} << (8 - words_ / 3);
    }

    std::size_t words_;
    SecretBytes<kMnemonicWordsMax * kWordBits / 8> bits_;
};

SecretBuffer join(const WordBits& bits, MnemonicLanguage language) {
    std::size_t size = bits.words() - 1;
    for (std::size_t i = 0; i < bits.words(); ++i)
        size += list_of(language)[bits.word(i)].size();
    SecretBuffer text{size};
    auto to = text.span().begin();
    for (std::size_t i = 0; i < bits.words(); ++i) {
        if (i > 0) *to++ = std::byte{' '};
        to = std::ranges::copy(bytes_of(list_of(language)[bits.word(i)]), to).out;
    }
    return text;
}

/// NFKD splits accents off Latin letters: U+0300 to U+036F, which are CC 80 to CD AF in UTF-8.
bool letter_starts(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return (byte & 0xc0U) != 0x80U && byte != 0xcc && byte != 0xcd;
}

std::size_t count_letters(std::string_view word) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < word.size(); ++i)
        count += letter_starts(word, i) ? 1 : 0;
    return count;
}

/// Positions in a list by the bytes of its words; the lists themselves follow their alphabets.
using Order = std::array<std::uint16_t, kBip39ListWords>;

const Order& order_of(MnemonicLanguage language) {
    static const auto orders = [] {
        std::array<Order, kBip39Languages> sorted;
        for (std::size_t i = 0; i < kBip39Languages; ++i) {
            const WordList list = list_of(static_cast<MnemonicLanguage>(i));
            std::iota(sorted[i].begin(), sorted[i].end(), std::uint16_t{});
            std::ranges::sort(sorted[i], {}, [&](std::uint16_t at) { return list[at]; });
        }
        return sorted;
    }();
    return orders.at(static_cast<std::size_t>(language));
}

enum class Spelling : std::uint8_t { full, abbreviated };

std::optional<std::size_t> find_word(std::string_view word, MnemonicLanguage language,
                                     Spelling spelling) {
    const WordList list = list_of(language);
    const Order& order = order_of(language);
    const auto word_at = [&](std::uint16_t at) { return list[at]; };
    const auto first = std::ranges::lower_bound(order, word, {}, word_at);
    if (first != order.end() && list[*first] == word) return *first;
    if (spelling == Spelling::full || !has_latin_letters(language)) return std::nullopt;
    if (count_letters(word) != kAbbreviationLetters) return std::nullopt;

    std::optional<std::size_t> only;
    for (auto at = first; at != order.end() && list[*at].starts_with(word); ++at) {
        if (!letter_starts(list[*at], word.size())) continue;  // the last letter bears an accent
        if (only) return std::nullopt;
        only = *at;
    }
    return only;
}

/// White space of any kind as a separator. NFKD has made U+0020 of the ideographic space already.
Result<std::vector<std::string_view>> split(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
        words.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(kBlanks, end);
    }
    if (!is_length(words.size()))
        return fail(Reason::bad_mnemonic_length, fmt::format("mnemonic: {} words", words.size()));
    return words;
}

/// What the words are in one language.
struct Reading {
    MnemonicLanguage language;
    WordBits bits;
    std::size_t known = 0;                     ///< words that are in the list
    std::optional<std::size_t> first_unknown;  ///< from 0
};

Reading read(std::span<const std::string_view> words, MnemonicLanguage language,
             Spelling spelling) {
    Reading reading{.language = language, .bits = WordBits{words.size()}, .first_unknown = {}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto found = find_word(words[i], language, spelling)) {
            reading.bits.set_word(i, *found);
            ++reading.known;
        } else if (!reading.first_unknown) {
            reading.first_unknown = i;
        }
    }
    return reading;
}

std::vector<Reading> read_all(std::span<const std::string_view> words,
                              std::optional<MnemonicLanguage> given, Spelling spelling) {
    std::vector<Reading> readings;
    for (std::size_t i = 0; i < kBip39Languages; ++i) {
        const auto language = static_cast<MnemonicLanguage>(i);
        if (!given || *given == language) readings.push_back(read(words, language, spelling));
    }
    return readings;
}

bool is_complete(const Reading& reading) { return !reading.first_unknown; }

/// Names the first word that the likeliest language lacks.
std::string name_unknown_word(std::span<const Reading> readings) {
    const Reading& best = *std::ranges::max_element(readings, {}, &Reading::known);
    CHECK(best.first_unknown);
    return fmt::format("mnemonic: word {} is in no {} list", *best.first_unknown + 1,
                       best.known > 0 ? text_of(best.language) : "BIP-39");
}

/// After NFKD this lowers accented Latin letters too.
void make_lower_case(std::span<std::byte> text) {
    for (std::byte& c : text)
        if (c >= std::byte{'A'} && c <= std::byte{'Z'}) c |= std::byte{0x20};
}

}  // namespace

std::string_view text_of(MnemonicLanguage language) {
    return kLanguageNames.at(static_cast<std::size_t>(language));
}

Result<MnemonicLanguage> parse_language(std::string_view name) {
    const auto found = std::ranges::find(kLanguageNames, name);
    if (found == kLanguageNames.end())
        return fail(Reason::bad_argument,
                    fmt::format("mnemonic language: none of {}", fmt::join(kLanguageNames, ", ")));
    return static_cast<MnemonicLanguage>(found - kLanguageNames.begin());
}

Result<Mnemonic> Mnemonic::generate(std::size_t words, MnemonicLanguage language,
                                    Entropy& entropy) {
    if (!is_length(words))
        return fail(Reason::bad_mnemonic_length, fmt::format("mnemonic: {} words", words));
    WordBits bits{words};
    entropy.fill(bits.entropy());
    bits.set_checksum();
    return Mnemonic{join(bits, language), language};
}

Result<Mnemonic> Mnemonic::from_entropy(BytesView entropy, MnemonicLanguage language) {
    if (entropy.size() % 4 != 0 || !is_length(entropy.size() / 4 * 3))
        return fail(Reason::bad_mnemonic_length,
                    fmt::format("mnemonic: {} bytes of entropy", entropy.size()));
    WordBits bits{entropy.size() / 4 * 3};
    std::ranges::copy(entropy, bits.entropy().begin());
    bits.set_checksum();
    return Mnemonic{join(bits, language), language};
}

Result<Mnemonic> Mnemonic::parse(std::string_view text, std::optional<MnemonicLanguage> language) {
    TRY(SecretBuffer normal, at("mnemonic", nfkd(text)));
    make_lower_case(normal.span());
    TRY(const auto words, split(normal.text()));

    // Full words first: English words of four letters may be cut words of another language.
    std::vector<Reading> readings = read_all(words, language, Spelling::full);
    if (std::ranges::none_of(readings, is_complete))
        readings = read_all(words, language, Spelling::abbreviated);
    if (std::ranges::none_of(readings, is_complete))
        return fail(Reason::bad_mnemonic_word, name_unknown_word(readings));

    std::optional<Mnemonic> found;
    for (Reading& reading : readings) {
        if (!is_complete(reading) || !reading.bits.checksum_holds()) continue;
        Mnemonic next{join(reading.bits, reading.language), reading.language};
        if (found && found->text() != next.text())
            return fail(Reason::bad_mnemonic_word,
                        fmt::format("mnemonic: its cut words are {} and {}: name the language",
                                    text_of(found->language()), text_of(next.language())));
        if (!found) found = std::move(next);
    }
    if (!found) return fail(Reason::bad_mnemonic_checksum, "mnemonic: checksum mismatch");
    return *std::move(found);
}

Result<SecretBytes<64>> Mnemonic::seed(std::string_view passphrase) const {
    TRY(const SecretBuffer normal, at("mnemonic passphrase", nfkd(passphrase)));
    SecretBuffer salt{kSaltPrefix.size() + normal.size()};
    std::ranges::copy(bytes_of(kSaltPrefix), salt.span().begin());
    std::ranges::copy(normal.view(), salt.span().begin() + kSaltPrefix.size());
    SecretBytes<64> seed;
    pbkdf2_hmac_sha512(text_.view(), salt.view(), kSeedRounds, seed.span());
    return seed;
}

}  // namespace stafi
