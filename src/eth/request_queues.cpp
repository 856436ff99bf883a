#include "eth/request_queues.hpp"

#include <string_view>

#include <fmt/format.h>

#include "base/hex.hpp"

namespace stafi::eth {
namespace {

Result<> expect_size(std::string_view name, BytesView data, std::size_t size) {
    if (data.size() == size) return {};
    return fail(Reason::bad_abi,
                fmt::format("{}: {} bytes where {} belong", name, data.size(), size));
}

}  // namespace

const Address& withdrawal_queue() {
    static const Address address =
        *parse_fixed<Address>("0x00000961ef480eb55e80d19ad83579a64c007002");
    return address;
}

const Address& consolidation_queue() {
    static const Address address =
        *parse_fixed<Address>("0x0000bbddc7ce488642fb579f8b00f3a590007251");
    return address;
}

Bytes encode_withdrawal_call(const PubkeyBytes& validator, Gwei amount) {
    Bytes calldata;
    append(calldata, validator.view());
    append(calldata, be64(amount.value));
    return calldata;
}

Bytes encode_consolidation_call(const PubkeyBytes& source, const PubkeyBytes& target) {
    Bytes calldata;
    append(calldata, source.view());
    append(calldata, target.view());
    return calldata;
}

Result<WithdrawalRequest> decode_withdrawal_log(BytesView data) {
    TRY_VOID(expect_size("withdrawal request", data, Address::kSize + kWithdrawalCallBytes));
    return WithdrawalRequest{.source_address = Address::from(data.first<20>()),
                             .validator_pubkey = PubkeyBytes::from(data.subspan<20, 48>()),
                             .amount = {from_be64(data.subspan<68, 8>())}};
}

Result<ConsolidationRequest> decode_consolidation_log(BytesView data) {
    TRY_VOID(expect_size("consolidation request", data, Address::kSize + kConsolidationCallBytes));
    return ConsolidationRequest{.source_address = Address::from(data.first<20>()),
                                .source_pubkey = PubkeyBytes::from(data.subspan<20, 48>()),
                                .target_pubkey = PubkeyBytes::from(data.subspan<68, 48>())};
}

Result<Wei> decode_request_fee(BytesView answer) {
    TRY_VOID(expect_size("request fee", answer, 32));
    return Wei{from_be256(answer.first<32>())};
}

}  // namespace stafi::eth
