#include "eth/network.hpp"

#include <algorithm>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "source_dir.hpp"
#include "vector_file.hpp"

namespace stafi::eth {
namespace {

using test::str;
using testing::HasSubstr;

const std::array<const Network*, 3> kBuiltIn{&mainnet(), &hoodi(), &devnet()};

/// The example of docs/formats/network.md.
std::string documented_file() {
    std::ifstream page{test::source_dir() / "docs/formats/network.md"};
    const std::string text{std::istreambuf_iterator<char>{page}, {}};
    const std::size_t start = text.find("```json\n") + 8;
    return text.substr(start, text.find("```", start) - start);
}

SsvContracts ssv_of(const Network& network) { return network.ssv.value_or(SsvContracts{}); }

/// The documented file with the first occurrence of `old` replaced.
std::string with(const std::string& old, const std::string& changed) {
    std::string text = documented_file();
    const std::size_t place = text.find(old);
    EXPECT_NE(place, std::string::npos) << old;
    return text.replace(place, old.size(), changed);
}

std::string refusal(const std::string& file) {
    const auto network = parse_network(file);
    if (network) return "accepted";
    EXPECT_EQ(network.error().reason, Reason::bad_network);
    return network.error().what;
}

// Expected values: ethstaker-deposit's own settings.
TEST(Network, agrees_with_the_deposit_cli) {
    const auto file = test::vector_file("deposit/networks.json");
    std::size_t compared = 0;
    for (const auto& row : file.at("cases").as_array()) {
        const auto network = find_network(str(row.at("network")));
        if (!network) continue;
        EXPECT_EQ(to_hex(network->genesis_fork_version().view()),
                  str(row.at("genesis_fork_version")));
        EXPECT_EQ(to_hex(network->forks[ForkName::capella].version.view()),
                  str(row.at("exit_fork_version")));
        EXPECT_EQ(to_hex(network->genesis_validators_root.value_or(Bytes32{}).view()),
                  str(row.at("genesis_validators_root")));
        ++compared;
    }
    EXPECT_EQ(compared, 2U);  // mainnet and hoodi
}

// Fulu came with Osaka; the times are those of the execution clients' configurations.
TEST(Network, reaches_fulu_when_the_execution_layer_reaches_osaka) {
    const auto fulu_time = [](const Network& network) {
        return network.genesis_time->value + network.forks[ForkName::fulu].epoch.value *
                                                 network.slots_per_epoch.value *
                                                 network.seconds_per_slot;
    };
    EXPECT_EQ(fulu_time(mainnet()), 1'764'798'551U);
    EXPECT_EQ(fulu_time(hoodi()), 1'761'677'592U);
}

TEST(Network, spells_contract_addresses_as_published) {
    EXPECT_EQ(to_checksum_text(mainnet().deposit_contract),
              "0x00000000219ab540356cBB839Cbe05303d7705Fa");
    EXPECT_EQ(to_checksum_text(ssv_of(mainnet()).network),
              "0xDD9BC35aE942eF0cFa76930954a156B3fF30a4E1");
    EXPECT_EQ(to_checksum_text(ssv_of(mainnet()).views),
              "0xafE830B6Ee262ba11cce5F32fDCd760FFE6a66e4");
    EXPECT_EQ(to_checksum_text(ssv_of(hoodi()).network),
              "0x58410Bef803ECd7E63B23664C586A6DB72DAf59c");
    EXPECT_EQ(to_checksum_text(ssv_of(hoodi()).views),
              "0x5AdDb3f1529C5ec70D77400499eE4bbF328368fe");
}

TEST(Network, never_shares_a_fork_version_with_another) {
    std::vector<ForkVersion> versions;
    for (const Network* network : kBuiltIn)
        for (const ForkActivation& fork : network->forks.activations)
            versions.push_back(fork.version);
    std::ranges::sort(versions);
    EXPECT_EQ(std::ranges::adjacent_find(versions), versions.end());
}

TEST(Network, is_found_by_its_name) {
    for (const Network* network : kBuiltIn)
        EXPECT_EQ(*find_network(network->name), *network);
    EXPECT_EQ(find_network("holesky").error().reason, Reason::bad_network);
    EXPECT_EQ(find_network("").error().reason, Reason::bad_network);
}

TEST(NetworkFile, reads_what_it_wrote) {
    for (const Network* network : kBuiltIn) {
        Network other = *network;
        other.name = "other";
        other.forks.activations[0].version = *parse_fixed<ForkVersion>("10424242");
        const auto read = parse_network(to_network_file(other));
        ASSERT_TRUE(read) << read.error().what;
        EXPECT_EQ(*read, other);
    }
    EXPECT_EQ(*parse_network(to_network_file(devnet())), devnet());
}

TEST(NetworkFile, cannot_call_itself_mainnet_or_hoodi) {
    for (const std::string name : {"mainnet", "hoodi"}) {
        EXPECT_THAT(refusal(with("\"example\"", "\"" + name + "\"")),
                    HasSubstr("name: " + name + " is built in"));
        EXPECT_THAT(refusal(to_network_file(*find_network(name))), HasSubstr("is built in"));
    }
    EXPECT_TRUE(parse_network(with("\"example\"", "\"mainnet-shadow-fork-1\"")));
}

// Only the version tells a deposit for one chain from a deposit for another.
TEST(NetworkFile, cannot_make_deposits_that_are_valid_on_mainnet_or_hoodi) {
    EXPECT_THAT(refusal(with("0x10424242", "0x00000000")),
                HasSubstr("forks.phase0.version: 0x00000000 is mainnet's: deposits signed here"));
    EXPECT_THAT(refusal(with("0x10424242", "0x10000910")),
                HasSubstr("forks.phase0.version: 0x10000910 is hoodi's"));
}

TEST(NetworkFile, reads_the_documented_example) {
    const auto network = parse_network(documented_file());
    ASSERT_TRUE(network) << network.error().what;
    EXPECT_EQ(network->name, "example");
    EXPECT_EQ(network->chain_id, ChainId{424242});
    EXPECT_EQ(network->forks[ForkName::electra].epoch, Epoch{10});
    EXPECT_EQ(network->forks[ForkName::fulu].epoch, kFarFutureEpoch);
    EXPECT_EQ(network->forks.at(kFarFutureEpoch), network->forks[ForkName::electra]);
    EXPECT_EQ(ssv_of(*network).first_block, BlockNumber{1065});
    EXPECT_EQ(*parse_network(to_network_file(*network)), *network);
}

TEST(NetworkFile, may_leave_out_what_a_chain_before_genesis_cannot_know) {
    Network early = hoodi();
    early.name = "early";
    early.forks.activations[0].version = *parse_fixed<ForkVersion>("10424242");
    early.genesis_validators_root.reset();
    early.genesis_time.reset();
    early.ssv.reset();
    EXPECT_EQ(*parse_network(to_network_file(early)), early);
}

TEST(NetworkFile, reports_every_problem_at_once) {
    const std::string what = refusal(R"({
        "name": "Bad Name", "chain_id": 0, "seconds_per_slot": "12", "slots_per_epoch": 1025,
        "forks": {"phase0": {"version": "0x00", "epoch": 1}, "altair": 5, "gloas": {}},
        "deposit_contract": "0x00000000219AB540356cBB839Cbe05303d7705Fa", "col\u001bour": "red"})");
    for (const char* problem :
         {"name: 1 to 64", "chain_id: a number", "seconds_per_slot: a number",
          "slots_per_epoch: a number from 1 to 1024", "forks.phase0.version: hex",
          "forks.phase0.epoch: the first fork", "forks.altair: an object",
          "forks.bellatrix: missing", "forks.gloas: unknown key",
          "deposit_contract: ", "deposit_contract_block: missing", "col?our: unknown key"})
        EXPECT_THAT(what, HasSubstr(problem));
    EXPECT_THAT(what, testing::Not(HasSubstr("forks.bellatrix.version")));  // said once is enough
    for (const char* forks :
         {R"({"phase0": {"version": "0x00"}})", R"({"phase0": {}})", "{}", "7"}) {
        const std::string twice = refusal(std::string{R"({"forks": )"} + forks + '}');
        EXPECT_THAT(twice, testing::Not(HasSubstr("is mainnet's"))) << forks;
    }
}

TEST(NetworkFile, refuses_one_wrong_thing) {
    const std::vector<std::tuple<std::string, std::string, std::string>> changes{
        {"\"epoch\": 10", "\"epoch\": 18446744073709551616", "forks.electra.epoch: a number"},
        {"\"epoch\": 10", "\"epoch\": 18446744073709551615", "forks.electra.epoch: a number"},
        {"\"epoch\": 10", "\"epoch\": 1099511627777",
         "forks.electra.epoch: a number from 0 to 1099511627776"},
        {"\"chain_id\": 424242", "\"chain_id\": 9223372036854775772",
         "chain_id: a number from 1 to 9223372036854775771"},  // EIP-2294
        {"1766000000", "10000000000", "genesis_time: a number from 0 to 9999999999"},
        {"1065", "1099511627777", "ssv.first_block: a number from 0 to 1099511627776"},
        {"_block\": 0", "_block\": 1099511627777", "deposit_contract_block: a number from 0 to"},
        {": 32000000000,", ": 999999999,",
         "max_effective_balance_gwei: a number from 1000000000 to 1000000000000000"},
        {": 32000000000,", ": 1000000000000001,", "max_effective_balance_gwei: a number"},
        {": 2048000000000", ": 18446744073709551615",
         "max_effective_balance_compounding_gwei: a number"},
        {": 2048000000000", ": 31999999999", "less than max_effective_balance_gwei"},
        {"\"epoch\": 10", "\"epoch\": -1", "forks.electra.epoch: a number"},
        {"\"epoch\": 10", "\"epoch\": 1.5", "forks.electra.epoch: a number"},
        {"\"0x40424242\", \"epoch\": 0", "\"0x40424242\", \"epoch\": 1",
         "forks.deneb.epoch: before"},
        {"0x10424242", "10424242", "forks.phase0.version: hex: 0x is missing"},
        {"0x10424242", "0x1042424", "forks.phase0.version: hex: 8 digits expected"},
        {"\"first_block\": 1065", "\"first_block\": null", "ssv.first_block: a number"},
        {"\"views\"", "\"view\"", "ssv.views: missing; ssv.view: unknown key"},
        {"0x83431e", "0x8343", "genesis_validators_root: hex"},
        {"424242,", "\"424242\",", "chain_id: a number"},
        {"\"example\"", "\"\"", "name: 1 to 64"},
        {"\"example\"", "7", "name: a text is expected"},
    };
    for (const auto& [old, changed, problem] : changes)
        EXPECT_THAT(refusal(with(old, changed)), HasSubstr(problem));
}

TEST(NetworkFile, refuses_what_is_no_json_object) {
    for (const std::string text : {"[]", "7", "null"})
        EXPECT_THAT(refusal(text), HasSubstr("a JSON object is expected")) << text;
    for (const std::string text : {"", "{", "{} {}", "{\"name\": \"a\", \"name\": \"a\"}"})
        EXPECT_EQ(parse_network(text).error().reason, Reason::bad_json) << text;
    EXPECT_THAT(refusal(std::string(kNetworkFileBytesMax + 1, ' ')), HasSubstr("at most"));
    EXPECT_EQ(parse_network(std::string(10'000, '[')).error().reason, Reason::bad_json);
}

TEST(NetworkFile, refuses_every_truncation) {
    const std::string whole = documented_file();
    const std::size_t end = whole.rfind('}');
    for (std::size_t size = 0; size <= end; ++size)
        EXPECT_FALSE(parse_network(std::string_view{whole}.substr(0, size))) << size;
}

}  // namespace
}  // namespace stafi::eth
