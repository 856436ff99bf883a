#include <fmt/format.h>

#include "adapters/files.hpp"
#include "adapters/system_entropy.hpp"
#include "app/commands/commands.hpp"
#include "app/secrets.hpp"
#include "app/validators.hpp"
#include "app/words.hpp"

// keys new, keys import: validators from a mnemonic.

namespace stafi::app {
namespace {

constexpr std::size_t kNewMnemonicWords = 24;
constexpr std::string_view kAddress = "0x27d64Dd9172E4b59a444817D30F7af8228F174CC";

std::string all_languages() {
    std::vector<std::string> names;
    for (auto language = MnemonicLanguage::chinese_simplified;;
         language = static_cast<MnemonicLanguage>(static_cast<int>(language) + 1)) {
        names.emplace_back(text_of(language));
        if (language == MnemonicLanguage::spanish) return join(names, ", ");
    }
}

/// Puts the mnemonic where its owner can keep it, before there is any key of it.
Result<> hand_over(const Call& call, const Mnemonic& mnemonic) {
    const std::string file = call.arguments.text("mnemonic-file");
    if (file.empty()) return show_mnemonic(call, mnemonic);
    return adapters::write_new_file(file, bytes_of(mnemonic.text()));
}

Result<ExitCode> run_keys_new(const Call& call) {
    TRY(const ValidatorOrder order, read_order(call));
    TRY(const SecretBuffer password, read_new_password(call));
    TRY(const MnemonicLanguage language, parse_language(call.arguments.text("mnemonic-language")));
    TRY(Entropy entropy, adapters::system_entropy());
    TRY(const Mnemonic mnemonic, Mnemonic::generate(kNewMnemonicWords, language, entropy));
    TRY_VOID(hand_over(call, mnemonic));
    TRY(const SecretBytes<64> seed, mnemonic.seed());
    auto report = make_validators(call, order, seed, password);
    if (!report) {  // `keys new` again would make another mnemonic
        Error error = std::move(report).error();
        error.what += "; the mnemonic is made: go on with `keys import` and the same options";
        return tl::unexpected(std::move(error));
    }
    if (call.arguments.has("mnemonic-file"))
        report->fields.push_back({"mnemonic_file", call.arguments.text("mnemonic-file")});
    print(call, *report);
    return ExitCode::done;
}

Result<ExitCode> run_keys_import(const Call& call) {
    TRY(const ValidatorOrder order, read_order(call));
    TRY(const Mnemonic mnemonic, read_mnemonic(call));
    TRY(const SecretBytes<64> seed, seed_of(call, mnemonic));
    TRY(const SecretBuffer password, read_new_password(call));
    TRY(const Report report, make_validators(call, order, seed, password));
    print(call, report);
    return ExitCode::done;
}

}  // namespace

Command keys_new_command() {
    std::vector<Option> options = validator_options();
    options.push_back({.name = "mnemonic-file",
                       .value = "FILE",
                       .help = "writes the new mnemonic to this file instead of showing it"});
    options.push_back({.name = "mnemonic-language",
                       .value = "LANGUAGE",
                       .help = "the language of the new mnemonic: " + all_languages(),
                       .fallback = "english"});
    return {.name = "keys new",
            .summary = "make validators from a new mnemonic: keystores and deposit data",
            .text =
                "Makes a mnemonic of 24 words, shows it once (or writes it to a file that only "
                "you can read), and makes keystores and deposit data as the ethstaker deposit "
                "CLI does, in its file formats. Everything written is read back and verified. "
                "When it was interrupted, go on with `keys import`.",
            .operands = "",
            .options = std::move(options),
            .examples = {fmt::format("keys new --withdrawal-address {}", kAddress),
                         fmt::format("keys new --network hoodi --num-validators 50 \\\n"
                                     "      --withdrawal-address {} \\\n"
                                     "      --password-file password.txt --mnemonic-file words.txt",
                                     kAddress)},
            .run = run_keys_new};
}

Command keys_import_command() {
    std::vector<Option> options = validator_options();
    options.push_back(mnemonic_option());
    options.push_back(passphrase_option());
    return {
        .name = "keys import",
        .summary = "make validators from an existing mnemonic: keystores and deposit data",
        .text =
            "Reads a mnemonic in any of the ten BIP-39 languages, from a file or the "
            "terminal, and makes keystores and deposit data. Run it again after an "
            "interruption: keystores that are there already are opened, compared with the "
            "mnemonic and kept.",
        .operands = "",
        .options = std::move(options),
        .examples = {fmt::format("keys import --withdrawal-address {}", kAddress),
                     fmt::format("keys import --validator-start-index 50 --num-validators 10 \\\n"
                                 "      --withdrawal-address {} --compounding --amount 64eth \\\n"
                                 "      --mnemonic-file words.txt --password-file password.txt",
                                 kAddress)},
        .run = run_keys_import};
}

}  // namespace stafi::app
