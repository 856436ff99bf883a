#pragma once

#include <string>
#include <string_view>

namespace stafi {

/// Text from outside, fit for a terminal: every control character (C0, DEL, and C1 as UTF-8) is
/// shown as `?`, so that a file can neither clear the screen nor forge lines of a report.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace stafi
