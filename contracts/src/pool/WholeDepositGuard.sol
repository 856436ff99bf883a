// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import { OracleVoting } from "./OracleVoting.sol";
import { IStafiNodeManager } from "./interfaces/IStafiNodeManager.sol";
import { IStafiSuperNode } from "./interfaces/IStafiSuperNode.sol";

/// @title When 32 ETH may be deposited at once: the oracle's approvals, and the brake on them.
abstract contract WholeDepositGuard is IStafiSuperNode, OracleVoting, EIP712 {
    /// The EIP-712 message that members approve.
    struct WholeDeposit {
        address superNode; // who may send it
        bytes32 pubkeysHash; // keccak256 of all keys, one after the other
        bytes32 signaturesHash; // likewise
        bytes32 withdrawalCredentials;
        uint256 amountPerKey; // wei
        bytes32 depositRoot; // of the deposit contract when the members looked
        uint256 validUntilBlock;
    }

    /// How far ahead approvals may be valid, in blocks.
    uint256 public constant APPROVAL_BLOCKS = 64;

    bytes32 private constant WHOLE_DEPOSIT_TYPE = keccak256(
        "WholeDeposit(address superNode,bytes32 pubkeysHash,bytes32 signaturesHash,"
        "bytes32 withdrawalCredentials,uint256 amountPerKey,bytes32 depositRoot,"
        "uint256 validUntilBlock)"
    );

    bool private paused;
    uint256 private pauseCount; // votes to resume are for one pause

    /// Room for new state here, without moving that of the contract.
    uint256[48] private reserved;

    constructor() EIP712("StafiSuperNode", "1") { }

    modifier whileWholeDepositsRun() {
        if (paused) revert WholeDepositsArePaused();
        _;
    }

    /// @inheritdoc IStafiSuperNode
    function pauseWholeDeposits() external onlyRegistered whileWholeDepositsRun {
        if (!_isOwner(msg.sender) && !_nodeManager().getNodeTrusted(msg.sender)) {
            revert NotMemberNorOwner(msg.sender);
        }
        paused = true;
        ++pauseCount;
        emit WholeDepositsPaused(msg.sender);
    }

    /// @inheritdoc IStafiSuperNode
    function resumeWholeDeposits() external onlyRegistered {
        if (!paused) revert WholeDepositsAreNotPaused();
        if (!_isOwner(msg.sender)) {
            bytes32 subject = keccak256(abi.encode("resumeWholeDeposits", pauseCount));
            bool agreed = _castVote(subject, "duplicate vote");
            emit ResumeVoted(msg.sender);
            if (!agreed) return;
        }
        paused = false;
        emit WholeDepositsResumed(msg.sender);
    }

    /// @inheritdoc IStafiSuperNode
    function getWholeDepositsPaused() external view returns (bool) {
        return paused;
    }

    function _checkValidity(uint256 validUntilBlock) internal view {
        if (block.number > validUntilBlock) revert ApprovalsExpired(validUntilBlock);
        if (validUntilBlock > block.number + APPROVAL_BLOCKS) {
            revert ApprovalsTooFarAhead(validUntilBlock);
        }
    }

    /// Requires a quorum of the present members to have signed `message`. ECDSA refuses signatures
    /// with a high s; the ascending order refuses a second one of the same member.
    function _checkApprovals(WholeDeposit memory message, bytes[] calldata approvals)
        internal
        view
    {
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(WHOLE_DEPOSIT_TYPE, message)));
        IStafiNodeManager manager = _nodeManager();
        uint256 quorum = manager.getQuorum();
        if (approvals.length < quorum) revert TooFewApprovals(approvals.length, quorum);
        address previous = address(0);
        for (uint256 i = 0; i < approvals.length; ++i) {
            address signer = ECDSA.recover(digest, approvals[i]);
            if (signer <= previous) revert ApproversNotAscending(signer);
            if (!manager.getNodeTrusted(signer)) revert ApproverNotMember(signer);
            previous = signer;
        }
    }

    /// keccak256 of the plain concatenation of `parts`, each of which has `length` bytes.
    function _hashPacked(bytes[] calldata parts, uint256 length) internal pure returns (bytes32) {
        bytes memory packed = new bytes(parts.length * length);
        for (uint256 i = 0; i < parts.length; ++i) {
            bytes calldata part = parts[i];
            require(part.length == length, "params len err");
            assembly ("memory-safe") {
                calldatacopy(add(add(packed, 32), mul(i, length)), part.offset, length)
            }
        }
        return keccak256(packed);
    }
}
