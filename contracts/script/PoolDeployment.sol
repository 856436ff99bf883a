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
import { VM as vm } from "../test/Vm.sol";
import { PoolContracts } from "./PoolContracts.sol";
import { PoolDescription, checkPoolDescription, contains } from "./PoolDescription.sol";

/// @title Brings the chain to what a description says.
/// @notice Every step looks first and only does what is missing, so it may be run again after a
/// failure anywhere, and does nothing when all is done. That works because addresses follow from
/// the code, the description and the deployer that it names alone (CREATE2): whoever runs the script
/// finds the same pool. What is there but different, and cannot be set by who runs it, is an error
/// that names it.
abstract contract PoolDeployment is PoolContracts {
    string private constant AMOUNTS = "nodeDepositAmountsAllowed";

    PoolTimelock internal timelock; // none: the zero address
    /// How many things this run did: none, if it only verified.
    uint256 internal made;

    /// Does what is missing, then looks again that nothing is.
    /// Errors: "pool: …" names all that is different and cannot be set.
    function _deployPool(PoolDescription memory pool, address caller_) internal {
        checkPoolDescription(pool);
        require(FACTORY.code.length > 0, "pool: this chain lacks the deployment proxy");
        salt = keccak256(abi.encode("stafi pool", pool.name));
        (deployer, caller) = (pool.deployer, caller_);
        changes = 0;
        _pass(pool);
        made = changes;
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
        _refuseDifferences();
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
        bytes memory current = settings.getWithdrawalCredentials();
        if (
            keccak256(current) != keccak256(credentials)
                && _mayChange(
                    "withdrawal credentials", vm.toString(current), vm.toString(credentials)
                )
        ) {
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
        for (uint256 i = 0; i < pool.nodeDepositAmountsAllowed.length; ++i) {
            uint256 amount = pool.nodeDepositAmountsAllowed[i];
            bool isAllowed = amounts.getNodeDepositAmountAllowed(amount);
            if (!isAllowed && _mayChange(AMOUNTS, "none", vm.toString(amount))) {
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
            if (!described && _mayChange(AMOUNTS, vm.toString(allowed[i]), "none")) {
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
            if (_lacks("oracleMembers", member, manager.getNodeTrusted(member))) {
                manager.setNodeTrusted(member, true);
            }
        }
        for (uint256 i = 0; i < pool.superNodes.length; ++i) {
            address node = pool.superNodes[i];
            if (_lacks("superNodes", node, manager.getSuperNodeExists(node))) {
                manager.setNodeSuper(node, true);
            }
        }
        for (uint256 i = 0; i < pool.admins.length; ++i) {
            address admin = pool.admins[i];
            if (_lacks("admins", admin, registry.getBool(_roleKey("admin", admin)))) {
                registry.setAdmin(admin, true);
            }
        }
        for (uint256 i = 0; i < manager.getTrustedNodeCount(); ++i) {
            _expect("oracleMembers", pool.oracleMembers, manager.getTrustedNodeAt(i));
        }
        for (uint256 i = 0; i < manager.getSuperNodeCount(); ++i) {
            _expect("superNodes", pool.superNodes, manager.getSuperNodeAt(i));
        }
        address[] memory found = registry.getAdmins();
        for (uint256 i = 0; i < found.length; ++i) {
            _expect("admins", pool.admins, found[i]);
        }
    }

    /// Whether the caller has to appoint `account`.
    function _lacks(string memory field, address account, bool found) private returns (bool) {
        return !found && _mayChange(field, "none", vm.toString(account));
    }

    /// Nobody is removed by a description: that would be too easily done.
    function _expect(string memory field, address[] memory described, address found) private {
        for (uint256 i = 0; i < described.length; ++i) {
            if (described[i] == found) return;
        }
        _note(field, vm.toString(found), "none: describe or remove it");
    }

    /// Gives the pool to its owner. A timelock takes it at once; another owner has to accept it.
    function _handOver(PoolDescription memory pool) private {
        address owner = pool.owner;
        if (owner == address(0)) {
            timelock = PoolTimelock(payable(_createTimelock()));
            owner = address(timelock);
        }
        (address current, address pending) = (registry.owner(), registry.pendingOwner());
        if (current == owner) {
            if (pending != address(0)) _note("pendingOwner", vm.toString(pending), "none");
        } else if (current != deployer) {
            _note("owner", vm.toString(current), vm.toString(owner));
        } else {
            _offer(pool, owner, pending);
        }
        if (registry.owner() == address(timelock)) _checkTimelock(pool);
    }

    function _offer(PoolDescription memory pool, address owner, address pending) private {
        bool isOffered = pending == owner;
        if (!isOffered && _mayChange("pendingOwner", vm.toString(pending), vm.toString(owner))) {
            registry.transferOwnership(owner);
            isOffered = true;
        }
        if (owner != address(timelock) || !isOffered) return;
        if (_mayChange("owner", vm.toString(deployer), vm.toString(owner))) {
            _acceptByTimelock(pool);
        }
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
    function _checkTimelock(PoolDescription memory pool) private {
        uint256 delay = timelock.getMinDelay();
        if (delay != pool.timelockDelay) {
            _note("timelock.delaySeconds", vm.toString(delay), vm.toString(pool.timelockDelay));
        }
        bytes32[3] memory roles = _timelockRoles();
        string[3] memory called = ["proposer", "canceller", "executor"];
        for (uint256 r = 0; r < 3; ++r) {
            _checkRole(roles[r], called[r], pool.timelockProposers);
        }
        address[] memory itself = new address[](1);
        itself[0] = address(timelock);
        _checkRole(timelock.DEFAULT_ADMIN_ROLE(), "who grants roles", itself);
    }

    function _checkRole(bytes32 role, string memory called, address[] memory wanted) private {
        string memory field = string.concat("timelock.proposers, ", called);
        for (uint256 i = 0; i < wanted.length; ++i) {
            if (!timelock.hasRole(role, wanted[i])) _note(field, "none", vm.toString(wanted[i]));
        }
        for (uint256 i = 0; i < timelock.getRoleMemberCount(role); ++i) {
            _expect(field, wanted, timelock.getRoleMember(role, i));
        }
    }

    function _timelockRoles() private view returns (bytes32[3] memory) {
        return [timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.EXECUTOR_ROLE()];
    }

    function _roleKey(string memory role, address account) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("access.role", role, account));
    }

    function _differs(string memory field, bool found, bool wanted) private returns (bool) {
        return found != wanted && _mayChange(field, vm.toString(found), vm.toString(wanted));
    }

    /// Whether the caller has to set what `field` describes.
    function _differs(string memory field, uint256 found, uint256 wanted) private returns (bool) {
        return found != wanted && _mayChange(field, vm.toString(found), vm.toString(wanted));
    }
}
