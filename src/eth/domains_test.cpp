#include "eth/domains.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "eth/ssz/json.hpp"
#include "vector_file.hpp"

namespace stafi::eth {
namespace {

using test::str;

ForkVersion version(const boost::json::value& hex) { return *parse_fixed<ForkVersion>(str(hex)); }

/// One fork per thousand epochs, version n of fork n.
ForkSchedule some_schedule() {
    ForkSchedule forks;
    for (std::size_t i = 0; i < kForkNames.size(); ++i) {
        forks.activations[i].version.bytes.fill(std::byte(i));
        forks.activations[i].epoch = {1000 * i};
    }
    return forks;
}

struct DomainsTest : testing::Test {
    ForkSchedule forks = some_schedule();
    Bytes32 root = *parse_fixed<Bytes32>(std::string(64, '7'));

    /// The fork whose version the domain of `type` at `epoch` is made of.
    ForkName fork_of(DomainType type, Epoch epoch) {
        const Domain domain = signing_domain(type, forks, epoch, root);
        for (std::size_t i = 0; i < kForkNames.size(); ++i)
            if (domain == compute_domain(type, forks.activations[i].version, root))
                return static_cast<ForkName>(i);
        throw std::runtime_error{"no fork has this domain"};
    }
};

// Expected values: eth2-key-manager's fork versions, hashed independently (see the file's source).
TEST(Domains, deposits_depend_on_the_genesis_fork_version_alone) {
    const auto file = test::shared_vector_file("04-deposit-domains-and-roots.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    for (const auto& [name, network] : file->at("domains").as_object()) {
        const ForkVersion genesis = version(network.at("genesis_fork_version"));
        EXPECT_EQ(to_hex(deposit_domain(genesis).view()), str(network.at("deposit_domain")));
        EXPECT_EQ(to_hex(compute_fork_data_root(genesis, Bytes32{}).view()),
                  str(network.at("fork_data_root_zero_gvr")));
    }
}

/// The row of deposit/networks.json, as far as it says how exits and changes are signed.
struct SigningRules {
    ForkSchedule forks;
    Bytes32 genesis_validators_root;
};
SigningRules rules_of(const std::string& network) {
    const auto networks = test::vector_file("deposit/networks.json");
    for (const auto& row : networks.at("cases").as_array()) {
        if (str(row.at("network")) != network) continue;
        SigningRules rules;
        rules.forks.activations[0].version = version(row.at("genesis_fork_version"));
        rules.forks.activations[3].version = version(row.at("exit_fork_version"));
        rules.genesis_validators_root =
            *parse_fixed<Bytes32>(str(row.at("genesis_validators_root")));
        return rules;
    }
    throw std::runtime_error{"unknown network " + network};
}

// Expected values: files of ethstaker-deposit, ready to be sent.
TEST(Domains, sign_exits_as_the_deposit_cli) {
    const auto file = test::vector_file("deposit/exits.json");
    for (const auto& row : file.at("cases").as_array()) {
        const auto exit = ssz::from_json<SignedVoluntaryExit>(str(row.at("text")));
        ASSERT_TRUE(exit) << exit.error().what;
        const SigningRules rules = rules_of(str(row.at("network")));
        const Bytes32 message_root = ssz::hash_tree_root(exit->message);
        EXPECT_EQ(to_hex(message_root.view()), str(row.at("message_root")));
        // An exit says from which epoch on it holds; its domain is Capella's for any.
        const Domain domain = signing_domain(DomainType::voluntary_exit, rules.forks,
                                             exit->message.epoch, rules.genesis_validators_root);
        EXPECT_EQ(to_hex(domain.view()), str(row.at("domain")));
        const Bytes32 root = compute_signing_root(message_root, domain);
        EXPECT_EQ(to_hex(root.view()), str(row.at("signing_root")));
        const BlsSecretKey key = test::secret_key(str(row.at("sk")));
        EXPECT_EQ(key.sign(root.view()).bytes(), exit->signature);
        EXPECT_EQ(boost::json::parse(ssz::to_json(*exit)), boost::json::parse(str(row.at("text"))));
    }
}

TEST(Domains, sign_changes_of_credentials_as_the_deposit_cli) {
    const auto file = test::vector_file("deposit/credential_changes.json");
    for (const auto& row : file.at("cases").as_array()) {
        const auto change =
            ssz::from_json<SignedBLSToExecutionChange>(serialize(row.at("signed_change")));
        ASSERT_TRUE(change) << change.error().what;
        const SigningRules rules = rules_of(str(row.at("network")));
        const Domain domain = signing_domain(DomainType::bls_to_execution_change, rules.forks,
                                             Epoch{}, rules.genesis_validators_root);
        const Bytes32 root = compute_signing_root(ssz::hash_tree_root(change->message), domain);
        const BlsSecretKey key = test::secret_key(str(row.at("withdrawal_sk")));
        EXPECT_EQ(key.public_key().bytes(), change->message.from_bls_pubkey);
        EXPECT_EQ(key.sign(root.view()).bytes(), change->signature);
    }
}

// Expected values: ethstaker-deposit.
TEST(Domains, of_deposits_exits_and_credential_changes_equal_those_of_the_deposit_cli) {
    const auto networks = test::vector_file("deposit/networks.json");
    for (const auto& item : networks.at("cases").as_array()) {
        const auto& row = item.as_object();
        ForkSchedule forks;
        forks.activations[0].version = version(row.at("genesis_fork_version"));
        forks.activations[3].version = version(row.at("exit_fork_version"));
        EXPECT_EQ(to_hex(deposit_domain(forks[ForkName::phase0].version).view()),
                  str(row.at("deposit_domain")));
        if (!row.contains("genesis_validators_root")) continue;
        const auto root = *parse_fixed<Bytes32>(str(row.at("genesis_validators_root")));
        const auto at_deneb = [&](DomainType type) {
            return to_hex(signing_domain(type, forks, Epoch{1'000'000}, root).view());
        };
        EXPECT_EQ(at_deneb(DomainType::deposit), str(row.at("deposit_domain")));
        EXPECT_EQ(at_deneb(DomainType::voluntary_exit), str(row.at("exit_domain")));
        EXPECT_EQ(at_deneb(DomainType::bls_to_execution_change),
                  str(row.at("credentials_change_domain")));
    }
}

TEST_F(DomainsTest, follow_the_fork_of_their_epoch) {
    for (const DomainType type :
         {DomainType::beacon_proposer, DomainType::beacon_attester, DomainType::randao,
          DomainType::selection_proof, DomainType::aggregate_and_proof, DomainType::sync_committee,
          DomainType::sync_committee_selection_proof, DomainType::contribution_and_proof}) {
        EXPECT_EQ(fork_of(type, Epoch{0}), ForkName::phase0);
        EXPECT_EQ(fork_of(type, Epoch{999}), ForkName::phase0);
        EXPECT_EQ(fork_of(type, Epoch{1000}), ForkName::altair);
        EXPECT_EQ(fork_of(type, Epoch{4999}), ForkName::deneb);
        EXPECT_EQ(fork_of(type, Epoch{6000}), ForkName::fulu);
        EXPECT_EQ(fork_of(type, kFarFutureEpoch), ForkName::fulu);
    }
}

TEST_F(DomainsTest, of_exits_stay_those_of_capella) {
    for (const std::uint64_t epoch : {0U, 2999U, 3000U, 4000U, 6000U, 1'000'000U})
        EXPECT_EQ(fork_of(DomainType::voluntary_exit, Epoch{epoch}), ForkName::capella);
}

TEST_F(DomainsTest, of_builder_registrations_name_no_chain) {
    const Domain domain = signing_domain(DomainType::application_builder, forks, Epoch{6000}, root);
    EXPECT_EQ(domain, compute_domain(DomainType::application_builder,
                                     forks[ForkName::phase0].version, Bytes32{}));
    EXPECT_EQ(to_hex(domain.view().first<4>()), "00000001");
}

TEST_F(DomainsTest, skip_forks_that_are_not_scheduled) {
    forks.activations[6].epoch = kFarFutureEpoch;
    EXPECT_EQ(fork_of(DomainType::randao, Epoch{1'000'000}), ForkName::electra);
    EXPECT_EQ(fork_of(DomainType::randao, kFarFutureEpoch), ForkName::electra);
}

}  // namespace
}  // namespace stafi::eth
