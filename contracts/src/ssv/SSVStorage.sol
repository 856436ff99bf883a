// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "./ISSVErrors.sol";
import { ISSVEvents } from "./ISSVEvents.sol";
import {
    Account,
    Asset,
    EffectiveBalance,
    FeeRequest,
    Operator,
    Parameters,
    Version
} from "./SSVTypes.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title The state that the network and its modules share.
/// @notice The network runs its modules by delegatecall, so they all begin with this contract and
/// add no state of their own.
abstract contract SSVStorage is ISSVErrors, ISSVEvents {
    uint64 internal constant VUNITS_PER_VALIDATOR = 10_000; // 32 ETH
    uint256 internal constant BASIS_POINTS = 10_000;

    /// Which module serves a function.
    mapping(Version version => mapping(bytes4 selector => address)) internal modules;
    Version internal version;
    uint64 internal upgradeTime;
    address internal dao;
    IERC20 internal token;

    mapping(Asset asset => Account) internal network;
    mapping(Asset asset => Parameters) internal parameters;
    uint256 internal minimumEtherFee;
    uint64 internal declarePeriod;
    uint64 internal executePeriod;
    uint64 internal feeIncreaseLimit; // basis points
    uint32 internal validatorsPerOperatorLimit;
    bool internal allowsShortPeriods;

    uint64 internal lastOperatorId;
    mapping(uint64 operatorId => Operator) internal operators;
    mapping(bytes32 keyHash => uint64 operatorId) internal operatorOfKey;
    mapping(uint64 operatorId => FeeRequest) internal feeRequests;
    mapping(address account => BitMaps.BitMap operatorIds) internal whitelists;

    /// Of clusters: a hash of the tuple. Of validators: a hash of the operators, its last bit set.
    mapping(bytes32 clusterKey => bytes32) internal clusters;
    mapping(bytes32 clusterKey => Asset) internal assets;
    mapping(bytes32 validatorKey => bytes32) internal validators;

    mapping(bytes32 clusterKey => EffectiveBalance) internal effectiveBalances;
    mapping(uint64 blockNumber => bytes32) internal roots;
    uint64 internal latestRootBlock;
    uint32 internal minBlocksBetweenUpdates;

    modifier onlyDao() {
        require(msg.sender == dao, "Ownable: caller is not the owner");
        _;
    }

    /// What new clusters pay in, and what functions mean that name no asset.
    function _mainAsset() internal view returns (Asset) {
        return version == Version.V1 ? Asset.SSV : Asset.ETH;
    }
}
