#include "devnet/world/pool_side.hpp"

#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "pool/contracts/withdraw.hpp"
#include "scripted_node.hpp"

namespace stafi::devnet {
namespace {

/// A pool of which its contracts tell nothing.
struct PoolSideTest : test::ScriptedNodeTest {
    Entropy entropy = test::seeded(7);
    Deployment deployment;
    std::shared_ptr<beacon::State> state = std::make_shared<beacon::State>();

    PoolSideTest() {
        deployment.chain_id = ChainId{31337};
        deployment.mnemonic = "test test test test test test test test test test test junk";
        deployment.accounts = 128;
        for (const pool::Contract contract : pool::all_contracts()) {
            Address address;
            address.bytes.back() = std::byte(1 + static_cast<int>(contract));
            deployment.contracts.push_back(
                {.name = std::string{pool::name_of(contract)}, .address = address});
        }
        answers["eth_getLogs"] = [](const Params&) { return "[]"; };
        answers["eth_call"] = [](const Params& params) {
            const Bytes credentials =
                abi::encode_call(pool::network_settings::GetWithdrawalCredentials{});
            return params.at(0).at("data").as_string() == to_hex0x(credentials)
                       ? "\"" + to_hex0x(abi::encode_tuple("(bytes)", Bytes(32))) + "\""
                       : "\"" + to_hex0x(Bytes(32)) + "\"";
        };
    }
    void with_pool(bool has_keys, const std::function<Task<>(PoolSide&)>& use) {
        visit([&](adapters::Url url) -> Task<> {
            ExecutionAccess execution{time, std::move(url), deployment.chain_id};
            PoolSide pool{execution, deployment, {}};
            if (has_keys) EXPECT_TRUE(pool.begin(entropy));
            co_await use(pool);
        });
    }
    static void follow(PoolSide& pool, std::uint64_t number) {
        eth::BeaconBlockBody body;
        body.execution_payload.block_number = {number};
        pool.follow(body);
    }
    Task<Result<Acted>> settle(PoolSide& pool, std::uint64_t number) {
        state->latest_execution_payload_header.block_number = {number};
        return pool.settle(state);
    }
    /// The range of the log that was asked for at a time.
    std::pair<std::string, std::string> range(std::size_t time) const {
        std::size_t left = time;
        for (const auto& [method, params] : asked) {
            if (method != "eth_getLogs" || left-- > 0) continue;
            const auto& filter = params.at(0).as_object();
            return {std::string{filter.at("fromBlock").as_string()},
                    std::string{filter.at("toBlock").as_string()}};
        }
        return {};
    }
};

TEST_F(PoolSideTest, asks_nothing_without_keys) {
    with_pool(false, [this](PoolSide& pool) -> Task<> {
        follow(pool, 1);
        EXPECT_EQ(co_await settle(pool, 1), Acted{});
    });
    EXPECT_TRUE(asked.empty());
}

TEST_F(PoolSideTest, reads_the_log_of_what_became_final_and_only_once) {
    with_pool(true, [this](PoolSide& pool) -> Task<> {
        for (std::uint64_t number = 5; number <= 9; ++number)
            follow(pool, number);
        EXPECT_TRUE(co_await settle(pool, 4));
        EXPECT_TRUE(asked.empty());
        EXPECT_TRUE(co_await settle(pool, 7));
        EXPECT_TRUE(co_await settle(pool, 9));
        EXPECT_TRUE(co_await settle(pool, 9));
    });
    EXPECT_EQ(range(0), std::make_pair(std::string{"0x5"}, std::string{"0x7"}));
    EXPECT_EQ(range(1), std::make_pair(std::string{"0x8"}, std::string{"0x9"}));
    EXPECT_EQ(count("eth_getLogs"), 2U);
}

TEST_F(PoolSideTest, forgets_blocks_of_another_branch) {
    with_pool(true, [this](PoolSide& pool) -> Task<> {
        follow(pool, 5);
        follow(pool, 6);
        pool.rewind({5});
        EXPECT_TRUE(co_await settle(pool, 6));
        EXPECT_TRUE(co_await settle(pool, 6));
    });
    EXPECT_EQ(count("eth_getLogs"), 1U);
}

}  // namespace
}  // namespace stafi::devnet
