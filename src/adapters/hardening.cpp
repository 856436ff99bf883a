#include "adapters/hardening.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace stafi::adapters {

void forbid_core_dumps() {
    // Both can only fail where dumps are forbidden already.
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace stafi::adapters
