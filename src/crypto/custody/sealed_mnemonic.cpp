#include "crypto/custody/sealed_mnemonic.hpp"

#include <algorithm>

#include "crypto/keystore/keystore.hpp"

namespace stafi {
namespace {

/// The words and the passphrase, parted by the one character that words do not have.
SecretBuffer joined(std::string_view words, std::string_view passphrase) {
    if (passphrase.empty()) return SecretBuffer{words};
    SecretBuffer both{words.size() + 1 + passphrase.size()};
    const auto rest = std::ranges::copy(bytes_of(words), both.span().begin()).out;
    *rest = std::byte{'\n'};
    std::ranges::copy(bytes_of(passphrase), rest + 1);
    return both;
}

}  // namespace

Result<std::string> seal_mnemonic(const Mnemonic& mnemonic, std::string_view passphrase,
                                  const SecretBuffer& password, const KdfCost& cost,
                                  Entropy& entropy) {
    // What cannot be opened again is not sealed.
    TRY([[maybe_unused]] const SecretBytes<64> seed, mnemonic.seed(passphrase));
    TRY(const KeystoreSealer sealer, KeystoreSealer::with(password, cost, entropy));
    const SecretBuffer content = joined(mnemonic.text(), passphrase);
    TRY(const EncryptedSecret sealed, sealer.seal(content.view(), entropy));
    return to_json(sealed);
}

Result<SecretBytes<64>> open_mnemonic(std::string_view json, const SecretBuffer& password) {
    TRY(const EncryptedSecret sealed, parse_encrypted_secret(json));
    TRY(KeystoreOpener opener, KeystoreOpener::with(password));
    TRY(const SecretBuffer content, opener.open(sealed));
    const std::string_view text = content.text();
    const std::string_view words = text.substr(0, text.find('\n'));
    const std::string_view passphrase = text.substr(std::min(words.size() + 1, text.size()));
    const auto mnemonic = Mnemonic::parse(words);
    if (!mnemonic) return fail(Reason::bad_keystore, "sealed mnemonic: " + mnemonic.error().what);
    return mnemonic->seed(passphrase);
}

}  // namespace stafi
