#pragma once

#include <filesystem>

namespace stafi::test {

/// The root of the checkout that the tests were built from. A function, so that only one file is
/// compiled anew, and not every test, when the checkout lies elsewhere.
std::filesystem::path source_dir();

}  // namespace stafi::test
