// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { Position, SSVClusterBook } from "./SSVClusterBook.sol";
import { Account, Asset, Cluster, FeeRequest, Operator, Version } from "./SSVTypes.sol";

/// @title What can be asked of either asset, at the current block.
abstract contract SSVViewBook is SSVClusterBook {
    function _balance(Asset asset, address owner, uint64[] memory ids, Cluster memory cluster)
        internal
        view
        returns (uint256)
    {
        Position memory position = _openIn(asset, owner, ids, cluster);
        require(cluster.active, ClusterIsLiquidated());
        _charge(position, _rates(asset, ids));
        return cluster.balance;
    }

    function _burnRate(Asset asset, address owner, uint64[] memory ids, Cluster memory cluster)
        internal
        view
        returns (uint256)
    {
        Position memory position = _openIn(asset, owner, ids, cluster);
        return _burnRate(asset, position.vUnits, _rates(asset, ids));
    }

    function _isLiquidatable(
        Asset asset,
        address owner,
        uint64[] memory ids,
        Cluster memory cluster
    ) internal view returns (bool) {
        Position memory position = _openIn(asset, owner, ids, cluster);
        if (!cluster.active) return false;
        _charge(position, _rates(asset, ids));
        return _isLiquidatable(position, _rates(asset, ids));
    }

    /// Wei per block; for ETH what it will be once the operator takes part.
    function _fee(Asset asset, uint64 id) internal view returns (uint256) {
        Operator storage operator = operators[id];
        Account storage ssv = operator.accounts[Asset.SSV];
        bool hasBegun = operator.accounts[Asset.ETH].blockNumber != 0;
        bool willBegin = !hasBegun && ssv.blockNumber != 0 && ssv.fee != 0;
        if (asset == Asset.ETH && willBegin) return DEFAULT_ETHER_FEE;
        return _unpack(asset, operator.accounts[asset].fee);
    }

    function _operator(Asset asset, uint64 id)
        internal
        view
        returns (
            address owner,
            uint256 fee,
            uint32 validatorCount,
            address whitelistedAddress,
            bool isPrivate,
            bool isActive
        )
    {
        Operator storage operator = operators[id];
        owner = operator.owner;
        fee = _fee(asset, id);
        validatorCount = operator.accounts[asset].validatorCount;
        whitelistedAddress = operator.whitelistingContract;
        isPrivate = operator.isPrivate;
        isActive = _isRegistered(operator);
    }
}

/// @title The views that both releases have.
/// @notice Amounts are wei: of SSV in v1.2, of ETH in v2. Those that take a cluster revert with
/// ClusterDoesNotExists (v1.2) or ClusterDoesNotExist (v2), IncorrectClusterState, and
/// IncorrectClusterVersion if it pays in SSV under v2.
contract SSVViews is SSVViewBook, ISSVModule {
    /// @notice "v1.2.0" or "v2.0.0": which ABI to use.
    function getVersion() external view returns (string memory) {
        return version == Version.V1 ? "v1.2.0" : "v2.0.0";
    }

    /// @notice Who may change the parameters.
    function owner() external view returns (address) {
        return dao;
    }

    /// @notice What a cluster holds, fees paid up to now. Reverts with ClusterIsLiquidated.
    function getBalance(address clusterOwner, uint64[] memory operatorIds, Cluster memory cluster)
        external
        view
        returns (uint256)
    {
        return _balance(_mainAsset(), clusterOwner, operatorIds, cluster);
    }

    /// @notice What a cluster pays per block.
    function getBurnRate(address clusterOwner, uint64[] memory operatorIds, Cluster memory cluster)
        external
        view
        returns (uint256)
    {
        return _burnRate(_mainAsset(), clusterOwner, operatorIds, cluster);
    }

    /// @notice Whether anyone may liquidate a cluster now.
    function isLiquidatable(
        address clusterOwner,
        uint64[] memory operatorIds,
        Cluster memory cluster
    ) external view returns (bool) {
        return _isLiquidatable(_mainAsset(), clusterOwner, operatorIds, cluster);
    }

    /// @notice Whether a cluster was liquidated, whatever it pays in.
    function isLiquidated(address clusterOwner, uint64[] memory operatorIds, Cluster memory cluster)
        external
        view
        returns (bool)
    {
        _open(clusterOwner, operatorIds, cluster);
        return !cluster.active;
    }

    /// @notice Whether this owner has registered this key.
    function getValidator(address clusterOwner, bytes calldata publicKey)
        external
        view
        returns (bool)
    {
        return validators[_validatorKey(publicKey, clusterOwner)] != 0;
    }

    /// @notice Zeros of an operator that never was.
    function getOperatorById(uint64 operatorId)
        external
        view
        returns (address, uint256, uint32, address, bool, bool)
    {
        return _operator(_mainAsset(), operatorId);
    }

    /// @notice Wei per block and 32 ETH; in v2 what it will be once the operator meets ETH.
    function getOperatorFee(uint64 operatorId) external view returns (uint256) {
        return _fee(_mainAsset(), operatorId);
    }

    /// @notice What an operator has earned and not withdrawn.
    function getOperatorEarnings(uint64 operatorId) external view returns (uint256) {
        Asset asset = _mainAsset();
        return _unpack(asset, _earnings(operators[operatorId].accounts[asset]));
    }

    /// @notice Whether a fee is announced, which, and the times between which it may be executed.
    function getOperatorDeclaredFee(uint64 operatorId)
        external
        view
        returns (bool isFeeDeclared, uint256 fee, uint64 begin, uint64 end)
    {
        FeeRequest memory request = feeRequests[operatorId];
        bool isEther = operators[operatorId].accounts[Asset.ETH].blockNumber != 0;
        fee = _unpack(isEther ? Asset.ETH : Asset.SSV, request.fee);
        return (request.begin != 0, fee, request.begin, request.end);
    }

    /// @notice Basis points by which a fee may exceed the last.
    function getOperatorFeeIncreaseLimit() external view returns (uint64) {
        return feeIncreaseLimit;
    }

    /// @notice Seconds until a declared fee may be executed, and during which.
    function getOperatorFeePeriods() external view returns (uint64, uint64) {
        return (declarePeriod, executePeriod);
    }

    /// @notice Wei per block and 32 ETH.
    function getMaximumOperatorFee() external view returns (uint256) {
        return parameters[_mainAsset()].maximumFee;
    }

    /// @notice Validators that an operator may have in one asset.
    function getValidatorsPerOperatorLimit() external view returns (uint32) {
        return validatorsPerOperatorLimit;
    }

    /// @notice Wei per block and 32 ETH.
    function getNetworkFee() external view returns (uint256) {
        return _unpack(_mainAsset(), network[_mainAsset()].fee);
    }

    /// @notice What the network has earned and not paid out.
    function getNetworkEarnings() external view returns (uint256) {
        return _unpack(_mainAsset(), _earnings(network[_mainAsset()]));
    }

    /// @notice Validators of active clusters; in v2 of those in ETH alone.
    function getNetworkValidatorsCount() external view returns (uint32) {
        return network[_mainAsset()].validatorCount;
    }

    /// @notice Blocks of fees that a cluster must hold.
    function getLiquidationThresholdPeriod() external view returns (uint64) {
        return parameters[_mainAsset()].liquidationPeriod;
    }

    /// @notice What a cluster must hold at least.
    function getMinimumLiquidationCollateral() external view returns (uint256) {
        return _unpack(_mainAsset(), parameters[_mainAsset()].minimumCollateral);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        bytes memory ofClusters = bytes.concat(
            this.getBalance.selector,
            this.getBurnRate.selector,
            this.isLiquidatable.selector,
            this.isLiquidated.selector,
            this.getValidator.selector
        );
        bytes memory ofOperators = bytes.concat(
            this.getOperatorById.selector,
            this.getOperatorFee.selector,
            this.getOperatorEarnings.selector,
            this.getOperatorDeclaredFee.selector,
            this.getOperatorFeeIncreaseLimit.selector,
            this.getOperatorFeePeriods.selector,
            this.getMaximumOperatorFee.selector,
            this.getValidatorsPerOperatorLimit.selector
        );
        return bytes.concat(
            ofClusters,
            ofOperators,
            this.getVersion.selector,
            this.owner.selector,
            this.getNetworkFee.selector,
            this.getNetworkEarnings.selector,
            this.getNetworkValidatorsCount.selector,
            this.getLiquidationThresholdPeriod.selector,
            this.getMinimumLiquidationCollateral.selector
        );
    }
}

/// @title The views that only v2 has.
/// @notice Those that end in SSV are as their namesakes, for what is still in SSV.
contract SSVViewsV2 is SSVViewBook, ISSVModule {
    /// @notice As getBalance: wei of SSV.
    function getBalanceSSV(
        address clusterOwner,
        uint64[] memory operatorIds,
        Cluster memory cluster
    ) external view returns (uint256) {
        return _balance(Asset.SSV, clusterOwner, operatorIds, cluster);
    }

    /// @notice As getBurnRate: wei of SSV per block.
    function getBurnRateSSV(
        address clusterOwner,
        uint64[] memory operatorIds,
        Cluster memory cluster
    ) external view returns (uint256) {
        return _burnRate(Asset.SSV, clusterOwner, operatorIds, cluster);
    }

    /// @notice As isLiquidatable.
    function isLiquidatableSSV(
        address clusterOwner,
        uint64[] memory operatorIds,
        Cluster memory cluster
    ) external view returns (bool) {
        return _isLiquidatable(Asset.SSV, clusterOwner, operatorIds, cluster);
    }

    /// @notice The effective balance that a cluster pays or would pay for: whole ETH.
    /// Reverts with ClusterDoesNotExist, IncorrectClusterState, ClusterIsLiquidated.
    function getEffectiveBalance(
        address clusterOwner,
        uint64[] memory operatorIds,
        Cluster memory cluster
    ) external view returns (uint32) {
        Position memory position = _open(clusterOwner, operatorIds, cluster);
        require(cluster.active, ClusterIsLiquidated());
        return _effectiveBalanceOf(_vUnits(position.key, Asset.ETH, cluster.validatorCount));
    }

    /// @notice 0: pays in SSV; 1: in ETH. Reverts with ClusterDoesNotExist.
    function getClusterAssetType(address clusterOwner, uint64[] memory operatorIds)
        external
        view
        returns (uint8)
    {
        bytes32 key = _clusterKey(clusterOwner, operatorIds);
        _requireCluster(key);
        return uint8(assets[key]);
    }

    /// @notice As getOperatorById, with the fee and the validators in SSV.
    function getOperatorByIdSSV(uint64 operatorId)
        external
        view
        returns (address, uint256, uint32, address, bool, bool)
    {
        return _operator(Asset.SSV, operatorId);
    }

    /// @notice Wei of SSV per block and validator: what it was at the upgrade.
    function getOperatorFeeSSV(uint64 operatorId) external view returns (uint256) {
        return _fee(Asset.SSV, operatorId);
    }

    /// @notice As getOperatorEarnings: wei of SSV.
    function getOperatorEarningsSSV(uint64 operatorId) external view returns (uint256) {
        return _unpack(Asset.SSV, _earnings(operators[operatorId].accounts[Asset.SSV]));
    }

    /// @notice Wei of SSV per block: what it was at the upgrade.
    function getMaximumOperatorFeeSSV() external view returns (uint256) {
        return parameters[Asset.SSV].maximumFee;
    }

    /// @notice Wei per block and 32 ETH; a fee may also be zero.
    function getMinimumOperatorEthFee() external view returns (uint256) {
        return minimumEtherFee;
    }

    /// @notice Wei of SSV per block and validator.
    function getNetworkFeeSSV() external view returns (uint256) {
        return _unpack(Asset.SSV, network[Asset.SSV].fee);
    }

    /// @notice As getNetworkEarnings: wei of SSV.
    function getNetworkEarningsSSV() external view returns (uint256) {
        return _unpack(Asset.SSV, _earnings(network[Asset.SSV]));
    }

    /// @notice As getLiquidationThresholdPeriod.
    function getLiquidationThresholdPeriodSSV() external view returns (uint64) {
        return parameters[Asset.SSV].liquidationPeriod;
    }

    /// @notice As getMinimumLiquidationCollateral: wei of SSV.
    function getMinimumLiquidationCollateralSSV() external view returns (uint256) {
        return _unpack(Asset.SSV, parameters[Asset.SSV].minimumCollateral);
    }

    /// @notice The root of effective balances of a block; zero if there is none.
    function getCommittedRoot(uint64 blockNum) external view returns (bytes32) {
        return roots[blockNum];
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        bytes memory ofClusters = bytes.concat(
            this.getBalanceSSV.selector,
            this.getBurnRateSSV.selector,
            this.isLiquidatableSSV.selector,
            this.getEffectiveBalance.selector,
            this.getClusterAssetType.selector
        );
        return bytes.concat(
            ofClusters,
            this.getOperatorByIdSSV.selector,
            this.getOperatorFeeSSV.selector,
            this.getOperatorEarningsSSV.selector,
            this.getMaximumOperatorFeeSSV.selector,
            this.getMinimumOperatorEthFee.selector,
            this.getNetworkFeeSSV.selector,
            this.getNetworkEarningsSSV.selector,
            this.getLiquidationThresholdPeriodSSV.selector,
            this.getMinimumLiquidationCollateralSSV.selector,
            this.getCommittedRoot.selector
        );
    }
}
