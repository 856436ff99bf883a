#include "devnet/world/status.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::devnet {
namespace {

namespace json = boost::json;

constexpr std::size_t kComponentsMax = 64;
constexpr std::size_t kOperatorsMax = 1000;
constexpr std::size_t kFaultsMax = 1024;
constexpr std::uint64_t kPidMax = 1ULL << 32;
constexpr std::uint64_t kPortMax = 65'535;

json::object operator_json(const OperatorStatus& one) {
    json::object row{{"id", one.id.value}, {"state", one.state}, {"validators", one.validators}};
    if (one.performance) row["performance"] = *one.performance;
    return row;
}

json::object component_json(const Component& component) {
    return {{"name", component.name},
            {"state", component.state},
            {"place", component.place},
            {"log", component.log}};
}

Result<Component> parse_component(const JsonFields& fields) {
    Component found;
    TRY(found.name, fields.text("name"));
    TRY(found.state, fields.text("state"));
    TRY(found.place, fields.text("place"));
    TRY(found.log, fields.text("log"));
    return found;
}

Result<OperatorStatus> parse_operator(const JsonFields& fields) {
    OperatorStatus found;
    TRY(found.id.value, fields.number("id"));
    TRY(found.state, fields.text("state"));
    TRY(found.validators, fields.number("validators"));
    if (fields.has("performance")) {
        TRY(found.performance, fields.number("performance"));
    }
    return found;
}

Result<FastForward> parse_forward(const JsonFields& fields) {
    FastForward found;
    TRY(found.from.value, fields.number("from"));
    TRY(found.to.value, fields.number("to"));
    TRY(found.slots_per_second, fields.number("slots_per_second"));
    return found;
}

Result<std::uint64_t> number_up_to(const JsonFields& fields, std::string_view name,
                                   std::uint64_t most) {
    TRY(const std::uint64_t value, fields.number(name));
    if (value > most)
        return fail(Reason::out_of_range,
                    fmt::format("{}: {} is not in 0..{}", fields.path_of(name), value, most));
    return value;
}

}  // namespace

std::string to_json(const Status& status) {
    json::array components;
    for (const Component& component : status.components)
        components.push_back(component_json(component));
    json::array operators;
    for (const OperatorStatus& one : status.operators)
        operators.push_back(operator_json(one));
    json::array faults;
    for (const std::string& fault : status.faults)
        faults.push_back(json::object{{"fault", fault}});
    json::object all{
        {"time", status.time.value},
        {"ahead_seconds", status.ahead_seconds},
        {"slot", status.slot.value},
        {"epoch", status.epoch.value},
        {"head_slot", status.head_slot.value},
        {"head_root", to_hex0x(status.head_root.view())},
        {"justified", status.justified.value},
        {"finalized", status.finalized.value},
        {"execution_block", status.execution_block.value},
        {"execution_hash", to_hex0x(status.execution_hash.view())},
        {"validators", status.validators},
        {"active_validators", status.active_validators},
        {"missed_slots", status.missed_slots},
        {"reorgs", status.reorgs},
        {"components", std::move(components)},
        {"operators", std::move(operators)},
        {"faults", std::move(faults)},
    };
    if (status.forward)
        all["forward"] = json::object{{"from", status.forward->from.value},
                                      {"to", status.forward->to.value},
                                      {"slots_per_second", status.forward->slots_per_second}};
    return json::serialize(all);
}

Result<Status> parse_status(std::string_view text) {
    TRY(const JsonDocument document, JsonDocument::parse(text));
    const JsonFields fields = document.fields();
    Status found;
    TRY(found.time.value, fields.number("time"));
    TRY(found.ahead_seconds, fields.number("ahead_seconds"));
    TRY(found.slot.value, fields.number("slot"));
    TRY(found.epoch.value, fields.number("epoch"));
    TRY(found.head_slot.value, fields.number("head_slot"));
    TRY(found.head_root, fields.fixed<Bytes32>("head_root"));
    TRY(found.justified.value, fields.number("justified"));
    TRY(found.finalized.value, fields.number("finalized"));
    TRY(found.execution_block.value, fields.number("execution_block"));
    TRY(found.execution_hash, fields.fixed<Bytes32>("execution_hash"));
    TRY(found.validators, fields.number("validators"));
    TRY(found.active_validators, fields.number("active_validators"));
    TRY(found.missed_slots, fields.number("missed_slots"));
    TRY(found.reorgs, fields.number("reorgs"));
    if (fields.has("forward")) {
        TRY(const JsonFields forward, fields.object("forward"));
        TRY(found.forward, parse_forward(forward));
    }
    TRY(const auto components, fields.objects("components", kComponentsMax));
    for (const JsonFields& one : components) {
        TRY(Component component, parse_component(one));
        found.components.push_back(std::move(component));
    }
    TRY(const auto operators, fields.objects("operators", kOperatorsMax));
    for (const JsonFields& one : operators) {
        TRY(OperatorStatus status, parse_operator(one));
        found.operators.push_back(std::move(status));
    }
    TRY(const auto faults, fields.objects("faults", kFaultsMax));
    for (const JsonFields& one : faults) {
        TRY(const std::string_view fault, one.text("fault"));
        found.faults.emplace_back(fault);
    }
    return found;
}

std::string to_json(const StateFile& file) {
    return json::serialize(json::object{{"engine", file.engine},
                                        {"pid", file.pid},
                                        {"control_port", file.control_port},
                                        {"end", file.end}}) +
           '\n';
}

Result<StateFile> parse_state_file(std::string_view text) {
    TRY(const JsonDocument document, JsonDocument::parse(text));
    const JsonFields fields = document.fields();
    StateFile found;
    TRY(found.engine, fields.text("engine"));
    TRY(found.pid, number_up_to(fields, "pid", kPidMax));
    TRY(found.control_port, number_up_to(fields, "control_port", kPortMax));
    TRY(found.end, fields.text("end"));
    return found;
}

}  // namespace stafi::devnet
