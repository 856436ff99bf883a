#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "eth/eip712.hpp"

namespace stafi::eip712 {

inline constexpr std::size_t kTypedDataMax = 1 << 18;  ///< characters
inline constexpr std::size_t kStructsMax = 64;         ///< types of one typed data
inline constexpr std::size_t kMembersMax = 64;         ///< of one struct

/// Typed data as wallets get it for eth_signTypedData_v4, ready to be checked and signed.
struct TypedData {
    Domain domain;
    std::string primary_type;
    std::string type_text;  ///< encodeType: the primary type, then all it refers to by name
    Bytes32 struct_hash;    ///< hashStruct of the message

    [[nodiscard]] Bytes32 digest() const {
        return signing_digest(domain_separator(domain), struct_hash);
    }
};

/// Reads `{"types": …, "primaryType": …, "domain": …, "message": …}` and nothing more than that.
///
/// Every value must be there and of its declared type: numbers in range, as JSON number, decimal
/// text or (when not negative) 0x text; bytes as 0x text of their exact length; addresses with
/// their checksum where they have one; no null, no unknown field. The domain has its members in
/// the order of EIP-712. Types that nothing refers to are allowed, as in other wallets.
/// Errors: bad_typed_data with the path; bad_json, bad_hex, bad_address, bad_number, out_of_range,
/// bad_abi for the value there.
[[nodiscard]] Result<TypedData> read_typed_data(std::string_view json);

}  // namespace stafi::eip712
