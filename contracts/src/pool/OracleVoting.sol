// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { IStafiNodeManager } from "./interfaces/IStafiNodeManager.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title How the oracle's members decide: a quorum of them votes for the same thing.
/// @notice Votes for a thing are a set of bits, one for each account that ever was a member (see
/// StafiNodeManager). Only bits of *current* members count, so a removed member's votes are worth
/// nothing from then on, and a member that returns cannot vote twice.
/// Fewer members need fewer votes: what then is agreed on waits for the next vote for it, of anybody
/// who has not voted or of one who repeats its vote.
abstract contract OracleVoting is StafiUpgradeable {
    /// @custom:storage-location erc7201:stafi.pool.voting
    struct Votes {
        mapping(bytes32 subject => uint256 bits) bySubject;
    }

    // keccak256(abi.encode(uint256(keccak256("stafi.pool.voting")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant VOTES_SLOT =
        0xf458262fcd5bac5b7f988b243901c9cb6c9c4b99f9d5f03120cfb5dc3791ed00;

    /// No member has it (see StafiNodeManager): the subject is decided and done.
    uint256 private constant EXECUTED = 1 << 255;

    /// A member voted for the proposal (once more, if that made the quorum).
    event VoteProposal(bytes32 indexed proposalId, address voter);
    /// A quorum agreed on it, and it was done in this transaction. Happens once.
    event ProposalExecuted(bytes32 indexed proposalId);

    /// Counts the caller's vote for `subject`; true when it is agreed by now.
    /// Errors: "Invalid trusted node"; `whyTwice` if the caller has voted for it before and it is
    /// not agreed.
    function _castVote(bytes32 subject, string memory whyTwice) internal returns (bool) {
        IStafiNodeManager manager = _nodeManager();
        uint256 bit = manager.getMemberBit(msg.sender);
        uint256 members = manager.getMemberBits();
        require(bit & members != 0, "Invalid trusted node");
        uint256 votes = _votes().bySubject[subject];
        bool repeated = votes & bit != 0;
        if (!repeated) {
            votes |= bit;
            _votes().bySubject[subject] = votes;
        }
        bool agreed = _countBits(votes & members) >= manager.getQuorum();
        require(agreed || !repeated, whyTwice);
        return agreed;
    }

    /// Whether `account` voted for `subject`, member still or not.
    function _hasVoted(bytes32 subject, address account) internal view returns (bool) {
        return _votes().bySubject[subject] & _nodeManager().getMemberBit(account) != 0;
    }

    /// A vote for a proposal, which is done once. True when the caller shall do it now.
    /// Mirrors `name`.proposal.node.key and `name`.proposal.key, which clients look up.
    /// Errors: "proposal already executed", "duplicate vote" (and not agreed).
    function _voteForProposal(string memory name, bytes32 id) internal returns (bool agreed) {
        require(_votes().bySubject[id] & EXECUTED == 0, "proposal already executed");
        agreed = _castVote(id, "duplicate vote");
        stafiStorage.setFlag(abi.encodePacked(name, ".proposal.node.key", id, msg.sender));
        emit VoteProposal(id, msg.sender);
        if (agreed) {
            _votes().bySubject[id] |= EXECUTED;
            stafiStorage.setFlag(abi.encodePacked(name, ".proposal.key", id));
            emit ProposalExecuted(id);
        }
    }

    function _countBits(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; ++count) {
            bits &= bits - 1;
        }
    }

    function _votes() private pure returns (Votes storage votes) {
        bytes32 slot = VOTES_SLOT;
        assembly ("memory-safe") {
            votes.slot := slot
        }
    }
}
