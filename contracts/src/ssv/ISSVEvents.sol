// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Cluster } from "./SSVTypes.sol";

/// @title What SSV Network tells: the events of both releases that we can emit.
/// @notice Amounts are wei: of SSV in v1.2 and where the name ends in SSV, else of ETH.
interface ISSVEvents {
    // clusters: each carries the cluster as it is afterwards

    /// The key was put into its cluster; `shares` as given.
    event ValidatorAdded(
        address indexed owner, uint64[] operatorIds, bytes publicKey, bytes shares, Cluster cluster
    );
    /// The key was taken out of its cluster.
    event ValidatorRemoved(
        address indexed owner, uint64[] operatorIds, bytes publicKey, Cluster cluster
    );
    /// `value` was added, by whomever.
    event ClusterDeposited(
        address indexed owner, uint64[] operatorIds, uint256 value, Cluster cluster
    );
    /// `value` went to the owner.
    event ClusterWithdrawn(
        address indexed owner, uint64[] operatorIds, uint256 value, Cluster cluster
    );
    /// The cluster stands still; its balance went to who liquidated it.
    event ClusterLiquidated(address indexed owner, uint64[] operatorIds, Cluster cluster);
    /// The cluster runs again.
    event ClusterReactivated(address indexed owner, uint64[] operatorIds, Cluster cluster);
    /// The cluster pays in ETH from now on. `effectiveBalance` is in whole ETH.
    event ClusterMigratedToETH(
        address indexed owner,
        uint64[] operatorIds,
        uint256 ethDeposited,
        uint256 ssvRefunded,
        uint32 effectiveBalance,
        Cluster cluster
    );
    /// The effective balance, in whole ETH, is that of the root of `blockNum`.
    event ClusterBalanceUpdated(
        address indexed owner,
        uint64[] operatorIds,
        uint64 indexed blockNum,
        uint32 effectiveBalance,
        Cluster cluster
    );

    // owners and oracles

    /// The owner asks the operators for the exit of the key.
    event ValidatorExited(address indexed owner, uint64[] operatorIds, bytes publicKey);
    /// Where the proposals of the owner's validators pay their fees.
    event FeeRecipientAddressUpdated(address indexed owner, address recipientAddress);
    /// Effective balances of `blockNum` can be proved against this root.
    event RootCommitted(bytes32 indexed merkleRoot, uint64 indexed blockNum);

    // operators

    /// A new operator; `fee` per validator and block.
    event OperatorAdded(
        uint64 indexed operatorId, address indexed owner, bytes publicKey, uint256 fee
    );
    /// The operator serves nobody any more; what it earned was paid.
    event OperatorRemoved(uint64 indexed operatorId);
    /// Whether only whitelisted owners may register with them from now on.
    event OperatorPrivacyStatusUpdated(uint64[] operatorIds, bool toPrivate);
    /// These accounts may register with each of these operators.
    event OperatorMultipleWhitelistUpdated(uint64[] operatorIds, address[] whitelistAddresses);
    /// These accounts may not any more.
    event OperatorMultipleWhitelistRemoved(uint64[] operatorIds, address[] whitelistAddresses);
    /// This contract is asked whom they admit; zero: none.
    event OperatorWhitelistingContractUpdated(uint64[] operatorIds, address whitelistingContract);
    /// `fee` per validator and block may be executed once the period is over.
    event OperatorFeeDeclared(
        address indexed owner, uint64 indexed operatorId, uint256 blockNumber, uint256 fee
    );
    /// The declared fee was taken back.
    event OperatorFeeDeclarationCancelled(address indexed owner, uint64 indexed operatorId);
    /// `fee` per validator and block holds from `blockNumber` on.
    event OperatorFeeExecuted(
        address indexed owner, uint64 indexed operatorId, uint256 blockNumber, uint256 fee
    );
    /// `value` of what the operator earned went to its owner.
    event OperatorWithdrawn(address indexed owner, uint64 indexed operatorId, uint256 value);
    /// As above, of what it earned in SSV.
    event OperatorWithdrawnSSV(address indexed owner, uint64 indexed operatorId, uint256 value);

    // the DAO

    /// The fee per validator and block, from this block on.
    event NetworkFeeUpdated(uint256 oldFee, uint256 newFee);
    /// As above, of clusters that pay in SSV.
    event NetworkFeeUpdatedSSV(uint256 oldFee, uint256 newFee);
    /// `value` of what the network earned in SSV went to `recipient`.
    event NetworkEarningsWithdrawn(uint256 value, address recipient);
    /// Blocks that a balance must last for.
    event LiquidationThresholdPeriodUpdated(uint64 value);
    /// As above, of clusters that pay in SSV.
    event LiquidationThresholdPeriodSSVUpdated(uint64 value);
    /// Below this balance a cluster can be liquidated.
    event MinimumLiquidationCollateralUpdated(uint256 value);
    /// As above, of clusters that pay in SSV.
    event MinimumLiquidationCollateralSSVUpdated(uint256 value);
    /// By how many parts of 10,000 a fee may rise at a time.
    event OperatorFeeIncreaseLimitUpdated(uint64 value);
    /// Seconds between the declaration of a fee and its window.
    event DeclareOperatorFeePeriodUpdated(uint64 value);
    /// Seconds that this window is open for.
    event ExecuteOperatorFeePeriodUpdated(uint64 value);
    /// The lowest fee but zero, per validator and block.
    event MinimumOperatorEthFeeUpdated(uint256 minFee);
    /// Blocks between two updates of a cluster's effective balance.
    event MinBlocksBetweenUpdatesUpdated(uint32 newMinBlocksBetweenUpdates);
    /// Who owns the network from now on.
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    /// The release that runs from this block on.
    event SSVNetworkUpgradeBlock(string version, uint256 blockNumber);
}
