#include <gmock/gmock.h>

#include "bls_values.hpp"
#include "crypto/bls/bls.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

using boost::json::value;
using test::hex;
using test::str;

BlsSecretKey master_of(const value& seed) {
    return derive_master(parse_hex(str(seed)).value()).value();
}

// The four trees printed in EIP-2333, and more of them from py_ecc.
TEST(BlsDerivation, grows_the_trees_of_eip_2333) {
    for (const char* name : {"eip2333/printed.json", "eip2333/tree.json"}) {
        const value file = test::vector_file(name);
        ASSERT_FALSE(file.at("cases").as_array().empty());
        for (const value& tree : file.at("cases").as_array()) {
            const BlsSecretKey master = master_of(tree.at("seed"));
            const auto index = tree.at("child_index").to_number<std::uint32_t>();
            EXPECT_EQ(hex(master), str(tree.at("master_sk")));
            EXPECT_EQ(hex(derive_child(master, index)), str(tree.at("child_sk")));
        }
    }
}

TEST(BlsDerivation, agrees_with_the_shared_trees) {
    const auto file = test::shared_vector_file("01-eip2333-bip39.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    for (const value& tree : file->at("cases").as_array()) {
        const BlsSecretKey master = master_of(tree.at("seed"));
        const auto index = tree.at("child_index").to_number<std::uint32_t>();
        EXPECT_EQ(hex(master), str(tree.at("master_SK_hex")));
        EXPECT_EQ(hex(derive_child(master, index)), str(tree.at("child_SK_hex")));
    }
}

// From py_ecc: a master key is the KeyGen of BLS signatures without key_info.
TEST(BlsDerivation, makes_master_keys_as_bls_makes_keys) {
    const value file = test::vector_file("bls/keygen.json");
    for (const value& c : file.at("cases").as_array()) {
        if (str(c.at("input").at("key_info")) != "0x") continue;
        EXPECT_EQ("0x" + hex(master_of(c.at("input").at("ikm"))), str(c.at("output")));
    }
}

// From ethstaker-deposit.
TEST(BlsDerivation, follows_paths) {
    const value file = test::vector_file("eip2333/paths.json");
    ASSERT_FALSE(file.at("cases").as_array().empty());
    for (const value& c : file.at("cases").as_array()) {
        const auto key = derive_path(master_of(c.at("seed")), str(c.at("path")));
        ASSERT_TRUE(key) << key.error().what;
        EXPECT_EQ(hex(*key), str(c.at("sk")));
        EXPECT_EQ(hex(key->public_key()), str(c.at("pubkey")));
    }
}

TEST(BlsDerivation, refuses_a_short_seed) {
    EXPECT_EQ(derive_master(Bytes(31)).error().what, "seed: 31 bytes, at least 32 expected");
    EXPECT_TRUE(derive_master(Bytes(32)));
}

TEST(BlsDerivation, refuses_what_is_no_path) {
    const BlsSecretKey master = derive_master(Bytes(32)).value();
    const auto why_not = [&](std::string_view path) {
        const auto key = derive_path(master, path);
        EXPECT_TRUE(!key && key.error().reason == Reason::bad_path) << path;
        return key ? "" : key.error().what;
    };
    for (const char* path : {"", "/", "0", "12381/3600", "M/0", " m/0", "mm/0"})
        EXPECT_EQ(why_not(path), "path: does not begin with m/") << path;
    for (const char* path : {"m/", "m//0", "m/+1", "m/-1", "m/ 1", "m/0x1", "m/1'", "m/00", "m/01",
                             "m/4294967296", "m/99999999999999999999", "m/a"})
        EXPECT_EQ(why_not(path), "path: level 1 is no decimal below 2^32") << path;
    EXPECT_EQ(why_not("m/12381/3600/0/"), "path: level 4 is no decimal below 2^32");
    EXPECT_EQ(why_not(std::string("m/0\0", 4)), "path: level 1 is no decimal below 2^32");
    EXPECT_EQ(why_not("m/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0"), "path: over 16 levels");
    EXPECT_TRUE(derive_path(master, "m/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0"));
    EXPECT_TRUE(derive_path(master, "m/4294967295"));
}

}  // namespace
}  // namespace stafi
