// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

import { StafiNodeDeposit } from "../../src/pool/LegacyViews.sol";
import { StafiNetworkBalances } from "../../src/pool/StafiNetworkBalances.sol";
import { StafiStorage } from "../../src/pool/StafiStorage.sol";
import { StafiUpgrade } from "../../src/pool/StafiUpgrade.sol";
import { StafiUpgradeable } from "../../src/pool/StafiUpgradeable.sol";
import { StafiWithdraw } from "../../src/pool/StafiWithdraw.sol";
import { IStafiStorage } from "../../src/pool/interfaces/IStafiStorage.sol";
import { DeployFixture } from "./DeployFixture.sol";

/// Of another release.
contract OtherWithdraw is StafiWithdraw {
    constructor(IStafiStorage registry) StafiWithdraw(registry) { }

    function isOther() external pure returns (bool) {
        return true;
    }
}

/// The script, run on a pool that stands: by anybody, and after upgrades.
contract VerifyTest is DeployFixture {
    address private constant STRANGER = address(0x57A);

    StafiStorage private registry;

    function test_anybody_verifies_the_pool_that_stands() public {
        string memory json = _deploy();
        vm.recordLogs();
        script.deploy(pool, STRANGER);
        vm.assertEq(vm.getRecordedLogs().length, 0);
        vm.assertEq(script.addresses(), json);
    }

    function test_anybody_verifies_a_pool_that_a_timelock_owns() public {
        pool.owner = address(0);
        (pool.timelockDelay, pool.timelockProposers) = (2 days, [address(0xA)]);
        string memory json = _deploy();
        vm.recordLogs();
        script.deploy(pool, STRANGER);
        vm.assertEq(vm.getRecordedLogs().length, 0);
        vm.assertEq(script.addresses(), json);
    }

    function test_anybody_verifies_a_pool_that_its_owner_has_yet_to_accept() public {
        pool.owner = address(0xA);
        string memory json = _deploy();
        script.deploy(pool, STRANGER);
        vm.assertEq(script.addresses(), json);
    }

    function test_the_deployer_alone_makes_a_pool() public {
        _refuses(
            STRANGER,
            string.concat(
                "deployer: the pool is not finished: a contract is missing, and ",
                vm.toString(DEPLOYER),
                " alone creates it: run the same as that account, with --broadcast"
            )
        );
    }

    function test_the_owner_alone_sets_what_differs() public {
        pool.owner = address(0xA);
        _deployed();
        pool.nodeFee = 1;
        _refusesFee(STRANGER, DEPLOYER);
        _refusesFee(pool.owner, DEPLOYER);
        vm.prank(pool.owner);
        registry.acceptOwnership();
        _refusesFee(DEPLOYER, pool.owner);
        script.deploy(pool, pool.owner);
    }

    function test_the_deployer_alone_hands_over() public {
        _deployed();
        pool.owner = address(0xA);
        _expectDifference("pendingOwner", vm.toString(address(0)), vm.toString(address(0xA)));
        _refusesDifferences(STRANGER, DEPLOYER);
    }

    /// Who verifies wants to know all of it, not one thing after the other.
    function test_names_all_that_differs_at_once() public {
        _deployed();
        _expectDifference("consensusThreshold", "500000000000000000", "600000000000000000");
        _expectDifference("nodeDepositAmount", "12000000000000000000", "8000000000000000000");
        _expectDifference("nodeDepositAmountsAllowed", "12000000000000000000", "none");
        _expectDifference("minimumDeposit", "10000000000000000", "2");
        _expectDifference("superNodeDeposits", "true", "false");
        _expectDifference("oracleMembers", "none", vm.toString(address(0x0C)));
        _expectDifference("superNodes", "none", vm.toString(address(0x05)));
        _expectDifference("admins", "none", vm.toString(address(0xAD)));
        string memory other = vm.toString(pool.oracleMembers[2]);
        _expectDifference("oracleMembers", other, "none: describe or remove it");
        (pool.consensusThreshold, pool.minimumDeposit) = (0.6e18, 2);
        (pool.nodeDepositAmount, pool.nodeDepositAmountsAllowed) = (8 ether, [4 ether, 8 ether]);
        pool.superNodeDeposits = false;
        pool.oracleMembers[2] = address(0x0C);
        pool.superNodes.push(address(0x05));
        pool.admins.push(address(0xAD));
        _refusesDifferences(STRANGER, DEPLOYER);
    }

    /// How an owner upgrades: the code is created by whoever, wherever.
    function test_verifies_what_was_upgraded_to_this_build() public {
        _deployed();
        StafiUpgrade upgrade = StafiUpgrade(_find("stafiUpgrade"));
        _upgrade("stafiWithdraw", address(new StafiWithdraw(registry)));
        _upgrade("stafiNetworkBalances", address(new StafiNetworkBalances(registry)));
        vm.startPrank(DEPLOYER);
        upgrade.upgradeContract("stafiNodeDeposit", address(new StafiNodeDeposit(registry)));
        upgrade.upgradeThisContract(address(new StafiUpgrade(registry)));
        vm.stopPrank();
        vm.recordLogs();
        script.deploy(pool, STRANGER);
        vm.assertEq(vm.getRecordedLogs().length, 0);
    }

    /// Its address follows from what ran behind it first.
    function test_verifies_a_proxy_that_another_build_made() public {
        _deployed();
        address proxy = address(
            new ERC1967Proxy(
                address(new StafiNetworkBalances(registry)),
                abi.encodeCall(StafiNetworkBalances.initialize, ())
            )
        );
        vm.prank(_find("stafiUpgrade"));
        registry.setContract("stafiNetworkBalances", proxy);
        vm.recordLogs();
        script.deploy(pool, STRANGER);
        vm.assertEq(vm.getRecordedLogs().length, 0);
        string memory json = script.addresses();
        vm.assertEq(vm.parseJsonAddress(json, ".stafiNetworkBalances"), proxy);
    }

    function test_names_all_that_this_build_does_not_make() public {
        _deployed();
        address withdraw = address(new OtherWithdraw(registry));
        address notProxy = address(new StafiNetworkBalances(registry));
        _upgrade("stafiWithdraw", withdraw);
        vm.prank(_find("stafiUpgrade"));
        registry.setContract("stafiNetworkBalances", notProxy);
        _refusesForeign(
            string.concat(
                " stafiNetworkBalances ",
                vm.toString(notProxy),
                " stafiWithdraw ",
                vm.toString(withdraw)
            )
        );
    }

    /// A contract that stands in this pool but was built for another.
    function test_refuses_code_that_was_built_for_another_pool() public {
        _deployed();
        StafiStorage other = new StafiStorage(DEPLOYER);
        address withdraw = address(new StafiWithdraw(other));
        _upgrade("stafiWithdraw", withdraw);
        _refusesForeign(string.concat(" stafiWithdraw ", vm.toString(withdraw)));
    }

    /// A changed name, deployer or build of the registry would be another pool.
    function test_makes_no_second_pool_by_mistake() public {
        string memory first = _deploy();
        script.checkSamePool(first);
        address known = vm.parseJsonAddress(first, ".stafiStorage");
        pool.name = "second";
        string memory second = _deploy();
        vm.expectRevert(
            reason(
                string.concat(
                    "STAFI_ADDRESSES: the file names the pool at ",
                    vm.toString(known),
                    ", this build and description another; use those that made it, or another file"
                )
            )
        );
        script.checkSamePool(first);
        script.checkSamePool(second);
        vm.etch(known, ""); // the file is of a chain that is gone
        script.checkSamePool(first);
    }

    function test_a_file_of_another_chain_says_nothing_of_this_one() public {
        string memory first = _deploy();
        pool.name = "second";
        _deploy();
        vm.chainId(31_338);
        script.checkSamePool(first);
    }

    function _refusesFee(address caller, address owner) private {
        _expectDifference("nodeFee", "50000000000000000", "1");
        _refusesDifferences(caller, owner);
    }

    function _deployed() private {
        registry = StafiStorage(vm.parseJsonAddress(_deploy(), ".stafiStorage"));
    }

    function _upgrade(string memory name, address implementation) private {
        StafiUpgradeable proxy = StafiUpgradeable(_find(name));
        vm.prank(DEPLOYER);
        proxy.upgradeToAndCall(implementation, "");
    }

    function _find(string memory name) private view returns (address) {
        return registry.getAddress(keccak256(abi.encodePacked("contract.address", name)));
    }
}
