#include <algorithm>
#include <atomic>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/commands/commands.hpp"
#include "app/key_source.hpp"
#include "app/keystore_files.hpp"
#include "app/operators_file.hpp"
#include "app/report.hpp"
#include "app/words.hpp"
#include "app/work.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "ssv/keyshares.hpp"
#include "ssv/keyshares_file.hpp"

namespace stafi::app {
namespace {

/// Of 13 operators each, in what a reader takes: ssv::kKeysharesFileMax over 17,755 bytes.
constexpr std::size_t kPerFileMax = 3'500;

constexpr std::size_t kSplitAtOnce = 32;  ///< keys of one job: verified together, which is cheaper

/// Who will register the shares, and with which nonces.
struct Registration {
    ssv::OperatorSet operators;
    Address owner;
    OwnerNonce first_nonce;
};

Result<Registration> read_registration(const Call& call) {
    TRY(std::vector<ssv::Operator> operators, read_operators(call));
    if (operators.empty())
        return fail(Reason::bad_usage,
                    "no operators: give --operators-file, or --operator-ids and --operator-keys");
    TRY(ssv::OperatorSet set, ssv::OperatorSet::parse(std::move(operators)));
    TRY(const Address owner, call.arguments.address("owner-address"));
    TRY(const std::uint64_t nonce, call.arguments.number("owner-nonce", 0, UINT32_MAX));
    return Registration{.operators = std::move(set), .owner = owner, .first_nonce = {nonce}};
}

/// Splits, encrypts, signs, and reads it all back as a stranger would. Nonces follow the keys'
/// order.
Result<std::vector<ssv::KeysharesItem>> split_keys(const Call& call,
                                                   const std::vector<SourceKey>& keys,
                                                   const Registration& registration) {
    const std::size_t jobs = (keys.size() + kSplitAtOnce - 1) / kSplitAtOnce;
    TRY(std::vector<Entropy> streams, entropies(jobs));
    std::vector<ssv::KeysharesItem> items(keys.size());
    std::atomic<std::size_t> done = 0;
    const auto job = [&](std::size_t number) -> Result<> {
        const std::size_t first = number * kSplitAtOnce;
        const std::size_t end = std::min(first + kSplitAtOnce, keys.size());
        std::vector<ssv::SplitKey> splits;
        for (std::size_t i = first; i < end; ++i) {
            TRY(ssv::SplitKey split,
                at(keys[i].origin,
                   ssv::split_key(keys[i].key, registration.operators, registration.owner,
                                  registration.first_nonce + OwnerNonce{i}, streams[number])));
            splits.push_back(std::move(split));
        }
        TRY(const std::vector<ssv::VerifiedShares> verified,
            ssv::VerifiedShares::verify(std::move(splits), streams[number]));
        for (std::size_t i = first; i < end; ++i) {
            TRY(items[i], ssv::item_of(verified[i - first], registration.operators));
        }
        done += end - first;
        return {};
    };
    TRY_VOID(run_work(call, {.name = "splitting and verifying keys",
                             .count = jobs,
                             .job = job,
                             .done = [&] { return done.load(); },
                             .total = keys.size()}));
    return items;
}

/// Files of at most `per_file` validators. The first is called as ssv-keys calls its one.
Result<std::vector<std::string>> write_files(const Call& call,
                                             const std::vector<ssv::KeysharesItem>& items,
                                             std::size_t per_file) {
    const std::filesystem::path folder = call.arguments.text("out");
    TRY_VOID(adapters::make_folder(folder));
    std::vector<std::string> files;
    for (std::size_t first = 0; first < items.size(); first += per_file) {
        if (call.console.stop())
            return fail(Reason::interrupted, fmt::format("{} of {} files written", files.size(),
                                                         (items.size() - 1) / per_file + 1));
        const std::size_t end = std::min(first + per_file, items.size());
        const ssv::KeysharesFile content{
            .version = std::string{ssv::kKeysharesVersion},
            .created_at = ssv::created_at_text(call.console.now().value),
            .items = {items.begin() + static_cast<std::ptrdiff_t>(first),
                      items.begin() + static_cast<std::ptrdiff_t>(end)}};
        TRY(const std::filesystem::path file,
            write_dated_file(call, folder, "keyshares-", bytes_of(ssv::write_keyshares(content))));
        files.push_back(file.string());
    }
    return files;
}

Result<ExitCode> run_keyshares_split(const Call& call) {
    TRY(const Registration registration, read_registration(call));
    TRY(const std::uint64_t per_file, call.arguments.number("per-file", 1, kPerFileMax));
    TRY(const std::vector<SourceKey> keys, read_keys(call));
    TRY_VOID(ssv::check_owner_nonces(registration.first_nonce, keys.size()));
    TRY(const std::vector<ssv::KeysharesItem> items, split_keys(call, keys, registration));
    TRY(const std::vector<std::string> files, write_files(call, items, per_file));

    Table shares{.name = "shares",
                 .columns = {"pubkey", "owner_nonce", "origin", "file"},
                 .rows = {},
                 .is_for_people = false};
    for (std::size_t i = 0; i < items.size(); ++i)
        shares.rows.push_back({to_hex0x(items[i].public_key), items[i].owner_nonce.value,
                               keys[i].origin, files[i / per_file]});
    const std::size_t members = registration.operators.committee().size();
    print(call, {.headline = fmt::format(
                     "{} keys split for {} operators, any {} of which can sign; "
                     "all shares verified",
                     items.size(), members, registration.operators.committee().threshold()),
                 .fields = {{"keyshares", join(files, " ")},
                            {"owner_address", to_checksum_text(registration.owner)},
                            {"first_nonce", registration.first_nonce.value},
                            {"next_nonce", registration.first_nonce.value + items.size()}},
                 .tables = {std::move(shares)}});
    return ExitCode::done;
}

}  // namespace

Command keyshares_split_command() {
    std::vector<Option> options = key_source_options();
    for (Option& option : operator_options())
        options.push_back(std::move(option));
    options.push_back({.name = "owner-address",
                       .value = "ADDRESS",
                       .help = "the account that will register the validators",
                       .is_required = true});
    options.push_back({.name = "owner-nonce",
                       .value = "N",
                       .help = "its next nonce on SSV, for the first key; the others follow",
                       .is_required = true});
    options.push_back({.name = "per-file",
                       .value = "N",
                       .help = "validators in one file, such as 80 for the SSV web app",
                       .fallback = std::to_string(kPerFileMax)});
    options.push_back(
        {.name = "out", .value = "FOLDER", .help = "where the files go", .fallback = "keyshares"});
    return {
        .name = "keyshares split",
        .summary = "split validator keys into encrypted shares for SSV operators",
        .text =
            "Splits each key into one share per operator (4, 7, 10 or 13 of them), encrypts "
            "the shares, signs the owner nonce, and verifies everything as a stranger would "
            "before it is written in the format of ssv-keys 1.1.0. Keys are taken in the "
            "order of their file names, as people count.",
        .operands = "",
        .options = std::move(options),
        .examples = {"keyshares split --keystores validator_keys --password-file password.txt \\\n"
                     "      --operators-file operators.json --operator-ids 1,2,3,4 \\\n"
                     "      --owner-address 0x27d64Dd9172E4b59a444817D30F7af8228F174CC "
                     "--owner-nonce 0"},
        .run = run_keyshares_split};
}

}  // namespace stafi::app
