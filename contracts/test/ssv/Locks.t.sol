// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { SSVBalances } from "../../src/ssv/SSVBalances.sol";
import { SSVClusters } from "../../src/ssv/SSVClusters.sol";
import { SSVDaoV2 } from "../../src/ssv/SSVDao.sol";
import { SSVOperators } from "../../src/ssv/SSVOperators.sol";
import { SSVPaidInEther } from "../../src/ssv/SSVPaidInEther.sol";
import { SSVTokenEarnings } from "../../src/ssv/SSVTokenEarnings.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Receiver } from "./Receiver.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// What may be called from within a payment: nothing that could pay (ssv-network.md 1). Alice is
/// a contract that calls back.
contract LocksTest is SSVFixture {
    /// Of `ReentrancyGuardReentrantCall()`, as ssv-network.md prints it.
    bytes private constant REFUSED = hex"3ee5aeb5";

    function setUp() public override {
        super.setUp();
        _startV2();
        _registerV2(2, 1 ether);
        vm.etch(ALICE, type(Receiver).runtimeCode);
    }

    function test_refuses_each_call_that_could_pay_from_within_a_payment() public {
        Cluster memory cluster = _tuple();
        bytes32[] memory none = new bytes32[](0);
        bytes[11] memory calls = [
            abi.encodeCall(SSVClusters.withdraw, (four, 1, cluster)),
            abi.encodeCall(SSVClusters.liquidate, (ALICE, four, cluster)),
            abi.encodeCall(SSVBalances.liquidateSSV, (ALICE, four, cluster)),
            abi.encodeCall(SSVBalances.updateClusterBalance, (1, ALICE, four, cluster, 64, none)),
            abi.encodeCall(SSVPaidInEther.reactivate, (four, cluster)),
            abi.encodeCall(SSVOperators.removeOperator, (1)),
            abi.encodeCall(SSVOperators.withdrawOperatorEarnings, (1, 1)),
            abi.encodeCall(SSVOperators.withdrawAllOperatorEarnings, (1)),
            abi.encodeCall(SSVTokenEarnings.withdrawOperatorEarningsSSV, (1, 1)),
            abi.encodeCall(SSVTokenEarnings.withdrawAllOperatorEarningsSSV, (1)),
            abi.encodeCall(SSVTokenEarnings.withdrawAllVersionOperatorEarnings, (1))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            Receiver(payable(ALICE)).set(calls[i]);
            _withdraw(1);
            vm.assertEq(Receiver(payable(ALICE)).answer(), REFUSED, vm.toString(i));
        }
    }

    function test_refuses_the_owner_the_networks_ssv_from_within_a_payment() public {
        vm.etch(DAO, type(Receiver).runtimeCode);
        Receiver(payable(DAO)).set(abi.encodeCall(SSVDaoV2.withdrawNetworkSSVEarnings, (0)));
        Receiver(payable(ALICE)).set("anything");
        _withdraw(1 ether - 2 * ETHER_MINIMUM);
        _pass(1);
        _liquidate(DAO);
        vm.assertEq(Receiver(payable(DAO)).answer(), REFUSED);
    }

    /// It sees the cluster as it is after the payment.
    function test_lets_a_payment_lead_to_a_deposit() public {
        Cluster memory expect = _tuple();
        expect.balance -= 1;
        Receiver(payable(ALICE)).set(abi.encodeCall(SSVPaidInEther.deposit, (ALICE, four, expect)));
        vm.expectEmit(address(network));
        emit ISSVEvents.ClusterDeposited(ALICE, four, 0, expect);
        vm.expectEmit(address(network));
        emit ISSVEvents.ClusterWithdrawn(ALICE, four, 1, expect);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        clusters.withdraw(four, 1, cluster);
    }
}
