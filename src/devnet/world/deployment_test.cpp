#include "devnet/world/deployment.hpp"

#include <gtest/gtest.h>

#include "crypto/address.hpp"

namespace stafi::devnet {
namespace {

/// As `make contracts` writes it, with addresses that count up.
std::string addresses(std::string_view more = R"("fundedAccounts":128)") {
    std::string text =
        R"({"mnemonic":"test test test test test test test test test test test junk",)"
        R"("ssvRelease":"v2","chainId":31337,)";
    int last = 16;
    for (const std::string_view name : {"depositContract",
                                        "withdrawalRequests",
                                        "consolidationRequests",
                                        "ssvNetwork",
                                        "ssvNetworkViews",
                                        "ssvToken",
                                        "stafiStorage",
                                        "stafiUpgrade",
                                        "stafiEther",
                                        "rETHToken",
                                        "stafiUserDeposit",
                                        "stafiNodeManager",
                                        "stafiNetworkSettings",
                                        "stafiStakingPoolSettings",
                                        "stafiNetworkBalances",
                                        "stafiSuperNode",
                                        "stafiLightNode",
                                        "stafiWithdraw",
                                        "stafiDistributor",
                                        "stafiFeePool",
                                        "stafiSuperNodeFeePool",
                                        "stafiStakingPoolManager",
                                        "stafiNodeDeposit"})
        text += '"' + std::string{name} + R"(":"0x00000000000000000000000000000000000000)" +
                std::to_string(last++) + "\",";
    return text + std::string{more} + '}';
}

TEST(Deployment, is_read_by_name) {
    const auto found = parse_deployment(addresses());
    ASSERT_TRUE(found) << found.error().what;
    EXPECT_EQ(found->chain_id, ChainId{31337});
    EXPECT_EQ(found->ssv_network, *found->find("ssvNetwork"));
    EXPECT_EQ(to_checksum_text(found->deposit_contract),
              "0x0000000000000000000000000000000000000016");
    EXPECT_EQ(found->find("nobody"), nullptr);
}

TEST(Deployment, names_the_field_that_is_wrong) {
    const auto what = [](const std::string& json) { return parse_deployment(json).error().what; };
    EXPECT_EQ(what("{}").substr(0, 7), "chainId");
    EXPECT_EQ(what(addresses(R"("fundedAccounts":0)")), "fundedAccounts: 0 is not in 1..10000");
    std::string damaged = addresses();
    damaged.replace(damaged.find("0x00000000000000000000000000000000000000"), 2, "0y");
    EXPECT_EQ(what(damaged).substr(0, 16), "depositContract:");
}

TEST(Deployment, gives_its_accounts_their_roles) {
    Entropy entropy{SecretBytes<32>{}};
    const auto accounts = accounts_of(*parse_deployment(addresses()), 7, entropy);
    ASSERT_TRUE(accounts) << accounts.error().what;
    EXPECT_EQ(to_checksum_text(accounts->front().key.address()),
              "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    EXPECT_EQ(accounts->at(3).role, "oracle");
    EXPECT_EQ(accounts->at(5).role, "super node");
    EXPECT_EQ(accounts->at(6).role, "free");
    EXPECT_FALSE(accounts_of(*parse_deployment(addresses()), 129, entropy));
}

}  // namespace
}  // namespace stafi::devnet
