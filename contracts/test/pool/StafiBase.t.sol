// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { STAFI_DISTRIBUTOR } from "../../src/pool/ContractKeys.sol";
import { StafiBase } from "../../src/pool/StafiBase.sol";
import { IStafiStorage } from "../../src/pool/interfaces/IStafiStorage.sol";
import { CoreFixture } from "./CoreFixture.sol";

/// @title One door behind each guard.
contract Doors is StafiBase {
    constructor(IStafiStorage registry) StafiBase(registry, "stafiDoors") { }

    function registered() external view onlyRegistered { }

    function distributor() external view onlyLatestContract(STAFI_DISTRIBUTOR) { }

    function trusted() external view onlyTrustedNode { }

    function superNode() external view onlySuperNode { }

    function owner() external view onlyOwner { }

    function superUser() external view onlySuperUser { }

    function unpaused() external view whenNotPaused { }

    function find(bytes32 key) external view returns (address) {
        return _addressOf(key);
    }
}

contract StafiBaseTest is CoreFixture {
    Doors private doors;

    function setUp() public override {
        super.setUp();
        doors = new Doors(registry);
    }

    function test_a_registered_instance_works() public {
        vm.expectRevert(reason("Invalid or outdated contract"));
        doors.registered();
        _add("stafiDoors", address(doors));
        doors.registered();
    }

    function test_a_contract_is_known_by_its_name() public {
        vm.prank(distributor);
        doors.distributor();
        _refused(lightNode, "Invalid or outdated contract");
        doors.distributor();
    }

    function test_members_and_super_nodes_are_different() public {
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(STAKER, true);
        vm.prank(OWNER);
        nodeManager.setNodeSuper(STRANGER, true);
        vm.prank(STAKER);
        doors.trusted();
        vm.prank(STRANGER);
        doors.superNode();
        _refused(STRANGER, "Invalid trusted node");
        doors.trusted();
        _refused(STAKER, "Invalid super node");
        doors.superNode();
    }

    function test_the_owner_may_what_an_admin_may_but_not_the_reverse() public {
        vm.prank(OWNER);
        doors.owner();
        vm.prank(OWNER);
        doors.superUser();
        vm.prank(ADMIN);
        doors.superUser();
        _refused(ADMIN, "Account is not the owner");
        doors.owner();
        _refused(STRANGER, "Account is not a super user");
        doors.superUser();
    }

    function test_a_pause_closes_what_it_guards() public {
        doors.unpaused();
        vm.prank(OWNER);
        networkSettings.pause();
        vm.expectRevert(reason("Paused"));
        doors.unpaused();
    }

    function test_a_name_without_contract_is_an_error() public {
        vm.assertEq(doors.find(STAFI_DISTRIBUTOR), distributor);
        vm.expectRevert(reason("Contract not found"));
        doors.find(keccak256("contract.addressnone"));
    }
}
