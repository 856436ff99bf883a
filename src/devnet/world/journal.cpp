#include "devnet/world/journal.hpp"

#include <fmt/format.h>

#include "adapters/clock.hpp"

namespace stafi::devnet {

Journal::Journal(const std::filesystem::path& path) : file_{std::fopen(path.c_str(), "ae")} {}

void Journal::say(std::string_view line) {
    if (!file_) return;
    fmt::print(file_.get(), "{} {}\n", adapters::iso_text(adapters::now()), line);
    std::fflush(file_.get());
}

}  // namespace stafi::devnet
