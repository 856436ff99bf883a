#include "crypto/keystore/web3_keystore.hpp"

#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"

namespace stafi {
namespace {

constexpr std::uint64_t kVersion = 3;
constexpr std::size_t kSecretKeyBytes = 32;

Result<EncryptedSecret> read_crypto(const JsonFields& crypto) {
    TRY_VOID(expect_text(crypto, "cipher", "aes-128-ctr"));
    EncryptedSecret secret;
    TRY(const JsonFields cipher_params, crypto.object("cipherparams"));
    TRY(secret.iv, cipher_params.fixed<CipherIv>("iv"));
    TRY(secret.kdf, read_kdf(crypto, "kdf", "kdfparams"));
    TRY(secret.checksum, crypto.fixed<Bytes32>("mac"));
    TRY(secret.ciphertext, read_ciphertext(crypto, "ciphertext"));
    if (secret.ciphertext.size() != kSecretKeyBytes)
        return fail(Reason::bad_keystore,
                    fmt::format("{}: {} bytes, 32 expected", crypto.path_of("ciphertext"),
                                secret.ciphertext.size()));
    return secret;
}

Result<EthSecretKey> to_key(const SecretBuffer& secret, const Web3Keystore& keystore,
                            Entropy& entropy) {
    auto key = EthSecretKey::parse(secret.view().first<kSecretKeyBytes>(), entropy);
    if (!key)
        return fail(Reason::bad_keystore, "keystore: the secret is zero or not below the order");
    if (keystore.address && key->address() != *keystore.address)
        return fail(
            Reason::keystore_key_mismatch,
            fmt::format("keystore: address is {}, but the secret's is {}",
                        to_hex0x(keystore.address->view()), to_hex0x(key->address().view())));
    return *std::move(key);
}

}  // namespace

Result<Web3Keystore> parse_web3_keystore(std::string_view json) {
    if (json.size() > kKeystoreJsonMax)
        return fail(Reason::file_too_large, fmt::format("keystore: {} bytes, at most {} expected",
                                                        json.size(), kKeystoreJsonMax));
    TRY(const JsonDocument document, JsonDocument::parse(json));
    const JsonFields top = document.fields();
    TRY_VOID(expect_number(top, "version", kVersion));
    Web3Keystore keystore;
    // Some wallets write a capital, as the format's first examples did.
    TRY(const JsonFields crypto, top.object(top.has("Crypto") ? "Crypto" : "crypto"));
    TRY(keystore.crypto, read_crypto(crypto));
    TRY(const std::string_view id, top.text("id"));
    TRY(keystore.id, at("id", parse_uuid(id)));
    if (top.has("address")) {
        TRY(keystore.address, top.fixed<Address>("address"));
    }
    return keystore;
}

std::string to_json(const Web3Keystore& keystore) {
    const EncryptedSecret& crypto = keystore.crypto;
    const std::string address =
        keystore.address ? fmt::format(R"("address":"{}",)", to_hex(keystore.address->view())) : "";
    return fmt::format(
        R"({{{}"crypto":{{"cipher":"aes-128-ctr","ciphertext":"{}","cipherparams":{{"iv":"{}"}},)"
        R"("kdf":"{}","kdfparams":{},"mac":"{}"}},"id":"{}","version":{}}})",
        address, to_hex(crypto.ciphertext), to_hex(crypto.iv.view()), function_name(crypto.kdf),
        params_json(crypto.kdf), to_hex(crypto.checksum.view()), to_text(keystore.id), kVersion);
}

Result<EthSecretKey> open_account_keystore(const Web3Keystore& keystore,
                                           const SecretBuffer& password, Entropy& entropy) {
    const std::string_view raw = password.text();
    const std::string_view trimmed = without_line_end(raw);
    for (const std::string_view form : {trimmed, raw}) {
        TRY(const SecretBytes<32> key, derive_key(bytes_of(form), keystore.crypto.kdf));
        const auto secret = open_secret(keystore.crypto, key, ChecksumHash::keccak256);
        if (secret) return to_key(*secret, keystore, entropy);
        if (trimmed == raw) break;  // the same once more
    }
    return fail(Reason::wrong_password,
                "keystore: the mac disagrees: another password, or the file was changed");
}

Result<Web3Keystore> encrypt_account_key(const EthSecretKey& key, const SecretBuffer& password,
                                         const KdfCost& cost, Entropy& entropy) {
    const std::string_view trimmed = without_line_end(password.text());
    TRY_VOID(check_new_password(password));
    TRY(const DerivedKey derived, derive_new_key(bytes_of(trimmed), cost, entropy));
    return Web3Keystore{
        .crypto = seal_secret(key.bytes().view(), derived, ChecksumHash::keccak256, entropy),
        .address = key.address(),
        .id = draw_uuid(entropy),
    };
}

}  // namespace stafi
