#include <filesystem>

#include <fmt/format.h>

#include "adapters/files.hpp"
#include "adapters/process/background.hpp"
#include "adapters/process/child.hpp"
#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"
#include "app/devnet/access.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/world/deployment.hpp"
#include "devnet/world/folder.hpp"
#include "devnet/world/world.hpp"

namespace stafi::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint16_t kPortBase = 18'545;
constexpr std::uint64_t kPortLowest = 1024;
constexpr std::uint64_t kValidatorsMax = 100'000;
constexpr std::uint64_t kSlotSecondsMax = 3600;
constexpr std::uint64_t kSlotsPerEpochMax = 64;
constexpr std::size_t kAccountsFileBytesMax = 1U << 20;
constexpr std::size_t kAccountsMax = 1000;
constexpr std::size_t kAccountsShown = 10;

// Where programs are, in a checkout.
constexpr std::string_view kGeth = "build/geth/geth";
constexpr std::string_view kAnvil =
    "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

// What the copy in the background says: "step TEXT", "ready", "error CODE TEXT".
constexpr std::string_view kStep = "step ";
constexpr std::string_view kReady = "ready";
constexpr std::string_view kError = "error ";

/// Where `make` puts it, unless the option names it. Errors: program_missing, file_missing.
Result<fs::path> place_of(const Call& call, std::string_view option, const fs::path& made,
                          Reason missing, std::string_view made_by) {
    fs::path path = call.arguments.has(option) ? fs::absolute(call.arguments.text(option))
                                               : fs::path{STAFI_SOURCE_DIR} / made;
    std::error_code ignored;
    if (fs::exists(path, ignored)) return path;
    return fail(missing, fmt::format("{}: not there; `{}` makes it, --{} names another",
                                     path.string(), made_by, option));
}

/// The ports that were asked for, or the first that are free.
Result<std::uint16_t> choose_ports(const Call& call) {
    if (!call.arguments.has("port-base")) return adapters::free_ports(kPortBase, devnet::kPorts);
    TRY(const std::uint64_t base,
        call.arguments.number("port-base", kPortLowest, 65'535 - devnet::kPorts));
    for (std::uint16_t i = 0; i < devnet::kPorts; ++i) {
        const auto port = static_cast<std::uint16_t>(base + i);
        const auto found = adapters::free_ports(port, 1);
        if (!found || *found != port)
            return fail(Reason::port_taken,
                        fmt::format("--port-base {}: something listens at port {}", base, port));
    }
    return static_cast<std::uint16_t>(base);
}

Result<devnet::Options> read_options(const Call& call) {
    devnet::Options options;
    TRY(options.validators, call.arguments.number("validators", 4, kValidatorsMax));
    TRY(const std::uint64_t operators,
        call.arguments.number("operators", 0, devnet::kOperatorsMax));
    if (operators > 0 && operators < devnet::kOperatorsMin)
        return fail(Reason::out_of_range,
                    fmt::format("--operators: {} are too few for a cluster: 0, or {} to {}",
                                operators, devnet::kOperatorsMin, devnet::kOperatorsMax));
    options.operators = static_cast<std::uint32_t>(operators);
    TRY(options.seconds_per_slot, call.arguments.number("slot-seconds", 1, kSlotSecondsMax));
    TRY(options.slots_per_epoch.value,
        call.arguments.number("slots-per-epoch", 2, kSlotsPerEpochMax));
    options.deposit_mode = text_of(call.config().deposit_mode);
    options.has_oracle = call.arguments.text("oracle") == "on";
    const bool is_geth = call.arguments.text("engine") == "geth";
    options.engine = is_geth ? devnet::EngineKind::geth : devnet::EngineKind::anvil;
    TRY(options.program, place_of(call, "program", is_geth ? kGeth : kAnvil,
                                  Reason::program_missing, is_geth ? "make geth" : "make setup"));
    TRY(const fs::path chains, place_of(call, "contracts", "build/contracts/devnet",
                                        Reason::file_missing, "make contracts"));
    options.ready_chain = chains / call.arguments.text("ssv");
    options.folder = fs::absolute(call.arguments.text("folder")).lexically_normal();
    TRY(options.port_base, choose_ports(call));
    return options;
}

/// What goes on in the background: its life, and what it tells the command meanwhile.
int live_behind(const devnet::Options& options, adapters::TalkEnd talk) {
    const devnet::Announce announce{
        .step = [&](std::string_view what) { talk.say(fmt::format("{}{}", kStep, what)); },
        .ready =
            [&] {
                talk.say(kReady);
                talk.close();
            }};
    const Result<> lived = devnet::live(options, announce);
    if (lived) return 0;
    const Error& error = lived.error();
    fmt::print("error: {} [{}]\n", error.what, text_of(error.reason).code);
    talk.say(fmt::format("{}{} {}", kError, text_of(error.reason).code, error.what));
    return 1;
}

/// "bad_json addresses.json: …" as the error that it was.
Error error_from(std::string_view line) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    for (const ReasonText& known : all_reasons())
        if (known.code == line.substr(0, blank))
            return fail(known.reason, std::string{line.substr(std::min(blank + 1, line.size()))})
                .value();
    return fail(Reason::program_ended, std::string{line}).value();
}

/// Returns once it is ready; shows what it does until then.
Result<> wait_until_ready(const Call& call, adapters::Background& devnet) {
    while (const auto line = devnet.talk().next_line()) {
        if (*line == kReady) return {};
        if (line->starts_with(kError))
            return tl::unexpected(error_from(std::string_view{*line}.substr(kError.size())));
        if (line->starts_with(kStep)) log(call, LogLevel::info, line->substr(kStep.size()), {});
    }
    if (call.console.stop()) {
        devnet.end();
        const std::string how = devnet.how_it_ended();
        return fail(Reason::interrupted, "devnet: stopped before it was ready; it " + how);
    }
    return fail(Reason::program_ended, "devnet: it " + devnet.how_it_ended());
}

Result<Table> accounts_table(const fs::path& folder) {
    const fs::path path = folder / devnet::kAccountsFile;
    TRY(const SecretBuffer content, adapters::read_file(path, kAccountsFileBytesMax));
    TRY(const auto rows, JsonDocument::parse_list(content.text(), kAccountsMax));
    Table table{.name = "accounts", .columns = {"role", "address", "private_key"}, .rows = {}};
    for (const JsonDocument& row : rows) {
        if (table.rows.size() == kAccountsShown) break;
        TRY(const std::string_view role, row.fields().text("role"));
        TRY(const std::string_view address, row.fields().text("address"));
        TRY(const std::string_view key, row.fields().text("private_key"));
        table.rows.push_back({std::string{role}, std::string{address}, std::string{key}});
    }
    return table;
}

Result<Table> contracts_table(const fs::path& ready_chain) {
    TRY(const SecretBuffer content,
        adapters::read_file(ready_chain / "addresses.json", devnet::kAddressesBytesMax));
    TRY(const devnet::Deployment deployment, devnet::parse_deployment(content.text()));
    Table table{.name = "contracts", .columns = {"name", "address"}, .rows = {}};
    for (const devnet::DeployedContract& one : deployment.contracts)
        table.rows.push_back({one.name, to_checksum_text(one.address)});
    return table;
}

Result<ExitCode> report_ready(const Call& call, const devnet::Options& options, double seconds) {
    TRY(Table accounts, accounts_table(options.folder));
    TRY(Table contracts, contracts_table(options.ready_chain));
    const std::string config = (options.folder / devnet::kConfigFile).string();
    print(call,
          {.headline = fmt::format("the devnet is ready after {:.1f} s; every key below is known "
                                   "to everybody",
                                   seconds),
           .fields = {{"folder", options.folder.string()},
                      {"config", config},
                      {"execution", fmt::format("http://127.0.0.1:{}",
                                                options.port_base + devnet::kExecutionPort)},
                      {"beacon",
                       fmt::format("http://127.0.0.1:{}", options.port_base + devnet::kBeaconPort)},
                      {"ssv", fmt::format("http://127.0.0.1:{}/api/v4/devnet",
                                          options.port_base + devnet::kSsvPort)},
                      {"keymanager", fmt::format("http://127.0.0.1:{}",
                                                 options.port_base + devnet::kKeymanagerPort)},
                      {"keymanager_token", (options.folder / devnet::kTokenFile).string()},
                      {"control", fmt::format("http://127.0.0.1:{}",
                                              options.port_base + devnet::kControlPort)}},
           .tables = {std::move(accounts), std::move(contracts)}});
    return ExitCode::done;
}

/// The folder, for this devnet alone. Errors: folder_in_use, naming the devnet that has it.
Result<adapters::OutputFolder> claim(const std::filesystem::path& folder) {
    auto claimed = adapters::OutputFolder::claim(folder);
    if (claimed || claimed.error().reason != Reason::folder_in_use) return claimed;
    const auto there = devnet::Folder{folder}.read_state();
    if (!there) return claimed;
    return fail(Reason::folder_in_use,
                fmt::format("{}: a devnet runs here, as process {}: `devnet status` shows it, "
                            "`devnet down` ends it",
                            folder.string(), there->pid));
}

Result<ExitCode> run_up(const Call& call) {
    const adapters::Stopwatch watch;
    TRY(const devnet::Options options, read_options(call));
    TRY(const auto lock, claim(options.folder));
    const devnet::Folder folder{options.folder};
    TRY_VOID(folder.clear());
    TRY(auto background, adapters::Background::start(folder.log("devnet"), [&](auto talk) {
            return live_behind(options, std::move(talk));
        }));
    TRY_VOID(wait_until_ready(call, background));
    return report_ready(call, options, watch.seconds());
}

}  // namespace

Command devnet_up_command() {
    return {
        .name = "devnet up",
        .summary = "start a devnet: an execution chain with all contracts, and a beacon chain",
        .text =
            "Starts an execution chain on which all contracts stand, and a beacon chain that "
            "drives it, in the background, on ports of this machine alone. Returns when both "
            "run; prints where to ask, accounts that hold ether, and addresses. The folder gets "
            "a configuration that every command takes with --config, and a log for each part. "
            "--deposit-mode is written into it, for the router; the contracts allow both. "
            "`devnet down` ends it. Each `up` begins a new chain.",
        .operands = "",
        .options = {devnet_folder_option(),
                    {.name = "engine",
                     .value = "anvil|geth",
                     .help = "what executes: anvil starts at once, geth is what mainnet runs",
                     .fallback = "anvil"},
                    {.name = "ssv",
                     .value = "v2|v1.2",
                     .help = "the release of the SSV contracts",
                     .fallback = "v2"},
                    {.name = "validators",
                     .value = "N",
                     .help = "validators that are there from the start, all ours",
                     .fallback = "64"},
                    {.name = "operators",
                     .value = "N",
                     .help = "SSV operators that run here, each with a key, an owner and a fee: 0, "
                             "or 4 to 100",
                     .fallback = "8"},
                    {.name = "oracle",
                     .value = "on|off",
                     .help = "whether the pool's oracle members vote; off leaves it to your relay",
                     .fallback = "on"},
                    {.name = "slot-seconds",
                     .value = "N",
                     .help = "seconds between two blocks",
                     .fallback = "1"},
                    {.name = "slots-per-epoch",
                     .value = "N",
                     .help = "slots of an epoch",
                     .fallback = "4"},
                    {.name = "port-base",
                     .value = "N",
                     .help = "the first of seven ports; without it, the first seven that are free"},
                    {.name = "contracts",
                     .value = "FOLDER",
                     .help = "the ready chains, unless they are where `make contracts` puts them"},
                    {.name = "program",
                     .value = "FILE",
                     .help = "the engine, unless it is where `make setup` or `make geth` puts it"}},
        .examples = {"devnet up", "devnet up --slot-seconds 12 --slots-per-epoch 32",
                     "devnet up --engine geth --folder other --ssv v1.2",
                     "devnet up --deposit-mode whole"},
        .run = run_up};
}

}  // namespace stafi::app
