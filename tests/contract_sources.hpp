#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "source_dir.hpp"

// What contracts say when they refuse, read from their sources.

namespace stafi::test {

/// All Solidity below a folder of the checkout, as one text.
inline std::string all_sources(const char* folder) {
    std::string text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{source_dir() / folder})
        if (entry.path().extension() == ".sol") {
            std::ifstream file{entry.path()};
            text.append(std::istreambuf_iterator<char>{file}, {});
        }
    return text;
}

/// What `require` and the votes say in the contracts' sources.
inline std::set<std::string> texts_in_sources(const char* folder) {
    const std::string source = all_sources(folder);
    const std::regex statement{R"((require|_castVote|whyTwice =)\b[^;{]*;)"};
    const std::regex literal{R"re("([^"]+)"\s*[);])re"};
    std::set<std::string> texts;
    for (std::sregex_iterator at{source.begin(), source.end(), statement}, end; at != end; ++at) {
        const std::string found = at->str();
        std::smatch text;
        if (std::regex_search(found, text, literal)) texts.insert(text[1]);
    }
    return texts;
}

}  // namespace stafi::test
