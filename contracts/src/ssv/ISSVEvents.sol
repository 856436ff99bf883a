// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Cluster } from "./SSVTypes.sol";

/// @title What SSV Network tells: the events of both releases that we can emit.
/// @notice Amounts are wei: of SSV in v1.2 and where the name ends in SSV, else of ETH.
interface ISSVEvents {
    // clusters: each carries the cluster as it is afterwards
    event ValidatorAdded(
        address indexed owner, uint64[] operatorIds, bytes publicKey, bytes shares, Cluster cluster
    );
    event ValidatorRemoved(
        address indexed owner, uint64[] operatorIds, bytes publicKey, Cluster cluster
    );
    event ClusterDeposited(
        address indexed owner, uint64[] operatorIds, uint256 value, Cluster cluster
    );
    event ClusterWithdrawn(
        address indexed owner, uint64[] operatorIds, uint256 value, Cluster cluster
    );
    event ClusterLiquidated(address indexed owner, uint64[] operatorIds, Cluster cluster);
    event ClusterReactivated(address indexed owner, uint64[] operatorIds, Cluster cluster);
    event ClusterMigratedToETH(
        address indexed owner,
        uint64[] operatorIds,
        uint256 ethDeposited,
        uint256 ssvRefunded,
        uint32 effectiveBalance,
        Cluster cluster
    );
    event ClusterBalanceUpdated(
        address indexed owner,
        uint64[] operatorIds,
        uint64 indexed blockNum,
        uint32 effectiveBalance,
        Cluster cluster
    );

    // owners and oracles
    event ValidatorExited(address indexed owner, uint64[] operatorIds, bytes publicKey);
    event FeeRecipientAddressUpdated(address indexed owner, address recipientAddress);
    event RootCommitted(bytes32 indexed merkleRoot, uint64 indexed blockNum);

    // operators
    event OperatorAdded(
        uint64 indexed operatorId, address indexed owner, bytes publicKey, uint256 fee
    );
    event OperatorRemoved(uint64 indexed operatorId);
    event OperatorPrivacyStatusUpdated(uint64[] operatorIds, bool toPrivate);
    event OperatorMultipleWhitelistUpdated(uint64[] operatorIds, address[] whitelistAddresses);
    event OperatorMultipleWhitelistRemoved(uint64[] operatorIds, address[] whitelistAddresses);
    event OperatorWhitelistingContractUpdated(uint64[] operatorIds, address whitelistingContract);
    event OperatorFeeDeclared(
        address indexed owner, uint64 indexed operatorId, uint256 blockNumber, uint256 fee
    );
    event OperatorFeeDeclarationCancelled(address indexed owner, uint64 indexed operatorId);
    event OperatorFeeExecuted(
        address indexed owner, uint64 indexed operatorId, uint256 blockNumber, uint256 fee
    );
    event OperatorWithdrawn(address indexed owner, uint64 indexed operatorId, uint256 value);
    event OperatorWithdrawnSSV(address indexed owner, uint64 indexed operatorId, uint256 value);

    // the DAO
    event NetworkFeeUpdated(uint256 oldFee, uint256 newFee);
    event NetworkFeeUpdatedSSV(uint256 oldFee, uint256 newFee);
    event NetworkEarningsWithdrawn(uint256 value, address recipient);
    event LiquidationThresholdPeriodUpdated(uint64 value);
    event LiquidationThresholdPeriodSSVUpdated(uint64 value);
    event MinimumLiquidationCollateralUpdated(uint256 value);
    event MinimumLiquidationCollateralSSVUpdated(uint256 value);
    event OperatorFeeIncreaseLimitUpdated(uint64 value);
    event DeclareOperatorFeePeriodUpdated(uint64 value);
    event ExecuteOperatorFeePeriodUpdated(uint64 value);
    event MinimumOperatorEthFeeUpdated(uint256 minFee);
    event MinBlocksBetweenUpdatesUpdated(uint32 newMinBlocksBetweenUpdates);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    event SSVNetworkUpgradeBlock(string version, uint256 blockNumber);
}
