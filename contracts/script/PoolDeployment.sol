// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DepositContract } from "../src/beacon/DepositContract.sol";
import { StafiNodeDeposit, StafiStakingPoolManager } from "../src/pool/LegacyViews.sol";
import { PoolTimelock } from "../src/pool/PoolTimelock.sol";
import { RETHToken } from "../src/pool/RETHToken.sol";
import { StafiDistributor } from "../src/pool/StafiDistributor.sol";
import { StafiEther } from "../src/pool/StafiEther.sol";
import { StafiFeePool } from "../src/pool/StafiFeePool.sol";
import { StafiLightNode } from "../src/pool/StafiLightNode.sol";
import { StafiNetworkBalances } from "../src/pool/StafiNetworkBalances.sol";
import { StafiNetworkSettings } from "../src/pool/StafiNetworkSettings.sol";
import { StafiNodeManager } from "../src/pool/StafiNodeManager.sol";
import { StafiStakingPoolSettings } from "../src/pool/StafiStakingPoolSettings.sol";
import { StafiSuperNode } from "../src/pool/StafiSuperNode.sol";
import { StafiSuperNodeFeePool } from "../src/pool/StafiSuperNodeFeePool.sol";
import { StafiUserDeposit } from "../src/pool/StafiUserDeposit.sol";
import { StafiWithdraw } from "../src/pool/StafiWithdraw.sol";
import { PoolContracts } from "./PoolContracts.sol";
import { PoolDescription, checkPoolDescription, contains } from "./PoolDescription.sol";

/// @title Brings the chain to what a description says.
/// @notice Every step looks first and only does what is missing, so it may be run again after a
/// failure anywhere, and does nothing when all is done. That works because addresses follow from
/// the code, the description and the deployer that it names alone (CREATE2): whoever runs the script
/// finds the same pool. What is there but different, and cannot be set by who runs it, is an error
/// that names it.
abstract contract PoolDeployment is PoolContracts {
    PoolTimelock internal timelock; // none: the zero address

    /// Does what is missing, then looks again that nothing is.
    /// Errors: "pool: …" names what is different and cannot be set.
    function _deployPool(PoolDescription memory pool, address caller_) internal {
        checkPoolDescription(pool);
        require(FACTORY.code.length > 0, "pool: this chain lacks the deployment proxy");
        salt = keccak256(abi.encode("stafi pool", pool.name));
        (deployer, caller) = (pool.deployer, caller_);
        _pass(pool);
        changes = 0;
        _pass(pool);
        require(changes == 0, "pool: a step did not last");
    }

    function _pass(PoolDescription memory pool) private {
        delete timelock;
        _startContracts();
        _registerContracts(pool);
        _endContracts();
        _configure(pool);
        _appoint(pool);
        bool open = registry.getBool(keccak256("contract.storage.initialised"));
        if (_differs("contract.storage.initialised", open, true)) upgrade.initStorage(true);
        _handOver(pool);
    }

    function _registerContracts(PoolDescription memory pool) private {
        if (pool.ethDeposit == address(0)) {
            _registerCode("ethDeposit", type(DepositContract).creationCode);
        } else {
            _registerGiven("ethDeposit", pool.ethDeposit);
        }
        _registerPlain("stafiEther", type(StafiEther).creationCode);
        bytes memory token = abi.encode(registry, pool.tokenName);
        _registerCode("rETHToken", _initCode(type(RETHToken).creationCode, token));
        _registerProxy("stafiNodeManager", type(StafiNodeManager).creationCode);
        _registerProxy("stafiNetworkSettings", type(StafiNetworkSettings).creationCode);
        _registerProxy("stafiStakingPoolSettings", type(StafiStakingPoolSettings).creationCode);
        _registerProxy("stafiNetworkBalances", type(StafiNetworkBalances).creationCode);
        _registerProxy("stafiUserDeposit", type(StafiUserDeposit).creationCode);
        _registerProxy("stafiSuperNode", type(StafiSuperNode).creationCode);
        _registerProxy("stafiLightNode", type(StafiLightNode).creationCode);
        _registerProxy("stafiDistributor", type(StafiDistributor).creationCode);
        _registerPlain("stafiFeePool", type(StafiFeePool).creationCode);
        _registerPlain("stafiSuperNodeFeePool", type(StafiSuperNodeFeePool).creationCode);
        _registerPlain("stafiStakingPoolManager", type(StafiStakingPoolManager).creationCode);
        _registerPlain("stafiNodeDeposit", type(StafiNodeDeposit).creationCode);
        bytes memory noLimits = abi.encodeCall(StafiWithdraw.initialize, (0, 0)); // set later
        _registerProxy("stafiWithdraw", type(StafiWithdraw).creationCode, noLimits);
    }

    function _configure(PoolDescription memory pool) private {
        _configureNetwork(pool);
        _configureAmounts(pool);
        StafiUserDeposit userDeposit = StafiUserDeposit(_find("stafiUserDeposit"));
        if (_differs("minimumDeposit", userDeposit.getMinimumDeposit(), pool.minimumDeposit)) {
            userDeposit.setMinimumDeposit(pool.minimumDeposit);
        }
        StafiWithdraw queue = StafiWithdraw(payable(_find("stafiWithdraw")));
        uint256 limit = pool.withdrawLimitPerCycle;
        if (_differs("withdrawLimitPerCycle", queue.withdrawLimitPerCycle(), limit)) {
            queue.setWithdrawLimitPerCycle(limit);
        }
        limit = pool.userWithdrawLimitPerCycle;
        if (_differs("userWithdrawLimitPerCycle", queue.userWithdrawLimitPerCycle(), limit)) {
            queue.setUserWithdrawLimitPerCycle(limit);
        }
        StafiSuperNode superNode = StafiSuperNode(_find("stafiSuperNode"));
        bool open = pool.superNodeDeposits;
        if (_differs("superNodeDeposits", superNode.getSuperNodeDepositEnabled(), open)) {
            superNode.setSuperNodeDepositEnabled(open);
        }
        StafiLightNode lightNode = StafiLightNode(_find("stafiLightNode"));
        open = pool.lightNodeDeposits;
        if (_differs("lightNodeDeposits", lightNode.getLightNodeDepositEnabled(), open)) {
            lightNode.setLightNodeDepositEnabled(open);
        }
    }

    function _configureNetwork(PoolDescription memory pool) private {
        StafiNetworkSettings settings = StafiNetworkSettings(_find("stafiNetworkSettings"));
        uint256 found = settings.getNodeConsensusThreshold();
        if (_differs("consensusThreshold", found, pool.consensusThreshold)) {
            settings.setNodeConsensusThreshold(pool.consensusThreshold);
        }
        if (_differs("rateStepLimit", settings.getRateStepLimit(), pool.rateStepLimit)) {
            settings.setRateStepLimit(pool.rateStepLimit);
        }
        if (_differs("nodeFee", settings.getNodeFee(), pool.nodeFee)) {
            settings.setNodeFee(pool.nodeFee);
        }
        if (_differs("platformFee", settings.getPlatformFee(), pool.platformFee)) {
            settings.setPlatformFee(pool.platformFee);
        }
        found = settings.getSuperNodePubkeyLimit();
        if (_differs("superNodePubkeyLimit", found, pool.superNodePubkeyLimit)) {
            settings.setSuperNodePubkeyLimit(pool.superNodePubkeyLimit);
        }
        bytes memory credentials =
            abi.encodePacked(bytes1(0x01), bytes11(0), _find("stafiWithdraw"));
        bool same = keccak256(settings.getWithdrawalCredentials()) == keccak256(credentials);
        if (_differs("withdrawal credentials", same, true)) {
            settings.setWithdrawalCredentials(credentials);
        }
    }

    /// Allows the described amounts, asks for the described one, forbids all others: in that order,
    /// because the current amount is always an allowed one.
    function _configureAmounts(PoolDescription memory pool) private {
        StafiStakingPoolSettings amounts =
            StafiStakingPoolSettings(_find("stafiStakingPoolSettings"));
        bool compatible = pool.compatibleWithOldClients;
        // Old clients' amounts can be allowed at any time, others only without those clients.
        if (
            !compatible
                && _differs(
                    "compatibleWithOldClients", amounts.getCompatibleWithOldClients(), false
                )
        ) amounts.setCompatibleWithOldClients(false);
        string memory field = "nodeDepositAmountsAllowed";
        for (uint256 i = 0; i < pool.nodeDepositAmountsAllowed.length; ++i) {
            uint256 amount = pool.nodeDepositAmountsAllowed[i];
            if (_differs(field, amounts.getNodeDepositAmountAllowed(amount), true)) {
                amounts.setNodeDepositAmountAllowed(amount, true);
            }
        }
        uint256 current = amounts.getCurrentNodeDepositAmount();
        if (_differs("nodeDepositAmount", current, pool.nodeDepositAmount)) {
            amounts.setCurrentNodeDepositAmount(pool.nodeDepositAmount);
        }
        uint256[] memory allowed = amounts.getNodeDepositAmountsAllowed();
        for (uint256 i = 0; i < allowed.length; ++i) {
            bool described = contains(pool.nodeDepositAmountsAllowed, allowed[i]);
            if (_differs(field, described, true)) {
                amounts.setNodeDepositAmountAllowed(allowed[i], false);
            }
        }
        if (_differs("compatibleWithOldClients", amounts.getCompatibleWithOldClients(), compatible))
        {
            amounts.setCompatibleWithOldClients(compatible);
        }
    }

    function _appoint(PoolDescription memory pool) private {
        StafiNodeManager manager = StafiNodeManager(_find("stafiNodeManager"));
        for (uint256 i = 0; i < pool.oracleMembers.length; ++i) {
            address member = pool.oracleMembers[i];
            if (_differs("oracleMembers", manager.getNodeTrusted(member), true)) {
                manager.setNodeTrusted(member, true);
            }
        }
        for (uint256 i = 0; i < pool.superNodes.length; ++i) {
            address node = pool.superNodes[i];
            if (_differs("superNodes", manager.getSuperNodeExists(node), true)) {
                manager.setNodeSuper(node, true);
            }
        }
        for (uint256 i = 0; i < pool.admins.length; ++i) {
            address admin = pool.admins[i];
            if (_differs("admins", registry.getBool(_roleKey("admin", admin)), true)) {
                registry.setAdmin(admin, true);
            }
        }
        require(
            manager.getTrustedNodeCount() == pool.oracleMembers.length,
            "pool: there are other oracle members"
        );
        require(
            manager.getSuperNodeCount() == pool.superNodes.length,
            "pool: there are other super nodes"
        );
        require(registry.getAdmins().length == pool.admins.length, "pool: there are other admins");
    }

    /// Gives the pool to its owner. A timelock takes it at once; another owner has to accept it.
    function _handOver(PoolDescription memory pool) private {
        address owner = pool.owner;
        if (owner == address(0)) {
            timelock = PoolTimelock(payable(_createTimelock()));
            owner = address(timelock);
        }
        if (registry.owner() != owner) {
            require(registry.owner() == deployer, "owner: the pool is another's");
            if (registry.pendingOwner() != owner) {
                _change("owner");
                registry.transferOwnership(owner);
            }
            if (owner == address(timelock)) {
                _change("owner");
                _acceptByTimelock(pool);
            }
        } else {
            require(registry.pendingOwner() == address(0), "owner: the pool is offered to another");
        }
        if (owner == address(timelock)) _checkTimelock(pool);
    }

    function _createTimelock() private returns (address) {
        address[] memory first = new address[](1);
        first[0] = deployer;
        return _create(_initCode(type(PoolTimelock).creationCode, abi.encode(first)));
    }

    /// One batch, run while the timelock has no delay yet: it accepts the pool, replaces the
    /// deployer by the proposers, and sets its delay.
    function _acceptByTimelock(PoolDescription memory pool) private {
        uint256 proposers = pool.timelockProposers.length;
        uint256 count = 5 + 3 * proposers;
        address[] memory targets = new address[](count);
        bytes[] memory calls = new bytes[](count);
        bytes32[3] memory roles = _timelockRoles();
        calls[0] = abi.encodeCall(registry.acceptOwnership, ());
        for (uint256 r = 0; r < 3; ++r) {
            calls[1 + r] = abi.encodeCall(timelock.revokeRole, (roles[r], deployer));
            for (uint256 p = 0; p < proposers; ++p) {
                calls[4 + r * proposers + p] =
                    abi.encodeCall(timelock.grantRole, (roles[r], pool.timelockProposers[p]));
            }
        }
        calls[count - 1] = abi.encodeCall(timelock.updateDelay, (pool.timelockDelay));
        for (uint256 i = 0; i < count; ++i) {
            targets[i] = i == 0 ? address(registry) : address(timelock);
        }
        uint256[] memory values = new uint256[](count);
        bytes32 id = timelock.hashOperationBatch(targets, values, calls, 0, salt);
        if (!timelock.isOperation(id)) {
            timelock.scheduleBatch(targets, values, calls, 0, salt, 0);
        }
        timelock.executeBatch(targets, values, calls, 0, salt);
    }

    /// The delay, and who may propose, cancel and execute: those described and nobody else. Only
    /// the timelock itself grants roles.
    function _checkTimelock(PoolDescription memory pool) private view {
        require(
            timelock.getMinDelay() == pool.timelockDelay,
            "timelock.delaySeconds: the timelock has another delay"
        );
        bytes32[3] memory roles = _timelockRoles();
        uint256 proposers = pool.timelockProposers.length;
        for (uint256 r = 0; r < 3; ++r) {
            bool same = timelock.getRoleMemberCount(roles[r]) == proposers;
            for (uint256 p = 0; p < proposers; ++p) {
                same = same && timelock.hasRole(roles[r], pool.timelockProposers[p]);
            }
            require(same, "timelock.proposers: others have its roles");
        }
        bytes32 admin = timelock.DEFAULT_ADMIN_ROLE();
        require(
            timelock.getRoleMemberCount(admin) == 1 && timelock.hasRole(admin, address(timelock)),
            "timelock: somebody else can grant its roles"
        );
    }

    function _timelockRoles() private view returns (bytes32[3] memory) {
        return [timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.EXECUTOR_ROLE()];
    }

    function _roleKey(string memory role, address account) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("access.role", role, account));
    }

    function _differs(string memory field, bool found, bool wanted) private returns (bool) {
        return _differs(field, found ? 1 : 0, wanted ? 1 : 0);
    }

    /// Whether the caller has to set what `field` describes.
    function _differs(string memory field, uint256 found, uint256 wanted) private returns (bool) {
        if (found == wanted) return false;
        _change(field);
        return true;
    }
}
