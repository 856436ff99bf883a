// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// The formulas of ssv-network.md 4.2 and 4.3, written down once more and compared over many
/// fees, sizes and times.
contract AccountingTest is SSVFixture {
    /// SSV: usage = (Σ fee + network fee) × blocks × validators.
    function testFuzz_v1_charges_fees_per_validator_and_block(
        uint256[4] memory fees,
        uint256 networkFee,
        uint256 count,
        uint256 blocks
    ) public {
        count = bound(count, 1, 20);
        blocks = bound(blocks, 1, 50_000);
        networkFee = bound(networkFee, 0, 1e6);
        vm.prank(DAO);
        dao.updateNetworkFee(networkFee * 1e7);
        uint256 sum = networkFee;
        for (uint256 i = 0; i < 4; ++i) {
            fees[i] = bound(fees[i], 100, 7_652_865);
            sum += fees[i];
            four.push(_addOperators(1, fees[i] * 1e7)[0]);
        }
        uint256 held = sum * 1e7 * count * 200_000 + 200_000_000;
        _registerV1(count, held);
        _pass(blocks);

        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), sum * count * 1e7);
        uint256 balance = held - sum * count * blocks * 1e7;
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), balance);
        vm.assertEq(views.getOperatorEarnings(3), fees[2] * count * blocks * 1e7);
        vm.assertEq(views.getNetworkEarnings(), networkFee * count * blocks * 1e7);
        uint256 threshold = 100_800 * sum * count * 1e7;
        bool isPoor = balance < threshold || balance < 200_000_000;
        vm.assertEq(views.isLiquidatable(ALICE, four, _tuple()), isPoor);
    }

    /// ETH: usage = ⌊Σ fee × blocks × vUnits / 10,000⌋ + ⌊network fee × blocks × vUnits / 10,000⌋
    /// with vUnits = ⌈EB × 10,000 / 32⌉.
    function testFuzz_v2_charges_fees_per_effective_balance(
        uint256[4] memory fees,
        uint256 networkFee,
        uint256 effectiveBalance,
        uint256 blocks
    ) public {
        effectiveBalance = bound(effectiveBalance, 96, 3 * 2048);
        blocks = bound(blocks, 1, 50_000);
        networkFee = bound(networkFee, 0, 100_000);
        _upgrade();
        vm.prank(DAO);
        dao.updateNetworkFee(networkFee * 1e5);
        uint256 sum = 0;
        for (uint256 i = 0; i < 4; ++i) {
            fees[i] = bound(fees[i], 100, 53_365);
            sum += fees[i];
            four.push(_addOperators(1, fees[i] * 1e5)[0]);
        }
        _registerV2(3, 100 ether);
        _attest(uint32(effectiveBalance));
        uint256 held = _tuple().balance;
        uint256 earned = views.getOperatorEarnings(3);
        uint256 ofNetwork = views.getNetworkEarnings();
        _pass(blocks);

        uint256 vUnits = (effectiveBalance * 10_000 + 31) / 32;
        uint256 usage = sum * blocks * vUnits / 10_000 + networkFee * blocks * vUnits / 10_000;
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), held - usage * 1e5);
        uint256 burnRate = (sum + networkFee) * 1e5 * vUnits / 10_000;
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), burnRate);
        uint256 earns = fees[2] * blocks * vUnits / 10_000;
        vm.assertEq(views.getOperatorEarnings(3) - earned, earns * 1e5);
        earns = networkFee * blocks * vUnits / 10_000;
        vm.assertEq(views.getNetworkEarnings() - ofNetwork, earns * 1e5);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), effectiveBalance);
    }

    /// The least that a cluster may hold, to the wei: one less is refused, and liquidatable.
    function testFuzz_v2_minimum_is_exact(uint256 effectiveBalance, uint256 period) public {
        effectiveBalance = bound(effectiveBalance, 32, 2048);
        period = bound(period, 21_480, 200_000);
        _startV2();
        vm.prank(DAO);
        dao.updateLiquidationThresholdPeriod(uint64(period));
        _registerV2(1, 100 ether);
        _attest(uint32(effectiveBalance));

        uint256 vUnits = (effectiveBalance * 10_000 + 31) / 32;
        uint256 threshold = period * 104_818 * vUnits / 10_000 * 1e5;
        uint256 minimum = threshold < 324_862_599_900_000 ? 324_862_599_900_000 : threshold;
        _withdraw(_tuple().balance - minimum);
        vm.assertFalse(views.isLiquidatable(ALICE, four, _tuple()));
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        clusters.withdraw(four, 1, cluster);
    }

    /// With short periods the collateral is what counts: 324,862,599,900,000 wei.
    function test_v2_collateral_is_the_least_of_all() public {
        _startV2();
        vm.prank(DAO);
        dao.updateLiquidationThresholdPeriod(21_480);
        _registerV2(1, 324_862_599_900_000);
        vm.assertFalse(views.isLiquidatable(ALICE, four, _tuple()));
        _pass(1);
        vm.assertTrue(views.isLiquidatable(ALICE, four, _tuple()));
    }

    /// Parameters without sense do not wrap around: nothing can be registered. All arithmetic of
    /// the network is checked: Panic 0x11 (ssv-network.md 1, 4.2).
    function test_a_threshold_beyond_64_bits_is_refused() public {
        _startV2();
        vm.prank(DAO);
        dao.updateLiquidationThresholdPeriod(type(uint64).max);
        bytes memory key = _key();
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        paidInEther.registerValidator{ value: 1 ether }(key, four, "", Cluster(0, 0, 0, true, 0));
    }

    /// A cluster that no one liquidates in time holds nothing, not less.
    function test_a_cluster_never_holds_less_than_nothing() public {
        _startV2();
        _registerV2(1, ETHER_MINIMUM);
        _pass(10_000_000);
        vm.assertEq(views.getBalance(ALICE, four, _tuple()), 0);
        _liquidate(BOB);
        vm.assertEq(_tuple().balance, 0);
    }
}
