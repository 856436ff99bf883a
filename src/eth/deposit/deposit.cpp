#include "eth/deposit/deposit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "eth/domains.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::eth {
namespace {

constexpr std::size_t kAddressAt = Bytes32::kSize - Address::kSize;

}  // namespace

Bytes32 to_bytes(const WithdrawalCredentials& credentials) {
    Bytes32 bytes;
    bytes.bytes[0] = static_cast<std::byte>(credentials.kind);
    std::ranges::copy(credentials.address.bytes, bytes.bytes.begin() + kAddressAt);
    return bytes;
}

Result<WithdrawalCredentials> parse_credentials(const Bytes32& bytes) {
    using Kind = WithdrawalCredentials::Kind;
    const std::byte kind = bytes.bytes[0];
    if (kind != std::byte{1} && kind != std::byte{2})
        return fail(Reason::bad_credentials,
                    fmt::format("withdrawal_credentials: {} begin with neither 01 nor 02",
                                to_hex(bytes.view())));
    const auto padding = bytes.view().subspan<1, kAddressAt - 1>();
    if (!std::ranges::all_of(padding, [](std::byte b) { return b == std::byte{0}; }))
        return fail(Reason::bad_credentials,
                    fmt::format("withdrawal_credentials: {} have no eleven zero bytes after {}",
                                to_hex(bytes.view()), to_hex({&kind, 1})));
    return WithdrawalCredentials{
        .kind = kind == std::byte{1} ? Kind::execution : Kind::compounding,
        .address = Address::from(bytes.view().subspan<kAddressAt>()),
    };
}

Result<DepositData> sign_deposit(const BlsSecretKey& key, const WithdrawalCredentials& credentials,
                                 Gwei amount, const ForkVersion& genesis_fork_version) {
    if (amount < kDepositMin || amount > kDepositMax)
        return fail(Reason::out_of_range,
                    fmt::format("amount: {} gwei are not between {} and {}", amount.value,
                                kDepositMin.value, kDepositMax.value));
    const DepositMessage message{
        .pubkey = key.public_key().bytes(),
        .withdrawal_credentials = to_bytes(credentials),
        .amount = amount,
    };
    const Bytes32 root = deposit_signing_root(message, genesis_fork_version);
    return DepositData{
        .pubkey = message.pubkey,
        .withdrawal_credentials = message.withdrawal_credentials,
        .amount = message.amount,
        .signature = key.sign(root.view()).bytes(),
    };
}

DepositMessage message_of(const DepositData& data) {
    return {.pubkey = data.pubkey,
            .withdrawal_credentials = data.withdrawal_credentials,
            .amount = data.amount};
}

Bytes32 deposit_message_root(const DepositMessage& message) { return ssz::hash_tree_root(message); }

Bytes32 deposit_signing_root(const DepositMessage& message,
                             const ForkVersion& genesis_fork_version) {
    return compute_signing_root(deposit_message_root(message),
                                deposit_domain(genesis_fork_version));
}

Bytes32 deposit_data_root(const DepositData& data) { return ssz::hash_tree_root(data); }

}  // namespace stafi::eth
