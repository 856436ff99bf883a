#include "adapters/files.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "small_disk.hpp"

namespace stafi::adapters {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

struct Files : testing::Test {
    fs::path folder = fs::path{testing::TempDir()} /
                      (std::string{"files_test_"} + std::to_string(::getpid()) + "_" +
                       testing::UnitTest::GetInstance()->current_test_info()->name());

    Files() { fs::create_directories(folder); }
    ~Files() override { fs::remove_all(folder); }

    fs::path make(const std::string& name, const std::string& content) const {
        std::ofstream{folder / name} << content;
        return folder / name;
    }
    /// Every name in the folder, hidden ones too.
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator{folder})
            found.push_back(entry.path().filename());
        std::ranges::sort(found);
        return found;
    }
};

mode_t mode_of(const fs::path& path) {
    struct stat about{};
    EXPECT_EQ(::stat(path.c_str(), &about), 0);
    return about.st_mode & 07777U;
}

std::string text_in(const fs::path& path) {
    const auto content = read_file(path, 1 << 20);
    return content ? std::string{content->text()} : content.error().what;
}

TEST_F(Files, reads_a_whole_file) {
    EXPECT_EQ(read_file(make("a", "hello"), 5)->text(), "hello");
    EXPECT_EQ(read_file(make("empty", ""), 5)->text(), "");
}

TEST_F(Files, reads_a_pipe_which_has_no_size) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ASSERT_EQ(::write(ends[1], "secret", 6), 6);
    ::close(ends[1]);
    EXPECT_EQ(read_file("/proc/self/fd/" + std::to_string(ends[0]), 10)->text(), "secret");
    ::close(ends[0]);
}

TEST_F(Files, refuses_to_read_what_is_missing_too_large_or_no_file) {
    EXPECT_EQ(read_file(folder / "none", 5).error().reason, Reason::file_missing);
    EXPECT_EQ(read_file(make("a", "hello!"), 5).error().reason, Reason::file_too_large);
    EXPECT_EQ(read_file("/dev/zero", 5).error().reason, Reason::file_too_large);
    EXPECT_EQ(read_file(folder, 5).error().reason, Reason::file_unreadable);
}

struct WrittenFiles : Files, testing::WithParamInterface<Draft> {
    WriteOptions options{.draft = GetParam()};
};
INSTANTIATE_TEST_SUITE_P(drafts, WrittenFiles, testing::Values(Draft::unnamed, Draft::named));

TEST_P(WrittenFiles, have_their_content_and_the_mode_asked_for_and_nothing_beside_them) {
    ASSERT_TRUE(write_new_file(folder / "a", bytes_of("hello"), options));
    EXPECT_EQ(text_in(folder / "a"), "hello");
    EXPECT_EQ(mode_of(folder / "a"), 0600U);
    options.mode = 0644;
    ASSERT_TRUE(write_new_file(folder / "b", bytes_of(""), options));
    EXPECT_EQ(mode_of(folder / "b"), 0644U);
    EXPECT_THAT(names(), ElementsAre("a", "b"));
}

TEST_P(WrittenFiles, never_replace_a_file_a_link_or_a_folder) {
    make("a", "old");
    fs::create_symlink("nowhere", folder / "link");
    fs::create_directory(folder / "sub");
    for (const char* name : {"a", "link", "sub"})
        EXPECT_EQ(write_new_file(folder / name, bytes_of("new"), options).error().reason,
                  Reason::file_exists)
            << name;
    EXPECT_EQ(text_in(folder / "a"), "old");
    EXPECT_THAT(names(), ElementsAre("a", "link", "sub"));
}

TEST_P(WrittenFiles, leave_nothing_behind_when_the_disk_is_full) {
    const std::string content(10'000, 'x');
    const test::SmallDisk small{4096};
    const auto done = write_new_file(folder / "a", bytes_of(content), options);
    EXPECT_EQ(done.error().reason, Reason::disk_full);
    EXPECT_EQ(done.error().code, Errc::unavailable);
    EXPECT_THAT(names(), ElementsAre());
}

TEST_P(WrittenFiles, need_their_folder) {
    EXPECT_EQ(write_new_file(folder / "none" / "a", bytes_of("x"), options).error().reason,
              Reason::file_missing);
    make("file", "");
    EXPECT_EQ(write_new_file(folder / "file" / "a", bytes_of("x"), options).error().reason,
              Reason::file_missing);
}

TEST_F(Files, may_be_written_to_the_current_folder) {
    const fs::path before = fs::current_path();
    fs::current_path(folder);
    EXPECT_TRUE(write_new_file("a", bytes_of("x")));
    fs::current_path(before);
    EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(Files, folders_are_made_with_their_parents_for_the_owner_alone) {
    ASSERT_TRUE(make_folder(folder / "a" / "b"));
    ASSERT_TRUE(make_folder(folder / "a" / "b"));  // again is fine
    EXPECT_EQ(mode_of(folder / "a"), 0700U);
    EXPECT_EQ(mode_of(folder / "a" / "b"), 0700U);
    make("file", "");
    EXPECT_EQ(make_folder(folder / "file").error().reason, Reason::file_exists);
}

TEST_F(Files, are_listed_in_the_order_of_their_names_without_folders_and_drafts) {
    for (const char* name : {"b", "a", ".hidden", ".a.tmp-Xk3f9a"})
        make(name, "");
    fs::create_directory(folder / "sub");
    EXPECT_THAT(*files_in(folder), ElementsAre(folder / ".hidden", folder / "a", folder / "b"));
    EXPECT_EQ(files_in(folder / "none").error().reason, Reason::file_missing);
}

}  // namespace
}  // namespace stafi::adapters
