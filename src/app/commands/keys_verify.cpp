#include <algorithm>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/commands/commands.hpp"
#include "app/deposits.hpp"
#include "app/keystore_files.hpp"
#include "app/secrets.hpp"
#include "app/verdicts.hpp"
#include "base/hex.hpp"

namespace stafi::app {
namespace {

namespace fs = std::filesystem;

/// The key belongs to the keystore's path, if there is a mnemonic to compare with.
Result<> compare_path(const std::optional<BlsSecretKey>& master, const Keystore& keystore,
                      const BlsSecretKey& key) {
    if (!master) return {};
    if (keystore.path.empty()) return fail(Reason::bad_path, "path: empty, nothing to compare");
    TRY(const BlsSecretKey derived, derive_path(*master, keystore.path));
    if (derived.public_key() == key.public_key()) return {};
    return fail(Reason::keystore_key_mismatch,
                fmt::format("path: the mnemonic has another key at {}", keystore.path));
}

Result<> verify_keystores(const Call& call, const std::vector<KeystoreFile>& files,
                          Verdicts& verdicts) {
    TRY(const SecretBuffer password, read_password(call));
    std::optional<BlsSecretKey> master;
    if (has_mnemonic(call)) {
        TRY(const Mnemonic mnemonic, read_mnemonic(call));
        TRY(const SecretBytes<64> seed, seed_of(call, mnemonic));
        TRY(BlsSecretKey made, derive_master(seed.view()));
        master = std::move(made);
    }
    TRY(const std::vector<Result<BlsSecretKey>> keys, open_keystores(call, files, password));
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::vector<Cell> row{files[i].file.string(), Cell{}, Cell{}};
        Result<> verdict;
        if (files[i].keystore) row[2] = files[i].keystore->path;
        if (keys[i]) {
            row[1] = to_hex0x(keys[i]->public_key().bytes().view());
            verdict = compare_path(master, *files[i].keystore, *keys[i]);
        } else {
            verdict = tl::unexpected(keys[i].error());
        }
        verdicts.add(std::move(row), verdict);
    }
    return {};
}

/// The deposit data that lie in the same folders.
Result<> verify_deposits(const Call& call, const std::vector<std::string>& places,
                         Verdicts& verdicts) {
    for (const std::string& place : places) {
        std::error_code ignored;
        if (!fs::is_directory(place, ignored)) continue;
        TRY(const std::vector<fs::path> files, adapters::files_in(place));
        for (const fs::path& file : files) {
            if (!file.filename().string().starts_with("deposit_data")) continue;
            const auto checked = check_deposit_file(call, file, {});
            if (!checked) {
                verdicts.add({file.string(), Cell{}}, tl::unexpected(checked.error()));
                continue;
            }
            for (const CheckedDeposit& deposit : *checked)
                verdicts.add({file.string(), to_hex0x(deposit.entry.data.pubkey.view())},
                             deposit.verdict);
        }
    }
    return {};
}

Result<ExitCode> run_keys_verify(const Call& call) {
    std::vector<std::string> places = call.arguments.operands();
    if (places.empty()) places.emplace_back("validator_keys");
    std::vector<KeystoreFile> files;
    for (const std::string& place : places) {
        TRY(std::vector<KeystoreFile> found, read_keystores(place));
        std::ranges::move(found, std::back_inserter(files));
    }
    Verdicts keystores{"keystores", {"keystore", "pubkey", "path"}};
    Verdicts deposits{"deposits", {"deposit_data", "pubkey"}};
    TRY_VOID(verify_keystores(call, files, keystores));
    TRY_VOID(verify_deposits(call, places, deposits));
    const std::size_t wrong = keystores.wrong() + deposits.wrong();
    print(call, {.headline = fmt::format("{} keystores and {} deposits verified, {} wrong",
                                         keystores.checked(), deposits.checked(), wrong),
                 .fields = {{"wrong", std::uint64_t{wrong}, false}},
                 .tables = {keystores.table(), deposits.table()}});
    return wrong == 0 ? ExitCode::done : ExitCode::refused;
}

}  // namespace

Command keys_verify_command() {
    return {.name = "keys verify",
            .summary = "open keystores and check keys, paths and deposit data",
            .text =
                "Opens every keystore (of validator_keys by default) and checks that the key "
                "inside belongs to its public key and, when a mnemonic is given, to its path. "
                "Deposit data in the same folders are checked by all rules of `deposit-data "
                "verify`. Every file is reported; nothing secret is.",
            .operands = "FILE...",
            .options = {password_option(), mnemonic_option(), passphrase_option()},
            .examples = {"keys verify validator_keys --password-file password.txt",
                         "keys verify --mnemonic-file words.txt --password-file password.txt"},
            .run = run_keys_verify};
}

}  // namespace stafi::app
