// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { OneOnly } from "./OneOnly.sol";
import { SSVFixture } from "./SSVFixture.sol";

contract WhitelistsTest is SSVFixture {
    uint64[] private ids;
    uint64[] private noIds;
    address[] private accounts;
    address[] private noAccounts;
    address private list;

    function setUp() public override {
        super.setUp();
        _startV2();
        ids = [1, 2];
        accounts = [ALICE, BOB];
        list = address(new OneOnly(ALICE));
    }

    function test_sets_and_removes_accounts() public {
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorMultipleWhitelistUpdated(ids, accounts);
        vm.prank(CAROL);
        whitelists.setOperatorsWhitelists(ids, accounts);
        vm.assertEq(abi.encode(_listed(ALICE)), abi.encode(ids));

        ids.pop();
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorMultipleWhitelistRemoved(ids, accounts);
        vm.prank(CAROL);
        whitelists.removeOperatorsWhitelists(ids, accounts);
        vm.assertEq(_listed(ALICE).length, 1);
        vm.assertEq(_listed(BOB)[0], 2);
    }

    function test_refuses_lists_in_order() public {
        vm.startPrank(CAROL);
        _expectError(ISSVErrors.InvalidWhitelistAddressesLength.selector);
        whitelists.setOperatorsWhitelists(noIds, noAccounts);
        _expectError(ISSVErrors.InvalidWhitelistAddressesLength.selector);
        whitelists.removeOperatorsWhitelists(noIds, noAccounts);
        accounts[1] = address(0);
        _expectError(ISSVErrors.InvalidOperatorIdsLength.selector);
        whitelists.setOperatorsWhitelists(noIds, accounts);
        _expectError(ISSVErrors.InvalidOperatorIdsLength.selector);
        whitelists.removeOperatorsWhitelists(noIds, accounts);
        ids = [2, 1];
        _expectError(ISSVErrors.UnsortedOperatorsList.selector);
        whitelists.setOperatorsWhitelists(ids, accounts);
        ids = [2, 2];
        _expectError(ISSVErrors.OperatorsListNotUnique.selector);
        whitelists.setOperatorsWhitelists(ids, accounts);
        ids = [2, 9];
        _expectError(ISSVErrors.OperatorDoesNotExist.selector);
        whitelists.setOperatorsWhitelists(ids, accounts);
        ids = [1, 2];
        _expectError(ISSVErrors.ZeroAddressNotAllowed.selector);
        whitelists.setOperatorsWhitelists(ids, accounts);
        _expectError(ISSVErrors.ZeroAddressNotAllowed.selector);
        whitelists.removeOperatorsWhitelists(ids, accounts);
        accounts[1] = list;
        vm.expectRevert(
            abi.encodeWithSelector(ISSVErrors.AddressIsWhitelistingContract.selector, list)
        );
        whitelists.setOperatorsWhitelists(ids, accounts);
        vm.stopPrank();
    }

    function test_refuses_all_of_strangers_and_empty_lists() public {
        vm.startPrank(BOB);
        _expectNotOwner(BOB, CAROL);
        whitelists.setOperatorsWhitelists(ids, accounts);
        _expectNotOwner(BOB, CAROL);
        whitelists.removeOperatorsWhitelists(ids, accounts);
        _expectNotOwner(BOB, CAROL);
        whitelists.setOperatorsPrivateUnchecked(ids);
        _expectNotOwner(BOB, CAROL);
        whitelists.setOperatorsPublicUnchecked(ids);
        _expectNotOwner(BOB, CAROL);
        whitelists.setOperatorsWhitelistingContract(ids, list);
        _expectNotOwner(BOB, CAROL);
        whitelists.removeOperatorsWhitelistingContract(ids);
        bytes4 empty = ISSVErrors.InvalidOperatorIdsLength.selector;
        _expectError(empty);
        whitelists.setOperatorsPrivateUnchecked(noIds);
        _expectError(empty);
        whitelists.setOperatorsPublicUnchecked(noIds);
        _expectError(empty);
        whitelists.setOperatorsWhitelistingContract(noIds, list);
        _expectError(empty);
        whitelists.removeOperatorsWhitelistingContract(noIds);
        vm.stopPrank();
    }

    function test_turns_private_and_public_again() public {
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorPrivacyStatusUpdated(ids, true);
        vm.prank(CAROL);
        whitelists.setOperatorsPrivateUnchecked(ids);
        (,,,, bool isPrivate,) = views.getOperatorById(2);
        vm.assertTrue(isPrivate);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorPrivacyStatusUpdated(ids, false);
        vm.prank(CAROL);
        whitelists.setOperatorsPublicUnchecked(ids);
        _registerV2(1, 1 ether);
    }

    function test_asks_a_contract_whom_to_admit() public {
        vm.startPrank(CAROL);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorWhitelistingContractUpdated(ids, list);
        whitelists.setOperatorsWhitelistingContract(ids, list);
        whitelists.setOperatorsPrivateUnchecked(ids);
        vm.stopPrank();
        _registerV2(1, 1 ether);

        bytes memory key = _key();
        vm.prank(BOB);
        _expectError(ISSVErrors.CallerNotWhitelistedWithData.selector, 1);
        paidInEther.registerValidator{ value: 1 ether }(key, four, "", _tuple(BOB, four));

        vm.assertEq(abi.encode(_listed(list)), abi.encode(ids));
        (,,, address asked,,) = views.getOperatorById(1);
        vm.assertEq(asked, list);
    }

    function test_admits_the_contract_itself() public {
        vm.startPrank(CAROL);
        whitelists.setOperatorsWhitelistingContract(ids, list);
        whitelists.setOperatorsPrivateUnchecked(ids);
        vm.stopPrank();
        vm.deal(list, 1 ether);
        bytes memory key = _key();
        vm.prank(list);
        paidInEther.registerValidator{ value: 1 ether }(key, four, "", _tuple(list, four));
        vm.assertEq(_tuple(list, four).validatorCount, 1);
    }

    function test_says_nothing_about_validators_already_registered() public {
        bytes[] memory keys = _registerV2(2, 1 ether);
        vm.prank(CAROL);
        whitelists.setOperatorsPrivateUnchecked(ids);
        _withdraw(1);
        _liquidate(ALICE);
        _reactivateV2(1 ether);
        _remove(keys);
        vm.assertEq(_tuple().validatorCount, 0);
    }

    function test_stops_asking_a_contract() public {
        vm.startPrank(CAROL);
        whitelists.setOperatorsWhitelistingContract(ids, list);
        whitelists.setOperatorsPrivateUnchecked(ids);
        vm.expectEmit(address(network));
        emit ISSVEvents.OperatorWhitelistingContractUpdated(ids, address(0));
        whitelists.removeOperatorsWhitelistingContract(ids);
        vm.stopPrank();
        bytes memory key = _key();
        vm.prank(ALICE);
        _expectError(ISSVErrors.CallerNotWhitelistedWithData.selector, 1);
        paidInEther.registerValidator{ value: 1 ether }(key, four, "", _tuple());
    }

    function test_refuses_a_contract_that_cannot_be_asked() public {
        address[2] memory wrong = [address(token), BOB];
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(CAROL);
            vm.expectRevert(
                abi.encodeWithSelector(ISSVErrors.InvalidWhitelistingContract.selector, wrong[i])
            );
            whitelists.setOperatorsWhitelistingContract(noIds, wrong[i]);
        }
    }

    function test_views_ask_contracts_too() public view {
        vm.assertTrue(whitelists.isWhitelistingContract(list));
        vm.assertFalse(whitelists.isWhitelistingContract(BOB));
        vm.assertTrue(whitelists.isAddressWhitelistedInWhitelistingContract(ALICE, 1, list));
        vm.assertFalse(whitelists.isAddressWhitelistedInWhitelistingContract(BOB, 1, list));
        vm.assertFalse(whitelists.isAddressWhitelistedInWhitelistingContract(ALICE, 1, BOB));
    }

    function test_views_want_ids_to_ascend() public {
        vm.assertEq(whitelists.getWhitelistedOperators(ids, address(0)).length, 0);
        vm.assertEq(whitelists.getWhitelistedOperators(noIds, BOB).length, 0);
        ids = [2, 1];
        _expectError(ISSVErrors.UnsortedOperatorsList.selector);
        whitelists.getWhitelistedOperators(ids, BOB);
        ids = [2, 2];
        _expectError(ISSVErrors.OperatorsListNotUnique.selector);
        whitelists.getWhitelistedOperators(ids, BOB);
    }

    function test_lists_operators_on_both_sides_of_a_word_of_the_bitmap() public {
        _addOperators(254, 0);
        ids = [255, 256, 258];
        vm.prank(CAROL);
        whitelists.setOperatorsWhitelists(ids, accounts);
        uint64[] memory all = new uint64[](258);
        for (uint64 id = 1; id <= 258; ++id) {
            all[id - 1] = id;
        }
        vm.assertEq(abi.encode(whitelists.getWhitelistedOperators(all, BOB)), abi.encode(ids));
    }

    /// Those of the four operators that have an account on their lists.
    function _listed(address account) private view returns (uint64[] memory) {
        return whitelists.getWhitelistedOperators(four, account);
    }
}
