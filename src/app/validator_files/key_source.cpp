#include "app/validator_files/key_source.hpp"

#include <optional>
#include <set>

#include <fmt/format.h>

#include "app/validator_files/keystore_files.hpp"
#include "app/validator_files/secrets.hpp"
#include "app/validator_files/work.hpp"
#include "base/check.hpp"
#include "crypto/custody/validator_tree.hpp"

namespace stafi::app {
namespace {

Result<std::vector<SourceKey>> keys_of_mnemonic(const Call& call) {
    TRY(const KeyRange range, read_range(call));
    TRY(const Mnemonic mnemonic, read_mnemonic(call));
    TRY(const SecretBytes<64> seed, seed_of(call, mnemonic));
    TRY(std::vector<BlsSecretKey> keys, derive_keys(call, seed, range));
    std::vector<SourceKey> found;
    found.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        found.push_back({.key = std::move(keys[i]),
                         .origin = signing_path(range.first + static_cast<std::uint32_t>(i))});
    return found;
}

Result<std::vector<SourceKey>> keys_of_keystores(const Call& call, const std::string& place) {
    TRY(const std::vector<KeystoreFile> files, read_keystores(place));
    TRY(const SecretBuffer password, read_password(call));
    TRY(std::vector<Result<BlsSecretKey>> keys, open_keystores(call, files, password));
    std::vector<SourceKey> found;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        TRY(BlsSecretKey key, std::move(keys[i]));
        found.push_back({.key = std::move(key), .origin = files[i].file});
    }
    return found;
}

}  // namespace

std::vector<Option> range_options() {
    return {
        {.name = "num-validators", .value = "N", .help = "how many validators", .fallback = "1"},
        {.name = "validator-start-index",
         .value = "N",
         .help = "the first one's place in the mnemonic",
         .fallback = "0"}};
}

Result<KeyRange> read_range(const Call& call) {
    TRY(const std::uint64_t count, call.arguments.number("num-validators", 1, kValidatorsMax));
    TRY(const std::uint64_t first,
        call.arguments.number("validator-start-index", 0, kKeyIndexMax.value + 1 - count));
    return KeyRange{.first = static_cast<std::uint32_t>(first), .count = count};
}

std::string signing_path(std::uint32_t index) { return fmt::format("m/12381/3600/{}/0/0", index); }

Result<std::vector<BlsSecretKey>> derive_keys(const Call& call, const SecretBytes<64>& seed,
                                              const KeyRange& range) {
    const ValidatorTree tree = ValidatorTree::of(seed);
    std::vector<std::optional<BlsSecretKey>> derived(range.count);
    const auto job = [&](std::size_t i) -> Result<> {
        derived[i] = tree.key_at({range.first + i});
        return {};
    };
    TRY_VOID(run_work(call, {.name = "deriving keys", .count = range.count, .job = job}));
    std::vector<BlsSecretKey> keys;
    keys.reserve(range.count);
    for (std::optional<BlsSecretKey>& key : derived) {
        CHECK(key.has_value());
        keys.push_back(*std::move(key));
    }
    return keys;
}

std::vector<Option> key_source_options() {
    std::vector<Option> options{
        {.name = "keystores",
         .value = "FILE",
         .help = "a keystore, or a folder of them; the other source is --mnemonic-file"},
        password_option(),
        mnemonic_option(),
        passphrase_option()};
    for (Option& option : range_options()) {
        option.help += ", with a mnemonic";
        options.push_back(std::move(option));
    }
    return options;
}

Result<std::vector<SourceKey>> read_keys(const Call& call) {
    const bool has_keystores = call.arguments.has("keystores");
    if (has_keystores && call.arguments.has("mnemonic-file"))
        return fail(Reason::bad_usage, "--keystores and --mnemonic-file exclude each other");
    for (const Option& option : range_options())
        if (has_keystores && call.arguments.has(option.name))
            return fail(Reason::bad_usage,
                        fmt::format("--{} counts the keys of a mnemonic; of --keystores all are "
                                    "taken: give one file, or a folder of those that are meant",
                                    option.name));
    if (!has_keystores && !has_mnemonic(call))
        return fail(Reason::bad_usage, "no keys: give --keystores or --mnemonic-file");
    TRY(std::vector<SourceKey> keys, has_keystores
                                         ? keys_of_keystores(call, call.arguments.text("keystores"))
                                         : keys_of_mnemonic(call));
    std::set<BlsPubkey> seen;
    for (const SourceKey& key : keys)
        if (!seen.insert(key.key.public_key()).second)
            return fail(Reason::duplicate_key,
                        fmt::format("{}: its key was in another file before", key.origin));
    return keys;
}

}  // namespace stafi::app
