// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Release, ReleaseV1, ReleaseV2 } from "./Release.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// One call of bulkRegisterValidator, of which each test spoils a part: rows 3, 4, 5 and 10 of
/// ssv-network.md 11.7. What both releases check in the same way is tested of both: see the
/// contracts at the end.
abstract contract RegistrationTest is Release {
    bytes[] internal shares;
    uint64[] internal ids;
    uint256 internal funds;
    Cluster internal shown = Cluster(0, 0, 0, true, 0);

    function _sendAs(address owner) internal virtual;

    function _send() internal {
        _sendAs(ALICE);
    }

    function _begin() internal {
        keys = _keys(2);
        shares.push("one");
        shares.push("two");
        ids = four;
        funds = 2 * _minimum();
    }

    // Each step of the order of ssv-network.md 3.1: the call is wrong in all later steps too.

    function test_checks_1_an_empty_list() public {
        _spoilFrom(1);
        delete keys;
        _expectError(ISSVErrors.EmptyPublicKeysList.selector);
        _send();
    }

    function test_checks_1_as_many_shares_as_keys() public {
        _spoilFrom(1);
        shares.push("three");
        _expectError(ISSVErrors.PublicKeysSharesLengthMismatch.selector);
        _send();
    }

    function test_checks_2_the_number_of_operators() public {
        _spoilFrom(2);
        for (uint256 n = 0; n < 18; ++n) {
            if (n == 4 || n == 7 || n == 10 || n == 13) continue;
            ids = new uint64[](n);
            _expectError(ISSVErrors.InvalidOperatorIdsLength.selector);
            _send();
        }
    }

    function test_checks_3_the_length_of_a_key() public {
        _spoilFrom(3);
        keys[1] = new bytes(47);
        _expectError(ISSVErrors.InvalidPublicKeyLength.selector);
        _send();
        keys[1] = new bytes(49);
        _expectError(ISSVErrors.InvalidPublicKeyLength.selector);
        _send();
    }

    function test_checks_3_a_key_twice_in_a_batch() public {
        _spoilFrom(4);
        keys[1] = keys[0];
        vm.expectRevert(_duplicate(keys[0]));
        _send();
    }

    function test_checks_3_a_key_registered_before() public {
        _send();
        _spoilFrom(4);
        vm.expectRevert(_duplicate(keys[0]));
        _send();
    }

    function test_checks_4_the_empty_tuple_of_a_new_cluster() public {
        _spoilFrom(5);
        shown.balance = 1;
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        _send();
        shown = Cluster(0, 0, 0, false, 0);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        _send();
    }

    function test_checks_4_the_tuple_of_an_old_cluster() public {
        _send();
        keys = _keys(2);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        _send();
    }

    function test_checks_4_that_the_cluster_is_active() public {
        _send();
        _liquidate(ALICE);
        keys = _keys(2);
        shown = _tuple();
        funds = 0;
        _expectError(ISSVErrors.ClusterIsLiquidated.selector);
        _send();
    }

    function test_checks_5_that_ids_ascend() public {
        _spoilFrom(6);
        ids = _ids(1, 3, 2, 4);
        _expectError(ISSVErrors.UnsortedOperatorsList.selector);
        _send();
    }

    function test_checks_5_that_ids_differ() public {
        _spoilFrom(6);
        ids = _ids(1, 2, 2, 4);
        _expectError(ISSVErrors.OperatorsListNotUnique.selector);
        _send();
    }

    function test_checks_5_that_operators_exist() public {
        _spoilFrom(6);
        ids = _ids(1, 2, 3, 5);
        _expectError(ISSVErrors.OperatorDoesNotExist.selector);
        _send();
        ids = _ids(0, 2, 3, 4);
        _expectError(ISSVErrors.OperatorDoesNotExist.selector);
        _send();
    }

    function test_checks_5_that_operators_are_not_removed() public {
        _spoilFrom(6);
        vm.prank(CAROL);
        operators.removeOperator(2);
        _expectError(ISSVErrors.OperatorDoesNotExist.selector);
        _send();
    }

    function test_checks_5_whitelists() public {
        _spoilFrom(6);
        _makePrivate(3);
        _expectError(ISSVErrors.CallerNotWhitelistedWithData.selector, 3);
        _send();
    }

    function test_checks_5_the_limit_of_validators() public {
        _spoilFrom(6);
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(1);
        _expectError(ISSVErrors.ExceedValidatorLimitWithData.selector, 1);
        _send();
    }

    /// Operator by operator: the limit of the first is met before the second is missing, and a
    /// pair out of order before anything else of its first.
    function test_checks_5_one_operator_after_the_other() public {
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(1);
        ids = _ids(1, 2, 3, 9);
        _expectError(ISSVErrors.ExceedValidatorLimitWithData.selector, 1);
        _send();
        ids = _ids(9, 1, 2, 3);
        _expectError(ISSVErrors.UnsortedOperatorsList.selector);
        _send();
    }

    function test_checks_6_that_the_cluster_is_safe() public {
        funds = 2 * _minimum() - 1;
        _expectError(ISSVErrors.InsufficientBalance.selector);
        _send();
    }

    function test_accepts_exactly_the_minimum_and_the_limit_of_validators() public {
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(2);
        _send();
        vm.assertEq(_tuple().balance, 2 * _minimum());
    }

    function test_accepts_nothing_if_the_cluster_is_rich() public {
        funds = 100 * _minimum();
        _send();
        keys = _keys(2);
        shown = _tuple();
        funds = 0;
        _send();
        vm.assertEq(_tuple().validatorCount, 4);
    }

    function test_accepts_4_7_10_and_13_operators() public {
        uint64[] memory all = _addOperators(9, 0);
        for (uint256 n = 4; n <= 13; n += 3) {
            ids = new uint64[](n);
            for (uint256 i = 0; i < n; ++i) {
                ids[i] = i < 4 ? four[i] : all[i - 4];
            }
            keys = _keys(2);
            _send();
            vm.assertEq(_tuple(ALICE, ids).validatorCount, 2);
        }
    }

    function test_another_owner_may_register_the_same_key() public {
        _send();
        _sendAs(BOB);
        vm.assertTrue(views.getValidator(BOB, keys[0]));
    }

    function test_registers_a_removed_key_again() public {
        funds *= 2;
        _send();
        _remove(keys);
        shown = _tuple();
        _send();
        vm.assertTrue(views.getValidator(ALICE, keys[0]));
        vm.assertEq(_nonce(ALICE), 4, "removed ones count");
    }

    /// What is added pays for the past too, also of a cluster that ran dry.
    function test_adds_the_funds_before_it_charges() public {
        _send();
        uint256 blocks = funds / _burn() + 1;
        _pass(blocks);
        keys = _keys(2);
        shown = _tuple();
        funds = 100 * _minimum();
        _send();
        vm.assertEq(_tuple().balance, 102 * _minimum() - blocks * _burn());
    }

    function test_charges_the_old_size_up_to_here() public {
        funds = 100 * _minimum();
        _send();
        _pass(10);
        keys = _keys(2);
        shown = _tuple();
        _send();
        vm.assertEq(_tuple().balance, 200 * _minimum() - 10 * _burn());
        _pass(10);
        uint256 expect = 200 * _minimum() - 10 * _burn() - 10 * 2 * _burn();
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), expect);
    }

    function test_tells_each_key_with_the_same_final_cluster() public {
        Cluster memory expect = Cluster(2, 0, 0, true, funds);
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectEmit(address(network));
            emit ISSVEvents.ValidatorAdded(ALICE, four, keys[i], shares[i], expect);
        }
        _send();
        vm.assertTrue(views.getValidator(ALICE, keys[0]));
        vm.assertTrue(views.getValidator(ALICE, keys[1]));
        vm.assertFalse(views.getValidator(BOB, keys[0]), "another owner");
        vm.assertEq(_nonce(ALICE), 2);
    }

    function test_uses_up_a_nonce_whatever_the_shares() public {
        _send();
        keys = _keys(2);
        shares[0] = "";
        shown = _tuple();
        _send();
        vm.assertEq(_nonce(ALICE), 4);
    }

    function test_counts_validators_of_operators_and_network() public {
        _send();
        (,, uint32 count,,,) = views.getOperatorById(2);
        vm.assertEq(count, 2);
        vm.assertEq(views.getNetworkValidatorsCount(), 2);
    }

    function test_admits_whitelisted_owners() public {
        _makePrivate(3);
        uint64[] memory one = new uint64[](1);
        one[0] = 3;
        address[] memory who = new address[](1);
        who[0] = ALICE;
        vm.prank(CAROL);
        whitelists.setOperatorsWhitelists(one, who);
        _send();
        vm.assertEq(_tuple().validatorCount, 2);
    }

    /// Makes the call wrong in every check from this step on.
    function _spoilFrom(uint256 step) private {
        funds = 0; // 6
        if (step <= 5) ids[3] = 99; // 5
        if (step <= 4) shown.index = 7; // 4
        if (step <= 3) keys[0] = keys[1]; // 3
        if (step <= 1) ids = new uint64[](5); // 2
    }

    function _makePrivate(uint64 id) private {
        uint64[] memory one = new uint64[](1);
        one[0] = id;
        vm.prank(CAROL);
        whitelists.setOperatorsPrivateUnchecked(one);
    }
}

contract RegistrationV1Test is RegistrationTest, ReleaseV1 {
    function setUp() public override(SSVFixture, ReleaseV1) {
        super.setUp();
        _begin();
    }

    function _sendAs(address owner) internal override {
        vm.prank(owner);
        paidInToken.bulkRegisterValidator(keys, ids, shares, funds, shown);
    }

    function test_registers_one() public {
        vm.prank(ALICE);
        paidInToken.registerValidator(keys[0], four, "share", TOKEN_MINIMUM, shown);
        vm.assertEq(_tuple().validatorCount, 1);
        vm.assertEq(token.balanceOf(address(network)), TOKEN_MINIMUM);
    }

    function test_checks_7_the_payment_last() public {
        vm.prank(ALICE);
        token.approve(address(network), funds - 1);
        vm.expectRevert();
        _send();
        vm.mockCall(
            address(token), abi.encodePacked(token.transferFrom.selector), abi.encode(false)
        );
        _expectError(ISSVErrors.TokenTransferFailed.selector);
        _send();
        funds -= 1;
        _expectError(ISSVErrors.InsufficientBalance.selector);
        _send();
    }

    function test_refuses_ether() public {
        vm.prank(ALICE);
        (bool success, bytes memory answer) = address(network).call{ value: 1 }(
            abi.encodeCall(paidInToken.bulkRegisterValidator, (keys, ids, shares, funds, shown))
        );
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
    }

    function test_knows_no_function_of_v2() public {
        vm.prank(ALICE);
        _expectUnknownFunction();
        paidInEther.bulkRegisterValidator{ value: 1 ether }(keys, ids, shares, shown);
        vm.prank(ALICE);
        _expectUnknownFunction();
        paidInEther.registerValidator(keys[0], ids, "", shown);
    }
}

contract RegistrationV2Test is RegistrationTest, ReleaseV2 {
    function setUp() public override(SSVFixture, ReleaseV2) {
        super.setUp();
        _begin();
    }

    function _sendAs(address owner) internal override {
        vm.prank(owner);
        paidInEther.bulkRegisterValidator{ value: funds }(keys, ids, shares, shown);
    }

    function test_registers_one() public {
        vm.prank(ALICE);
        paidInEther.registerValidator{ value: ETHER_MINIMUM }(keys[0], four, "share", shown);
        vm.assertEq(_tuple().validatorCount, 1);
        vm.assertEq(address(network).balance, ETHER_MINIMUM);
    }

    function test_knows_no_function_of_v1() public {
        vm.prank(ALICE);
        _expectUnknownFunction();
        paidInToken.bulkRegisterValidator(keys, ids, shares, funds, shown);
        vm.prank(ALICE);
        _expectUnknownFunction();
        paidInToken.registerValidator(keys[0], ids, "", 0, shown);
    }

    /// Two validators of an attested cluster must hold what the new size burns.
    function test_asks_an_attested_cluster_for_its_new_size() public {
        funds = 10 * ETHER_MINIMUM;
        _send();
        _attest(96); // three times 32 ETH
        uint256 now_ = views.getBalance(ALICE, four, _tuple());
        keys = _keys(7);
        shares = new bytes[](7);
        shown = _tuple();
        funds = 10 * ETHER_MINIMUM - now_ - 1;
        _expectError(ISSVErrors.InsufficientBalance.selector);
        _send();
        funds += 1;
        _send();
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 320);
    }
}
