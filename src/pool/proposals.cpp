#include "pool/proposals.hpp"

#include <string_view>

#include "crypto/hash.hpp"

namespace stafi::pool {
namespace {

/// `abi.encodePacked` of what proposals consist of.
class Preimage {
  public:
    explicit Preimage(std::string_view name) { append(bytes_, bytes_of(name)); }
    Preimage& add(const Uint256& number) {
        append(bytes_, be256(number));
        return *this;
    }
    Preimage& add(BytesView bytes) {
        append(bytes_, bytes);
        return *this;
    }
    [[nodiscard]] Bytes32 hash() const { return keccak256(bytes_); }

  private:
    Bytes bytes_;
};

Bytes32 split_id(std::string_view name, BlockNumber height, const Wei& user, const Wei& node,
                 const Wei& platform) {
    return Preimage{name}
        .add(height.value)
        .add(user.value)
        .add(node.value)
        .add(platform.value)
        .hash();
}

std::string_view prefix_of(Ballot ballot) {
    return ballot == Ballot::withdraw ? "stafiWithdraw" : "stafiDistributor";
}

}  // namespace

Bytes32 proposal_id(const withdraw::DistributeWithdrawals& call) {
    return Preimage{"distributeWithdrawals"}
        .add(call.dealed_height.value)
        .add(call.user_amount.value)
        .add(call.node_amount.value)
        .add(call.platform_amount.value)
        .add(call.max_claimable_withdraw_index.value)
        .hash();
}

Bytes32 proposal_id(const withdraw::ReserveEthForWithdraw& call) {
    return Preimage{"reserveEthForWithdraw"}.add(call.withdraw_cycle.value).hash();
}

Bytes32 proposal_id(const withdraw::NotifyValidatorExit& call) {
    Preimage preimage{"notifyValidatorExit"};
    preimage.add(call.withdraw_cycle.value).add(call.ejected_start_cycle.value);
    for (const ValidatorIndex index : call.validator_indexes)
        preimage.add(index.value);
    return preimage.hash();
}

Bytes32 proposal_id(const withdraw::NameElectedKeys& call) {
    return keccak256(abi::encode_tuple("(string,uint256,bytes[])", std::string{"nameElectedKeys"},
                                       call.withdraw_cycle, call.pubkeys));
}

Bytes32 proposal_id(const distributor::DistributeFee& call) {
    return split_id("distributeFee", call.dealed_height, call.user_amount, call.node_amount,
                    call.platform_amount);
}

Bytes32 proposal_id(const distributor::DistributeSuperNodeFee& call) {
    return split_id("distributeSuperNodeFee", call.dealed_height, call.user_amount,
                    call.node_amount, call.platform_amount);
}

Bytes32 proposal_id(const distributor::DistributeSlashAmount& call) {
    return Preimage{"distributeSlashAmount"}
        .add(call.dealed_height.value)
        .add(call.amount.value)
        .hash();
}

Bytes32 proposal_id(const distributor::SetMerkleRoot& call) {
    return Preimage{"setMerkleRoot"}
        .add(call.dealed_epoch.value)
        .add(call.merkle_root.view())
        .hash();
}

Bytes32 proposal_id(const distributor::SetPlatformTotalAmount& call) {
    return Preimage{"setPlatformTotalAmount"}
        .add(call.dealed_epoch.value)
        .add(call.total_amount.value)
        .hash();
}

Bytes32 vote_flag(Ballot ballot, const Bytes32& proposal, const Address& member) {
    return Preimage{prefix_of(ballot)}
        .add(bytes_of(".proposal.node.key"))
        .add(proposal.view())
        .add(member.view())
        .hash();
}

Bytes32 executed_flag(Ballot ballot, const Bytes32& proposal) {
    return Preimage{prefix_of(ballot)}.add(bytes_of(".proposal.key")).add(proposal.view()).hash();
}

Bytes32 submitted_flag(const network_balances::SubmitBalances& call, const Address& member) {
    return Preimage{"network.balances.submitted.node"}
        .add(member.view())
        .add(call.block.value)
        .add(call.total_eth.value)
        .add(call.staking_eth.value)
        .add(call.reth_supply.value)
        .hash();
}

}  // namespace stafi::pool
