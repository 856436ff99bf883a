#include "source_dir.hpp"

namespace stafi::test {

std::filesystem::path source_dir() { return STAFI_SOURCE_DIR; }

}  // namespace stafi::test
