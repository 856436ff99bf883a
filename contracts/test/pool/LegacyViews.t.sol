// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiNodeDeposit, StafiStakingPoolManager } from "../../src/pool/LegacyViews.sol";
import { CoreFixture } from "./CoreFixture.sol";

contract LegacyViewsTest is CoreFixture {
    function test_Q03_there_are_no_pools_of_the_old_kind() public {
        StafiStakingPoolManager manager = new StafiStakingPoolManager(registry);
        _add("stafiStakingPoolManager", address(manager));
        vm.assertEq(manager.getStakingPoolCount(), 0);
        vm.assertEq(manager.getStakingPoolPubkey(STRANGER), "");
        vm.expectRevert(reason("No stakingpools are available"));
        manager.getStakingPoolAt(0);
    }

    function test_Q12_nobody_can_emit_a_stake_of_the_old_kind() public {
        StafiNodeDeposit nodeDeposit = new StafiNodeDeposit(registry);
        _add("stafiNodeDeposit", address(nodeDeposit));
        vm.assertEq(nodeDeposit.getCurrentNodeDepositAmount(), 4 ether);
        address[] memory pools = new address[](1);
        (bool done,) = address(nodeDeposit)
            .call(
                abi.encodeWithSignature(
                    "stake(address[],bytes[],bytes32[])", pools, new bytes[](1), new bytes32[](1)
                )
            );
        vm.assertFalse(done);
    }
}
