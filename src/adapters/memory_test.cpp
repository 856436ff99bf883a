#include "adapters/memory.hpp"

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace stafi::adapters {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMiB = 1 << 20;

/// A machine with 8 GiB free, described in a folder.
struct Memory : testing::Test {
    fs::path root = fs::path{testing::TempDir()} /
                    (std::string{"memory_test_"} + std::to_string(::getpid()) + "_" +
                     testing::UnitTest::GetInstance()->current_test_info()->name());

    Memory() {
        write("proc/meminfo",
              "MemTotal:       16000000 kB\nMemFree:         1000000 kB\n"
              "MemAvailable:    8388608 kB\nHugePages_Total:       0\nHugepagesize: 2048 kB\n");
    }
    ~Memory() override { fs::remove_all(root); }

    void write(const std::string& name, const std::string& content) const {
        fs::create_directories((root / name).parent_path());
        std::ofstream{root / name} << content;
    }
    std::size_t available_mib() const { return available_memory_bytes(root) / kMiB; }
};

TEST_F(Memory, is_what_the_machine_has_free) { EXPECT_EQ(available_mib(), 8192U); }

TEST_F(Memory, is_a_gibibyte_where_the_system_tells_nothing) {
    fs::remove(root / "proc/meminfo");
    EXPECT_EQ(available_mib(), 1024U);
}

TEST_F(Memory, ends_at_the_limit_of_the_container) {  // version 2, with a namespace of its own
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", "536870912\n");
    EXPECT_EQ(available_mib(), 512U);
    write("sys/fs/cgroup/memory.current", "209715200\n");
    EXPECT_EQ(available_mib(), 312U);
    write("sys/fs/cgroup/memory.stat", "anon 104857600\nfile 1\ninactive_file 104857600\n");
    EXPECT_EQ(available_mib(), 412U);
    write("sys/fs/cgroup/memory.current", "636870912\n");  // above it already
    EXPECT_EQ(available_mib(), 4U);
}

TEST_F(Memory, ends_at_the_least_limit_of_all_groups_around_the_process) {
    write("proc/self/cgroup", "0::/user.slice/router.service\n");
    write("sys/fs/cgroup/user.slice/memory.max", "1073741824\n");
    write("sys/fs/cgroup/user.slice/router.service/memory.max", "max\n");
    EXPECT_EQ(available_mib(), 1024U);
    write("sys/fs/cgroup/user.slice/router.service/memory.max", "268435456\n");
    EXPECT_EQ(available_mib(), 256U);
}

TEST_F(Memory, ends_at_limits_of_version_1_too) {
    write("proc/self/cgroup", "5:cpu,cpuacct:/a\n4:memory:/docker/abc\n1:name=systemd:/\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");  // none
    EXPECT_EQ(available_mib(), 8192U);
    write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "536870912\n");
    write("sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", "314572800\n");
    write("sys/fs/cgroup/memory/docker/abc/memory.stat",
          "inactive_file 1\ntotal_inactive_file 104857600\n");
    EXPECT_EQ(available_mib(), 312U);
}

TEST_F(Memory, is_at_hand_on_this_machine) { EXPECT_GT(available_memory_bytes(), kMiB); }

}  // namespace
}  // namespace stafi::adapters
