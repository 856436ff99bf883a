// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";

import { StafiStorage } from "../../src/pool/StafiStorage.sol";
import { StafiUpgrade } from "../../src/pool/StafiUpgrade.sol";
import { IStafiStorage } from "../../src/pool/interfaces/IStafiStorage.sol";
import { CoreFixture, Neighbour } from "./CoreFixture.sol";

contract StafiStorageTest is CoreFixture {
    string private constant FOREIGN = "Invalid or outdated network contract";
    // pool-contracts.md section 14.1: keccak256("contract.storage.initialised").
    bytes32 private constant INITIALISED =
        0x1a655af42e38e46646ca444968abc315a08696908ac9b25256e67e1a25f98eb4;

    function test_finds_a_contract_by_its_name_and_a_name_by_its_contract() public view {
        // The keys are the golden ones of pool-contracts.md section 14.1.
        bytes32 etherKey = 0xf6994f06490a8e51050c27dbbd9129de4bb73610a6d3a3ea0b750e00ecef1e92;
        vm.assertEq(registry.getAddress(etherKey), address(vault));
        vm.assertEq(registry.getString(_nameKey(address(vault))), "stafiEther");
        vm.assertTrue(registry.getBool(_existsKey(address(vault))));
    }

    function test_knows_nothing_at_other_keys() public view {
        vm.assertEq(registry.getAddress(keccak256("contract.addressnone")), address(0));
        vm.assertEq(registry.getString(_nameKey(STRANGER)), "");
        vm.assertFalse(registry.getBool(_existsKey(STRANGER)));
    }

    function test_marks_the_owner_at_the_key_that_tools_compute() public {
        // pool-contracts.md section 14.2.
        address v = 0x99C6a3B0d131C996D9f65275fB5a196a8B57B583;
        bytes32 key = 0x96219892ee1436ac5389d82265f015443e1e4f660614928403196b0a70660116;
        vm.assertTrue(new StafiStorage(v).getBool(key));
    }

    function test_Q01_a_stranger_cannot_write_before_or_after_the_registry_is_initialised() public {
        StafiStorage fresh = new StafiStorage(OWNER);
        address contractAddress = address(new Neighbour());
        _refused(STRANGER, FOREIGN);
        fresh.setContract("stafiEther", contractAddress);
        _refused(STRANGER, FOREIGN);
        fresh.setFlag("access.roleowner");
        _refused(STRANGER, FOREIGN);
        fresh.setInitialised();
        _refused(STRANGER, FOREIGN);
        registry.setContract("stafiEther", contractAddress);
    }

    function test_Q01_the_owner_writes_directly_only_until_it_is_initialised() public {
        StafiStorage fresh = new StafiStorage(OWNER);
        StafiUpgrade freshUpgrade = new StafiUpgrade(fresh);
        vm.prank(OWNER);
        fresh.setContract("stafiUpgrade", address(freshUpgrade));
        vm.assertFalse(fresh.getBool(INITIALISED));
        vm.expectEmit(address(fresh));
        emit IStafiStorage.Initialised();
        vm.prank(OWNER);
        freshUpgrade.initStorage(true);
        vm.assertTrue(fresh.getBool(INITIALISED));
        address contractAddress = address(new Neighbour());
        _refused(OWNER, FOREIGN);
        fresh.setContract("stafiEther", contractAddress);
    }

    function test_Q01_an_initialised_registry_cannot_be_opened_again() public {
        _refused(OWNER, "Storage cannot be opened again");
        upgrade.initStorage(false);
    }

    function test_Q02_a_registered_contract_sets_flags_of_its_own_only() public {
        bytes memory own = abi.encodePacked("stafiWithdraw.proposal.node.key", bytes32(uint256(1)));
        vm.prank(address(queue));
        registry.setFlag(own);
        vm.assertTrue(registry.getBool(keccak256(own)));

        bytes[5] memory foreign = [
            bytes("stafiDistributor.merkleRoot"),
            abi.encodePacked("access.roleowner", address(queue)),
            abi.encodePacked("contract.exists", STRANGER),
            bytes("stafiWithdraw."),
            bytes("")
        ];
        for (uint256 i = 0; i < foreign.length; ++i) {
            _refused(address(queue), "Key is outside of the contract's namespace");
            registry.setFlag(foreign[i]);
            vm.assertFalse(registry.getBool(keccak256(foreign[i])));
        }
    }

    function test_Q02_being_registered_is_not_enough_to_set_flags() public {
        address[3] memory others = [superNode, lightNode, address(userDeposit)];
        for (uint256 i = 0; i < others.length; ++i) {
            _refused(others[i], FOREIGN);
            registry.setFlag("stafiWithdraw.proposal.key");
        }
        // A name that looks like a namespace of the registry gives no right to it.
        address trap = address(new Neighbour());
        _add("contract", trap);
        _refused(trap, FOREIGN);
        registry.setFlag(abi.encodePacked("contract.exists", STRANGER));
    }

    function test_Q02_an_account_without_code_cannot_be_registered() public {
        _refused(OWNER, "Invalid contract address");
        upgrade.addContract("stafiNew", STRANGER);
        _refused(OWNER, "Invalid contract address");
        upgrade.addContract("stafiNew", address(0));
    }

    function test_the_balances_write_under_their_old_prefix() public {
        bytes memory preimage = abi.encodePacked("network.balances.submitted.node", STRANGER);
        vm.prank(address(networkBalances));
        registry.setFlag(preimage);
        vm.assertTrue(registry.getBool(keccak256(preimage)));
        _refused(address(networkBalances), "Key is outside of the contract's namespace");
        registry.setFlag("stafiNetworkBalances.any");
    }

    function test_a_replaced_contract_can_write_no_more() public {
        address next = address(new Neighbour());
        vm.expectEmit(address(registry));
        emit IStafiStorage.ContractSet("stafiDistributor", distributor, next);
        _replace("stafiDistributor", next);
        _refused(distributor, FOREIGN);
        registry.setFlag("stafiDistributor.x");
        vm.assertFalse(registry.getBool(_existsKey(distributor)));
        vm.assertEq(registry.getString(_nameKey(distributor)), "");
        vm.assertEq(registry.getString(_nameKey(next)), "stafiDistributor");
    }

    function test_Q30_ownership_moves_in_two_steps_and_its_flag_with_it() public {
        vm.prank(OWNER);
        registry.transferOwnership(STAKER);
        vm.assertEq(registry.owner(), OWNER);
        vm.prank(STRANGER);
        vm.expectRevert(
            abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER)
        );
        registry.acceptOwnership();
        vm.prank(STAKER);
        registry.acceptOwnership();
        vm.assertEq(registry.owner(), STAKER);
        vm.assertTrue(registry.getBool(keccak256(abi.encodePacked("access.roleowner", STAKER))));
        vm.assertFalse(registry.getBool(keccak256(abi.encodePacked("access.roleowner", OWNER))));
    }

    function test_Q30_the_owner_grants_and_takes_the_admin_role() public {
        bytes32 key = keccak256(abi.encodePacked("access.roleadmin", STAKER));
        vm.expectEmit(address(registry));
        emit IStafiStorage.AdminSet(STAKER, true);
        vm.prank(OWNER);
        registry.setAdmin(STAKER, true);
        vm.assertTrue(registry.getBool(key));
        vm.prank(OWNER);
        registry.setAdmin(STAKER, true);
        vm.assertEq(registry.getAdmins().length, 2, "listed once, beside the first");
        vm.assertEq(registry.getAdmins()[1], STAKER);
        vm.prank(OWNER);
        registry.setAdmin(STAKER, false);
        vm.assertEq(registry.getAdmins().length, 1);
        vm.assertFalse(registry.getBool(key));
        _refused(OWNER, "Invalid address");
        registry.setAdmin(address(0), true);
    }

    function test_refuses_a_stranger_who_grants_roles() public {
        bytes memory unauthorized =
            abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER);
        vm.prank(STRANGER);
        vm.expectRevert(unauthorized);
        registry.setAdmin(STRANGER, true);
        vm.prank(STRANGER);
        vm.expectRevert(unauthorized);
        registry.transferOwnership(STRANGER);
        vm.prank(STRANGER);
        vm.expectRevert(unauthorized);
        registry.renounceOwnership();
    }

    function test_the_owner_cannot_leave_the_pool_without_one() public {
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, address(0)));
        registry.renounceOwnership();
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, address(0)));
        new StafiStorage(address(0));
    }

    function _existsKey(address account) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("contract.exists", account));
    }

    function _nameKey(address account) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("contract.name", account));
    }
}
