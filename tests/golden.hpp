#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "source_dir.hpp"

// Expected outputs as files. STAFI_UPDATE_GOLDEN=1 rewrites them; then read the diff.

namespace stafi::test {

/// The committed text at `path` (from the repository's root), after rewriting it with `actual`
/// when asked to.
inline std::string golden(const std::string& path, const std::string& actual) {
    const auto file = source_dir() / path;
    if (std::getenv("STAFI_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << actual;
    }
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace stafi::test
