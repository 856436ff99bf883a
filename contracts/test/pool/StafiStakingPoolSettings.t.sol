// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiStakingPoolSettings } from "../../src/pool/interfaces/IStafiStakingPoolSettings.sol";
import { CoreFixture } from "./CoreFixture.sol";

contract StafiStakingPoolSettingsTest is CoreFixture {
    string private constant BAD = "Invalid node deposit amount";

    function test_starts_with_what_old_clients_take() public view {
        vm.assertEq(stakingPoolSettings.getLaunchBalance(), 32 ether);
        vm.assertEq(stakingPoolSettings.getCurrentNodeDepositAmount(), 4 ether);
        vm.assertTrue(stakingPoolSettings.getCompatibleWithOldClients());
        vm.assertTrue(stakingPoolSettings.getNodeDepositAmountAllowed(4 ether));
        vm.assertTrue(stakingPoolSettings.getNodeDepositAmountAllowed(8 ether));
        vm.assertTrue(stakingPoolSettings.getNodeDepositAmountAllowed(12 ether));
        vm.assertFalse(stakingPoolSettings.getNodeDepositAmountAllowed(16 ether));
        vm.assertFalse(stakingPoolSettings.getNodeDepositAmountAllowed(0));
    }

    function test_asks_for_another_amount_from_now_on() public {
        vm.expectEmit(address(stakingPoolSettings));
        emit IStafiStakingPoolSettings.CurrentNodeDepositAmountChanged(12 ether);
        vm.prank(OWNER);
        stakingPoolSettings.setCurrentNodeDepositAmount(12 ether);
        vm.assertEq(stakingPoolSettings.getCurrentNodeDepositAmount(), 12 ether);
    }

    function test_refuses_an_amount_that_stops_old_clients() public {
        // pool-contracts.md section 7.3, item 2.
        _refused(OWNER, BAD);
        stakingPoolSettings.setCurrentNodeDepositAmount(16 ether);
        _refused(OWNER, BAD);
        stakingPoolSettings.setNodeDepositAmountAllowed(16 ether, true);
    }

    function test_other_amounts_come_once_old_clients_are_gone() public {
        _setCompatible(false);
        _allow(16 ether, true);
        vm.prank(OWNER);
        stakingPoolSettings.setCurrentNodeDepositAmount(16 ether);
        _refused(OWNER, BAD);
        stakingPoolSettings.setCompatibleWithOldClients(true);

        vm.prank(OWNER);
        stakingPoolSettings.setCurrentNodeDepositAmount(8 ether);
        _setCompatible(true);
        vm.assertFalse(stakingPoolSettings.getNodeDepositAmountAllowed(16 ether));
        vm.assertTrue(stakingPoolSettings.getNodeDepositAmountAllowed(8 ether));
    }

    function test_lists_what_is_allowed() public {
        uint256[] memory amounts = stakingPoolSettings.getNodeDepositAmountsAllowed();
        vm.assertEq(amounts.length, 3);
        vm.assertEq(amounts[0] + amounts[1] + amounts[2], 24 ether);
        _setCompatible(false);
        _allow(16 ether, true);
        _allow(16 ether, true); // it is listed once
        _allow(8 ether, false);
        _allow(8 ether, false);
        _allow(12 ether, false);
        amounts = stakingPoolSettings.getNodeDepositAmountsAllowed();
        vm.assertEq(amounts.length, 2);
        vm.assertEq(amounts[0] + amounts[1], 20 ether);
    }

    function test_forbids_an_amount_but_not_the_current_one() public {
        _allow(8 ether, false);
        vm.assertFalse(stakingPoolSettings.getNodeDepositAmountAllowed(8 ether));
        _refused(OWNER, BAD);
        stakingPoolSettings.setCurrentNodeDepositAmount(8 ether);
        _refused(OWNER, BAD);
        stakingPoolSettings.setNodeDepositAmountAllowed(4 ether, false);
    }

    function test_refuses_amounts_that_are_no_deposit() public {
        _setCompatible(false);
        uint256[6] memory amounts = [
            uint256(0),
            1 ether - 1 gwei,
            1 ether + 1,
            31 ether + 1 gwei,
            32 ether,
            type(uint256).max
        ];
        for (uint256 i = 0; i < amounts.length; ++i) {
            _refused(OWNER, BAD);
            stakingPoolSettings.setNodeDepositAmountAllowed(amounts[i], true);
        }
        _allow(1 ether, true);
        _allow(31 ether, true);
        _allow(1 ether + 1 gwei, true);
    }

    function test_obeys_the_owner_alone() public {
        string memory notOwner = "Account is not the owner";
        _refused(ADMIN, notOwner);
        stakingPoolSettings.setCurrentNodeDepositAmount(8 ether);
        _refused(ADMIN, notOwner);
        stakingPoolSettings.setNodeDepositAmountAllowed(8 ether, false);
        _refused(STRANGER, notOwner);
        stakingPoolSettings.setCompatibleWithOldClients(false);
        vm.expectRevert(bytes4(keccak256("InvalidInitialization()")));
        stakingPoolSettings.initialize();
    }

    function _allow(uint256 amount, bool allowed) private {
        vm.expectEmit(address(stakingPoolSettings));
        emit IStafiStakingPoolSettings.NodeDepositAmountAllowed(amount, allowed);
        vm.prank(OWNER);
        stakingPoolSettings.setNodeDepositAmountAllowed(amount, allowed);
    }

    function _setCompatible(bool compatible) private {
        vm.expectEmit(address(stakingPoolSettings));
        emit IStafiStakingPoolSettings.CompatibleWithOldClientsChanged(compatible);
        vm.prank(OWNER);
        stakingPoolSettings.setCompatibleWithOldClients(compatible);
    }
}
