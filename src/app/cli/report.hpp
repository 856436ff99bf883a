#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "app/cli/console.hpp"

namespace stafi::app {

/// A value in a result; nothing is `null` for scripts and a dash for people.
using Cell = std::variant<std::monostate, std::string, std::uint64_t, bool>;

struct Field {
    std::string name;  ///< for scripts "deposit_data", which people see as "deposit data"
    Cell value;
    bool is_for_people = true;  ///< false: the headline says it
};

struct Table {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
    bool is_for_people = true;  ///< false: too long or too dull for the text form
    bool is_narrow = false;     ///< people see 0x93ab12cd.. for long hex, scripts all of it
};

/// What a command found or did, once for people and scripts alike, so that both see the same.
struct Report {
    std::string headline = {};  ///< one sentence, for people only
    std::vector<Field> fields = {};
    std::vector<Table> tables = {};
};

/// What to do about each of the codes, once: a table to go below those that show codes.
[[nodiscard]] Table remedies_for(const std::set<Reason>& reasons);

/// Says what was taken from the files themselves, as nothing was given to compare it with; nothing
/// of it when everything was.
void add_not_compared(Report& report, const std::vector<std::string>& what);

/// The headline, then `name  value` lines, then aligned tables.
[[nodiscard]] std::string to_text(const Report& report);
/// One object on one line; tables are arrays of objects.
[[nodiscard]] std::string to_json(const Report& report);

/// Prints to `console.out` in the form that was asked for.
void print(const Call& call, const Report& report);

/// One log line to `console.err`, in the format and from the level on that were asked for:
/// `2026-11-22T20:01:15.851Z info keystores done=23 total=50`.
void log(const Call& call, LogLevel level, std::string_view message,
         const std::vector<Field>& fields);

}  // namespace stafi::app
