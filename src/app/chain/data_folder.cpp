#include "app/chain/data_folder.hpp"

#include <cstdlib>

#include "crypto/address.hpp"

namespace stafi::app {

namespace fs = std::filesystem;

Result<fs::path> data_folder(const Config& config) {
    if (!config.data_dir.starts_with("~/")) return fs::path{config.data_dir};
    const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): nothing sets it
    if (home == nullptr || *home == '\0')
        return fail(Reason::not_configured,
                    "data_dir: " + config.data_dir + ": the variable HOME is not set");
    return fs::path{home} / config.data_dir.substr(2);
}

Result<fs::path> account_folder(const Config& config, ChainId chain, const Address& account) {
    TRY(const fs::path top, data_folder(config));
    return top / "accounts" / std::to_string(chain.value) / to_checksum_text(account);
}

}  // namespace stafi::app
