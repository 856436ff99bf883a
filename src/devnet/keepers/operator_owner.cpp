#include "devnet/keepers/operator_owner.hpp"

#include "ssv/network/dev_calls.hpp"
#include "ssv/network/operator_calls.hpp"

namespace stafi::devnet {
namespace {

template <class Call>
Transaction transaction_of(const Address& from, const OperatorSeat& seat, const Call& call) {
    return {.from = from, .to = seat.ssv_network, .data = abi::encode_call(call), .value = {}};
}

}  // namespace

Transaction leave_network(const OperatorSeat& seat) {
    return transaction_of(seat.owner, seat, ssv::call::RemoveOperator{.operator_id = seat.id});
}

Transaction declare_fee(const OperatorSeat& seat, const ssv::AssetWei& fee) {
    return transaction_of(seat.owner, seat,
                          ssv::call::DeclareOperatorFee{.operator_id = seat.id, .fee = fee});
}

Transaction execute_fee(const OperatorSeat& seat) {
    return transaction_of(seat.owner, seat, ssv::call::ExecuteOperatorFee{.operator_id = seat.id});
}

Transaction force_fee(const OperatorSeat& seat, const ssv::AssetWei& fee,
                      const Address& network_owner) {
    return transaction_of(network_owner, seat,
                          ssv::dev_call::DevSetOperatorFee{.operator_id = seat.id, .fee = fee});
}

}  // namespace stafi::devnet
