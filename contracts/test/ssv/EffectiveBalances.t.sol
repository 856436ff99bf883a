// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Vm } from "../Vm.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// What oracles say of Alice's cluster: two validators, v2, one ether. Row 8 of ssv-network.md 11.7.
contract EffectiveBalancesTest is SSVFixture {
    bytes32[] private none;
    bytes[] private keys;

    function setUp() public override {
        super.setUp();
        _startV2();
        keys = _registerV2(2, 1 ether);
    }

    function test_charges_the_old_size_up_to_here_and_the_new_from_here() public {
        _pass(9);
        _attest(128); // after one more block
        vm.assertEq(_tuple().balance, 1 ether - 10 * 2 * ETHER_BURN_RATE);
        _pass(10);
        uint256 expect = _tuple().balance - 10 * 4 * ETHER_BURN_RATE;
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), expect);
        vm.assertEq(views.getOperatorEarnings(1), 10 * (2 + 4) * ETHER_FEE);
        vm.assertEq(views.getNetworkEarnings(), 10 * (2 + 4) * NETWORK_ETHER_FEE);
    }

    function test_goes_up_and_down() public {
        _attest(4096);
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 128 * ETHER_BURN_RATE);
        _attest(64);
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 2 * ETHER_BURN_RATE);
    }

    function test_tells_the_update() public {
        _commit(65);
        Cluster memory expect = _tuple();
        uint64 blocks = 1;
        expect.balance -= blocks * 2 * ETHER_BURN_RATE;
        expect.index += uint64(blocks * 4 * ETHER_FEE / 1e5);
        expect.networkFeeIndex += uint64(blocks * NETWORK_ETHER_FEE / 1e5);
        vm.expectEmit(address(network));
        emit ISSVEvents.ClusterBalanceUpdated(ALICE, four, 1000, 65, expect);
        balances.updateClusterBalance(1000, ALICE, four, _tuple(), 65, none);
    }

    function test_accepts_a_leaf_of_a_larger_tree() public {
        bytes32 other = keccak256("another cluster");
        bytes32 leaf = _leaf(80);
        bytes32 root = leaf < other
            ? keccak256(abi.encodePacked(leaf, other))
            : keccak256(abi.encodePacked(other, leaf));
        vm.prank(DAO);
        dev.devCommitRoot(root, 1000);
        none.push(other);
        balances.updateClusterBalance(1000, ALICE, four, _tuple(), 80, none);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 80);
        vm.assertEq(viewsV2.getCommittedRoot(1000), root);
    }

    function test_a_liquidated_cluster_tells_no_effective_balance() public {
        _liquidate(ALICE);
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.ClusterIsLiquidated.selector);
        viewsV2.getEffectiveBalance(ALICE, four, cluster);
    }

    // ssv-network.md 3.8, in order: each call is wrong in the later steps too.

    function test_checks_1_the_cluster() public {
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.ClusterDoesNotExist.selector);
        balances.updateClusterBalance(5, BOB, four, cluster, 0, none);
        cluster.balance += 1;
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        balances.updateClusterBalance(5, ALICE, four, cluster, 0, none);
    }

    function test_checks_2_that_the_root_is_known() public {
        _attest(64);
        vm.prank(DAO);
        daoV2.updateMinBlocksBetweenUpdates(10);
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.RootNotFound.selector);
        balances.updateClusterBalance(5, ALICE, four, cluster, 0, none);
    }

    function test_checks_3_the_blocks_between_updates() public {
        _attest(64); // at 1001, of 1000
        _commit(70); // at 1002, of 1001
        vm.prank(DAO);
        daoV2.updateMinBlocksBetweenUpdates(10);
        Cluster memory cluster = _tuple();
        vm.roll(1010);
        _expectError(ISSVErrors.UpdateTooFrequent.selector);
        balances.updateClusterBalance(1000, ALICE, four, cluster, 0, none);
        vm.roll(1011);
        balances.updateClusterBalance(1001, ALICE, four, cluster, 70, none);
    }

    function test_the_first_update_need_not_wait() public {
        vm.prank(DAO);
        daoV2.updateMinBlocksBetweenUpdates(1_000_000);
        _attest(70);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 70);
    }

    function test_checks_4_that_the_root_is_the_latest() public {
        _attest(64);
        _commit(70);
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.MustUseLatestRoot.selector);
        balances.updateClusterBalance(1000, ALICE, four, cluster, 0, none);
    }

    function test_checks_5_that_a_root_is_used_once() public {
        _attest(64);
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.StaleUpdate.selector);
        balances.updateClusterBalance(1000, ALICE, four, cluster, 0, none);
    }

    function test_checks_6_the_proof() public {
        _commit(64);
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.InvalidProof.selector);
        balances.updateClusterBalance(1000, ALICE, four, cluster, 5000, none);
        none.push(0);
        _expectError(ISSVErrors.InvalidProof.selector);
        balances.updateClusterBalance(1000, ALICE, four, cluster, 64, none);
    }

    function test_checks_7_bounds_of_each_validator() public {
        Cluster memory cluster = _tuple();
        _commit(4097);
        _expectError(ISSVErrors.EBExceedsMaximum.selector);
        balances.updateClusterBalance(1000, ALICE, four, cluster, 4097, none);
        _commit(63);
        _expectError(ISSVErrors.EBBelowMinimum.selector);
        balances.updateClusterBalance(1001, ALICE, four, cluster, 63, none);
    }

    // liquidation

    function test_liquidates_a_cluster_that_is_too_poor_for_its_balance() public {
        _withdraw(1 ether - 3 * ETHER_MINIMUM);
        _commit(128);
        uint256 before = BOB.balance;
        Cluster memory cluster = _tuple();
        vm.assertFalse(views.isLiquidatable(ALICE, four, cluster));
        vm.recordLogs();
        vm.prank(BOB);
        balances.updateClusterBalance(1000, ALICE, four, cluster, 128, none);

        vm.assertEq(BOB.balance - before, 3 * ETHER_MINIMUM - 2 * ETHER_BURN_RATE);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 2);
        vm.assertEq(logs[0].topics[0], ISSVEvents.ClusterLiquidated.selector);
        vm.assertEq(logs[1].topics[0], ISSVEvents.ClusterBalanceUpdated.selector);
        Cluster memory last = Cluster(2, 0, 0, false, 0);
        vm.assertEq(logs[0].data, abi.encode(four, last));
        vm.assertEq(logs[1].data, abi.encode(four, uint32(128), last));
        vm.assertEq(views.getNetworkValidatorsCount(), 0);
        _expectNoEarnings();
        vm.prank(ALICE);
        paidInEther.reactivate{ value: 1 ether }(four, last);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 128, "is kept");
    }

    function test_keeps_the_balance_over_a_liquidation() public {
        _attest(128);
        _liquidate(ALICE);
        _expectNoEarnings();
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        paidInEther.reactivate{ value: 4 * ETHER_MINIMUM - 1 }(four, cluster);
        _reactivateV2(4 * ETHER_MINIMUM);
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 4 * ETHER_BURN_RATE);
        _pass(10);
        uint256 earned = views.getOperatorEarnings(1);
        uint256 ofNetwork = views.getNetworkEarnings();
        _pass(10);
        vm.assertEq(views.getOperatorEarnings(1) - earned, 10 * 4 * ETHER_FEE);
        vm.assertEq(views.getNetworkEarnings() - ofNetwork, 10 * 4 * NETWORK_ETHER_FEE);
    }

    function test_notes_the_balance_of_a_liquidated_cluster_only() public {
        _liquidate(ALICE);
        Cluster memory cluster = _tuple();
        vm.prank(BOB);
        paidInEther.deposit{ value: 1 ether }(ALICE, four, cluster);
        cluster = _tuple();
        _attest(128);
        vm.assertEq(abi.encode(_tuple()), abi.encode(cluster));
        vm.assertEq(views.getNetworkValidatorsCount(), 0);
        _expectNoEarnings();
        _reactivateV2(0);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 128);
    }

    // resizing

    function test_removing_all_forgets_what_was_attested() public {
        _attest(200);
        _remove(keys);
        _expectNoEarnings();
        _attest(0);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 0);
        _registerV2(1, 0);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 32);
    }

    function test_removing_from_a_liquidated_cluster_takes_32_each() public {
        _attest(200);
        _liquidate(ALICE);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        clusters.removeValidator(keys[0], four, cluster);
        _reactivateV2(1 ether);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 168);
    }

    function test_a_removed_operator_takes_no_part() public {
        _attest(128);
        _pass(10);
        vm.prank(CAROL);
        operators.removeOperator(2);
        uint256 fees = 3 * ETHER_FEE + NETWORK_ETHER_FEE;
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 4 * fees);
        _attest(64);
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 2 * fees);
        vm.assertEq(views.getOperatorEarnings(2), 0);
    }

    /// Nobody earns anything from here on.
    function _expectNoEarnings() private {
        uint256 earned = views.getOperatorEarnings(1);
        uint256 ofNetwork = views.getNetworkEarnings();
        _pass(10);
        vm.assertEq(views.getOperatorEarnings(1), earned);
        vm.assertEq(views.getNetworkEarnings(), ofNetwork);
    }

    // roots

    function test_commits_roots_in_order_and_not_of_the_future() public {
        vm.startPrank(DAO);
        vm.expectEmit(address(network));
        emit ISSVEvents.RootCommitted(bytes32(uint256(1)), 999);
        dev.devCommitRoot(bytes32(uint256(1)), 999);
        _expectError(ISSVErrors.StaleBlockNumber.selector);
        dev.devCommitRoot(bytes32(uint256(2)), 999);
        _expectError(ISSVErrors.FutureBlockNumber.selector);
        dev.devCommitRoot(bytes32(uint256(2)), 1001);
        dev.devCommitRoot(bytes32(uint256(2)), 1000);
        vm.stopPrank();
        vm.expectRevert(reason("Ownable: caller is not the owner"));
        dev.devCommitRoot(bytes32(uint256(3)), 1000);
    }
}
