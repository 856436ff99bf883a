// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Vm } from "../Vm.sol";
import { SSVFixture } from "./SSVFixture.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// Alice's cluster of two validators was made in v1.2 and pays in SSV; the network is v2 now.
/// Its operators have no ETH fee yet: they get the default, 17,788 packed. Row 7 of
/// ssv-network.md 11.7; that each release lacks the other's functions is in Network.t.sol.
contract MigrationTest is SSVFixture {
    uint256 private constant HELD = 20 * TOKEN_MINIMUM;
    uint256 private constant TOKEN_BURN = 2 * 5 * TOKEN_FEE;
    bytes[] private keys;

    function setUp() public override {
        super.setUp();
        _startV1();
        keys = _registerV1(2, HELD);
        _upgrade();
    }

    function test_upgrade_is_told_and_happens_once() public {
        vm.recordLogs();
        _upgrade();
        vm.assertEq(vm.getRecordedLogs().length, 0, "it happened in setUp");
    }

    function test_upgrade_keeps_clusters_in_ssv() public {
        vm.assertEq(uint256(viewsV2.getClusterAssetType(ALICE, four)), 0);
        _pass(10);
        vm.assertEq(viewsV2.getBalanceSSV(ALICE, four, _tuple()), HELD - 10 * TOKEN_BURN);
        vm.assertEq(viewsV2.getBurnRateSSV(ALICE, four, _tuple()), TOKEN_BURN);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 64);
        vm.assertEq(viewsV2.getOperatorEarningsSSV(1), 2 * 10 * TOKEN_FEE);
        vm.assertEq(viewsV2.getNetworkEarningsSSV(), 2 * 10 * TOKEN_FEE);
        vm.assertEq(views.getNetworkValidatorsCount(), 0, "of ETH clusters only");
    }

    function test_views_foretell_the_fee_of_old_operators() public view {
        vm.assertEq(views.getOperatorFee(1), 1_778_800_000);
        vm.assertEq(viewsV2.getOperatorFeeSSV(1), TOKEN_FEE);
        (, uint256 fee, uint32 count,,, bool isActive) = views.getOperatorById(1);
        vm.assertEq(fee, 1_778_800_000);
        vm.assertEq(count, 0);
        vm.assertTrue(isActive);
        (, fee, count,,,) = viewsV2.getOperatorByIdSSV(1);
        vm.assertEq(fee, TOKEN_FEE);
        vm.assertEq(count, 2);
    }

    /// The table of ssv-network.md 3.0.
    function test_a_cluster_in_ssv_refuses_what_is_for_eth() public {
        Cluster memory cluster = _tuple();
        bytes4 wrong = ISSVErrors.IncorrectClusterVersion.selector;
        vm.startPrank(ALICE);
        _expectError(wrong);
        paidInEther.deposit{ value: 1 }(ALICE, four, cluster);
        _expectError(wrong);
        clusters.withdraw(four, 1, cluster);
        _expectError(wrong);
        paidInEther.reactivate(four, cluster);
        _expectError(wrong);
        clusters.liquidate(ALICE, four, cluster);
        bytes memory key = _key();
        _expectError(wrong);
        paidInEther.registerValidator{ value: 1 ether }(key, four, "", cluster);
        cluster.index += 1; // is asked later
        _expectError(wrong);
        paidInEther.registerValidator{ value: 1 ether }(key, four, "", cluster);
        cluster.index -= 1;
        _expectError(wrong);
        views.getBalance(ALICE, four, cluster);
        _expectError(wrong);
        views.getBurnRate(ALICE, four, cluster);
        _expectError(wrong);
        views.isLiquidatable(ALICE, four, cluster);
        clusters.exitValidator(keys[0], four);
        clusters.removeValidator(keys[0], four, cluster);
        vm.stopPrank();
        vm.assertEq(_tuple().validatorCount, 1);
    }

    function test_a_cluster_in_eth_refuses_what_is_for_ssv() public {
        _migrate(1 ether);
        Cluster memory cluster = _tuple();
        bytes4 wrong = ISSVErrors.IncorrectClusterVersion.selector;
        vm.startPrank(ALICE);
        _expectError(wrong);
        balances.liquidateSSV(ALICE, four, cluster);
        _expectError(wrong);
        balances.migrateClusterToETH{ value: 1 ether }(four, cluster);
        _expectError(wrong);
        viewsV2.getBalanceSSV(ALICE, four, cluster);
        _expectError(wrong);
        viewsV2.getBurnRateSSV(ALICE, four, cluster);
        _expectError(wrong);
        viewsV2.isLiquidatableSSV(ALICE, four, cluster);
        vm.stopPrank();
    }

    function test_migrates_and_pays_back_the_ssv_to_the_wei() public {
        _pass(10);
        uint256 before = token.balanceOf(ALICE);
        Cluster memory expect = Cluster(2, 0, 0, true, 1 ether);
        expect.networkFeeIndex = uint64(10 * NETWORK_ETHER_FEE / 1e5);
        uint256 refund = HELD - 10 * TOKEN_BURN;
        for (uint64 id = 1; id <= 4; ++id) {
            vm.expectEmit(address(network));
            emit ISSVEvents.OperatorFeeExecuted(CAROL, id, vm.getBlockNumber(), ETHER_FEE);
        }
        vm.expectEmit(address(network));
        emit ISSVEvents.ClusterMigratedToETH(ALICE, four, 1 ether, refund, 64, expect);
        _migrate(1 ether);
        vm.assertEq(token.balanceOf(ALICE) - before, refund);
        vm.assertEq(uint256(viewsV2.getClusterAssetType(ALICE, four)), 1);
        _pass(1);
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), 1 ether - 2 * ETHER_BURN_RATE);
        (,, uint32 count,,,) = viewsV2.getOperatorByIdSSV(1);
        vm.assertEq(count, 0);
        (,, count,,,) = views.getOperatorById(1);
        vm.assertEq(count, 2);
    }

    function test_migrates_a_liquidated_cluster_and_starts_it_again() public {
        _pass(1);
        _liquidateSSV(ALICE);
        Cluster memory cluster = _tuple();
        vm.recordLogs();
        vm.prank(ALICE);
        balances.migrateClusterToETH{ value: 1 ether }(four, cluster);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 6, "four first fees, no refund");
        vm.assertEq(logs[4].topics[0], ISSVEvents.ClusterMigratedToETH.selector);
        vm.assertEq(logs[5].topics[0], ISSVEvents.ClusterReactivated.selector);
        vm.assertEq(viewsV2.getNetworkEarningsSSV(), 2 * TOKEN_FEE, "of the block before");
        vm.assertEq(views.getNetworkValidatorsCount(), 2);
    }

    function test_migrates_with_an_attested_balance() public {
        Cluster memory cluster = _tuple();
        _attest(100); // after one block
        vm.assertEq(abi.encode(_tuple()), abi.encode(cluster), "SSV as before");
        vm.assertEq(viewsV2.getBurnRateSSV(ALICE, four, cluster), TOKEN_BURN);
        _pass(10);
        vm.assertEq(viewsV2.getOperatorEarningsSSV(1), 11 * 2 * TOKEN_FEE);
        vm.assertEq(viewsV2.getNetworkEarningsSSV(), 11 * 2 * TOKEN_FEE);
        _migrate(1 ether);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 100);
        // 100 ETH are 31,250 vUnits.
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), ETHER_BURN_RATE * 31_250 / 10_000);
    }

    function test_migrates_without_a_removed_operator() public {
        _pass(10);
        vm.prank(CAROL);
        operators.removeOperator(2);
        _pass(10);
        uint256 before = token.balanceOf(ALICE);
        _migrate(1 ether);
        uint256 spent = 10 * TOKEN_BURN + 10 * (TOKEN_BURN - 2 * TOKEN_FEE);
        vm.assertEq(token.balanceOf(ALICE) - before, HELD - spent);
        uint256 fees = 3 * ETHER_FEE + NETWORK_ETHER_FEE;
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 2 * fees);
    }

    /// One that earned ETH before counts on with the index it left.
    function test_migrates_with_the_index_that_a_removed_operator_left() public {
        bytes memory key = _key();
        vm.prank(BOB);
        paidInEther.registerValidator{ value: 1 ether }(key, four, "", _tuple(BOB, four));
        _pass(10);
        vm.prank(CAROL);
        operators.removeOperator(2);
        _pass(5);
        _migrate(1 ether);
        vm.assertEq(_tuple().index, (3 * 15 + 10) * ETHER_FEE / 1e5);
        _pass(1);
        uint256 fees = 3 * ETHER_FEE + NETWORK_ETHER_FEE;
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), 1 ether - 2 * fees);
    }

    function test_an_emptied_cluster_migrates_without_what_was_attested() public {
        _attest(100);
        _remove(keys);
        _migrate(0);
        _registerV2(1, 1 ether);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 32);
    }

    function test_refuses_a_migration_in_order() public {
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        _expectError(ISSVErrors.ClusterDoesNotExist.selector);
        balances.migrateClusterToETH(four, cluster);

        cluster.index += 1;
        vm.prank(ALICE);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        balances.migrateClusterToETH(four, cluster);

        cluster.index -= 1;
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(1);
        vm.prank(ALICE);
        _expectError(ISSVErrors.ExceedValidatorLimitWithData.selector, 1);
        balances.migrateClusterToETH(four, cluster);

        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(2);
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        balances.migrateClusterToETH{ value: 2 * ETHER_MINIMUM - 1 }(four, cluster);
        _migrate(2 * ETHER_MINIMUM);
    }

    function test_liquidates_clusters_in_ssv() public {
        _pass((HELD - 2 * TOKEN_MINIMUM) / TOKEN_BURN);
        Cluster memory cluster = _tuple();
        vm.assertFalse(viewsV2.isLiquidatableSSV(ALICE, four, cluster));
        vm.prank(BOB);
        _expectError(ISSVErrors.ClusterNotLiquidatable.selector);
        balances.liquidateSSV(ALICE, four, cluster);
        _pass(1);
        vm.assertTrue(viewsV2.isLiquidatableSSV(ALICE, four, cluster));
        uint256 before = token.balanceOf(BOB);
        _liquidateSSV(BOB);
        vm.assertEq(token.balanceOf(BOB) - before, 2 * TOKEN_MINIMUM - TOKEN_BURN);
        cluster = _tuple();
        _expectError(ISSVErrors.ClusterIsLiquidated.selector);
        balances.liquidateSSV(ALICE, four, cluster);
    }

    function test_operators_are_paid_in_both_assets() public {
        _pass(10);
        _migrate(1 ether);
        _pass(10);
        uint256 ssv = token.balanceOf(CAROL);
        uint256 ether_ = CAROL.balance;
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorWithdrawn(CAROL, 1, 20 * ETHER_FEE);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorWithdrawnSSV(CAROL, 1, 20 * TOKEN_FEE);
        vm.startPrank(CAROL);
        tokenEarnings.withdrawAllVersionOperatorEarnings(1);
        tokenEarnings.withdrawAllOperatorEarningsSSV(2);
        tokenEarnings.withdrawOperatorEarningsSSV(3, TOKEN_FEE);
        vm.assertEq(CAROL.balance - ether_, 20 * ETHER_FEE);
        vm.assertEq(token.balanceOf(CAROL) - ssv, 41 * TOKEN_FEE);

        _expectError(ISSVErrors.InsufficientBalance.selector);
        tokenEarnings.withdrawAllVersionOperatorEarnings(1);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        tokenEarnings.withdrawAllOperatorEarningsSSV(2);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        tokenEarnings.withdrawOperatorEarningsSSV(3, 20 * TOKEN_FEE);
        _expectError(ISSVErrors.MaxPrecisionExceeded.selector);
        tokenEarnings.withdrawOperatorEarningsSSV(3, 1);
        vm.stopPrank();
        _expectNotOwner(address(this), CAROL);
        tokenEarnings.withdrawAllVersionOperatorEarnings(1);
        _expectNotOwner(address(this), CAROL);
        tokenEarnings.withdrawAllOperatorEarningsSSV(1);
        _expectNotOwner(address(this), CAROL);
        tokenEarnings.withdrawOperatorEarningsSSV(1, 0);
    }

    function test_paying_an_old_operator_does_not_let_it_meet_eth() public {
        _pass(10);
        vm.prank(CAROL);
        tokenEarnings.withdrawAllVersionOperatorEarnings(1);
        vm.assertEq(views.getOperatorFee(1), ETHER_FEE, "still foretold");
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeExecuted(CAROL, 1, vm.getBlockNumber(), ETHER_FEE);
        _migrate(1 ether);
    }

    function test_removed_operators_are_paid_in_both_assets() public {
        _pass(10);
        _migrate(1 ether);
        _pass(10);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorWithdrawn(CAROL, 1, 20 * ETHER_FEE);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorWithdrawnSSV(CAROL, 1, 20 * TOKEN_FEE);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorRemoved(1);
        vm.prank(CAROL);
        operators.removeOperator(1);
    }

    function test_pays_back_before_it_tells() public {
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        balances.migrateClusterToETH{ value: 1 ether }(four, cluster);
        bytes32[] memory topics = _topics();
        vm.assertEq(topics.length, 6, "four first fees");
        vm.assertEq(topics[3], ISSVEvents.OperatorFeeExecuted.selector);
        vm.assertEq(topics[4], IERC20.Transfer.selector);
        vm.assertEq(topics[5], ISSVEvents.ClusterMigratedToETH.selector);
    }

    function _migrate(uint256 value) private {
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        balances.migrateClusterToETH{ value: value }(four, cluster);
    }

    function _liquidateSSV(address caller) private {
        Cluster memory cluster = _tuple();
        vm.prank(caller);
        balances.liquidateSSV(ALICE, four, cluster);
    }
}

/// Alice's cluster was emptied, or liquidated, in v1.2 already.
contract LateMigrationTest is SSVFixture {
    uint256 private constant ADDED = 1 ether;
    bytes[] private keys;

    function setUp() public override {
        super.setUp();
        _startV1();
        keys = _registerV1(2, 20 * TOKEN_MINIMUM);
    }

    function test_an_active_cluster_without_money_is_not_said_to_start_again() public {
        _remove(keys);
        _withdraw(20 * TOKEN_MINIMUM);
        bytes32[] memory topics = _migrate();
        vm.assertEq(topics.length, 5, "four first fees, no refund");
        vm.assertEq(topics[4], ISSVEvents.ClusterMigratedToETH.selector);
        vm.assertEq(uint256(viewsV2.getClusterAssetType(ALICE, four)), 1);
    }

    /// It pays for all blocks since ever: index 0.
    function test_a_liquidated_cluster_gets_back_what_the_indices_leave() public {
        _pass(1);
        _liquidate(ALICE);
        _depositAsBob();
        uint256 before = token.balanceOf(ALICE);
        bytes32[] memory topics = _migrate();
        vm.assertEq(topics.length, 7);
        vm.assertEq(topics[4], IERC20.Transfer.selector);
        vm.assertEq(topics[5], ISSVEvents.ClusterMigratedToETH.selector);
        vm.assertEq(topics[6], ISSVEvents.ClusterReactivated.selector);
        vm.assertEq(token.balanceOf(ALICE) - before, ADDED - 2 * 5 * TOKEN_FEE);
    }

    function test_a_liquidated_cluster_gets_nothing_back_after_a_long_time() public {
        _liquidate(ALICE);
        _depositAsBob();
        _pass(ADDED / (2 * 5 * TOKEN_FEE));
        bytes32[] memory topics = _migrate();
        vm.assertEq(topics.length, 6, "no refund");
        vm.assertEq(topics[5], ISSVEvents.ClusterReactivated.selector);
    }

    function _depositAsBob() private {
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        paidInToken.deposit(ALICE, four, ADDED, cluster);
    }

    /// Upgrades and migrates; what that logged.
    function _migrate() private returns (bytes32[] memory) {
        _upgrade();
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        balances.migrateClusterToETH{ value: 1 ether }(four, cluster);
        return _topics();
    }
}
