#include "app/validator_files/keyshares_files.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/validator_files/work.hpp"
#include "base/hex.hpp"

namespace stafi::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCheckedAtOnce = 32;  ///< verified together, which is cheaper

auto refuse(const fs::path& file, std::string_view why) {
    return fail(Reason::file_exists, fmt::format("{}: {}", file.string(), why));
}

/// What this run would make, and where it lies already.
class Plan {
  public:
    Plan(const std::vector<SourceKey>& keys, const Registration& registration)
        : registration_{registration}, kept_(keys.size()) {
        for (const SourceKey& key : keys) {
            const PubkeyBytes bytes = key.key.public_key().bytes();
            keys_.emplace_back(bytes.view().begin(), bytes.view().end());
            places_.emplace(keys_.back(), places_.size());
        }
    }

    [[nodiscard]] const std::vector<fs::path>& kept() const { return kept_; }

    /// The file is about a key or a nonce of ours.
    [[nodiscard]] bool concerns(const ssv::KeysharesFile& file) const {
        return std::ranges::any_of(file.items, [&](const ssv::KeysharesItem& item) {
            return places_.contains(item.payload_key) ||
                   (is_in_range(item.owner_nonce) && may_be_ours(item));
        });
    }

    /// Its items, which were found to be right in themselves, are ours; takes note of them.
    Result<> keep(const fs::path& file, const ssv::KeysharesFile& content) {
        for (std::size_t i = 0; i < content.items.size(); ++i)
            if (const std::string why = difference(content.items[i]); !why.empty())
                return refuse(file, fmt::format("shares[{}]: {}", i, why));
        for (const ssv::KeysharesItem& item : content.items) {
            fs::path& place = kept_[place_of(item.owner_nonce)];
            if (!place.empty())
                return refuse(file, fmt::format("has shares for owner nonce {} as {} has",
                                                item.owner_nonce.value, place.string()));
            place = file;
        }
        return {};
    }

  private:
    [[nodiscard]] bool is_in_range(OwnerNonce nonce) const {
        return nonce >= registration_.first_nonce && place_of(nonce) < keys_.size();
    }
    /// Each owner counts its own nonces. An owner that cannot be read may be ours.
    [[nodiscard]] bool may_be_ours(const ssv::KeysharesItem& item) const {
        const auto owner = ssv::owner_of(item);
        return !owner || *owner == registration_.owner;
    }
    [[nodiscard]] std::size_t place_of(OwnerNonce nonce) const {
        return nonce.value - registration_.first_nonce.value;
    }
    /// How the item differs from what would be made, or nothing.
    [[nodiscard]] std::string difference(const ssv::KeysharesItem& item) const {
        if (!is_in_range(item.owner_nonce))
            return fmt::format("owner nonce {} is not one of this run", item.owner_nonce.value);
        const Bytes& expected = keys_[place_of(item.owner_nonce)];
        if (item.payload_key != expected)
            return fmt::format("has another key for owner nonce {} than {}", item.owner_nonce.value,
                               to_hex0x(expected));
        if (!std::ranges::equal(item.payload_ids, registration_.operators.committee().ids()))
            return "is for other operators";
        return {};
    }

    const Registration& registration_;
    std::vector<Bytes> keys_;
    std::map<Bytes, std::size_t> places_;
    std::vector<fs::path> kept_;
};

/// Nothing is wrong with the file for this owner and these operators, whatever its nonces.
Result<> check_kept(const Call& call, const fs::path& file, const ssv::KeysharesFile& content,
                    const Registration& registration) {
    const auto operators = registration.operators.operators();
    ssv::KeysharesExpectation expected;
    expected.owner = registration.owner;
    expected.operators = {operators.begin(), operators.end()};
    TRY(const std::vector<ssv::Finding> findings, check_keyshares(call, content, expected));
    if (findings.empty()) return {};
    const ssv::Finding& first = findings.front();
    return refuse(
        file, fmt::format("shares[{}].{}: {}", first.item.value_or(0), first.field, first.what));
}

}  // namespace

Result<std::vector<ssv::Finding>> check_keyshares(const Call& call, const ssv::KeysharesFile& file,
                                                  const ssv::KeysharesExpectation& expected) {
    const std::size_t jobs = (file.items.size() + kCheckedAtOnce - 1) / kCheckedAtOnce;
    TRY(std::vector<Entropy> streams, entropies(jobs));
    std::vector<std::vector<ssv::Finding>> parts(jobs);
    const auto job = [&](std::size_t number) -> Result<> {
        const std::size_t first = number * kCheckedAtOnce;
        const auto items = std::span{file.items}.subspan(
            first, std::min(kCheckedAtOnce, file.items.size() - first));
        parts[number] = ssv::check_items(items, first, expected, streams[number]);
        return {};
    };
    TRY_VOID(run_work(call, {.name = "checking keyshares", .count = jobs, .job = job}));
    std::vector<ssv::Finding> findings = ssv::check_order(file.items, expected);
    for (const auto& part : parts)
        findings.insert(findings.end(), part.begin(), part.end());
    std::ranges::sort(findings, {}, [](const ssv::Finding& finding) { return finding.item; });
    return findings;
}

Result<std::vector<fs::path>> find_kept_shares(const Call& call, const fs::path& folder,
                                               const std::vector<SourceKey>& keys,
                                               const Registration& registration) {
    Plan plan{keys, registration};
    TRY(const std::vector<fs::path> files, adapters::files_in(folder));
    for (const fs::path& file : files) {
        if (!file.filename().string().starts_with("keyshares") || file.extension() != ".json")
            continue;
        TRY(const SecretBuffer text, adapters::read_file(file, ssv::kKeysharesFileMax));
        const auto read = ssv::read_keyshares(text.text());
        if (!read)
            return refuse(file, fmt::format("cannot be read ({}), so it may hold shares of these "
                                            "keys; move it away or choose another --out",
                                            read.error().what));
        const ssv::KeysharesFile& content = *read;
        if (!plan.concerns(content)) continue;
        TRY_VOID(check_kept(call, file, content, registration));
        TRY_VOID(plan.keep(file, content));
    }
    return plan.kept();
}

}  // namespace stafi::app
