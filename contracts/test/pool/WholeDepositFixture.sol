// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { LaneFixture } from "./LaneFixture.sol";

/// @title Approvals of whole deposits, signed by the members as a relay does it.
abstract contract WholeDepositFixture is LaneFixture {
    /// The arguments of depositWhole, to be spoiled by a test one at a time.
    struct Whole {
        Batch batch;
        bytes32 depositRoot;
        uint256 validUntilBlock;
        bytes[] approvals;
    }

    /// What the members sign; each field of it can be spoiled.
    struct Message {
        address superNode;
        bytes32 pubkeysHash;
        bytes32 signaturesHash;
        bytes32 withdrawalCredentials;
        uint256 amountPerKey;
        bytes32 depositRoot;
        uint256 validUntilBlock;
    }

    // The type as product.md 9.2 prints it.
    bytes32 internal constant TYPE_HASH = keccak256(
        "WholeDeposit(address superNode,bytes32 pubkeysHash,bytes32 signaturesHash,"
        "bytes32 withdrawalCredentials,uint256 amountPerKey,bytes32 depositRoot,"
        "uint256 validUntilBlock)"
    );

    /// A call that is approved by the first `approvers` members.
    function _whole(uint256 first, uint256 count, uint256 approvers)
        internal
        view
        returns (Whole memory whole)
    {
        whole.batch = _batch(first, count, 32 ether);
        whole.depositRoot = beacon.get_deposit_root();
        whole.validUntilBlock = block.number + 64;
        whole.approvals = _approvals(_message(whole), approvers);
    }

    function _message(Whole memory whole) internal view returns (Message memory) {
        return Message({
            superNode: OPERATOR,
            pubkeysHash: keccak256(_joined(whole.batch.pubkeys)),
            signaturesHash: keccak256(_joined(whole.batch.signatures)),
            withdrawalCredentials: bytes32(_credentials()),
            amountPerKey: 32 ether,
            depositRoot: whole.depositRoot,
            validUntilBlock: whole.validUntilBlock
        });
    }

    function _digest(Message memory message) internal view returns (bytes32) {
        return _digest(message, address(superNode));
    }

    function _digest(Message memory message, address verifyingContract)
        internal
        view
        returns (bytes32)
    {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,"
                    "address verifyingContract)"
                ),
                keccak256("StafiSuperNode"),
                keccak256("1"),
                block.chainid,
                verifyingContract
            )
        );
        bytes32 content = keccak256(abi.encode(TYPE_HASH, message));
        return keccak256(abi.encodePacked(bytes2(0x1901), domain, content));
    }

    /// Signatures of the first `count` members, in ascending order of their addresses.
    function _approvals(Message memory message, uint256 count)
        internal
        view
        returns (bytes[] memory approvals)
    {
        bytes32 digest = _digest(message);
        uint256[] memory keys = _sortedKeys(count);
        approvals = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            approvals[i] = _sign(keys[i], digest);
        }
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// Private keys of the first `count` members by ascending address.
    function _sortedKeys(uint256 count) internal pure returns (uint256[] memory keys) {
        keys = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 key = _memberKey(i);
            uint256 place = i;
            for (; place > 0 && vm.addr(keys[place - 1]) > vm.addr(key); --place) {
                keys[place] = keys[place - 1];
            }
            keys[place] = key;
        }
    }

    function _joined(bytes[] memory parts) internal pure returns (bytes memory all) {
        for (uint256 i = 0; i < parts.length; ++i) {
            all = bytes.concat(all, parts[i]);
        }
    }

    function _depositWhole(Whole memory whole) internal {
        _depositWhole(OPERATOR, whole);
    }

    function _depositWhole(address caller, Whole memory whole) internal {
        vm.prank(caller);
        superNode.depositWhole(
            whole.batch.pubkeys,
            whole.batch.signatures,
            whole.batch.roots,
            whole.depositRoot,
            whole.validUntilBlock,
            whole.approvals
        );
    }
}
