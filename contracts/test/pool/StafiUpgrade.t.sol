// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiUpgrade } from "../../src/pool/StafiUpgrade.sol";
import { IStafiStorage } from "../../src/pool/interfaces/IStafiStorage.sol";
import { CoreFixture, Neighbour } from "./CoreFixture.sol";

contract StafiUpgradeTest is CoreFixture {
    address private next;

    function setUp() public override {
        super.setUp();
        next = address(new Neighbour());
    }

    function test_adds_a_contract_under_a_new_name() public {
        vm.expectEmit(address(upgrade));
        emit StafiUpgrade.ContractAdded(keccak256("stafiNew"), next, block.timestamp);
        vm.prank(OWNER);
        upgrade.addContract("stafiNew", next);
        vm.assertEq(registry.getAddress(keccak256("contract.addressstafiNew")), next);
    }

    function test_refuses_to_add_what_is_there_or_nameless() public {
        _refused(OWNER, "Contract name is already in use");
        upgrade.addContract("stafiDistributor", next);
        _refused(OWNER, "Invalid contract name");
        upgrade.addContract("", next);
        _refused(OWNER, "Contract address is already in use");
        upgrade.addContract("stafiNew", distributor);
    }

    function test_replaces_the_contract_of_a_name() public {
        vm.expectEmit(address(upgrade));
        emit StafiUpgrade.ContractUpgraded(
            keccak256("stafiDistributor"), distributor, next, block.timestamp
        );
        vm.prank(OWNER);
        upgrade.upgradeContract("stafiDistributor", next);
        vm.assertEq(registry.getAddress(keccak256("contract.addressstafiDistributor")), next);
    }

    function test_refuses_to_replace_what_holds_the_pool_together() public {
        _refused(OWNER, "Cannot upgrade the stafi ether contract");
        upgrade.upgradeContract("stafiEther", next);
        _refused(OWNER, "Cannot upgrade token contracts");
        upgrade.upgradeContract("rETHToken", next);
        _refused(OWNER, "Cannot upgrade the eth deposit contract");
        upgrade.upgradeContract("ethDeposit", next);
        _refused(OWNER, "Cannot upgrade the withdraw contract");
        upgrade.upgradeContract("stafiWithdraw", next);
    }

    function test_refuses_a_replacement_that_is_none() public {
        _refused(OWNER, "Contract does not exist");
        upgrade.upgradeContract("stafiNew", next);
        _refused(OWNER, "Invalid contract address");
        upgrade.upgradeContract("stafiDistributor", address(0));
        _refused(OWNER, "Invalid contract address");
        upgrade.upgradeContract("stafiDistributor", STRANGER);
        _refused(OWNER, "The contract address cannot be set to its current address");
        upgrade.upgradeContract("stafiDistributor", distributor);
    }

    function test_Q30_refuses_an_address_that_another_name_has() public {
        _refused(OWNER, "Contract address is already in use");
        upgrade.upgradeContract("stafiDistributor", lightNode);
    }

    function test_Q30_cannot_be_replaced_by_itself() public {
        _refused(OWNER, "The contract address cannot be set to its current address");
        upgrade.upgradeThisContract(address(upgrade));
    }

    function test_hands_over_to_another_and_stops_working() public {
        StafiUpgrade other = new StafiUpgrade(registry);
        vm.prank(OWNER);
        upgrade.upgradeThisContract(address(other));
        vm.prank(OWNER);
        other.addContract("stafiNew", next);

        string memory outdated = "Invalid or outdated contract";
        _refused(OWNER, outdated);
        upgrade.addContract("stafiNewer", next);
        _refused(OWNER, outdated);
        upgrade.upgradeContract("stafiDistributor", next);
        _refused(OWNER, outdated);
        upgrade.upgradeThisContract(address(other));
        _refused(OWNER, outdated);
        upgrade.initStorage(true);
    }

    function test_serves_the_owner_alone() public {
        address[2] memory others = [ADMIN, STRANGER];
        for (uint256 i = 0; i < others.length; ++i) {
            _refused(others[i], "Account is not the owner");
            upgrade.addContract("stafiNew", next);
            _refused(others[i], "Account is not the owner");
            upgrade.upgradeContract("stafiDistributor", next);
            _refused(others[i], "Account is not the owner");
            upgrade.upgradeThisContract(next);
            _refused(others[i], "Account is not the owner");
            upgrade.initStorage(true);
        }
    }

    function test_initialising_twice_changes_nothing() public {
        vm.prank(OWNER);
        upgrade.initStorage(true);
        vm.assertTrue(registry.getBool(keccak256("contract.storage.initialised")));
        vm.assertEq(upgrade.version(), 1);
    }

    function test_a_contract_without_a_registry_cannot_be_made() public {
        vm.expectRevert(reason("Contract not found"));
        new StafiUpgrade(IStafiStorage(STRANGER));
    }
}
