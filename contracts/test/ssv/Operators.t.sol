// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { OneOnly } from "./OneOnly.sol";
import { Release, ReleaseV1, ReleaseV2 } from "./Release.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// What operators do in both releases: rows 4 and 6 of ssv-network.md 11.7 (of what follows from a
/// removal, see Registration.t.sol and Clusters.t.sol too). Number 1 is in Alice's cluster of two.
abstract contract OperatorsTest is Release {
    function _lowest() internal pure virtual returns (uint256);

    function _highest() internal pure virtual returns (uint256);

    /// What the release answers to parts of a packed unit.
    function _imprecise() internal pure virtual returns (bytes memory);

    // register

    function test_registers_and_tells() public {
        uint64[] memory ids = new uint64[](1);
        ids[0] = 5;
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorAdded(5, BOB, "key", _lowest());
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorPrivacyStatusUpdated(ids, true);
        vm.prank(BOB);
        vm.assertEq(operators.registerOperator("key", _lowest(), true), 5);
        _expectOperator(5, BOB, _lowest(), 0, true, true);
    }

    function test_refuses_to_register_in_order() public {
        _expectError(ISSVErrors.FeeTooLow.selector);
        operators.registerOperator("key", _lowest() - 1, false);
        _expectError(ISSVErrors.FeeTooHigh.selector);
        operators.registerOperator("key", _highest() + 1, false);
        operators.registerOperator("key", 0, false);
        _expectError(ISSVErrors.OperatorAlreadyExists.selector);
        operators.registerOperator("key", _lowest() + 1, false);
        vm.expectRevert(_imprecise());
        operators.registerOperator("other", _lowest() + 1, false);
        operators.registerOperator("other", _highest(), false);
    }

    function test_a_removed_operator_keeps_its_key_and_number() public {
        vm.prank(BOB);
        operators.registerOperator("key", 0, false);
        vm.prank(BOB);
        operators.removeOperator(5);
        _expectError(ISSVErrors.OperatorAlreadyExists.selector);
        operators.registerOperator("key", 0, false);
        vm.assertEq(operators.registerOperator("other", 0, false), 6);
    }

    // the owner only

    function test_refuses_all_of_operators_that_do_not_exist() public {
        vm.prank(CAROL);
        operators.removeOperator(4);
        for (uint64 id = 4; id < 6; ++id) {
            bytes4 missing = ISSVErrors.OperatorDoesNotExist.selector;
            vm.startPrank(CAROL);
            _expectError(missing);
            operators.removeOperator(id);
            _expectError(missing);
            operators.declareOperatorFee(id, 1);
            _expectError(missing);
            operators.cancelDeclaredOperatorFee(id);
            _expectError(missing);
            operators.executeOperatorFee(id);
            _expectError(missing);
            operators.reduceOperatorFee(id, 1);
            _expectError(missing);
            operators.withdrawOperatorEarnings(id, 1);
            _expectError(missing);
            operators.withdrawAllOperatorEarnings(id);
            vm.stopPrank();
        }
    }

    function test_refuses_all_of_strangers() public {
        vm.startPrank(BOB);
        _expectNotOwner(BOB, CAROL);
        operators.removeOperator(1);
        _expectNotOwner(BOB, CAROL);
        operators.declareOperatorFee(1, 1);
        _expectNotOwner(BOB, CAROL);
        operators.cancelDeclaredOperatorFee(1);
        _expectNotOwner(BOB, CAROL);
        operators.executeOperatorFee(1);
        _expectNotOwner(BOB, CAROL);
        operators.reduceOperatorFee(1, 1);
        _expectNotOwner(BOB, CAROL);
        operators.withdrawOperatorEarnings(1, 1);
        _expectNotOwner(BOB, CAROL);
        operators.withdrawAllOperatorEarnings(1);
        vm.stopPrank();
    }

    // earnings

    function test_earns_its_fee_for_each_validator_and_block() public {
        _pass(10);
        vm.assertEq(views.getOperatorEarnings(1), 20 * _operatorFee());
        vm.assertEq(views.getNetworkEarnings(), 20 * _networkFee() * _precision());
    }

    function test_withdraws_a_part_then_all() public {
        _pass(10);
        uint256 before = _paidTo(CAROL);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorWithdrawn(CAROL, 1, _operatorFee());
        vm.startPrank(CAROL);
        operators.withdrawOperatorEarnings(1, _operatorFee());
        vm.assertEq(views.getOperatorEarnings(1), 19 * _operatorFee());
        operators.withdrawAllOperatorEarnings(1);
        vm.assertEq(_paidTo(CAROL) - before, 20 * _operatorFee());
        _expectError(ISSVErrors.InsufficientBalance.selector);
        operators.withdrawAllOperatorEarnings(1);
        vm.stopPrank();
    }

    function test_refuses_to_withdraw_too_much_or_parts_of_a_unit() public {
        _pass(1);
        vm.startPrank(CAROL);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        operators.withdrawOperatorEarnings(1, 3 * _operatorFee());
        vm.expectRevert(_imprecise());
        operators.withdrawOperatorEarnings(1, 1);
        vm.stopPrank();
    }

    // remove

    function test_removal_pays_and_lowers_what_clusters_burn() public {
        _pass(10);
        uint256 before = _paidTo(CAROL);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorWithdrawn(CAROL, 1, 20 * _operatorFee());
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorRemoved(1);
        vm.prank(CAROL);
        operators.removeOperator(1);
        vm.assertEq(_paidTo(CAROL) - before, 20 * _operatorFee());
        _expectOperator(1, CAROL, 0, 0, false, false);
        _pass(10);
        uint256 lower = _burn() - 2 * _operatorFee();
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), lower);
        uint256 expect = held - 10 * _burn() - 10 * lower;
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), expect);
        vm.assertEq(views.getOperatorEarnings(1), 0);
        _remove(keys); // its cluster works on
    }

    function test_removal_forgets_a_declared_fee_and_a_whitelisting_contract() public {
        uint64[] memory one = new uint64[](1);
        one[0] = 1;
        address list = address(new OneOnly(ALICE));
        vm.startPrank(CAROL);
        whitelists.setOperatorsWhitelistingContract(one, list);
        operators.declareOperatorFee(1, _lowest());
        operators.removeOperator(1);
        vm.stopPrank();
        _expectOperator(1, CAROL, 0, 0, false, false);
        (bool declared, uint256 fee, uint64 begin, uint64 end) = views.getOperatorDeclaredFee(1);
        vm.assertFalse(declared);
        vm.assertEq(fee + begin + end, 0);
        vm.assertEq(whitelists.getWhitelistedOperators(one, list).length, 0);
    }

    // fees

    function test_a_declared_fee_takes_effect_in_its_window() public {
        uint256 fee = _higherFee();
        uint64 begin = uint64(block.timestamp) + 3600;
        vm.startPrank(CAROL);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeDeclared(CAROL, 1, vm.getBlockNumber(), fee);
        operators.declareOperatorFee(1, fee);
        (bool declared, uint256 what, uint64 from, uint64 to) = views.getOperatorDeclaredFee(1);
        vm.assertTrue(declared);
        vm.assertEq(what, fee);
        vm.assertEq(from, begin);
        vm.assertEq(to, begin + 86_400);

        vm.warp(begin - 1);
        _expectError(ISSVErrors.ApprovalNotWithinTimeframe.selector);
        operators.executeOperatorFee(1);
        vm.warp(to + 1);
        _expectError(ISSVErrors.ApprovalNotWithinTimeframe.selector);
        operators.executeOperatorFee(1);
        vm.warp(to);
        _pass(10);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeExecuted(CAROL, 1, vm.getBlockNumber(), fee);
        operators.executeOperatorFee(1);
        _expectError(ISSVErrors.NoFeeDeclared.selector);
        operators.executeOperatorFee(1);
        vm.stopPrank();

        _pass(10);
        vm.assertEq(views.getOperatorEarnings(1), 20 * _operatorFee() + 20 * fee);
        uint256 expect = held - 20 * _burn() - 20 * (fee - _operatorFee());
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), expect, "index is continuous");
    }

    function test_a_declared_fee_can_be_cancelled() public {
        vm.startPrank(CAROL);
        operators.declareOperatorFee(1, _lowest());
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeDeclarationCancelled(CAROL, 1);
        operators.cancelDeclaredOperatorFee(1);
        _expectError(ISSVErrors.NoFeeDeclared.selector);
        operators.cancelDeclaredOperatorFee(1);
        vm.stopPrank();
        (bool declared,,,) = views.getOperatorDeclaredFee(1);
        vm.assertFalse(declared);
    }

    function test_declaring_again_replaces_what_was_declared() public {
        vm.startPrank(CAROL);
        operators.declareOperatorFee(1, _lowest());
        vm.warp(block.timestamp + 100);
        operators.declareOperatorFee(1, 0);
        vm.stopPrank();
        (, uint256 fee, uint64 begin,) = views.getOperatorDeclaredFee(1);
        vm.assertEq(fee, 0);
        vm.assertEq(begin, block.timestamp + 3600);
    }

    function test_refuses_to_declare_in_order() public {
        vm.startPrank(CAROL);
        _expectError(ISSVErrors.FeeTooLow.selector);
        operators.declareOperatorFee(1, 1);
        _expectError(ISSVErrors.FeeTooHigh.selector);
        operators.declareOperatorFee(1, _highest() + 1);
        vm.expectRevert(_imprecise());
        operators.declareOperatorFee(1, _operatorFee() + 1);
        _expectError(ISSVErrors.SameFeeChangeNotAllowed.selector);
        operators.declareOperatorFee(1, _operatorFee());
        _expectError(ISSVErrors.FeeExceedsIncreaseLimit.selector);
        operators.declareOperatorFee(1, _higherFee() + 2 * _precision());
        uint64 free = operators.registerOperator("free", 0, false);
        _expectError(ISSVErrors.FeeIncreaseNotAllowed.selector);
        operators.declareOperatorFee(free, _lowest());
        vm.stopPrank();
    }

    function test_refuses_to_execute_a_fee_that_has_become_too_high() public {
        vm.prank(CAROL);
        operators.declareOperatorFee(1, _higherFee());
        _limitFees(_operatorFee());
        vm.prank(CAROL);
        _expectError(ISSVErrors.ApprovalNotWithinTimeframe.selector); // first of the two
        operators.executeOperatorFee(1);
        vm.warp(block.timestamp + 3600);
        vm.prank(CAROL);
        _expectError(ISSVErrors.FeeTooHigh.selector);
        operators.executeOperatorFee(1);
    }

    function test_reduces_its_fee_at_once() public {
        _pass(10);
        vm.startPrank(CAROL);
        operators.declareOperatorFee(1, _lowest());
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorFeeExecuted(CAROL, 1, vm.getBlockNumber(), 0);
        operators.reduceOperatorFee(1, 0);
        _expectError(ISSVErrors.NoFeeDeclared.selector);
        operators.executeOperatorFee(1);
        vm.stopPrank();
        _pass(10);
        vm.assertEq(views.getOperatorEarnings(1), 20 * _operatorFee());
        vm.assertEq(views.getOperatorFee(1), 0);
    }

    function test_refuses_to_reduce_in_order() public {
        vm.startPrank(CAROL);
        _expectError(ISSVErrors.FeeTooLow.selector);
        operators.reduceOperatorFee(1, 1);
        vm.expectRevert(_imprecise());
        operators.reduceOperatorFee(1, _operatorFee() + 1);
        _expectError(ISSVErrors.FeeIncreaseNotAllowed.selector);
        operators.reduceOperatorFee(1, _operatorFee());
        vm.stopPrank();
    }

    function test_answers_zeros_of_operators_that_never_were() public view {
        _expectOperator(99, address(0), 0, 0, false, false);
        vm.assertEq(views.getOperatorFee(99), 0);
        vm.assertEq(views.getOperatorEarnings(99), 0);
    }

    function _limitFees(uint256 fee) internal virtual;

    function _operatorFee() private pure returns (uint256) {
        return _operatorFees() * _precision() / 4;
    }

    /// Ten percent more, in whole units.
    function _higherFee() private pure returns (uint256) {
        return _operatorFee() * 11 / 10 / _precision() * _precision();
    }

    function _expectOperator(
        uint64 id,
        address owner,
        uint256 fee,
        uint32 validatorCount,
        bool isPrivate,
        bool isActive
    ) private view {
        bytes memory answer = abi.encode(
            owner, fee, validatorCount, address(0), isPrivate, isActive
        );
        (, bytes memory seen) =
            address(network).staticcall(abi.encodeCall(views.getOperatorById, (id)));
        vm.assertEq(seen, answer);
    }
}

contract OperatorsV1Test is OperatorsTest, ReleaseV1 {
    function setUp() public override(SSVFixture, ReleaseV1) {
        super.setUp();
        _start();
    }

    function _lowest() internal pure override returns (uint256) {
        return 1_000_000_000;
    }

    function _highest() internal pure override returns (uint256) {
        return 76_528_650_000_000;
    }

    function _imprecise() internal pure override returns (bytes memory) {
        return reason("Max precision exceeded");
    }

    function _limitFees(uint256 fee) internal override {
        vm.prank(DAO);
        daoV1.updateMaximumOperatorFee(uint64(fee));
    }

    function test_rounds_the_highest_next_fee_down() public {
        vm.startPrank(CAROL);
        uint64 id = operators.registerOperator("odd", 1_010_000_000, false);
        _expectError(ISSVErrors.FeeExceedsIncreaseLimit.selector);
        operators.declareOperatorFee(id, 1_120_000_000); // 101 * 1.1 = 111.1 units
        operators.declareOperatorFee(id, 1_110_000_000);
        vm.stopPrank();
    }
}

contract OperatorsV2Test is OperatorsTest, ReleaseV2 {
    function setUp() public override(SSVFixture, ReleaseV2) {
        super.setUp();
        _start();
    }

    function _lowest() internal pure override returns (uint256) {
        return 10_000_000;
    }

    function _highest() internal pure override returns (uint256) {
        return 5_336_500_000;
    }

    function _imprecise() internal pure override returns (bytes memory) {
        return abi.encodeWithSelector(ISSVErrors.MaxPrecisionExceeded.selector);
    }

    function _limitFees(uint256 fee) internal override {
        vm.prank(DAO);
        daoV2.updateMaximumOperatorFee(fee);
    }

    function test_rounds_the_highest_next_fee_up() public {
        vm.startPrank(CAROL);
        uint64 id = operators.registerOperator("odd", 10_100_000, false);
        _expectError(ISSVErrors.FeeExceedsIncreaseLimit.selector);
        operators.declareOperatorFee(id, 11_300_000);
        operators.declareOperatorFee(id, 11_200_000); // 101 * 1.1 = 111.1 units
        vm.stopPrank();
    }

    function test_refuses_to_execute_a_fee_that_has_become_too_low() public {
        vm.prank(CAROL);
        operators.declareOperatorFee(1, 10_000_000);
        vm.prank(DAO);
        daoV2.updateMinimumOperatorEthFee(20_000_000);
        vm.warp(block.timestamp + 3600);
        vm.prank(CAROL);
        _expectError(ISSVErrors.FeeTooLow.selector);
        operators.executeOperatorFee(1);
    }
}
