#include <algorithm>
#include <deque>

#include <fmt/format.h>

#include "app/cli/arguments.hpp"
#include "app/cli/command.hpp"
#include "app/cli/words.hpp"
#include "base/amount.hpp"
#include "crypto/address.hpp"

namespace stafi::app {
namespace {

/// One pass over the words, from left to right.
class Parser {
  public:
    explicit Parser(const std::vector<std::string>& words) : rest_{words.begin(), words.end()} {}

    Result<Invocation> run() {
        while (!rest_.empty()) {
            const std::string word = std::move(rest_.front());
            rest_.pop_front();
            if (word == "--" && !only_operands_)
                only_operands_ = true;
            else if (!only_operands_ && (word == "--help" || word == "-h"))
                found_.wants_help = true;
            else if (word == "--version" && found_.command == nullptr)
                TRY_VOID(take_name("version"));
            else if (!only_operands_ && word.starts_with("-") && word != "-")
                TRY_VOID(take_option(word));
            else
                TRY_VOID(take_word(word));
        }
        if (!found_.wants_help) TRY_VOID(check_complete());
        return std::move(found_);
    }

  private:
    /// The command's name comes first, then operands.
    Result<> take_word(const std::string& word) {
        if (found_.command == nullptr) return take_name(word);
        if (found_.command->operands.empty())
            return fail(Reason::bad_usage,
                        fmt::format("{} takes no operand: {}", found_.command->name, word));
        if (!only_operands_) TRY_VOID(check_file(found_.command->operands, word));
        std::vector<std::string>& operands = found_.values[""];
        operands.push_back(word);
        if (operands.size() > 1 && !found_.command->operands.ends_with("..."))
            return fail(Reason::bad_usage,
                        fmt::format("{} takes one {}, not also {}", found_.command->name,
                                    found_.command->operands, word));
        return {};
    }

    Result<> take_name(const std::string& word) {
        const std::string before = found_.group.empty() ? "" : found_.group + ' ';
        const std::string name = before + word;
        bool is_group = false;
        std::vector<std::string> known;  // as far as `name` goes
        for (const Command& command : all_commands()) {
            if (command.name == name) {
                found_.command = &command;
                return {};
            }
            is_group = is_group || command.name.starts_with(name + ' ');
            if (command.name.starts_with(before))
                known.push_back(command.name.substr(0, command.name.find(' ', before.size())));
        }
        if (before.empty()) known.emplace_back("--help");  // as in `stafi-router help`
        if (!is_group)
            return fail(Reason::bad_usage,
                        fmt::format("there is no command {}{}", name, did_you_mean(name, known)));
        found_.group = name;
        return {};
    }

    Result<> take_option(const std::string& word) {
        const std::size_t equals = std::min(word.find('='), word.size());
        const std::string shown = word.substr(0, equals);
        const Option* option = find_option(shown);
        if (option == nullptr)
            return fail(Reason::bad_usage, fmt::format("there is no option {}{}", shown,
                                                       did_you_mean(shown, option_names())));
        std::vector<std::string>& values = found_.values[option->name];
        if (!values.empty()) return fail(Reason::bad_usage, shown + " is given twice");
        const bool has_value = equals < word.size();
        if (option->value.empty()) {
            if (has_value) return fail(Reason::bad_usage, shown + " takes no value");
            values.emplace_back();
            return {};
        }
        if (!has_value && rest_.empty())
            return fail(Reason::bad_usage,
                        fmt::format("{} needs a value: {}", shown, option->value));
        values.push_back(has_value ? word.substr(equals + 1) : rest_.front());
        if (!has_value) rest_.pop_front();
        return check_value(*option, values.back());
    }

    /// What can be seen without the command: its ranges come later.
    static Result<> check_value(const Option& option, const std::string& value) {
        const std::string place = "--" + option.name;
        if (value.empty())
            return fail(Reason::bad_usage,
                        fmt::format("{} has an empty value: {} expected", place, option.value));
        if (option.value == "N") TRY_VOID(check_number(place, value));
        if (option.value == "IDS")
            for (const std::string& id : split(value, ",;"))
                TRY_VOID(check_number(place, id));
        if (option.value == "ADDRESS") TRY_VOID(at(place, parse_address(value)));
        if (option.value == "AMOUNT") {
            TRY(const Wei wei, at(place, parse_amount(value)));
            TRY_VOID(at(place, exact_gwei(wei)));
        }
        TRY_VOID(at(place, check_file(option.value, value)));
        return check_choice(option, value);
    }

    /// What is too large to be read is out of every range, too.
    static Result<> check_number(const std::string& place, const std::string& value) {
        const auto number = at(place, parse_number(value, 0, UINT64_MAX));
        if (number || number.error().reason == Reason::out_of_range) return {};
        return tl::unexpected(number.error());
    }

    /// Other programs mean a pipe by `-`; here it would be a file of this name.
    static Result<> check_file(std::string_view value, const std::string& word) {
        const bool is_file = value.ends_with("FILE") || value.ends_with("FILE...");
        if (!is_file || word != "-") return {};
        return fail(Reason::bad_usage, "-: give a file; to read from a pipe use /dev/stdin");
    }

    static Result<> check_choice(const Option& option, const std::string& value) {
        const auto choices = choices_of(option.value);
        const bool is_open = choices.empty() || option.value.ends_with("FILE");
        if (is_open || std::ranges::find(choices, value) != choices.end()) return {};
        return fail(Reason::bad_usage,
                    fmt::format("--{}: {} is not one of {}{}", option.name, value,
                                join(choices, ", "), did_you_mean(value, choices)));
    }

    Result<> check_complete() const {
        if (found_.command == nullptr) {
            if (found_.group.empty()) return fail(Reason::bad_usage, "a command is missing");
            return {};
        }
        for (const Option& option : found_.command->options)
            if (option.is_required && !found_.values.contains(option.name))
                return fail(Reason::bad_usage, fmt::format("{} needs --{} {}", found_.command->name,
                                                           option.name, option.value));
        return {};
    }

    [[nodiscard]] std::vector<const Option*> options() const {
        std::vector<const Option*> all;
        if (found_.command != nullptr)
            for (const Option& option : found_.command->options)
                all.push_back(&option);
        for (const Option& option : global_options())
            all.push_back(&option);
        return all;
    }
    [[nodiscard]] const Option* find_option(const std::string& shown) const {
        for (const Option* option : options())
            if (shown == "--" + option->name || shown == "--" + option->alias) return option;
        return nullptr;
    }
    [[nodiscard]] std::vector<std::string> option_names() const {
        std::vector<std::string> names{"--help"};
        for (const Option* option : options())
            names.push_back("--" + option->name);
        return names;
    }

    std::deque<std::string> rest_;
    Invocation found_;
    bool only_operands_ = false;
};

}  // namespace

std::vector<std::string> choices_of(std::string_view value) {
    std::vector<std::string> parts = split(value, "|");
    std::erase_if(parts, [](const std::string& part) { return std::isupper(part.front()) != 0; });
    return parts;
}

Result<Invocation> parse(const std::vector<std::string>& words) { return Parser{words}.run(); }

}  // namespace stafi::app
