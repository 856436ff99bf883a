// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiNodeDeposit } from "../../src/pool/LegacyViews.sol";
import { StafiUpgrade } from "../../src/pool/StafiUpgrade.sol";
import { IStafiStorage } from "../../src/pool/interfaces/IStafiStorage.sol";
import { CoreFixture, Neighbour } from "./CoreFixture.sol";

contract StafiUpgradeTest is CoreFixture {
    address private next;
    address private stateless;

    function setUp() public override {
        super.setUp();
        next = address(new Neighbour());
        stateless = address(new StafiNodeDeposit(registry));
        _add("stafiNodeDeposit", stateless);
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
            keccak256("stafiNodeDeposit"), stateless, next, block.timestamp
        );
        vm.prank(OWNER);
        upgrade.upgradeContract("stafiNodeDeposit", next);
        vm.assertEq(registry.getAddress(keccak256("contract.addressstafiNodeDeposit")), next);
        address manager = address(new Neighbour());
        _add("stafiStakingPoolManager", manager);
        next = address(new Neighbour());
        vm.prank(OWNER);
        upgrade.upgradeContract("stafiStakingPoolManager", next);
        vm.assertEq(registry.getAddress(keccak256("contract.addressstafiStakingPoolManager")), next);
    }

    /// A replacement starts empty: keys could be staked twice, the rate would be 1 again, what fee
    /// pools hold would be lost.
    function test_refuses_to_replace_what_has_state_or_ether() public {
        _add("stafiFeePool", address(new Neighbour()));
        _add("stafiSuperNodeFeePool", address(new Neighbour()));
        _add("stafiNew", address(new Neighbour()));
        string[12] memory names = [
            "stafiUpgrade",
            "stafiUserDeposit",
            "stafiNodeManager",
            "stafiNetworkSettings",
            "stafiStakingPoolSettings",
            "stafiNetworkBalances",
            "stafiSuperNode",
            "stafiLightNode",
            "stafiDistributor",
            "stafiFeePool",
            "stafiSuperNodeFeePool",
            "stafiNew"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            _refused(OWNER, "Cannot upgrade contracts with state");
            upgrade.upgradeContract(names[i], next);
        }
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
        upgrade.upgradeContract("stafiStakingPoolManager", next);
        _refused(OWNER, "Invalid contract address");
        upgrade.upgradeContract("stafiNodeDeposit", address(0));
        _refused(OWNER, "Invalid contract address");
        upgrade.upgradeContract("stafiNodeDeposit", STRANGER);
        _refused(OWNER, "The contract address cannot be set to its current address");
        upgrade.upgradeContract("stafiNodeDeposit", stateless);
    }

    function test_Q30_refuses_an_address_that_another_name_has() public {
        _refused(OWNER, "Contract address is already in use");
        upgrade.upgradeContract("stafiNodeDeposit", lightNode);
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
