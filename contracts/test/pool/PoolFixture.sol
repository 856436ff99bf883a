// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

import { RETHToken } from "../../src/pool/RETHToken.sol";
import { StafiEther } from "../../src/pool/StafiEther.sol";
import { StafiNetworkBalances } from "../../src/pool/StafiNetworkBalances.sol";
import { StafiNetworkSettings } from "../../src/pool/StafiNetworkSettings.sol";
import { StafiNodeManager } from "../../src/pool/StafiNodeManager.sol";
import { StafiStakingPoolSettings } from "../../src/pool/StafiStakingPoolSettings.sol";
import { StafiStorage } from "../../src/pool/StafiStorage.sol";
import { StafiUpgrade } from "../../src/pool/StafiUpgrade.sol";
import { StafiUserDeposit } from "../../src/pool/StafiUserDeposit.sol";
import { Base } from "../Base.sol";

/// @title The core of the pool, as the deployment leaves it: registered, initialised, no members.
/// @notice Tests add what they need under its name: `_add("stafiWithdraw", …)`.
abstract contract PoolFixture is Base {
    address internal constant OWNER = address(0x0A11CE);
    address internal constant ADMIN = address(0x0AD814);
    address internal constant STRANGER = address(0x57A46E);

    StafiStorage internal registry;
    StafiUpgrade internal upgrade;
    StafiEther internal vault;
    RETHToken internal reth;
    StafiNodeManager internal nodeManager;
    StafiNetworkSettings internal networkSettings;
    StafiStakingPoolSettings internal stakingPoolSettings;
    StafiNetworkBalances internal networkBalances;
    StafiUserDeposit internal userDeposit;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        registry = new StafiStorage(OWNER);
        upgrade = new StafiUpgrade(registry);
        vm.prank(OWNER);
        registry.setContract("stafiUpgrade", address(upgrade));
        vm.prank(OWNER);
        registry.setAdmin(ADMIN, true);

        vault = new StafiEther(registry);
        reth = new RETHToken(registry, "StaFi");
        nodeManager = StafiNodeManager(_proxy(address(new StafiNodeManager(registry))));
        networkSettings = StafiNetworkSettings(_proxy(address(new StafiNetworkSettings(registry))));
        stakingPoolSettings =
            StafiStakingPoolSettings(_proxy(address(new StafiStakingPoolSettings(registry))));
        networkBalances = StafiNetworkBalances(_proxy(address(new StafiNetworkBalances(registry))));
        userDeposit = StafiUserDeposit(_proxy(address(new StafiUserDeposit(registry))));

        _add("stafiEther", address(vault));
        _add("rETHToken", address(reth));
        _add("stafiNodeManager", address(nodeManager));
        _add("stafiNetworkSettings", address(networkSettings));
        _add("stafiStakingPoolSettings", address(stakingPoolSettings));
        _add("stafiNetworkBalances", address(networkBalances));
        _add("stafiUserDeposit", address(userDeposit));
        vm.prank(OWNER);
        upgrade.initStorage(true);
    }

    /// `implementation` behind a proxy, initialised with its defaults.
    function _proxy(address implementation) internal returns (address) {
        return address(new ERC1967Proxy(implementation, abi.encodeWithSignature("initialize()")));
    }

    function _add(string memory name, address contractAddress) internal {
        vm.prank(OWNER);
        upgrade.addContract(name, contractAddress);
    }

    /// As if `next` had taken the place of a contract, which StafiUpgrade does only for some.
    function _replace(string memory name, address next) internal {
        vm.prank(address(upgrade));
        registry.setContract(name, next);
    }

    /// The oracle's members member(0), member(1), … up to `count` of them.
    function _addMembers(uint256 count) internal {
        for (uint256 i = 0; i < count; ++i) {
            vm.prank(OWNER);
            nodeManager.setNodeTrusted(_member(i), true);
        }
    }

    function _member(uint256 index) internal pure returns (address) {
        return vm.addr(_memberKey(index));
    }

    /// The private key of a member, for what it signs off chain.
    function _memberKey(uint256 index) internal pure returns (uint256) {
        return 0x5AFE0000 + index;
    }

    /// Ether from nowhere.
    function _give(address account, uint256 amount) internal virtual {
        vm.deal(account, account.balance + amount);
    }

    /// A staker's deposit of `amount` wei.
    function _stake(address staker, uint256 amount) internal {
        _give(staker, amount);
        vm.prank(staker);
        userDeposit.deposit{ value: amount }();
    }
}
