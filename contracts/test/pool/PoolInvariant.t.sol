// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiEther } from "../../src/pool/StafiEther.sol";
import { StafiUserDeposit } from "../../src/pool/StafiUserDeposit.sol";
import { StafiWithdraw } from "../../src/pool/StafiWithdraw.sol";
import { Base } from "../Base.sol";
import { PoolHandler } from "./PoolHandler.sol";

/// @title What holds whatever people do with a pool.
contract PoolInvariantTest is Base {
    PoolHandler private handler;
    StafiEther private vault;
    StafiWithdraw private queue;
    StafiUserDeposit private userDeposit;
    address private distributor;
    address private lightNode;

    function setUp() public {
        handler = new PoolHandler();
        handler.setUp();
        (address v, address q, address u, address d, address l) = handler.contracts();
        (vault, queue, userDeposit) =
        (StafiEther(v), StafiWithdraw(payable(q)), StafiUserDeposit(u));
        (distributor, lightNode) = (d, l);
        targetContract(address(handler));
        bytes4[] memory actions = new bytes4[](25);
        actions[0] = handler.stake.selector;
        actions[1] = handler.unstake.selector;
        actions[2] = handler.withdraw.selector;
        actions[3] = handler.depositSuperKeys.selector;
        actions[4] = handler.depositWhole.selector;
        actions[5] = handler.stakeSuperKey.selector;
        actions[6] = handler.depositSoloKey.selector;
        actions[7] = handler.stakeSoloKey.selector;
        actions[8] = handler.leaveWithSoloKey.selector;
        actions[9] = handler.provideRefund.selector;
        actions[10] = handler.takeRefund.selector;
        actions[11] = handler.claim.selector;
        actions[12] = handler.earn.selector;
        actions[13] = handler.passTime.selector;
        actions[14] = handler.voteOnKey.selector;
        actions[15] = handler.submitBalances.selector;
        actions[16] = handler.distributeFees.selector;
        actions[17] = handler.distributeWithdrawals.selector;
        actions[18] = handler.reserve.selector;
        actions[19] = handler.grant.selector;
        actions[20] = handler.distributeSlash.selector;
        actions[21] = handler.pauseOrNot.selector;
        actions[22] = handler.claimPlatformFee.selector;
        actions[23] = handler.changeMembers.selector;
        actions[24] = handler.brakeWholeDeposits.selector;
        targetSelector(address(handler), actions);
    }

    /// One function, because forge would play a whole campaign for each.
    function invariant_the_pool_keeps_its_promises() public view {
        _every_wei_is_somewhere();
        _stakers_and_operators_have_what_is_theirs();
        _the_vault_holds_what_its_balances_say();
        _the_queue_holds_what_is_covered_and_knows_what_is_missing();
        _the_queue_is_served_in_order();
        _validators_never_reach_what_the_queue_misses();
        _no_key_is_paid_twice();
        _refunds_wait_in_full();
        _claims_stay_within_what_was_granted();
        _the_rate_moves_within_its_limit();
        _no_minority_decides();
        _what_waits_is_within_the_limits();
    }

    function _every_wei_is_somewhere() private view {
        vm.assertEq(handler.existing(), handler.created(), "every wei");
    }

    function _stakers_and_operators_have_what_is_theirs() private view {
        vm.assertEq(handler.ofStakers(), handler.forStakers(), "stakers");
        vm.assertEq(handler.ofOperators(), handler.forOperators(), "operators and platform");
    }

    function _the_vault_holds_what_its_balances_say() private view {
        uint256 sum = vault.balanceOf(address(userDeposit)) + vault.balanceOf(distributor)
            + vault.balanceOf(lightNode);
        vm.assertEq(sum, address(vault).balance, "vault");
    }

    function _the_queue_holds_what_is_covered_and_knows_what_is_missing() private view {
        uint256 reserved = queue.getReservedForClaims();
        vm.assertGe(address(queue).balance, reserved, "solvent");
        vm.assertEq(
            reserved + queue.totalMissingAmountForWithdraw(), handler.unpaid(), "unpaid requests"
        );
    }

    function _the_queue_is_served_in_order() private view {
        vm.assertFalse(handler.queueLostItsOrder());
        vm.assertFalse(handler.claimableFellBack());
    }

    function _validators_never_reach_what_the_queue_misses() private view {
        vm.assertFalse(handler.validatorsTookFromTheQueue());
    }

    function _no_key_is_paid_twice() private view {
        vm.assertEq(handler.beaconBalance(), handler.depositedByStatus(), "paid for keys");
    }

    function _refunds_wait_in_full() private view {
        vm.assertEq(vault.balanceOf(lightNode), handler.refunds(), "refunds");
    }

    function _claims_stay_within_what_was_granted() private view {
        // promised() underflows if more was claimed than granted.
        vm.assertGe(vault.balanceOf(distributor), handler.promised(), "solvent");
    }

    function _the_rate_moves_within_its_limit() private view {
        vm.assertFalse(handler.rateBrokeItsBounds());
    }

    function _no_minority_decides() private view {
        vm.assertFalse(handler.minorityDecided());
    }

    function _what_waits_is_within_the_limits() private view {
        uint256 total = queue.totalWithdrawAmountAtCycle(queue.currentWithdrawCycle());
        vm.assertEq(total, handler.queuedNow(), "queued");
        vm.assertLe(total, queue.withdrawLimitPerCycle(), "limit");
    }
}
