#pragma once

#include <filesystem>

#include "app/config/config.hpp"
#include "base/bytes.hpp"
#include "base/units.hpp"

namespace stafi::app {

/// `data_dir`, with the user's home in place of `~/`. Errors: not_configured when that is unknown.
[[nodiscard]] Result<std::filesystem::path> data_folder(const Config& config);

/// Of the transactions that a person sends from an account on a chain: `accounts/CHAIN/ADDRESS` in
/// the data folder. Errors: as data_folder.
[[nodiscard]] Result<std::filesystem::path> account_folder(const Config& config, ChainId chain,
                                                           const Address& account);

}  // namespace stafi::app
