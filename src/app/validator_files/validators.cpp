#include "app/validator_files/validators.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "adapters/system_entropy.hpp"
#include "app/cli/words.hpp"
#include "app/validator_files/keystore_files.hpp"
#include "app/validator_files/secrets.hpp"
#include "app/validator_files/work.hpp"
#include "base/amount.hpp"
#include "base/hex.hpp"

namespace stafi::app {
namespace {

namespace fs = std::filesystem;

/// Keystores that lie in the folder for paths of the range, and the place of each in the range.
struct Present {
    std::vector<KeystoreFile> files;
    std::vector<std::size_t> places;
};

/// One validator on its way.
struct Made {
    BlsSecretKey key;
    std::string path;
    fs::path file = {};  ///< empty until its keystore is there
    bool is_kept = false;
};

std::string path_at(const KeyRange& range, std::size_t place) {
    return signing_path(range.first + static_cast<std::uint32_t>(place));
}

/// A file that is called like a keystore for the path at `place` of the range.
struct NamedFile {
    std::size_t place;
    fs::path file;
};

Result<std::vector<NamedFile>> find_named(const ValidatorOrder& order) {
    const fs::path& folder = order.folder.path();
    TRY(const std::vector<fs::path> files, adapters::files_in(folder));
    std::vector<NamedFile> found;
    for (std::size_t i = 0; i < order.range.count; ++i) {
        const std::string start = keystore_name_start(path_at(order.range, i));
        // Sorted by name: all that begin alike lie together.
        for (auto at = std::ranges::lower_bound(files, folder / start);
             at != files.end() && at->filename().string().starts_with(start); ++at)
            found.push_back({.place = i, .file = *at});
    }
    return found;
}

Result<Present> find_present(const ValidatorOrder& order) {
    TRY(const std::vector<NamedFile> found, find_named(order));
    Present present;
    for (const NamedFile& named : found) {
        TRY(std::vector<KeystoreFile> one, read_keystores(named.file));
        present.files.push_back(std::move(one.front()));
        present.places.push_back(named.place);
    }
    return present;
}

/// No keystore that is called otherwise holds one of the keys: whoever runs both, runs it twice.
Result<> check_no_others(const fs::path& folder, const Present& present,
                         const std::vector<Made>& validators) {
    std::map<PubkeyBytes, const Made*> by_key;
    for (const Made& validator : validators)
        by_key.emplace(validator.key.public_key().bytes(), &validator);
    std::set<fs::path> ours;
    for (const KeystoreFile& file : present.files)
        ours.insert(file.file);
    const auto all = read_keystores(folder);
    if (!all && all.error().reason == Reason::file_missing) return {};
    if (!all) return tl::unexpected(all.error());
    for (const KeystoreFile& other : *all) {
        if (ours.contains(other.file) || !other.keystore) continue;
        const auto& pubkey = other.keystore->pubkey;
        const auto made = pubkey ? by_key.find(*pubkey) : by_key.end();
        if (made != by_key.end())
            return fail(Reason::file_exists,
                        fmt::format("{}: holds the key for {} under another name",
                                    other.file.string(), made->second->path));
    }
    return {};
}

bool is_same_key(const BlsSecretKey& a, const BlsSecretKey& b) {
    return equal_constant_time(a.bytes().view(), b.bytes().view());
}

/// Every one of `files` opens to the key of the validator at its place.
Result<> check_keys(const Call& call, const Present& present, const std::vector<Made>& validators,
                    const SecretBuffer& password) {
    TRY(const std::vector<Result<BlsSecretKey>> keys,
        open_keystores(call, present.files, password));
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!keys[i]) return tl::unexpected(keys[i].error());
        if (!is_same_key(*keys[i], validators[present.places[i]].key))
            return fail(Reason::file_exists,
                        fmt::format("{}: holds the key of another mnemonic for this path",
                                    present.files[i].file.string()));
    }
    return {};
}

Result<> write_keystores(const Call& call, const ValidatorOrder& order,
                         std::vector<Made>& validators, const SecretBuffer& password) {
    std::vector<Made*> missing;
    for (Made& validator : validators)
        if (validator.file.empty()) missing.push_back(&validator);
    if (missing.empty()) return {};
    TRY(std::vector<Entropy> streams, entropies(missing.size() + 1));
    TRY(const KeystoreSealer sealer, KeystoreSealer::with(password, order.cost, streams.back()));
    const auto job = [&](std::size_t i) -> Result<> {
        const std::string text =
            to_json(sealer.seal(missing[i]->key, missing[i]->path, streams[i]));
        TRY(missing[i]->file,
            write_dated_file(call, order.folder.path(), keystore_name_start(missing[i]->path),
                             bytes_of(text)));
        return {};
    };
    TRY_VOID(run_work(call, {.name = "writing keystores",
                             .count = missing.size(),
                             .job = job,
                             .kept = validators.size() - missing.size()}));

    Present written;
    for (std::size_t i = 0; i < validators.size(); ++i) {
        if (validators[i].is_kept) continue;
        TRY(std::vector<KeystoreFile> one, read_keystores(validators[i].file));
        written.files.push_back(std::move(one.front()));
        written.places.push_back(i);
    }
    return check_keys(call, written, validators, password);
}

Report report_of(const ValidatorOrder& order, const std::vector<Made>& validators,
                 const std::vector<eth::DepositEntry>& deposits, const FiledDeposits& filed) {
    Table keys{.name = "keys",
               .columns = {"pubkey", "path", "file", "is_kept"},
               .rows = {},
               .is_for_people = false};
    std::uint64_t kept = 0;
    for (std::size_t i = 0; i < validators.size(); ++i) {
        keys.rows.push_back({to_hex0x(deposits[i].data.pubkey.view()), validators[i].path,
                             validators[i].file.string(), validators[i].is_kept});
        if (validators[i].is_kept) ++kept;
    }
    const std::uint64_t written = validators.size() - kept;
    Report report{
        .headline = fmt::format("{} written and read back, {} verified and kept",
                                counted(written, "keystore"), kept),
        .fields = {{"folder", order.folder.path().string()},
                   {"written", written, false},
                   {"kept", kept, false},
                   {"deposit_data", filed.text()},
                   {"network", order.terms.network.name},
                   {"withdrawal_credentials",
                    to_hex0x(eth::to_bytes(order.terms.credentials).view())},
                   {"amount_each", to_text(order.terms.amount)},
                   {"amount_sum", to_text(validators.size() * to_wei(order.terms.amount))}},
        .tables = {std::move(keys)}};
    if (const std::string caveat = filed.caveat(); !caveat.empty())
        report.fields.push_back({"caveat", caveat});
    return report;
}

}  // namespace

std::vector<Option> validator_options() {
    std::vector<Option> options = range_options();
    for (Option& option : deposit_options())
        options.push_back(std::move(option));
    options.push_back(password_option());
    options.push_back({.name = "kdf",
                       .value = "scrypt|pbkdf2",
                       .help = "what slows down guessing of the password",
                       .fallback = "scrypt"});
    options.push_back({.name = "out",
                       .value = "FOLDER",
                       .help = "where keystores and deposit data go",
                       .fallback = "validator_keys"});
    return options;
}

Result<ValidatorOrder> read_order(const Call& call) {
    TRY(const KeyRange range, read_range(call));
    TRY(DepositTerms terms, read_terms(call));
    TRY(adapters::OutputFolder folder, adapters::OutputFolder::claim(call.arguments.text("out")));
    const bool is_scrypt = call.arguments.text("kdf") == "scrypt";
    return ValidatorOrder{.range = range,
                          .terms = std::move(terms),
                          .cost = is_scrypt ? KdfCost{ScryptCost{}} : KdfCost{Pbkdf2Cost{}},
                          .folder = std::move(folder)};
}

Result<> check_no_keystores(const ValidatorOrder& order) {
    TRY(const std::vector<NamedFile> found, find_named(order));
    if (!found.empty())
        return fail(Reason::file_exists,
                    fmt::format("{}: is of another mnemonic, and a new one would have a keystore "
                                "for the same path",
                                found.front().file.string()));
    // Whatever deposits are there, they are of other keys; but they must be readable.
    TRY_VOID(find_deposits({order.folder.path()}, {}, order.terms.network));
    return {};
}

Result<Report> make_validators(const Call& call, const ValidatorOrder& order,
                               const SecretBytes<64>& seed, const SecretBuffer& password) {
    TRY(std::vector<BlsSecretKey> keys, derive_keys(call, seed, order.range));
    std::vector<Made> validators;
    validators.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        validators.push_back({.key = keys[i].copy(), .path = path_at(order.range, i)});

    TRY(const Present present, find_present(order));
    TRY_VOID(check_keys(call, present, validators, password));
    TRY_VOID(check_no_others(order.folder.path(), present, validators));
    for (std::size_t i = 0; i < present.files.size(); ++i) {
        validators[present.places[i]].file = present.files[i].file;
        validators[present.places[i]].is_kept = true;
    }
    TRY(const std::vector<eth::DepositEntry> deposits, sign_deposits(call, keys, order.terms));
    TRY(FiledDeposits filed, find_deposits({order.folder.path()}, deposits, order.terms.network));
    TRY_VOID(write_keystores(call, order, validators, password));
    TRY_VOID(write_missing(call, order.folder.path(), filed));
    return report_of(order, validators, deposits, filed);
}

}  // namespace stafi::app
