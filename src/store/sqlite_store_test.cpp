#include "store/sqlite_store.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "small_disk.hpp"
#include "store/migrations.hpp"
#include "store_contract.hpp"

namespace stafi::store {
namespace {

namespace fs = std::filesystem;

struct Folder {
    fs::path path = fs::temp_directory_path() /
                    ("stafi-store-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    fs::path file = path / "stafi-router.sqlite";
    Folder() { fs::create_directories(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }
    static inline int next = 0;
};

struct RealDisk {
    Folder folder;
    std::unique_ptr<SqliteStore> opened = open();

    std::unique_ptr<SqliteStore> open() { return SqliteStore::open({.file = folder.file}).value(); }
    Store& store() { return *opened; }
    void reopen() {
        opened.reset();
        opened = open();
    }
};

}  // namespace
}  // namespace stafi::store

namespace stafi::test {
INSTANTIATE_TYPED_TEST_SUITE_P(SqliteOnDisk, StoreContract, store::RealDisk);
}

namespace stafi::store {
namespace {

struct SqliteStoreTest : testing::Test {
    Folder folder;
    auto open() { return SqliteStore::open({.file = folder.file}); }
    Reason refusal() { return open().error().reason; }
    /// As a later release, or an enemy, would.
    void change(const std::string& sql) {
        auto database = Database::open({.file = folder.file}).value();
        ASSERT_TRUE(database.script(sql));
    }
};

TEST_F(SqliteStoreTest, is_for_one_process_at_a_time) {
    const auto first = open();
    EXPECT_EQ(refusal(), Reason::folder_in_use);
}

TEST_F(SqliteStoreTest, is_free_again_when_its_process_is_killed) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto kept = open();
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_TRUE(open());
}

// Nothing of what was told is lost, and nothing is half there: the process dies without a word.
TEST_F(SqliteStoreTest, keeps_what_it_told_when_its_process_is_killed) {
    for (std::uint8_t round = 0; round < 5; ++round) {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto store = open().value();
            if (round == 0) (void)store->adopt_account(test::account_of(1), AccountNonce{0});
            tx::Intent intent{
                .purpose =
                    store->next_purpose(tx::Kind::deposit_key, {test::key_of(round)}).value(),
                .account = test::account_of(1),
                .nonce = AccountNonce{round},
                .is_urgent = false,
                .attempts = {test::attempt_of(round)}};
            if (store->record(intent)) ::kill(::getpid(), SIGKILL);
            ::_exit(1);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status));
        EXPECT_EQ(open().value()->open_intents().value().size(), round + 1U);
    }
}

TEST_F(SqliteStoreTest, is_read_by_its_owner_alone) {
    const auto store = open();
    for (const auto& entry : fs::directory_iterator(folder.path)) {
        struct stat found{};
        ASSERT_EQ(::stat(entry.path().c_str(), &found), 0);
        EXPECT_EQ(found.st_mode & 0777, 0600U) << entry.path();
    }
}

TEST_F(SqliteStoreTest, refuses_the_file_of_a_later_release) {
    ASSERT_TRUE(open());
    change("PRAGMA user_version = 999");
    EXPECT_EQ(refusal(), Reason::store_too_new);
}

TEST_F(SqliteStoreTest, refuses_the_file_of_another_program) {
    change("CREATE TABLE recipe (name TEXT); PRAGMA user_version = 1");
    EXPECT_EQ(refusal(), Reason::store_damaged);
}

TEST_F(SqliteStoreTest, refuses_what_is_no_database) {
    std::ofstream{folder.file} << std::string(5000, 'x');
    EXPECT_EQ(refusal(), Reason::store_damaged);
}

TEST_F(SqliteStoreTest, refuses_a_damaged_page) {
    {
        const auto store = open().value();
        ASSERT_TRUE(store->adopt_account(test::account_of(1), AccountNonce{0}));
    }
    std::fstream file{folder.file, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(4096 + 8);  // the second page
    file << std::string(2000, '\x7f');
    file.close();
    EXPECT_EQ(refusal(), Reason::store_damaged);
}

TEST_F(SqliteStoreTest, does_not_read_a_row_that_is_not_as_it_was_written) {
    {
        const auto store = open().value();
        ASSERT_TRUE(store->adopt_account(test::account_of(1), AccountNonce{0}));
        ASSERT_TRUE(store->record(
            {.purpose = store->next_purpose(tx::Kind::deposit_key, {test::key_of(1)}).value(),
             .account = test::account_of(1),
             .nonce = AccountNonce{0},
             .is_urgent = false,
             .attempts = {test::attempt_of(1)}}));
    }
    change("UPDATE attempt SET hash = x'00'");
    EXPECT_EQ(open().value()->open_intents().error().reason, Reason::store_damaged);
}

TEST_F(SqliteStoreTest, does_not_give_out_a_place_that_a_lost_row_had) {
    {
        const auto store = open().value();
        for (std::uint8_t i = 0; i < 3; ++i)
            ASSERT_TRUE(
                store->record_keys({{.key = {.index = {i}, .pubkey = {.bytes = {std::byte{i}}}}}}));
    }
    change("UPDATE validator_key SET origin = 9 WHERE place = 1");
    EXPECT_EQ(open().value()->key_records({0}, 3).error().reason, Reason::store_damaged);
    change("DELETE FROM validator_key WHERE place = 1");
    EXPECT_EQ(open().value()->next_key_index().error().reason, Reason::store_damaged);
}

TEST_F(SqliteStoreTest, changes_nothing_when_the_disk_is_full_and_goes_on_when_it_is_not) {
    const auto store = open().value();
    ASSERT_TRUE(store->adopt_account(test::account_of(1), AccountNonce{0}));
    tx::Intent intent{
        .purpose = store->next_purpose(tx::Kind::deposit_key, {test::key_of(1)}).value(),
        .account = test::account_of(1),
        .nonce = AccountNonce{0},
        .is_urgent = false,
        .attempts = {test::attempt_of(1)}};
    {
        const test::SmallDisk full{1};
        EXPECT_EQ(store->record(intent).error().code, Errc::unavailable);
        EXPECT_TRUE(store->open_intents().value().empty());
    }
    EXPECT_TRUE(store->record(intent));
}

TEST_F(SqliteStoreTest, refuses_a_folder_that_does_not_exist) {
    folder.file = folder.path / "nowhere" / "stafi-router.sqlite";
    EXPECT_EQ(refusal(), Reason::write_denied);
}

TEST_F(SqliteStoreTest, is_brought_up_to_date_from_every_version) {
    for (std::size_t version = 0; version <= migrations().size(); ++version) {
        const Folder old;
        {
            auto database = Database::open({.file = old.file}).value();
            for (std::size_t step = 0; step < version; ++step)
                ASSERT_TRUE(database.script(std::string{migrations()[step]}));
            if (version > 0)
                ASSERT_TRUE(
                    database.script("PRAGMA application_id = 0x53746652;"
                                    "PRAGMA user_version = " +
                                    std::to_string(version)));
        }
        EXPECT_TRUE(SqliteStore::open({.file = old.file})) << version;
    }
}

}  // namespace
}  // namespace stafi::store
