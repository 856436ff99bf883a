#include "app/devnet/access.hpp"

#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include "adapters/files.hpp"
#include "adapters/http/client.hpp"
#include "app/cli/report.hpp"
#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/world/control.hpp"
#include "devnet/world/folder.hpp"

namespace stafi::app {
namespace {

namespace asio = boost::asio;
namespace http = adapters::http;
namespace fs = std::filesystem;

/// On a loop of its own. Throws what must not happen.
Result<http::Response> exchange(const adapters::Url& server, http::Request request) {
    asio::io_context loop{1};
    http::Client client{server, {.idle_connections_max = 0}};
    Result<http::Response> answer = fail(Reason::timed_out, "control: no answer");
    asio::co_spawn(loop, client.exchange(std::move(request)),
                   [&](const std::exception_ptr& error, Result<http::Response> got) {
                       if (error) std::rethrow_exception(error);
                       answer = std::move(got);
                   });
    loop.run();
    return answer;
}

std::string short_of(const Bytes32& root) { return to_hex0x(root.view()); }

}  // namespace

Option devnet_folder_option() {
    return {.name = "folder",
            .value = "FOLDER",
            .help = "the devnet's folder: its state, configuration and logs",
            .fallback = "devnet"};
}

Result<DevnetAccess> DevnetAccess::find(const Call& call) {
    const fs::path folder = fs::absolute(call.arguments.text("folder")).lexically_normal();
    TRY(devnet::StateFile state, devnet::Folder{folder}.read_state());
    return DevnetAccess{folder, std::move(state)};
}

Error DevnetAccess::how_it_ended() const {
    // The state file may be younger than what we know of it.
    const auto now = devnet::Folder{folder_}.read_state();
    const std::string end = now ? now->end : state_.end;
    const std::string how =
        end.empty() ? fmt::format("process {} is gone without a word", state_.pid)
                    : fmt::format("it has ended: {}; {}/logs tells more", end, folder_.string());
    return fail(Reason::devnet_missing, fmt::format("{}: {}", folder_.string(), how)).value();
}

Result<std::string> DevnetAccess::ask(std::string_view method, std::string_view path,
                                      std::string body) const {
    // Before its port is asked, which may be another's by now.
    if (is_gone()) return tl::unexpected(how_it_ended());
    const adapters::Url server{.host = "127.0.0.1",
                               .port = static_cast<std::uint16_t>(state_.control_port)};
    auto answer =
        exchange(server, {.method = std::string{method},
                          .target = std::string{path},
                          .headers = {{.name = "Content-Type", .value = "application/json"}},
                          .body = std::move(body)});
    if (!answer) return tl::unexpected(is_gone() ? how_it_ended() : std::move(answer).error());
    if (answer->status != 200) return tl::unexpected(devnet::error_in(*answer));
    return std::move(answer->body);
}

Result<devnet::Status> DevnetAccess::status() const {
    TRY(const std::string body, ask("GET", "/status", ""));
    return devnet::parse_status(body);
}

Result<std::string> DevnetAccess::order(std::string_view path, std::string body) const {
    return ask("POST", path, std::move(body));
}

Result<bool> DevnetAccess::change(std::string_view path) const {
    TRY(const std::string body, order(path, "{}"));
    TRY(const JsonDocument document, JsonDocument::parse(body));
    TRY(const std::string changed, document.fields().json("changed"));
    return changed == "true";
}

bool DevnetAccess::is_gone() const {
    // It holds the folder for as long as it lives, however it ends.
    return adapters::OutputFolder::claim(folder_).has_value();
}

void pause(Millis duration) {
    asio::io_context loop{1};
    asio::steady_timer timer{loop, duration};
    timer.async_wait([](const boost::system::error_code&) {});
    loop.run();
}

Report report_of(const devnet::Status& status) {
    Report report{.headline = "",
                  .fields = {{"slot", status.slot.value},
                             {"epoch", status.epoch.value},
                             {"head_slot", status.head_slot.value},
                             {"head_root", short_of(status.head_root)},
                             {"justified_epoch", status.justified.value},
                             {"finalized_epoch", status.finalized.value},
                             {"execution_block", status.execution_block.value},
                             {"execution_hash", short_of(status.execution_hash)},
                             {"validators", status.validators},
                             {"active_validators", status.active_validators},
                             {"missed_slots", status.missed_slots},
                             {"reorgs", status.reorgs},
                             {"time", status.time.value},
                             {"ahead_seconds", status.ahead_seconds}}};
    if (status.forward) {
        report.fields.push_back({"fast_forward_to", status.forward->to.value});
        report.fields.push_back({"slots_per_second", status.forward->slots_per_second});
    }
    Table parts{.name = "components", .columns = {"name", "state", "place", "log"}, .rows = {}};
    for (const devnet::Component& one : status.components)
        parts.rows.push_back(
            {one.name, one.state, one.place.empty() ? Cell{} : Cell{one.place}, one.log});
    Table operators{.name = "operators",
                    .columns = {"operator", "state", "validators", "performance_24h"},
                    .rows = {}};
    for (const devnet::OperatorStatus& one : status.operators)
        operators.rows.push_back({one.id.value, one.state, one.validators,
                                  one.performance ? Cell{*one.performance} : Cell{}});
    Table faults{.name = "faults", .columns = {"fault"}, .rows = {}};
    for (const std::string& fault : status.faults)
        faults.rows.push_back({fault});
    report.tables = {std::move(parts), std::move(operators), std::move(faults)};
    return report;
}

}  // namespace stafi::app
