#include <fmt/format.h>

#include "app/cli/report.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/devnet/access.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/world/fault.hpp"

namespace stafi::app {
namespace {

Result<ExitCode> run_fault(const Call& call) {
    const std::vector<std::string> words = call.arguments.operands();
    TRY_VOID(devnet::parse_fault(words));
    TRY(const DevnetAccess devnet, DevnetAccess::find(call));
    std::string rows;
    for (const std::string& word : words)
        rows += fmt::format("{}{{\"word\":{}}}", rows.empty() ? "" : ",", json_quoted(word));
    TRY(const std::string answer, devnet.order("/fault", fmt::format("{{\"words\":[{}]}}", rows)));
    TRY(const JsonDocument document, JsonDocument::parse(answer));
    TRY(const std::string_view done, document.fields().text("done"));
    print(call, {.headline = std::string{done},
                 .fields = {{"done", std::string{done}, false}},
                 .tables = {}});
    return ExitCode::done;
}

std::string text_of_forms() {
    std::string text =
        "Makes something go wrong, as it does on real networks, and says what was done. Faults:";
    std::string_view before = " ";
    for (const devnet::FaultForm& form : devnet::fault_forms()) {
        text += fmt::format("{}`{}`: {}", before, form.words, form.help);
        before = ". ";
    }
    return text + '.';
}

}  // namespace

Command devnet_fault_command() {
    return {.name = "devnet fault",
            .summary = "make something go wrong on a devnet",
            .text = text_of_forms(),
            .operands = "FAULT...",
            .options = {devnet_folder_option()},
            .examples = {"devnet fault beacon reorg 2", "devnet fault beacon miss 3",
                         "devnet fault beacon stall on"},
            .run = run_fault};
}

}  // namespace stafi::app
