// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { SSVAccounting } from "./SSVAccounting.sol";
import { Account, Asset, Parameters, Version } from "./SSVTypes.sol";

/// @title What no real network has: shortcuts for local chains.
/// @notice For the owner: "Ownable: caller is not the owner".
contract SSVDevTools is SSVAccounting, ISSVModule {
    /// @notice From now on the network behaves as v2, with mainnet's parameters. What exists goes
    /// on in SSV. Does nothing the second time.
    /// @dev Emits SSVNetworkUpgradeBlock.
    function devUpgradeToV2() external onlyDao {
        if (version == Version.V2) return;
        version = Version.V2;
        upgradeTime = uint64(block.timestamp);
        minimumEtherFee = 10_000_000;
        network[Asset.ETH].fee = _pack(Asset.ETH, 3_366_600_000);
        network[Asset.ETH].blockNumber = uint32(block.number);
        parameters[Asset.ETH] = Parameters({
            liquidationPeriod: 50_120,
            minimumCollateral: _pack(Asset.ETH, 324_862_599_900_000),
            maximumFee: 5_336_500_000
        });
        emit SSVNetworkUpgradeBlock("v2.0.0", block.number);
    }

    /// @notice Stores a root of effective balances as if the oracles had agreed on it.
    /// @dev Errors: StaleBlockNumber (not above the last), FutureBlockNumber. Emits RootCommitted.
    function devCommitRoot(bytes32 merkleRoot, uint64 blockNum) external onlyDao {
        require(blockNum > latestRootBlock, StaleBlockNumber());
        require(blockNum <= block.number, FutureBlockNumber());
        roots[blockNum] = merkleRoot;
        latestRootBlock = blockNum;
        emit RootCommitted(merkleRoot, blockNum);
    }

    /// @notice Sets an operator's fee at once: wei of the asset that new clusters pay in.
    /// @dev Errors: OperatorDoesNotExist, precision. Emits OperatorFeeExecuted.
    function devSetOperatorFee(uint64 operatorId, uint256 fee) external onlyDao {
        require(_isRegistered(operators[operatorId]), OperatorDoesNotExist());
        Asset asset = _mainAsset();
        if (asset == Asset.ETH) _startEther(operatorId);
        Account storage account = operators[operatorId].accounts[asset];
        _settle(account);
        account.fee = _pack(asset, fee);
        emit OperatorFeeExecuted(operators[operatorId].owner, operatorId, block.number, fee);
    }

    /// @notice How many validators an operator may have in one asset.
    function devSetValidatorsPerOperatorLimit(uint32 limit) external onlyDao {
        validatorsPerOperatorLimit = limit;
    }

    /// @notice Lets liquidation periods be shorter than the real network allows.
    function devAllowShortPeriods(bool allowed) external onlyDao {
        allowsShortPeriods = allowed;
    }

    /// @notice The module that serves a function now; zero if it does not exist.
    function devModuleOf(bytes4 selector) external view returns (address) {
        return modules[version][selector];
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.devUpgradeToV2.selector,
            this.devCommitRoot.selector,
            this.devSetOperatorFee.selector,
            this.devSetValidatorsPerOperatorLimit.selector,
            this.devAllowShortPeriods.selector,
            this.devModuleOf.selector
        );
    }
}
