#include "adapters/files.hpp"
#include "adapters/system_entropy.hpp"
#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"
#include "app/validator_files/secrets.hpp"
#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/custody/sealed_mnemonic.hpp"
#include "crypto/custody/validator_tree.hpp"

// keys seal: a mnemonic under a password.

namespace stafi::app {
namespace {

Result<ExitCode> run_keys_seal(const Call& call) {
    const std::string file = call.arguments.text("sealed-file");
    TRY_VOID(adapters::check_new_file(file));
    TRY(const Mnemonic mnemonic, read_mnemonic(call));
    TRY(const SecretBuffer passphrase, read_passphrase(call));
    TRY(const SecretBuffer password, read_new_password(call));
    TRY(Entropy entropy, adapters::system_entropy());
    TRY(const std::string sealed,
        seal_mnemonic(mnemonic, passphrase.text(), password, ScryptCost{}, entropy));
    // What is written opens again, to the same keys.
    TRY(const SecretBytes<64> seed, open_mnemonic(sealed, password));
    TRY(const SecretBytes<64> wanted, mnemonic.seed(passphrase.text()));
    CHECK(equal_constant_time(seed.view(), wanted.view()));
    TRY_VOID(adapters::write_new_file(file, bytes_of(sealed)));
    const BlsPubkey first = ValidatorTree::of(seed).key_at({0}).public_key();
    print(call, {.headline = "The mnemonic is sealed: keep the words on paper all the same.",
                 .fields = {{"file", file}, {"first_key", to_hex0x(first.bytes().view())}},
                 .tables = {}});
    return ExitCode::done;
}

}  // namespace

Command keys_seal_command() {
    return {.name = "keys seal",
            .summary = "seal a mnemonic under a password, for a router that makes keys by itself",
            .text =
                "Reads a mnemonic in any of the ten BIP-39 languages, from a file or the "
                "terminal, and writes it to a new file that only its password opens (scrypt; "
                "docs/formats/sealed-mnemonic.md). The file is as secret as its password is "
                "good, and replaces no paper: without the password nobody opens it.",
            .operands = "",
            .options = {mnemonic_option(),
                        passphrase_option(),
                        password_option(),
                        {.name = "sealed-file",
                         .value = "FILE",
                         .help = "the new file",
                         .fallback = "sealed-mnemonic.json"}},
            .examples = {"keys seal",
                         "keys seal --mnemonic-file words.txt --password-file password.txt \\\n"
                         "      --sealed-file /var/lib/stafi-router/sealed-mnemonic.json"},
            .run = run_keys_seal};
}

}  // namespace stafi::app
