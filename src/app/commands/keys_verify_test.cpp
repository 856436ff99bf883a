#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "golden.hpp"
#include "validators.hpp"

namespace stafi::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

// keys list and keys verify, on keystores that ethstaker-deposit 1.3.1 wrote.
struct Keystores : test::ValidatorProgram {
    Keystores() { write_keystores("keys"); }

    const std::string first = "keys/keystore-m_12381_3600_0_0_0-1700000000.json";
    const std::string last = "keys/keystore-m_12381_3600_12_0_0-1700000000.json";  // PBKDF2

    test::Outcome verify(std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"keys", "verify", path("keys")});
        return with_password(more);
    }
    /// Only the last one, as it opens quickly.
    void keep_only_last() const {
        for (const std::string& name : names("keys"))
            if ("keys/" + name != last) std::filesystem::remove(path("keys/" + name));
    }
    void replace(const std::string& name, const std::string& from, const std::string& to) const {
        std::string text = read(name);
        const std::size_t at = text.find(from);
        ASSERT_NE(at, text.npos) << from;
        write(name, text.replace(at, from.size(), to));
    }
    /// Deposit data for one key of our mnemonic.
    std::string deposits(std::uint32_t index, std::vector<std::string> more = {}) {
        std::filesystem::remove_all(path("made"));
        more.insert(more.begin(),
                    {"deposit-data", "make", "--mnemonic-file", path("mnemonic"),
                     "--validator-start-index", std::to_string(index), "--out", path("made")});
        if (std::ranges::find(more, "--withdrawal-address") == more.end())
            more.insert(more.end(), {"--withdrawal-address", test::kAddress});
        const auto done = run(more);
        EXPECT_EQ(done.code, ExitCode::done) << done.err;
        return read("made/" + names("made").front());
    }
    void expect_finding(const test::Outcome& outcome, const std::string& reason) {
        EXPECT_EQ(outcome.code, ExitCode::refused) << outcome.out << outcome.err;
        EXPECT_THAT(outcome.out, AllOf(HasSubstr(", 1 wrong\n"), HasSubstr("  " + reason + "  ")));
    }
};

TEST_F(Keystores, are_listed_in_the_order_in_which_people_count) {
    std::filesystem::current_path(folder);
    const auto text = run({"keys", "list", "keys"});
    EXPECT_EQ(text.code, ExitCode::done);
    EXPECT_EQ(text.out, test::golden("tests/golden/app/keys_list.txt", text.out));
    const auto json = run({"keys", "list", "keys", "--output=json"});
    EXPECT_EQ(json.out, test::golden("tests/golden/app/keys_list.json", json.out));
    std::filesystem::current_path("/");
}

TEST_F(Keystores, that_are_none_are_listed_with_the_reason) {
    write("keys/keystore-broken.json", "{");
    write("keys/notes.txt", "not looked at");
    const auto listed = run({"keys", "list", path("keys")});
    EXPECT_EQ(listed.code, ExitCode::refused);
    EXPECT_THAT(listed.out, AllOf(StartsWith("3 keystores, 1 file that cannot be used\n"),
                                  HasSubstr("keystore-broken.json  bad_json")));
}

TEST_F(Keystores, must_be_somewhere) {
    const auto nowhere = run({"keys", "list", path("nowhere")});
    EXPECT_EQ(nowhere.code, ExitCode::refused);
    EXPECT_THAT(nowhere.err, HasSubstr("[file_missing]"));
    std::filesystem::create_directory(path("empty"));
    EXPECT_THAT(run({"keys", "list", path("empty")}).err, HasSubstr("no keystore*.json"));
    EXPECT_THAT(run({"keys", "list"}).err, HasSubstr("validator_keys"));  // where they mostly are
}

TEST_F(Keystores, of_other_tools_are_verified_with_password_and_mnemonic) {
    const auto done = verify({"--mnemonic-file", path("mnemonic")});
    EXPECT_EQ(done.code, ExitCode::done) << done.out << done.err;
    EXPECT_THAT(done.out, StartsWith("3 keystores and 0 deposits checked, 0 wrong\n"));
}

TEST_F(Keystores, with_another_password_are_reported_one_by_one) {
    write("password", "a wrong password");
    const auto done = verify();
    EXPECT_EQ(done.code, ExitCode::refused);
    EXPECT_THAT(done.out, StartsWith("3 keystores and 0 deposits checked, 3 wrong\n"));
    EXPECT_THAT(done.out, HasSubstr("wrong_password"));
}

TEST_F(Keystores, that_were_cut_are_reported) {
    keep_only_last();
    write(last, read(last).substr(0, 500));
    expect_finding(verify(), "bad_json");
}

TEST_F(Keystores, that_were_changed_are_reported) {
    keep_only_last();
    const std::string whole = read(last);
    replace(last, R"("cipher": {"function": "aes-128-ctr")", R"("cipher": {"function": "aes-256")");
    expect_finding(verify(), "bad_keystore");
    write(last, whole);
    // The end of the ciphertext: the checksum covers it, so it looks like a wrong password.
    const std::size_t end = whole.find("\"}}, \"description\"");
    std::string changed = whole;
    changed[end - 1] = changed[end - 1] == '0' ? '1' : '0';
    write(last, changed);
    expect_finding(verify(), "wrong_password");
}

TEST_F(Keystores, whose_key_is_not_the_one_they_name_are_reported) {
    const std::string text = read(first);
    const std::string other = text.substr(text.find("\"pubkey\": \"") + 11, 96);
    keep_only_last();
    const std::string whole = read(last);
    replace(last, whole.substr(whole.find("\"pubkey\": \"") + 11, 96), other);
    expect_finding(verify(), "keystore_key_mismatch");
}

TEST_F(Keystores, at_another_path_of_the_mnemonic_are_reported) {
    keep_only_last();
    replace(last, "m/12381/3600/12/0/0", "m/12381/3600/13/0/0");
    EXPECT_EQ(verify().code, ExitCode::done);  // nothing to compare with
    expect_finding(verify({"--mnemonic-file", path("mnemonic")}), "keystore_key_mismatch");
    replace(last, "m/12381/3600/13/0/0", "");
    expect_finding(verify({"--mnemonic-file", path("mnemonic")}), "bad_path");
}

TEST_F(Keystores, are_verified_with_the_deposit_data_beside_them) {
    keep_only_last();
    const auto files = test::cases_of("deposit/files.json");
    write("keys/deposit_data-2.json", "[]x");
    expect_finding(verify(), "bad_json");
    write("keys/deposit_data-2.json", deposits(12));
    EXPECT_THAT(verify().out, StartsWith("1 keystore and 1 deposit checked, 0 wrong\n"));
    // Of keys 0 and 1, whose keystores are gone.
    write("keys/deposit_data-1.json", test::str(files.at(0).at("text")));
    const auto done = verify();
    EXPECT_EQ(done.code, ExitCode::refused);
    EXPECT_THAT(done.out, AllOf(StartsWith("1 keystore and 3 deposits checked, 2 wrong\n"),
                                HasSubstr("  keystore_missing  ")));
}

TEST_F(Keystores, that_hold_one_key_twice_are_reported) {
    keep_only_last();
    write("keys/keystore-zcopy.json", read(last));
    const auto done = verify();
    expect_finding(done, "duplicate_key");
    EXPECT_THAT(done.out, HasSubstr(last + " holds the same key"));
    std::filesystem::remove(path("keys/keystore-zcopy.json"));
    write("more/keystore-1.json", read(last));
    expect_finding(verify({path("more")}), "duplicate_key");
}

TEST_F(Keystores, whose_deposits_contradict_each_other_are_reported) {
    keep_only_last();
    const std::string stranger = "0x0000000000000000000000000000000000000001";
    write("keys/deposit_data-1.json", deposits(12));
    write("keys/deposit_data-2.json", deposits(12));  // a copy: who sends both pays twice
    expect_finding(verify(), "duplicate_key");
    EXPECT_THAT(verify().out, HasSubstr("deposit_data-1.json has this very deposit"));
    write("keys/deposit_data-2.json", deposits(12, {"--withdrawal-address", stranger}));
    expect_finding(verify(), "credentials_mismatch");
    EXPECT_THAT(verify().out, HasSubstr("deposit_data-1.json has others for this key"));
    write("keys/deposit_data-2.json", deposits(12, {"--amount", "1eth"}));  // 33 in sum
    expect_finding(verify(), "amount_mismatch");
    write("keys/deposit_data-1.json", deposits(12, {"--amount", "31eth"}));  // two steps
    EXPECT_EQ(verify().code, ExitCode::done);
    write("keys/deposit_data-3.json", deposits(12, {"--amount", "1eth"}));
    expect_finding(verify(), "duplicate_key");
    write("keys/deposit_data-3.json", deposits(12, {"--amount", "2eth"}));
    expect_finding(verify(), "amount_mismatch");
}

TEST_F(Keystores, that_are_not_compared_with_a_mnemonic_are_said_to_be_so) {
    write_keystores("keys");
    EXPECT_THAT(with_password({"keys", "verify", path("keys")}).out,
                testing::HasSubstr("\nnot compared  paths with a mnemonic\n"));
    EXPECT_THAT(
        with_password({"keys", "verify", path("keys"), "--mnemonic-file", path("mnemonic")}).out,
        testing::Not(testing::HasSubstr("not compared")));
}

TEST_F(Keystores, say_the_same_to_scripts) {
    keep_only_last();
    const auto done = verify({"--output", "json"});
    EXPECT_EQ(done.code, ExitCode::done);
    EXPECT_THAT(
        done.out,
        AllOf(StartsWith(R"({"wrong":0,"not_compared":"paths with a mnemonic","keystores":[{)"),
              HasSubstr(R"("path":"m/12381/3600/12/0/0","result":"ok","what":null})"),
              HasSubstr(R"("deposits":[])")));
}

TEST_F(Keystores, can_be_verified_file_by_file) {
    const auto done = with_password({"keys", "verify", path(last), path("keys/../" + last)});
    EXPECT_EQ(done.code, ExitCode::done) << done.err;
    EXPECT_THAT(done.out, StartsWith("1 keystore"));  // every file once
}

TEST_F(Keystores, are_verified_with_deposit_data_that_lie_elsewhere) {
    keep_only_last();
    write("deposits/deposit_data-1.json", deposits(12));
    const auto done = verify({path("deposits")});
    EXPECT_EQ(done.code, ExitCode::done) << done.out << done.err;
    EXPECT_THAT(done.out, StartsWith("1 keystore and 1 deposit checked, 0 wrong\n"));
    const auto alone = with_password({"keys", "verify", path("deposits")});
    EXPECT_EQ(alone.code, ExitCode::refused);
    EXPECT_THAT(alone.err, HasSubstr("no keystore*.json in this folder"));
}

TEST_F(Keystores, are_verified_once_whatever_path_leads_to_them) {
    keep_only_last();
    write("keys/deposit_data-1.json", deposits(12));
    std::filesystem::create_directory_symlink(path("keys"), path("link"));
    const auto done = verify({path("link"), path("keys/../keys")});
    EXPECT_EQ(done.code, ExitCode::done) << done.out;
    EXPECT_THAT(done.out, StartsWith("1 keystore and 1 deposit checked, 0 wrong\n"));
}

}  // namespace
}  // namespace stafi::app
