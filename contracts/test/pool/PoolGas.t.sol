// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { WholeDepositFixture } from "./WholeDepositFixture.sol";

/// @title What the calls of the daemons cost, kept in snapshots/pool.json.
/// @notice As a transaction costs it: 21,000, the call data and every slot cold. "per key" is what
/// one more key adds, measured between a call with one key and one with as many as clients send.
contract PoolGasTest is WholeDepositFixture {
    uint256 private constant KEYS = 16; // at a gas limit of 3,000,000, pool-contracts.md section 8

    address[] private touched;

    function setUp() public override {
        super.setUp();
        touched = [address(registry), address(nodeManager), address(networkSettings)];
        touched.push(address(networkBalances));
        touched.push(address(userDeposit));
        touched.push(address(vault));
        touched.push(address(reth));
        touched.push(address(superNode));
        touched.push(address(lightNode));
        touched.push(address(queue));
        touched.push(address(beacon));
        _moreMembers(4);
        _stake(STAKER, 10_000 ether);
        // Neither the operator nor the deposit contract is new.
        _deposit(_batch(1000, 1, 1 ether));
        _deposit(_batch(0, KEYS, 1 ether));
        bytes[] memory pubkeys = _batch(0, KEYS, 0).pubkeys;
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(_member(i));
            superNode.voteWithdrawCredentials(pubkeys, _bools(KEYS, true));
        }
        // Nor is the queue, nor the staker in this cycle.
        _unstake(STAKER, 1 ether);
        vm.prank(STAKER);
        reth.approve(address(queue), 100 ether);
    }

    function test_deposit() public {
        uint256 one = _gas(OPERATOR, address(superNode), _depositCall(_batch(100, 1, 1 ether)));
        uint256 all = _gas(OPERATOR, address(superNode), _depositCall(_batch(100, KEYS, 1 ether)));
        uint256 perKey = (all - one) / (KEYS - 1);
        vm.snapshotValue("pool", "deposit gas per key", perKey);
        vm.snapshotValue("pool", "deposit of 16 keys", all);
        vm.assertLe(perKey, 120_000, "deposit gas per key");
        // Old clients plan with this much for each key (section 8).
        vm.assertLe(all, 268_921 + 162_917 * KEYS, "deposit of 16 keys");
    }

    function test_stake() public {
        uint256 one = _gas(OPERATOR, address(superNode), _stakeCall(_batch(0, 1, 31 ether)));
        uint256 all = _gas(OPERATOR, address(superNode), _stakeCall(_batch(0, KEYS, 31 ether)));
        vm.snapshotValue("pool", "stake gas per key", (all - one) / (KEYS - 1));
        vm.snapshotValue("pool", "stake of 16 keys", all);
    }

    function test_whole_deposit() public {
        uint256 one = _gas(OPERATOR, address(superNode), _wholeCall(_whole(100, 1, 3)));
        uint256 all = _gas(OPERATOR, address(superNode), _wholeCall(_whole(100, KEYS, 3)));
        uint256 perKey = (all - one) / (KEYS - 1);
        vm.snapshotValue("pool", "whole deposit gas per key", perKey);
        vm.snapshotValue("pool", "whole deposit of 16 keys, 3 approvals", all);
        // 139 keys fit into a transaction (product.md 9.2, EIP-7825).
        vm.assertLe(one + 138 * perKey, 16_777_216, "139 keys");
    }

    function test_vote() public {
        Batch memory batch = _batch(100, 30, 1 ether);
        _deposit(batch);
        bytes memory data =
            abi.encodeCall(superNode.voteWithdrawCredentials, (batch.pubkeys, _bools(30, true)));
        vm.snapshotValue("pool", "vote on 30 keys", _gas(_member(0), address(superNode), data));
    }

    function test_submit_balances() public {
        bytes memory data = abi.encodeCall(
            networkBalances.submitBalances, (10_000_300_000, 10_000 ether, 9000 ether, 10_000 ether)
        );
        vm.snapshotValue("pool", "submitBalances", _gas(_member(0), address(networkBalances), data));
    }

    function test_unstake() public {
        bytes memory data = abi.encodeCall(queue.unstake, (5 ether));
        vm.snapshotValue("pool", "unstake at once", _gas(STAKER, address(queue), data));
    }

    function _depositCall(Batch memory batch) private view returns (bytes memory) {
        return abi.encodeCall(superNode.deposit, (batch.pubkeys, batch.signatures, batch.roots));
    }

    function _stakeCall(Batch memory batch) private view returns (bytes memory) {
        return abi.encodeCall(superNode.stake, (batch.pubkeys, batch.signatures, batch.roots));
    }

    function _wholeCall(Whole memory whole) private view returns (bytes memory) {
        return abi.encodeCall(
            superNode.depositWhole,
            (
                whole.batch.pubkeys,
                whole.batch.signatures,
                whole.batch.roots,
                whole.depositRoot,
                whole.validUntilBlock,
                whole.approvals
            )
        );
    }

    /// What the transaction would cost; the state stays as it was.
    function _gas(address caller, address target, bytes memory data) private returns (uint256 gas) {
        uint256 before = vm.snapshotState();
        for (uint256 i = 0; i < touched.length; ++i) {
            vm.cool(touched[i]);
        }
        vm.prank(caller);
        gas = gasleft();
        (bool done,) = target.call(data);
        gas -= gasleft();
        require(done, "call failed");
        vm.revertToState(before);
        gas += 21_000;
        for (uint256 i = 0; i < data.length; ++i) {
            gas += data[i] == 0 ? 4 : 16;
        }
    }
}
