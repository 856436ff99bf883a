// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SSVStorage } from "./SSVStorage.sol";
import { Account, Asset, Cluster, Operator, Version } from "./SSVTypes.sol";
import { Panic } from "@openzeppelin/contracts/utils/Panic.sol";

/// What the operators of a cluster charge together: packed.
struct Rates {
    uint64 index;
    uint64 fee;
}

/// What a cluster adds to the accounts of its operators and of the network.
struct Size {
    uint32 validatorCount;
    uint64 vUnits;
}

/// @title Who owes what to whom at the current block.
/// @notice Every account has an index that grows by its fee each block. A cluster remembers the
/// indices up to which it has paid; what they have grown since, times its vUnits, it owes.
/// In SSV a validator always counts 10,000 vUnits; in ETH an oracle may have said otherwise.
abstract contract SSVAccounting is SSVStorage {
    /// The ETH fee of an operator from before v2 that has set none: wei.
    uint256 internal constant DEFAULT_ETHER_FEE = 1_778_800_000;

    /// The wei in one packed unit.
    function _precision(Asset asset) internal pure returns (uint256) {
        return asset == Asset.SSV ? 10_000_000 : 100_000;
    }

    function _pack(Asset asset, uint256 amount) internal view returns (uint64) {
        uint256 precision = _precision(asset);
        bool fits = amount / precision <= type(uint64).max;
        if (version == Version.V1) {
            require(fits, "Max value exceeded");
            require(amount % precision == 0, "Max precision exceeded");
        }
        require(fits, MaxValueExceeded());
        require(amount % precision == 0, MaxPrecisionExceeded());
        return uint64(amount / precision);
    }

    function _unpack(Asset asset, uint64 amount) internal pure returns (uint256) {
        return amount * _precision(asset);
    }

    /// The index of an account at the current block; of a removed operator it stands still.
    function _index(Account storage account) internal view returns (uint64) {
        return account.index + (uint64(block.number) - account.blockNumber) * account.fee;
    }

    /// What an account has earned up to the current block: packed.
    function _earnings(Account storage account) internal view returns (uint64) {
        uint256 blocks = block.number - account.blockNumber;
        return account.balance + _scale(blocks * account.fee, account.vUnits);
    }

    /// Books what was earned up to here. An account that takes no part stays so.
    function _settle(Account storage account) internal {
        if (account.blockNumber == 0) return;
        account.balance = _earnings(account);
        account.index = _index(account);
        account.blockNumber = uint32(block.number);
    }

    /// Settles an account and replaces what one cluster adds to it.
    function _resizeAccount(Account storage account, Size memory from, Size memory to) internal {
        _settle(account);
        account.validatorCount = account.validatorCount + to.validatorCount - from.validatorCount;
        account.vUnits = account.vUnits + to.vUnits - from.vUnits;
    }

    /// As `_resizeAccount` for an operator; a removed one stays as it is.
    function _resizeOperator(Asset asset, uint64 id, Size memory from, Size memory to) internal {
        if (asset == Asset.ETH) _startEther(id);
        Account storage account = operators[id].accounts[asset];
        if (account.blockNumber == 0) return;
        _resizeAccount(account, from, to);
        bool grows = to.validatorCount > from.validatorCount;
        if (grows && account.validatorCount > validatorsPerOperatorLimit) {
            revert ExceedValidatorLimitWithData(id);
        }
    }

    /// Whether an operator was registered and not removed.
    function _isRegistered(Operator storage operator) internal view returns (bool) {
        return operator.accounts[Asset.SSV].blockNumber != 0
            || operator.accounts[Asset.ETH].blockNumber != 0;
    }

    /// Lets an operator from before v2 take part in ETH, if it does not yet.
    function _startEther(uint64 id) internal {
        Operator storage operator = operators[id];
        Account storage ether_ = operator.accounts[Asset.ETH];
        Account storage ssv = operator.accounts[Asset.SSV];
        if (ether_.blockNumber != 0 || ssv.blockNumber == 0) return;
        ether_.blockNumber = uint32(block.number);
        if (ssv.fee == 0) return;
        ether_.fee = _pack(Asset.ETH, DEFAULT_ETHER_FEE);
        emit OperatorFeeExecuted(operator.owner, id, block.number, DEFAULT_ETHER_FEE);
    }

    /// What these operators charge now.
    function _rates(Asset asset, uint64[] memory ids) internal view returns (Rates memory rates) {
        for (uint256 i = 0; i < ids.length; ++i) {
            Account storage account = operators[ids[i]].accounts[asset];
            rates.index += _index(account);
            rates.fee += account.fee;
        }
    }

    /// Takes from a cluster what it owes, and marks it as paid up to here.
    function _charge(Cluster memory cluster, Asset asset, uint64 vUnits, Rates memory rates)
        internal
        view
    {
        uint64 networkIndex = _index(network[asset]);
        uint256 usage = _unpack(asset, _scale(rates.index - cluster.index, vUnits))
            + _unpack(asset, _scale(networkIndex - cluster.networkFeeIndex, vUnits));
        cluster.balance = cluster.balance < usage ? 0 : cluster.balance - usage;
        cluster.index = rates.index;
        cluster.networkFeeIndex = networkIndex;
    }

    /// What a cluster burns per block: wei.
    function _burnRate(Asset asset, uint64 vUnits, Rates memory rates)
        internal
        view
        returns (uint256)
    {
        uint256 fees = uint256(rates.fee) + network[asset].fee;
        return fees * _precision(asset) * vUnits / VUNITS_PER_VALIDATOR;
    }

    /// Whether a charged cluster may be liquidated: strictly less than it must hold.
    function _isLiquidatable(Cluster memory cluster, Asset asset, uint64 vUnits, Rates memory rates)
        internal
        view
        returns (bool)
    {
        if (cluster.validatorCount == 0) return false;
        uint256 minimum = _unpack(asset, parameters[asset].minimumCollateral);
        uint256 fees = uint256(rates.fee) + network[asset].fee;
        uint64 threshold = _scale(parameters[asset].liquidationPeriod * fees, vUnits);
        return cluster.balance < minimum || cluster.balance < _unpack(asset, threshold);
    }

    /// A packed amount per validator, for so many vUnits: rounded down. Panics beyond 64 bits.
    function _scale(uint256 amount, uint64 vUnits) internal pure returns (uint64) {
        uint256 scaled = amount * vUnits / VUNITS_PER_VALIDATOR;
        if (scaled > type(uint64).max) Panic.panic(Panic.UNDER_OVERFLOW);
        return uint64(scaled);
    }
}
