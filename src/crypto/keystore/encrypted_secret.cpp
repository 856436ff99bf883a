#include "crypto/keystore/encrypted_secret.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/overloaded.hpp"
#include "crypto/hash.hpp"
#include "crypto/json_fields.hpp"
#include "crypto/unicode.hpp"

namespace stafi {
namespace {

constexpr std::size_t kSaltBytes = 32;
constexpr std::uint64_t kDerivedBytes = 32;
constexpr std::uint64_t kDerivedBytesMax = 1024;

Bytes32 checksum_of(BytesView ciphertext, const SecretBytes<32>& key, ChecksumHash hash) {
    const BytesView half = key.view().last<16>();
    SecretBuffer joined{half.size() + ciphertext.size()};
    const auto rest = std::ranges::copy(half, joined.span().begin()).out;
    std::ranges::copy(ciphertext, rest);
    return hash == ChecksumHash::sha256 ? sha256(joined.view()) : keccak256(joined.view());
}

/// Both functions give the same first bytes whatever is asked for: more than 32 change nothing.
Result<> check_derived_bytes(const JsonFields& params) {
    TRY(const std::uint64_t bytes, params.number("dklen"));
    if (bytes < kDerivedBytes || bytes > kDerivedBytesMax)
        return fail(Reason::bad_keystore,
                    fmt::format("{}: {} is not between {} and {}", params.path_of("dklen"), bytes,
                                kDerivedBytes, kDerivedBytesMax));
    return {};
}

Result<ScryptCost> read_scrypt_cost(const JsonFields& params) {
    TRY(const std::uint64_t n, params.number("n"));
    TRY(const std::uint64_t r, params.number("r"));
    TRY(const std::uint64_t p, params.number("p"));
    return ScryptCost{.n = n, .r = r, .p = p};
}

Result<Pbkdf2Cost> read_pbkdf2_cost(const JsonFields& params) {
    TRY_VOID(expect_text(params, "prf", "hmac-sha256"));
    TRY(const std::uint64_t c, params.number("c"));
    return Pbkdf2Cost{.c = c};
}

}  // namespace

Result<DerivedKey> derive_new_key(BytesView password, const KdfCost& cost, Entropy& entropy) {
    Kdf kdf{.cost = cost, .salt = Bytes(kSaltBytes)};
    entropy.fill(kdf.salt);
    TRY(SecretBytes<32> bytes, derive_key(password, kdf));
    return DerivedKey{.kdf = std::move(kdf), .bytes = std::move(bytes)};
}

EncryptedSecret seal_secret(BytesView secret, const DerivedKey& key, ChecksumHash hash,
                            Entropy& entropy) {
    EncryptedSecret sealed{
        .kdf = key.kdf, .iv = {}, .ciphertext = {secret.begin(), secret.end()}, .checksum = {}};
    entropy.fill(sealed.iv.span());
    aes128_ctr(key.bytes.view().first<16>(), sealed.iv, sealed.ciphertext);
    sealed.checksum = checksum_of(sealed.ciphertext, key.bytes, hash);
    return sealed;
}

std::optional<SecretBuffer> open_secret(const EncryptedSecret& sealed, const SecretBytes<32>& key,
                                        ChecksumHash hash) {
    const Bytes32 checksum = checksum_of(sealed.ciphertext, key, hash);
    if (!equal_constant_time(checksum.view(), sealed.checksum.view())) return std::nullopt;
    SecretBuffer secret{BytesView{sealed.ciphertext}};
    aes128_ctr(key.view().first<16>(), sealed.iv, secret.span());
    return secret;
}

Result<Kdf> read_kdf(const JsonFields& from, std::string_view function, std::string_view params) {
    TRY(const std::string_view name, from.text(function));
    TRY(const JsonFields fields, from.object(params));
    Kdf kdf;
    if (name == "scrypt") {
        TRY(kdf.cost, read_scrypt_cost(fields));
    } else if (name == "pbkdf2") {
        TRY(kdf.cost, read_pbkdf2_cost(fields));
    } else {
        return fail(Reason::bad_keystore, from.path_of(function) + ": neither scrypt nor pbkdf2");
    }
    if (auto fits = check_cost(kdf.cost); !fits)
        return fail(fits.error().reason, fields.path_of(fits.error().what));
    TRY_VOID(check_derived_bytes(fields));
    TRY(kdf.salt, fields.hex("salt", kKdfSaltMax));
    return kdf;
}

Result<Bytes> read_ciphertext(const JsonFields& from, std::string_view name) {
    TRY(Bytes ciphertext, from.hex(name, kCiphertextMax));
    if (ciphertext.empty())
        return fail(Reason::bad_keystore, fmt::format("{}: empty", from.path_of(name)));
    return ciphertext;
}

Result<> expect_text(const JsonFields& from, std::string_view name, std::string_view value) {
    TRY(const std::string_view given, from.text(name));
    if (given != value)
        return fail(Reason::bad_keystore, fmt::format("{}: not '{}'", from.path_of(name), value));
    return {};
}

Result<> expect_number(const JsonFields& from, std::string_view name, std::uint64_t value) {
    TRY(const std::uint64_t given, from.number(name));
    if (given != value)
        return fail(Reason::bad_keystore,
                    fmt::format("{}: {}, but {} expected", from.path_of(name), given, value));
    return {};
}

std::string_view function_name(const Kdf& kdf) {
    return std::holds_alternative<ScryptCost>(kdf.cost) ? "scrypt" : "pbkdf2";
}

std::string params_json(const Kdf& kdf) {
    const std::string salt = to_hex(kdf.salt);
    const auto scrypt = [&](const ScryptCost& cost) {
        return fmt::format(R"({{"dklen":{},"n":{},"p":{},"r":{},"salt":"{}"}})", kDerivedBytes,
                           cost.n, cost.p, cost.r, salt);
    };
    const auto pbkdf2 = [&](const Pbkdf2Cost& cost) {
        return fmt::format(R"({{"c":{},"dklen":{},"prf":"hmac-sha256","salt":"{}"}})", cost.c,
                           kDerivedBytes, salt);
    };
    return std::visit(Overloaded{scrypt, pbkdf2}, kdf.cost);
}

Result<> check_new_password(const SecretBuffer& password) {
    TRY(const SecretBuffer normal, at("password", normalise_password(password.text())));
    const std::size_t characters = count_code_points(normal.text());
    if (characters < kPasswordCharactersMin)
        return fail(Reason::bad_password,
                    fmt::format("password: {} characters, at least {} expected", characters,
                                kPasswordCharactersMin));
    return {};
}

std::string_view without_line_end(std::string_view password) {
    if (password.ends_with('\n')) password.remove_suffix(1);
    if (password.ends_with('\r')) password.remove_suffix(1);
    return password;
}

}  // namespace stafi
