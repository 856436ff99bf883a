#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/config/networks.hpp"
#include "app/validator_files/deposits.hpp"
#include "app/validator_files/keystore_files.hpp"
#include "app/validator_files/secrets.hpp"
#include "app/validator_files/verdicts.hpp"
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

/// Keys that have a keystore, and the first file of each.
using Holders = std::map<PubkeyBytes, fs::path>;

/// A key has one keystore: whoever runs two runs it twice, and is slashed.
Result<> take_key(Holders& holders, const PubkeyBytes& key, const fs::path& file) {
    const auto [first, is_new] = holders.emplace(key, file);
    if (is_new) return {};
    return fail(Reason::duplicate_key,
                fmt::format("pubkey: {} holds the same key", first->second.string()));
}

/// Checks every keystore; what holds a key, if only by its own account, is added to `holders`.
Result<> verify_keystores(const Call& call, const std::vector<KeystoreFile>& files,
                          Verdicts& verdicts, Holders& holders) {
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
            const PubkeyBytes key = keys[i]->public_key().bytes();
            row[1] = to_hex0x(key.view());
            verdict = compare_path(master, *files[i].keystore, *keys[i]);
            const auto taken = take_key(holders, key, files[i].file);
            if (verdict) verdict = taken;
        } else {
            verdict = tl::unexpected(keys[i].error());
            if (const Keystore* keystore = files[i].keystore ? &*files[i].keystore : nullptr;
                keystore != nullptr && keystore->pubkey)
                holders.emplace(*keystore->pubkey, files[i].file);
        }
        verdicts.add(std::move(row), verdict);
    }
    return {};
}

/// The file itself, whatever name or link led to it.
fs::path identity_of(const fs::path& file) {
    std::error_code unknown;
    const fs::path path = fs::canonical(file, unknown);
    return unknown ? file.lexically_normal() : path;  // who cannot be found cannot be read either
}

/// The deposit data that lie in the same folders: each for itself, beside the others, and beside
/// the keystores.
Result<> verify_deposits(const Call& call, const std::vector<std::string>& places,
                         const Holders& holders, Verdicts& verdicts) {
    TRY(const eth::Network network, network_of(call.config()));
    std::vector<CheckedDeposit> deposits;
    std::set<fs::path> seen;
    for (const std::string& place : places) {
        std::error_code ignored;
        if (!fs::is_directory(place, ignored)) continue;
        TRY(const std::vector<fs::path> files, adapters::files_in(place));
        for (const fs::path& file : files) {
            if (!is_deposit_file(file)) continue;
            if (!seen.insert(identity_of(file)).second) continue;
            auto checked = check_deposit_file(call, file, {});
            if (!checked) {
                verdicts.add({file.string(), Cell{}}, tl::unexpected(checked.error()));
                continue;
            }
            refuse_repeated_keys(*checked);
            std::ranges::move(*checked, std::back_inserter(deposits));
        }
    }
    refuse_rival_deposits(deposits, network);
    for (CheckedDeposit& deposit : deposits) {
        const PubkeyBytes& key = deposit.entry.data.pubkey;
        if (deposit.verdict && !holders.contains(key))
            deposit.verdict = fail(Reason::keystore_missing, "pubkey: no keystore holds this key");
        verdicts.add({deposit.file.string(), to_hex0x(key.view())}, deposit.verdict);
    }
    return {};
}

/// What the places name, every file once. A folder may hold nothing but deposit data, as long as
/// another place has the keystores.
Result<std::vector<KeystoreFile>> read_all(const std::vector<std::string>& places) {
    std::vector<KeystoreFile> files;
    std::set<fs::path> seen;
    std::optional<Error> nothing_there;
    for (const std::string& place : places) {
        auto found = read_keystores(place);
        if (!found) {
            const auto others = adapters::files_in(place);
            if (!others || std::ranges::none_of(*others, is_deposit_file))
                return tl::unexpected(std::move(found).error());
            if (!nothing_there) nothing_there = std::move(found).error();
            continue;
        }
        for (KeystoreFile& file : *found)
            if (seen.insert(identity_of(file.file)).second) files.push_back(std::move(file));
    }
    if (files.empty() && nothing_there) return tl::unexpected(*std::move(nothing_there));
    return files;
}

Result<ExitCode> run_keys_verify(const Call& call) {
    std::vector<std::string> places = call.arguments.operands();
    if (places.empty()) places.emplace_back("validator_keys");
    TRY(const std::vector<KeystoreFile> files, read_all(places));
    Holders holders;
    Verdicts keystores{"keystores", {"keystore", "pubkey", "path"}};
    Verdicts deposits{"deposits", {"deposit_data", "pubkey"}};
    TRY_VOID(verify_keystores(call, files, keystores, holders));
    TRY_VOID(verify_deposits(call, places, holders, deposits));
    const std::size_t wrong = keystores.wrong() + deposits.wrong();
    std::set<Reason> reasons = keystores.reasons();
    reasons.insert(deposits.reasons().begin(), deposits.reasons().end());
    Report report{.headline = fmt::format("{} and {} checked, {} wrong",
                                          counted(keystores.checked(), "keystore"),
                                          counted(deposits.checked(), "deposit"), wrong),
                  .fields = {{"wrong", std::uint64_t{wrong}, false}},
                  .tables = {keystores.table(), deposits.table(), remedies_for(reasons)}};
    std::vector<std::string> not_compared;
    if (!has_mnemonic(call)) not_compared.emplace_back("paths with a mnemonic");
    if (deposits.checked() > 0)
        not_compared.emplace_back("withdrawal address (see `deposit-data verify`)");
    add_not_compared(report, not_compared);
    print(call, report);
    return wrong == 0 ? ExitCode::done : ExitCode::refused;
}

}  // namespace

Command keys_verify_command() {
    return {
        .name = "keys verify",
        .summary = "open keystores and check keys, paths and deposit data",
        .text =
            "Opens every keystore (of validator_keys by default) and checks that the key "
            "inside belongs to its public key and, when a mnemonic is given, to its path. "
            "No key may have two keystores. Deposit data in the same folders are checked by all "
            "rules of `deposit-data verify`; each deposit needs a keystore, and those of one "
            "key must agree: on the credentials, and on amounts that fit one validator "
            "together. Every file is reported; nothing secret is.",
        .operands = "FILE...",
        .options = {password_option(), mnemonic_option(), passphrase_option()},
        .examples = {"keys verify validator_keys --password-file password.txt",
                     "keys verify --mnemonic-file words.txt --password-file password.txt"},
        .run = run_keys_verify};
}

}  // namespace stafi::app
