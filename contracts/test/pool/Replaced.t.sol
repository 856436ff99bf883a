// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiDistributor } from "../../src/pool/interfaces/IStafiDistributor.sol";
import { IStafiFeePool } from "../../src/pool/interfaces/IStafiFeePool.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title Anything with code.
contract Successor { }

/// @title A contract whose name means another one does nothing any more, whoever calls it.
contract ReplacedTest is LaneFixture {
    string private constant OUTDATED = "Invalid or outdated contract";

    bytes[] private keys;
    bytes32[] private roots;

    function setUp() public override {
        super.setUp();
        _stake(STAKER, 100 ether);
        keys.push(_pubkey(0));
        roots.push(bytes32(0));
        vm.deal(SOLO, 100 ether);
    }

    function test_the_lane_of_super_nodes() public {
        address old = address(superNode);
        _replace("stafiSuperNode", address(new Successor()));
        _refuses(OPERATOR, old, abi.encodeCall(superNode.deposit, (keys, keys, roots)));
        _refuses(OPERATOR, old, abi.encodeCall(superNode.stake, (keys, keys, roots)));
        bytes memory whole = abi.encodeCall(
            superNode.depositWhole, (keys, keys, roots, bytes32(0), block.number, keys)
        );
        _refuses(OPERATOR, old, whole);
        _refuses(OWNER, old, abi.encodeCall(superNode.retireSuperNodePubkeys, (keys)));
        _refuses(OWNER, old, abi.encodeCall(superNode.setSuperNodeDepositEnabled, (true)));
        _refuses(OWNER, old, abi.encodeCall(superNode.setSuperNodePubkeyStatus, (keys[0], 2)));
        _refuses(OWNER, old, abi.encodeCall(superNode.pauseWholeDeposits, ()));
        _refuses(OWNER, old, abi.encodeCall(superNode.resumeWholeDeposits, ()));
        bool[] memory matches = _bools(1, true);
        bytes memory vote = abi.encodeCall(superNode.voteWithdrawCredentials, (keys, matches));
        _refuses(_member(0), old, vote);
    }

    function test_the_lane_of_solo_nodes() public {
        address old = address(lightNode);
        _replace("stafiLightNode", address(new Successor()));
        _refuses(SOLO, old, abi.encodeCall(lightNode.deposit, (keys, keys, roots)), 4 ether);
        _refuses(SOLO, old, abi.encodeCall(lightNode.stake, (keys, keys, roots)));
        _refuses(SOLO, old, abi.encodeCall(lightNode.offBoard, (keys[0])));
        bytes memory provide = abi.encodeCall(lightNode.provideNodeDepositToken, (keys[0]));
        _refuses(SOLO, old, provide, 4 ether);
        _refuses(SOLO, old, abi.encodeCall(lightNode.withdrawNodeDepositToken, (keys[0])));
        _refuses(OWNER, old, abi.encodeCall(lightNode.setLightNodeDepositEnabled, (true)));
        _refuses(OWNER, old, abi.encodeCall(lightNode.setLightNodePubkeyStatus, (keys[0], 2)));
        bool[] memory matches = _bools(1, true);
        bytes memory vote = abi.encodeCall(lightNode.voteWithdrawCredentials, (keys, matches));
        _refuses(_member(0), old, vote);
    }

    function test_the_queue() public {
        address old = address(queue);
        vm.prank(STAKER);
        reth.approve(old, 10 ether);
        _clampRate(true); // so that the pool, which knows its queue, is not asked
        _replace("stafiWithdraw", address(new Successor()));
        uint256[] memory indexes = _numbers(0);
        _refuses(STAKER, old, abi.encodeCall(queue.unstake, (1 ether)));
        _refuses(STAKER, old, abi.encodeCall(queue.withdraw, (indexes)));
        _refuses(STAKER, old, abi.encodeCall(queue.triggerExits, (keys, 1)));
        _refuses(_member(0), old, abi.encodeCall(queue.distributeWithdrawals, (1, 0, 0, 0, 0)));
        _refuses(_member(0), old, abi.encodeCall(queue.reserveEthForWithdraw, (1)));
        _refuses(_member(0), old, abi.encodeCall(queue.notifyValidatorExit, (1, 0, indexes)));
        _refuses(_member(0), old, abi.encodeCall(queue.nameElectedKeys, (1, keys)));
        _refuses(address(userDeposit), old, abi.encodeCall(queue.serveMissing, ()));
        _refuses(OWNER, old, abi.encodeCall(queue.setWithdrawLimitPerCycle, (1)));
        _refuses(OWNER, old, abi.encodeCall(queue.setUserWithdrawLimitPerCycle, (1)));
    }

    function test_the_distributor_and_what_pays_it() public {
        address old = address(distributor);
        _replace("stafiDistributor", address(new Successor()));
        _refuses(SOLO, old, abi.encodeCall(distributor.distributeWithdrawals, ()), 1 ether);
        _refuses(_member(0), old, abi.encodeCall(distributor.distributeFee, (1, 1, 1, 1)));
        _refuses(_member(0), old, abi.encodeCall(distributor.distributeSuperNodeFee, (1, 1, 1, 1)));
        _refuses(_member(0), old, abi.encodeCall(distributor.distributeSlashAmount, (1, 1)));
        _refuses(_member(0), old, abi.encodeCall(distributor.setMerkleRoot, (1, bytes32(0))));
        _refuses(_member(0), old, abi.encodeCall(distributor.setPlatformTotalAmount, (1, 1)));
        _refuses(OWNER, old, abi.encodeCall(distributor.updateMerkleRoot, (bytes32(0))));
        _refuses(OWNER, old, abi.encodeCall(distributor.claimPlatformFee, (OWNER)));
        bytes memory claim = abi.encodeCall(
            distributor.claim, (0, SOLO, 1, 0, roots, IStafiDistributor.ClaimType.ClaimTotal)
        );
        _refuses(SOLO, old, claim);
        bytes memory fees = abi.encodeCall(IStafiFeePool.withdrawEther, (old, 1));
        _refuses(old, address(feePool), fees);
        _replace("stafiDistributor", old);
        _replace("stafiFeePool", address(new Successor()));
        _refuses(old, address(feePool), fees);
    }

    function test_the_pool() public {
        address old = address(userDeposit);
        _replace("stafiUserDeposit", address(new Successor()));
        _refuses(STAKER, old, abi.encodeCall(userDeposit.deposit, ()), 1 ether);
        _refuses(OWNER, old, abi.encodeCall(userDeposit.setDepositEnabled, (true)));
        _refuses(OWNER, old, abi.encodeCall(userDeposit.setMinimumDeposit, (1)));
        bytes memory recycle = abi.encodeCall(userDeposit.recycleWithdrawDeposit, ());
        _refuses(address(queue), old, recycle, 1 ether);
        recycle = abi.encodeCall(userDeposit.recycleDistributorDeposit, ());
        _refuses(address(distributor), old, recycle, 1 ether);
    }

    function test_the_vault_and_the_token() public {
        _replace("stafiEther", address(new Successor()));
        address pool = address(userDeposit);
        _refuses(pool, address(vault), abi.encodeCall(vault.depositEther, ()), 1 ether);
        _refuses(pool, address(vault), abi.encodeCall(vault.withdrawEther, (1)));
        _replace("rETHToken", address(new Successor()));
        _refuses(pool, address(reth), abi.encodeCall(reth.userMint, (1 ether, STAKER)));
    }

    function test_those_who_decide() public {
        address old = address(nodeManager);
        _replace("stafiNodeManager", address(new Successor()));
        _refuses(OWNER, old, abi.encodeCall(nodeManager.setNodeTrusted, (SOLO, true)));
        _refuses(OWNER, old, abi.encodeCall(nodeManager.setNodeSuper, (SOLO, true)));
        old = address(networkBalances);
        _replace("stafiNetworkBalances", address(new Successor()));
        _refuses(_member(0), old, abi.encodeCall(networkBalances.submitBalances, (1, 1, 0, 1)));
    }

    function test_the_settings() public {
        address old = address(stakingPoolSettings);
        _replace("stafiStakingPoolSettings", address(new Successor()));
        bytes memory allow =
            abi.encodeCall(stakingPoolSettings.setNodeDepositAmountAllowed, (4 ether, true));
        _refuses(OWNER, old, allow);
        _refuses(
            OWNER, old, abi.encodeCall(stakingPoolSettings.setCurrentNodeDepositAmount, (4 ether))
        );
        _refuses(
            OWNER, old, abi.encodeCall(stakingPoolSettings.setCompatibleWithOldClients, (true))
        );
        old = address(networkSettings);
        _replace("stafiNetworkSettings", address(new Successor()));
        _refuses(OWNER, old, abi.encodeCall(networkSettings.setNodeConsensusThreshold, (1e18)));
        _refuses(OWNER, old, abi.encodeCall(networkSettings.setRateStepLimit, (1)));
        _refuses(OWNER, old, abi.encodeCall(networkSettings.setNodeFee, (1)));
        _refuses(OWNER, old, abi.encodeCall(networkSettings.setPlatformFee, (1)));
        _refuses(OWNER, old, abi.encodeCall(networkSettings.setSuperNodePubkeyLimit, (1)));
        bytes memory credentials = _credentials();
        _refuses(
            OWNER, old, abi.encodeCall(networkSettings.setWithdrawalCredentials, (credentials))
        );
        _refuses(OWNER, old, abi.encodeCall(networkSettings.setSubmitBalancesEnabled, (true)));
        _refuses(OWNER, old, abi.encodeCall(networkSettings.pause, ()));
        _refuses(OWNER, old, abi.encodeCall(networkSettings.unpause, ()));
    }

    function _refuses(address caller, address target, bytes memory data) private {
        _refuses(caller, target, data, 0);
    }

    function _refuses(address caller, address target, bytes memory data, uint256 value) private {
        vm.deal(caller, caller.balance + value);
        vm.prank(caller);
        (bool done, bytes memory why) = target.call{ value: value }(data);
        vm.assertFalse(done);
        vm.assertEq(why, reason(OUTDATED));
    }
}
