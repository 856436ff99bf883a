// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Receiver } from "./Receiver.sol";
import { Release, ReleaseV1, ReleaseV2 } from "./Release.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// What clusters do in both releases: rows 2 to 4 of ssv-network.md 11.7.
abstract contract ClustersTest is Release {
    // deposit

    function test_anyone_deposits_and_only_the_balance_changes() public {
        _pass(10);
        Cluster memory expect = _tuple();
        expect.balance += 5;
        vm.expectEmit(address(network));
        emit ISSVEvents.ClusterDeposited(ALICE, four, 5, expect);
        _deposit(ALICE, 5, _tuple());
    }

    function test_deposits_nothing() public {
        _deposit(ALICE, 0, _tuple());
        vm.assertEq(_tuple().balance, held);
    }

    function test_deposits_into_a_liquidated_cluster() public {
        _liquidate(ALICE);
        _deposit(ALICE, 5, _tuple());
        vm.assertEq(_tuple().balance, 5);
        vm.assertFalse(_tuple().active);
    }

    function test_refuses_a_deposit_into_nothing() public {
        Cluster memory cluster = _tuple();
        cluster.balance += 1;
        _expectError(_doesNotExist());
        _deposit(BOB, 5, cluster);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        _deposit(ALICE, 5, cluster);
    }

    // withdraw

    function test_withdraws_to_the_owner_with_fees_paid() public {
        _pass(10);
        uint256 before = _paidTo(ALICE);
        Cluster memory expect = _tuple();
        expect.balance = held - 10 * _burn() - 5;
        expect.index += uint64(10 * _operatorFees());
        expect.networkFeeIndex += uint64(10 * _networkFee());
        vm.expectEmit(address(network));
        emit ISSVEvents.ClusterWithdrawn(ALICE, four, 5, expect);
        _withdraw(5);
        vm.assertEq(_paidTo(ALICE) - before, 5);
    }

    function test_withdraws_down_to_exactly_the_minimum() public {
        _withdraw(held - 2 * _minimum());
        vm.assertEq(_tuple().balance, 2 * _minimum());
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        clusters.withdraw(four, 1, cluster);
    }

    function test_withdraws_nothing_to_refresh_the_cluster() public {
        _pass(10);
        _withdraw(0);
        vm.assertEq(_tuple().balance, held - 10 * _burn());
    }

    function test_withdraws_all_without_validators() public {
        _remove(keys);
        _withdraw(held);
        vm.assertEq(_tuple().balance, 0);
        vm.assertTrue(_tuple().active);
    }

    function test_refuses_a_withdrawal_in_order() public {
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        _expectError(_doesNotExist());
        clusters.withdraw(four, 1, cluster);

        cluster.balance += 1;
        vm.prank(ALICE);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        clusters.withdraw(four, type(uint256).max, cluster);

        cluster.balance -= 1;
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        clusters.withdraw(four, held + 1, cluster);
    }

    /// More blocks have passed than it can pay for.
    function test_withdraws_nothing_from_a_cluster_that_ran_dry() public {
        _pass(held / _burn() + 1);
        Cluster memory cluster = _tuple();
        vm.assertEq(views.getBalance(ALICE, four, cluster), 0);
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        clusters.withdraw(four, 1, cluster);
    }

    // liquidate

    function test_a_stranger_liquidates_a_poor_cluster_and_gets_the_rest() public {
        uint256 blocks = (held - 2 * _minimum()) / _burn();
        _pass(blocks);
        Cluster memory cluster = _tuple();
        vm.assertFalse(views.isLiquidatable(ALICE, four, cluster));
        vm.prank(BOB);
        _expectError(ISSVErrors.ClusterNotLiquidatable.selector);
        clusters.liquidate(ALICE, four, cluster);

        _pass(1);
        vm.assertTrue(views.isLiquidatable(ALICE, four, cluster));
        uint256 before = _paidTo(BOB);
        vm.expectEmit(address(network));
        emit ISSVEvents.ClusterLiquidated(ALICE, four, Cluster(2, 0, 0, false, 0));
        _liquidate(BOB);
        vm.assertEq(_paidTo(BOB) - before, held - (blocks + 1) * _burn());
        vm.assertTrue(views.isLiquidated(ALICE, four, _tuple()));
        vm.assertFalse(views.isLiquidatable(ALICE, four, _tuple()));
    }

    /// Row 3 of ssv-network.md 11.7: exactly the minimum is enough for one block.
    function test_a_stranger_liquidates_what_held_exactly_the_minimum_a_block_later() public {
        _withdraw(held - 2 * _minimum());
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        _expectError(ISSVErrors.ClusterNotLiquidatable.selector);
        clusters.liquidate(ALICE, four, cluster);
        _pass(1);
        uint256 before = _paidTo(BOB);
        _liquidate(BOB);
        vm.assertEq(_paidTo(BOB) - before, 2 * _minimum() - _burn());
    }

    function test_the_owner_liquidates_at_any_time() public {
        uint256 before = _paidTo(ALICE);
        _liquidate(ALICE);
        vm.assertEq(_paidTo(ALICE) - before, held);
        vm.assertEq(views.getNetworkValidatorsCount(), 0);
        (,, uint32 count,,,) = views.getOperatorById(1);
        vm.assertEq(count, 0);
    }

    function test_only_the_owner_liquidates_an_empty_cluster() public {
        _remove(keys);
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        _expectError(ISSVErrors.ClusterNotLiquidatable.selector);
        clusters.liquidate(ALICE, four, cluster);
        _liquidate(ALICE);
        vm.assertFalse(_tuple().active);
    }

    function test_refuses_a_liquidation_in_order() public {
        Cluster memory cluster = _tuple();
        _expectError(_doesNotExist());
        clusters.liquidate(BOB, four, cluster);
        cluster.index += 1;
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        clusters.liquidate(ALICE, four, cluster);
        _liquidate(ALICE);
        cluster = _tuple();
        _expectError(ISSVErrors.ClusterIsLiquidated.selector);
        clusters.liquidate(ALICE, four, cluster);
    }

    function test_a_lower_limit_of_validators_stops_nobody_from_leaving() public {
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(0);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        clusters.removeValidator(keys[0], four, cluster);
        _liquidate(ALICE);
        vm.assertFalse(_tuple().active);
    }

    // reactivate

    function test_reactivates_with_what_was_deposited_before() public {
        _liquidate(ALICE);
        _deposit(ALICE, _minimum(), _tuple());
        _pass(10);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        _reactivate(_minimum() - 1, cluster);

        vm.prank(ALICE);
        _reactivate(_minimum(), cluster);
        vm.assertTrue(_tuple().active);
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), 2 * _minimum());
        vm.assertEq(views.getNetworkValidatorsCount(), 2);
        _pass(1);
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), 2 * _minimum() - _burn());
    }

    function test_reactivates_without_a_removed_operator() public {
        _liquidate(ALICE);
        vm.prank(CAROL);
        operators.removeOperator(2);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _reactivate(2 * _minimum(), cluster);
        uint256 fees = (_operatorFees() * 3 / 4 + _networkFee()) * _precision();
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 2 * fees);
    }

    /// Row 2 of ssv-network.md 11.7.
    function test_drains_liquidates_and_reactivates_without_validators() public {
        _deposit(ALICE, 5, _tuple());
        _remove(keys);
        _withdraw(held + 5);
        _liquidate(ALICE);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _reactivate(0, cluster);
        vm.assertTrue(_tuple().active);
    }

    function test_refuses_a_reactivation_in_order() public {
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        _expectError(_doesNotExist());
        _reactivate(0, cluster);
        vm.prank(ALICE);
        _expectError(ISSVErrors.ClusterAlreadyEnabled.selector);
        _reactivate(0, cluster);
        cluster.networkFeeIndex += 1;
        vm.prank(ALICE);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        _reactivate(0, cluster);

        _liquidate(ALICE);
        cluster = _tuple();
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(1);
        vm.prank(ALICE);
        _expectError(ISSVErrors.ExceedValidatorLimitWithData.selector, 1);
        _reactivate(0, cluster);
    }

    // the rest

    function test_a_permuted_list_is_another_cluster() public {
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _expectError(_doesNotExist());
        clusters.withdraw(_ids(four[1], four[0], four[2], four[3]), 0, cluster);
    }

    function test_tells_fee_recipients() public {
        vm.expectEmit(address(network));
        emit ISSVEvents.FeeRecipientAddressUpdated(BOB, address(0));
        vm.prank(BOB);
        clusters.setFeeRecipientAddress(address(0));
    }

    function test_views_of_clusters_check_what_they_are_shown() public {
        Cluster memory cluster = _tuple();
        _expectError(_doesNotExist());
        views.getBalance(BOB, four, cluster);
        cluster.index += 1;
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        views.getBurnRate(ALICE, four, cluster);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        views.isLiquidatable(ALICE, four, cluster);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        views.isLiquidated(ALICE, four, cluster);
        _liquidate(ALICE);
        cluster = _tuple();
        _expectError(ISSVErrors.ClusterIsLiquidated.selector);
        views.getBalance(ALICE, four, cluster);
    }
}

contract ClustersV1Test is ClustersTest, ReleaseV1 {
    function setUp() public override(SSVFixture, ReleaseV1) {
        super.setUp();
        _start();
    }

    function test_refuses_to_withdraw_from_a_liquidated_cluster() public {
        _liquidate(ALICE);
        Cluster memory cluster = _tuple();
        for (uint256 amount = 0; amount < 2; ++amount) {
            vm.prank(ALICE);
            _expectError(ISSVErrors.ClusterIsLiquidated.selector);
            clusters.withdraw(four, amount, cluster);
        }
    }

    function test_tells_when_the_token_does_not_pay() public {
        Cluster memory cluster = _tuple();
        vm.mockCall(address(token), abi.encodePacked(token.transfer.selector), abi.encode(false));
        vm.prank(ALICE);
        _expectError(ISSVErrors.TokenTransferFailed.selector);
        clusters.withdraw(four, 1, cluster);
        vm.mockCall(
            address(token), abi.encodePacked(token.transferFrom.selector), abi.encode(false)
        );
        vm.prank(ALICE);
        _expectError(ISSVErrors.TokenTransferFailed.selector);
        paidInToken.deposit(ALICE, four, 0, cluster);
    }
}

contract ClustersV2Test is ClustersTest, ReleaseV2 {
    function setUp() public override(SSVFixture, ReleaseV2) {
        super.setUp();
        _start();
    }

    function test_withdraws_a_deposit_from_a_liquidated_cluster() public {
        _pass(10);
        _liquidate(ALICE);
        _deposit(ALICE, 7, _tuple());
        _withdraw(3);
        vm.assertEq(_tuple().balance, 4, "its indices are 0: it owes nothing");
        _withdraw(4);
        vm.assertEq(_tuple().balance, 0);
    }

    function test_tells_when_the_owner_takes_no_ether() public {
        Cluster memory cluster = _tuple();
        vm.etch(ALICE, type(Receiver).runtimeCode);
        vm.prank(ALICE);
        _expectError(ISSVErrors.ETHTransferFailed.selector);
        clusters.withdraw(four, 1, cluster);
    }
}
