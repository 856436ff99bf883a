#include "adapters/memory.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>

namespace stafi::adapters {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kUntold = std::size_t{1} << 30;

/// What differs between the two versions of control groups.
struct Version {
    const char* mount;
    const char* limit;
    const char* usage;
    const char* cache;  ///< of memory.stat, of a group with all below it
};

constexpr Version kVersion1{.mount = "sys/fs/cgroup/memory",
                            .limit = "memory.limit_in_bytes",
                            .usage = "memory.usage_in_bytes",
                            .cache = "total_inactive_file"};
constexpr Version kVersion2{.mount = "sys/fs/cgroup",
                            .limit = "memory.max",
                            .usage = "memory.current",
                            .cache = "inactive_file"};

/// The number in a file that holds nothing else; nothing for `max`.
std::optional<std::size_t> number_in(const fs::path& path) {
    std::ifstream file{path};
    std::size_t number = 0;
    if (file >> number) return number;
    return std::nullopt;
}

/// The number behind `name` in a file of such pairs.
std::optional<std::size_t> number_in(const fs::path& path, const std::string& name) {
    std::ifstream file{path};
    std::string found;
    std::size_t number = 0;
    std::string rest;
    while (file >> found >> number && std::getline(file, rest))
        if (found == name) return number;
    return std::nullopt;
}

/// What one group leaves, if it has a limit.
std::optional<std::size_t> left_in(const fs::path& group, const Version& version) {
    const auto limit = number_in(group / version.limit);
    if (!limit) return std::nullopt;
    const std::size_t usage = number_in(group / version.usage).value_or(0);
    const std::size_t cache = number_in(group / "memory.stat", version.cache).value_or(0);
    const std::size_t taken = usage - std::min(usage, cache);
    return *limit - std::min(*limit, taken);
}

/// The least that the group at `path` and those around it leave. In a container the path may be
/// that of the host; the container's own group is then what is mounted.
std::size_t left_along(const fs::path& root, const std::string& path, const Version& version) {
    const fs::path mount = root / version.mount;
    std::size_t least = left_in(mount, version).value_or(SIZE_MAX);
    fs::path group = mount;
    for (const fs::path& name : fs::path{path}.relative_path()) {
        group /= name;
        least = std::min(least, left_in(group, version).value_or(SIZE_MAX));
    }
    return least;
}

std::size_t left_in_groups(const fs::path& root) {
    std::ifstream groups{root / "proc/self/cgroup"};
    std::size_t least = SIZE_MAX;
    for (std::string line; std::getline(groups, line);) {  // number:controllers:path
        const std::size_t first = line.find(':');
        const std::size_t second = line.find(':', first + 1);
        if (first == line.npos || second == line.npos) continue;
        const std::string controllers = ',' + line.substr(first + 1, second - first - 1) + ',';
        const std::string path = line.substr(second + 1);
        if (controllers == ",,") least = std::min(least, left_along(root, path, kVersion2));
        if (controllers.find(",memory,") != controllers.npos)
            least = std::min(least, left_along(root, path, kVersion1));
    }
    return least;
}

}  // namespace

std::size_t available_memory_bytes(const fs::path& root) {
    const auto free_kib = number_in(root / "proc/meminfo", "MemAvailable:");
    return std::min(free_kib ? *free_kib * 1024 : kUntold, left_in_groups(root));
}

}  // namespace stafi::adapters
