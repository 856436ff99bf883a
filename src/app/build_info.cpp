#include "app/build_info.hpp"

#include "commit.hpp"  // written into the build folder by cmake/commit.cmake

namespace stafi::app {

BuildInfo build_info() {
    return {.version = STAFI_VERSION,
            .commit = STAFI_COMMIT,
            .compiler = "clang " __clang_version__,
            .blst = STAFI_BLST_VERSION};
}

}  // namespace stafi::app
