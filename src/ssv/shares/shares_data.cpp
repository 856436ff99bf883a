#include "ssv/shares/shares_data.hpp"

#include <utility>

#include <fmt/format.h>

#include "base/check.hpp"

namespace stafi::ssv {
namespace {

/// Takes the next T off the front of `bytes`.
template <class T>
T take(BytesView& bytes) {
    T value = T::from(bytes.first<T::kSize>());
    bytes = bytes.subspan(T::kSize);
    return value;
}

template <class T>
std::vector<T> take(BytesView& bytes, std::size_t count) {
    std::vector<T> values;
    values.reserve(count);
    while (values.size() < count)
        values.push_back(take<T>(bytes));
    return values;
}

}  // namespace

Result<SharesDataBytes> decode_shares_data(BytesView bytes, std::size_t operators) {
    if (bytes.size() != shares_data_size(operators))
        return fail(Reason::bad_shares_length,
                    fmt::format("shares data: {} bytes, {} expected for {} operators", bytes.size(),
                                shares_data_size(operators), operators));
    SharesDataBytes parts;
    parts.signature = take<SignatureBytes>(bytes);
    parts.share_keys = take<PubkeyBytes>(bytes, operators);
    parts.ciphertexts = take<RsaCiphertext>(bytes, operators);
    return parts;
}

Bytes encode_shares_data(const SharesDataBytes& parts) {
    CHECK(parts.share_keys.size() == parts.ciphertexts.size());
    Bytes bytes;
    bytes.reserve(shares_data_size(parts.share_keys.size()));
    append(bytes, parts.signature.view());
    for (const PubkeyBytes& key : parts.share_keys)
        append(bytes, key.view());
    for (const RsaCiphertext& ciphertext : parts.ciphertexts)
        append(bytes, ciphertext.view());
    return bytes;
}

Result<SharesData> parse_shares_data(BytesView bytes, std::size_t operators) {
    TRY(SharesDataBytes parts, decode_shares_data(bytes, operators));
    TRY(const BlsSignature signature,
        at("shares data: owner-nonce signature", BlsSignature::parse(parts.signature)));
    std::vector<BlsPubkey> keys;
    keys.reserve(operators);
    for (const PubkeyBytes& key : parts.share_keys) {
        TRY(const BlsPubkey parsed,
            at(fmt::format("shares data: share key {}", keys.size()), BlsPubkey::parse(key)));
        keys.push_back(parsed);
    }
    return SharesData{.signature = signature,
                      .share_keys = std::move(keys),
                      .ciphertexts = std::move(parts.ciphertexts)};
}

}  // namespace stafi::ssv
