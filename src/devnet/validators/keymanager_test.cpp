#include "devnet/validators/keymanager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "beacon/chain/forward.hpp"
#include "bls_values.hpp"
#include "crypto/address.hpp"
#include "crypto/json_fields.hpp"
#include "crypto/keystore/keystore.hpp"
#include "devnet/validators/interchange.hpp"
#include "eth/domains.hpp"
#include "eth/ssz/json.hpp"

namespace stafi::devnet {
namespace {

using testing::HasSubstr;

constexpr std::string_view kToken = "api-token-0x5ec3e7";
const Address kPool = parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc").value();

/// A client on a chain whose only validator's key a test may import.
struct KeymanagerTest : testing::Test {
    Entropy entropy = test::seeded(4);
    BlsSecretKey secret = test::random_key(entropy);
    PubkeyBytes key = secret.public_key().bytes();
    std::string name = to_hex0x(key.view());
    beacon::Chain chain = begin();
    ValidatorClient client{kPool};
    Keymanager keymanager{client, chain, SecretBuffer{kToken}};

    beacon::Chain begin() const {
        const std::array genesis{beacon::GenesisValidator{
            .pubkey = key, .withdrawal_credentials = {}, .balance = Gwei{32'000'000'000}}};
        return beacon::Chain{beacon::genesis_state({.rules = beacon::devnet_parameters(),
                                                    .time = UnixSeconds{1'700'000'000},
                                                    .execution_block_hash = {},
                                                    .validators = genesis})
                                 .value()};
    }
    Answer ask(std::string method, std::string target, std::string body = "") {
        return keymanager.respond({.method = std::move(method),
                                   .target = std::move(target),
                                   .authorization = "Bearer " + std::string{kToken},
                                   .body = std::move(body)});
    }
    std::string keystore(std::string_view password) {
        const SecretBuffer secret_password{password};
        return to_json(encrypt_validator_key(secret, secret_password, "m/12381/3600/7/0/0",
                                             ScryptCost{.n = 2, .r = 1, .p = 1}, entropy)
                           .value());
    }
    static std::string import_body(const std::string& keystore, const std::string& password,
                                   const std::string& history = "") {
        const std::string slashing =
            history.empty() ? "" : R"(,"slashing_protection":)" + json_quoted(history);
        return R"({"keystores":[)" + json_quoted(keystore) + R"(],"passwords":[)" +
               json_quoted(password) + "]" + slashing + "}";
    }
    std::string path(std::string_view subject) const {
        return "/eth/v1/validator/" + name + "/" + std::string{subject};
    }
};

TEST_F(KeymanagerTest, opens_to_its_token_only) {
    for (const char* wrong : {"", "Bearer ", "Bearer api-token", "api-token-0x5ec3e7"}) {
        const Answer answer = keymanager.respond(
            {.method = "GET", .target = "/eth/v1/keystores", .authorization = wrong});
        EXPECT_EQ(answer.status, 401U) << wrong;
    }
    EXPECT_EQ(ask("GET", "/eth/v1/keystores"), (Answer{.status = 200, .json = R"({"data":[]})"}));
}

TEST_F(KeymanagerTest, imports_lists_and_deletes_keys) {
    const std::string file = keystore("correct horse");
    const Answer wrong = ask("POST", "/eth/v1/keystores", import_body(file, "battery"));
    EXPECT_THAT(wrong.json, HasSubstr(R"("status":"error")"));
    EXPECT_FALSE(client.has(key));
    const std::string right = import_body(file, "correct horse");
    EXPECT_EQ(ask("POST", "/eth/v1/keystores", right).json,
              R"({"data":[{"status":"imported","message":""}]})");
    EXPECT_EQ(ask("POST", "/eth/v1/keystores", right).json,
              R"({"data":[{"status":"duplicate","message":""}]})");
    EXPECT_EQ(ask("GET", "/eth/v1/keystores").json,
              R"({"data":[{"validating_pubkey":")" + name +
                  R"(","derivation_path":"m/12381/3600/7/0/0","readonly":false}]})");
    const std::string named = R"({"pubkeys":[")" + name + R"("]})";
    EXPECT_THAT(ask("DELETE", "/eth/v1/keystores", named).json, HasSubstr(R"("status":"deleted")"));
    EXPECT_FALSE(client.has(key));
    EXPECT_THAT(ask("DELETE", "/eth/v1/keystores", named).json,
                HasSubstr(R"("status":"not_found")"));
}

TEST_F(KeymanagerTest, takes_along_what_a_key_has_signed) {
    const std::string file = keystore("correct horse");
    ask("POST", "/eth/v1/keystores", import_body(file, "correct horse"));
    eth::AttestationData data;
    data.source.epoch = Epoch{3};
    data.target.epoch = Epoch{4};
    ASSERT_TRUE(client.sign_vote(key, data, Bytes32{}));
    const Answer gone = ask("DELETE", "/eth/v1/keystores", R"({"pubkeys":[")" + name + R"("]})");
    const auto document = JsonDocument::parse(gone.json).value();
    const std::string history{document.fields().text("slashing_protection").value()};
    EXPECT_FALSE(client.sign_vote(key, data, Bytes32{}));  // the key is gone

    ValidatorClient other{kPool};
    Keymanager its{other, chain, SecretBuffer{kToken}};
    const Answer came = its.respond({.method = "POST",
                                     .target = "/eth/v1/keystores",
                                     .authorization = "Bearer " + std::string{kToken},
                                     .body = import_body(file, "correct horse", history)});
    EXPECT_THAT(came.json, HasSubstr("imported"));
    Bytes32 another;
    another.bytes[0] = std::byte{1};
    EXPECT_FALSE(other.sign_vote(key, data, another));
    EXPECT_TRUE(other.sign_vote(key, data, Bytes32{}));
    data.target.epoch = Epoch{5};
    EXPECT_TRUE(other.sign_vote(key, data, another));
}

TEST_F(KeymanagerTest, refuses_a_history_of_another_chain_before_any_key) {
    const std::string foreign = to_interchange(client.record(), {}, Bytes32{});
    const Answer answer = ask("POST", "/eth/v1/keystores",
                              import_body(keystore("correct horse"), "correct horse", foreign));
    EXPECT_EQ(answer.status, 400U);
    EXPECT_THAT(answer.json, HasSubstr("another beacon chain"));
    EXPECT_FALSE(client.has(key));
}

TEST_F(KeymanagerTest, sets_fee_recipients) {
    client.add(secret.copy(), "");
    const std::string common = to_checksum_text(kPool);
    EXPECT_THAT(ask("GET", path("feerecipient")).json, HasSubstr(common));
    const std::string own = "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494";
    EXPECT_EQ(ask("POST", path("feerecipient"), R"({"ethaddress":")" + own + R"("})").status, 202U);
    EXPECT_THAT(ask("GET", path("feerecipient")).json, HasSubstr(own));
    EXPECT_EQ(ask("DELETE", path("feerecipient")).status, 204U);
    EXPECT_THAT(ask("GET", path("feerecipient")).json, HasSubstr(common));
    const std::string zero = R"({"ethaddress":"0x)" + std::string(40, '0') + R"("})";
    EXPECT_EQ(ask("POST", path("feerecipient"), zero).status, 400U);
}

TEST_F(KeymanagerTest, signs_exits_that_the_chain_would_take) {
    client.add(secret.copy(), "");
    const Answer answer = ask("POST", path("voluntary_exit?epoch=9"));
    ASSERT_EQ(answer.status, 200U) << answer.json;
    constexpr std::string_view head = R"({"data":)";
    const auto exit = ssz::from_json<eth::SignedVoluntaryExit>(
        std::string_view{answer.json}.substr(head.size(), answer.json.size() - head.size() - 1));
    ASSERT_TRUE(exit) << exit.error().what;
    EXPECT_EQ(exit->message.epoch, Epoch{9});
    const auto domain = eth::signing_domain(eth::DomainType::voluntary_exit, chain.rules().forks,
                                            Epoch{9}, chain.genesis_validators_root());
    const Bytes32 root = eth::compute_signing_root(ssz::hash_tree_root(exit->message), domain);
    EXPECT_TRUE(
        verify(secret.public_key(), root.view(), BlsSignature::parse(exit->signature).value()));
}

TEST_F(KeymanagerTest, does_not_know_other_keys_paths_and_methods) {
    EXPECT_EQ(ask("GET", path("feerecipient")).status, 404U);
    EXPECT_EQ(ask("GET", "/eth/v1/validator/0x12/feerecipient").status, 400U);
    EXPECT_EQ(ask("GET", "/eth/v1/remotekeys").status, 404U);
    EXPECT_EQ(ask("PUT", "/eth/v1/keystores").status, 405U);
    EXPECT_EQ(ask("GET", "keystores").status, 400U);
}

TEST_F(KeymanagerTest, says_what_is_wrong_with_a_body) {
    const auto refused = [&](std::string body) {
        const Answer answer = ask("POST", "/eth/v1/keystores", std::move(body));
        EXPECT_EQ(answer.status, 400U);
        return answer.json;
    };
    EXPECT_THAT(refused("{"), HasSubstr("json"));
    EXPECT_EQ(refused("{}"), R"({"message":"keystores: missing"})");
    EXPECT_EQ(refused(R"({"keystores":[""],"passwords":[]})"),
              R"({"message":"passwords: 0 for 1 keystores"})");
    EXPECT_THAT(ask("POST", "/eth/v1/keystores", import_body("{}", "x")).json,
                HasSubstr(R"("status":"error")"));
}

}  // namespace
}  // namespace stafi::devnet
