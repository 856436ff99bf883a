// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { SSVClusterBook } from "../../src/ssv/SSVClusterBook.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// Shows the hashes of the network.
contract Hashes is SSVClusterBook {
    function clusterKey(address owner, uint64[] memory ids) external pure returns (bytes32) {
        return _clusterKey(owner, ids);
    }

    function commitment(Cluster memory cluster) external pure returns (bytes32) {
        return _commitment(cluster);
    }

    function validatorKey(bytes memory key, address owner) external pure returns (bytes32) {
        return _validatorKey(key, owner);
    }

    function validatorRecord(uint64[] memory ids) external pure returns (bytes32) {
        return _validatorRecord(ids);
    }

    function vUnitsOf(uint32 effectiveBalance) external pure returns (uint64) {
        return _vUnitsOf(effectiveBalance);
    }

    function effectiveBalanceOf(uint64 vUnits) external pure returns (uint32) {
        return _effectiveBalanceOf(vUnits);
    }
}

/// The numbers that the real contracts give, as ssv-network.md 2.5, 4 and 11 print them: row 1 of
/// its 11.7, and row 3 with the numbers of 4.4.
contract GoldenTest is SSVFixture {
    address private constant OWNER = address(0xAA);
    Hashes private hashes = new Hashes();

    function test_2_5_key_of_a_cluster() public view {
        vm.assertEq(
            hashes.clusterKey(OWNER, _ids(1, 2, 3, 4)),
            0x41a82462474f5949d1d219fb858cf23ae3500d7a16874180f812be2c307bb26b
        );
    }

    function test_2_5_commitment_to_an_active_cluster() public view {
        vm.assertEq(
            hashes.commitment(Cluster(1, 605_988, 177_880, true, 525_347_816_000_000)),
            0xf6a57a4f370969bd6bcb76a6452afcd38cf7d3734068c6c0d17d08173e7ef898
        );
    }

    function test_2_5_commitment_to_a_liquidated_cluster() public view {
        vm.assertEq(
            hashes.commitment(Cluster(1, 0, 0, false, 0)),
            0x353f1b1ba8cd3b8210921e07baad4eb50b6559828e332fcbc9a99372b09bda52
        );
    }

    function test_2_5_record_of_a_validator() public view {
        bytes memory key = new bytes(48);
        for (uint256 i = 0; i < 48; ++i) {
            key[i] = 0x11;
        }
        vm.assertEq(
            hashes.validatorKey(key, OWNER),
            0xf2f9b79a9094e5a30651baa6dd1d3b70e98661269f17684d20fec80dbea76e15
        );
        vm.assertEq(
            hashes.validatorRecord(_ids(1, 2, 3, 4)),
            0x392791df626408017a264f53fde61065d5a93a32b60171df9d8a46afdf82992d
        );
    }

    function test_2_5_leaf_of_an_effective_balance() public {
        _startV2();
        vm.deal(OWNER, 1 ether);
        bytes[] memory keys = _keys(3);
        vm.prank(OWNER);
        paidInEther.bulkRegisterValidator{ value: 1 ether }(
            keys, four, new bytes[](3), Cluster(0, 0, 0, true, 0)
        );
        vm.prank(DAO);
        dev.devCommitRoot(0xcd0ffcde9998b22f4252971c6b36db5ac9893fa385e53ced65e92ada23601ab6, 100);
        balances.updateClusterBalance(100, OWNER, four, _tuple(OWNER, four), 96, new bytes32[](0));
        vm.assertEq(viewsV2.getEffectiveBalance(OWNER, four, _tuple(OWNER, four)), 96);
    }

    /// Votes are left out of the network (`devCommitRoot` stands for them), so nothing of ours has
    /// this key: it says how it is made.
    function test_2_5_key_of_an_oracles_vote() public pure {
        bytes32 root = 0xcd0ffcde9998b22f4252971c6b36db5ac9893fa385e53ced65e92ada23601ab6;
        vm.assertEq(
            keccak256(abi.encodePacked(uint64(100), root)),
            0xe65ecf284d7b655f279c0e0cc03539b35e52a6bc445023f8eac198c4c9b80203
        );
    }

    function test_4_3_effective_balances_round_up_to_vunits_and_down_again() public view {
        vm.assertEq(hashes.vUnitsOf(32), 10_000);
        vm.assertEq(hashes.vUnitsOf(33), 10_313, "10,312.5 rounded up");
        vm.assertEq(hashes.effectiveBalanceOf(10_313), 33, "33.0016 rounded down");
        vm.assertEq(hashes.vUnitsOf(2048), 640_000);
    }

    function test_4_4_burn_rate_of_one_key() public {
        _startV2();
        _registerV2(1, ETHER_MINIMUM);
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 10_481_800_000);
    }

    function test_4_4_minimum_deposit_of_one_key() public {
        _startV2();
        bytes[] memory keys = _keys(1);
        vm.prank(ALICE);
        _expectError(ISSVErrors.InsufficientBalance.selector);
        paidInEther.bulkRegisterValidator{ value: 525_347_815_999_999 }(
            keys, four, new bytes[](1), Cluster(0, 0, 0, true, 0)
        );
        _registerV2(1, 525_347_816_000_000);
        vm.assertFalse(views.isLiquidatable(ALICE, four, _tuple()), "in the same block");
        _pass(1);
        vm.assertTrue(views.isLiquidatable(ALICE, four, _tuple()), "one block later");
    }

    function test_4_4_burn_rate_before_and_after_an_effective_balance() public {
        _startV2();
        _registerV2(3, 1 ether);
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 31_445_400_000, "96 ETH");
        _attest(200);
        vm.assertEq(views.getBurnRate(ALICE, four, _tuple()), 65_511_250_000, "200 ETH");
    }

    function test_4_5_defaults() public {
        vm.assertEq(views.getMaximumOperatorFee(), 76_528_650_000_000);
        vm.assertEq(views.getMinimumLiquidationCollateral(), 200_000_000);
        vm.assertEq(views.getLiquidationThresholdPeriod(), 100_800);
        vm.assertEq(views.getNetworkFee(), 0);
        (uint64 declare, uint64 execute) = views.getOperatorFeePeriods();
        vm.assertEq(declare, 3600);
        vm.assertEq(execute, 86_400);
        vm.assertEq(views.getOperatorFeeIncreaseLimit(), 1000);
        vm.assertEq(views.getValidatorsPerOperatorLimit(), 3000);
        _upgrade();
        vm.assertEq(views.getNetworkFee(), 3_366_600_000);
        vm.assertEq(views.getMaximumOperatorFee(), 5_336_500_000);
        vm.assertEq(viewsV2.getMinimumOperatorEthFee(), 10_000_000);
        vm.assertEq(views.getMinimumLiquidationCollateral(), 324_862_599_900_000);
        vm.assertEq(views.getLiquidationThresholdPeriod(), 50_120);
    }

    function test_11_three_operators_without_fee_do_not_change_the_burn_rate() public {
        _startV2();
        uint64[] memory free = _addOperators(3, 0);
        uint64[] memory seven = new uint64[](7);
        for (uint256 i = 0; i < 7; ++i) {
            seven[i] = i < 4 ? four[i] : free[i - 4];
        }
        four = seven;
        _registerV2(1, 1 ether);
        vm.assertEq(views.getBurnRate(ALICE, seven, _tuple()), ETHER_BURN_RATE);
    }

    function test_11_a_key_adds_and_takes_32_of_an_attested_balance() public {
        _startV2();
        _registerV2(1, 1 ether);
        _attest(64);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 64);
        bytes[] memory keys = _registerV2(1, 0);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 96);
        _remove(keys);
        vm.assertEq(viewsV2.getEffectiveBalance(ALICE, four, _tuple()), 64);
    }
}
