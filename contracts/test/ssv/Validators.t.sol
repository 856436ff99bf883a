// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Release, ReleaseV1, ReleaseV2 } from "./Release.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// How validators leave, in both releases: rows 4 and 5 of ssv-network.md 11.7.
abstract contract ValidatorsTest is Release {
    // remove

    function test_removes_one_and_burns_less() public {
        _pass(10);
        Cluster memory expect = _tuple();
        expect.validatorCount = 1;
        expect.balance = held - 10 * _burn();
        expect.index += uint64(10 * _operatorFees());
        expect.networkFeeIndex += uint64(10 * _networkFee());
        vm.expectEmit(address(network));
        emit ISSVEvents.ValidatorRemoved(ALICE, four, keys[0], expect);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        clusters.removeValidator(keys[0], four, cluster);
        vm.assertFalse(views.getValidator(ALICE, keys[0]));
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), _burn() / 2);
        uint256 earned = views.getOperatorEarnings(1);
        uint256 ofNetwork = views.getNetworkEarnings();
        _pass(10);
        uint256 each = _operatorFees() / 4 * _precision();
        vm.assertEq(views.getOperatorEarnings(1) - earned, 10 * each);
        vm.assertEq(views.getNetworkEarnings() - ofNetwork, 10 * _networkFee() * _precision());
    }

    function test_tells_each_removed_key_with_the_same_final_cluster() public {
        Cluster memory expect = _tuple();
        expect.validatorCount = 0;
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectEmit(address(network));
            emit ISSVEvents.ValidatorRemoved(ALICE, four, keys[i], expect);
        }
        _remove(keys);
    }

    function test_removes_from_a_cluster_that_holds_too_little() public {
        _withdraw(held - 2 * _minimum());
        _pass(1);
        vm.assertTrue(views.isLiquidatable(ALICE, four, _tuple()));
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        clusters.removeValidator(keys[0], four, cluster);
        vm.assertFalse(views.isLiquidatable(ALICE, four, _tuple()), "half is enough for one");
    }

    function test_removes_from_a_liquidated_cluster() public {
        _liquidate(ALICE);
        _remove(keys);
        vm.assertEq(_tuple().validatorCount, 0);
        vm.assertEq(_tuple().index, 0);
        vm.assertFalse(_tuple().active);
    }

    function test_an_emptied_cluster_takes_validators_again() public {
        _remove(keys);
        Cluster memory cluster = _tuple();
        vm.assertEq(cluster.validatorCount, 0);
        keys = _register(1, 0);
        vm.assertEq(_tuple().validatorCount, 1);
    }

    function test_refuses_a_removal_in_order() public {
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        _expectError(ISSVErrors.ValidatorDoesNotExist.selector);
        clusters.bulkRemoveValidator(new bytes[](0), four, cluster);
        vm.prank(BOB);
        _expectError(_doesNotExist());
        clusters.removeValidator("unknown", four, cluster);
        cluster.balance += 1;
        vm.prank(ALICE);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        clusters.removeValidator("unknown", four, cluster);
        cluster.balance -= 1;
        vm.prank(ALICE);
        _expectError(ISSVErrors.ValidatorDoesNotExist.selector);
        clusters.removeValidator("unknown", four, cluster);
    }

    function test_refuses_to_remove_unknown_keys_and_keys_twice_in_bulk() public {
        Cluster memory cluster = _tuple();
        bytes[] memory twice = new bytes[](2);
        twice[0] = twice[1] = keys[0];
        vm.prank(ALICE);
        vm.expectRevert(_unknownKey(keys[0]));
        clusters.bulkRemoveValidator(twice, four, cluster);
        twice[1] = "unknown";
        vm.prank(ALICE);
        vm.expectRevert(_unknownKey("unknown"));
        clusters.bulkRemoveValidator(twice, four, cluster);
    }

    function test_refuses_to_remove_a_key_from_another_cluster() public {
        uint64[] memory first = four;
        four = _addOperators(4, 0);
        _register(1, 20 * _minimum());
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _expectError(ISSVErrors.IncorrectValidatorStateWithData.selector, keys[0]);
        clusters.removeValidator(keys[0], four, cluster);
        four = first;
    }

    // exit

    function test_asks_for_exits_without_touching_the_cluster() public {
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectEmit(address(network));
            emit ISSVEvents.ValidatorExited(ALICE, four, keys[i]);
        }
        vm.prank(ALICE);
        clusters.bulkExitValidator(keys, four);
        vm.expectEmit(address(network));
        emit ISSVEvents.ValidatorExited(ALICE, four, keys[0]);
        vm.prank(ALICE);
        clusters.exitValidator(keys[0], four);
        vm.assertFalse(views.isLiquidated(ALICE, four, _tuple()));
    }

    function test_asks_for_exits_of_a_liquidated_cluster() public {
        _liquidate(ALICE);
        vm.expectEmit(address(network));
        emit ISSVEvents.ValidatorExited(ALICE, four, keys[0]);
        vm.prank(ALICE);
        clusters.exitValidator(keys[0], four);
    }

    function test_refuses_exits_of_keys_that_are_not_the_callers() public {
        vm.prank(BOB);
        vm.expectRevert(_unknownKey(keys[0]));
        clusters.exitValidator(keys[0], four);
        vm.prank(ALICE);
        vm.expectRevert(_unknownKey("unknown"));
        clusters.exitValidator("unknown", four);
        vm.prank(ALICE);
        _expectError(ISSVErrors.IncorrectValidatorStateWithData.selector, keys[1]);
        clusters.exitValidator(keys[1], _ids(1, 2, 3, 5));
        vm.prank(ALICE);
        _expectError(ISSVErrors.ValidatorDoesNotExist.selector);
        clusters.bulkExitValidator(new bytes[](0), four);
    }
}

contract ValidatorsV1Test is ValidatorsTest, ReleaseV1 {
    function setUp() public override(SSVFixture, ReleaseV1) {
        super.setUp();
        _start();
    }
}

contract ValidatorsV2Test is ValidatorsTest, ReleaseV2 {
    function setUp() public override(SSVFixture, ReleaseV2) {
        super.setUp();
        _start();
    }
}
