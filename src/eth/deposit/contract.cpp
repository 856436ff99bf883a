#include "eth/deposit/contract.hpp"

#include "eth/deposit/deposit.hpp"

namespace stafi::eth::deposit_contract {
namespace {

std::uint64_t number_of(const LittleEndian64& bytes) { return from_le64(bytes.view()); }
LittleEndian64 bytes_of_number(std::uint64_t number) { return {le64(number)}; }

}  // namespace

Deposit call_of(const DepositData& data) {
    return {.pubkey = data.pubkey,
            .withdrawal_credentials = data.withdrawal_credentials,
            .signature = data.signature,
            .deposit_data_root = deposit_data_root(data)};
}

Result<DepositData> data_of(const Deposit& call, const Wei& sent) {
    const auto amount = exact_gwei(sent);
    if (!amount || *amount < kDepositMin)
        return fail(Reason::bad_deposit,
                    "deposit: " + to_text(sent) + " is less than 1 ETH or no whole gwei");
    const DepositData data{.pubkey = call.pubkey,
                           .withdrawal_credentials = call.withdrawal_credentials,
                           .amount = *amount,
                           .signature = call.signature};
    if (deposit_data_root(data) != call.deposit_data_root)
        return fail(Reason::deposit_root_mismatch,
                    "deposit: the root is not that of these bytes and " + to_text(*amount));
    return data;
}

DepositRequest request_of(const event::DepositEvent& event) {
    return {.pubkey = event.pubkey,
            .withdrawal_credentials = event.withdrawal_credentials,
            .amount = {number_of(event.amount)},
            .signature = event.signature,
            .index = number_of(event.index)};
}

event::DepositEvent event_of(const DepositRequest& request) {
    return {.pubkey = request.pubkey,
            .withdrawal_credentials = request.withdrawal_credentials,
            .amount = bytes_of_number(request.amount.value),
            .signature = request.signature,
            .index = bytes_of_number(request.index)};
}

}  // namespace stafi::eth::deposit_contract
