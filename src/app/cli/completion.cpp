#include "app/cli/completion.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "app/cli/command.hpp"
#include "app/cli/words.hpp"

namespace stafi::app {
namespace {

/// First words of commands: `keys`, `version`.
std::vector<std::string> first_words() {
    std::vector<std::string> words;
    for (const Command& command : all_commands()) {
        const std::string word = command.name.substr(0, command.name.find(' '));
        if (std::ranges::find(words, word) == words.end()) words.push_back(word);
    }
    return words;
}

/// Second words of a group: `new`, `import`; none for a command of one word.
std::vector<std::string> second_words(const std::string& group) {
    std::vector<std::string> words;
    for (const Command& command : all_commands())
        if (command.name.starts_with(group + ' '))
            words.push_back(command.name.substr(group.size() + 1));
    return words;
}

/// What may stand before the command, too.
std::vector<Option> options_of_program() {
    std::vector<Option> options = global_options();
    options.push_back({.name = "help", .value = "", .help = "show help"});
    return options;
}

std::vector<Option> options_of(const Command& command) {
    std::vector<Option> options = command.options;
    std::ranges::move(options_of_program(), std::back_inserter(options));
    return options;
}

/// `--config`, `--network`: the words of options of the program that take a value.
std::vector<std::string> program_options_with_value() {
    std::vector<std::string> words;
    for (const Option& option : global_options())
        if (!option.value.empty()) words.push_back("--" + option.name);
    return words;
}

std::vector<std::string> words_of(const std::vector<Option>& options) {
    std::vector<std::string> words;
    words.reserve(options.size());
    for (const Option& option : options)
        words.push_back("--" + option.name);
    return words;
}

bool is_file(std::string_view value) {
    return value.ends_with("FILE") || value.ends_with("FILE...");
}
bool is_folder(std::string_view value) {
    return value.ends_with("FOLDER") || value.ends_with("FOLDER...");
}

std::string bash_files(std::string_view value, std::string_view before) {
    if (is_file(value)) return fmt::format("{}-f", before);
    return is_folder(value) ? fmt::format("{}-d", before) : "";
}

/// What bash offers for a value: words, files or folders.
std::string bash_values(const Option& option) {
    const auto choices = join(choices_of(option.value), " ");
    return fmt::format("-W '{}'{}", choices, bash_files(option.value, " "));
}

/// The text between single quotes in any of the three shells.
std::string quoted(std::string_view text) {
    std::string safe = "'";
    for (const char c : text)
        safe += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return safe + '\'';
}

std::string zsh_values(std::string_view value) {
    const std::string choices = join(choices_of(value), " ");
    if (is_file(value) && !choices.empty()) return fmt::format("{{compadd {}; _files}}", choices);
    if (is_file(value)) return "_files";
    if (is_folder(value)) return "_files -/";
    return choices.empty() ? "" : fmt::format("({})", choices);
}

/// `_arguments` reads colons and brackets of a description as its own.
std::string zsh_safe(std::string text) {
    for (const char c : {':', '[', ']'})
        std::erase(text, c);
    return text;
}

/// As `_arguments` takes them, a line each.
std::string zsh_options(const std::vector<Option>& options) {
    std::string text;
    for (const Option& option : options) {
        const bool has_value = !option.value.empty();
        std::string spec =
            fmt::format("--{}{}[{}]", option.name, has_value ? "=" : "", zsh_safe(option.help));
        if (has_value)
            spec += fmt::format(":{}:{}", zsh_safe(option.value), zsh_values(option.value));
        text += fmt::format(" \\\n            {}", quoted(spec));
    }
    return text;
}

/// What fish offers for options where `condition` holds.
std::string fish_options(const std::string& condition, const std::vector<Option>& options) {
    std::string text;
    for (const Option& option : options) {
        text += fmt::format("complete -c stafi-router -n {} -l {} -d {}", quoted(condition),
                            option.name, quoted(option.help));
        if (!option.value.empty()) text += is_file(option.value) ? " -r -F" : " -x";
        const std::string choices = join(choices_of(option.value), " ");
        if (is_folder(option.value)) text += " -a '(__fish_complete_directories)'";
        if (!choices.empty()) text += fmt::format(" -a {}", quoted(choices));
        text += '\n';
    }
    return text;
}

}  // namespace

std::string bash_completion() {
    std::string text = R"(# bash completion for stafi-router:  . <(stafi-router completion bash)
_stafi_router() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command='' i
    case "$previous$word" in # --option=value is three words
        =*) previous=${COMP_WORDS[COMP_CWORD - 2]} ;;
        --*=) word='' ;;
    esac
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
)";
    text += fmt::format("            {})", join(program_options_with_value(), "|"));
    text += R"( # and its value
                [[ ${COMP_WORDS[i + 1]} == = ]] && ((i += 2)) || ((i++)) ;;
            -*) break ;;
            *) command="$command${command:+ }${COMP_WORDS[i]}" ;;
        esac
    done
    case "$previous" in
)";
    std::vector<std::string> seen;
    for (const Command& command : all_commands()) {
        for (const Option& option : options_of(command)) {
            if (option.value.empty() || std::ranges::find(seen, option.name) != seen.end())
                continue;
            seen.push_back(option.name);
            text += fmt::format("        --{}) COMPREPLY=($(compgen {} -- \"$word\")); return ;;\n",
                                option.name, bash_values(option));
        }
    }
    text += "    esac\n    local words='' files=''\n    case \"$command\" in\n";
    text += fmt::format("        '') words='{} {}' ;;\n", join(first_words(), " "),
                        join(words_of(options_of_program()), " "));
    for (const std::string& word : first_words())
        if (const auto inner = second_words(word); !inner.empty())
            text += fmt::format("        {}) words='{}' ;;\n", quoted(word), join(inner, " "));
    for (const Command& command : all_commands()) {
        std::vector<std::string> names = choices_of(command.operands);
        std::ranges::move(words_of(options_of(command)), std::back_inserter(names));
        text += fmt::format("        {}*) words='{}'", quoted(command.name), join(names, " "));
        text += bash_files(command.operands, " files=") + " ;;\n";
    }
    return text + R"(    esac
    COMPREPLY=($(compgen $files -W "$words" -- "$word"))
}
complete -o filenames -F _stafi_router stafi-router
)";
}

std::string zsh_completion() {
    std::string text = R"(#compdef stafi-router
# zsh completion for stafi-router:  stafi-router completion zsh > "${fpath[1]}/_stafi-router"
_stafi_router() {
    local taken
    while ((CURRENT > 2)) && [[ ${words[2]} == -* ]]; do # before the command: set aside
        case ${words[2]} in
)";
    text += fmt::format("            {}) taken=2 ;;\n", join(program_options_with_value(), "|"));
    text += R"(            *) taken=1 ;;
        esac
        ((CURRENT - taken < 2)) && break # its value is being typed
        words[2,1+taken]=()
        ((CURRENT -= taken))
    done
    if [[ ${words[2]} == -* ]]; then
        _arguments -s)";
    text += zsh_options(options_of_program());
    text += R"(
        return
    fi
    local first=${words[2]} second=${words[3]}
    if ((CURRENT == 2)); then
)";
    text += fmt::format("        compadd {}\n        return\n    fi\n", join(first_words(), " "));
    text += "    case \"$first\" in\n";
    for (const std::string& word : first_words())
        if (const auto inner = second_words(word); !inner.empty())
            text += fmt::format("        {}) ((CURRENT == 3)) && {{ compadd {}; return; }} ;;\n",
                                word, join(inner, " "));
    text += "    esac\n    case \"$first $second\" in\n";
    for (const Command& command : all_commands()) {
        // _arguments shall take the command's last word for the program, and count from there.
        const bool is_grouped = command.name.find(' ') != std::string::npos;
        text += fmt::format("        {}{}) shift {} words; ((CURRENT -= {})); _arguments -s",
                            quoted(command.name), is_grouped ? "" : "*", is_grouped ? 2 : 1,
                            is_grouped ? 2 : 1);
        text += zsh_options(options_of(command));
        if (!command.operands.empty())
            text += fmt::format(" \\\n            '*:{}:{}'", command.operands,
                                zsh_values(command.operands));
        text += " ;;\n";
    }
    return text + "    esac\n}\n_stafi_router \"$@\"\n";
}

std::string fish_completion() {
    std::string text = R"(# fish completion for stafi-router:  stafi-router completion fish | source
function __stafi_router_words # of the command; options before it and their values are none
    set -l tokens (commandline -opc)
    set -e tokens[1]
    set -l is_value no
    for token in $tokens
        if test $is_value = yes
            set is_value no
            continue
        end
        switch $token
)";
    text += fmt::format("            case {}\n", join(program_options_with_value(), " "));
    text += R"(                set is_value yes
            case '-*'
            case '*'
                echo $token
        end
    end
end
function __stafi_router_at # these words and no more
    set -l words (__stafi_router_words)
    test "$words" = "$argv"
end
function __stafi_router_in # these words and what belongs to them
    set -l words (__stafi_router_words)
    for i in (seq (count $argv))
        test "$words[$i]" = $argv[$i]; or return 1
    end
end
complete -c stafi-router -f
)";
    const auto when = [](const std::string& condition) {
        return fmt::format("complete -c stafi-router -n {} ", quoted(condition));
    };
    text += fish_options("__stafi_router_at", options_of_program());
    for (const std::string& word : first_words()) {
        text += when("__stafi_router_at") + fmt::format("-a {}\n", word);
        const std::string inner = join(second_words(word), " ");
        if (!inner.empty())
            text += when("__stafi_router_at " + word) + fmt::format("-a {}\n", quoted(inner));
    }
    for (const Command& command : all_commands()) {
        const std::string condition = "__stafi_router_in " + command.name;
        text += fish_options(condition, options_of(command));
        if (is_file(command.operands) || is_folder(command.operands))
            text += when(condition) + "-F\n";
        else if (const auto words = choices_of(command.operands); !words.empty())
            text += when(condition) + fmt::format("-a {}\n", quoted(join(words, " ")));
    }
    return text;
}

}  // namespace stafi::app
