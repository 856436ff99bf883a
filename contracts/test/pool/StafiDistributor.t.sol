// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiDistributor } from "../../src/pool/interfaces/IStafiDistributor.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title An operator that claims again while it is paid: by its next call.
contract GreedyOperator {
    IStafiDistributor private immutable distributor;
    bool private again;
    bytes private next;

    constructor(IStafiDistributor distributor_) {
        distributor = distributor_;
    }

    function claim(bool again_) public {
        again = again_;
        distributor.claim(
            0, address(this), 2 ether, 0, new bytes32[](0), IStafiDistributor.ClaimType.ClaimReward
        );
    }

    /// When it is paid next, it makes this call of the distributor, which must succeed.
    function prepare(bytes calldata next_) external {
        next = next_;
    }

    receive() external payable {
        if (again) claim(false);
        if (next.length == 0) return;
        bytes memory second = next;
        delete next;
        (bool done,) = address(distributor).call(second);
        require(done);
    }
}

contract StafiDistributorTest is LaneFixture {
    IStafiDistributor.ClaimType private constant REWARD = IStafiDistributor.ClaimType.ClaimReward;
    IStafiDistributor.ClaimType private constant DEPOSIT = IStafiDistributor.ClaimType.ClaimDeposit;
    IStafiDistributor.ClaimType private constant TOTAL = IStafiDistributor.ClaimType.ClaimTotal;

    // relay-and-client.md appendix 2: three leaves, their root, the proof of leaf 0.
    address private constant FIRST = address(1);
    bytes32 private constant LEAF_1 =
        0xbbdbc750e5ddbea3cb05d4bfbc62f8d7e3996afb6b4caca635b9822f1e3cbf08;
    bytes32 private constant ROOT =
        0xd82a933b740a29be1b467e7345d1a09e8b873daf699c2529cc46936c3e862a9c;
    bytes32 private constant PROOF_0 =
        0xd88634824fd9f92fb7acc6a68622d7f3b9c782bab85b0d216103a2e903c693f5;

    function setUp() public override {
        super.setUp();
        vm.deal(address(feePool), 10 ether);
        vm.deal(address(superNodeFeePool), 20 ether);
    }

    function test_pays_by_the_tree_of_the_spec() public {
        _fundDistributor(20 ether);
        _setRoot(1, ROOT);
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.Claimed(0, FIRST, 1 ether, 0, TOTAL);
        distributor.claim(0, FIRST, 1 ether, 0, _proof(PROOF_0), TOTAL);
        vm.assertEq(FIRST.balance, 1 ether);
        vm.assertEq(distributor.getTotalClaimedReward(FIRST), 1 ether);
        // leaf 2: its proof is leaf 1, leaf 0
        bytes32[] memory proof = new bytes32[](2);
        proof[0] = LEAF_1;
        proof[1] = 0xda33280fc7526fe403f749cd12e53891e62ef4dbbc6aa2d50a916f0c46090d7a;
        distributor.claim(2, address(3), 0, 8 ether, proof, DEPOSIT);
        vm.assertEq(address(3).balance, 8 ether);
        vm.assertEq(distributor.getTotalClaimedDeposit(address(3)), 8 ether);
    }

    // pool-contracts.md 14.2: three leaves and their root.
    function test_pays_by_the_other_tree_of_the_spec() public {
        _fundDistributor(1 ether);
        _setRoot(1, 0x6683ffe9f1cae6fb661c5fdc0165ad81e25743da18029809064e2bff4bb0fc1c);
        // Ascending: leaves 2, 0, 1; so 2 and 0 are paired, and 1 is promoted.
        bytes32[] memory proof = new bytes32[](1);
        bytes32 leaf2 = 0x0cdacca8c1e182ec853bbd3fe591033344ac04d6352e85d7910d091e36ffe060;
        bytes32 leaf0 = 0x11c02bc62dc17961f489d78b53902d19eca4a8a99a7aa05120272deed73f68cf;
        proof[0] = keccak256(abi.encodePacked(leaf2, leaf0));
        address second = 0xfe15cf269aA7cf067210d73AC228E37F89df3534;
        distributor.claim(1, second, 15_091_037_000_000_000, 0, proof, REWARD);
        vm.assertEq(second.balance, 15_091_037_000_000_000);

        // And leaf 2 is the third's: its proof is leaf 0, then leaf 1.
        proof = new bytes32[](2);
        proof[0] = leaf0;
        proof[1] = 0x2415110661f4d096190413ec26ca72c8314fba75d0b0689e2d497ac19a6cd7b8;
        address third = 0x40Ef30c23027D346dab48604a0B80eD8a97C14F5;
        distributor.claim(2, third, 14_972_902_000_000_000, 0, proof, REWARD);
        vm.assertEq(third.balance, 14_972_902_000_000_000);
    }

    function test_pays_reward_and_deposit_apart_or_together() public {
        _fundDistributor(20 ether);
        _setLeaf(1, SOLO, 2 ether, 4 ether);
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.Claimed(0, SOLO, 2 ether, 4 ether, REWARD);
        _claim(SOLO, 2 ether, 4 ether, REWARD);
        vm.assertEq(SOLO.balance, 2 ether);
        _refusesClaim(SOLO, 2 ether, 4 ether, REWARD, "no claimable reward");
        _claim(SOLO, 2 ether, 4 ether, DEPOSIT);
        vm.assertEq(SOLO.balance, 6 ether);
        _refusesClaim(SOLO, 2 ether, 4 ether, DEPOSIT, "no claimable deposit");
        _refusesClaim(SOLO, 2 ether, 4 ether, TOTAL, "no claimable amount");
        _setLeaf(2, SOLO, 3 ether, 8 ether);
        _claim(SOLO, 3 ether, 8 ether, TOTAL);
        vm.assertEq(SOLO.balance, 11 ether);
    }

    function test_a_claim_of_the_deposit_leaves_the_reward() public {
        _fundDistributor(20 ether);
        _setLeaf(1, SOLO, 2 ether, 4 ether);
        _claim(SOLO, 2 ether, 4 ether, DEPOSIT);
        vm.assertEq(SOLO.balance, 4 ether);
        vm.assertEq(distributor.getTotalClaimedReward(SOLO), 0);
        _claim(SOLO, 2 ether, 4 ether, REWARD);
        vm.assertEq(SOLO.balance, 6 ether);
    }

    function test_Q15_a_total_that_shrank_blocks_no_other_claim() public {
        _fundDistributor(20 ether);
        _setLeaf(1, SOLO, 3 ether, 0);
        _claim(SOLO, 3 ether, 0, REWARD);
        _setLeaf(2, SOLO, 1 ether, 4 ether); // slashed
        _refusesClaim(SOLO, 1 ether, 4 ether, REWARD, "no claimable reward");
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.Claimed(0, SOLO, 0, 4 ether, TOTAL);
        _claim(SOLO, 1 ether, 4 ether, TOTAL);
        vm.assertEq(SOLO.balance, 7 ether);
        // What was overpaid is set off against what comes later.
        _setLeaf(3, SOLO, 3.5 ether, 4 ether);
        _claim(SOLO, 3.5 ether, 4 ether, TOTAL);
        vm.assertEq(SOLO.balance, 7.5 ether);
        vm.assertEq(distributor.getTotalClaimedReward(SOLO), 3.5 ether);
    }

    function test_Q15_nobody_is_ever_paid_more_than_the_largest_total(
        uint64[5] memory rewards,
        uint64[5] memory deposits
    ) public {
        _fundDistributor(200 ether);
        uint256 mostReward = 0;
        uint256 mostDeposit = 0;
        for (uint256 i = 0; i < 5; ++i) {
            _setLeaf(i + 1, SOLO, rewards[i], deposits[i]);
            if (rewards[i] > mostReward) mostReward = rewards[i];
            if (deposits[i] > mostDeposit) mostDeposit = deposits[i];
            uint256 claimed =
                distributor.getTotalClaimedReward(SOLO) + distributor.getTotalClaimedDeposit(SOLO);
            if (mostReward + mostDeposit > claimed) _claim(SOLO, rewards[i], deposits[i], TOTAL);
            vm.assertEq(SOLO.balance, mostReward + mostDeposit);
        }
    }

    function test_refuses_a_wrong_proof() public {
        _fundDistributor(20 ether);
        _setRoot(1, ROOT);
        _refused(STRANGER, "invalid proof");
        distributor.claim(0, FIRST, 2 ether, 0, _proof(PROOF_0), TOTAL);
        _refused(STRANGER, "invalid proof");
        distributor.claim(1, FIRST, 1 ether, 0, _proof(PROOF_0), TOTAL);
        _refused(STRANGER, "invalid proof");
        distributor.claim(0, STRANGER, 1 ether, 0, _proof(PROOF_0), TOTAL);
        _refused(STRANGER, "invalid proof");
        distributor.claim(0, FIRST, 1 ether, 0, new bytes32[](0), TOTAL);
    }

    function test_refuses_a_claim_type_that_is_none() public {
        _fundDistributor(20 ether);
        _setLeaf(1, SOLO, 1 ether, 0);
        _refusesClaim(SOLO, 1 ether, 0, IStafiDistributor.ClaimType.None, "unknown claimType");
        bytes memory data =
            abi.encodeCall(distributor.claim, (0, SOLO, 1 ether, 0, new bytes32[](0), TOTAL));
        data[4 + 6 * 32 - 1] = 0x04;
        (bool done,) = address(distributor).call(data);
        vm.assertFalse(done, "4 is no ClaimType");
    }

    function test_a_receiver_cannot_claim_twice() public {
        _fundDistributor(20 ether);
        GreedyOperator greedy = new GreedyOperator(distributor);
        _setLeaf(1, address(greedy), 2 ether, 0);
        vm.expectRevert(reason("failed to claim ETH"));
        greedy.claim(true);
        greedy.claim(false);
        vm.assertEq(address(greedy).balance, 2 ether);
    }

    /// What the second call asks for is owed, so nothing but the guard refuses it.
    function test_the_distributor_pays_one_call_at_a_time() public {
        _fundDistributor(20 ether);
        GreedyOperator greedy = new GreedyOperator(distributor);
        _setLeaf(1, address(greedy), 2 ether, 4 ether);
        _setPlatform(1, 3 ether);
        bytes memory claimDeposit = abi.encodeCall(
            distributor.claim, (0, address(greedy), 2 ether, 4 ether, new bytes32[](0), DEPOSIT)
        );
        greedy.prepare(claimDeposit);
        _refused(OWNER, "failed to claim ETH");
        distributor.claimPlatformFee(address(greedy));
        _refusesClaim(address(greedy), 2 ether, 4 ether, REWARD, "failed to claim ETH");
        greedy.prepare("");
        vm.prank(OWNER);
        distributor.claimPlatformFee(address(greedy));
        _claim(address(greedy), 2 ether, 4 ether, REWARD);
        _claim(address(greedy), 2 ether, 4 ether, DEPOSIT);
        vm.assertEq(address(greedy).balance, 9 ether);
    }

    function test_refuses_to_pay_more_than_is_here() public {
        _setLeaf(1, SOLO, 2 ether, 0);
        _refusesClaim(SOLO, 2 ether, 0, TOTAL, "Insufficient contract ETH balance");
    }

    function test_claims_go_on_while_the_pool_is_paused() public {
        _fundDistributor(20 ether);
        _setLeaf(1, SOLO, 2 ether, 0);
        vm.prank(OWNER);
        networkSettings.pause();
        _claim(SOLO, 2 ether, 0, TOTAL);
        vm.assertEq(SOLO.balance, 2 ether);
    }

    // --- root and platform ---

    function test_a_root_is_for_a_later_epoch() public {
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.SetMerkleRoot(225, ROOT);
        _setRoot(225, ROOT);
        vm.assertEq(distributor.getMerkleRoot(), ROOT);
        vm.assertEq(distributor.getMerkleDealedEpoch(), 225);
        _refused(_member(0), "epoch already dealed");
        distributor.setMerkleRoot(225, bytes32(0));
        _refused(ADMIN, "Account is not the owner");
        distributor.updateMerkleRoot(LEAF_1);
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.SetMerkleRoot(225, LEAF_1);
        vm.prank(OWNER);
        distributor.updateMerkleRoot(LEAF_1);
        vm.assertEq(distributor.getMerkleRoot(), LEAF_1);
    }

    function test_the_platform_gets_what_was_agreed_and_not_yet_paid() public {
        _fundDistributor(20 ether);
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.SetPlatformTotalAmount(1, 3 ether);
        _setPlatform(1, 3 ether);
        _refused(ADMIN, "Account is not the owner");
        distributor.claimPlatformFee(ADMIN);
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.PlatformFeeClaimed(SOLO, 3 ether);
        vm.prank(OWNER);
        distributor.claimPlatformFee(SOLO);
        vm.assertEq(SOLO.balance, 3 ether);
        vm.assertEq(distributor.getPlatformTotalClaimedAmount(), 3 ether);
        _refused(OWNER, "zero amount");
        distributor.claimPlatformFee(SOLO);
        _setPlatform(2, 5 ether);
        vm.prank(OWNER);
        distributor.claimPlatformFee(SOLO);
        vm.assertEq(SOLO.balance, 5 ether);
        vm.assertEq(distributor.getPlatformTotalAmount(), 5 ether);
    }

    function test_Q16_the_platforms_total_never_falls_below_what_was_paid() public {
        _fundDistributor(20 ether);
        _setPlatform(1, 3 ether);
        vm.prank(OWNER);
        distributor.claimPlatformFee(SOLO);
        _refused(_member(0), "amount below claimed");
        distributor.setPlatformTotalAmount(2, 3 ether - 1);
        _setPlatform(2, 4 ether);
        _setPlatform(3, 3 ether); // agreed too high and not yet paid: can be put right
        _refused(OWNER, "zero amount");
        distributor.claimPlatformFee(SOLO);
    }

    function test_a_platform_that_takes_no_ether_gets_none() public {
        _fundDistributor(20 ether);
        _setPlatform(1, 3 ether);
        _refused(OWNER, "Invalid address");
        distributor.claimPlatformFee(address(0));
        _refused(OWNER, "failed to claim ETH");
        distributor.claimPlatformFee(address(vault));
    }

    // --- who ---

    function test_strangers_vote_for_nothing_and_send_nothing() public {
        string memory text = "Invalid trusted node";
        _refused(STRANGER, text);
        distributor.distributeFee(1, 1, 0, 0);
        _refused(STRANGER, text);
        distributor.distributeSuperNodeFee(1, 1, 0, 0);
        _refused(STRANGER, text);
        distributor.distributeSlashAmount(1, 1);
        _refused(STRANGER, text);
        distributor.setMerkleRoot(1, ROOT);
        _refused(STRANGER, text);
        distributor.setPlatformTotalAmount(1, 1);
        vm.deal(STRANGER, 2 ether);
        _refused(STRANGER, "Invalid or outdated contract");
        (bool sent,) = address(distributor).call{ value: 1 ether }("");
        vm.assertTrue(sent, "the refusal above was checked");
        _refused(STRANGER, "Invalid or outdated contract");
        distributor.receiveEtherWithdrawal{ value: 1 ether }();
        _refused(STRANGER, "zero amount");
        distributor.distributeWithdrawals();
        vm.expectRevert();
        distributor.initialize();
    }

    function _setRoot(uint256 epoch, bytes32 root) private {
        vm.prank(_member(0));
        distributor.setMerkleRoot(epoch, root);
    }

    /// A tree of one leaf: its root is the leaf, its proof is empty (finding Q21).
    function _setLeaf(uint256 epoch, address account, uint256 reward, uint256 exitDeposit) private {
        uint256 index = 0;
        _setRoot(epoch, keccak256(abi.encodePacked(index, account, reward, exitDeposit)));
    }

    function _setPlatform(uint256 epoch, uint256 total) private {
        vm.prank(_member(0));
        distributor.setPlatformTotalAmount(epoch, total);
    }

    function _claim(
        address account,
        uint256 reward,
        uint256 exitDeposit,
        IStafiDistributor.ClaimType claimType
    ) private {
        distributor.claim(0, account, reward, exitDeposit, new bytes32[](0), claimType);
    }

    function _refusesClaim(
        address account,
        uint256 reward,
        uint256 exitDeposit,
        IStafiDistributor.ClaimType claimType,
        string memory text
    ) private {
        _refused(STRANGER, text);
        _claim(account, reward, exitDeposit, claimType);
    }

    function _proof(bytes32 only) private pure returns (bytes32[] memory proof) {
        proof = new bytes32[](1);
        proof[0] = only;
    }
}
