// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { SSVDaoV1, SSVDaoV2 } from "../../src/ssv/SSVDao.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// The owner's functions, and the shortcuts of local chains.
contract DaoTest is SSVFixture {
    bytes private notOwner = reason("Ownable: caller is not the owner");

    function test_only_the_owner_changes_v1() public {
        vm.assertEq(views.owner(), DAO);
        vm.expectRevert(notOwner);
        daoV1.updateMaximumOperatorFee(1);
        vm.expectRevert(notOwner);
        daoV1.withdrawNetworkEarnings(0);
        _expectOnlyOwner();
        vm.expectRevert(notOwner);
        dev.devUpgradeToV2();
    }

    function test_only_the_owner_changes_v2() public {
        _upgrade();
        _expectOnlyOwner();
        vm.expectRevert(notOwner);
        daoV2.updateNetworkFeeSSV(1);
        vm.expectRevert(notOwner);
        daoV2.updateLiquidationThresholdPeriodSSV(1);
        vm.expectRevert(notOwner);
        daoV2.updateMinimumLiquidationCollateralSSV(1);
        vm.expectRevert(notOwner);
        daoV2.updateMaximumOperatorFee(1);
        vm.expectRevert(notOwner);
        daoV2.updateMinimumOperatorEthFee(1);
        vm.expectRevert(notOwner);
        daoV2.updateMinBlocksBetweenUpdates(1);
        vm.expectRevert(notOwner);
        daoV2.withdrawNetworkSSVEarnings(1);
    }

    function _expectOnlyOwner() private {
        vm.expectRevert(notOwner);
        dao.updateNetworkFee(1);
        vm.expectRevert(notOwner);
        dao.updateLiquidationThresholdPeriod(1);
        vm.expectRevert(notOwner);
        dao.updateMinimumLiquidationCollateral(1);
        vm.expectRevert(notOwner);
        dao.updateOperatorFeeIncreaseLimit(1);
        vm.expectRevert(notOwner);
        dao.updateDeclareOperatorFeePeriod(1);
        vm.expectRevert(notOwner);
        dao.updateExecuteOperatorFeePeriod(1);
        vm.expectRevert(notOwner);
        dev.devSetOperatorFee(1, 1);
        vm.expectRevert(notOwner);
        dev.devSetValidatorsPerOperatorLimit(1);
        vm.expectRevert(notOwner);
        dev.devAllowShortPeriods(true);
    }

    // parameters of both releases

    function test_sets_the_network_fee_from_here_on() public {
        _startV2();
        _registerV2(1, 1 ether);
        _pass(10);
        vm.expectEmit(address(network));
        emit ISSVEvents.NetworkFeeUpdated(NETWORK_ETHER_FEE, 100_000);
        vm.prank(DAO);
        dao.updateNetworkFee(100_000);
        _pass(10);
        vm.assertEq(views.getNetworkFee(), 100_000);
        vm.assertEq(views.getNetworkEarnings(), 10 * (NETWORK_ETHER_FEE + 100_000));
        uint256 expect = 1 ether - 80 * ETHER_FEE - 10 * (NETWORK_ETHER_FEE + 100_000);
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), expect);
    }

    function test_sets_liquidation_parameters() public {
        vm.startPrank(DAO);
        vm.expectEmit(address(network));
        emit ISSVEvents.LiquidationThresholdPeriodUpdated(100_800);
        dao.updateLiquidationThresholdPeriod(100_800);
        _expectError(ISSVErrors.NewBlockPeriodIsBelowMinimum.selector);
        dao.updateLiquidationThresholdPeriod(100_799);
        vm.expectEmit(address(network));
        emit ISSVEvents.MinimumLiquidationCollateralUpdated(1e7);
        dao.updateMinimumLiquidationCollateral(1e7);
        vm.assertEq(views.getMinimumLiquidationCollateral(), 1e7);

        dev.devUpgradeToV2();
        dao.updateLiquidationThresholdPeriod(21_480);
        _expectError(ISSVErrors.NewBlockPeriodIsBelowMinimum.selector);
        dao.updateLiquidationThresholdPeriod(21_479);
        dao.updateMinimumLiquidationCollateral(1e5);
        vm.assertEq(views.getLiquidationThresholdPeriod(), 21_480);
        vm.assertEq(views.getMinimumLiquidationCollateral(), 1e5);
        vm.stopPrank();
    }

    function test_sets_fee_periods_and_limits() public {
        vm.startPrank(DAO);
        vm.expectEmit(address(network));
        emit ISSVEvents.DeclareOperatorFeePeriodUpdated(5);
        dao.updateDeclareOperatorFeePeriod(5);
        vm.expectEmit(address(network));
        emit ISSVEvents.ExecuteOperatorFeePeriodUpdated(6);
        dao.updateExecuteOperatorFeePeriod(6);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeIncreaseLimitUpdated(10_001);
        dao.updateOperatorFeeIncreaseLimit(10_001);
        (uint64 declare, uint64 execute) = views.getOperatorFeePeriods();
        vm.assertEq(declare, 5);
        vm.assertEq(execute, 6);
        vm.assertEq(views.getOperatorFeeIncreaseLimit(), 10_001);
        dev.devUpgradeToV2();
        _expectError(ISSVErrors.InvalidOperatorFeeIncreaseLimit.selector);
        dao.updateOperatorFeeIncreaseLimit(10_001);
        dao.updateOperatorFeeIncreaseLimit(10_000);
        vm.stopPrank();
    }

    function test_refuses_amounts_that_cannot_be_packed() public {
        vm.startPrank(DAO);
        vm.expectRevert(reason("Max precision exceeded"));
        dao.updateNetworkFee(1e7 + 1);
        vm.expectRevert(reason("Max precision exceeded"));
        dao.updateMinimumLiquidationCollateral(1);
        vm.expectRevert(reason("Max value exceeded"));
        dao.updateNetworkFee(2 ** 64 * 1e7 + 1);
        dao.updateNetworkFee((2 ** 64 - 1) * 1e7);
        dev.devUpgradeToV2();
        _expectError(ISSVErrors.MaxPrecisionExceeded.selector);
        dao.updateNetworkFee(1e5 + 1);
        _expectError(ISSVErrors.MaxValueExceeded.selector);
        dao.updateMinimumLiquidationCollateral(2 ** 64 * 1e5 + 1);
        dao.updateMinimumLiquidationCollateral((2 ** 64 - 1) * 1e5);
        vm.stopPrank();
    }

    // of one release

    function test_v1_sets_the_highest_fee() public {
        vm.expectEmit(address(network));
        emit SSVDaoV1.OperatorMaximumFeeUpdated(uint64(12_345));
        vm.prank(DAO);
        daoV1.updateMaximumOperatorFee(12_345);
        vm.assertEq(views.getMaximumOperatorFee(), 12_345);
        _upgrade();
        vm.assertEq(viewsV2.getMaximumOperatorFeeSSV(), 12_345);
    }

    function test_v2_sets_the_range_of_fees() public {
        _upgrade();
        vm.startPrank(DAO);
        vm.expectEmit(address(network));
        emit SSVDaoV2.OperatorMaximumFeeUpdated(uint256(20_000_000));
        daoV2.updateMaximumOperatorFee(20_000_000);
        vm.expectEmit(address(network));
        emit ISSVEvents.MinimumOperatorEthFeeUpdated(20_000_000);
        daoV2.updateMinimumOperatorEthFee(20_000_000);
        _expectError(ISSVErrors.InvalidOperatorFeeRange.selector);
        daoV2.updateMinimumOperatorEthFee(20_100_000);
        _expectError(ISSVErrors.InvalidOperatorFeeRange.selector);
        daoV2.updateMaximumOperatorFee(19_900_000);
        _expectError(ISSVErrors.MaxPrecisionExceeded.selector);
        daoV2.updateMaximumOperatorFee(20_000_001);
        _expectError(ISSVErrors.MaxPrecisionExceeded.selector);
        daoV2.updateMinimumOperatorEthFee(1);
        vm.stopPrank();
        vm.assertEq(views.getMaximumOperatorFee(), 20_000_000);
        vm.assertEq(viewsV2.getMinimumOperatorEthFee(), 20_000_000);
    }

    function test_v2_sets_what_is_left_in_ssv() public {
        _startV1();
        _registerV1(1, 2 * TOKEN_MINIMUM);
        _upgrade();
        _pass(10);
        vm.assertEq(viewsV2.getNetworkFeeSSV(), TOKEN_FEE);
        vm.startPrank(DAO);
        vm.expectEmit(address(network));
        emit ISSVEvents.NetworkFeeUpdatedSSV(TOKEN_FEE, 0);
        daoV2.updateNetworkFeeSSV(0);
        vm.expectEmit(address(network));
        emit ISSVEvents.LiquidationThresholdPeriodSSVUpdated(21_480);
        daoV2.updateLiquidationThresholdPeriodSSV(21_480);
        _expectError(ISSVErrors.NewBlockPeriodIsBelowMinimum.selector);
        daoV2.updateLiquidationThresholdPeriodSSV(21_479);
        vm.expectEmit(address(network));
        emit ISSVEvents.MinimumLiquidationCollateralSSVUpdated(1e7);
        daoV2.updateMinimumLiquidationCollateralSSV(1e7);
        _expectError(ISSVErrors.MaxPrecisionExceeded.selector);
        daoV2.updateMinimumLiquidationCollateralSSV(1);
        vm.expectEmit(address(network));
        emit ISSVEvents.MinBlocksBetweenUpdatesUpdated(7);
        daoV2.updateMinBlocksBetweenUpdates(7);
        vm.stopPrank();
        vm.assertEq(viewsV2.getNetworkFeeSSV(), 0);
        vm.assertEq(viewsV2.getLiquidationThresholdPeriodSSV(), 21_480);
        vm.assertEq(viewsV2.getMinimumLiquidationCollateralSSV(), 1e7);
        vm.assertEq(viewsV2.getNetworkEarningsSSV(), 10 * TOKEN_FEE);
    }

    function test_pays_what_the_network_earned_in_either_release() public {
        _startV1();
        _registerV1(1, 2 * TOKEN_MINIMUM);
        _pass(10);
        vm.startPrank(DAO);
        vm.expectEmit(address(network));
        emit ISSVEvents.NetworkEarningsWithdrawn(4 * TOKEN_FEE, DAO);
        daoV1.withdrawNetworkEarnings(4 * TOKEN_FEE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        daoV1.withdrawNetworkEarnings(7 * TOKEN_FEE);
        dev.devUpgradeToV2();
        daoV2.withdrawNetworkSSVEarnings(6 * TOKEN_FEE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        daoV2.withdrawNetworkSSVEarnings(TOKEN_FEE);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(DAO), 10 * TOKEN_FEE);
    }

    // shortcuts

    function test_short_periods_are_for_local_chains() public {
        vm.startPrank(DAO);
        dev.devAllowShortPeriods(true);
        dao.updateLiquidationThresholdPeriod(1);
        dev.devAllowShortPeriods(false);
        _expectError(ISSVErrors.NewBlockPeriodIsBelowMinimum.selector);
        dao.updateLiquidationThresholdPeriod(1);
        vm.stopPrank();
        vm.assertEq(views.getLiquidationThresholdPeriod(), 1);
    }

    function test_sets_an_operators_fee_without_waiting() public {
        _startV1();
        _registerV1(1, 2 * TOKEN_MINIMUM);
        _pass(10);
        vm.startPrank(DAO);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeExecuted(CAROL, 1, vm.getBlockNumber(), 0);
        dev.devSetOperatorFee(1, 0);
        vm.assertEq(views.getOperatorEarnings(1), 10 * TOKEN_FEE);
        _expectError(ISSVErrors.OperatorDoesNotExist.selector);
        dev.devSetOperatorFee(5, 0);
        dev.devUpgradeToV2();
        dev.devSetOperatorFee(2, ETHER_FEE * 2);
        vm.stopPrank();
        vm.assertEq(views.getOperatorFee(2), ETHER_FEE * 2);
        vm.assertEq(viewsV2.getOperatorFeeSSV(2), TOKEN_FEE);
    }
}
