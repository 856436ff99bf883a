#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>

#include <boost/json.hpp>

#include "source_dir.hpp"

// Test vectors as JSON: those of the repository, and those of ../shared when it is there.

namespace stafi::test {

inline boost::json::value read_json(const std::filesystem::path& path) {
    std::ifstream file{path};
    if (!file) throw std::runtime_error{"cannot read " + path.string()};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    return boost::json::parse(text, {}, {.max_depth = 64});
}

/// `vector_file("bip39/english.json")`, from tests/vectors.
inline boost::json::value vector_file(const std::string& name) {
    return read_json(source_dir() / "tests/vectors" / name);
}

inline constexpr const char* kNoSharedVectors = "no ../shared/vectors here";

/// A file of the vectors that lie beside CI's checkout, or nothing where they do not: the test then
/// ends with `GTEST_SKIP() << test::kNoSharedVectors`. STAFI_NEED_SHARED_VECTORS, as tools/ci.sh
/// sets it beside ../shared, makes their absence a failure; one file alone is never absent unseen.
inline std::optional<boost::json::value> shared_vector_file(const std::string& name) {
    const std::filesystem::path folder = source_dir() / "../shared/vectors";
    if (!std::filesystem::exists(folder) && !std::getenv("STAFI_NEED_SHARED_VECTORS"))
        return std::nullopt;
    return read_json(folder / name);
}

inline std::string str(const boost::json::value& value) { return std::string{value.as_string()}; }

}  // namespace stafi::test
