#include "app/validator_files/keystore_files.hpp"

#include <algorithm>
#include <atomic>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/validator_files/work.hpp"
#include "base/overloaded.hpp"

namespace stafi::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kDatedNamesTried = 100'000;

/// Compares runs of digits as numbers: "a2" is before "a10".
bool counts_before(std::string_view a, std::string_view b) {
    constexpr std::string_view all_digits = "0123456789";
    const auto is_digit = [&](char c) { return all_digits.find(c) != all_digits.npos; };
    const auto take_number = [&](std::string_view& text) {
        std::string_view digits = text.substr(0, text.find_first_not_of(all_digits));
        text.remove_prefix(digits.size());
        digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
        return digits;
    };
    while (!a.empty() && !b.empty()) {
        if (is_digit(a.front()) && is_digit(b.front())) {
            const std::string_view x = take_number(a);
            const std::string_view y = take_number(b);
            if (x.size() != y.size()) return x.size() < y.size();
            if (x != y) return x < y;
        } else {
            if (a.front() != b.front()) return a.front() < b.front();
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    return a.size() < b.size();
}

KeystoreFile read_keystore(const fs::path& file) {
    const auto content = adapters::read_file(file, kKeystoreJsonMax);
    if (!content) return {.file = file, .keystore = tl::unexpected(content.error())};
    return {.file = file, .keystore = at(file.string(), parse_keystore(content->text()))};
}

std::size_t memory_of(const KdfCost& cost) {
    return std::visit(Overloaded{[](const ScryptCost& scrypt) { return 128 * scrypt.n * scrypt.r; },
                                 [](const Pbkdf2Cost&) -> std::uint64_t { return 0; }},
                      cost);
}

/// Files that one derivation opens: those with equal salt and cost.
struct Group {
    Kdf kdf;
    std::vector<std::size_t> files;
};

std::vector<Group> groups_of(const std::vector<KeystoreFile>& files) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].keystore) continue;
        const Kdf& kdf = files[i].keystore->crypto.kdf;
        // A run's files lie together: nearly always it is the latest group, or a new one.
        const auto known = std::ranges::find(groups.rbegin(), groups.rend(), kdf, &Group::kdf);
        if (known != groups.rend())
            known->files.push_back(i);
        else
            groups.push_back({.kdf = kdf, .files = {i}});
    }
    return groups;
}

}  // namespace

Result<std::vector<KeystoreFile>> read_keystores(const fs::path& place) {
    std::error_code ignored;
    if (!fs::is_directory(place, ignored)) {
        std::vector<KeystoreFile> one;
        one.push_back(read_keystore(place));
        if (!one.front().keystore && one.front().keystore.error().code != Errc::invalid_input)
            return tl::unexpected(one.front().keystore.error());
        return one;
    }
    TRY(std::vector<fs::path> paths, adapters::files_in(place));
    std::erase_if(paths, [](const fs::path& path) {
        return !path.filename().string().starts_with("keystore") || path.extension() != ".json";
    });
    if (paths.empty())
        return fail(Reason::file_missing, place.string() + ": no keystore*.json in this folder");
    std::ranges::sort(paths, counts_before,
                      [](const fs::path& path) { return path.filename().string(); });
    std::vector<KeystoreFile> files;
    files.reserve(paths.size());
    for (const fs::path& path : paths)
        files.push_back(read_keystore(path));
    return files;
}

Result<std::vector<Result<BlsSecretKey>>> open_keystores(const Call& call,
                                                         const std::vector<KeystoreFile>& files,
                                                         const SecretBuffer& password) {
    std::vector<Result<BlsSecretKey>> keys;
    for (const KeystoreFile& file : files)
        if (file.keystore)
            keys.emplace_back(fail(Reason::interrupted, file.file.string() + ": not opened"));
        else
            keys.emplace_back(tl::unexpected(file.keystore.error()));
    const std::vector<Group> groups = groups_of(files);
    std::atomic<std::size_t> opened = files.size();
    std::size_t memory = 0;
    for (const Group& group : groups) {
        memory = std::max(memory, memory_of(group.kdf.cost));
        opened -= group.files.size();
    }
    const auto job = [&](std::size_t number) -> Result<> {
        TRY(KeystoreOpener opener, KeystoreOpener::with(password));
        for (const std::size_t i : groups[number].files) {
            keys[i] = at(files[i].file.string(), opener.open(*files[i].keystore));
            ++opened;
        }
        return {};
    };
    TRY_VOID(run_work(call, {.name = "opening keystores",
                             .count = groups.size(),
                             .memory_each_bytes = memory,
                             .job = job,
                             .done = [&] { return opened.load(); },
                             .total = files.size()}));
    return keys;
}

std::string keystore_name_start(const std::string& path) {
    std::string name = path;
    std::ranges::replace(name, '/', '_');
    return fmt::format("keystore-{}-", name);
}

Result<fs::path> write_dated_file(const Call& call, const fs::path& folder,
                                  const std::string& start, BytesView content) {
    const std::uint64_t now_s = call.console.now().value / 1000;
    for (std::uint64_t later_s = 0;; ++later_s) {
        fs::path file = folder / fmt::format("{}{}.json", start, now_s + later_s);
        std::error_code unknown;  // a look spares a draft; whether the name is free, writing tells
        if (later_s < kDatedNamesTried && fs::exists(file, unknown)) continue;
        const auto done = adapters::write_new_file(file, content);
        if (done) return file;
        if (done.error().reason != Reason::file_exists || later_s == kDatedNamesTried)
            return tl::unexpected(done.error());
    }
}

std::string cost_text(const KdfCost& cost) {
    return std::visit(
        Overloaded{[](const ScryptCost& scrypt) { return fmt::format("scrypt n={}", scrypt.n); },
                   [](const Pbkdf2Cost& pbkdf2) { return fmt::format("pbkdf2 c={}", pbkdf2.c); }},
        cost);
}

}  // namespace stafi::app
