#include "crypto/jwt.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/base64.hpp"

namespace stafi {
namespace {

constexpr std::string_view kHeader = R"({"alg":"HS256","typ":"JWT"})";
constexpr std::string_view kBlanks = " \t\r\n";

/// Base64 for URLs, without padding (RFC 7515, section 2).
std::string to_base64url(BytesView bytes) {
    std::string text = to_base64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(std::min(text.find('='), text.size()));
    return text;
}

}  // namespace

Bytes32 hmac_sha256(BytesView key, BytesView message) {
    Bytes32 mac;
    unsigned size = 0;
    const auto* const made =
        HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(),
             reinterpret_cast<unsigned char*>(mac.bytes.data()), &size);
    CHECK(made != nullptr && size == Bytes32::kSize);
    return mac;
}

std::string make_jwt(const JwtSecret& secret, UnixSeconds issued_at) {
    const std::string claims = fmt::format(R"({{"iat":{}}})", issued_at.value);
    std::string token = to_base64url(bytes_of(kHeader)) + "." + to_base64url(bytes_of(claims));
    const Bytes32 mac = hmac_sha256(secret.view(), bytes_of(token));
    return token += "." + to_base64url(mac.view());
}

Result<JwtSecret> parse_jwt_secret(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    text = text.substr(0, text.find_last_not_of(kBlanks) + 1);
    JwtSecret secret;
    if (!parse_hex_into(text, secret.span()))
        return fail(Reason::bad_jwt_secret, "jwt secret: not 64 hex digits");
    return secret;
}

}  // namespace stafi
