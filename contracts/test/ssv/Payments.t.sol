// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Receiver } from "./Receiver.sol";
import { Release, ReleaseV1, ReleaseV2 } from "./Release.sol";
import { SSVFixture } from "./SSVFixture.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// When money moves, and when none does.
abstract contract PaymentsTest is Release {
    function test_an_operator_without_earnings_is_removed_unpaid() public {
        _readLogs();
        vm.prank(CAROL);
        operators.removeOperator(1);
        _expectLogs(ISSVEvents.OperatorRemoved.selector);
    }

    function test_zero_asks_for_all_that_an_operator_has_earned() public {
        _pass(10);
        uint256 earned = views.getOperatorEarnings(1);
        uint256 before = _paidTo(CAROL);
        vm.startPrank(CAROL);
        operators.withdrawOperatorEarnings(1, 0);
        vm.assertEq(_paidTo(CAROL) - before, earned);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        operators.withdrawOperatorEarnings(1, 0);
        vm.stopPrank();
    }

    function test_an_empty_cluster_is_liquidated_for_nothing() public {
        _remove(keys);
        _withdraw(held);
        Cluster memory cluster = _tuple();
        vm.assertEq(cluster.balance, 0);
        vm.prank(ALICE);
        clusters.liquidate(ALICE, four, cluster);
        _expectLogs(ISSVEvents.ClusterLiquidated.selector);
    }

    /// Nothing but one event of the network was logged.
    function _expectLogs(bytes32 topic) internal {
        bytes32[] memory topics = _topics();
        vm.assertEq(topics.length, 1);
        vm.assertEq(topics[0], topic);
    }
}

contract PaymentsV1Test is PaymentsTest, ReleaseV1 {
    function setUp() public override(SSVFixture, ReleaseV1) {
        super.setUp();
        _start();
    }

    function test_pulls_a_deposit_from_who_makes_it() public {
        vm.expectCall(
            address(token), 0, abi.encodeCall(IERC20.transferFrom, (BOB, address(network), 5))
        );
        _deposit(ALICE, 5, _tuple());
    }

    function test_pulls_what_a_reactivation_adds() public {
        _liquidate(ALICE);
        uint256 before = token.balanceOf(ALICE);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _reactivate(2 * TOKEN_MINIMUM, cluster);
        vm.assertEq(before - token.balanceOf(ALICE), 2 * TOKEN_MINIMUM);
        vm.assertEq(token.balanceOf(address(network)), 2 * TOKEN_MINIMUM);
    }

    function test_pulls_for_a_reactivation_after_all_checks() public {
        _liquidate(ALICE);
        Cluster memory cluster = _tuple();
        _stopToken();
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        _reactivate(2 * TOKEN_MINIMUM - 1, cluster);
        vm.prank(ALICE);
        _expectError(ISSVErrors.TokenTransferFailed.selector);
        _reactivate(2 * TOKEN_MINIMUM, cluster);
    }

    /// Unlike a deposit of nothing, which asks the token all the same (ssv-network.md 3.4).
    function test_registers_and_reactivates_for_nothing_without_the_token() public {
        _stopToken();
        keys.push(_register(1, 0)[0]);
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        _expectError(ISSVErrors.TokenTransferFailed.selector);
        paidInToken.deposit(ALICE, four, 0, cluster);
        _remove(keys);
        _liquidate(ALICE);
        cluster = _tuple();
        vm.prank(ALICE);
        _reactivate(0, cluster);
        vm.assertTrue(_tuple().active);
    }

    function test_pays_before_it_tells_of_a_withdrawal() public {
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        clusters.withdraw(four, 1, cluster);
        bytes32[] memory topics = _topics();
        vm.assertEq(topics.length, 2);
        vm.assertEq(topics[0], IERC20.Transfer.selector);
        vm.assertEq(topics[1], ISSVEvents.ClusterWithdrawn.selector);
    }

    function _stopToken() private {
        vm.mockCall(
            address(token), abi.encodePacked(token.transferFrom.selector), abi.encode(false)
        );
    }
}

contract PaymentsV2Test is PaymentsTest, ReleaseV2 {
    function setUp() public override(SSVFixture, ReleaseV2) {
        super.setUp();
        _start();
    }

    function test_pays_an_operator_nothing_in_the_asset_it_earned_nothing_in() public {
        _pass(10);
        _readLogs();
        vm.prank(CAROL);
        tokenEarnings.withdrawAllVersionOperatorEarnings(1);
        _expectLogs(ISSVEvents.OperatorWithdrawn.selector);
    }

    function test_tells_when_an_operators_owner_takes_no_ether() public {
        _pass(10);
        vm.etch(CAROL, type(Receiver).runtimeCode);
        vm.startPrank(CAROL);
        _expectError(ISSVErrors.ETHTransferFailed.selector);
        operators.withdrawAllOperatorEarnings(1);
        _expectError(ISSVErrors.ETHTransferFailed.selector);
        operators.removeOperator(1);
        vm.stopPrank();
    }
}
