#include "eth/eip712.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/amount.hpp"
#include "base/hex.hpp"
#include "base/units.hpp"

namespace stafi::eip712 {
namespace {

/// What oracle members approve before a deposit of 32 ETH at once.
struct WholeDeposit {
    Address super_node;
    Bytes32 pubkeys_hash;
    Bytes32 signatures_hash;
    Bytes32 withdrawal_credentials;
    Wei amount_per_key;
    Bytes32 deposit_root;
    BlockNumber valid_until_block;
    static constexpr abi::Literal kAbi =
        "WholeDeposit(address superNode,bytes32 pubkeysHash,bytes32 signaturesHash,"
        "bytes32 withdrawalCredentials,uint256 amountPerKey,bytes32 depositRoot,"
        "uint256 validUntilBlock)";
    static auto abi_fields(auto& self) {
        return abi::fields(self.super_node, self.pubkeys_hash, self.signatures_hash,
                           self.withdrawal_credentials, self.amount_per_key, self.deposit_root,
                           self.valid_until_block);
    }
};

/// One member of each form that is not a word.
struct Everything {
    Bytes data;
    std::string note;
    std::vector<std::uint64_t> numbers;
    std::array<Bytes32, 2> roots;
    std::vector<std::vector<Bytes>> lists;
    static constexpr abi::Literal kAbi =
        "Everything(bytes data, string note, uint64[] numbers, bytes32[2] roots, bytes[][] lists)";
    static auto abi_fields(auto& self) {
        return abi::fields(self.data, self.note, self.numbers, self.roots, self.lists);
    }
};

template <class T>
T fixed(std::string_view digits) {
    return parse_fixed<T>(digits).value();
}
template <class T>
T repeated(std::uint8_t byte) {
    T made;
    made.bytes.fill(std::byte{byte});
    return made;
}

// The expected hashes are those of eth-account 0.14.0 for the same typed data.
TEST(Eip712, hashes_a_deposit_approval_as_wallets_do) {
    const Domain domain{.name = "StafiSuperNode",
                        .version = "1",
                        .chain_id = 560048,
                        .verifying_contract = repeated<Address>(0x11),
                        .salt = {}};
    const WholeDeposit deposit{
        .super_node = repeated<Address>(0x22),
        .pubkeys_hash =
            fixed<Bytes32>("7848d3e127d406e5c6029de325e8213ad345fd0cbfa448254100fb06d7cdbbed"),
        .signatures_hash =
            fixed<Bytes32>("036d5920aa60136c00a979f615d7c376c50ec0e895bf1bf6089fb50e25a58d15"),
        .withdrawal_credentials =
            fixed<Bytes32>("0100000000000000000000003333333333333333333333333333333333333333"),
        .amount_per_key = to_wei(Gwei{32'000'000'000}),
        .deposit_root = repeated<Bytes32>(0x44),
        .valid_until_block = {1234567}};
    EXPECT_EQ(to_hex(domain_separator(domain).view()),
              "25f23160beb26901f6c61678e9175771609aaab5b3f2c4be689c329478dcfe33");
    EXPECT_EQ(to_hex(hash_struct(deposit).view()),
              "c2ab6b68745ff80050082627f85ca7beb270f66fd531812e56043489b8067e0d");
    EXPECT_EQ(to_hex(signing_digest(domain, deposit).view()),
              "c4b0a83c946ef9bf17aa25fce7b382f75190e4481603b3d391265c80cf36db97");
}

TEST(Eip712, writes_types_without_blanks) {
    EXPECT_EQ(type_text(abi::signature_of<Everything>()),
              "Everything(bytes data,string note,uint64[] numbers,bytes32[2] roots,"
              "bytes[][] lists)");
    EXPECT_EQ(type_text(abi::Signature{"Nothing()"}), "Nothing()");
}

TEST(Eip712, hashes_bytes_text_and_lists) {
    const Everything everything{.data = {std::byte{1}, std::byte{2}},
                                .note = "h\xc3\xa9llo",
                                .numbers = {1, 2, 3},
                                .roots = {repeated<Bytes32>(1), repeated<Bytes32>(2)},
                                .lists = {{}, {{}, {std::byte{9}}}}};
    EXPECT_EQ(to_hex(hash_struct(everything).view()),
              "33cad0bf2e99118a7ee15fea89795710b19eb6d0006a073025bff98050c89b56");
}

TEST(Eip712DeathTest, aborts_on_types_it_cannot_name) {
    EXPECT_DEATH(static_cast<void>(type_text(abi::Signature{"Bad(uint256)"})), "name");
    EXPECT_DEATH(static_cast<void>(type_text(abi::Signature{"Bad((uint8 a) b)"})), "is_plain");
    EXPECT_DEATH(static_cast<void>(type_text(abi::Signature{"Bad((uint8 a)[] b)"})), "is_plain");
}

}  // namespace
}  // namespace stafi::eip712
