#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "adapters/files.hpp"
#include "app/cli/words.hpp"
#include "eth/deposit/file.hpp"
#include "small_disk.hpp"
#include "validators.hpp"

namespace stafi::app {
namespace {

using test::kAddress;
using test::kMnemonic;
using test::kPassword;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct KeysImport : test::ValidatorProgram {
    /// `keys import` into keys/, quickly: PBKDF2 takes a tenth of scrypt's time.
    test::Outcome import(std::size_t count, std::vector<std::string> more = {}) {
        std::vector<std::string> words{
            "keys",       "import",           "--kdf=pbkdf2",        "--out",
            path("keys"), "--num-validators", std::to_string(count), "--withdrawal-address",
            kAddress};
        const bool has_own = std::ranges::find(more, "--mnemonic-file") != more.end();
        if (!has_own) words.insert(words.end(), {"--mnemonic-file", path("mnemonic")});
        words.insert(words.end(), more.begin(), more.end());
        return with_password(words);
    }
    void expect_refused(const test::Outcome& outcome, ExitCode code, const std::string& reason) {
        EXPECT_EQ(outcome.code, code) << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr('[' + reason + "]\nremedy: "));
        EXPECT_EQ(outcome.out, "");
    }
};

// Source: tests/vectors/deposit, written by ethstaker-deposit 1.3.1. Only the version differs, as
// launchpads and ssv-dkg refuse what claims to be older than 2.7.0.
TEST_F(KeysImport, writes_deposit_data_as_ethstaker_deposit_does) {
    now_ms = 1'700'000'000'999;
    std::size_t compared = 0;
    for (const auto& file : test::cases_of("deposit/files.json")) {
        const std::string network = test::str(file.at("network"));
        const auto& deposits = file.at("deposits").as_array();
        const auto amount = deposits.front().at("amount").as_int64();
        const bool is_one_amount = std::ranges::all_of(
            deposits, [&](const auto& deposit) { return deposit.at("amount") == amount; });
        if (network == "sepolia" || !is_one_amount) continue;  // not what one run can make
        std::filesystem::remove_all(path("keys"));
        write("words", test::str(file.at("mnemonic")));
        std::vector<std::string> more{"--mnemonic-file",
                                      path("words"),
                                      "--validator-start-index",
                                      std::to_string(file.at("start_index").as_int64()),
                                      "--amount",
                                      std::to_string(amount) + "gwei",
                                      "--network",
                                      network};
        if (file.at("compounding").as_bool()) more.emplace_back("--compounding");
        const auto done = import(deposits.size(), more);
        ASSERT_EQ(done.code, ExitCode::done) << done.err;
        std::string expected = test::str(file.at("text"));
        for (std::size_t at = 0; (at = expected.find("1.3.1", at)) != expected.npos;)
            expected.replace(at, 5, "2.8.0");
        EXPECT_EQ(read("keys/" + test::str(file.at("file_name"))), expected);
        EXPECT_EQ(names("keys").size(), deposits.size() + 1);
        ++compared;
    }
    EXPECT_GE(compared, 6U);
}

TEST_F(KeysImport, names_keystores_as_ethstaker_deposit_does_and_keeps_them_private) {
    now_ms = 1'700'000'000'000;
    ASSERT_EQ(import(2).code, ExitCode::done);
    EXPECT_THAT(names("keys"), ElementsAre("deposit_data-1700000000.json",
                                           "keystore-m_12381_3600_0_0_0-1700000000.json",
                                           "keystore-m_12381_3600_1_0_0-1700000000.json"));
    for (const std::string& name : names("keys")) {
        struct stat about{};
        ASSERT_EQ(::stat(path("keys/" + name).c_str(), &about), 0);
        EXPECT_EQ(about.st_mode & 07777U, 0600U) << name;
    }
}

TEST_F(KeysImport, keeps_what_ethstaker_deposit_wrote_and_goes_on) {
    write_keystores("keys");
    const auto before = names("keys");
    const auto done = import(2);
    EXPECT_THAT(done.out, StartsWith("0 keystores written and read back, 2 verified and kept\n"));
    std::vector<std::string> after = names("keys");
    std::erase(after, "deposit_data-1795377675.json");
    EXPECT_EQ(after, before);
}

TEST_F(KeysImport, run_again_changes_nothing) {
    ASSERT_EQ(import(3).code, ExitCode::done);
    const auto before = names("keys");
    now_ms += 60'000;
    EXPECT_THAT(import(3).out,
                StartsWith("0 keystores written and read back, 3 verified and kept"));
    EXPECT_EQ(names("keys"), before);
}

TEST_F(KeysImport, for_more_keys_writes_no_deposit_that_is_there_already) {
    ASSERT_EQ(import(2).code, ExitCode::done);
    now_ms += 60'000;
    const auto done = import(3, {"--log-interval-s", "0"});
    EXPECT_EQ(done.code, ExitCode::done);
    EXPECT_THAT(done.err, HasSubstr("writing keystores done=3 total=3"));
    EXPECT_THAT(done.out, HasSubstr("deposit_data-1795377675.json, " + path("keys")));
    const auto first = eth::parse_deposit_file(read("keys/deposit_data-1795377675.json"));
    const auto second = eth::parse_deposit_file(read("keys/deposit_data-1795377735.json"));
    EXPECT_EQ(first->size(), 2U);
    EXPECT_EQ(second->size(), 1U);
    EXPECT_EQ(with_password({"keys", "verify", path("keys")}).code, ExitCode::done);
}

TEST_F(KeysImport, goes_on_after_an_interruption) {
    test::Outcome outcome{};
    for (int looks = 0; looks < 100; ++looks) {  // ^C later and later
        interrupt_after(looks);
        outcome = import(4);
        if (outcome.code == ExitCode::done) break;
        expect_refused(outcome, ExitCode::retry, "interrupted");
        for (const std::string& name : names("keys"))
            EXPECT_THAT(name, StartsWith("keystore-"));
    }
    // The run before was stopped when nothing but the deposits was missing.
    EXPECT_THAT(outcome.out, StartsWith("0 keystores written and read back, 4 verified and kept"));
    EXPECT_EQ(names("keys").size(), 5U);
    stop = [] { return false; };
    EXPECT_EQ(
        with_password({"keys", "verify", path("keys"), "--mnemonic-file", path("mnemonic")}).code,
        ExitCode::done);
}

TEST_F(KeysImport, leaves_nothing_half_written_on_a_full_disk_and_goes_on_later) {
    {
        const test::SmallDisk small{500};  // a keystore has 716 bytes
        expect_refused(import(3), ExitCode::retry, "disk_full");
        EXPECT_THAT(names("keys"), IsEmpty());
    }
    {
        const test::SmallDisk small{1000};  // the deposits of three have 2 KB
        expect_refused(import(3), ExitCode::retry, "disk_full");
        EXPECT_EQ(names("keys").size(), 3U);
    }
    EXPECT_EQ(import(3).code, ExitCode::done);
    EXPECT_EQ(names("keys").size(), 4U);
}

TEST_F(KeysImport, puts_two_ranges_into_one_folder_within_one_second) {
    ASSERT_EQ(import(1).code, ExitCode::done);
    ASSERT_EQ(import(1, {"--validator-start-index", "1"}).code, ExitCode::done);
    EXPECT_THAT(names("keys"),
                ElementsAre("deposit_data-1795377675.json", "deposit_data-1795377676.json",
                            "keystore-m_12381_3600_0_0_0-1795377675.json",
                            "keystore-m_12381_3600_1_0_0-1795377675.json"));
}

TEST_F(KeysImport, refuses_a_folder_with_keys_of_another_mnemonic_or_password) {
    ASSERT_EQ(import(1).code, ExitCode::done);
    const auto before = names("keys");
    write("other", "legal winner thank year wave sausage worth useful legal winner thank yellow");
    expect_refused(import(2, {"--mnemonic-file", path("other")}), ExitCode::refused, "file_exists");
    write("password", "another password");
    expect_refused(import(2), ExitCode::refused, "wrong_password");
    EXPECT_EQ(names("keys"), before);
}

TEST_F(KeysImport, warns_of_secrets_that_other_users_can_read) {
    const auto reads = [&](const std::string& file, mode_t mode) {
        EXPECT_EQ(::chmod(path("mnemonic").c_str(), 0600), 0);
        EXPECT_EQ(::chmod(path("password").c_str(), 0600), 0);
        EXPECT_EQ(::chmod(path(file).c_str(), mode), 0);
        const auto done = import(1);
        EXPECT_EQ(done.code, ExitCode::done) << done.err;
        return done.err;
    };
    EXPECT_THAT(reads("password", 0600), Not(HasSubstr(" warn ")));
    EXPECT_THAT(reads("password", 0400), Not(HasSubstr(" warn ")));
    for (const std::string file : {"password", "mnemonic"})
        for (const mode_t mode : {0644U, 0640U, 0604U}) {
            const std::string err = reads(file, mode);
            EXPECT_THAT(err, HasSubstr(" warn other users can read this secret file="));
            EXPECT_THAT(err, HasSubstr("remedy=\"chmod 600 " + path(file) + "\"\n"));
            EXPECT_EQ(err.find(" warn "), err.rfind(" warn "));  // once
        }
}

TEST_F(KeysImport, takes_secrets_from_pipes_without_a_warning) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ASSERT_EQ(::write(ends[1], kMnemonic.data(), kMnemonic.size()), kMnemonic.size());
    ::close(ends[1]);
    ASSERT_EQ(::chmod(path("password").c_str(), 0600), 0);
    const auto done = import(1, {"--mnemonic-file", "/dev/fd/" + std::to_string(ends[0])});
    ::close(ends[0]);
    EXPECT_EQ(done.code, ExitCode::done);
    EXPECT_THAT(done.err, Not(HasSubstr(" warn ")));
}

TEST_F(KeysImport, refuses_a_damaged_keystore_of_an_earlier_run) {
    ASSERT_EQ(import(1).code, ExitCode::done);
    const std::string name = "keys/keystore-m_12381_3600_0_0_0-1795377675.json";
    write(name, read(name).substr(0, 400));
    expect_refused(import(2), ExitCode::refused, "bad_json");
}

TEST_F(KeysImport, names_what_is_wrong_with_a_mnemonic_but_never_a_word_of_it) {
    const auto refuse = [&](const std::string& mnemonic, const std::string& reason) {
        write("wrong", mnemonic);
        const auto outcome = import(1, {"--mnemonic-file", path("wrong")});
        expect_refused(outcome, ExitCode::refused, reason);
        EXPECT_THAT(outcome.err, Not(HasSubstr("abandon")));
        EXPECT_THAT(outcome.err, Not(HasSubstr("abandoned")));
    };
    refuse("abandoned " + kMnemonic.substr(8), "bad_mnemonic_word");
    refuse(kMnemonic.substr(0, kMnemonic.size() - 3) + "zoo", "bad_mnemonic_checksum");
    refuse(kMnemonic.substr(8), "bad_mnemonic_length");
    refuse("\xff\xfe", "bad_utf8");
    refuse("", "bad_mnemonic_length");
    EXPECT_FALSE(std::filesystem::exists(path("keys")));
}

TEST_F(KeysImport, refuses_values_that_no_validator_can_have) {
    const auto refuse = [&](std::vector<std::string> more, const std::string& reason,
                            ExitCode code = ExitCode::refused) {
        expect_refused(import(2, std::move(more)), code, reason);
    };
    refuse({"--amount", "32"}, "bad_amount", ExitCode::usage);
    refuse({"--amount", "0.5eth"}, "out_of_range");
    refuse({"--amount", "33eth"}, "out_of_range");  // would be paid out at once
    refuse({"--amount", "2049eth", "--compounding"}, "out_of_range");
    refuse({"--amount", "1000000001wei"}, "bad_amount", ExitCode::usage);
    refuse({"--validator-start-index", "99999999999999999999"}, "out_of_range");
    refuse({"--validator-start-index", "4294967295"}, "out_of_range");
    refuse({"--validator-start-index", "-1"}, "bad_number", ExitCode::usage);
    refuse({"--network", "hodi"}, "bad_network", ExitCode::usage);
    refuse({"--network", path("none.json")}, "file_missing", ExitCode::usage);
    refuse({"--kdf", "argon2"}, "bad_usage", ExitCode::usage);
    expect_refused(import(0), ExitCode::refused, "out_of_range");
    expect_refused(import(65'537), ExitCode::refused, "out_of_range");
    write("password", "short");
    refuse({}, "bad_password");
    EXPECT_FALSE(std::filesystem::exists(path("keys")));
}

// Nobody could tell which of two contradicting files to send.
TEST_F(KeysImport, writes_no_deposits_that_contradict_those_of_the_folder) {
    ASSERT_EQ(import(1).code, ExitCode::done);
    const auto before = names("keys");
    now_ms += 60'000;
    const auto refuse = [&](const std::vector<std::string>& more, const std::string& why) {
        const auto outcome = import(2, more);
        expect_refused(outcome, ExitCode::refused, "file_exists");
        EXPECT_THAT(outcome.err, HasSubstr(why));
        EXPECT_EQ(names("keys"), before);
    };
    refuse({"--network", "hoodi"}, "has this key's deposit for another network");
    refuse({"--amount", "1eth"}, "33eth");
    refuse({"--compounding"}, "has others for this key");
    EXPECT_EQ(import(2).code, ExitCode::done);  // the same deposit again, and one more
}

TEST_F(KeysImport, refuses_the_address_that_is_nobody) {
    const auto outcome =
        with_password({"keys", "import", "--withdrawal-address", "0x" + std::string(40, '0')});
    expect_refused(outcome, ExitCode::refused, "bad_address");  // it can be read
}

TEST_F(KeysImport, refuses_an_address_with_a_wrong_checksum) {
    const auto outcome = with_password(
        {"keys", "import", "--withdrawal-address", "0x27d64dD9172E4b59a444817D30f7aF8228f174CC"});
    expect_refused(outcome, ExitCode::usage, "bad_address");
    EXPECT_THAT(outcome.err, HasSubstr(kAddress));  // what would be right
}

TEST_F(KeysImport, never_asks_where_nobody_sits) {
    const auto no_mnemonic = with_password({"keys", "import", "--withdrawal-address", kAddress});
    expect_refused(no_mnemonic, ExitCode::usage, "bad_usage");
    EXPECT_THAT(no_mnemonic.err, HasSubstr("--mnemonic-file FILE or set STAFI_ROUTER_MNEMONIC"));
    environment["STAFI_ROUTER_MNEMONIC"] = kMnemonic;
    const auto no_password = run({"keys", "import", "--withdrawal-address", kAddress});
    expect_refused(no_password, ExitCode::usage, "bad_usage");
    EXPECT_THAT(no_password.err, HasSubstr("--password-file FILE or set STAFI_ROUTER_PASSWORD"));
}

TEST_F(KeysImport, takes_no_mnemonic_for_the_password) {
    const auto done = run({"keys", "import", "--num-validators", "1", "--withdrawal-address",
                           kAddress, "--out", path("keys"), "--mnemonic-file", path("mnemonic"),
                           "--password-file", path("./mnemonic")});
    expect_refused(done, ExitCode::usage, "bad_usage");
    EXPECT_THAT(done.err, HasSubstr("--password-file and --mnemonic-file are one file"));
    EXPECT_THAT(names("keys"), IsEmpty());
}

TEST_F(KeysImport, takes_one_file_for_one_secret) {
    const std::vector<std::string> make{"deposit-data", "make",  "--withdrawal-address",
                                        kAddress,       "--out", path("keys")};
    auto words = make;
    words.insert(words.end(), {"--mnemonic-file", path("mnemonic"), "--mnemonic-passphrase-file",
                               path("./mnemonic")});
    const auto passphrase = run(words);
    expect_refused(passphrase, ExitCode::usage, "bad_usage");
    EXPECT_THAT(passphrase.err,
                HasSubstr("--mnemonic-file and --mnemonic-passphrase-file are one"));
    environment["STAFI_ROUTER_MNEMONIC_FILE"] = path("mnemonic");
    environment["STAFI_ROUTER_MNEMONIC_PASSPHRASE_FILE"] = path("password");
    expect_refused(import(1), ExitCode::usage, "bad_usage");
    environment["STAFI_ROUTER_MNEMONIC_PASSPHRASE_FILE"] = "-";
    const auto pipe = run(make);
    expect_refused(pipe, ExitCode::usage, "bad_usage");
    EXPECT_THAT(pipe.err, HasSubstr("STAFI_ROUTER_MNEMONIC_PASSPHRASE_FILE: -: give a file"));
    EXPECT_THAT(names("keys"), IsEmpty());
}

// Else the password would be other than what its owner sees.
TEST_F(KeysImport, takes_no_password_of_two_lines_or_with_a_byte_order_mark) {
    for (const std::string& text :
         {kPassword + "\nsecond line\n", "\n" + kPassword, kPassword + "\r\nsecond line"}) {
        write("password", text);
        expect_refused(import(1), ExitCode::refused, "bad_password");
    }
    write("password", "\xef\xbb\xbf" + kPassword);
    expect_refused(import(1), ExitCode::refused, "bad_utf8");
    EXPECT_THAT(names("keys"), IsEmpty());
    write("mnemonic", "\xef\xbb\xbf" + kMnemonic);
    write("password", kPassword + "\r\n\n");
    const auto marked = import(1);
    expect_refused(marked, ExitCode::refused, "bad_utf8");
    EXPECT_THAT(marked.err, HasSubstr("byte order mark"));
    write("mnemonic", "abandon abandon\n" + kMnemonic.substr(16));  // lines of words are fine
    EXPECT_EQ(import(1).code, ExitCode::done);
}

// Two keystores of one key: run by two clients, its validator is slashed.
TEST_F(KeysImport, refuses_a_second_keystore_for_a_key_whatever_its_name) {
    ASSERT_EQ(import(1).code, ExitCode::done);
    for (const std::string& name : names("keys"))
        if (name.starts_with("keystore"))
            std::filesystem::rename(path("keys/" + name), path("keys/keystore-renamed.json"));
    const auto before = names("keys");
    const auto again = import(2);
    expect_refused(again, ExitCode::refused, "file_exists");
    EXPECT_THAT(again.err,
                HasSubstr("keystore-renamed.json: holds the key for m/12381/3600/0/0/0"));
    EXPECT_EQ(names("keys"), before);
}

TEST_F(KeysImport, wants_a_file_where_it_reads_one) {
    const auto outcome = import(1, {"--mnemonic-file", path(".")});
    expect_refused(outcome, ExitCode::refused, "file_unreadable");
    EXPECT_THAT(outcome.err, HasSubstr(": is a folder; a file is expected [file_unreadable]\n"
                                       "remedy: Name the file itself"));
}

TEST_F(KeysImport, refuses_a_secret_that_is_given_in_two_ways) {
    environment["STAFI_ROUTER_MNEMONIC"] = kMnemonic;
    environment["STAFI_ROUTER_MNEMONIC_FILE"] = path("mnemonic");
    environment["STAFI_ROUTER_PASSWORD_FILE"] = path("password");
    const auto done = run({"keys", "import", "--num-validators", "1", "--withdrawal-address",
                           kAddress, "--out", path("keys")});
    expect_refused(done, ExitCode::usage, "bad_usage");
    EXPECT_THAT(done.err, HasSubstr("STAFI_ROUTER_MNEMONIC and STAFI_ROUTER_MNEMONIC_FILE are"));
    EXPECT_THAT(names("keys"), IsEmpty());
}

TEST_F(KeysImport, takes_secrets_from_the_environment_itself_or_by_file) {
    environment["STAFI_ROUTER_MNEMONIC"] = kMnemonic;
    environment["STAFI_ROUTER_PASSWORD_FILE"] = path("password");
    const auto done = run({"keys", "import", "--kdf=pbkdf2", "--out", path("keys"),
                           "--withdrawal-address", kAddress, "--output=json"});
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    // The first key of this mnemonic: tests/vectors/deposit/files.json.
    EXPECT_THAT(done.out, HasSubstr(R"("keys":[{"pubkey":"0xb384f767d964e100c8a9b210)"));
}

TEST_F(KeysImport, asks_the_person_at_the_terminal) {
    std::vector<std::string> asked;
    answer = [&](std::string_view prompt, std::string_view) {
        asked.emplace_back(prompt);
        return prompt.starts_with("mnemonic") ? kMnemonic : kPassword;
    };
    const auto done = run({"keys", "import", "--kdf=pbkdf2", "--out", path("keys"),
                           "--withdrawal-address", kAddress});
    EXPECT_EQ(done.code, ExitCode::done) << done.err;
    EXPECT_THAT(asked, ElementsAre("mnemonic (not shown while you type): ",
                                   "new keystore password: ", "the same again: "));
    EXPECT_THAT(echoes, Each(adapters::Echo::off));
}

TEST_F(KeysImport, leaves_a_folder_alone_that_another_run_writes_to) {
    const auto other = adapters::OutputFolder::claim(path("keys"));
    ASSERT_TRUE(other);
    std::filesystem::create_directory_symlink("keys", path("link"));
    const auto outcome = import(1, {"--mnemonic-file", path("none")});  // found out before anything
    expect_refused(outcome, ExitCode::retry, "folder_in_use");
    EXPECT_THAT(outcome.err, HasSubstr(path("keys") + ": another run is writing to this folder"));
    const std::vector<std::string> terms{
        "--withdrawal-address", kAddress,          "--out",
        path("link"),           "--mnemonic-file", path("mnemonic")};
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"keys", "import"}, {"deposit-data", "make"}}) {
        std::vector<std::string> words = command;
        words.insert(words.end(), terms.begin(), terms.end());
        expect_refused(with_password(words), ExitCode::retry, "folder_in_use");
    }
    EXPECT_THAT(names("keys"), IsEmpty());
}

TEST_F(KeysImport, wants_the_same_password_twice) {
    answer = [&, asked = 0](std::string_view, std::string_view) mutable {
        return kPassword + std::to_string(asked++);
    };
    expect_refused(run({"keys", "import", "--mnemonic-file", path("mnemonic"), "--out",
                        path("keys"), "--withdrawal-address", kAddress}),
                   ExitCode::refused, "passwords_differ");
    EXPECT_FALSE(std::filesystem::exists(path("keys")));
}

TEST_F(KeysImport, has_other_keys_under_a_passphrase) {
    write("passphrase", "TREZOR\n");
    ASSERT_EQ(import(1, {"--mnemonic-passphrase-file", path("passphrase")}).code, ExitCode::done);
    expect_refused(import(1), ExitCode::refused, "file_exists");
}

TEST_F(KeysImport, answers_errors_as_json_when_asked_to) {
    const auto outcome = import(1, {"--amount", "32", "--output", "json"});
    EXPECT_THAT(outcome.err, StartsWith(R"({"error":{"code":"bad_amount","what":"--amount: )"));
    EXPECT_THAT(outcome.err, HasSubstr(R"("remedy":)"));
}

struct KeysNew : KeysImport {
    test::Outcome make(const std::vector<std::string>& more) {
        std::vector<std::string> words{
            "keys", "new", "--kdf=pbkdf2", "--out", path("keys"), "--withdrawal-address", kAddress};
        words.insert(words.end(), more.begin(), more.end());
        return with_password(words);
    }
};

TEST_F(KeysNew, writes_the_mnemonic_for_its_owner_alone_and_prints_no_secret) {
    environment["STAFI_ROUTER_LOG_LEVEL"] = "debug";
    const auto done = make({"--num-validators=2", "--mnemonic-file", path("words")});
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    const std::string mnemonic = read("words");
    EXPECT_EQ(split(mnemonic, " ").size(), 24U);
    struct stat about{};
    ASSERT_EQ(::stat(path("words").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 07777U, 0600U);
    // Neighbours: one word alone may be one of ours, such as "file".
    const std::vector<std::string> words = split(mnemonic, " ");
    for (std::size_t i = 1; i < words.size(); ++i)
        EXPECT_THAT(done.out + done.err, Not(HasSubstr(words[i - 1] + ' ' + words[i])));
    EXPECT_THAT(done.out + done.err, Not(HasSubstr(kPassword)));
    EXPECT_EQ(
        with_password({"keys", "verify", path("keys"), "--mnemonic-file", path("words")}).code,
        ExitCode::done);
}

TEST_F(KeysNew, makes_another_mnemonic_each_time_in_the_language_asked_for) {
    ASSERT_EQ(make({"--mnemonic-file", path("english")}).code, ExitCode::done);
    std::filesystem::remove_all(path("keys"));
    ASSERT_EQ(make({"--mnemonic-language=japanese", "--mnemonic-file", path("words")}).code,
              ExitCode::done);
    EXPECT_EQ(import(1, {"--mnemonic-file", path("words")}).code, ExitCode::done);
    expect_refused(import(1, {"--mnemonic-file", path("english")}), ExitCode::refused,
                   "file_exists");
    expect_refused(make({"--mnemonic-language=klingon", "--mnemonic-file", path("other")}),
                   ExitCode::usage, "bad_argument");
}

TEST_F(KeysNew, never_replaces_a_mnemonic) {
    write("words", "precious");
    expect_refused(make({"--mnemonic-file", path("words")}), ExitCode::refused, "file_exists");
    EXPECT_EQ(read("words"), "precious");
    EXPECT_FALSE(std::filesystem::exists(path("keys")));
}

TEST_F(KeysNew, looks_at_everything_that_could_be_in_the_way_before_there_is_a_mnemonic) {
    bool is_asked = false;
    answer = [&](std::string_view, std::string_view) {
        is_asked = true;
        return kPassword;
    };
    const std::string older = "keystore-m_12381_3600_3_0_0-1700000000.json";
    write("keys/" + older, "{}");
    const std::vector<std::string> command{"keys",  "new",        "--withdrawal-address", kAddress,
                                           "--out", path("keys"), "--num-validators=5"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), command.begin(), command.end());
        return run(more);
    };
    const auto occupied = with({"--mnemonic-file", path("words")});
    expect_refused(occupied, ExitCode::refused, "file_exists");
    EXPECT_THAT(occupied.err, HasSubstr(older));
    EXPECT_THAT(occupied.err, Not(HasSubstr("keys import")));
    expect_refused(with({}), ExitCode::refused, "file_exists");
    std::filesystem::remove(path("keys/" + older));
    write("keys/deposit_data-1.json", "{");
    expect_refused(with({}), ExitCode::refused, "file_exists");
    std::filesystem::remove(path("keys/deposit_data-1.json"));

    expect_refused(with({"--mnemonic-file", path("none/words")}), ExitCode::refused,
                   "file_missing");
    const auto other = adapters::OutputFolder::claim(path("keys"));
    ASSERT_TRUE(other);
    expect_refused(with({}), ExitCode::retry, "folder_in_use");
    EXPECT_FALSE(is_asked);
    EXPECT_THAT(names(), Not(testing::Contains("words")));
}

TEST_F(KeysNew, says_how_to_go_on_when_the_folder_was_taken_meanwhile) {
    // While the mnemonic is typed, another program puts a keystore there.
    answer = [&](std::string_view, std::string_view screen) {
        for (const auto& file : test::cases_of("deposit/keystores.json"))
            if (file.at("file_name").as_string().find("_12_") != boost::json::string::npos)
                write("keys/keystore-m_12381_3600_0_0_0-1.json", test::str(file.at("text")));
        const std::size_t from = screen.find("\n\n  ") + 4;
        return std::string{screen.substr(from, screen.find("\n\n", from) - from)};
    };
    const auto taken = make({});
    expect_refused(taken, ExitCode::refused, "file_exists");
    EXPECT_THAT(taken.err, HasSubstr("`keys import` makes its keys in another folder"));
    EXPECT_THAT(taken.err, Not(HasSubstr("the same options")));
}

TEST_F(KeysNew, leaves_no_word_on_the_screen_when_it_is_interrupted) {
    answer = [](std::string_view, std::string_view) { return std::string{"\x03"}; };
    const auto stopped = make({});
    expect_refused(stopped, ExitCode::retry, "interrupted");
    EXPECT_THAT(stopped.err, HasSubstr("\n\n\033[H\033[2J\033[3Jerror: "));
    EXPECT_THAT(stopped.err, HasSubstr("no key was made of these words: strike them out"));
    EXPECT_THAT(stopped.err, Not(HasSubstr("keys import")));  // there is nothing to go on with
    EXPECT_FALSE(std::filesystem::exists(path("keys")));
}

TEST_F(KeysNew, shows_the_mnemonic_once_and_has_it_typed_again) {
    std::string mnemonic;
    answer = [&](std::string_view, std::string_view screen) {
        const std::size_t from = screen.find("\n\n  ") + 4;
        mnemonic = screen.substr(from, screen.find("\n\n", from) - from);
        std::string typed;  // four letters of each word will do
        for (const std::string& word : split(mnemonic, " "))
            typed += word.substr(0, 4) + ' ';
        return typed;
    };
    const auto done = make({});
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    EXPECT_EQ(split(mnemonic, " ").size(), 24U);
    EXPECT_THAT(done.out, Not(HasSubstr(mnemonic)));
    EXPECT_THAT(done.err, HasSubstr("\033[3J"));  // the terminal is cleared
    answer = nullptr;
    write("words", mnemonic);
    EXPECT_EQ(
        with_password({"keys", "verify", path("keys"), "--mnemonic-file", path("words")}).code,
        ExitCode::done);
}

TEST_F(KeysNew, makes_no_key_of_a_mnemonic_that_is_not_on_paper) {
    // Another mnemonic, a word that is none, nothing at all.
    for (const std::string& typed :
         {std::string{kMnemonic}, std::string{"abandom"}, std::string{}}) {
        answer = [&](std::string_view, std::string_view) { return typed; };
        expect_refused(make({}), ExitCode::refused, "mnemonic_mistyped");
    }
    answer = nullptr;
    const auto nobody = make({});
    expect_refused(nobody, ExitCode::usage, "bad_usage");
    EXPECT_THAT(nobody.err, HasSubstr("give --mnemonic-file"));
    EXPECT_FALSE(std::filesystem::exists(path("keys")));
}

TEST_F(KeysNew, says_how_to_go_on_after_an_interruption) {
    interrupt_after(1);
    const auto stopped = make({"--num-validators=3", "--mnemonic-file", path("words")});
    expect_refused(stopped, ExitCode::retry, "interrupted");
    EXPECT_THAT(stopped.err, HasSubstr("go on with `keys import` and the same options"));
    stop = [] { return false; };
    EXPECT_EQ(import(3, {"--mnemonic-file", path("words")}).code, ExitCode::done);
}

}  // namespace
}  // namespace stafi::app
