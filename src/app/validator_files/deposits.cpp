#include "app/validator_files/deposits.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/cli/words.hpp"
#include "app/config/networks.hpp"
#include "app/validator_files/keystore_files.hpp"
#include "app/validator_files/work.hpp"
#include "base/amount.hpp"

namespace stafi::app {
namespace {

namespace fs = std::filesystem;
using Kind = eth::WithdrawalCredentials::Kind;

constexpr std::string_view kNameStart = "deposit_data-";

eth::DepositExpectation expectation_of(const DepositTerms& terms) {
    return {.credentials = terms.credentials,
            .amount = terms.amount,
            .fork_version = terms.network.genesis_fork_version(),
            .network_name = terms.network.name,
            .known_credentials = {}};
}

Gwei max_balance(Kind kind, const eth::Network& network) {
    return kind == Kind::compounding ? network.max_effective_balance_compounding
                                     : network.max_effective_balance;
}

/// Nobody can take anything out of the zero address again.
Result<> check_receiver(const eth::WithdrawalCredentials& credentials) {
    if (credentials.address != Address{}) return {};
    return fail(Reason::bad_address, "withdrawal_credentials: the zero address, which is nobody's");
}

/// The contract takes no less than 1 ETH, and more than the maximum is paid out at once.
Result<> check_amount(Gwei amount, Kind kind, const eth::Network& network) {
    const Gwei most = max_balance(kind, network);
    if (amount >= eth::kDepositMin && amount <= most) return {};
    return fail(Reason::out_of_range,
                fmt::format("{} is not in {}..{} for these credentials", to_text(amount),
                            to_text(eth::kDepositMin), to_text(most)));
}

Result<> check_entry(const eth::DepositEntry& entry, const DepositWish& wish,
                     const eth::Network& network) {
    DepositTerms terms{.credentials = {}, .amount = entry.data.amount, .network = network};
    if (wish.amount) terms.amount = *wish.amount;
    if (wish.credentials) {
        terms.credentials = *wish.credentials;
    } else {
        TRY(terms.credentials, eth::parse_credentials(entry.data.withdrawal_credentials));
    }
    TRY_VOID(check_receiver(terms.credentials));
    TRY_VOID(eth::check_deposit(entry, expectation_of(terms)));
    return at("amount", check_amount(entry.data.amount, terms.credentials.kind, network));
}

/// A deposit and the good ones of its key that were found before.
Result<> check_beside(const CheckedDeposit& deposit, std::span<const CheckedDeposit* const> others,
                      const eth::Network& network) {
    const eth::DepositData& data = deposit.entry.data;
    for (const CheckedDeposit* other : others)
        if (other->entry.data == data)
            return fail(Reason::duplicate_key,
                        fmt::format("pubkey: {} has this very deposit", other->file.string()));
    Wei sum = to_wei(data.amount);
    for (const CheckedDeposit* other : others) {
        if (other->entry.data.withdrawal_credentials != data.withdrawal_credentials)
            return fail(Reason::credentials_mismatch,
                        fmt::format("withdrawal_credentials: {} has others for this key",
                                    other->file.string()));
        sum = sum + to_wei(other->entry.data.amount);
    }
    TRY(const auto credentials, eth::parse_credentials(data.withdrawal_credentials));
    const Gwei most = max_balance(credentials.kind, network);
    if (others.empty() || sum <= to_wei(most)) return {};
    return fail(Reason::amount_mismatch,
                fmt::format("amount: {} for this key with the {} of {}, more than {}", to_text(sum),
                            to_text(others.front()->entry.data.amount),
                            others.front()->file.string(), to_text(most)));
}

/// All that is signed, sent or shown; only the version of the program that wrote it may differ.
bool is_same(const eth::DepositEntry& a, const eth::DepositEntry& b) {
    return a.data == b.data && a.deposit_message_root == b.deposit_message_root &&
           a.deposit_data_root == b.deposit_data_root && a.fork_version == b.fork_version &&
           a.network_name == b.network_name;
}

/// None of the key's deposits that are there, `others`, is for another network or does not fit
/// beside it.
Result<> check_no_rivals(const eth::DepositEntry& entry, std::span<const CheckedDeposit> others,
                         const eth::Network& network) {
    constexpr std::string_view remedy = "move it away when it will never be sent";
    std::vector<const CheckedDeposit*> known;
    for (const CheckedDeposit& other : others) {
        if (other.entry.fork_version != entry.fork_version)
            return fail(Reason::file_exists,
                        fmt::format("{}: has this key's deposit for another network; {}",
                                    other.file.string(), remedy));
        known.push_back(&other);
    }
    const CheckedDeposit ours{.file = {}, .entry = entry, .verdict = {}};
    const auto beside = check_beside(ours, known, network);
    if (beside) return {};
    // The text names the file that is in the way, which need not be the first.
    return fail(Reason::file_exists, fmt::format("{}; {}", beside.error().what, remedy));
}

}  // namespace

std::vector<Option> deposit_options() {
    return {{.name = "withdrawal-address",
             .value = "ADDRESS",
             .help = "the account that rewards and stake go to, for ever",
             .is_required = true},
            {.name = "compounding",
             .value = "",
             .help = "0x02 credentials: rewards add to the stake up to 2048 ETH; else 0x01"},
            {.name = "amount",
             .value = "AMOUNT",
             .help = "of each deposit, such as 1eth",
             .fallback = "32eth"}};
}

Result<DepositTerms> read_terms(const Call& call) {
    TRY(eth::Network network, network_of(call.config()));
    TRY(const Address address, call.arguments.address("withdrawal-address"));
    TRY(const Gwei amount, call.arguments.amount("amount"));
    const Kind kind = call.arguments.has("compounding") ? Kind::compounding : Kind::execution;
    TRY_VOID(at("--amount", check_amount(amount, kind, network)));
    return DepositTerms{.credentials = {.kind = kind, .address = address},
                        .amount = amount,
                        .network = std::move(network)};
}

Result<std::vector<eth::DepositEntry>> sign_deposits(const Call& call,
                                                     const std::vector<BlsSecretKey>& keys,
                                                     const DepositTerms& terms) {
    std::vector<eth::DepositEntry> entries(keys.size());
    const eth::DepositExpectation expectation = expectation_of(terms);
    const auto job = [&](std::size_t i) -> Result<> {
        TRY(const eth::DepositData data, eth::sign_deposit(keys[i], terms.credentials, terms.amount,
                                                           terms.network.genesis_fork_version()));
        entries[i] = eth::to_entry(data, terms.network);
        return eth::check_deposit(entries[i], expectation);
    };
    TRY_VOID(run_work(call, {.name = "signing deposits", .count = keys.size(), .job = job}));
    return entries;
}

bool is_deposit_file(const fs::path& file) {
    return file.filename().string().starts_with("deposit_data") && file.extension() == ".json";
}

std::string FiledDeposits::text() const {
    std::set<fs::path> files;
    for (const auto& [file, others] : kept)
        files.insert(file);
    if (made) files.insert(*made);
    std::string names;
    for (const fs::path& file : files)
        names += (names.empty() ? "" : ", ") + file.string();
    return names;
}

std::string FiledDeposits::caveat() const {
    std::vector<std::string> texts;
    for (const auto& [file, others] : kept)
        if (others > 0)
            texts.push_back(
                fmt::format("{} has {} too", file.string(), counted(others, "other deposit")));
    return join(texts, ", ");
}

Result<FiledDeposits> find_deposits(const std::vector<fs::path>& folders,
                                    const std::vector<eth::DepositEntry>& entries,
                                    const eth::Network& network) {
    std::map<PubkeyBytes, std::vector<CheckedDeposit>> before;
    std::map<fs::path, std::size_t> sizes;
    std::vector<fs::path> files;
    for (const fs::path& folder : folders) {
        TRY(std::vector<fs::path> found, adapters::files_in(folder));
        std::ranges::move(found, std::back_inserter(files));
    }
    for (const fs::path& file : files) {
        if (!is_deposit_file(file)) continue;
        TRY(const SecretBuffer text, adapters::read_file(file, eth::kDepositFileBytesMax));
        auto found = eth::parse_deposit_file(text.text());
        if (!found)
            return fail(Reason::file_exists,
                        fmt::format("{}: cannot be read ({}), so it may hold deposits of these "
                                    "keys; move it away",
                                    file.string(), found.error().what));
        sizes[file] = found->size();
        for (eth::DepositEntry& entry : *found)
            before[entry.data.pubkey].push_back(
                {.file = file, .entry = std::move(entry), .verdict = {}});
    }
    FiledDeposits deposits;
    for (const eth::DepositEntry& entry : entries) {
        std::vector<CheckedDeposit>& others = before[entry.data.pubkey];
        const auto same = std::ranges::find_if(
            others, [&](const CheckedDeposit& other) { return is_same(other.entry, entry); });
        const bool is_filed = same != others.end();
        if (is_filed) {
            const auto [kept, is_first] = deposits.kept.try_emplace(same->file, sizes[same->file]);
            --kept->second;
            ++deposits.kept_count;
            others.erase(same);  // a second copy is a rival
        }
        TRY_VOID(check_no_rivals(entry, others, network));
        if (!is_filed) deposits.missing.push_back(entry);
    }
    return deposits;
}

Result<> write_missing(const Call& call, const fs::path& folder, FiledDeposits& deposits) {
    if (deposits.missing.empty()) return {};
    TRY(deposits.made, write_dated_file(call, folder, std::string{kNameStart},
                                        bytes_of(eth::to_deposit_file(deposits.missing))));
    return {};
}

Result<std::vector<CheckedDeposit>> check_deposit_file(const Call& call, const fs::path& file,
                                                       const DepositWish& wish) {
    TRY(const eth::Network network, network_of(call.config()));
    TRY(const SecretBuffer content, adapters::read_file(file, eth::kDepositFileBytesMax));
    TRY(std::vector<eth::DepositEntry> entries,
        at(file.string(), eth::parse_deposit_file(content.text())));
    std::vector<CheckedDeposit> checked;
    checked.reserve(entries.size());
    for (eth::DepositEntry& entry : entries)
        checked.push_back({.file = file, .entry = std::move(entry), .verdict = {}});
    const auto job = [&](std::size_t i) -> Result<> {
        checked[i].verdict = check_entry(checked[i].entry, wish, network);
        return {};
    };
    TRY_VOID(run_work(call, {.name = "checking deposits", .count = checked.size(), .job = job}));
    return checked;
}

void refuse_repeated_keys(std::span<CheckedDeposit> deposits) {
    std::map<PubkeyBytes, const CheckedDeposit*> first_of;
    for (CheckedDeposit& deposit : deposits) {
        const auto [first, is_new] = first_of.emplace(deposit.entry.data.pubkey, &deposit);
        if (!is_new && deposit.verdict)
            deposit.verdict =
                fail(Reason::duplicate_key, "pubkey: is before in " + first->second->file.string());
    }
}

void refuse_rival_deposits(std::span<CheckedDeposit> deposits, const eth::Network& network) {
    std::map<PubkeyBytes, std::vector<const CheckedDeposit*>> known;
    for (CheckedDeposit& deposit : deposits) {
        std::vector<const CheckedDeposit*>& others = known[deposit.entry.data.pubkey];
        if (deposit.verdict) deposit.verdict = check_beside(deposit, others, network);
        if (deposit.verdict) others.push_back(&deposit);
    }
}

}  // namespace stafi::app
