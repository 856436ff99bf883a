#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// What a request asks for, and what it is answered: values, so that an API can be tested without a
// socket.

namespace stafi::devnet {

/// The path and query of a request, taken apart at `/`, `&` and `=`, and percent-decoded.
class Target {
  public:
    static constexpr std::size_t kBytesMax = 65'536;  ///< some clients name a thousand keys in one
    static constexpr std::size_t kPartsMax = 4'096;

    /// Errors: bad_argument: too long, not beginning with `/`, a bad escape, control characters.
    [[nodiscard]] static Result<Target> parse(std::string_view text);

    /// "/eth/v1/node/health" gives "eth", "v1", "node", "health".
    [[nodiscard]] const std::vector<std::string>& path() const { return path_; }

    /// The first value of this name.
    [[nodiscard]] std::optional<std::string_view> query(std::string_view name) const;
    /// All values: `id=1,2&id=3` gives "1", "2", "3". Empty ones are left out.
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    /// A number, or `fallback` when it is not given. Errors: bad_argument, naming it.
    [[nodiscard]] Result<std::uint64_t> number(std::string_view name, std::uint64_t fallback) const;

  private:
    std::vector<std::string> path_;
    std::vector<std::pair<std::string, std::string>> query_;
};

/// A message that may repeat what a client sent, as a JSON string: what is not printable ASCII is
/// shown as `?`, for it may be no UTF-8, which JSON has to be.
[[nodiscard]] std::string json_message(std::string_view text);

struct Answer {
    unsigned status = 200;
    std::string json;
    friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace stafi::devnet
