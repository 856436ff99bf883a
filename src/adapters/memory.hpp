#pragma once

#include <cstddef>
#include <filesystem>

namespace stafi::adapters {

/// Memory that can be had without swapping and without crossing a limit of the control groups this
/// process is in (containers, systemd units), in bytes; 1 GiB where the system does not tell.
/// Source: Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst of Linux; cache that
/// the kernel gives up first (`inactive_file`) is not counted as taken. `root` holds proc and sys.
[[nodiscard]] std::size_t available_memory_bytes(const std::filesystem::path& root = "/");

}  // namespace stafi::adapters
