// links: stafi::ssv
#include <cstdint>

#include "base/check.hpp"
#include "ssv/keyshares/dkg_proof.hpp"

// Whatever is read has proofs for every validator, each for that one, and a root that any change
// of the owner changes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    auto proofs = ssv::read_proofs({reinterpret_cast<const char*>(data), size});
    if (!proofs) return 0;
    CHECK(!proofs->empty());
    for (auto& [validator, ceremony] : *proofs) {
        CHECK(!ceremony.empty());
        for (ssv::SignedDkgProof& one : ceremony) {
            CHECK(one.proof.validator == validator);
            const Bytes32 root = ssz::hash_tree_root(one.proof);
            one.proof.owner.bytes[0] ^= std::byte{1};
            CHECK(ssz::hash_tree_root(one.proof) != root);
        }
    }
    return 0;
}
