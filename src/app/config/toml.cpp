#include "app/config/toml.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "crypto/unicode.hpp"

namespace stafi::app {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kBareKey =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

auto wrong(std::string what) { return fail(Reason::bad_config, std::move(what)); }

/// What is left of a line, read from left to right.
class Line {
  public:
    explicit Line(std::string_view text) : rest_{text} { skip_blanks(); }

    [[nodiscard]] bool is_over() const { return rest_.empty() || rest_.front() == '#'; }
    [[nodiscard]] bool starts_with(std::string_view text) const { return rest_.starts_with(text); }

    bool take(char expected) {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(1);
        skip_blanks();
        return true;
    }

    /// `a`, or `a.b.c` with blanks around the dots.
    Result<std::string> take_name() {
        std::string name;
        do {
            if (starts_with("\"") || starts_with("'"))
                return wrong("keys are written without quotes here");
            const std::string_view part = take_until(rest_.find_first_not_of(kBareKey));
            if (part.empty()) return wrong("a key of letters, digits, - and _ expected");
            name += name.empty() ? "" : ".";
            name += part;
            skip_blanks();
        } while (take('.'));
        return name;
    }

    /// The text and kind of an entry; what stands behind it is left.
    Result<TomlEntry> take_value() {
        if (starts_with("\"\"\"") || starts_with("'''"))
            return wrong("texts of several lines are not used here");
        const char first = is_over() ? '\0' : rest_.front();
        TomlEntry entry;
        if (first == '"') {
            TRY(entry.text, take_text());
        } else if (first == '\'') {
            rest_.remove_prefix(1);
            entry.text = take_until(rest_.find('\''));
        } else {
            entry.is_number = true;
            TRY(entry.text, number_of(take_until(rest_.find_first_of(" \t#"))));
        }
        skip_blanks();
        if (!entry.is_number && !take(first))
            return wrong(fmt::format("the text has no {} at its end", first));
        return entry;
    }

  private:
    void skip_blanks() { take_until(rest_.find_first_not_of(kBlanks)); }

    std::string_view take_until(std::size_t end) {
        const std::string_view taken = rest_.substr(0, end);
        rest_.remove_prefix(taken.size());
        return taken;
    }

    /// From a double quote to before the next one, which a backslash can escape.
    Result<std::string> take_text() {
        constexpr std::string_view letters = "btnfr\"\\";
        constexpr std::string_view meanings = "\b\t\n\f\r\"\\";
        rest_.remove_prefix(1);
        std::string text{take_until(rest_.find_first_of("\"\\"))};
        while (rest_.starts_with('\\')) {
            rest_.remove_prefix(1);
            const std::size_t kind = rest_.empty() ? letters.npos : letters.find(rest_.front());
            if (kind == letters.npos)
                return wrong("only b t n f r \" and \\ can follow a backslash here");
            rest_.remove_prefix(1);
            text += meanings[kind];
            text += take_until(rest_.find_first_of("\"\\"));
        }
        return text;
    }

    /// `-1_000`: digits, each `_` between two of them, no zero in front.
    static Result<std::string> number_of(std::string_view word) {
        std::string text{word.starts_with('+') ? word.substr(1) : word};
        std::string digits = text.substr(word.starts_with('-') ? 1 : 0);
        const bool is_grouped_right =
            !digits.starts_with('_') && !digits.ends_with('_') && digits.find("__") == digits.npos;
        std::erase(text, '_');
        std::erase(digits, '_');
        if (!is_grouped_right || digits.empty() || digits.size() > kTomlDigitsMax ||
            digits.find_first_not_of(kDigits) != digits.npos ||
            (digits.size() > 1 && digits.starts_with('0')))
            return wrong("neither a text in quotes nor a whole number");
        return text;
    }

    std::string_view rest_;
};

class Reader {
  public:
    explicit Reader(std::string_view file) : file_{file} {}

    void read_line(std::string_view text) {
        ++line_;
        auto done = check_characters(text);
        if (done) done = read_content(Line{text});
        if (done) return;
        parsed_.problems.push_back(std::move(done).error());
        parsed_.problems.back().what.insert(0, fmt::format("{}:{}: ", file_, line_));
    }

    ParsedToml take() { return std::move(parsed_); }

  private:
    /// How a name came into the file: as a table on the way to another one, by `[name]`, as a table
    /// of a dotted key, or with a value.
    enum class Role : std::uint8_t { parent, header, dotted, value };
    struct Use {
        Role role;
        std::size_t line;
        std::size_t section;
    };

    static Result<> check_characters(std::string_view text) {
        const auto is_control = [](char c) {
            return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f;
        };
        if (text.size() > kTomlLineMax)
            return wrong(fmt::format("more than {} bytes in one line", kTomlLineMax));
        if (std::ranges::any_of(text, is_control)) return wrong("a control character");
        if (const auto decoded = nfkd(text); !decoded) return wrong(decoded.error().what);
        return {};
    }

    Result<> read_content(Line line) {
        if (line.is_over()) return {};
        TRY_VOID(line.starts_with("[") ? read_table(line) : read_entry(line));
        if (!line.is_over()) return wrong("only a comment can follow on this line");
        return {};
    }

    Result<> read_table(Line& line) {
        table_.reset();
        section_ = line_;
        if (line.starts_with("[[")) return wrong("arrays of tables are not used here");
        line.take('[');
        TRY(const std::string name, line.take_name());
        if (!line.take(']')) return wrong("] expected after the table's name");
        TRY_VOID(claim(name, 0, Role::parent, Role::header));
        table_ = name + '.';
        return {};
    }

    Result<> read_entry(Line& line) {
        TRY(const std::string key, line.take_name());
        if (!line.take('=')) return wrong(fmt::format("= expected after {}", key));
        TRY(TomlEntry entry, at(key, line.take_value()));
        if (!table_) return {};
        entry.name = *table_ + key;
        entry.line = line_;
        TRY_VOID(claim(entry.name, table_->size(), Role::dotted, Role::value));
        parsed_.entries.push_back(std::move(entry));
        return {};
    }

    /// Notes a name and the tables that it goes through behind the first `known` letters.
    Result<> claim(const std::string& name, std::size_t known, Role through, Role role) {
        if (std::ranges::count(name, '.') >= std::ptrdiff_t{kTomlPartsMax})
            return wrong(fmt::format("a name of more than {} parts", kTomlPartsMax));
        for (std::size_t dot = name.find('.', known); dot != name.npos;
             dot = name.find('.', dot + 1))
            TRY_VOID(note(name.substr(0, dot), through));
        return note(name, role);
    }

    /// TOML defines a table once: by its header or by dotted keys of one section. A header may come
    /// after the tables in it, or add a table to a known one.
    Result<> note(const std::string& name, Role role) {
        const auto [found, is_new] = seen_.emplace(name, Use{role, line_, section_});
        if (is_new) return {};
        Use& use = found->second;
        if (role == Role::parent && use.role != Role::value) return {};
        if (role == Role::dotted && use.role == Role::dotted && use.section == section_) return {};
        if (role == Role::value || use.role != Role::parent)
            return wrong(fmt::format("{} is in line {} already", name, use.line));
        use = {role, line_, section_};
        return {};
    }

    std::string_view file_;
    ParsedToml parsed_;
    std::size_t line_ = 0;
    std::size_t section_ = 0;               ///< the line of the last header
    std::optional<std::string> table_{""};  ///< with a dot at its end; nothing after a wrong header
    std::map<std::string, Use> seen_;
};

}  // namespace

ParsedToml parse_toml(std::string_view content, std::string_view file) {
    Reader reader{file};
    while (!content.empty()) {
        const std::size_t end = content.find('\n');
        std::string_view line = content.substr(0, end);
        content.remove_prefix(std::min(line.size() + 1, content.size()));
        if (end != content.npos && line.ends_with('\r')) line.remove_suffix(1);
        reader.read_line(line);
    }
    return reader.take();
}

}  // namespace stafi::app
