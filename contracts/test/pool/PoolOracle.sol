// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { WholeDepositFixture } from "./WholeDepositFixture.sol";

/// @title The oracle of an invariant run: three to five members, who come, leave and come back.
abstract contract PoolOracle is WholeDepositFixture {
    uint256 private constant CANDIDATES = 5;
    uint256 private constant FEWEST = 3;

    /// Must never come true: fewer than a quorum brought something about.
    bool public minorityDecided;

    /// Who votes first, so that it is not always the same ones.
    uint256 private turn;

    function setUp() public virtual override {
        super.setUp();
        _moreMembers(FEWEST);
    }

    /// One joins or leaves; the owner may want more of them to agree.
    function changeMembers(uint256 which, uint256 threshold) external {
        address member = _member(which % CANDIDATES);
        bool leaves = nodeManager.getNodeTrusted(member);
        uint256[3] memory thresholds = [uint256(0.5e18), 0.67e18, 1e18];
        vm.startPrank(OWNER);
        networkSettings.setNodeConsensusThreshold(thresholds[threshold % 3]);
        if (!leaves || nodeManager.getTrustedNodeCount() > FEWEST) {
            nodeManager.setNodeTrusted(member, !leaves);
        }
        vm.stopPrank();
    }

    /// A member stops whole deposits; if they are stopped, members vote until they run.
    function brakeWholeDeposits() external {
        uint256 quorum = nodeManager.getQuorum();
        bool paused = superNode.getWholeDepositsPaused();
        for (uint256 i = 0; i < (paused ? quorum : 1); ++i) {
            if (paused && !superNode.getWholeDepositsPaused()) {
                minorityDecided = true;
                return;
            }
            vm.prank(_voter(i));
            if (paused) superNode.resumeWholeDeposits();
            else superNode.pauseWholeDeposits();
        }
        ++turn;
    }

    /// As many members as it takes make this call of a vote that nobody has cast yet.
    function _agree(address target, bytes memory data) internal {
        uint256 quorum = nodeManager.getQuorum();
        bytes32 before = _decided();
        for (uint256 i = 0; i < quorum; ++i) {
            if (_decided() != before) {
                minorityDecided = true;
                return; // the next vote would revert, and take this with it
            }
            vm.prank(_voter(i));
            (bool done, bytes memory why) = target.call(data);
            if (!done) {
                assembly ("memory-safe") {
                    revert(add(why, 32), mload(why))
                }
            }
        }
        ++turn;
    }

    /// One member, or one after the other, votes on a key's credentials until they are decided.
    function _judge(bool solo, bytes[] memory pubkeys, bool matches, bool alone) internal {
        uint256 count = nodeManager.getTrustedNodeCount();
        uint256 before = _statusOf(pubkeys[0]);
        for (uint256 i = 0; i < (alone ? 1 : count); ++i) {
            vm.prank(_voter(i));
            bool[] memory opinions = _bools(1, matches);
            // Who has voted before is refused.
            if (solo) {
                try lightNode.voteWithdrawCredentials(pubkeys, opinions) { } catch { }
            } else {
                try superNode.voteWithdrawCredentials(pubkeys, opinions) { } catch { }
            }
            if (_statusOf(pubkeys[0]) != before) break;
        }
        ++turn;
    }

    /// The present members' approvals, as many as it takes.
    function _approved(uint256 first, uint256 count) internal view returns (Whole memory whole) {
        whole = _whole(first, count, 0);
        uint256 quorum = nodeManager.getQuorum();
        uint256[] memory all = _sortedKeys(CANDIDATES);
        bytes32 digest = _digest(_message(whole));
        whole.approvals = new bytes[](quorum);
        uint256 found = 0;
        for (uint256 i = 0; found < quorum; ++i) {
            if (!nodeManager.getNodeTrusted(vm.addr(all[i]))) continue;
            whole.approvals[found++] = _sign(all[i], digest);
        }
    }

    function _statusOf(bytes memory pubkey) internal view returns (uint256) {
        return
            superNode.getSuperNodePubkeyStatus(pubkey) + lightNode.getLightNodePubkeyStatus(pubkey);
    }

    function _voter(uint256 number) private view returns (address) {
        return nodeManager.getTrustedNodeAt((turn + number) % nodeManager.getTrustedNodeCount());
    }

    /// Changes with everything that the oracle brings about by `_agree`.
    function _decided() private view returns (bytes32) {
        return keccak256(
            abi.encode(
                networkBalances.getBalancesBlock(),
                queue.latestDistributeHeight(),
                queue.getReservedForClaims(),
                address(vault).balance,
                distributor.getMerkleDealedEpoch(),
                distributor.getPlatformTotalAmount(),
                distributor.getDistributeSlashDealedHeight()
            )
        );
    }
}
