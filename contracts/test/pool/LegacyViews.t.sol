// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiNodeDeposit, StafiStakingPoolManager } from "../../src/pool/LegacyViews.sol";
import { CoreFixture } from "./CoreFixture.sol";

contract LegacyViewsTest is CoreFixture {
    // The keys are those of pool-contracts.md section 14.1.
    function test_old_clients_find_both_at_the_golden_keys() public {
        address manager = address(new StafiStakingPoolManager(registry));
        address nodeDeposit = address(new StafiNodeDeposit(registry));
        _add("stafiStakingPoolManager", manager);
        _add("stafiNodeDeposit", nodeDeposit);
        vm.assertEq(
            registry.getAddress(0xd5e3296a200f3eef2013878829aa131e01b9a367e298dd7e2743be70e7f08a69),
            manager
        );
        vm.assertEq(
            registry.getAddress(0xeff13eb267b41a0068fd8a0bd60d5b7e8dea02d331430f1d4e24ca1308b1dc89),
            nodeDeposit
        );
    }

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
