#include "engine/key_index/key_index.hpp"

#include <set>

#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "crypto/bip39.hpp"
#include "run_task.hpp"
#include "sim/disk/disk.hpp"
#include "sim/world/validator_keys.hpp"
#include "sim/world/virtual_ambient.hpp"
#include "store/sqlite_store.hpp"
#include "vector_file.hpp"

// Places of a mnemonic, on a disk that forgets what was not synced.

namespace stafi::sim {
namespace {

using engine::KeyIndexRepair;
using testing::HasSubstr;

SecretBytes<64> seed_of(std::string_view last_word) {
    std::string words;
    for (int i = 0; i < 23; ++i)
        words += "abandon ";
    return Mnemonic::parse(words.append(last_word)).value().seed().value();
}

struct KeyIndexTest : testing::Test {
    boost::asio::io_context loop;
    VirtualAmbient time{loop};
    std::mt19937_64 chance{1};
    Trouble trouble{time, chance};
    Disk disk{chance};
    SimValidatorKeys keys{seed_of("art"), eth::mainnet(), time, trouble};
    std::unique_ptr<store::SqliteStore> store = open();
    std::set<PubkeyBytes> used;     ///< on the chain, by whomever
    std::vector<PubkeyBytes> ours;  ///< and those of our account
    std::size_t gap_limit = 5;

    std::unique_ptr<store::SqliteStore> open() {
        return store::SqliteStore::open({.file = "store", .vfs = disk.name()}).value();
    }
    /// The machine loses its power.
    void crash() {
        disk.die_at_sync(0, false);
        store.reset();
        disk.restart();
        store = open();
    }
    template <class T>
    Result<T> run(Task<Result<T>> task) {
        std::vector<Result<T>> answers;
        const auto asking = [&]() -> Task<> { answers.push_back(co_await std::move(task)); };
        EXPECT_TRUE(test::run_task(loop, asking(), [&] { time.run(); }));
        return std::move(answers.at(0));
    }
    engine::KeysOnChain chain() {
        return {.is_used = [this](const PubkeyBytes& key) { return used.contains(key); },
                .ours = ours};
    }
    Result<KeyIndexRepair> repair() {
        return run(engine::repair_key_index(keys, *store, chain(), gap_limit));
    }
    Result<std::vector<ValidatorKey>> reserve(std::size_t count) {
        return run(engine::reserve_keys(keys, *store, chain(), count));
    }
    ValidatorKey key_at(std::uint64_t place) { return run(keys.keys_at({place}, 1)).value().at(0); }
    /// Another program deposits the keys at these places for our account.
    void use_elsewhere(const std::vector<std::uint64_t>& places) {
        for (const std::uint64_t place : places) {
            used.insert(key_at(place).pubkey);
            ours.push_back(key_at(place).pubkey);
        }
    }
    std::uint64_t next() { return store->next_key_index().value().value; }
    template <class T>
    static Reason refusal(const Result<T>& result) {
        return result ? Reason::bad_usage : result.error().reason;
    }
};

// tests/vectors/deposit: the first keys of this mnemonic, by ethstaker-deposit.
TEST_F(KeyIndexTest, gives_out_the_first_keys_in_their_order) {
    const auto vectors = test::vector_file("deposit/files.json");
    const auto& deposits = vectors.at("cases").as_array().at(0).at("deposits").as_array();
    const auto two = reserve(2).value();
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_EQ(to_hex(two.at(i).pubkey.view()), test::str(deposits.at(i).at("pubkey")));
    EXPECT_EQ(reserve(1).value(), std::vector{key_at(2)});
}

TEST_F(KeyIndexTest, never_gives_out_a_key_again_whatever_crashes) {
    for (std::uint64_t place = 0; place < 5; ++place) {
        EXPECT_EQ(reserve(1).value(), std::vector{key_at(place)});
        crash();
    }
    EXPECT_EQ(next(), 5U);
}

/// What dies before the disk has it was told to nobody; what dies after is given out.
TEST_F(KeyIndexTest, gives_out_nothing_that_the_disk_may_forget) {
    for (const bool includes_sync : {false, true}) {
        const std::uint64_t before = next();
        disk.die_at_sync(1, includes_sync);
        const auto told = reserve(3);
        EXPECT_EQ(told.has_value() && !includes_sync, false);
        crash();
        const std::uint64_t after = next();
        EXPECT_EQ((after - before) % 3, 0U);
        if (told) EXPECT_EQ(after, before + 3);
    }
}

TEST_F(KeyIndexTest, leaves_what_is_right_as_it_is) {
    EXPECT_EQ(repair().value(), KeyIndexRepair{});
    const auto two = reserve(2).value();
    used.insert(two.at(0).pubkey);
    ours.push_back(two.at(0).pubkey);
    const KeyIndexRepair nothing = repair().value();
    EXPECT_EQ(nothing.next, KeyIndex{2});
    EXPECT_EQ(to_words(nothing), "");
}

TEST_F(KeyIndexTest, goes_on_after_the_last_key_that_the_chain_knows_and_says_so) {
    (void)reserve(1).value();
    use_elsewhere({1, 2, 6});  // the gap 3, 4, 5 is below the limit of five
    const KeyIndexRepair done = repair().value();
    EXPECT_EQ(done, (KeyIndexRepair{.next_before = {1},
                                    .next = {7},
                                    .found = {key_at(1), key_at(2), key_at(6)},
                                    .passed_over = {key_at(3), key_at(4), key_at(5)}}));
    EXPECT_EQ(
        to_words(done),
        "the next validator key is at place 7 of the mnemonic instead of 1: the chain knows 3 "
        "keys from there on that this data folder did not, the last " +
            to_hex0x(key_at(6).pubkey.view()) +
            "; 3 places between them are never used, the first 3");
    crash();
    EXPECT_EQ(reserve(1).value(), std::vector{key_at(7)});
    EXPECT_EQ(store->key_records({5}, 2).value(),
              (std::vector{KeyRecord{key_at(5), KeyOrigin::passed_over},
                           KeyRecord{key_at(6), KeyOrigin::found}}));
    EXPECT_EQ(to_words(repair().value()), "");
}

// As StaFi's client does not: a stranger's deposit for a key of ours takes it from us.
TEST_F(KeyIndexTest, passes_over_a_key_that_a_stranger_used) {
    used.insert(key_at(0).pubkey);
    EXPECT_EQ(refusal(reserve(1)), Reason::key_index_taken);
    EXPECT_EQ(next(), 0U);
    EXPECT_EQ(repair().value().found, std::vector{key_at(0)});
    EXPECT_EQ(reserve(1).value(), std::vector{key_at(1)});
}

TEST_F(KeyIndexTest, finds_a_used_key_at_the_gap_limit_and_refuses_one_beyond) {
    use_elsewhere({4});
    EXPECT_EQ(repair().value().next, KeyIndex{5});
    use_elsewhere({10});  // after five unused ones
    const auto refused = repair();
    EXPECT_EQ(refusal(refused), Reason::keys_unexplained);
    EXPECT_THAT(refused ? "" : refused.error().what,
                HasSubstr("1 keys of our account, " + to_hex0x(key_at(10).pubkey.view())));
    EXPECT_EQ(next(), 5U);
    gap_limit = 6;
    EXPECT_EQ(repair().value().next, KeyIndex{11});
}

TEST_F(KeyIndexTest, records_nothing_while_a_key_of_ours_is_unexplained) {
    use_elsewhere({0, 1});
    ours.push_back({.bytes = {std::byte{0xbb}}});  // of another mnemonic
    EXPECT_EQ(refusal(repair()), Reason::keys_unexplained);
    EXPECT_EQ(next(), 0U);
}

TEST_F(KeyIndexTest, refuses_another_mnemonic_than_the_folder_was_begun_with) {
    (void)reserve(2).value();
    // Another of the mnemonics with the same 23 words: see BIP-39's checksum.
    SimValidatorKeys others{seed_of("diesel"), eth::mainnet(), time, trouble};
    const auto refused = run(engine::repair_key_index(others, *store, chain(), gap_limit));
    EXPECT_EQ(refusal(refused), Reason::mnemonic_mismatch);
    EXPECT_EQ(next(), 2U);
}

TEST_F(KeyIndexTest, changes_nothing_when_the_keys_do_not_answer) {
    use_elsewhere({0});
    trouble.set({.lost_after = 1'000});
    EXPECT_EQ(refusal(repair()), Reason::timed_out);
    EXPECT_EQ(refusal(reserve(1)), Reason::timed_out);
    trouble.set({});
    EXPECT_EQ(next(), 0U);
    EXPECT_EQ(repair().value().next, KeyIndex{1});
}

}  // namespace
}  // namespace stafi::sim
