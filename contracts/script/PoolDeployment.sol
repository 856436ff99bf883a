// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";
import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

import { DepositContract } from "../src/beacon/DepositContract.sol";
import { StafiNodeDeposit, StafiStakingPoolManager } from "../src/pool/LegacyViews.sol";
import { RETHToken } from "../src/pool/RETHToken.sol";
import { StafiDistributor } from "../src/pool/StafiDistributor.sol";
import { StafiEther } from "../src/pool/StafiEther.sol";
import { StafiFeePool } from "../src/pool/StafiFeePool.sol";
import { StafiLightNode } from "../src/pool/StafiLightNode.sol";
import { StafiNetworkBalances } from "../src/pool/StafiNetworkBalances.sol";
import { StafiNetworkSettings } from "../src/pool/StafiNetworkSettings.sol";
import { StafiNodeManager } from "../src/pool/StafiNodeManager.sol";
import { StafiStakingPoolSettings } from "../src/pool/StafiStakingPoolSettings.sol";
import { StafiStorage } from "../src/pool/StafiStorage.sol";
import { StafiSuperNode } from "../src/pool/StafiSuperNode.sol";
import { StafiSuperNodeFeePool } from "../src/pool/StafiSuperNodeFeePool.sol";
import { StafiUpgrade } from "../src/pool/StafiUpgrade.sol";
import { StafiUserDeposit } from "../src/pool/StafiUserDeposit.sol";
import { StafiWithdraw } from "../src/pool/StafiWithdraw.sol";
import { PoolDescription, checkPoolDescription } from "./PoolDescription.sol";

/// @title Brings the chain to what a description says.
/// @notice Every step looks first and only does what is missing, so it may be run again after a
/// failure anywhere, and does nothing when all is done. That works because addresses follow from
/// the code, the description and the deployer alone (CREATE2). What is there but different, and
/// cannot be set, is an error. All calls are the deployer's.
abstract contract PoolDeployment {
    /// The deterministic deployment proxy, at the same address on every chain.
    /// Source: https://github.com/Arachnid/deterministic-deployment-proxy
    address internal constant FACTORY = 0x4e59b44847b379578588920cA78FbF26c0B4956C;

    StafiStorage internal registry;
    TimelockController internal timelock; // none: the zero address
    string[] internal names;

    StafiUpgrade private upgrade;
    bytes32 private salt;
    /// Things done in this pass.
    uint256 private changes;

    /// Does what is missing, then looks again that nothing is.
    /// Errors: "pool: …" names what is different and cannot be set.
    function _deployPool(PoolDescription memory pool, address deployer) internal {
        checkPoolDescription(pool);
        require(FACTORY.code.length > 0, "pool: this chain lacks the deployment proxy");
        salt = keccak256(abi.encode("stafi pool", pool.name));
        _pass(pool, deployer);
        changes = 0;
        _pass(pool, deployer);
        require(changes == 0, "pool: a step did not last");
    }

    function _pass(PoolDescription memory pool, address deployer) private {
        delete names;
        delete upgrade;
        delete timelock;
        registry = StafiStorage(_create(type(StafiStorage).creationCode, abi.encode(deployer)));
        _register("stafiUpgrade", _plain(type(StafiUpgrade).creationCode));
        upgrade = StafiUpgrade(_find("stafiUpgrade"));
        _registerContracts(pool);
        _configure(pool);
        _appoint(pool);
        if (!registry.getBool(keccak256("contract.storage.initialised"))) {
            upgrade.initStorage(true);
            ++changes;
        }
        _handOver(pool, deployer);
    }

    function _registerContracts(PoolDescription memory pool) private {
        address deposit = pool.ethDeposit;
        if (deposit == address(0)) deposit = _create(type(DepositContract).creationCode, "");
        _register("ethDeposit", deposit);
        _register("stafiEther", _plain(type(StafiEther).creationCode));
        _register(
            "rETHToken", _create(type(RETHToken).creationCode, abi.encode(registry, pool.tokenName))
        );
        _register("stafiNodeManager", _proxy(type(StafiNodeManager).creationCode));
        _register("stafiNetworkSettings", _proxy(type(StafiNetworkSettings).creationCode));
        _register("stafiStakingPoolSettings", _proxy(type(StafiStakingPoolSettings).creationCode));
        _register("stafiNetworkBalances", _proxy(type(StafiNetworkBalances).creationCode));
        _register("stafiUserDeposit", _proxy(type(StafiUserDeposit).creationCode));
        _register("stafiSuperNode", _proxy(type(StafiSuperNode).creationCode));
        _register("stafiLightNode", _proxy(type(StafiLightNode).creationCode));
        _register("stafiDistributor", _proxy(type(StafiDistributor).creationCode));
        _register("stafiFeePool", _plain(type(StafiFeePool).creationCode));
        _register("stafiSuperNodeFeePool", _plain(type(StafiSuperNodeFeePool).creationCode));
        _register("stafiStakingPoolManager", _plain(type(StafiStakingPoolManager).creationCode));
        _register("stafiNodeDeposit", _plain(type(StafiNodeDeposit).creationCode));
        bytes memory noLimits = abi.encodeCall(StafiWithdraw.initialize, (0, 0)); // set later
        _register("stafiWithdraw", _proxy(type(StafiWithdraw).creationCode, noLimits));
    }

    function _configure(PoolDescription memory pool) private {
        _configureNetwork(pool);
        StafiStakingPoolSettings amounts =
            StafiStakingPoolSettings(_find("stafiStakingPoolSettings"));
        uint256 amount = pool.nodeDepositAmount;
        bool compatible = pool.compatibleWithOldClients;
        if (_differs(amounts.getCompatibleWithOldClients() ? 1 : 0, compatible ? 1 : 0)) {
            amounts.setCompatibleWithOldClients(compatible);
        }
        if (_differs(amounts.getNodeDepositAmountAllowed(amount) ? 1 : 0, 1)) {
            amounts.setNodeDepositAmountAllowed(amount, true);
        }
        if (_differs(amounts.getCurrentNodeDepositAmount(), amount)) {
            amounts.setCurrentNodeDepositAmount(amount);
        }
        StafiUserDeposit userDeposit = StafiUserDeposit(_find("stafiUserDeposit"));
        if (_differs(userDeposit.getMinimumDeposit(), pool.minimumDeposit)) {
            userDeposit.setMinimumDeposit(pool.minimumDeposit);
        }
        StafiWithdraw queue = StafiWithdraw(payable(_find("stafiWithdraw")));
        if (_differs(queue.withdrawLimitPerCycle(), pool.withdrawLimitPerCycle)) {
            queue.setWithdrawLimitPerCycle(pool.withdrawLimitPerCycle);
        }
        if (_differs(queue.userWithdrawLimitPerCycle(), pool.userWithdrawLimitPerCycle)) {
            queue.setUserWithdrawLimitPerCycle(pool.userWithdrawLimitPerCycle);
        }
        StafiSuperNode superNode = StafiSuperNode(_find("stafiSuperNode"));
        if (pool.superNodeDeposits && _differs(superNode.getSuperNodeDepositEnabled() ? 1 : 0, 1)) {
            superNode.setSuperNodeDepositEnabled(true);
        }
        StafiLightNode lightNode = StafiLightNode(_find("stafiLightNode"));
        if (pool.lightNodeDeposits && _differs(lightNode.getLightNodeDepositEnabled() ? 1 : 0, 1)) {
            lightNode.setLightNodeDepositEnabled(true);
        }
    }

    function _configureNetwork(PoolDescription memory pool) private {
        StafiNetworkSettings settings = StafiNetworkSettings(_find("stafiNetworkSettings"));
        if (_differs(settings.getNodeConsensusThreshold(), pool.consensusThreshold)) {
            settings.setNodeConsensusThreshold(pool.consensusThreshold);
        }
        if (_differs(settings.getRateStepLimit(), pool.rateStepLimit)) {
            settings.setRateStepLimit(pool.rateStepLimit);
        }
        if (_differs(settings.getNodeFee(), pool.nodeFee)) settings.setNodeFee(pool.nodeFee);
        if (_differs(settings.getPlatformFee(), pool.platformFee)) {
            settings.setPlatformFee(pool.platformFee);
        }
        if (_differs(settings.getSuperNodePubkeyLimit(), pool.superNodePubkeyLimit)) {
            settings.setSuperNodePubkeyLimit(pool.superNodePubkeyLimit);
        }
        bytes memory credentials =
            abi.encodePacked(bytes1(0x01), bytes11(0), _find("stafiWithdraw"));
        if (keccak256(settings.getWithdrawalCredentials()) != keccak256(credentials)) {
            settings.setWithdrawalCredentials(credentials);
            ++changes;
        }
    }

    function _appoint(PoolDescription memory pool) private {
        StafiNodeManager manager = StafiNodeManager(_find("stafiNodeManager"));
        for (uint256 i = 0; i < pool.oracleMembers.length; ++i) {
            if (manager.getNodeTrusted(pool.oracleMembers[i])) continue;
            manager.setNodeTrusted(pool.oracleMembers[i], true);
            ++changes;
        }
        for (uint256 i = 0; i < pool.superNodes.length; ++i) {
            if (manager.getSuperNodeExists(pool.superNodes[i])) continue;
            manager.setNodeSuper(pool.superNodes[i], true);
            ++changes;
        }
        for (uint256 i = 0; i < pool.admins.length; ++i) {
            if (registry.getBool(_roleKey("admin", pool.admins[i]))) continue;
            registry.setAdmin(pool.admins[i], true);
            ++changes;
        }
        require(
            manager.getTrustedNodeCount() == pool.oracleMembers.length,
            "pool: there are other oracle members, or one is described twice"
        );
        require(
            manager.getSuperNodeCount() == pool.superNodes.length,
            "pool: there are other super nodes, or one is described twice"
        );
    }

    /// Gives the pool to its owner. A timelock takes it at once; another owner has to accept it.
    function _handOver(PoolDescription memory pool, address deployer) private {
        address owner = pool.owner;
        if (owner == address(0)) {
            timelock = TimelockController(payable(_createTimelock(deployer)));
            owner = address(timelock);
        }
        if (registry.owner() == owner) return;
        if (registry.pendingOwner() != owner) {
            registry.transferOwnership(owner);
            ++changes;
        }
        if (owner == address(timelock)) _acceptByTimelock(pool, deployer);
    }

    function _createTimelock(address deployer) private returns (address) {
        address[] memory first = new address[](1);
        first[0] = deployer;
        return
            _create(type(TimelockController).creationCode, abi.encode(0, first, first, address(0)));
    }

    /// One batch, run while the timelock has no delay yet: it accepts the pool, replaces the
    /// deployer by the proposers, and sets its delay.
    function _acceptByTimelock(PoolDescription memory pool, address deployer) private {
        uint256 proposers = pool.timelockProposers.length;
        uint256 count = 5 + 3 * proposers;
        address[] memory targets = new address[](count);
        bytes[] memory calls = new bytes[](count);
        bytes32[3] memory roles =
            [timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.EXECUTOR_ROLE()];
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
        ++changes;
    }

    /// A contract that only wants the registry.
    function _plain(bytes memory code) private returns (address) {
        return _create(code, abi.encode(registry));
    }

    /// The same behind a proxy, initialised in the same transaction.
    function _proxy(bytes memory code) private returns (address) {
        return _proxy(code, abi.encodeWithSignature("initialize()"));
    }

    function _proxy(bytes memory code, bytes memory initialize) private returns (address) {
        return _create(type(ERC1967Proxy).creationCode, abi.encode(_plain(code), initialize));
    }

    function _create(bytes memory code, bytes memory arguments) private returns (address created) {
        bytes memory initCode = abi.encodePacked(code, arguments);
        created = address(
            uint160(
                uint256(
                    keccak256(abi.encodePacked(bytes1(0xff), FACTORY, salt, keccak256(initCode)))
                )
            )
        );
        if (created.code.length > 0) return created;
        (bool done,) = FACTORY.call(abi.encodePacked(salt, initCode));
        require(done && created.code.length > 0, "pool: a contract could not be created");
        ++changes;
    }

    function _register(string memory name, address contractAddress) private {
        names.push(name);
        address found = _find(name);
        if (found == contractAddress) return;
        require(found == address(0), string.concat("pool: another contract is ", name));
        if (address(upgrade) == address(0)) {
            registry.setContract(name, contractAddress);
        } else {
            upgrade.addContract(name, contractAddress);
        }
        ++changes;
    }

    function _find(string memory name) internal view returns (address) {
        return registry.getAddress(keccak256(abi.encodePacked("contract.address", name)));
    }

    function _roleKey(string memory role, address account) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("access.role", role, account));
    }

    function _differs(uint256 found, uint256 wanted) private returns (bool differs) {
        differs = found != wanted;
        if (differs) ++changes;
    }
}
