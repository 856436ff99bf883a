#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/bls/blst_access.hpp"

namespace stafi {
namespace {

constexpr std::size_t kSeedBytesMin = 32;

/// A decimal below 2^32 without sign or leading zeros.
[[nodiscard]] std::optional<std::uint32_t> parse_index(std::string_view text) {
    if (text.empty() || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    std::uint32_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return index;
}

[[nodiscard]] Result<std::vector<std::uint32_t>> parse_path(std::string_view path) {
    if (path != "m" && !path.starts_with("m/"))
        return fail(Reason::bad_path, "path: does not begin with m/");
    std::vector<std::uint32_t> indices;
    for (std::string_view rest = path.substr(1); !rest.empty();) {
        rest.remove_prefix(1);  // the slash
        const std::string_view level = rest.substr(0, rest.find('/'));
        rest.remove_prefix(level.size());
        if (indices.size() == kPathLevelsMax)
            return fail(Reason::bad_path, fmt::format("path: over {} levels", kPathLevelsMax));
        const std::optional<std::uint32_t> index = parse_index(level);
        if (!index)
            return fail(Reason::bad_path,
                        fmt::format("path: level {} is no decimal below 2^32", indices.size() + 1));
        indices.push_back(*index);
    }
    return indices;
}

}  // namespace

Result<BlsSecretKey> derive_master(BytesView seed) {
    if (seed.size() < kSeedBytesMin)
        return fail(Reason::bad_secret_key, fmt::format("seed: {} bytes, at least {} expected",
                                                        seed.size(), kSeedBytesMin));
    Wiped<blst_scalar> scalar;
    blst_derive_master_eip2333(&scalar.value, readable(seed), seed.size());
    return BlsAccess::secret_key(scalar.value);
}

BlsSecretKey derive_child(const BlsSecretKey& parent, std::uint32_t index) {
    Wiped<blst_scalar> scalar;
    blst_derive_child_eip2333(&scalar.value, BlsAccess::scalar(parent), index);
    return promised(BlsAccess::secret_key(scalar.value));
}

Result<BlsSecretKey> derive_path(const BlsSecretKey& master, std::string_view path) {
    TRY(const std::vector<std::uint32_t> indices, parse_path(path));
    BlsSecretKey key = master.copy();
    for (const std::uint32_t index : indices)
        key = derive_child(key, index);
    return key;
}

}  // namespace stafi
