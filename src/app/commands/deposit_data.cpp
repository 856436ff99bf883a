#include <algorithm>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/config/networks.hpp"
#include "app/validator_files/deposits.hpp"
#include "app/validator_files/key_source.hpp"
#include "app/validator_files/verdicts.hpp"
#include "base/amount.hpp"
#include "base/hex.hpp"

// deposit-data make, deposit-data verify.

namespace stafi::app {
namespace {

/// Where this command's keys may have deposits already: the output, and beside the keystores.
std::vector<std::filesystem::path> deposit_folders(const Call& call,
                                                   const std::filesystem::path& out) {
    std::vector<std::filesystem::path> folders{out};
    if (!call.arguments.has("keystores")) return folders;
    std::filesystem::path keystores = call.arguments.text("keystores");
    std::error_code unknown;
    if (!std::filesystem::is_directory(keystores, unknown)) keystores = keystores.parent_path();
    if (keystores.empty()) keystores = ".";
    if (!std::filesystem::equivalent(keystores, out, unknown)) folders.push_back(keystores);
    return folders;
}

Result<ExitCode> run_deposit_data_make(const Call& call) {
    TRY(const DepositTerms terms, read_terms(call));
    TRY(const adapters::OutputFolder folder,
        adapters::OutputFolder::claim(call.arguments.text("out")));
    TRY(std::vector<SourceKey> sources, read_keys(call));
    std::vector<BlsSecretKey> keys;
    keys.reserve(sources.size());
    for (SourceKey& source : sources)
        keys.push_back(std::move(source.key));
    TRY(const std::vector<eth::DepositEntry> entries, sign_deposits(call, keys, terms));
    TRY(FiledDeposits filed,
        find_deposits(deposit_folders(call, folder.path()), entries, terms.network));
    TRY_VOID(write_missing(call, folder.path(), filed));
    Table deposits{.name = "deposits",
                   .columns = {"pubkey", "origin", "deposit_data_root"},
                   .rows = {},
                   .is_for_people = false};
    for (std::size_t i = 0; i < entries.size(); ++i)
        deposits.rows.push_back({to_hex0x(entries[i].data.pubkey.view()), sources[i].origin,
                                 to_hex0x(entries[i].deposit_data_root.view())});
    const std::string before =
        filed.kept_count == 0 ? "" : fmt::format(", {} of them kept", filed.kept_count);
    Report report{
        .headline =
            fmt::format("{} signed and checked{}", counted(entries.size(), "deposit"), before),
        .fields = {{"deposit_data", filed.text()},
                   {"deposits_kept", std::uint64_t{filed.kept_count}, false},
                   {"network", terms.network.name},
                   {"withdrawal_credentials", to_hex0x(eth::to_bytes(terms.credentials).view())},
                   {"amount_each", to_text(terms.amount)},
                   {"amount_sum", to_text(entries.size() * to_wei(terms.amount))}},
        .tables = {std::move(deposits)}};
    if (const std::string caveat = filed.caveat(); !caveat.empty())
        report.fields.push_back({"caveat", caveat});
    print(call, report);
    return ExitCode::done;
}

Result<DepositWish> read_wish(const Call& call) {
    DepositWish wish;
    if (call.arguments.has("withdrawal-address")) {
        TRY(const Address address, call.arguments.address("withdrawal-address"));
        wish.credentials.emplace().address = address;
        if (call.arguments.has("compounding"))
            wish.credentials->kind = eth::WithdrawalCredentials::Kind::compounding;
    } else if (call.arguments.has("compounding")) {
        return fail(Reason::bad_usage, "--compounding needs --withdrawal-address");
    }
    if (call.arguments.has("amount")) {
        TRY(wish.amount, call.arguments.amount("amount"));
    }
    return wish;
}

Result<ExitCode> run_deposit_data_verify(const Call& call) {
    if (call.arguments.operands().empty())
        return fail(Reason::bad_usage, "deposit-data verify needs a FILE");
    TRY(const DepositWish wish, read_wish(call));
    TRY(const eth::Network network, network_of(call.config()));
    Verdicts verdicts{"deposits", {"file", "pubkey", "amount", "withdrawal_credentials"}};
    std::vector<CheckedDeposit> deposits;
    for (const std::string& file : call.arguments.operands()) {
        TRY(std::vector<CheckedDeposit> checked, check_deposit_file(call, file, wish));
        refuse_repeated_keys(checked);
        std::ranges::move(checked, std::back_inserter(deposits));
    }
    refuse_rival_deposits(deposits, network);
    for (const CheckedDeposit& deposit : deposits) {
        const eth::DepositData& data = deposit.entry.data;
        verdicts.add({deposit.file.string(), to_hex0x(data.pubkey.view()), to_text(data.amount),
                      to_hex0x(data.withdrawal_credentials.view())},
                     deposit.verdict);
    }
    Report report{.headline = fmt::format("{} checked, {} wrong",
                                          counted(verdicts.checked(), "deposit"), verdicts.wrong()),
                  .fields = {{"wrong", std::uint64_t{verdicts.wrong()}, false}},
                  .tables = {verdicts.table(), remedies_for(verdicts.reasons())}};
    std::vector<std::string> not_compared;
    if (!wish.credentials) not_compared.emplace_back("withdrawal address");
    if (!wish.amount) not_compared.emplace_back("amount");
    add_not_compared(report, not_compared);
    print(call, report);
    return verdicts.wrong() == 0 ? ExitCode::done : ExitCode::refused;
}

}  // namespace

Command deposit_data_make_command() {
    std::vector<Option> options = deposit_options();
    for (Option& option : key_source_options())
        options.push_back(std::move(option));
    options.push_back({.name = "out",
                       .value = "FOLDER",
                       .help = "where the file goes",
                       .fallback = "validator_keys"});
    return {
        .name = "deposit-data make",
        .summary = "sign deposits for existing keystores, or for keys of a mnemonic",
        .text =
            "Signs one deposit per key and checks each as the deposit contract and a "
            "launchpad would, then writes one deposit_data file. A deposit that a file in the "
            "folder "
            "has already is not written again: sent twice, it would be paid twice.",
        .operands = "",
        .options = std::move(options),
        .examples = {"deposit-data make --keystores validator_keys --password-file password.txt "
                     "\\\n      --withdrawal-address 0x27d64Dd9172E4b59a444817D30F7af8228F174CC "
                     "--amount 1eth"},
        .run = run_deposit_data_make};
}

Command deposit_data_verify_command() {
    std::vector<Option> options = deposit_options();
    for (Option& option : options) {
        option.is_required = false;
        option.fallback = {};
    }
    options[0].help = "the account that must be in the credentials";
    options[1].help = "it must be there with 0x02; else with 0x01";
    options[2].help = "what each deposit must be, such as 32eth";
    return {.name = "deposit-data verify",
            .summary = "check deposit data: keys, credentials, amounts, network, roots, signatures",
            .text =
                "Checks every entry: key in its group, form of the credentials, amount, network, "
                "both roots recomputed, signature, no key twice in a file. Deposits of one key in "
                "several "
                "files must be steps of one validator: same credentials, and together no more than "
                "it may have. What is not given is taken from the entry itself, so give the "
                "address: a deposit to a stranger's account is signed as well as yours.",
            .operands = "FILE...",
            .options = std::move(options),
            .examples = {"deposit-data verify validator_keys/deposit_data-1795377615.json \\\n"
                         "      --withdrawal-address 0x27d64Dd9172E4b59a444817D30F7af8228F174CC "
                         "--amount 32eth"},
            .run = run_deposit_data_verify};
}

}  // namespace stafi::app
