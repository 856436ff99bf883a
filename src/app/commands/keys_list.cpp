#include <set>

#include <fmt/format.h>

#include "app/cli/report.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/validator_files/keystore_files.hpp"
#include "base/hex.hpp"

namespace stafi::app {
namespace {

Result<ExitCode> run_keys_list(const Call& call) {
    const auto places = call.arguments.operands();
    TRY(const std::vector<KeystoreFile> files,
        read_keystores(places.empty() ? "validator_keys" : places.front()));
    Table keys{.name = "keys", .columns = {"pubkey", "path", "kdf", "file"}, .rows = {}};
    Table problems{.name = "problems", .columns = {"file", "code", "what"}, .rows = {}};
    std::set<Reason> reasons;
    for (const KeystoreFile& file : files) {
        const std::string name = file.file.filename().string();
        if (!file.keystore) {
            const Error& error = file.keystore.error();
            reasons.insert(error.reason);
            problems.rows.push_back({name, std::string{text_of(error.reason).code}, error.what});
            continue;
        }
        const Keystore& keystore = *file.keystore;
        keys.rows.push_back({keystore.pubkey ? Cell{to_hex0x(keystore.pubkey->view())} : Cell{},
                             keystore.path.empty() ? Cell{} : Cell{keystore.path},
                             cost_text(keystore.crypto.kdf.cost), name});
    }
    const ExitCode code = problems.rows.empty() ? ExitCode::done : ExitCode::refused;
    std::string headline = counted(keys.rows.size(), "keystore");
    if (!problems.rows.empty())
        headline += fmt::format(", {} that cannot be used", counted(problems.rows.size(), "file"));
    print(call, {.headline = std::move(headline),
                 .fields = {},
                 .tables = {std::move(keys), std::move(problems), remedies_for(reasons)}});
    return code;
}

}  // namespace

Command keys_list_command() {
    return {.name = "keys list",
            .summary = "list keystores: public key, path, KDF, file; needs no password",
            .text =
                "Lists the keystores in a folder (validator_keys by default). Nothing is "
                "decrypted, so nothing but the form of the files is checked.",
            .operands = "FOLDER",
            .options = {},
            .examples = {"keys list", "keys list validator_keys --output json"},
            .run = run_keys_list};
}

}  // namespace stafi::app
