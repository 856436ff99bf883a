#include "ssv/clusters/cluster.hpp"

#include "base/uint256.hpp"
#include "crypto/hash.hpp"

namespace stafi::ssv {
namespace {

/// `abi.encodePacked` gives the elements of an array 32 bytes each.
void append_ids(Bytes& to, std::span<const OperatorId> ids) {
    for (const OperatorId id : ids)
        append(to, be256(id.value));
}

}  // namespace

Bytes32 cluster_key(const ClusterId& id) {
    Bytes preimage;
    append(preimage, id.owner.view());
    append_ids(preimage, id.operators);
    return keccak256(preimage);
}

Bytes32 cluster_hash(const Cluster& cluster) {
    Bytes preimage;
    append(preimage, BytesView{be64(cluster.validator_count)}.last<4>());
    append(preimage, be64(cluster.network_fee_index));
    append(preimage, be64(cluster.index));
    append(preimage, be256(cluster.balance.value));
    preimage.push_back(std::byte{cluster.active});
    return keccak256(preimage);
}

Bytes32 validator_record_key(const PubkeyBytes& validator, const Address& owner) {
    Bytes preimage;
    append(preimage, validator.view());
    append(preimage, owner.view());
    return keccak256(preimage);
}

Bytes32 validator_record(std::span<const OperatorId> operators) {
    Bytes preimage;
    append_ids(preimage, operators);
    Bytes32 record = keccak256(preimage);
    record.bytes.back() |= std::byte{1};
    return record;
}

}  // namespace stafi::ssv
