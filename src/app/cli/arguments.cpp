#include "app/cli/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "app/cli/words.hpp"
#include "base/amount.hpp"
#include "crypto/address.hpp"

namespace stafi::app {

Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t least, std::uint64_t most) {
    std::uint64_t value = 0;
    const char* last = std::to_address(text.end());
    const auto [end, error] = std::from_chars(std::to_address(text.begin()), last, value);
    if (text.empty() || end != last || error == std::errc::invalid_argument)
        return fail(Reason::bad_number, fmt::format("'{}' is not a whole number", text));
    if (error != std::errc{} || value < least || value > most)
        return fail(Reason::out_of_range, fmt::format("{} is not in {}..{}", text, least, most));
    return value;
}

Result<Address> parse_receiver(std::string_view text) {
    TRY(const Address address, parse_address(text));
    if (address == Address{})
        return fail(Reason::bad_address, fmt::format("{} is nobody's address", text));
    return address;
}

const Option& Arguments::option(std::string_view name) const {
    const auto found = std::ranges::find(command_->options, name, &Option::name);
    CHECK(found != command_->options.end());
    return *found;
}

std::vector<std::string> Arguments::operands() const {
    const auto found = values_.find("");
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

bool Arguments::has(std::string_view name) const { return values_.contains(option(name).name); }

std::string Arguments::text(std::string_view name) const {
    const auto found = values_.find(option(name).name);
    return found == values_.end() ? option(name).fallback : found->second.front();
}

std::vector<std::string> Arguments::list(std::string_view name) const {
    return split(text(name), ",;");
}

Result<std::uint64_t> Arguments::number(std::string_view name, std::uint64_t least,
                                        std::uint64_t most) const {
    return at(fmt::format("--{}", name), parse_number(text(name), least, most));
}

Result<Gwei> Arguments::amount(std::string_view name) const {
    const std::string place = fmt::format("--{}", name);
    TRY(const Wei wei, at(place, parse_amount(text(name))));
    return at(place, exact_gwei(wei));
}

Result<Address> Arguments::address(std::string_view name) const {
    return at(fmt::format("--{}", name), parse_receiver(text(name)));
}

}  // namespace stafi::app
