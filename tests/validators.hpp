#pragma once

#include <string>

#include "program.hpp"
#include "vector_file.hpp"

// Validators in the files of other tools, for tests of commands.

namespace stafi::test {

inline const std::string kAddress = "0x27d64Dd9172E4b59a444817D30F7af8228F174CC";
inline const std::string kPassword = "test password 1234";
/// The first test mnemonic of BIP-39 with 24 words, whose files the vectors hold.
inline const std::string kMnemonic =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
    "abandon art";

/// The cases of a vector file; a value of its own, as a loop over a part of a temporary would not
/// keep the rest of it alive.
inline boost::json::array cases_of(const std::string& name) {
    return vector_file(name).at("cases").as_array();
}

struct ValidatorProgram : Program {
    ValidatorProgram() {
        write("password", kPassword + '\n');
        write("mnemonic", kMnemonic + '\n');
    }

    /// Runs a command with the password of our keystores.
    Outcome with_password(std::vector<std::string> words) {
        words.insert(words.end(), {"--password-file", path("password")});
        return run(words);
    }

    /// The three keystores that ethstaker-deposit wrote, indexes 0, 1 and 12, into `below`.
    void write_keystores(const std::string& below) const {
        for (const auto& file : cases_of("deposit/keystores.json"))
            write(below + '/' + str(file.at("file_name")), str(file.at("text")));
    }
};

}  // namespace stafi::test
