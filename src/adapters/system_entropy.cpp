#include "adapters/system_entropy.hpp"

#include <sys/random.h>

namespace stafi::adapters {

Result<Entropy> system_entropy() {
    SecretBytes<32> seed;  // up to 256 bytes come whole or not at all: getrandom(2)
    if (::getrandom(seed.span().data(), seed.span().size(), 0) != 32)
        return fail(Reason::no_entropy, "getrandom");
    return Entropy{std::move(seed)};
}

}  // namespace stafi::adapters
