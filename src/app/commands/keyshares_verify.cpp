#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/cli/report.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/validator_files/keyshares_files.hpp"
#include "app/validator_files/operators_file.hpp"
#include "base/hex.hpp"

namespace stafi::app {
namespace {

Result<ssv::KeysharesExpectation> read_expectation(const Call& call) {
    ssv::KeysharesExpectation expected;
    if (call.arguments.has("owner-address")) {
        TRY(expected.owner, call.arguments.address("owner-address"));
    }
    if (call.arguments.has("owner-nonce")) {
        TRY(const std::uint64_t nonce, call.arguments.number("owner-nonce", 0, UINT32_MAX));
        expected.first_nonce = OwnerNonce{nonce};
    }
    TRY(expected.operators, read_operators(call));
    if (call.arguments.has("proofs-file")) {
        const std::string name = call.arguments.text("proofs-file");
        TRY(const SecretBuffer content, adapters::read_file(name, ssv::kDkgProofsFileMax));
        TRY(expected.proofs, at(name, ssv::read_proofs(content.text())));
    }
    return expected;
}

/// Keys, and nonces of an owner, that an earlier one of the files has too: registered twice, the
/// second is refused or, with another nonce, lost. Inside one file `check_order` finds them.
class SeenBefore {
  public:
    std::vector<ssv::Finding> look(const std::string& name, const ssv::KeysharesFile& file) {
        std::vector<ssv::Finding> findings;
        std::map<std::string, std::string> here;
        for (std::size_t i = 0; i < file.items.size(); ++i) {
            const ssv::KeysharesItem& item = file.items[i];
            const auto note = [&](const std::string& field, const std::string& value) {
                here.emplace(field + value, name);
                const auto before = first_.find(field + value);
                if (before != first_.end())
                    findings.push_back({.reason = Reason::duplicate_key,
                                        .item = i,
                                        .field = field,
                                        .what = value + " is in " + before->second + " too"});
            };
            note("publicKey", to_hex0x(item.payload_key));
            if (const auto owner = ssv::owner_of(item))
                note("ownerNonce",
                     fmt::format("{} of {}", item.owner_nonce.value, to_hex0x(owner->view())));
        }
        first_.merge(here);
        return findings;
    }

  private:
    std::map<std::string, std::string> first_;  ///< the file that had it first
};

Result<ExitCode> run_keyshares_verify(const Call& call) {
    if (call.arguments.operands().empty())
        return fail(Reason::bad_usage, "keyshares verify needs a FILE");
    TRY(ssv::KeysharesExpectation expected, read_expectation(call));
    Table table{
        .name = "findings", .columns = {"file", "item", "field", "code", "what"}, .rows = {}};
    std::uint64_t checked = 0;
    SeenBefore seen;
    std::set<Reason> reasons;
    for (const std::string& name : call.arguments.operands()) {
        TRY(const SecretBuffer content, adapters::read_file(name, ssv::kKeysharesFileMax));
        TRY(const ssv::KeysharesFile file, at(name, ssv::read_keyshares(content.text())));
        TRY(std::vector<ssv::Finding> findings, check_keyshares(call, file, expected));
        std::ranges::move(seen.look(name, file), std::back_inserter(findings));
        for (const ssv::Finding& finding : findings) {
            reasons.insert(finding.reason);
            table.rows.push_back({name, finding.item ? Cell{std::uint64_t{*finding.item}} : Cell{},
                                  finding.field, std::string{text_of(finding.reason).code},
                                  finding.what});
        }
        checked += file.items.size();
        // The next file goes on where this one ends, as `keyshares split --per-file` writes them.
        if (expected.first_nonce) *expected.first_nonce += OwnerNonce{file.items.size()};
    }
    const std::uint64_t wrong = table.rows.size();
    Report report{.headline = fmt::format("{} checked, {}", counted(checked, "validator"),
                                          counted(wrong, "finding")),
                  .fields = {{"validators", checked, false},
                             {"wrong", wrong, false},
                             {"caveat", std::string{ssv::kCiphertextCaveat}}},
                  .tables = {std::move(table), remedies_for(reasons)}};
    std::vector<std::string> not_compared;
    if (expected.operators.empty()) not_compared.emplace_back("operator keys");
    if (!expected.owner) not_compared.emplace_back("owner address");
    if (!expected.first_nonce) not_compared.emplace_back("owner nonce");
    add_not_compared(report, not_compared);
    print(call, report);
    return wrong == 0 ? ExitCode::done : ExitCode::refused;
}

}  // namespace

Command keyshares_verify_command() {
    std::vector<Option> options = operator_options();
    options.push_back({.name = "owner-address",
                       .value = "ADDRESS",
                       .help = "who will register; else who the file says"});
    options.push_back({.name = "owner-nonce",
                       .value = "N",
                       .help = "the owner's next nonce; else what the file says"});
    options.push_back({.name = "proofs-file",
                       .value = "FILE",
                       .help = "proofs.json of the DKG ceremony; every validator needs its own"});
    return {.name = "keyshares verify",
            .summary = "check keyshares files of any tool before they are registered",
            .text =
                "Checks committees, keys, lengths, owner-nonce signatures and that any quorum of "
                "the operators could sign, and reports every finding. That the encrypted shares "
                "hold what they promise cannot be checked from outside; for files that this "
                "program made, it was checked when they were made.",
            .operands = "FILE...",
            .options = std::move(options),
            .examples = {"keyshares verify keyshares/keyshares-1795377615.json \\\n"
                         "      --owner-address 0x27d64Dd9172E4b59a444817D30F7af8228F174CC "
                         "--owner-nonce 0 \\\n      --operators-file operators.json"},
            .run = run_keyshares_verify};
}

}  // namespace stafi::app
