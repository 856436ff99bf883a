#include "crypto/custody/validator_tree.hpp"

#include "base/check.hpp"

namespace stafi {
namespace {

/// `derive_master` and `derive_path` refuse what cannot be here: a short seed, a path with errors.
template <class T>
T promised(Result<T> result) {
    CHECK(result.has_value());
    return *std::move(result);
}

}  // namespace

ValidatorTree ValidatorTree::of(const SecretBytes<64>& seed) {
    const BlsSecretKey master = promised(derive_master(seed.view()));
    return ValidatorTree{promised(derive_path(master, "m/12381/3600"))};
}

BlsSecretKey ValidatorTree::key_at(KeyIndex index) const {
    CHECK(index <= kKeyIndexMax);
    const auto account = static_cast<std::uint32_t>(index.value);
    return derive_child(derive_child(derive_child(validators_, account), 0), 0);
}

}  // namespace stafi
