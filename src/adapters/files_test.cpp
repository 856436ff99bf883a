#include "adapters/files.hpp"

#include <csignal>
#include <cstddef>
#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
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

TEST_F(Files, reads_what_tells_no_size_though_it_is_a_plain_file) {
    struct stat about{};
    ASSERT_EQ(::stat("/proc/self/status", &about), 0);
    ASSERT_EQ(about.st_size, 0);
    EXPECT_THAT(text_in("/proc/self/status"), testing::StartsWith("Name:"));
    EXPECT_EQ(read_file("/proc/self/status", 20).error().reason, Reason::file_too_large);
}

TEST_F(Files, are_read_whole_whatever_room_was_made_for_them_at_first) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ASSERT_GE(::fcntl(ends[1], F_SETPIPE_SZ, 1 << 17), 1 << 17);
    std::string sent(100'001, 'a');
    sent.back() = 'z';
    ASSERT_EQ(::write(ends[1], sent.data(), sent.size()), 100'001);
    ::close(ends[1]);
    EXPECT_EQ(read_file("/proc/self/fd/" + std::to_string(ends[0]), 100'001)->text(), sent);
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
INSTANTIATE_TEST_SUITE_P(drafts, WrittenFiles,
                         testing::Values(Draft::unnamed, Draft::named, Draft::linked));

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

/// From here on the system answers one call of this process with an error.
bool fail_always(unsigned call, unsigned error) {
    sock_filter steps[]{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog filter{.len = std::size(steps), .filter = steps};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

TEST_F(Files, are_written_where_renames_cannot_spare_a_target) {
    make("old", "old");
    const pid_t child = ::fork();
    if (child == 0) {                                         // answers with what went wrong first
        if (!fail_always(SYS_renameat2, EINVAL)) ::_exit(1);  // as on NFS
        if (!write_new_file(folder / "a", bytes_of("x"), {.draft = Draft::named})) ::_exit(2);
        const auto kept = write_new_file(folder / "old", bytes_of("x"), {.draft = Draft::named});
        ::_exit(kept || kept.error().reason != Reason::file_exists ? 3 : 0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    if (WEXITSTATUS(status) == 1) GTEST_SKIP() << "this machine lets nobody filter system calls";
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_THAT(names(), ElementsAre("a", "old"));
    EXPECT_EQ(text_in(folder / "a"), "x");
    EXPECT_EQ(text_in(folder / "old"), "old");
}

TEST_F(Files, output_folders_are_made_with_their_parents_for_the_owner_alone) {
    const auto claimed = OutputFolder::claim(folder / "a" / "b");
    ASSERT_TRUE(claimed);
    EXPECT_EQ(claimed->path(), folder / "a" / "b");
    EXPECT_EQ(mode_of(folder / "a"), 0700U);
    EXPECT_EQ(mode_of(folder / "a" / "b"), 0700U);
    EXPECT_TRUE(fs::is_empty(folder / "a" / "b"));  // no lock file
    make("file", "");
    EXPECT_EQ(OutputFolder::claim(folder / "file").error().reason, Reason::file_exists);
    EXPECT_EQ(OutputFolder::claim(folder / "file" / "a").error().reason, Reason::file_missing);
    fs::create_symlink("nowhere", folder / "link");
    EXPECT_EQ(OutputFolder::claim(folder / "link").error().reason, Reason::file_exists);
}

TEST_F(Files, output_folders_have_one_writer_whatever_path_leads_there) {
    fs::create_directory(folder / "real");
    fs::create_directory_symlink("real", folder / "link");
    {
        const auto first = OutputFolder::claim(folder / "real");
        ASSERT_TRUE(first);
        for (const char* name : {"real", "link", "link/../real", "real/."}) {
            const auto second = OutputFolder::claim(folder / name);
            ASSERT_FALSE(second) << name;
            EXPECT_EQ(second.error().reason, Reason::folder_in_use);
            EXPECT_EQ(second.error().code, Errc::unavailable);
        }
        EXPECT_TRUE(OutputFolder::claim(folder / "another"));
    }
    EXPECT_TRUE(OutputFolder::claim(folder / "link"));
}

TEST_F(Files, output_folders_that_cannot_be_locked_are_refused) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (!fail_always(SYS_flock, ENOLCK)) ::_exit(1);
        const auto claimed = OutputFolder::claim(folder);
        if (claimed) ::_exit(2);
        ::_exit(claimed.error().reason == Reason::write_denied ? 0 : 3);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    if (WEXITSTATUS(status) == 1) GTEST_SKIP() << "this machine lets nobody filter system calls";
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(Files, are_refused_for_good_where_nobody_may_write) {
    const auto claimed = OutputFolder::claim("/sys/stafi");  // where root may not either
    ASSERT_FALSE(claimed);
    EXPECT_EQ(claimed.error().reason, Reason::write_denied);
    EXPECT_EQ(claimed.error().code, Errc::rejected);
}

TEST_F(Files, output_folders_are_free_again_when_their_writer_was_killed) {
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto claimed = OutputFolder::claim(folder);
        ::close(ready[1]);
        ::pause();
    }
    ::close(ready[1]);
    char none = 0;
    ASSERT_EQ(::read(ready[0], &none, 1), 0);  // the end of the pipe: the child has the folder
    EXPECT_EQ(OutputFolder::claim(folder).error().reason, Reason::folder_in_use);
    ::kill(child, SIGKILL);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    EXPECT_TRUE(OutputFolder::claim(folder));
    ::close(ready[0]);
}

TEST_F(Files, output_folders_that_stayed_empty_are_gone_in_the_end_if_they_were_made) {
    fs::create_directory(folder / "mine");
    for (const char* name : {"mine", "new", "used"}) {
        const auto claimed = OutputFolder::claim(folder / name);
        ASSERT_TRUE(claimed);
        if (std::string_view{name} == "used") make("used/a", "");
    }
    EXPECT_THAT(names(), ElementsAre("mine", "used"));
}

TEST_F(Files, output_folders_that_stayed_empty_take_their_new_parents_with_them) {
    fs::create_directory(folder / "mine");
    for (const char* name : {"mine/a/b", "x/y/z/", "used/a/b"}) {
        const auto claimed = OutputFolder::claim(folder / name);
        ASSERT_TRUE(claimed);
        if (std::string_view{name} == "used/a/b") make("used/other", "");
    }
    make("file", "");
    EXPECT_FALSE(OutputFolder::claim(folder / "new" / ".." / "file" / "a"));
    EXPECT_THAT(names(), ElementsAre("file", "mine", "used"));
    EXPECT_TRUE(fs::is_empty(folder / "mine"));
    EXPECT_FALSE(fs::exists(folder / "used" / "a"));
}

// x would be removed again as empty, and the path would lead nowhere.
TEST_F(Files, output_folders_are_where_their_path_leads_through_folders_that_are_not_there) {
    fs::create_directory(folder / "real");
    fs::create_directory_symlink("real", folder / "link");
    fs::path path;
    {
        const auto claimed = OutputFolder::claim(folder / "x" / ".." / "y");
        ASSERT_TRUE(claimed);
        path = claimed->path();
        EXPECT_TRUE(write_new_file(claimed->path() / "a", {}));
        const auto linked = OutputFolder::claim(folder / "link" / ".." / "z");
        ASSERT_TRUE(linked);
        EXPECT_TRUE(write_new_file(linked->path() / "a", {}));
    }
    EXPECT_THAT(names(), ElementsAre("link", "real", "y", "z"));
    EXPECT_TRUE(fs::exists(path / "a"));
    EXPECT_FALSE(OutputFolder::claim(folder / "x" / ".." / "y" / "a" / "b"));
    EXPECT_THAT(names(), ElementsAre("link", "real", "y", "z"));
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
