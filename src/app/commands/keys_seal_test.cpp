#include <gmock/gmock.h>
#include <sys/stat.h>

#include "base/hex.hpp"
#include "crypto/custody/sealed_mnemonic.hpp"
#include "validators.hpp"

namespace stafi::app {
namespace {

using testing::HasSubstr;
using testing::Not;

struct KeysSeal : test::ValidatorProgram {
    test::Outcome seal(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"keys", "seal", "--sealed-file", path("sealed")};
        words.insert(words.end(), more.begin(), more.end());
        return with_password(words);
    }
    std::string seed(std::string_view password = test::kPassword) {
        const auto opened = open_mnemonic(read("sealed"), SecretBuffer{password});
        return opened ? to_hex(opened->view()) : std::string{text_of(opened.error().reason).code};
    }
};

// tests/vectors/deposit and bip39: the first key of ethstaker-deposit, and a seed of Trezor's list.
TEST_F(KeysSeal, writes_a_file_that_its_password_opens_and_nobody_else_reads) {
    const auto done = seal({"--mnemonic-file", path("mnemonic")});
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    const auto first = test::cases_of("deposit/files.json").at(0).at("deposits").at(0);
    EXPECT_THAT(done.out, HasSubstr("0x" + test::str(first.at("pubkey"))));
    EXPECT_THAT(read("sealed") + done.out + done.err, Not(HasSubstr("abandon")));
    struct stat found{};
    ASSERT_EQ(::stat(path("sealed").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600U);
    EXPECT_EQ(seed("another password"), "wrong_password");
}

TEST_F(KeysSeal, seals_the_passphrase_too) {
    const auto vector = test::cases_of("bip39/english.json").at(0);
    write("words", test::str(vector.at("mnemonic")));
    write("passphrase", test::str(vector.at("passphrase")) + '\n');
    const auto done =
        seal({"--mnemonic-file", path("words"), "--mnemonic-passphrase-file", path("passphrase")});
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    EXPECT_EQ(seed(), test::str(vector.at("seed")));
}

TEST_F(KeysSeal, never_touches_a_file_that_is_there) {
    write("sealed", "precious");
    const auto refused = seal({"--mnemonic-file", path("mnemonic")});
    EXPECT_EQ(refused.code, ExitCode::refused);
    EXPECT_THAT(refused.err, HasSubstr("[file_exists]"));
    EXPECT_EQ(read("sealed"), "precious");
}

TEST_F(KeysSeal, refuses_a_short_password_and_words_that_are_no_mnemonic) {
    write("password", "short\n");
    const auto weak = seal({"--mnemonic-file", path("mnemonic")});
    EXPECT_EQ(weak.code, ExitCode::refused);
    EXPECT_THAT(weak.err, HasSubstr("[bad_password]"));
    write("words", "abandon abandon");
    EXPECT_THAT(seal({"--mnemonic-file", path("words")}).err, HasSubstr("[bad_mnemonic_length]"));
    EXPECT_FALSE(std::filesystem::exists(path("sealed")));
}

}  // namespace
}  // namespace stafi::app
