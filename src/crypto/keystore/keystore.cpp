#include "crypto/keystore/keystore.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/overloaded.hpp"
#include "crypto/json_fields.hpp"
#include "crypto/unicode.hpp"

namespace stafi {
namespace {

constexpr std::uint64_t kVersion = 4;
constexpr std::size_t kSecretKeyBytes = 32;
constexpr std::size_t kDerivedKept = 16;

Result<JsonDocument> parse_document(std::string_view json) {
    if (json.size() > kKeystoreJsonMax)
        return fail(Reason::file_too_large, fmt::format("keystore: {} bytes, at most {} expected",
                                                        json.size(), kKeystoreJsonMax));
    return JsonDocument::parse(json);
}

/// The three modules of EIP-2335, each {function, params, message}.
Result<EncryptedSecret> read_crypto(const JsonFields& crypto) {
    TRY(const JsonFields kdf, crypto.object("kdf"));
    TRY(const JsonFields checksum, crypto.object("checksum"));
    TRY(const JsonFields cipher, crypto.object("cipher"));
    EncryptedSecret secret;
    TRY(secret.kdf, read_kdf(kdf, "function", "params"));
    TRY_VOID(expect_text(kdf, "message", ""));

    TRY_VOID(expect_text(checksum, "function", "sha256"));
    TRY_VOID(checksum.object("params"));
    TRY(secret.checksum, checksum.fixed<Bytes32>("message"));

    TRY_VOID(expect_text(cipher, "function", "aes-128-ctr"));
    TRY(const JsonFields params, cipher.object("params"));
    TRY(secret.iv, params.fixed<CipherIv>("iv"));
    TRY(secret.ciphertext, read_ciphertext(cipher, "message"));
    return secret;
}

std::string python_params(const Kdf& kdf) {
    const std::string salt = to_hex(kdf.salt);
    const auto scrypt = [&](const ScryptCost& cost) {
        return fmt::format(R"({{"dklen": 32, "n": {}, "r": {}, "p": {}, "salt": "{}"}})", cost.n,
                           cost.r, cost.p, salt);
    };
    const auto pbkdf2 = [&](const Pbkdf2Cost& cost) {
        return fmt::format(R"({{"c": {}, "dklen": 32, "prf": "hmac-sha256", "salt": "{}"}})",
                           cost.c, salt);
    };
    return std::visit(Overloaded{scrypt, pbkdf2}, kdf.cost);
}

bool add_if_new(std::vector<SecretBuffer>& forms, SecretBuffer form) {
    const auto same = [&](const SecretBuffer& known) { return known.text() == form.text(); };
    if (std::ranges::any_of(forms, same)) return false;
    forms.push_back(std::move(form));
    return true;
}

/// The public key of the validator's key inside; an error, before any work is spent on it, when no
/// such key can be inside.
Result<PubkeyBytes> expected_pubkey(const Keystore& keystore) {
    if (keystore.crypto.ciphertext.size() != kSecretKeyBytes)
        return fail(Reason::bad_keystore,
                    fmt::format("crypto.cipher.message: {} bytes, 32 expected",
                                keystore.crypto.ciphertext.size()));
    if (!keystore.pubkey) return fail(Reason::bad_keystore, "pubkey: missing");
    return *keystore.pubkey;
}

}  // namespace

Result<Keystore> parse_keystore(std::string_view json) {
    TRY(const JsonDocument document, parse_document(json));
    const JsonFields top = document.fields();
    TRY_VOID(expect_number(top, "version", kVersion));
    Keystore keystore;
    TRY(const JsonFields crypto, top.object("crypto"));
    TRY(keystore.crypto, read_crypto(crypto));
    TRY(keystore.path, top.text("path"));
    TRY(const std::string_view uuid, top.text("uuid"));
    TRY(keystore.uuid, at("uuid", parse_uuid(uuid)));
    if (top.has("pubkey")) {
        TRY(keystore.pubkey, top.fixed<PubkeyBytes>("pubkey"));
    }
    if (top.has("description")) {
        TRY(keystore.description, top.text("description"));
    }
    return keystore;
}

std::string to_json(const Keystore& keystore) {
    const EncryptedSecret& crypto = keystore.crypto;
    const std::string kdf = fmt::format(R"({{"function": "{}", "params": {}, "message": ""}})",
                                        function_name(crypto.kdf), python_params(crypto.kdf));
    const std::string checksum =
        fmt::format(R"({{"function": "sha256", "params": {{}}, "message": "{}"}})",
                    to_hex(crypto.checksum.view()));
    const std::string cipher =
        fmt::format(R"({{"function": "aes-128-ctr", "params": {{"iv": "{}"}}, "message": "{}"}})",
                    to_hex(crypto.iv.view()), to_hex(crypto.ciphertext));
    const std::string pubkey =
        keystore.pubkey ? fmt::format(R"("pubkey": "{}", )", to_hex(keystore.pubkey->view())) : "";
    return fmt::format(
        R"({{"crypto": {{"kdf": {}, "checksum": {}, "cipher": {}}}, "description": {}, )"
        R"({}"path": {}, "uuid": "{}", "version": {}}})",
        kdf, checksum, cipher, json_quoted(keystore.description), pubkey,
        json_quoted(keystore.path), to_text(keystore.uuid), kVersion);
}

Result<EncryptedSecret> parse_encrypted_secret(std::string_view json) {
    TRY(const JsonDocument document, parse_document(json));
    return read_crypto(document.fields());
}

std::string to_json(const EncryptedSecret& secret) {
    const std::string checksum = fmt::format(
        R"({{"function":"sha256","message":"{}","params":{{}}}})", to_hex(secret.checksum.view()));
    const std::string cipher =
        fmt::format(R"({{"function":"aes-128-ctr","message":"{}","params":{{"iv":"{}"}}}})",
                    to_hex(secret.ciphertext), to_hex(secret.iv.view()));
    return fmt::format(
        R"({{"checksum":{},"cipher":{},"kdf":{{"function":"{}","message":"","params":{}}}}})",
        checksum, cipher, function_name(secret.kdf), params_json(secret.kdf));
}

Result<KeystoreOpener> KeystoreOpener::with(const SecretBuffer& password) {
    std::vector<SecretBuffer> forms;
    TRY(SecretBuffer normal, at("password", normalise_password(password.text())));
    add_if_new(forms, std::move(normal));
    add_if_new(forms, SecretBuffer{password.view()});
    add_if_new(forms, SecretBuffer{without_line_end(password.text())});
    return KeystoreOpener{std::move(forms)};
}

Result<SecretBytes<32>> KeystoreOpener::key_of(std::size_t form, const Kdf& kdf) {
    const auto fits = [&](const Derived& known) {
        return known.form == form && known.key.kdf == kdf;
    };
    const auto known = std::ranges::find_if(derived_, fits);
    if (known != derived_.end()) return known->key.bytes.copy();
    TRY(SecretBytes<32> bytes, derive_key(forms_[form].view(), kdf));
    if (derived_.size() == kDerivedKept) derived_.erase(derived_.begin());
    derived_.push_back({.form = form, .key = {.kdf = kdf, .bytes = bytes.copy()}});
    return bytes;
}

Result<SecretBuffer> KeystoreOpener::open(const EncryptedSecret& sealed) {
    for (std::size_t form = 0; form < forms_.size(); ++form) {
        TRY(const SecretBytes<32> key, key_of(form, sealed.kdf));
        if (auto secret = open_secret(sealed, key, ChecksumHash::sha256)) return *std::move(secret);
    }
    return fail(Reason::wrong_password,
                "keystore: the checksum disagrees: another password, or the file was changed");
}

Result<BlsSecretKey> KeystoreOpener::open(const Keystore& keystore) {
    TRY(const PubkeyBytes expected, expected_pubkey(keystore));
    TRY(const SecretBuffer secret, open(keystore.crypto));
    auto key = BlsSecretKey::parse(secret.view().first<kSecretKeyBytes>());
    if (!key)
        return fail(Reason::bad_keystore, "keystore: the secret is zero or not below the order");
    if (key->public_key().bytes() != expected)
        return fail(Reason::keystore_key_mismatch,
                    fmt::format("keystore: pubkey is {}, but the secret's is {}",
                                to_hex(expected.view()), to_hex(key->public_key().bytes().view())));
    return *std::move(key);
}

Result<KeystoreSealer> KeystoreSealer::with(const SecretBuffer& password, const KdfCost& cost,
                                            Entropy& entropy) {
    TRY_VOID(check_new_password(password));
    TRY(const SecretBuffer normal, normalise_password(password.text()));
    TRY(DerivedKey key, derive_new_key(normal.view(), cost, entropy));
    return KeystoreSealer{std::move(key)};
}

Keystore KeystoreSealer::seal(const BlsSecretKey& key, std::string path, Entropy& entropy) const {
    return Keystore{
        .crypto = seal_secret(key.bytes().view(), key_, ChecksumHash::sha256, entropy),
        .description = "",
        .pubkey = key.public_key().bytes(),
        .path = std::move(path),
        .uuid = draw_uuid(entropy),
    };
}

Result<EncryptedSecret> KeystoreSealer::seal(BytesView secret, Entropy& entropy) const {
    if (secret.empty() || secret.size() > kCiphertextMax)
        return fail(Reason::out_of_range, fmt::format("secret: {} bytes, 1 to {} expected",
                                                      secret.size(), kCiphertextMax));
    return seal_secret(secret, key_, ChecksumHash::sha256, entropy);
}

Result<BlsSecretKey> open_validator_keystore(const Keystore& keystore,
                                             const SecretBuffer& password) {
    TRY(KeystoreOpener opener, KeystoreOpener::with(password));
    return opener.open(keystore);
}

Result<Keystore> encrypt_validator_key(const BlsSecretKey& key, const SecretBuffer& password,
                                       std::string path, const KdfCost& cost, Entropy& entropy) {
    TRY(const KeystoreSealer sealer, KeystoreSealer::with(password, cost, entropy));
    return sealer.seal(key, std::move(path), entropy);
}

}  // namespace stafi
