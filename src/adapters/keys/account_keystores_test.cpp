#include "adapters/keys/account_keystores.hpp"

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

#include "account_folder.hpp"
#include "known_account.hpp"
#include "run_task.hpp"
#include "vector_file.hpp"

namespace stafi::adapters {
namespace {

using test::str;
using testing::HasSubstr;

struct AccountKeystoresTest : testing::Test {
    test::AccountFolder folder;
    std::vector<AccountKeystore> files;

    Error refusal() {
        const auto opened = folder.open(files);
        if (opened) throw std::runtime_error{"opened"};
        return opened.error();
    }
};

// tests/vectors/web3_keystore and transactions: written by eth-account.
TEST_F(AccountKeystoresTest, opens_what_wallets_write_and_signs_as_they_do) {
    const auto transactions = test::vector_file("transactions/signed.json");
    const auto& example = transactions.at("cases").as_array().at(0);
    const auto scalar = parse_fixed<Bytes32>(str(example.at("privkey"))).value();
    files.push_back(
        folder.keystore("example", EthSecretKey::parse(scalar.view(), folder.entropy).value()));
    const auto made = test::vector_file("web3_keystore/made.json");
    const auto& other = made.at("cases").as_array().at(0);
    files.push_back(
        folder.file("made", serialize(other.at("keystore")), str(other.at("password"))));
    AccountKeystores keys = folder.open(files).value();
    const auto raw = parse_hex(str(example.at("raw"))).value();
    const auto expected = eth::decode_transaction(raw).value();
    boost::asio::io_context loop;
    const auto sign = [&]() -> Task<> {
        EXPECT_EQ((co_await keys.accounts()).value().size(), 2U);
        const auto account = parse_fixed<Address>(str(example.at("from"))).value();
        const auto signed_one = co_await keys.sign(account, expected.content);
        EXPECT_EQ(to_hex(encode_transaction(signed_one.value())), str(example.at("raw")));
        const auto second = parse_fixed<Address>(str(other.at("address"))).value();
        EXPECT_EQ((co_await keys.sign(second, expected.content)).value().sender, second);
    };
    EXPECT_TRUE(test::run_task(loop, sign(), [&] { loop.run(); }));
}

TEST_F(AccountKeystoresTest, names_the_file_that_it_cannot_open) {
    files.push_back(folder.keystore("good", test::known_key()));
    files.push_back(folder.keystore("locked", test::known_key()));
    files.back().password = SecretBuffer{std::string_view{"no such password"}};
    const Error locked = refusal();
    EXPECT_EQ(locked.reason, Reason::wrong_password);
    EXPECT_THAT(locked.what, HasSubstr("/locked: "));
    EXPECT_THAT(locked.what, testing::Not(HasSubstr("no such password")));
    files.back() = folder.file("cut", R"({"version":3)");
    EXPECT_EQ(refusal().reason, Reason::bad_json);
    EXPECT_THAT(refusal().what, HasSubstr("/cut: "));
    files.back().file = folder.path / "nowhere";
    EXPECT_EQ(refusal().reason, Reason::file_missing);
}

TEST_F(AccountKeystoresTest, refuses_an_account_that_comes_twice) {
    files.push_back(folder.keystore("first", test::known_key()));
    files.push_back(folder.keystore("second", test::known_key()));
    EXPECT_EQ(refusal().reason, Reason::duplicate_key);
    EXPECT_THAT(refusal().what, HasSubstr("/second: account 0xf39Fd6e51aad88F6F4ce6aB882727"));
}

}  // namespace
}  // namespace stafi::adapters
