// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiSuperNode } from "../../src/pool/interfaces/IStafiSuperNode.sol";
import { WholeDepositFixture } from "./WholeDepositFixture.sol";

/// @title The order in which depositWhole checks (product.md 9.2): a call in which everything is
/// wrong names one fault after the other, as each is mended.
contract WholeDepositOrderTest is WholeDepositFixture {
    address private caller = STRANGER;
    Whole private whole;

    function setUp() public override {
        super.setUp();
        _moreMembers(3);
        vm.roll(1000);
        _stake(STAKER, 50 ether);
        _deposit(_batch(1, 1, 1 ether));
        _depositSolo(_batch(2, 1, 4 ether), 4 ether);
    }

    function test_names_one_fault_after_the_other() public {
        _spoilAll();
        _climbToTheMessage();
        _climbToTheApprovals();
        _climbToTheMoney();
        vm.assertEq(address(beacon).balance, 5 ether + 64 ether);
    }

    /// Two keys, of which the contracts know both, and everything else that a call can have wrong.
    function _spoilAll() private {
        vm.startPrank(OWNER);
        networkSettings.pause();
        superNode.setSuperNodeDepositEnabled(false);
        superNode.pauseWholeDeposits();
        networkSettings.setSuperNodePubkeyLimit(2);
        vm.stopPrank();
        vm.mockCall(
            address(networkSettings),
            abi.encodeCall(networkSettings.getWithdrawalCredentials, ()),
            abi.encode(abi.encodePacked(bytes1(0x01), bytes11(0), STRANGER))
        );
        whole.batch = _batch(1, 2, 32 ether);
        whole.batch.signatures = new bytes[](1);
        whole.batch.pubkeys[1] = new bytes(47);
        whole.depositRoot = keccak256("stale");
        whole.validUntilBlock = 999;
    }

    /// The brakes, the caller, the shape of the call.
    function _climbToTheMessage() private {
        _expect(reason("Paused"));
        vm.prank(OWNER);
        networkSettings.unpause();
        _expect(reason("super node deposits are currently disabled"));
        vm.prank(OWNER);
        superNode.setSuperNodeDepositEnabled(true);
        _expect(abi.encodeWithSelector(IStafiSuperNode.WholeDepositsArePaused.selector));
        vm.prank(OWNER);
        superNode.resumeWholeDeposits();
        _expect(reason("Invalid super node"));
        caller = OPERATOR;

        _expect(reason("params len err")); // one signature for two keys
        whole.batch.signatures = _batch(1, 2, 0).signatures;
        whole.batch.signatures[1] = new bytes(95);
        _expect(reason("params len err")); // a short key
        whole.batch.pubkeys[1] = _pubkey(2);
        _expect(reason("params len err")); // a short signature
        whole.batch.signatures[1] = _signature(2);
        _expect(reason("pubkey amount over limit"));
        vm.prank(OWNER);
        networkSettings.setSuperNodePubkeyLimit(3);
    }

    /// What the members have approved, and whether they have.
    function _climbToTheApprovals() private {
        _expect(abi.encodeWithSelector(IStafiSuperNode.ApprovalsExpired.selector, 999));
        whole.validUntilBlock = 1065;
        _expect(abi.encodeWithSelector(IStafiSuperNode.ApprovalsTooFarAhead.selector, 1065));
        whole.validUntilBlock = 1064;
        _expect(reason("invalid withdraw credentials"));
        vm.clearMockedCalls();
        bytes32 actual = beacon.get_deposit_root();
        _expect(
            abi.encodeWithSelector(
                IStafiSuperNode.DepositRootChanged.selector, whole.depositRoot, actual
            )
        );
        whole.depositRoot = actual;

        _expect(abi.encodeWithSelector(IStafiSuperNode.TooFewApprovals.selector, 0, 2));
        bytes32 digest = _digest(_message(whole));
        uint256[] memory signers = _sortedKeys(2);
        whole.approvals = new bytes[](2);
        whole.approvals[0] = _sign(signers[1], digest);
        whole.approvals[1] = _sign(signers[0], digest);
        address lower = vm.addr(signers[0]);
        _expect(abi.encodeWithSelector(IStafiSuperNode.ApproversNotAscending.selector, lower));
        whole.approvals = _approvals(_message(whole), 2);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(lower, false);
        _expect(abi.encodeWithSelector(IStafiSuperNode.ApproverNotMember.selector, lower));
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(lower, true);
    }

    /// The keys one by one, then the pool's money: it has 49 ETH.
    function _climbToTheMoney() private {
        _expect(reason("pubkey status unmatch")); // the first key
        _useKeys(3, 2);
        _expect(reason("light Node pubkey exists")); // the second, as the first is new now
        _useKeys(3, 4);
        _expect(reason("Insufficient balance for withdrawal"));
        _stake(STAKER, 15 ether);
        _depositWhole(caller, whole);
    }

    function _useKeys(uint256 first, uint256 second) private {
        Batch memory batch = _batch(first, 1, 32 ether);
        Batch memory other = _batch(second, 1, 32 ether);
        (whole.batch.pubkeys[0], whole.batch.pubkeys[1]) = (batch.pubkeys[0], other.pubkeys[0]);
        (whole.batch.signatures[0], whole.batch.signatures[1]) =
        (batch.signatures[0], other.signatures[0]);
        (whole.batch.roots[0], whole.batch.roots[1]) = (batch.roots[0], other.roots[0]);
        whole.approvals = _approvals(_message(whole), 2);
    }

    function _expect(bytes memory why) private {
        vm.expectRevert(why);
        _depositWhole(caller, whole);
    }
}
