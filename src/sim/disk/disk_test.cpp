#include "sim/disk/disk.hpp"

#include <gtest/gtest.h>

#include "store/sqlite_store.hpp"
#include "store_contract.hpp"

namespace stafi::sim {
namespace {

/// The store on a disk that loses what was not synced, at every `reopen`.
struct CrashingDisk {
    std::mt19937_64 chance{7};
    Disk disk{chance};
    std::unique_ptr<store::SqliteStore> opened = open();

    std::unique_ptr<store::SqliteStore> open() {
        return store::SqliteStore::open({.file = "store", .vfs = disk.name()}).value();
    }
    Store& store() { return *opened; }
    void reopen() {
        disk.die_at_sync(0, false);
        opened.reset();  // and nothing that it does now gets through
        disk.restart();
        opened = open();
    }
};

}  // namespace
}  // namespace stafi::sim

namespace stafi::test {
INSTANTIATE_TYPED_TEST_SUITE_P(SqliteOnCrashingDisk, StoreContract, sim::CrashingDisk);
}

namespace stafi::sim {
namespace {

struct DiskTest : testing::Test {
    std::mt19937_64 chance{3};
    Disk disk{chance};

    auto open() { return store::Database::open({.file = "numbers", .vfs = disk.name()}).value(); }
    /// A database that syncs only when it is told; 100 numbers are in it.
    void write(std::string_view synchronous) {
        auto database = open();
        ASSERT_TRUE(database.script("CREATE TABLE number (value INTEGER)"));
        ASSERT_TRUE(database.run(synchronous));
        for (std::int64_t i = 0; i < 100; ++i)
            ASSERT_TRUE(database.run("INSERT INTO number VALUES (?)", {i}));
        disk.die_at_sync(0, false);
    }
    std::int64_t count() {
        disk.restart();
        auto database = open();
        return std::get<std::int64_t>(
            database.rows("SELECT count(*) FROM number").value().at(0).at(0));
    }
};

TEST_F(DiskTest, keeps_what_was_synced) {
    write("PRAGMA synchronous = FULL");
    EXPECT_EQ(count(), 100);
}

TEST_F(DiskTest, really_loses_what_was_not) {
    write("PRAGMA synchronous = NORMAL");  // commits without a sync
    EXPECT_LT(count(), 100);
}

// At whichever sync the machine goes down: what was told is there, and nothing is half there.
TEST_F(DiskTest, leaves_a_store_whole_wherever_it_dies) {
    for (std::uint64_t at = 1; at < 16; ++at) {
        Disk small{chance};
        std::uint64_t told = 0;
        {
            const auto opened =
                store::SqliteStore::open({.file = "store", .vfs = small.name()}).value();
            if (!opened->adopt_account(test::account_of(1), AccountNonce{0})) continue;
            small.die_at_sync(small.syncs() + at, at % 2 == 0);
            for (std::uint8_t n = 0; n < 20 && !small.is_dead(); ++n) {
                const tx::Intent intent{
                    .purpose =
                        opened->next_purpose(tx::Kind::deposit_key, {test::key_of(n)}).value(),
                    .account = test::account_of(1),
                    .nonce = AccountNonce{n},
                    .is_urgent = false,
                    .attempts = {test::attempt_of(n)}};
                if (opened->record(intent)) ++told;
            }
        }
        small.restart();
        const auto again = store::SqliteStore::open({.file = "store", .vfs = small.name()}).value();
        const auto open = again->open_intents().value();
        EXPECT_GE(open.size(), told) << at;
        EXPECT_LE(open.size(), told + 1) << at;  // the last may be there though nobody was told
        EXPECT_EQ(again->nonce_queue(test::account_of(1)).value()->next, AccountNonce{open.size()});
    }
}

}  // namespace
}  // namespace stafi::sim
