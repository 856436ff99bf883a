#pragma once

namespace stafi {

[[noreturn]] void check_failed(const char* what, const char* file, int line);

}  // namespace stafi

/// An invariant of our own code; always on, also in release. Input is never CHECKed: it gets a
/// `Result`.
#define CHECK(holds)                                           \
    do {                                                       \
        if (!(holds)) [[unlikely]]                             \
            ::stafi::check_failed(#holds, __FILE__, __LINE__); \
    } while (false)
