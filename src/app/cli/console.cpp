#include "app/cli/console.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/printable.hpp"

namespace stafi::app {
namespace {

namespace json = boost::json;

json::object error_object(const Error& error) {
    const ReasonText& text = text_of(error.reason);
    return {{"code", text.code}, {"what", error.what}, {"remedy", text.remedy}};
}

}  // namespace

ExitCode exit_code_of(const Error& error) {
    switch (error.reason) {
        case Reason::bad_usage:
        case Reason::bad_argument:
        case Reason::bad_config:
        case Reason::unknown_key:
            return ExitCode::usage;
        default:
            return error.code == Errc::unavailable ? ExitCode::retry : ExitCode::refused;
    }
}

void say(const Console& console, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), console.out);
}

void print_errors(const Console& console, OutputFormat output, const Problems& problems) {
    if (output == OutputFormat::text) {
        for (const Error& problem : problems) {
            const ReasonText& text = text_of(problem.reason);
            fmt::print(console.err, "error: {} [{}]\nremedy: {}\n", printable(problem.what),
                       text.code, text.remedy);
        }
        return;
    }
    json::object error = error_object(problems.front());
    if (problems.size() > 1) {
        json::array all;
        for (const Error& problem : problems)
            all.push_back(error_object(problem));
        error["what"] = fmt::format("{} problems", problems.size());
        error["problems"] = std::move(all);
    }
    fmt::print(console.err, "{}\n", json::serialize(json::object{{"error", std::move(error)}}));
}

}  // namespace stafi::app
