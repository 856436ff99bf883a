#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "adapters/system_entropy.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/validator_files/secrets.hpp"
#include "app/validator_files/validators.hpp"

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

/// Somebody or something can take the mnemonic.
Result<> check_hand_over(const Call& call) {
    if (call.arguments.has("mnemonic-file"))
        return adapters::check_new_file(call.arguments.text("mnemonic-file"));
    if (call.console.ask) return {};
    return fail(Reason::bad_usage,
                "nobody is at the terminal to write the mnemonic down: give --mnemonic-file");
}

/// Puts the mnemonic where its owner can keep it, before there is any key of it.
Result<> hand_over(const Call& call, const Mnemonic& mnemonic) {
    if (!call.arguments.has("mnemonic-file")) return show_mnemonic(call, mnemonic);
    return adapters::write_new_file(call.arguments.text("mnemonic-file"),
                                    bytes_of(mnemonic.text()));
}

/// `keys new` again would make another mnemonic.
Error with_way_on(Error error) {
    error.what += error.reason == Reason::file_exists
                      ? "; the mnemonic is made: `keys import` makes its keys in another folder"
                      : "; the mnemonic is made: go on with `keys import` and the same options";
    return error;
}

Result<ExitCode> run_keys_new(const Call& call) {
    TRY(const ValidatorOrder order, read_order(call));
    TRY(const MnemonicLanguage language, parse_language(call.arguments.text("mnemonic-language")));
    TRY_VOID(check_no_keystores(order));
    TRY_VOID(check_hand_over(call));
    TRY(const SecretBuffer password, read_new_password(call));
    TRY(Entropy entropy, adapters::system_entropy());
    TRY(const Mnemonic mnemonic, Mnemonic::generate(kNewMnemonicWords, language, entropy));
    TRY_VOID(hand_over(call, mnemonic));
    TRY(const SecretBytes<64> seed, mnemonic.seed());
    auto report = make_validators(call, order, seed, password);
    if (!report) return tl::unexpected(with_way_on(std::move(report).error()));
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

/// What both commands share: the options of validators come first, and examples need an address.
Command validator_command(Command own) {
    std::vector<Option> options = validator_options();
    std::ranges::move(own.options, std::back_inserter(options));
    own.options = std::move(options);
    for (std::string& example : own.examples)
        example = fmt::format("{} --withdrawal-address {}{}", own.name, kAddress, example);
    return own;
}

}  // namespace

Command keys_new_command() {
    return validator_command(
        {.name = "keys new",
         .summary = "make validators from a new mnemonic: keystores and deposit data",
         .text = "Makes a mnemonic of 24 words, shows it once (or writes it to a file that only "
                 "you can read), and makes keystores and deposit data as the ethstaker deposit "
                 "CLI does, in its file formats. Everything written is read back and verified. "
                 "When it was interrupted, go on with `keys import`.",
         .operands = "",
         .options = {{.name = "mnemonic-file",
                      .value = "FILE",
                      .help = "writes the new mnemonic to this file instead of showing it"},
                     {.name = "mnemonic-language",
                      .value = "LANGUAGE",
                      .help = "the language of the new mnemonic: " + all_languages(),
                      .fallback = "english"}},
         .examples = {"",
                      " \\\n      --network hoodi --num-validators 50 \\\n"
                      "      --password-file password.txt --mnemonic-file words.txt"},
         .run = run_keys_new});
}

Command keys_import_command() {
    return validator_command(
        {.name = "keys import",
         .summary = "make validators from an existing mnemonic: keystores and deposit data",
         .text = "Reads a mnemonic in any of the ten BIP-39 languages, from a file or the "
                 "terminal, and makes keystores and deposit data. Run it again after an "
                 "interruption: keystores that are there already are opened, compared with the "
                 "mnemonic and kept.",
         .operands = "",
         .options = {mnemonic_option(), passphrase_option()},
         .examples = {"",
                      " \\\n      --validator-start-index 50 --num-validators 10 "
                      "--compounding --amount 64eth \\\n"
                      "      --mnemonic-file words.txt --password-file password.txt"},
         .run = run_keys_import});
}

}  // namespace stafi::app
