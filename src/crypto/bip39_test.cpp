#include "crypto/bip39.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/bip39_words.hpp"
#include "crypto/unicode.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

using test::str;

constexpr std::string_view kZeros =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
constexpr std::size_t kLanguageCount = kBip39Languages;

MnemonicLanguage language(std::size_t i) { return static_cast<MnemonicLanguage>(i); }

Reason refusal(std::string_view text) {
    const auto mnemonic = Mnemonic::parse(text);
    return mnemonic ? Reason{} : mnemonic.error().reason;
}

std::string message(std::string_view text) {
    const auto mnemonic = Mnemonic::parse(text);
    return mnemonic ? "accepted" : mnemonic.error().what;
}

/// The words with spaces between, however the vector separates them.
std::string plain(std::string_view text) { return std::string{nfkd(text).value().text()}; }

Entropy seeded(std::uint64_t seed) {
    SecretBytes<32> bytes;
    std::ranges::copy(be64(seed), bytes.span().begin());
    return Entropy{std::move(bytes)};
}

void expect_vector(const boost::json::value& vector, MnemonicLanguage in) {
    const std::string text = str(vector.at("mnemonic"));
    const Bytes entropy = parse_hex(str(vector.at("entropy"))).value();
    const Mnemonic made = Mnemonic::from_entropy(entropy, in).value();
    EXPECT_EQ(made.text(), plain(text));
    const Mnemonic parsed = Mnemonic::parse(text).value();
    EXPECT_EQ(parsed.text(), made.text());
    EXPECT_EQ(to_hex(parsed.seed(str(vector.at("passphrase"))).value().view()),
              str(vector.at("seed")));
}

// Source of these vectors and of the lists: tests/vectors/bip39/SOURCE.md.
TEST(Bip39, agrees_with_the_vectors_of_ten_languages) {
    for (std::size_t i = 0; i < kLanguageCount; ++i) {
        const std::string name{text_of(language(i))};
        const auto file = test::vector_file("bip39/" + name + ".json");
        for (const auto& vector : file.at("cases").as_array())
            expect_vector(vector, language(i));
    }
}

TEST(Bip39, agrees_with_japanese_vectors_with_a_passphrase) {
    const auto file = test::vector_file("bip39/japanese_passphrase.json");
    for (const auto& vector : file.at("cases").as_array())
        expect_vector(vector, MnemonicLanguage::japanese);
}

TEST(Bip39, reads_every_unicode_form_of_words_and_passphrase) {
    const auto file = test::vector_file("bip39/normalisation.json");
    for (const auto& vector : file.at("cases").as_array()) {
        const Mnemonic mnemonic = Mnemonic::parse(str(vector.at("mnemonic"))).value();
        EXPECT_EQ(to_hex(mnemonic.seed(str(vector.at("passphrase"))).value().view()),
                  str(vector.at("seed")));
    }
}

TEST(Bip39, refuses_the_invalid_vectors) {
    const auto file = test::vector_file("bip39/invalid.json");
    for (const auto& vector : file.at("cases").as_array()) {
        const std::string why = str(vector.at("reason"));
        const Reason reason = refusal(str(vector.at("mnemonic")));
        if (why == "checksum") {
            EXPECT_EQ(reason, Reason::bad_mnemonic_checksum);
        } else if (why == "length") {
            EXPECT_EQ(reason, Reason::bad_mnemonic_length);
        } else if (why == "unknown word") {
            EXPECT_EQ(reason, Reason::bad_mnemonic_word);
        } else {
            EXPECT_NE(reason, Reason{}) << why;  // "abandon" is a French word too
        }
    }
}

TEST(Bip39, agrees_with_the_seeds_that_eip2333_and_the_pool_client_print) {
    for (const auto* name : {"01-eip2333-bip39.json", "03-stafi-mnemonic-deposit.json"}) {
        const auto file = test::shared_vector_file(name);
        if (!file) GTEST_SKIP() << test::kNoSharedVectors;
        const auto& vector = file->as_object().contains("bip39") ? file->at("bip39") : *file;
        const Mnemonic mnemonic = Mnemonic::parse(str(vector.at("mnemonic"))).value();
        EXPECT_EQ(to_hex(mnemonic.seed(str(vector.at("passphrase"))).value().view()),
                  str(vector.at("seed")));
    }
}

TEST(Bip39, lists_hold_2048_different_words_in_nfkd_form) {
    for (std::size_t i = 0; i < kLanguageCount; ++i) {
        const auto list = std::span{kBip39Words}.subspan(i * kBip39ListWords, kBip39ListWords);
        EXPECT_EQ(std::set<std::string_view>(list.begin(), list.end()).size(), kBip39ListWords);
        for (const std::string_view word : list) {
            EXPECT_FALSE(word.empty());
            EXPECT_EQ(nfkd(word).value().text(), word);
        }
    }
}

TEST(Bip39, what_it_generates_it_reads_back) {
    Entropy entropy = seeded(1);
    for (std::size_t i = 0; i < kLanguageCount; ++i) {
        for (const std::size_t words : {12U, 15U, 18U, 21U, 24U}) {
            const Mnemonic made = Mnemonic::generate(words, language(i), entropy).value();
            EXPECT_EQ(std::ranges::count(made.text(), ' '), words - 1);
            const Mnemonic read = Mnemonic::parse(made.text(), language(i)).value();
            EXPECT_EQ(read.text(), made.text());
            EXPECT_EQ(Mnemonic::parse(made.text()).value().text(), made.text());
        }
    }
}

TEST(Bip39, generates_something_else_each_time) {
    Entropy entropy = seeded(2);
    const Mnemonic first = Mnemonic::generate(24, MnemonicLanguage::english, entropy).value();
    const Mnemonic second = Mnemonic::generate(24, MnemonicLanguage::english, entropy).value();
    EXPECT_NE(first.text(), second.text());
}

TEST(Bip39, has_no_other_lengths) {
    Entropy entropy = seeded(3);
    for (const std::size_t words : {0U, 3U, 9U, 11U, 13U, 23U, 25U, 27U})
        EXPECT_EQ(Mnemonic::generate(words, MnemonicLanguage::english, entropy).error().reason,
                  Reason::bad_mnemonic_length);
    for (const std::size_t bytes : {0U, 12U, 15U, 17U, 18U, 33U, 36U})
        EXPECT_EQ(Mnemonic::from_entropy(Bytes(bytes), MnemonicLanguage::english).error().reason,
                  Reason::bad_mnemonic_length);
    EXPECT_EQ(refusal(kZeros.substr(8)), Reason::bad_mnemonic_length);
    EXPECT_EQ(message(kZeros.substr(8)), "mnemonic: 11 words");
    EXPECT_EQ(message(std::string{kZeros} + " about"), "mnemonic: 13 words");
    EXPECT_EQ(refusal(""), Reason::bad_mnemonic_length);
}

TEST(Bip39, names_the_position_of_a_wrong_word_and_never_the_word) {
    std::string text{kZeros};
    text.replace(48, 7, "abondan");
    EXPECT_EQ(refusal(text), Reason::bad_mnemonic_word);
    EXPECT_EQ(message(text), "mnemonic: word 7 is in no english list");
    EXPECT_EQ(message("a b c d e f g h i j k l"), "mnemonic: word 1 is in no BIP-39 list");
}

TEST(Bip39, refuses_words_of_two_languages) {
    std::string text{kZeros};
    text.replace(24, 7, "ábaco");
    EXPECT_EQ(message(text), "mnemonic: word 4 is in no english list");
}

TEST(Bip39, refuses_a_wrong_checksum) {
    std::string text{kZeros};
    text.replace(text.size() - 5, 5, "abandon");
    EXPECT_EQ(refusal(text), Reason::bad_mnemonic_checksum);
}

TEST(Bip39, finds_nearly_every_exchange_of_two_words) {
    // A checksum of 8 bits lets one exchange in 256 pass.
    Entropy entropy = seeded(4);
    const Mnemonic made = Mnemonic::generate(24, MnemonicLanguage::english, entropy).value();
    std::vector<std::string> words;
    std::istringstream stream{std::string{made.text()}};
    for (std::string word; stream >> word;)
        words.push_back(word);
    std::size_t accepted = 0;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        auto exchanged = words;
        std::swap(exchanged[i], exchanged[i + 1]);
        std::string text;
        for (const std::string& word : exchanged)
            text += word + " ";
        accepted += Mnemonic::parse(text) ? 1 : 0;
    }
    EXPECT_LE(accepted, 2U);
}

TEST(Bip39, reads_any_white_space_and_ascii_capitals) {
    EXPECT_EQ(Mnemonic::parse("\n  ABANDON abandon\tabandon abandon  abandon abandon Abandon "
                              "abandon\r\nabandon abandon abandon\u3000about\n")
                  .value()
                  .text(),
              kZeros);
    EXPECT_EQ(Mnemonic::parse("ÁBACO ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco "
                              "abierto")
                  .value()
                  .language(),
              MnemonicLanguage::spanish);
}

TEST(Bip39, completes_words_cut_to_four_letters) {
    EXPECT_EQ(Mnemonic::parse("aban aban aban aban aban aban aban aban aban aban aban abou")
                  .value()
                  .text(),
              kZeros);
    // Four letters, of which one carries an accent.
    const Mnemonic spanish =
        Mnemonic::parse("ábac ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco abie")
            .value();
    EXPECT_EQ(spanish.language(), MnemonicLanguage::spanish);
    EXPECT_EQ(refusal("abando aban aban aban aban aban aban aban aban aban aban abou"),
              Reason::bad_mnemonic_word);
    EXPECT_EQ(refusal("aba aban aban aban aban aban aban aban aban aban aban abou"),
              Reason::bad_mnemonic_word);
}

TEST(Bip39, completes_every_cut_word_of_the_latin_lists) {
    using enum MnemonicLanguage;
    Entropy entropy = seeded(5);
    for (const MnemonicLanguage in : {czech, english, french, italian, portuguese, spanish}) {
        for (int round = 0; round < 20; ++round) {
            const Mnemonic made = Mnemonic::generate(24, in, entropy).value();
            std::string cut;
            std::size_t letters = 0;
            for (const char c : made.text()) {
                const auto byte = static_cast<unsigned char>(c);
                const bool is_mark = byte == 0xcc || byte == 0xcd || (byte & 0xc0U) == 0x80U;
                letters = c == ' ' ? 0 : letters + (is_mark ? 0 : 1);
                if (letters <= 4) cut += c;
            }
            EXPECT_EQ(Mnemonic::parse(cut, in).value().text(), made.text()) << text_of(in);
        }
    }
}

TEST(Bip39, keeps_to_the_language_that_is_named) {
    EXPECT_TRUE(Mnemonic::parse(kZeros, MnemonicLanguage::english));
    const auto french = Mnemonic::parse(kZeros, MnemonicLanguage::french);
    ASSERT_FALSE(french);  // "abandon" is a French word, "about" is none
    EXPECT_EQ(french.error().what, "mnemonic: word 12 is in no french list");
}

TEST(Bip39, refuses_broken_utf8) {
    EXPECT_EQ(refusal(std::string{kZeros} + "\xff"), Reason::bad_utf8);
    const Mnemonic mnemonic = Mnemonic::parse(kZeros).value();
    EXPECT_EQ(mnemonic.seed("\xc3").error().reason, Reason::bad_utf8);
}

TEST(Bip39, names_its_languages) {
    for (std::size_t i = 0; i < kLanguageCount; ++i)
        EXPECT_EQ(parse_language(text_of(language(i))).value(), language(i));
    EXPECT_EQ(parse_language("klingon").error().reason, Reason::bad_argument);
}

}  // namespace
}  // namespace stafi
