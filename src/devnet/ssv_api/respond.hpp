#pragma once

#include "devnet/api/target.hpp"
#include "devnet/ssv_api/view.hpp"

// The SSV operator API of a devnet, `/api/v4/{network}/…`, in the shapes that api.ssv.network gives
// its clients. Source: ssv-network.md, section 9.1.

namespace stafi::devnet::ssv_api {

/// Rows on a page, unless it is asked for others.
inline constexpr std::uint64_t kPerPage = 10;
inline constexpr std::uint64_t kPerPageMax = 1000;

/// 200 with rows or an object; 400 for a query that cannot be read; 404 for another network, an
/// unknown path, operator, cluster or validator. Errors are `{"error":{"code":…,"message":…}}`.
[[nodiscard]] Answer respond(const Target& target, const View& view);

}  // namespace stafi::devnet::ssv_api
