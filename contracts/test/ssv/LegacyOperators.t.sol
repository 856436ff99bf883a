// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// Operators of v1.2 meet v2. The first four have a fee in SSV; the fifth works for nothing.
contract LegacyOperatorsTest is SSVFixture {
    uint64 private constant FREE = 5;
    uint256 private constant DECLARED = TOKEN_FEE * 11 / 10;
    uint256 private begin;

    function setUp() public override {
        super.setUp();
        _startV1();
        _addOperators(1, 0);
        _registerV1(2, 20 * TOKEN_MINIMUM);
        vm.prank(CAROL);
        operators.declareOperatorFee(1, DECLARED);
        begin = vm.getBlockTimestamp() + 3600;
    }

    // fees

    function test_fee_functions_are_about_eth() public {
        _upgrade();
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeExecuted(CAROL, 1, vm.getBlockNumber(), ETHER_FEE);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeDeclared(CAROL, 1, vm.getBlockNumber(), 1_956_600_000);
        vm.prank(CAROL);
        operators.declareOperatorFee(1, 1_956_600_000);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeExecuted(CAROL, 2, vm.getBlockNumber(), ETHER_FEE);
        vm.prank(CAROL);
        operators.reduceOperatorFee(2, ETHER_FEE / 2);
        vm.assertEq(views.getOperatorFee(2), ETHER_FEE / 2);
        vm.assertEq(viewsV2.getOperatorFeeSSV(2), TOKEN_FEE);
    }

    function test_a_first_registration_gives_each_its_fee_before_it_is_told() public {
        _upgrade();
        four = _ids(2, 3, 4, FREE);
        _registerV2(1, 1 ether);
        bytes32[] memory topics = _topics();
        vm.assertEq(topics.length, 4, "none of the free one");
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(topics[i], ISSVEvents.OperatorFeeExecuted.selector);
        }
        vm.assertEq(topics[3], ISSVEvents.ValidatorAdded.selector);
        _registerV2(1, 1 ether);
        vm.assertEq(_topics().length, 1, "once");
        vm.assertEq(views.getOperatorFee(2), ETHER_FEE);
        vm.assertEq(views.getOperatorFee(FREE), 0);
        uint256 fees = 3 * ETHER_FEE + NETWORK_ETHER_FEE;
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 2 * fees);
    }

    function test_who_worked_for_nothing_goes_on_for_nothing() public {
        _upgrade();
        vm.assertEq(views.getOperatorFee(FREE), 0, "nothing is foretold");
        vm.startPrank(CAROL);
        _expectError(ISSVErrors.FeeIncreaseNotAllowed.selector);
        operators.declareOperatorFee(FREE, ETHER_FEE);
        _expectError(ISSVErrors.SameFeeChangeNotAllowed.selector);
        operators.declareOperatorFee(FREE, 0);
        _expectError(ISSVErrors.FeeIncreaseNotAllowed.selector);
        operators.reduceOperatorFee(FREE, 0);
        vm.stopPrank();
    }

    /// With a fee in SSV it is the limit of increases that refuses: ten percent of nothing.
    function test_who_takes_ssv_may_not_go_from_nothing_to_a_fee_either() public {
        _upgrade();
        vm.startPrank(CAROL);
        operators.reduceOperatorFee(2, 0);
        vm.assertEq(views.getOperatorFee(2), 0, "and not the default");
        _expectError(ISSVErrors.FeeExceedsIncreaseLimit.selector);
        operators.declareOperatorFee(2, ETHER_FEE);
        vm.stopPrank();
    }

    function test_one_that_is_removed_has_no_fee_to_foretell() public {
        vm.prank(CAROL);
        operators.removeOperator(2);
        _upgrade();
        vm.assertEq(views.getOperatorFee(2), 0);
        (, uint256 fee,,,, bool isActive) = views.getOperatorById(2);
        vm.assertEq(fee, 0);
        vm.assertFalse(isActive);
    }

    // fees declared before

    function test_a_fee_declared_before_is_void_if_it_could_begin_before() public {
        vm.warp(begin);
        _upgrade();
        vm.startPrank(CAROL);
        _expectError(ISSVErrors.LegacyOperatorFeeDeclarationInvalid.selector);
        operators.executeOperatorFee(1);
        vm.warp(begin + 86_401); // too late as well
        _expectError(ISSVErrors.LegacyOperatorFeeDeclarationInvalid.selector);
        operators.executeOperatorFee(1);
        _expectError(ISSVErrors.NoFeeDeclared.selector);
        operators.executeOperatorFee(2);
        operators.cancelDeclaredOperatorFee(1);
        vm.stopPrank();
    }

    /// So the real rule has it: its packed amount now is one of ETH.
    function test_a_fee_declared_before_that_begins_after_takes_effect() public {
        vm.warp(begin - 1);
        _upgrade();
        vm.warp(begin);
        vm.prank(CAROL);
        operators.executeOperatorFee(1);
        vm.assertEq(views.getOperatorFee(1), DECLARED / 100);
    }

    function test_a_declared_fee_is_shown_in_ssv_until_its_operator_meets_eth() public {
        _upgrade();
        (, uint256 fee,,) = views.getOperatorDeclaredFee(1);
        vm.assertEq(fee, DECLARED);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        balances.migrateClusterToETH{ value: 1 ether }(four, cluster);
        (, fee,,) = views.getOperatorDeclaredFee(1);
        vm.assertEq(fee, DECLARED / 100);
    }

    // the limit of validators counts those in ETH

    function test_may_have_as_many_validators_in_each_asset() public {
        _upgrade();
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(2);
        bytes[] memory keys = _keys(3);
        Cluster memory none = Cluster(0, 0, 0, true, 0);
        vm.prank(BOB);
        _expectError(ISSVErrors.ExceedValidatorLimitWithData.selector, 1);
        paidInEther.bulkRegisterValidator{ value: 1 ether }(keys, four, new bytes[](3), none);
        keys = _keys(2);
        vm.prank(BOB);
        paidInEther.bulkRegisterValidator{ value: 1 ether }(keys, four, new bytes[](2), none);
        (,, uint32 count,,,) = views.getOperatorById(1);
        vm.assertEq(count, 2);
        (,, count,,,) = viewsV2.getOperatorByIdSSV(1);
        vm.assertEq(count, 2);
    }
}
