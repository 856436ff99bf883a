// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// The releases of SSV Network that we behave as: v1.2.0 or v2.0.0.
enum Version {
    V1,
    V2
}

/// What a cluster pays its fees in. The numbers are those of `getClusterAssetType`.
enum Asset {
    SSV,
    ETH
}

/// A cluster as its owner must show it at every call; the chain keeps only a hash of it.
struct Cluster {
    uint32 validatorCount;
    uint64 networkFeeIndex;
    uint64 index;
    bool active;
    uint256 balance;
}

/// One who earns a fee per block in one asset: an operator, or the network itself.
/// All amounts are packed: divided by the asset's precision.
struct Account {
    uint64 fee; // per block and 10,000 vUnits (a validator of 32 ETH)
    uint64 index; // fee × blocks since ever
    uint64 balance; // earned and not withdrawn
    uint64 vUnits; // that pay the fee now
    uint32 validatorCount; // of the active clusters
    uint32 blockNumber; // of the last settlement; 0: takes no part in this asset
}

struct Operator {
    address owner;
    bool isPrivate;
    address whitelistingContract;
    mapping(Asset asset => Account) accounts;
}

/// A fee that its operator has announced: may be executed between the two times.
struct FeeRequest {
    uint64 fee;
    uint64 begin;
    uint64 end;
}

/// The DAO's parameters of one asset.
struct Parameters {
    uint64 liquidationPeriod; // blocks of fees that a cluster must hold
    uint64 minimumCollateral; // packed
    uint256 maximumFee; // of an operator: wei
}

/// What an oracle's root says of a cluster.
struct EffectiveBalance {
    uint64 vUnits; // 0: 10,000 for each validator
    uint64 rootBlock; // whose root was used last
    uint64 updateBlock; // when
}
