#include "app/validator_files/secrets.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/cli/report.hpp"
#include "app/cli/words.hpp"
#include "crypto/keystore/encrypted_secret.hpp"
#include "crypto/keystore/keystore.hpp"
#include "crypto/unicode.hpp"

namespace stafi::app {
namespace {

using adapters::Echo;
namespace fs = std::filesystem;

/// Where the secret of an option such as --password-file lies; both empty: it has to be asked for.
struct Source {
    std::string_view value;  ///< the secret itself, from the environment
    std::string file;
    [[nodiscard]] bool is_known() const { return !value.empty() || !file.empty(); }
};

/// Errors: bad_usage when the environment gives it in two ways: nobody could tell which is meant.
Result<Source> source_of(const Call& call, std::string_view option) {
    const std::string file_variable = variable_of(option);
    const std::string variable = file_variable.substr(0, file_variable.rfind("_FILE"));
    const auto set = [&](const std::string& name) -> std::string_view {
        const auto found = call.environment.find(name);
        return found == call.environment.end() ? std::string_view{} : found->second;
    };
    if (call.arguments.has(option)) return Source{.value = {}, .file = call.arguments.text(option)};
    if (!set(variable).empty() && !set(file_variable).empty())
        return fail(Reason::bad_usage, fmt::format("{} and {} are both set: unset one of them",
                                                   variable, file_variable));
    if (set(file_variable) == "-")
        return fail(Reason::bad_usage,
                    file_variable + ": -: give a file; to read from a pipe use /dev/stdin");
    return Source{.value = set(variable), .file = std::string{set(file_variable)}};
}

/// Every secret of the command has a file of its own: else the mnemonic would be the password,
/// which lies in scripts and memory of whoever starts a validator, or its own passphrase.
Result<> check_files_differ(const Call& call) {
    std::vector<std::pair<std::string, std::string>> known;  // the option and its file
    for (const Option& option : call.arguments.command().options) {
        if (!option.is_secret) continue;
        TRY(const Source source, source_of(call, option.name));
        if (source.file.empty()) continue;
        for (const auto& [other, file] : known) {
            std::error_code unknown;
            if (file == source.file || fs::equivalent(file, source.file, unknown))
                return fail(Reason::bad_usage,
                            fmt::format("--{} and --{} are one file, {}: each secret needs its own",
                                        other, option.name, file));
        }
        known.emplace_back(option.name, source.file);
    }
    return {};
}

/// A file that stays; a pipe or /dev/stdin is gone after the run, and its mode says nothing.
bool is_open_to_others(const std::string& file) {
    if (file.starts_with("/dev/") || file.starts_with("/proc/")) return false;
    std::error_code unknown;
    const fs::file_status about = fs::status(file, unknown);
    const fs::perms others = fs::perms::group_read | fs::perms::others_read;
    return fs::is_regular_file(about) && (about.permissions() & others) != fs::perms::none;
}

Result<SecretBuffer> read(const Call& call, const Source& source) {
    if (!source.value.empty()) return SecretBuffer{source.value};
    TRY_VOID(check_files_differ(call));
    if (is_open_to_others(source.file))
        log(call, LogLevel::warn, "other users can read this secret",
            {{"file", source.file}, {"remedy", "chmod 600 " + source.file}});
    TRY(SecretBuffer content, adapters::read_file(source.file, kUnicodeBytesMax));
    // Nobody sees it, and it would be part of the secret.
    if (content.text().starts_with("\xef\xbb\xbf"))
        return fail(Reason::bad_utf8,
                    fmt::format("{}: begins with a byte order mark", source.file));
    return content;
}

auto nobody_to_ask(std::string_view what, std::string_view option) {
    const std::string variable = variable_of(option);
    return fail(Reason::bad_usage,
                fmt::format("nobody is at the terminal to type the {}: give --{} FILE or set {}",
                            what, option, variable.substr(0, variable.rfind("_FILE"))));
}

Result<SecretBuffer> secret(const Call& call, std::string_view option, std::string_view what,
                            std::string_view hint = "") {
    TRY(const Source source, source_of(call, option));
    if (source.is_known()) return read(call, source);
    if (!call.console.ask) return nobody_to_ask(what, option);
    return call.console.ask(fmt::format("{}{}: ", what, hint), Echo::off);
}

/// One line: of two, other programs take the first or both.
Result<SecretBuffer> one_line(SecretBuffer password) {
    std::string_view text = password.text();
    text = text.substr(0, text.find_last_not_of("\r\n") + 1);
    if (text.find_first_of("\r\n") != text.npos)
        return fail(Reason::bad_password, "password: more than one line");
    return password;
}

}  // namespace

Option password_option() {
    return {.name = "password-file",
            .value = "FILE",
            .help = "holds the password of the keystores",
            .is_secret = true};
}

Option mnemonic_option() {
    return {
        .name = "mnemonic-file", .value = "FILE", .help = "holds the mnemonic", .is_secret = true};
}

Option passphrase_option() {
    return {.name = "mnemonic-passphrase-file",
            .value = "FILE",
            .help = "holds the BIP-39 passphrase, which nearly nobody has",
            .is_secret = true};
}

Result<SecretBuffer> read_password(const Call& call) {
    TRY(SecretBuffer password, secret(call, password_option().name, "keystore password"));
    return one_line(std::move(password));
}

Result<SecretBuffer> read_new_password(const Call& call) {
    TRY(const Source source, source_of(call, password_option().name));
    TRY(SecretBuffer typed, secret(call, password_option().name, "new keystore password"));
    TRY(SecretBuffer first, one_line(std::move(typed)));
    TRY_VOID(check_new_password(first));
    if (source.is_known()) return first;
    TRY(const SecretBuffer second, call.console.ask("the same again: ", Echo::off));
    if (!equal_constant_time(first.view(), second.view()))
        return fail(Reason::passwords_differ, "nothing was written");
    return first;
}

bool has_mnemonic(const Call& call) {
    const auto source = source_of(call, mnemonic_option().name);
    return !source || source->is_known();  // what is wrong with it, read_mnemonic tells
}

Result<Mnemonic> read_mnemonic(const Call& call) {
    TRY(const SecretBuffer text,
        secret(call, mnemonic_option().name, "mnemonic", " (not shown while you type)"));
    return Mnemonic::parse(text.text());
}

Result<SecretBuffer> read_passphrase(const Call& call) {
    TRY(const Source source, source_of(call, passphrase_option().name));
    if (!source.is_known()) return SecretBuffer{};
    TRY(SecretBuffer passphrase, read(call, source));
    passphrase.shrink(without_line_end(passphrase.text()).size());
    return passphrase;
}

Result<SecretBytes<64>> seed_of(const Call& call, const Mnemonic& mnemonic) {
    TRY(const SecretBuffer passphrase, read_passphrase(call));
    return mnemonic.seed(passphrase.text());
}

Result<> show_mnemonic(const Call& call, const Mnemonic& mnemonic) {
    // The error stream: the terminal itself, even where results are redirected to a file.
    fmt::print(call.console.err,
               "Your mnemonic. Write it on paper: whoever has it has the keys, and nothing else "
               "can make them again.\n\n  ");
    // Straight to the terminal: a formatter's buffer would keep a copy.
    std::fwrite(mnemonic.text().data(), 1, mnemonic.text().size(), call.console.err);
    fmt::print(call.console.err, "\n\n");
    const auto typed =
        call.console.ask("Type it again (four letters of each word will do): ", Echo::on);
    // Answered or not, nobody finds it on the screen or by scrolling back.
    fmt::print(call.console.err, "\033[H\033[2J\033[3J");
    if (!typed)
        return fail(typed.error().reason,
                    typed.error().what + "; no key was made of these words: strike them out");
    const auto again = Mnemonic::parse(typed->text(), mnemonic.language());
    if (!again) return fail(Reason::mnemonic_mistyped, again.error().what + "; no key was made");
    if (!equal_constant_time(bytes_of(again->text()), bytes_of(mnemonic.text())))
        return fail(Reason::mnemonic_mistyped, "these are other words; no key was made");
    return {};
}

}  // namespace stafi::app
