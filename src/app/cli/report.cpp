#include "app/cli/report.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "app/cli/words.hpp"
#include "base/overloaded.hpp"
#include "base/printable.hpp"

namespace stafi::app {
namespace {

namespace json = boost::json;

std::string text_of(const Cell& cell) {
    return std::visit(Overloaded{[](std::monostate) { return std::string{"-"}; },
                                 [](const std::string& text) { return printable(text); },
                                 [](std::uint64_t number) { return std::to_string(number); },
                                 [](bool fact) { return std::string{fact ? "yes" : "no"}; }},
                      cell);
}

json::value json_of(const Cell& cell) {
    return std::visit(Overloaded{[](std::monostate) { return json::value{}; },
                                 [](const auto& value) { return json::value(value); }},
                      cell);
}

std::string spaced(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

/// Rows of equal length as columns of equal width, two blanks apart, none at the end of a line.
std::string aligned(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
            text += fmt::format("{:<{}}  ", row[i], widths[i]);
        text += row.back() + '\n';
    }
    return text;
}

/// A key or a signature, cut to what tells it from others. Credentials and roots stay whole: their
/// ends matter.
std::string narrow(std::string text) {
    constexpr std::size_t kept = 10;
    constexpr std::size_t root = 66;
    if (text.starts_with("0x") && text.size() > root) text.replace(kept, text.npos, "..");
    return text;
}

std::string table_text(const Table& table) {
    std::vector<std::vector<std::string>> rows{{}};
    for (const std::string& column : table.columns)
        rows.front().push_back(spaced(column));
    for (const auto& row : table.rows) {
        rows.emplace_back();
        for (const Cell& cell : row)
            rows.back().push_back(table.is_narrow ? narrow(text_of(cell)) : text_of(cell));
    }
    return aligned(rows);
}

std::string_view name_of(LogLevel level) {
    switch (level) {
        case LogLevel::error:
            return "error";
        case LogLevel::warn:
            return "warn";
        case LogLevel::info:
            return "info";
        case LogLevel::debug:
            return "debug";
    }
    return "";
}

/// A logfmt value: in quotes when it holds blanks, quotes or `=`.
std::string quoted(const std::string& text) {
    if (!text.empty() && text.find_first_of(" =\"\n") == std::string::npos) return text;
    return json::serialize(json::string{text});
}

}  // namespace

Table remedies_for(const std::set<Reason>& reasons) {
    Table table{.name = "remedies", .columns = {"code", "remedy"}, .rows = {}};
    for (const Reason reason : reasons)
        table.rows.push_back(
            {std::string{text_of(reason).code}, std::string{text_of(reason).remedy}});
    return table;
}

void add_not_compared(Report& report, const std::vector<std::string>& what) {
    if (!what.empty()) report.fields.push_back({"not_compared", join(what, ", ")});
}

std::string to_text(const Report& report) {
    std::string text = report.headline.empty() ? "" : report.headline + '\n';
    std::vector<std::vector<std::string>> fields;
    for (const Field& field : report.fields)
        if (field.is_for_people) fields.push_back({spaced(field.name), text_of(field.value)});
    text += aligned(fields);
    for (const Table& table : report.tables) {
        if (!table.is_for_people || table.rows.empty()) continue;
        if (!text.empty()) text += '\n';
        text += table_text(table);
    }
    return text;
}

std::string to_json(const Report& report) {
    json::object object;
    for (const Field& field : report.fields)
        object[field.name] = json_of(field.value);
    for (const Table& table : report.tables) {
        json::array& rows = object[table.name].emplace_array();
        for (const auto& row : table.rows) {
            json::object& made = rows.emplace_back(json::object{}).as_object();
            for (std::size_t i = 0; i < row.size(); ++i)
                made[table.columns[i]] = json_of(row[i]);
        }
    }
    return json::serialize(object) + '\n';
}

void print(const Call& call, const Report& report) {
    const bool is_json = call.config().output == OutputFormat::json;
    say(call.console, is_json ? to_json(report) : to_text(report));
}

void log(const Call& call, LogLevel level, std::string_view message,
         const std::vector<Field>& fields) {
    const Config::Log& how = call.config().log;
    if (level > how.level) return;
    const std::string time = adapters::iso_text(call.console.now());
    if (how.format == LogFormat::json) {
        json::object line{{"ts", time}, {"level", name_of(level)}, {"msg", message}};
        for (const Field& field : fields)
            line[field.name] = json_of(field.value);
        fmt::print(call.console.err, "{}\n", json::serialize(line));
        return;
    }
    std::string line = how.format == LogFormat::text
                           ? fmt::format("{} {} {}", time, name_of(level), message)
                           : fmt::format("ts={} level={} msg={}", time, name_of(level),
                                         quoted(std::string{message}));
    for (const Field& field : fields)
        line += fmt::format(" {}={}", field.name, quoted(text_of(field.value)));
    fmt::print(call.console.err, "{}\n", line);
}

}  // namespace stafi::app
