#include "crypto/bip32.hpp"

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/bip39.hpp"

namespace stafi {
namespace {

Entropy entropy{SecretBytes<32>{}};

std::string key_at(std::string_view seed, std::vector<std::uint32_t> path) {
    const auto key = derive_at(*parse_hex(seed), path, entropy);
    return key ? to_hex(key->bytes().view()) : key.error().what;
}

// Source: BIP-32, "Test Vectors" 1 and 3; the keys are in its xprv texts.
constexpr std::string_view kSeed1 = "000102030405060708090a0b0c0d0e0f";
constexpr std::string_view kSeed3 =
    "4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4ac"
    "ba45d239319ac14f863b8d5ab5a0d0c64d2e8a1e7d1457df2e5a3c51c73235be";

TEST(Bip32, derives_the_keys_of_its_own_vectors) {
    EXPECT_EQ(key_at(kSeed1, {}),
              "e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35");
    EXPECT_EQ(key_at(kSeed1, {kHardened + 0}),
              "edb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea");
    EXPECT_EQ(key_at(kSeed1, {kHardened + 0, 1}),
              "3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368");
    EXPECT_EQ(key_at(kSeed1, {kHardened + 0, 1, kHardened + 2}),
              "cbce0d719ecf7431d88e6a89fa1483e02e35092af60c042b1df2ff59fa424dca");
    EXPECT_EQ(key_at(kSeed1, {kHardened + 0, 1, kHardened + 2, 2, 1'000'000'000}),
              "471b76e389e528d6de6d816857e012c5455051cad6660850e58372a6c3e6e7c8");
}

TEST(Bip32, keeps_leading_zeros) {
    EXPECT_EQ(key_at(kSeed3, {}),
              "00ddb80b067e0d4993197fe10f2657a844a384589847602d56f0c629c81aae32");
    EXPECT_EQ(key_at(kSeed3, {kHardened + 0}),
              "491f7a2eebc7b57028e0d3faa0acda02e75c33b03c48fb288c41e2ea44e1daef");
}

// Source: what anvil, hardhat and cast print for it.
TEST(Bip32, derives_the_accounts_that_everybody_develops_with) {
    const auto words =
        Mnemonic::parse("test test test test test test test test test test test junk");
    const SecretBytes<64> seed = *words->seed();
    const std::array expected{"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                              "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                              "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"};
    for (std::uint32_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(to_checksum_text(derive_account(seed.view(), i, entropy)->address()),
                  expected.at(i));
}

}  // namespace
}  // namespace stafi
