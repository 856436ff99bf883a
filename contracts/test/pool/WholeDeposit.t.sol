// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import { IStafiSuperNode } from "../../src/pool/interfaces/IStafiSuperNode.sol";
import { IValidatorKeys } from "../../src/pool/interfaces/IValidatorKeys.sol";
import { WholeDepositFixture } from "./WholeDepositFixture.sol";

/// @title The guarded deposit of 32 ETH at once, and every way around its guards (product.md 9.2).
contract WholeDepositTest is WholeDepositFixture {
    uint256 private constant CURVE_ORDER =
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    address private constant OTHER_OPERATOR = address(0x07E4);

    function setUp() public override {
        super.setUp();
        _moreMembers(5);
        _stake(STAKER, 200 ether);
        vm.roll(1000);
        vm.prank(OWNER);
        nodeManager.setNodeSuper(OTHER_OPERATOR, true);
    }

    function test_deposits_32_ether_at_once_when_the_members_approve() public {
        Whole memory whole = _whole(0, 2, 3);
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory pubkey = whole.batch.pubkeys[i];
            vm.expectEmit(address(superNode));
            emit IValidatorKeys.SetPubkeyStatus(pubkey, 1);
            vm.expectEmit(address(superNode));
            emit IStafiSuperNode.Deposited(OPERATOR, pubkey, whole.batch.signatures[i]);
            vm.expectEmit(address(superNode));
            emit IValidatorKeys.SetPubkeyStatus(pubkey, 3);
            vm.expectEmit(address(superNode));
            emit IValidatorKeys.Staked(OPERATOR, pubkey);
        }
        _depositWhole(whole);
        vm.assertEq(address(beacon).balance, 64 ether);
        vm.assertEq(userDeposit.getBalance(), 136 ether);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(whole.batch.pubkeys[1]), 3);
        vm.assertEq(superNode.getSuperNodePubkeyCount(OPERATOR), 2);
    }

    // The expected digest is that of eth-account 0.14.0, as in the C++ test of EIP-712.
    function test_signs_the_digest_that_wallets_sign() public {
        vm.chainId(560_048);
        address verifyingContract = 0x1111111111111111111111111111111111111111;
        Message memory message = Message({
            superNode: 0x2222222222222222222222222222222222222222,
            pubkeysHash: 0x7848d3e127d406e5c6029de325e8213ad345fd0cbfa448254100fb06d7cdbbed,
            signaturesHash: 0x036d5920aa60136c00a979f615d7c376c50ec0e895bf1bf6089fb50e25a58d15,
            withdrawalCredentials: 0x0100000000000000000000003333333333333333333333333333333333333333,
            amountPerKey: 32 ether,
            depositRoot: 0x4444444444444444444444444444444444444444444444444444444444444444,
            validUntilBlock: 1_234_567
        });
        vm.assertEq(
            _digest(message, verifyingContract),
            0xc4b0a83c946ef9bf17aa25fce7b382f75190e4481603b3d391265c80cf36db97
        );
    }

    // --- what is approved is what is deposited ---

    function test_another_super_node_cannot_use_the_approvals() public {
        _refusesApprovals(OTHER_OPERATOR, _whole(0, 1, 3));
    }

    function test_a_stranger_cannot_use_the_approvals() public {
        Whole memory whole = _whole(0, 1, 3);
        vm.expectRevert(reason("Invalid super node"));
        _depositWhole(STRANGER, whole);
    }

    function test_approvals_are_worthless_for_other_keys_and_signatures() public {
        Whole memory whole = _whole(0, 2, 3);
        whole.batch.pubkeys[1] = _pubkey(9);
        _refusesApprovals(OPERATOR, whole);
        whole = _whole(0, 2, 3);
        whole.batch.signatures[0] = _signature(9);
        _refusesApprovals(OPERATOR, whole);
        whole = _whole(0, 2, 3);
        (whole.batch.pubkeys[0], whole.batch.pubkeys[1]) =
        (whole.batch.pubkeys[1], whole.batch.pubkeys[0]);
        _refusesApprovals(OPERATOR, whole);
    }

    function test_approvals_are_worthless_for_another_amount_chain_or_contract() public {
        Whole memory whole = _whole(0, 1, 3);
        Message memory message = _message(whole);
        message.amountPerKey = 1 ether;
        whole.approvals = _approvals(message, 3);
        _refusesApprovals(OPERATOR, whole);

        whole = _whole(0, 1, 3);
        uint256 chainId = block.chainid;
        vm.chainId(chainId + 1);
        _refusesApprovals(OPERATOR, whole);
        vm.chainId(chainId);
        _depositWhole(whole);
    }

    function test_approvals_for_other_credentials_are_worthless() public {
        Whole memory whole = _whole(0, 1, 3);
        Message memory message = _message(whole);
        message.withdrawalCredentials = bytes32(bytes1(0x01)) | bytes32(uint256(uint160(STRANGER)));
        whole.approvals = _approvals(message, 3);
        _refusesApprovals(OPERATOR, whole);
    }

    function test_changed_credentials_stop_whole_deposits() public {
        Whole memory whole = _whole(0, 1, 3);
        vm.mockCall(
            address(networkSettings),
            abi.encodeCall(networkSettings.getWithdrawalCredentials, ()),
            abi.encode(abi.encodePacked(bytes1(0x01), bytes11(0), STRANGER))
        );
        vm.expectRevert(reason("invalid withdraw credentials"));
        _depositWhole(whole);
    }

    function test_a_used_approval_cannot_be_used_again() public {
        Whole memory whole = _whole(0, 1, 3);
        _depositWhole(whole);
        _refusesRoot(whole);
        // Nor for the same key at the new root.
        whole = _whole(0, 1, 3);
        vm.expectRevert(reason("pubkey status unmatch"));
        _depositWhole(whole);
    }

    // --- nobody can have deposited in between ---

    function test_a_strangers_deposit_in_the_same_block_stops_it() public {
        Whole memory whole = _whole(0, 1, 3);
        bytes memory credentials = abi.encodePacked(bytes1(0x01), bytes11(0), STRANGER);
        bytes32 root =
            _depositDataRoot(whole.batch.pubkeys[0], credentials, _signature(99), 1 ether);
        vm.deal(STRANGER, 1 ether);
        vm.prank(STRANGER);
        beacon.deposit{ value: 1 ether }(whole.batch.pubkeys[0], credentials, _signature(99), root);
        _refusesRoot(whole);
        vm.assertEq(userDeposit.getBalance(), 200 ether);
    }

    function test_a_stale_root_stops_it() public {
        Whole memory whole = _whole(0, 1, 3);
        _deposit(_batch(50, 1, 1 ether));
        _refusesRoot(whole);
    }

    // --- who approved ---

    function test_needs_a_quorum_of_approvals() public {
        Whole memory whole = _whole(0, 1, 2);
        vm.expectRevert(abi.encodeWithSelector(IStafiSuperNode.TooFewApprovals.selector, 2, 3));
        _depositWhole(whole);
        whole = _whole(0, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IStafiSuperNode.TooFewApprovals.selector, 0, 3));
        _depositWhole(whole);
        _depositWhole(_whole(0, 1, 5)); // more is fine
    }

    function test_a_removed_members_approval_stops_it() public {
        Whole memory whole = _whole(0, 1, 3);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(2), false);
        vm.expectRevert(
            abi.encodeWithSelector(IStafiSuperNode.ApproverNotMember.selector, _member(2))
        );
        _depositWhole(whole);
    }

    function test_a_new_member_raises_the_quorum_for_approvals_under_way() public {
        Whole memory whole = _whole(0, 1, 3);
        vm.startPrank(OWNER);
        nodeManager.setNodeTrusted(_member(5), true);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IStafiSuperNode.TooFewApprovals.selector, 3, 4));
        _depositWhole(whole);
    }

    function test_one_member_cannot_approve_twice() public {
        Whole memory whole = _whole(0, 1, 3);
        whole.approvals[1] = whole.approvals[0];
        vm.expectPartialRevert(IStafiSuperNode.ApproversNotAscending.selector);
        _depositWhole(whole);
    }

    function test_approvals_come_in_ascending_order() public {
        Whole memory whole = _whole(0, 1, 3);
        (whole.approvals[0], whole.approvals[2]) = (whole.approvals[2], whole.approvals[0]);
        vm.expectPartialRevert(IStafiSuperNode.ApproversNotAscending.selector);
        _depositWhole(whole);
    }

    function test_the_other_form_of_a_signature_is_refused() public {
        Whole memory whole = _whole(0, 1, 3);
        bytes32 digest = _digest(_message(whole));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_sortedKeys(3)[0], digest);
        bytes32 high = bytes32(CURVE_ORDER - uint256(s));
        whole.approvals[0] = abi.encodePacked(r, high, v == 27 ? uint8(28) : uint8(27));
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, high));
        _depositWhole(whole);
    }

    function test_refuses_what_is_no_signature() public {
        Whole memory whole = _whole(0, 1, 3);
        whole.approvals[0] = new bytes(64);
        vm.expectRevert(
            abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureLength.selector, uint256(64))
        );
        _depositWhole(whole);
        whole.approvals[0] = new bytes(65);
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignature.selector));
        _depositWhole(whole);
        whole = _whole(0, 1, 3);
        whole.approvals[0][64] = bytes1(uint8(whole.approvals[0][64]) - 27); // v of 0 or 1
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignature.selector));
        _depositWhole(whole);
    }

    function test_any_changed_bit_of_an_approval_is_refused(uint256 bit) public {
        Whole memory whole = _whole(0, 1, 3);
        bit = bound(bit, 0, 65 * 8 - 1);
        whole.approvals[1][bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        vm.expectRevert();
        _depositWhole(whole);
    }

    // --- when ---

    function test_approvals_are_good_up_to_their_last_block_and_no_longer() public {
        Whole memory whole = _whole(0, 1, 3);
        vm.roll(whole.validUntilBlock + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IStafiSuperNode.ApprovalsExpired.selector, whole.validUntilBlock)
        );
        _depositWhole(whole);
        vm.roll(whole.validUntilBlock);
        _depositWhole(whole);
    }

    function test_approvals_cannot_be_valid_for_more_than_64_blocks() public {
        Whole memory whole = _whole(0, 1, 3);
        ++whole.validUntilBlock;
        whole.approvals = _approvals(_message(whole), 3);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStafiSuperNode.ApprovalsTooFarAhead.selector, whole.validUntilBlock
            )
        );
        _depositWhole(whole);
    }

    // --- what ---

    function test_refuses_a_key_that_is_known_anywhere_or_repeated() public {
        _deposit(_batch(0, 1, 1 ether));
        Whole memory whole = _whole(0, 1, 3);
        vm.expectRevert(reason("pubkey status unmatch"));
        _depositWhole(whole);

        _depositSolo(_batch(1, 1, 4 ether), 4 ether);
        whole = _whole(1, 1, 3);
        vm.expectRevert(reason("light Node pubkey exists"));
        _depositWhole(whole);

        whole = _whole(2, 2, 3);
        whole.batch.pubkeys[1] = whole.batch.pubkeys[0];
        whole.approvals = _approvals(_message(whole), 3);
        vm.expectRevert(reason("pubkey status unmatch"));
        _depositWhole(whole);
    }

    function test_refuses_no_keys_and_lists_or_bytes_of_wrong_length() public {
        _refusesLength(_whole(0, 0, 3));
        Whole memory whole = _whole(0, 2, 3);
        whole.batch.roots = new bytes32[](1);
        _refusesLength(whole);
        whole = _whole(0, 2, 3);
        whole.batch.signatures = new bytes[](1);
        _refusesLength(whole);
        whole = _whole(0, 2, 3);
        whole.batch.pubkeys[1] = new bytes(47);
        _refusesLength(whole);
        whole = _whole(0, 2, 3);
        whole.batch.signatures[1] = new bytes(97);
        _refusesLength(whole);
        // The hashes are of plain concatenations: where one key ends must be fixed.
        whole = _whole(0, 2, 3);
        bytes memory all = bytes.concat(whole.batch.pubkeys[0], whole.batch.pubkeys[1]);
        whole.batch.pubkeys[0] = new bytes(0);
        whole.batch.pubkeys[1] = all;
        _refusesLength(whole);
    }

    function test_refuses_more_keys_than_the_limit() public {
        vm.prank(OWNER);
        networkSettings.setSuperNodePubkeyLimit(1);
        Whole memory whole = _whole(0, 2, 3);
        vm.expectRevert(reason("pubkey amount over limit"));
        _depositWhole(whole);
    }

    function test_refuses_more_than_the_pool_has_beyond_the_queue() public {
        Whole memory whole = _whole(0, 7, 3);
        vm.expectRevert(reason("Insufficient balance for withdrawal"));
        _depositWhole(whole);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(whole.batch.pubkeys[0]), 0);

        _depositWhole(_whole(0, 6, 3)); // 8 ETH are left
        _unstake(STAKER, 10 ether);
        _clampRate(true);
        _stake(STRANGER, 33 ether);
        whole = _whole(6, 1, 3);
        vm.expectRevert(reason("Insufficient balance for withdrawal"));
        _depositWhole(whole); // 33 ETH, of which the queue misses 2
        _stake(STRANGER, 1 ether);
        _depositWhole(_whole(6, 1, 3));
    }

    function test_refuses_while_closed_or_the_pool_is_paused() public {
        Whole memory whole = _whole(0, 1, 3);
        vm.prank(OWNER);
        superNode.setSuperNodeDepositEnabled(false);
        vm.expectRevert(reason("super node deposits are currently disabled"));
        _depositWhole(whole);
        vm.prank(OWNER);
        networkSettings.pause();
        vm.expectRevert(reason("Paused"));
        _depositWhole(whole);
    }

    /// A signature of other data recovers to some account, which is not a member.
    function _refusesApprovals(address caller, Whole memory whole) private {
        vm.prank(caller);
        (bool done, bytes memory error) = address(superNode)
            .call(
                abi.encodeCall(
                    superNode.depositWhole,
                    (
                        whole.batch.pubkeys,
                        whole.batch.signatures,
                        whole.batch.roots,
                        whole.depositRoot,
                        whole.validUntilBlock,
                        whole.approvals
                    )
                )
            );
        vm.assertFalse(done);
        bool refused = bytes4(error) == IStafiSuperNode.ApproverNotMember.selector
            || bytes4(error) == IStafiSuperNode.ApproversNotAscending.selector;
        vm.assertTrue(refused, "approvals accepted, or refused for another reason");
    }

    function _refusesRoot(Whole memory whole) private {
        bytes32 actual = beacon.get_deposit_root();
        vm.expectRevert(
            abi.encodeWithSelector(
                IStafiSuperNode.DepositRootChanged.selector, whole.depositRoot, actual
            )
        );
        _depositWhole(whole);
    }

    function _refusesLength(Whole memory whole) private {
        vm.expectRevert(reason("params len err"));
        _depositWhole(whole);
    }
}
