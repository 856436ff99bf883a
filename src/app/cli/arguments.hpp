#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/command.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"

namespace stafi::app {

/// What was typed for a command, read as what it should be. Asking for an option that the command
/// does not have is a bug. Errors name the option.
class Arguments {
  public:
    Arguments(const Command& command, Values values)
        : command_{&command}, values_{std::move(values)} {}

    [[nodiscard]] const Command& command() const { return *command_; }
    /// What stands without dashes.
    [[nodiscard]] std::vector<std::string> operands() const;
    /// It was typed; for a switch that means it is on.
    [[nodiscard]] bool has(std::string_view option) const;
    /// What was typed, or the option's fallback; empty without either.
    [[nodiscard]] std::string text(std::string_view option) const;
    /// `1,2,3` as its parts, between commas or semicolons.
    [[nodiscard]] std::vector<std::string> list(std::string_view option) const;

    /// Errors: bad_number, out_of_range.
    [[nodiscard]] Result<std::uint64_t> number(std::string_view option, std::uint64_t least,
                                               std::uint64_t most) const;
    /// Errors: bad_amount, out_of_range.
    [[nodiscard]] Result<Gwei> amount(std::string_view option) const;
    /// Errors: bad_address.
    [[nodiscard]] Result<Address> address(std::string_view option) const;

  private:
    [[nodiscard]] const Option& option(std::string_view name) const;

    const Command* command_;
    Values values_;
};

/// The address of an account or contract; not zero. Errors: bad_address.
[[nodiscard]] Result<Address> parse_receiver(std::string_view text);

/// A plain decimal number. Errors: bad_number, out_of_range.
[[nodiscard]] Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t least,
                                                 std::uint64_t most);

}  // namespace stafi::app
