#include "ssv/shares/owner_nonce.hpp"

#include <fmt/format.h>

#include "crypto/address.hpp"
#include "crypto/hash.hpp"

namespace stafi::ssv {
namespace {

void find_bad(std::span<const SignedRoot> batch, std::size_t offset, Entropy& entropy,
              std::vector<std::size_t>& bad) {
    if (batch_verify(batch, entropy)) return;
    if (batch.size() == 1) {
        bad.push_back(offset);
        return;
    }
    const std::size_t half = batch.size() / 2;
    find_bad(batch.first(half), offset, entropy, bad);
    find_bad(batch.subspan(half), offset + half, entropy, bad);
}

}  // namespace

Result<> check_owner_nonces(OwnerNonce first, std::size_t count) {
    if (first.value > kOwnerNoncesMax || count > kOwnerNoncesMax - first.value)
        return fail(
            Reason::bad_owner_nonce,
            fmt::format("owner nonce {} and {} from there on: the last that nodes can use is {}",
                        first.value, count, kOwnerNoncesMax - 1));
    return {};
}

std::string owner_nonce_message(const Address& owner, OwnerNonce nonce) {
    return fmt::format("{}:{}", to_checksum_text(owner), nonce.value);
}

Bytes32 owner_nonce_digest(const Address& owner, OwnerNonce nonce) {
    return keccak256(bytes_of(owner_nonce_message(owner, nonce)));
}

Result<BlsSignature> sign_owner_nonce(const BlsSecretKey& validator, const Address& owner,
                                      OwnerNonce nonce) {
    TRY_VOID(check_owner_nonces(nonce, 1));
    return validator.sign(owner_nonce_digest(owner, nonce).view());
}

bool verify_owner_nonce(const BlsPubkey& validator, const Address& owner, OwnerNonce nonce,
                        const BlsSignature& signature) {
    return verify(validator, owner_nonce_digest(owner, nonce).view(), signature);
}

std::vector<std::size_t> find_bad_signatures(std::span<const SignedRoot> batch, Entropy& entropy) {
    std::vector<std::size_t> bad;
    find_bad(batch, 0, entropy, bad);
    return bad;
}

}  // namespace stafi::ssv
