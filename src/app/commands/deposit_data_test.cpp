#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/address.hpp"
#include "eth/deposit/file.hpp"
#include "eth/network.hpp"
#include "validators.hpp"

namespace stafi::app {
namespace {

using test::kAddress;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

struct DepositData : test::ValidatorProgram {
    /// Written by ethstaker-deposit 1.3.1: two deposits of 32 ETH on mainnet.
    const std::string file = test::str(test::cases_of("deposit/files.json").at(0).at("text"));

    test::Outcome verify(const std::string& content, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"deposit-data", "verify", write("deposits.json", content)});
        return run(more);
    }
    std::string changed(const std::string& from, const std::string& to) const {
        std::string text = file;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, text.npos) << from;
        return text.replace(at, from.size(), to);
    }
    void expect_finding(const test::Outcome& outcome, const std::string& reason) {
        EXPECT_EQ(outcome.code, ExitCode::refused) << outcome.out << outcome.err;
        EXPECT_THAT(outcome.out, HasSubstr("  " + reason + "  "));
        EXPECT_THAT(outcome.out, HasSubstr('\n' + reason));  // with what to do, below
    }
    void expect_refused(const test::Outcome& outcome, ExitCode code, const std::string& reason) {
        EXPECT_EQ(outcome.code, code) << outcome.out << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr('[' + reason + "]\nremedy: "));
    }
};

TEST_F(DepositData, of_other_tools_is_verified) {
    const auto done = verify(file, {"--withdrawal-address", kAddress, "--amount", "32eth"});
    EXPECT_EQ(done.code, ExitCode::done) << done.out << done.err;
    EXPECT_THAT(done.out, StartsWith("2 deposits checked, 0 wrong\n"));
}

TEST_F(DepositData, for_another_account_amount_or_network_is_reported) {
    const std::string stranger = "0x0000000000000000000000000000000000000001";
    expect_finding(verify(file, {"--withdrawal-address", stranger}), "credentials_mismatch");
    expect_finding(verify(file, {"--withdrawal-address", kAddress, "--compounding"}),
                   "credentials_mismatch");
    expect_finding(verify(file, {"--amount", "1eth"}), "amount_mismatch");
    expect_finding(verify(file, {"--network", "hoodi"}), "wrong_network");
}

TEST_F(DepositData, is_compared_with_an_address_in_any_right_case) {
    for (const char* address : {"0x27d64dd9172e4b59a444817d30f7af8228f174cc",
                                "0x27D64DD9172E4B59A444817D30F7AF8228F174CC", kAddress.c_str()})
        EXPECT_EQ(verify(file, {"--withdrawal-address", address}).code, ExitCode::done) << address;
    const auto wrong =
        verify(file, {"--withdrawal-address", "0x27d64dD9172E4b59a444817D30f7aF8228f174CC"});
    expect_refused(wrong, ExitCode::usage, "bad_address");
    EXPECT_THAT(wrong.err, HasSubstr(kAddress));  // what would be right
}

TEST_F(DepositData, needs_an_address_to_expect_compounding) {
    expect_refused(verify(file, {"--compounding"}), ExitCode::usage, "bad_usage");
}

TEST_F(DepositData, shows_all_of_the_withdrawal_credentials) {
    EXPECT_THAT(verify(file).out, HasSubstr("  0x01000000000000000000000027d64dd9172e4b59a444817d"
                                            "30f7af8228f174cc"));
}

TEST_F(DepositData, that_the_contract_or_the_chain_would_not_keep_is_reported) {
    const BlsSecretKey key =
        BlsSecretKey::parse(Bytes32{{std::byte{1}}}.view()).value();  // of this test alone
    eth::Network network = eth::mainnet();
    const auto signed_for = [&](Gwei amount, eth::WithdrawalCredentials::Kind kind,
                                const std::string& address = kAddress) {
        eth::DepositData data{.pubkey = key.public_key().bytes(),
                              .withdrawal_credentials = eth::to_bytes(
                                  {.kind = kind, .address = parse_address(address).value()}),
                              .amount = amount,
                              .signature = {}};
        const eth::DepositMessage message{.pubkey = data.pubkey,
                                          .withdrawal_credentials = data.withdrawal_credentials,
                                          .amount = amount};
        data.signature =
            key.sign(eth::deposit_signing_root(message, network.genesis_fork_version()).view())
                .bytes();
        return eth::to_deposit_file(std::array{eth::to_entry(data, network)});
    };
    using enum eth::WithdrawalCredentials::Kind;
    expect_finding(verify(signed_for({1}, execution)), "out_of_range");
    expect_finding(verify(signed_for({32'000'000'001}, execution)), "out_of_range");
    expect_finding(verify(signed_for({2'048'000'000'001}, compounding)), "out_of_range");
    expect_finding(verify(signed_for({32'000'000'000}, execution, "0x" + std::string(40, '0'))),
                   "bad_address");
    EXPECT_EQ(verify(signed_for({1'000'000'000}, execution)).code, ExitCode::done);
    EXPECT_EQ(verify(signed_for({2'048'000'000'000}, compounding)).code, ExitCode::done);
}

TEST_F(DepositData, that_was_changed_is_reported) {
    expect_finding(verify(changed("\"amount\": 32000000000", "\"amount\": 1000000000")),
                   "deposit_root_mismatch");
    const std::size_t at = file.find("\"deposit_data_root\": \"") + 22;
    const std::string root = file.substr(at, 64);
    expect_finding(verify(changed(root, std::string(64, '0'))), "deposit_root_mismatch");
    expect_finding(verify(changed("01000000000000", "01000000000001")), "bad_credentials");
    expect_finding(verify(changed("\"network_name\": \"mainnet\"", "\"network_name\": \"hoodi\"")),
                   "wrong_network");
}

TEST_F(DepositData, with_a_key_twice_is_reported) {
    const std::string twice = "[" + file.substr(1, file.find('}') - 1) + "}, " + file.substr(1);
    const auto done = verify(twice);
    expect_finding(done, "duplicate_key");
    EXPECT_THAT(done.out, StartsWith("3 deposits checked, 1 wrong\n"));
}

TEST_F(DepositData, with_a_key_in_two_files_is_reported) {
    const std::string first = write("a.json", file);
    const auto done = run({"deposit-data", "verify", first, write("b.json", file)});
    expect_finding(done, "duplicate_key");
    EXPECT_THAT(done.out, AllOf(StartsWith("4 deposits checked, 2 wrong\n"),
                                HasSubstr("pubkey: " + first + " has this very deposit")));
}

TEST_F(DepositData, of_no_known_form_is_refused) {
    expect_refused(verify("{"), ExitCode::refused, "bad_json");
    expect_refused(run({"deposit-data", "verify", path("none")}), ExitCode::refused,
                   "file_missing");
    expect_refused(run({"deposit-data", "verify"}), ExitCode::usage, "bad_usage");
    expect_refused(verify(file, {"--amount", "32"}), ExitCode::usage, "bad_amount");
    expect_refused(verify(file, {"--withdrawal-address", "me"}), ExitCode::usage, "bad_address");
}

TEST_F(DepositData, is_made_from_a_mnemonic_as_ethstaker_deposit_makes_it) {
    now_ms = 1'700'000'000'000;
    const auto done =
        run({"deposit-data", "make", "--mnemonic-file", path("mnemonic"), "--num-validators", "2",
             "--withdrawal-address", kAddress, "--out", path("deposits")});
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    std::string expected = file;
    for (std::size_t at = 0; (at = expected.find("1.3.1", at)) != expected.npos;)
        expected.replace(at, 5, "2.8.0");
    EXPECT_EQ(read("deposits/deposit_data-1700000000.json"), expected);
}

TEST_F(DepositData, is_made_from_keystores_and_kept_when_it_is_there_already) {
    write_keystores("keys");
    const auto make = [&] {
        return with_password({"deposit-data", "make", "--keystores", path("keys"), "--amount",
                              "1eth", "--withdrawal-address", kAddress, "--network", "hoodi",
                              "--out", path("keys")});
    };
    const auto done = make();
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    EXPECT_THAT(done.out, AllOf(StartsWith("3 deposits signed and checked\n"),
                                HasSubstr("network                 hoodi\n"),
                                HasSubstr("amount sum              3eth\n")));
    const auto before = names("keys");
    now_ms += 5000;
    EXPECT_EQ(make().code, ExitCode::done);
    EXPECT_EQ(names("keys"), before);
    EXPECT_EQ(run({"deposit-data", "verify", path("keys/deposit_data-1795377675.json"),
                   "--network=hoodi"})
                  .code,
              ExitCode::done);
}

TEST_F(DepositData, takes_all_keystores_and_says_so_to_who_counts) {
    write_keystores("keys");
    for (const char* option : {"--num-validators", "--validator-start-index"}) {
        const auto done =
            with_password({"deposit-data", "make", "--keystores", path("keys"), option, "1",
                           "--withdrawal-address", kAddress, "--out", path("deposits")});
        EXPECT_EQ(done.code, ExitCode::usage);
        EXPECT_THAT(done.err, HasSubstr(std::string{option} + " counts the keys of a mnemonic"));
        EXPECT_THAT(names("deposits"), IsEmpty());
    }
}

TEST_F(DepositData, is_not_made_beside_another_and_the_refusal_names_that_file) {
    const auto make = [&](const std::string& out, std::vector<std::string> more) {
        more.insert(more.begin(), {"deposit-data", "make", "--mnemonic-file", path("mnemonic"),
                                   "--withdrawal-address", kAddress, "--out", path(out)});
        return run(more);
    };
    ASSERT_EQ(make("out", {"--amount", "1eth"}).code, ExitCode::done);
    now_ms += 60'000;
    ASSERT_EQ(make("other", {"--compounding"}).code, ExitCode::done);
    const std::string rival = names("other").front();
    write("out/" + rival, read("other/" + rival));  // sorts behind the one that fits
    const auto refused = make("out", {"--amount", "2eth"});
    expect_refused(refused, ExitCode::refused, "file_exists");
    EXPECT_THAT(refused.err, HasSubstr(rival));
    EXPECT_THAT(refused.err, testing::Not(HasSubstr(names("out").front())));
}

// Who sends the file named sends all that is in it.
TEST_F(DepositData, that_are_kept_in_a_file_with_others_are_reported_so) {
    write("out/deposit_data-1.json", file);  // keys 0 and 1 of the mnemonic
    const auto make = [&](const std::string& count, std::vector<std::string> more) {
        more.insert(more.begin(), {"deposit-data", "make", "--mnemonic-file", path("mnemonic"),
                                   "--withdrawal-address", kAddress, "--num-validators", count,
                                   "--out", path("out")});
        return run(more);
    };
    const auto first = make("1", {});
    EXPECT_EQ(first.code, ExitCode::done) << first.err;
    EXPECT_THAT(first.out, StartsWith("1 deposit signed and checked, 1 of them kept\n"));
    EXPECT_THAT(first.out, HasSubstr("\ncaveat                  " + path("out") +
                                     "/deposit_data-1.json has 1 other deposit too\n"));
    const auto all = make("3", {});
    EXPECT_THAT(all.out, StartsWith("3 deposits signed and checked, 2 of them kept\n"));
    EXPECT_THAT(all.out, testing::Not(HasSubstr("caveat")));
    EXPECT_THAT(with_password({"keys", "import", "--mnemonic-file", path("mnemonic"), "--out",
                               path("out"), "--withdrawal-address", kAddress, "--kdf=pbkdf2"})
                    .out,
                HasSubstr("deposit_data-1.json has 1 other deposit too\n"));
}

TEST_F(DepositData, are_not_made_beside_a_file_that_cannot_be_read) {
    write("out/deposit_data-of-a-friend.json", "{");
    const auto done = run({"deposit-data", "make", "--mnemonic-file", path("mnemonic"),
                           "--withdrawal-address", kAddress, "--out", path("out")});
    expect_refused(done, ExitCode::refused, "file_exists");
    EXPECT_THAT(done.err, AllOf(HasSubstr("deposit_data-of-a-friend.json: cannot be read ("),
                                HasSubstr("move it away")));
}

TEST_F(DepositData, that_is_not_compared_with_an_address_is_said_to_be_so) {
    EXPECT_THAT(verify(file).out, HasSubstr("\nnot compared  withdrawal address, amount\n"));
    EXPECT_THAT(verify(file, {"--amount", "32eth"}).out,
                HasSubstr("\nnot compared  withdrawal address\n"));
    EXPECT_THAT(verify(file, {"--withdrawal-address", kAddress, "--amount", "32eth"}).out,
                testing::Not(HasSubstr("not compared")));
}

TEST_F(DepositData, needs_one_source_of_keys) {
    const std::vector<std::string> make{"deposit-data", "make", "--withdrawal-address", kAddress};
    auto both = make;
    both.insert(both.end(), {"--keystores", path("keys"), "--mnemonic-file", path("mnemonic")});
    expect_refused(run(make), ExitCode::usage, "bad_usage");
    expect_refused(run(both), ExitCode::usage, "bad_usage");
}

TEST_F(DepositData, of_two_steps_are_fine_together_and_more_are_not) {
    const auto make = [&](const char* amount, const char* out) {
        return run({"deposit-data", "make", "--mnemonic-file", path("mnemonic"), "--amount", amount,
                    "--withdrawal-address", kAddress, "--out", path(out)});
    };
    ASSERT_EQ(make("1eth", "a").code, ExitCode::done);
    ASSERT_EQ(make("31eth", "b").code, ExitCode::done);
    ASSERT_EQ(make("32eth", "c").code, ExitCode::done);
    const auto file_in = [&](const std::string& folder) {
        return path(folder + "/" + names(folder).front());
    };
    const auto both = run({"deposit-data", "verify", file_in("a"), file_in("b")});
    EXPECT_EQ(both.code, ExitCode::done) << both.out;
    expect_finding(run({"deposit-data", "verify", file_in("a"), file_in("c")}), "amount_mismatch");
}

TEST_F(DepositData, that_contradict_those_beside_the_keystores_are_not_made) {
    write_keystores("keys");
    const auto make = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"deposit-data", "make", "--keystores", path("keys"),
                                   "--withdrawal-address", kAddress});
        return with_password(more);
    };
    ASSERT_EQ(make({"--out", path("keys")}).code, ExitCode::done);
    const auto refused = make({"--compounding", "--amount", "1eth", "--out", path("other")});
    expect_refused(refused, ExitCode::refused, "file_exists");
    EXPECT_THAT(refused.err, HasSubstr(path("keys") + "/deposit_data-"));
    EXPECT_THAT(names("other"), IsEmpty());
    write("copy/deposit_data-9.json", read("keys/deposit_data-1795377675.json"));
    const auto copied = make({"--out", path("copy")});
    expect_refused(copied, ExitCode::refused, "file_exists");
    EXPECT_THAT(copied.err, HasSubstr("has this very deposit"));
}

TEST_F(DepositData, is_not_made_for_one_key_twice) {
    write_keystores("keys");
    for (const std::string& name : names("keys"))
        if (name.find("_12_") == name.npos) std::filesystem::remove(path("keys/" + name));
    write("keys/keystore-copy.json", read("keys/" + names("keys").front()));
    expect_refused(with_password({"deposit-data", "make", "--keystores", path("keys"),
                                  "--withdrawal-address", kAddress, "--out", path("out")}),
                   ExitCode::refused, "duplicate_key");
    EXPECT_THAT(names("out"), ElementsAre());
}

}  // namespace
}  // namespace stafi::app
