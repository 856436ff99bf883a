#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>

#include <boost/json.hpp>

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
    return read_json(std::filesystem::path{STAFI_SOURCE_DIR} / "tests/vectors" / name);
}

/// A file of the vectors that lie beside CI's checkout, or nothing where they do not.
inline std::optional<boost::json::value> shared_vector_file(const std::string& name) {
    const auto path = std::filesystem::path{STAFI_SHARED_VECTORS} / name;
    if (!std::filesystem::exists(path)) return std::nullopt;
    return read_json(path);
}

inline std::string str(const boost::json::value& value) { return std::string{value.as_string()}; }

}  // namespace stafi::test
