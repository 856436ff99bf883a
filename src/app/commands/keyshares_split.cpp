#include <algorithm>
#include <atomic>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/cli/report.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/validator_files/keyshares_files.hpp"
#include "app/validator_files/keystore_files.hpp"
#include "app/validator_files/operators_file.hpp"
#include "app/validator_files/work.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "ssv/keyshares/keyshares.hpp"
#include "ssv/keyshares/keyshares_file.hpp"

namespace stafi::app {
namespace {

namespace fs = std::filesystem;

/// Of 13 operators each, in what a reader takes: ssv::kKeysharesFileMax over 17,755 bytes.
constexpr std::size_t kPerFileMax = 3'500;

constexpr std::size_t kSplitAtOnce = 32;  ///< keys of one job: verified together, which is cheaper

/// Keys that are split, at the least, before the files that are complete are written: an
/// interruption costs the last of these rounds, which is up to one file more: some seconds.
constexpr std::size_t kPerRound = 1'000;

/// Neighbouring keys, by their places, whose shares go into one file.
struct NewFile {
    std::size_t first = 0;
    std::size_t end = 0;
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

/// Splits, encrypts, signs, and reads it all back as a stranger would: the keys at `places`, the
/// nonce of each as many above the first as its place is. `kept` others have their shares already.
Result<std::vector<ssv::KeysharesItem>> split_keys(const Call& call,
                                                   const std::vector<SourceKey>& keys,
                                                   const std::vector<std::size_t>& places,
                                                   const Registration& registration,
                                                   std::size_t kept) {
    const std::size_t jobs = (places.size() + kSplitAtOnce - 1) / kSplitAtOnce;
    TRY(std::vector<Entropy> streams, entropies(jobs));
    std::vector<ssv::KeysharesItem> items(places.size());
    std::atomic<std::size_t> done = 0;
    const auto job = [&](std::size_t number) -> Result<> {
        const std::size_t first = number * kSplitAtOnce;
        const std::size_t end = std::min(first + kSplitAtOnce, places.size());
        std::vector<ssv::SplitKey> splits;
        for (std::size_t i = first; i < end; ++i) {
            const SourceKey& source = keys[places[i]];
            const OwnerNonce nonce = registration.first_nonce + OwnerNonce{places[i]};
            TRY(ssv::SplitKey split,
                at(source.origin, ssv::split_key(source.key, registration.operators,
                                                 registration.owner, nonce, streams[number])));
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
                             .total = keys.size() - kept,
                             .kept = kept}));
    return items;
}

/// Files of at most `per_file` validators for the keys that have no file yet.
std::vector<NewFile> files_to_make(const std::vector<fs::path>& files, std::size_t per_file) {
    std::vector<NewFile> wanted;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].empty()) continue;
        const bool goes_on = !wanted.empty() && wanted.back().end == i &&
                             wanted.back().end - wanted.back().first < per_file;
        if (!goes_on) wanted.push_back({.first = i, .end = i});
        ++wanted.back().end;
    }
    return wanted;
}

/// Writes the next of `items` into each file, and into `files` where each key's shares are then.
Result<> write_files(const Call& call, const fs::path& folder, std::span<const NewFile> wanted,
                     std::span<const ssv::KeysharesItem> items, std::vector<fs::path>& files) {
    for (const NewFile& one : wanted) {
        if (call.console.stop())
            return fail(Reason::interrupted,
                        fmt::format("no file written for {} keys", items.size()));
        const std::size_t count = one.end - one.first;
        const auto part = items.first(count);
        items = items.subspan(count);
        const ssv::KeysharesFile content{
            .version = std::string{ssv::kKeysharesVersion},
            .created_at = ssv::created_at_text(call.console.now().value),
            .items = {part.begin(), part.end()}};
        // The first of a second is called as ssv-keys calls its one.
        TRY(const fs::path file,
            write_dated_file(call, folder, "keyshares-", bytes_of(ssv::write_keyshares(content))));
        std::fill_n(files.begin() + static_cast<std::ptrdiff_t>(one.first), count, file);
    }
    return {};
}

/// Splits the keys that have no file yet.
Result<> make_missing(const Call& call, const fs::path& folder, const std::vector<SourceKey>& keys,
                      const Registration& registration, std::size_t per_file,
                      std::vector<fs::path>& files) {
    const std::vector<NewFile> wanted = files_to_make(files, per_file);
    for (auto next = wanted.begin(); next != wanted.end();) {
        const auto first = next;
        const auto kept = std::ranges::count_if(files, [](const auto& f) { return !f.empty(); });
        std::vector<std::size_t> places;
        for (; next != wanted.end() && places.size() < kPerRound; ++next)
            for (std::size_t i = next->first; i < next->end; ++i)
                places.push_back(i);
        TRY(const std::vector<ssv::KeysharesItem> items,
            split_keys(call, keys, places, registration, static_cast<std::size_t>(kept)));
        TRY_VOID(write_files(call, folder, {first, next}, items, files));
    }
    return {};
}

Report report_of(const std::vector<SourceKey>& keys, const Registration& registration,
                 const std::vector<fs::path>& files, const std::vector<fs::path>& kept) {
    Table shares{.name = "shares",
                 .columns = {"pubkey", "owner_nonce", "origin", "file", "is_kept"},
                 .rows = {},
                 .is_for_people = false};
    std::vector<std::string> names;
    std::uint64_t kept_count = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const bool is_kept = !kept[i].empty();
        shares.rows.push_back({to_hex0x(keys[i].key.public_key().bytes().view()),
                               registration.first_nonce.value + i, keys[i].origin,
                               files[i].string(), is_kept});
        if (is_kept) ++kept_count;
        if (i == 0 || files[i] != files[i - 1]) names.push_back(files[i].string());
    }
    const ssv::Committee& committee = registration.operators.committee();
    const std::string before =
        kept_count == 0 ? "" : fmt::format("{} verified and kept; ", kept_count);
    Report report{.headline = fmt::format("{} split for {} operators, any {} of which can sign; "
                                          "{}all shares verified",
                                          counted(keys.size(), "key"), committee.size(),
                                          committee.threshold(), before),
                  .fields = {{"keyshares", join(names, " ")},
                             {"owner_address", to_checksum_text(registration.owner)},
                             {"first_nonce", registration.first_nonce.value},
                             {"next_nonce", registration.first_nonce.value + keys.size()},
                             {"written", keys.size() - kept_count, false},
                             {"kept", kept_count, false}},
                  .tables = {std::move(shares)}};
    if (kept_count > 0) report.fields.push_back({"caveat", std::string{ssv::kCiphertextCaveat}});
    return report;
}

Result<ExitCode> run_keyshares_split(const Call& call) {
    TRY(const Registration registration, read_registration(call));
    TRY(const std::uint64_t per_file, call.arguments.number("per-file", 1, kPerFileMax));
    TRY(const adapters::OutputFolder folder,
        adapters::OutputFolder::claim(call.arguments.text("out")));
    TRY(const std::vector<SourceKey> keys, read_keys(call));
    TRY_VOID(ssv::check_owner_nonces(registration.first_nonce, keys.size()));
    TRY(const std::vector<fs::path> kept,
        find_kept_shares(call, folder.path(), keys, registration));
    std::vector<fs::path> files = kept;
    TRY_VOID(make_missing(call, folder.path(), keys, registration, per_file, files));
    print(call, report_of(keys, registration, files, kept));
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
            "order of their file names, as people count. Run it again after an interruption: "
            "files that are there already are verified and kept.",
        .operands = "",
        .options = std::move(options),
        .examples = {"keyshares split --keystores validator_keys --password-file password.txt \\\n"
                     "      --operators-file operators.json --operator-ids 1,2,3,4 \\\n"
                     "      --owner-address 0x27d64Dd9172E4b59a444817D30F7af8228F174CC "
                     "--owner-nonce 0"},
        .run = run_keyshares_split};
}

}  // namespace stafi::app
