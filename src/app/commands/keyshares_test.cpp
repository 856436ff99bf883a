#include <functional>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/files.hpp"
#include "base/hex.hpp"
#include "small_disk.hpp"
#include "ssv/keyshares/keyshares_file.hpp"
#include "ssv/shares/encrypted_share.hpp"
#include "ssv/shares/shares_data.hpp"
#include "validators.hpp"

namespace stafi::app {
namespace {

using test::kAddress;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

struct Keyshares : test::ValidatorProgram {
    const boost::json::array operators = test::cases_of("keyshares/operators.json");

    std::string key_of(std::size_t i) const {
        return test::str(operators.at(i).at("operator_key"));
    }

    /// Operators 1..count in the form of ssv-dkg's operators_info.json.
    std::string operators_file(std::size_t count) const {
        boost::json::array list;
        for (std::size_t i = 0; i < count; ++i)
            list.push_back({{"id", i + 1}, {"public_key", key_of(i)}, {"ip", "https://a:3030"}});
        return write("operators.json", boost::json::serialize(list));
    }

    /// Splits the first two keys of our mnemonic.
    test::Outcome split(std::vector<std::string> more, const std::string& nonce = "7") {
        more.insert(more.begin(), {"keyshares", "split", "--mnemonic-file", path("mnemonic"),
                                   "--num-validators", "2", "--owner-address", kAddress,
                                   "--owner-nonce", nonce, "--out", path("shares")});
        return run(more);
    }
    test::Outcome split_for(std::size_t count) {
        return split({"--operators-file", operators_file(count)});
    }
    void expect_refused(const test::Outcome& outcome, const std::string& reason,
                        ExitCode code = ExitCode::refused) {
        EXPECT_EQ(outcome.code, code) << outcome.out << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr('[' + reason + "]\nremedy: "));
        EXPECT_THAT(names("shares"), IsEmpty());
    }
};

TEST_F(Keyshares, of_every_size_of_committee_are_split_and_verified) {
    for (const std::size_t count : {4U, 7U, 10U, 13U}) {
        const auto done = split_for(count);
        ASSERT_EQ(done.code, ExitCode::done) << done.err;
        const std::string file = path("shares/" + names("shares").front());
        const auto verified =
            run({"keyshares", "verify", file, "--operators-file", path("operators.json"),
                 "--owner-address", kAddress, "--owner-nonce", "7"});
        EXPECT_EQ(verified.code, ExitCode::done) << verified.out;
        EXPECT_THAT(verified.out, AllOf(StartsWith("2 validators checked, 0 findings\n"),
                                        HasSubstr("cannot be checked from outside")));
        std::filesystem::remove_all(path("shares"));
    }
}

TEST_F(Keyshares, open_with_the_keys_of_the_operators_to_the_key_that_was_split) {
    write_keystores("keys");
    const auto done = with_password({"keyshares", "split", "--keystores", path("keys"),
                                     "--operators-file", operators_file(4), "--owner-address",
                                     kAddress, "--owner-nonce", "0", "--out", path("shares")});
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    const auto file = ssv::read_keyshares(read("shares/keyshares-1795377675.json"));
    ASSERT_TRUE(file);
    ASSERT_EQ(file->items.size(), 3U);
    EXPECT_EQ(file->created_at, "2026-11-22T20:01:15.851Z");
    // In the order in which people count: 0, 1, 12.
    const auto keystores = test::cases_of("deposit/keystores.json");
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(file->items[i].owner_nonce, OwnerNonce{i});
        const auto data = ssv::parse_shares_data(file->items[i].shares_data, 4);
        ASSERT_TRUE(data);
        std::vector<SecretShare> shares;
        for (std::size_t seat = 1; seat < 4; ++seat) {  // any three of four
            const auto key = RsaPrivateKey::parse(
                SecretBuffer{std::string_view{test::str(operators.at(seat).at("private_key"))}});
            ASSERT_TRUE(key);
            auto share = ssv::open_share(*key, data->ciphertexts[seat], data->share_keys[seat]);
            ASSERT_TRUE(share);
            shares.push_back({.id = {seat + 1}, .key = *std::move(share)});
        }
        EXPECT_EQ(to_hex(recover_secret(shares)->bytes().view()),
                  test::str(keystores.at(i).at("secret")));
    }
}

TEST_F(Keyshares, go_into_files_of_as_many_validators_as_asked_for) {
    const auto done = split({"--operators-file", operators_file(4), "--per-file", "1"});
    ASSERT_EQ(done.code, ExitCode::done) << done.err;
    EXPECT_THAT(names("shares"),
                ElementsAre("keyshares-1795377675.json", "keyshares-1795377676.json"));
    EXPECT_THAT(done.out, AllOf(HasSubstr("first nonce    7\n"), HasSubstr("next nonce     9\n")));
    EXPECT_EQ(run({"keyshares", "verify", path("shares/keyshares-1795377675.json"),
                   path("shares/keyshares-1795377676.json"), "--owner-nonce", "7"})
                  .code,
              ExitCode::done);
}

TEST_F(Keyshares, take_operators_as_ssv_keys_takes_them) {
    std::string keys;
    for (std::size_t i = 0; i < 4; ++i)
        keys += (i == 0 ? "" : ",") + key_of(i);
    EXPECT_EQ(split({"--operator-ids", "1,3,4,12", "--operator-keys", keys}).code, ExitCode::done);
}

TEST_F(Keyshares, take_operators_from_an_answer_of_the_ssv_api_by_their_ids) {
    boost::json::array list;
    for (std::size_t i = 0; i < 13; ++i)
        list.push_back({{"id", 13 - i},
                        {"id_str", std::to_string(13 - i)},
                        {"public_key", i == 0 ? "removed" : key_of(i)},  // nobody asks for it
                        {"name", "an operator"}});
    const std::string file = write(
        "api.json", boost::json::serialize(boost::json::object{{"operators", std::move(list)}}));
    EXPECT_EQ(split({"--operators-file", file, "--operator-ids", "2;5;7;12"}).code, ExitCode::done);
}

TEST_F(Keyshares, need_a_committee) {
    expect_refused(split_for(5), "bad_operator_set");
    const std::string file = operators_file(7);
    const auto of_ids = [&](const std::string& ids) {
        return split({"--operators-file", file, "--operator-ids", ids});
    };
    expect_refused(of_ids("4,3,2,1"), "bad_operator_set");
    expect_refused(of_ids("1,2,2,3"), "bad_operator_set");
    expect_refused(of_ids("1,2,3,99"), "unknown_operator");
    const auto five = of_ids("1,2,3,4,99");
    expect_refused(five, "unknown_operator");
    EXPECT_THAT(five.err, HasSubstr("has no operator 99; nor can 5 make a committee, only 4, 7, "
                                    "10 or 13 ["));
    expect_refused(of_ids("1,2,3,0"), "out_of_range");
    expect_refused(of_ids("1,2,3,x"), "bad_number", ExitCode::usage);
    expect_refused(of_ids("1,2,3,2147483648"), "out_of_range");
    expect_refused(split({}), "bad_usage", ExitCode::usage);
    expect_refused(split({"--operator-ids", "1,2,3,4"}), "bad_usage", ExitCode::usage);
    expect_refused(split({"--operators-file", file, "--operator-keys", "x"}), "bad_usage",
                   ExitCode::usage);
}

TEST_F(Keyshares, need_rsa_keys_as_ssv_uses_them) {
    const auto with_key = [&](const std::string& key) {
        boost::json::array list;
        for (std::size_t i = 0; i < 4; ++i)
            list.push_back({{"id", i + 1}, {"public_key", i == 3 ? key : key_of(i)}});
        return split({"--operators-file", write("o.json", boost::json::serialize(list))});
    };
    expect_refused(with_key("LS0tLS1CRUdJTiBSU0EgUFVCTElDIEtFWS0tLS0t"), "bad_rsa_key");
    expect_refused(with_key("not base64"), "bad_rsa_key");
    expect_refused(with_key(key_of(3).substr(0, 600)), "bad_rsa_key");
    expect_refused(with_key(key_of(0)), "duplicate_key");  // one operator on two seats
    // 1024 bits, 3072 bits, exponent 3 and many more: tests/vectors/rsa.
    for (const auto& bad : test::cases_of("rsa/wrong_public_keys.json"))
        expect_refused(with_key(test::str(bad.at("text"))), "bad_rsa_key");
}

TEST_F(Keyshares, need_owner_nonces_that_nodes_can_count) {
    const std::string file = operators_file(4);
    EXPECT_EQ(split({"--operators-file", file}, "64998").code, ExitCode::done);  // and 64,999
    std::filesystem::remove_all(path("shares"));
    expect_refused(split({"--operators-file", file}, "64999"), "bad_owner_nonce");
    expect_refused(split({"--operators-file", file}, "65000"), "bad_owner_nonce");
    expect_refused(split({"--operators-file", file}, "65001"), "bad_owner_nonce");
    expect_refused(split({"--operators-file", file}, "-1"), "bad_number", ExitCode::usage);
    expect_refused(split({"--operators-file", file}, "seven"), "bad_number", ExitCode::usage);
}

TEST_F(Keyshares, are_not_half_written_on_a_full_disk_or_after_an_interruption) {
    const std::string file = operators_file(4);
    {
        const test::SmallDisk small{4000};
        expect_refused(split({"--operators-file", file}), "disk_full", ExitCode::retry);
    }
    interrupt_after(1);
    expect_refused(split({"--operators-file", file}), "interrupted", ExitCode::retry);
}

struct KeysharesAgain : Keyshares {
    KeysharesAgain() { operators_file(7); }

    /// Splits the first `count` keys for operators 1 to 4, one in a file.
    test::Outcome split_first(std::size_t count, std::vector<std::string> more = {}) {
        more.insert(more.begin(),
                    {"keyshares", "split", "--mnemonic-file", path("mnemonic"), "--per-file", "1",
                     "--out", path("shares"), "--num-validators", std::to_string(count),
                     "--operators-file", path("operators.json")});
        const auto give = [&](const std::string& option, const std::string& usual) {
            if (std::ranges::find(more, option) == more.end())
                more.insert(more.end(), {option, usual});
        };
        give("--operator-ids", "1,2,3,4");
        give("--owner-address", kAddress);
        give("--owner-nonce", "7");
        return run(more);
    }
    std::map<std::string, std::string> contents() const {
        std::map<std::string, std::string> found;
        for (const std::string& name : names("shares"))
            found[name] = read("shares/" + name);
        return found;
    }
    /// Refused, naming `file`, and nothing is changed.
    void expect_refused_by_name(const std::function<test::Outcome()>& act, const std::string& file,
                                const std::string& why) {
        const auto before = contents();
        const auto outcome = act();
        EXPECT_EQ(outcome.code, ExitCode::refused) << outcome.out;
        EXPECT_THAT(outcome.err, AllOf(HasSubstr(path("shares/" + file) + ": "), HasSubstr(why)));
        EXPECT_EQ(contents(), before);
    }
};

TEST_F(KeysharesAgain, are_verified_and_kept_and_the_missing_ones_made) {
    ASSERT_EQ(split_first(3).code, ExitCode::done);
    auto before = contents();
    ASSERT_EQ(before.size(), 3U);
    std::filesystem::remove(path("shares/keyshares-1795377676.json"));
    before.erase("keyshares-1795377676.json");
    const auto again = split_first(4, {"--log-interval-s", "0"});
    EXPECT_EQ(again.code, ExitCode::done) << again.err;
    EXPECT_THAT(again.err, HasSubstr("splitting and verifying keys done=4 total=4"));
    EXPECT_THAT(again.out, AllOf(StartsWith("4 keys split for 4 operators, any 3 of which can "
                                            "sign; 2 verified and kept; all shares verified\n"),
                                 HasSubstr("cannot be checked from outside")));
    auto after = contents();
    EXPECT_EQ(after.size(), 4U);
    for (const auto& [name, content] : before)
        EXPECT_EQ(after[name], content) << name;
    EXPECT_EQ(
        run({"keyshares", "verify", path("shares/keyshares-1795377675.json"),
             path("shares/keyshares-1795377676.json"), path("shares/keyshares-1795377677.json"),
             path("shares/keyshares-1795377678.json"), "--owner-nonce", "7"})
            .code,
        ExitCode::done);
    const auto nothing = split_first(4, {"--output", "json"});
    EXPECT_THAT(nothing.out, HasSubstr(R"("written":0,"kept":4)"));
    EXPECT_EQ(contents(), after);
}

TEST_F(KeysharesAgain, that_are_others_are_refused_by_name) {
    ASSERT_EQ(split_first(2).code, ExitCode::done);
    const std::string first = "keyshares-1795377675.json";
    const std::string second = "keyshares-1795377676.json";
    expect_refused_by_name([&] { return split_first(2, {"--owner-nonce", "8"}); }, first,
                           "owner nonce 7 is not one of this run");
    expect_refused_by_name([&] { return split_first(2, {"--validator-start-index", "1"}); }, first,
                           "has another key for owner nonce 7");
    expect_refused_by_name([&] { return split_first(1, {"--owner-nonce", "8"}); }, first,
                           "owner nonce 7");
    expect_refused_by_name(
        [&] {
            return split_first(2,
                               {"--owner-address", "0x0000000000000000000000000000000000000001"});
        },
        first, "registers");
    expect_refused_by_name([&] { return split_first(2, {"--operator-ids", "1,2,3,5"}); }, first,
                           "operator");
    const std::string whole = read("shares/" + second);
    write("shares/" + second, whole.substr(0, 900));
    expect_refused_by_name([&] { return split_first(2); }, second, "");
    std::string changed = whole;  // a digit in the public key of the first share
    const std::size_t at = changed.find("\"sharesData\": \"0x") + 17 + 192 + 20;
    changed[at] = changed[at] == '0' ? '1' : '0';
    write("shares/" + second, changed);
    expect_refused_by_name([&] { return split_first(2); }, second, "sharesData");
    write("shares/" + second, whole);
    write("shares/keyshares-2.json", whole);
    expect_refused_by_name([&] { return split_first(2); }, "keyshares-2.json", "owner nonce 8");
}

TEST_F(KeysharesAgain, of_other_keys_and_nonces_may_lie_beside) {
    ASSERT_EQ(split_first(1).code, ExitCode::done);
    const auto done = split_first(1, {"--validator-start-index", "1", "--owner-nonce", "8"});
    EXPECT_EQ(done.code, ExitCode::done) << done.err;
    EXPECT_EQ(contents().size(), 2U);
}

// Each owner counts its own nonces.
TEST_F(KeysharesAgain, of_another_owner_may_have_the_same_nonces) {
    ASSERT_EQ(split_first(1).code, ExitCode::done);
    const auto done = split_first(1, {"--validator-start-index", "1", "--owner-address",
                                      "0x0000000000000000000000000000000000000001"});
    EXPECT_EQ(done.code, ExitCode::done) << done.err;
    EXPECT_EQ(contents().size(), 2U);
}

TEST_F(KeysharesAgain, that_cannot_be_read_are_named_with_what_to_do) {
    write("shares/keyshares-of-a-friend.json", "{");
    expect_refused_by_name([&] { return split_first(1); }, "keyshares-of-a-friend.json",
                           "move it away or choose another --out");
}

TEST_F(KeysharesAgain, in_two_of_the_files_given_are_reported) {
    ASSERT_EQ(split_first(1).code, ExitCode::done);
    const std::string file = path("shares/" + names("shares").front());
    const std::string copy = write("copy.json", read("shares/" + names("shares").front()));
    EXPECT_EQ(run({"keyshares", "verify", file}).code, ExitCode::done);
    const auto both = run({"keyshares", "verify", file, copy});
    EXPECT_EQ(both.code, ExitCode::refused);
    EXPECT_THAT(both.out, AllOf(StartsWith("2 validators checked, 2 findings\n"),
                                HasSubstr("is in " + file + " too"),
                                HasSubstr("\nduplicate_key  Remove the repetition.")));
    EXPECT_THAT(run({"keyshares", "verify", file, file}).out,
                StartsWith("2 validators checked, 2 findings\n"));
}

TEST_F(KeysharesAgain, are_not_made_where_another_run_writes) {
    const auto other = adapters::OutputFolder::claim(path("shares"));
    ASSERT_TRUE(other);
    const auto outcome = split_first(1);
    EXPECT_EQ(outcome.code, ExitCode::retry);
    EXPECT_THAT(outcome.err, HasSubstr("[folder_in_use]"));
    EXPECT_THAT(names("shares"), IsEmpty());
}

// EIP-55: mixed case must be right, one case is always accepted.
TEST_F(KeysharesAgain, need_an_owner_whose_letters_are_in_the_right_case) {
    std::string lower = "0x27d64dd9172e4b59a444817d30f7af8228f174cc";
    std::string upper = "0x27D64DD9172E4B59A444817D30F7AF8228F174CC";
    std::string wrong = kAddress;
    wrong[4] = 'D';
    for (const std::string& owner : {lower, upper, kAddress}) {
        EXPECT_EQ(split_first(1, {"--owner-address", owner}).code, ExitCode::done) << owner;
        EXPECT_EQ(run({"keyshares", "verify", path("shares/keyshares-1795377675.json"),
                       "--owner-address", owner})
                      .code,
                  ExitCode::done)
            << owner;
    }
    for (const auto& refused :
         {split_first(1, {"--owner-address", wrong}),
          run({"keyshares", "verify", path("shares/keyshares-1795377675.json"), "--owner-address",
               wrong})})
        EXPECT_THAT(refused.err, AllOf(HasSubstr("[bad_address]"), HasSubstr(kAddress)));
    const std::string text = read("shares/keyshares-1795377675.json");
    std::string changed = text;
    changed.replace(changed.find(kAddress), kAddress.size(), wrong);
    EXPECT_THAT(run({"keyshares", "verify", write("wrong.json", changed)}).out,
                AllOf(HasSubstr("bad_address"), HasSubstr(kAddress)));
}

TEST_F(Keyshares, that_are_compared_with_nothing_are_said_to_be_so) {
    const auto one = test::cases_of("keyshares/4.json").at(0);
    const std::string file = write("theirs.json", test::str(one.at("text")));
    EXPECT_THAT(run({"keyshares", "verify", file}).out,
                HasSubstr("\nnot compared  operator keys, owner address, owner nonce\n"));
    EXPECT_THAT(
        run({"keyshares", "verify", file, "--owner-address", test::str(one.at("owner_address"))})
            .out,
        HasSubstr("\nnot compared  operator keys, owner nonce\n"));
}

// A number in a file is no usage.
TEST_F(Keyshares, are_refused_with_one_where_a_file_is_wrong_and_two_where_the_call_is) {
    const std::string file =
        write("theirs.json", test::str(test::cases_of("keyshares/4.json").at(0).at("text")));
    const auto with = [&](const std::string& option, const std::string& value) {
        return run({"keyshares", "verify", file, option, value}).code;
    };
    EXPECT_EQ(
        with("--operators-file", write("ids.json", R"([{"id": "one", "public_key": "key"}])")),
        ExitCode::refused);
    EXPECT_EQ(with("--operator-ids", "1,two"), ExitCode::usage);
    EXPECT_EQ(with("--operator-ids", "0"), ExitCode::refused);
    EXPECT_EQ(with("--owner-nonce", "99999999999999999999"), ExitCode::refused);
    EXPECT_EQ(with("--owner-nonce", "7th"), ExitCode::usage);
}

// Source: tests/vectors/keyshares, written by ssv-keys 1.1.0.
TEST_F(Keyshares, of_ssv_keys_are_verified) {
    for (const char* name : {"4", "7", "10", "13"}) {
        const auto file = test::cases_of(std::string{"keyshares/"} + name + ".json").at(0);
        const std::string nonce =
            std::to_string(file.at("validators").as_array().at(0).at("owner_nonce").as_int64());
        const auto done =
            run({"keyshares", "verify", write("theirs.json", test::str(file.at("text"))),
                 "--owner-address", test::str(file.at("owner_address")), "--owner-nonce", nonce});
        if (nonce == "65535") {  // theirs to write, but nodes would count on from 0
            EXPECT_THAT(done.out, AllOf(HasSubstr(", 1 finding\n"), HasSubstr("bad_owner_nonce")));
        } else {
            EXPECT_EQ(done.code, ExitCode::done) << name << done.out << done.err;
        }
    }
}

// Proofs of the right form that no operator signed.
TEST_F(Keyshares, are_compared_with_the_proofs_of_a_ceremony) {
    const std::string text = test::str(test::cases_of("keyshares/4.json").at(0).at("text"));
    const ssv::KeysharesItem item = ssv::read_keyshares(text)->items.at(0);
    const auto parts = ssv::decode_shares_data(item.shares_data, 4).value();
    boost::json::array proofs;
    for (std::size_t i = 0; i < 4; ++i) {
        const boost::json::object proof{{"validator", to_hex(item.payload_key)},
                                        {"encrypted_share", to_hex(parts.ciphertexts[i].view())},
                                        {"share_pub", to_hex(parts.share_keys[i].view())},
                                        {"owner", item.owner_text.substr(2)}};
        proofs.push_back({{"proof", proof}, {"signature", std::string(512, '1')}});
    }
    const std::string file = write("theirs.json", text);
    const auto verify = [&](const std::string& content) {
        return run({"keyshares", "verify", file, "--proofs-file", write("proofs.json", content)});
    };
    const auto unsigned_ones = verify(boost::json::serialize(proofs));
    EXPECT_EQ(unsigned_ones.code, ExitCode::refused);
    EXPECT_THAT(unsigned_ones.out, AllOf(HasSubstr("proof_mismatch"), HasSubstr("not signed by")));
    EXPECT_THAT(verify("[]").err, AllOf(HasSubstr("proofs.json"), HasSubstr("[bad_proof]")));
}

TEST_F(Keyshares, with_anything_wrong_are_reported_with_every_finding) {
    const std::string text = test::str(test::cases_of("keyshares/4.json").at(0).at("text"));
    const auto verify = [&](const std::string& content, std::vector<std::string> more) {
        more.insert(more.begin(), {"keyshares", "verify", write("theirs.json", content)});
        return run(more);
    };
    const auto other =
        verify(text, {"--owner-address", "0x0000000000000000000000000000000000000001"});
    EXPECT_EQ(other.code, ExitCode::refused);
    EXPECT_THAT(other.out, AllOf(HasSubstr("owner_mismatch"), HasSubstr("caveat")));
    EXPECT_THAT(verify(text, {"--owner-nonce", "1000"}).out, HasSubstr("owner_nonce_mismatch"));
    EXPECT_THAT(verify(text, {"--operators-file", operators_file(13)}).out,
                HasSubstr("operator_key_mismatch"));

    std::string changed = text;  // a digit in the public key of the first share
    const std::size_t at = changed.find("\"sharesData\": \"0x") + 17 + 192 + 20;
    changed[at] = changed[at] == '0' ? '1' : '0';
    EXPECT_EQ(verify(changed, {}).code, ExitCode::refused);

    EXPECT_THAT(verify("{", {}).err, HasSubstr("[bad_json]"));
    EXPECT_THAT(run({"keyshares", "verify"}).err, HasSubstr("[bad_usage]"));
    EXPECT_THAT(run({"keyshares", "verify", path("none")}).err, HasSubstr("[file_missing]"));
}

}  // namespace
}  // namespace stafi::app
