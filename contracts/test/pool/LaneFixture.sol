// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

import { DepositContract } from "../../src/beacon/DepositContract.sol";
import { StafiDistributor } from "../../src/pool/StafiDistributor.sol";
import { StafiFeePool } from "../../src/pool/StafiFeePool.sol";
import { StafiLightNode } from "../../src/pool/StafiLightNode.sol";
import { StafiSuperNode } from "../../src/pool/StafiSuperNode.sol";
import { StafiSuperNodeFeePool } from "../../src/pool/StafiSuperNodeFeePool.sol";
import { StafiWithdraw } from "../../src/pool/StafiWithdraw.sol";
import { Vm } from "../Vm.sol";
import { PoolFixture } from "./PoolFixture.sol";

/// @title The whole pool on a real deposit contract, with one member, one super node and both lanes
/// open: what the predecessor's tests begin with (pool-contracts.md section 9).
abstract contract LaneFixture is PoolFixture {
    /// Deposits of one call, as the lanes take them.
    struct Batch {
        bytes[] pubkeys;
        bytes[] signatures;
        bytes32[] roots;
    }

    address internal constant STAKER = address(0x57A4E4);
    address internal constant OPERATOR = address(0x0993A7);
    address internal constant SOLO = address(0x5010);

    DepositContract internal beacon;
    StafiSuperNode internal superNode;
    StafiLightNode internal lightNode;
    StafiWithdraw internal queue;
    StafiDistributor internal distributor;
    StafiFeePool internal feePool;
    StafiSuperNodeFeePool internal superNodeFeePool;

    function setUp() public virtual override {
        super.setUp();
        beacon = new DepositContract();
        superNode = StafiSuperNode(_proxy(address(new StafiSuperNode(registry))));
        lightNode = StafiLightNode(_proxy(address(new StafiLightNode(registry))));
        queue = StafiWithdraw(payable(_queueProxy(20 ether, 10 ether)));
        distributor = StafiDistributor(payable(_proxy(address(new StafiDistributor(registry)))));
        feePool = new StafiFeePool(registry);
        superNodeFeePool = new StafiSuperNodeFeePool(registry);

        _add("ethDeposit", address(beacon));
        _add("stafiSuperNode", address(superNode));
        _add("stafiLightNode", address(lightNode));
        _add("stafiWithdraw", address(queue));
        _add("stafiDistributor", address(distributor));
        _add("stafiFeePool", address(feePool));
        _add("stafiSuperNodeFeePool", address(superNodeFeePool));

        vm.startPrank(OWNER);
        networkSettings.setWithdrawalCredentials(_credentials());
        nodeManager.setNodeSuper(OPERATOR, true);
        superNode.setSuperNodeDepositEnabled(true);
        lightNode.setLightNodeDepositEnabled(true);
        vm.stopPrank();
        _addMembers(1);
    }

    function _queueProxy(uint256 limit, uint256 userLimit) internal returns (address) {
        bytes memory start = abi.encodeCall(StafiWithdraw.initialize, (limit, userLimit));
        return address(new ERC1967Proxy(address(new StafiWithdraw(registry)), start));
    }

    /// The next call, made by `caller`, reverts with this text.
    function _refused(address caller, string memory text) internal {
        vm.prank(caller);
        vm.expectRevert(reason(text));
    }

    /// How many of the recorded logs `emitter` wrote.
    function _logsOf(address emitter) internal returns (uint256 count) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == emitter) ++count;
        }
    }

    function _credentials() internal view returns (bytes memory) {
        return abi.encodePacked(bytes1(0x01), bytes11(0), address(queue));
    }

    /// Keys first, first + 1, …, with the roots that the deposit contract wants for `amount`.
    function _batch(uint256 first, uint256 count, uint256 amount)
        internal
        view
        returns (Batch memory batch)
    {
        batch = Batch(new bytes[](count), new bytes[](count), new bytes32[](count));
        for (uint256 i = 0; i < count; ++i) {
            batch.pubkeys[i] = _pubkey(first + i);
            batch.signatures[i] = _signature(first + i);
            batch.roots[i] =
                _depositDataRoot(batch.pubkeys[i], _credentials(), batch.signatures[i], amount);
        }
    }

    function _pubkey(uint256 index) internal pure returns (bytes memory) {
        return abi.encodePacked(keccak256(abi.encode("key", index)), bytes16(uint128(index)));
    }

    /// The deposit contract checks no signature, so any 96 bytes will do.
    function _signature(uint256 index) internal pure returns (bytes memory) {
        bytes32 word = keccak256(abi.encode("signature", index));
        return abi.encodePacked(word, word, word);
    }

    /// hash_tree_root of DepositData. Source: consensus-specs, phase0/beacon-chain.md.
    function _depositDataRoot(
        bytes memory pubkey,
        bytes memory credentials,
        bytes memory signature,
        uint256 amount
    ) internal pure returns (bytes32) {
        bytes32 pubkeyRoot = sha256(abi.encodePacked(pubkey, bytes16(0)));
        bytes memory head = new bytes(64);
        bytes memory tail = new bytes(64);
        for (uint256 i = 0; i < 64; ++i) {
            head[i] = signature[i];
            if (i < 32) tail[i] = signature[64 + i];
        }
        bytes32 signatureRoot = sha256(abi.encodePacked(sha256(head), sha256(tail)));
        bytes memory gweiLittleEndian = new bytes(32);
        uint256 rest = amount / 1 gwei;
        for (uint256 i = 0; i < 8; ++i) {
            gweiLittleEndian[i] = bytes1(uint8(rest));
            rest >>= 8;
        }
        return sha256(
            abi.encodePacked(
                sha256(abi.encodePacked(pubkeyRoot, credentials)),
                sha256(abi.encodePacked(gweiLittleEndian, signatureRoot))
            )
        );
    }

    function _bools(uint256 count, bool value) internal pure returns (bool[] memory list) {
        list = new bool[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = value;
        }
    }

    function _numbers(uint256 first) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = first;
    }

    function _numbers(uint256 first, uint256 second) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (first, second);
    }

    function _deposit(Batch memory batch) internal {
        vm.prank(OPERATOR);
        superNode.deposit(batch.pubkeys, batch.signatures, batch.roots);
    }

    function _stake(Batch memory batch) internal {
        vm.prank(OPERATOR);
        superNode.stake(batch.pubkeys, batch.signatures, batch.roots);
    }

    function _depositSolo(Batch memory batch, uint256 value) internal {
        _give(SOLO, value);
        vm.prank(SOLO);
        lightNode.deposit{ value: value }(batch.pubkeys, batch.signatures, batch.roots);
    }

    function _stakeSolo(Batch memory batch) internal {
        vm.prank(SOLO);
        lightNode.stake(batch.pubkeys, batch.signatures, batch.roots);
    }

    /// Super-node keys with 1 ETH each, matched by the first member.
    function _matchedKeys(uint256 first, uint256 count) internal returns (Batch memory batch) {
        batch = _batch(first, count, 1 ether);
        _deposit(batch);
        vm.prank(_member(0));
        superNode.voteWithdrawCredentials(batch.pubkeys, _bools(count, true));
    }

    /// Solo keys with `amount` each, matched by the first member.
    function _matchedSoloKeys(uint256 first, uint256 count, uint256 amount)
        internal
        returns (Batch memory batch)
    {
        batch = _batch(first, count, amount);
        _depositSolo(batch, amount * count);
        vm.prank(_member(0));
        lightNode.voteWithdrawCredentials(batch.pubkeys, _bools(count, true));
    }

    /// Allows the queue to take the staker's rETH, and unstakes `amount` of it.
    function _unstake(address staker, uint256 amount) internal {
        vm.prank(staker);
        reth.approve(address(queue), amount);
        vm.prank(staker);
        queue.unstake(amount);
    }

    /// The first member has company: members 1 to `count` - 1 join.
    function _moreMembers(uint256 count) internal {
        for (uint256 i = 1; i < count; ++i) {
            vm.prank(OWNER);
            nodeManager.setNodeTrusted(_member(i), true);
        }
    }

    /// As if the rate had not caught up, or had.
    function _clampRate(bool clamped) internal {
        vm.mockCall(
            address(networkBalances),
            abi.encodeCall(networkBalances.getRateClamped, ()),
            abi.encode(clamped)
        );
    }

    /// What validators paid out for operators and platform.
    function _fundDistributor(uint256 amount) internal {
        _give(STRANGER, amount);
        vm.prank(STRANGER);
        distributor.distributeWithdrawals{ value: amount }();
    }

    /// The pool's ether goes to `count` probes of 1 ETH.
    function _spendPool(uint256 count) internal {
        _spendPoolFrom(0, count);
    }

    function _spendPoolFrom(uint256 first, uint256 count) internal {
        _deposit(_batch(first, count, 1 ether));
    }
}
