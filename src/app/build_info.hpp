#pragma once

#include <string_view>

namespace stafi::app {

/// What this program was built from; all set by CMake.
struct BuildInfo {
    std::string_view version;
    std::string_view
        commit;  ///< twelve digits, "-dirty" when files differed; "unknown" outside git
    std::string_view compiler;
    std::string_view blst;
};

[[nodiscard]] BuildInfo build_info();

}  // namespace stafi::app
