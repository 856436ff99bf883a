// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiDistributor } from "../../src/pool/interfaces/IStafiDistributor.sol";
import { PoolOracle } from "./PoolOracle.sol";

/// @title Everything that people do with a pool, in any order, for an invariant run.
/// @notice It deploys the pool, plays everybody, and keeps the few figures that the chain does not.
/// One key in four is taken whatever its status, so that steps are also tried twice or too early.
contract PoolHandler is PoolOracle {
    uint256 private constant STAKERS = 3;
    /// Where ether comes from.
    address private constant TREASURY = address(0x72EA);

    /// All ether that ever came into this world, in wei.
    uint256 public created;
    /// What the last Merkle root grants the operators, and the last vote the platform, in wei.
    uint256 public granted;
    uint256 public grantedPlatform;
    /// What became the stakers' by stakes and votes, the operators' and the platform's by votes, and
    /// what solo nodes brought, in wei.
    uint256 public forStakers;
    uint256 public forOperators;
    uint256 public bySoloNodes;
    /// Facts that must never come true.
    bool public rateBrokeItsBounds;
    bool public queueLostItsOrder;
    bool public claimableFellBack;
    bool public validatorsTookFromTheQueue;

    uint256[] private superKeys;
    uint256[] private soloKeys;
    uint256 private nextKey;
    uint256 private height;
    uint256 private mostClaimable;

    function setUp() public override {
        vm.deal(TREASURY, 1e36);
        super.setUp();
        vm.startPrank(OWNER);
        queue.setWithdrawLimitPerCycle(600 ether);
        queue.setUserWithdrawLimitPerCycle(400 ether);
        vm.stopPrank();
    }

    modifier watched() {
        _;
        uint256 claimable = queue.maxClaimableWithdrawIndex();
        if (claimable < mostClaimable) claimableFellBack = true;
        mostClaimable = claimable;
    }

    /// For what takes the pool's ether to validators.
    modifier validating() {
        _;
        uint256 missing = queue.totalMissingAmountForWithdraw();
        if (userDeposit.getBalance() < missing) validatorsTookFromTheQueue = true;
    }

    // stakers

    function stake(uint256 who, uint256 amount) external watched {
        amount = bound(amount, 0.01 ether, 400 ether);
        created += amount;
        forStakers += amount;
        _stake(_staker(who), amount);
    }

    function unstake(uint256 who, uint256 amount) external watched {
        address staker = _staker(who);
        uint256 balance = reth.balanceOf(staker);
        if (balance > 0) _unstake(staker, bound(amount, 1, balance / 3 + 1));
    }

    /// Tries every request of a staker: none may be paid while an older one is not.
    function withdraw(uint256 who) external watched {
        address staker = _staker(who);
        uint256[] memory indexes = queue.getUnclaimedWithdrawalsOfUser(staker);
        uint256 newestPaid = 0;
        uint256 oldestRefused = type(uint256).max;
        for (uint256 i = 0; i < indexes.length; ++i) {
            vm.prank(staker);
            try queue.withdraw(_numbers(indexes[i])) {
                if (indexes[i] > newestPaid) newestPaid = indexes[i];
            } catch {
                if (indexes[i] < oldestRefused) oldestRefused = indexes[i];
            }
        }
        if (oldestRefused < newestPaid) queueLostItsOrder = true;
    }

    // operators

    function depositSuperKeys(uint256 count) external watched validating {
        count = bound(count, 1, 3);
        _deposit(_batch(nextKey, count, 1 ether));
        _remember(superKeys, count);
    }

    function depositWhole(uint256 count) external watched validating {
        count = bound(count, 1, 2);
        _depositWhole(_approved(nextKey, count));
        _remember(superKeys, count);
    }

    function stakeSuperKey(uint256 which) external watched validating {
        _stake(_batch(_pick(superKeys, which, 2), 1, 31 ether));
    }

    function depositSoloKey(uint256 quarter) external watched {
        uint256 amount = 4 ether * bound(quarter, 1, 3);
        created += amount;
        bySoloNodes += amount;
        _depositSolo(_batch(nextKey, 1, amount), amount);
        _remember(soloKeys, 1);
    }

    function stakeSoloKey(uint256 which) external watched validating {
        uint256 key = _pick(soloKeys, which, 2);
        (, uint256 amount) = lightNode.getPubkeyOwner(_pubkey(key));
        _stakeSolo(_batch(key, 1, 32 ether - amount));
    }

    function leaveWithSoloKey(uint256 which) external watched {
        bytes memory pubkey = _pubkey(_pick(soloKeys, which, 2));
        vm.prank(SOLO);
        lightNode.offBoard(pubkey);
    }

    function provideRefund(uint256 which) external watched {
        bytes memory pubkey = _pubkey(_pick(soloKeys, which, 5));
        (, uint256 amount) = lightNode.getPubkeyOwner(pubkey);
        _create(STRANGER, amount);
        vm.prank(STRANGER);
        lightNode.provideNodeDepositToken{ value: amount }(pubkey);
    }

    function takeRefund(uint256 which) external watched {
        bytes memory pubkey = _pubkey(_pick(soloKeys, which, 6));
        vm.prank(SOLO);
        lightNode.withdrawNodeDepositToken(pubkey);
    }

    function claim(uint256 claimType) external watched {
        vm.prank(STRANGER);
        distributor.claim(
            0,
            SOLO,
            granted,
            0,
            new bytes32[](0),
            IStafiDistributor.ClaimType(bound(claimType, 0, 3))
        );
    }

    // the beacon chain

    function earn(uint256 where, uint256 amount) external watched {
        address[3] memory places = [address(queue), address(feePool), address(superNodeFeePool)];
        _create(places[where % 3], bound(amount, 1, 64 ether));
    }

    function passTime(uint256 time) external watched {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1 minutes, 2 days));
        vm.roll(vm.getBlockNumber() + 1);
    }

    // the oracle

    function voteOnKey(uint256 which, bool solo, uint256 opinion) external watched {
        bytes[] memory pubkeys = new bytes[](1);
        pubkeys[0] = _pubkey(_pick(solo ? soloKeys : superKeys, which, 1));
        _judge(solo, pubkeys, opinion % 8 != 0, opinion % 3 == 0);
    }

    /// The members err by a little, by much, or are bought and report a supply of dust.
    function submitBalances(uint256 total, bool wild, uint256 dust) external watched {
        uint256 supply = wild && dust % 4 == 0 ? dust % 1000 + 1 : reth.totalSupply();
        if (supply == 0) return;
        uint256 spread = wild ? supply : supply / 500;
        uint256 expected = reth.getEthValue(supply);
        total = bound(total, expected > spread ? expected - spread : 1, expected + spread);
        (uint256 lowest, uint256 highest) = networkBalances.getRateBounds();
        bytes memory vote =
            abi.encodeCall(networkBalances.submitBalances, (++height, total, 0, supply));
        _agree(address(networkBalances), vote);
        uint256 rate = reth.getExchangeRate();
        if (rate > highest || rate < lowest) rateBrokeItsBounds = true;
    }

    function distributeFees(bool ofSuperNodes, uint256 user, uint256 node) external watched {
        address pool = ofSuperNodes ? address(superNodeFeePool) : address(feePool);
        uint256 rest = pool.balance;
        if (rest == 0) return;
        user = bound(user, 0, rest);
        node = bound(node, 0, rest - user);
        bytes4 split = ofSuperNodes
            ? distributor.distributeSuperNodeFee.selector
            : distributor.distributeFee.selector;
        _agree(
            address(distributor),
            abi.encodeWithSelector(split, ++height, user, node, rest - user - node)
        );
        forStakers += user;
        forOperators += rest - user;
    }

    function distributeWithdrawals(uint256 user, uint256 node) external watched {
        uint256 rest = address(queue).balance - queue.getReservedForClaims();
        user = bound(user, 0, rest);
        node = bound(node, 0, rest - user);
        uint256 next = queue.nextWithdrawIndex();
        bytes memory vote = abi.encodeCall(
            queue.distributeWithdrawals,
            (++height, user, node, rest - user - node, next == 0 ? 0 : next - 1)
        );
        _agree(address(queue), vote);
        forStakers += user;
        forOperators += rest - user;
    }

    function reserve() external watched {
        _agree(address(queue), abi.encodeCall(queue.reserveEthForWithdraw, (++height)));
    }

    /// Grants operators and platform some of what the distributor holds and owes nobody.
    function grant(uint256 reward, uint256 platform) external watched {
        uint256 rest = _unpromised();
        reward = bound(reward, 0, rest);
        granted += reward;
        grantedPlatform += bound(platform, 0, rest - reward);
        bytes32 root = keccak256(abi.encodePacked(uint256(0), SOLO, granted, uint256(0)));
        _agree(address(distributor), abi.encodeCall(distributor.setMerkleRoot, (++height, root)));
        bytes memory vote =
            abi.encodeCall(distributor.setPlatformTotalAmount, (height, grantedPlatform));
        _agree(address(distributor), vote);
    }

    function distributeSlash(uint256 amount) external watched {
        uint256 rest = _unpromised();
        if (rest == 0) return;
        amount = bound(amount, 1, rest);
        bytes memory vote = abi.encodeCall(distributor.distributeSlashAmount, (++height, amount));
        _agree(address(distributor), vote);
        forStakers += amount;
        forOperators -= amount;
    }

    // the owner

    function claimPlatformFee() external watched {
        vm.prank(OWNER);
        distributor.claimPlatformFee(OWNER);
    }

    function pauseOrNot(uint256 seed) external watched {
        vm.prank(OWNER);
        if (seed % 8 == 0) networkSettings.pause();
        else networkSettings.unpause();
    }

    // what the invariants ask

    /// All ether, wherever it is now.
    function existing() external view returns (uint256 sum) {
        address[14] memory places = [
            address(vault),
            address(queue),
            address(feePool),
            address(superNodeFeePool),
            address(beacon),
            address(userDeposit),
            address(superNode),
            address(lightNode),
            address(distributor),
            SOLO,
            OPERATOR,
            OWNER,
            STRANGER,
            address(reth)
        ];
        for (uint256 i = 0; i < places.length; ++i) {
            sum += places[i].balance;
        }
        for (uint256 i = 0; i < STAKERS; ++i) {
            sum += _staker(i).balance;
        }
    }

    /// The stakers' ether: in the pool, covering the queue, with validators, and paid out.
    function ofStakers() external view returns (uint256 sum) {
        sum = userDeposit.getBalance() + queue.getReservedForClaims();
        sum += address(beacon).balance - bySoloNodes;
        for (uint256 i = 0; i < STAKERS; ++i) {
            sum += _staker(i).balance;
        }
    }

    /// The operators' and the platform's: in the vault, and paid out.
    function ofOperators() external view returns (uint256) {
        return vault.balanceOf(address(distributor)) + distributor.getTotalClaimedReward(SOLO)
            + distributor.getPlatformTotalClaimedAmount();
    }

    /// What the beacon chain must hold, by the status of every key.
    function depositedByStatus() external view returns (uint256 sum) {
        for (uint256 i = 0; i < superKeys.length; ++i) {
            uint256 status = superNode.getSuperNodePubkeyStatus(_pubkey(superKeys[i]));
            sum += status == 3 ? 32 ether : 1 ether;
        }
        for (uint256 i = 0; i < soloKeys.length; ++i) {
            bytes memory pubkey = _pubkey(soloKeys[i]);
            (, uint256 amount) = lightNode.getPubkeyOwner(pubkey);
            sum += lightNode.getLightNodePubkeyStatus(pubkey) == 3 ? 32 ether : amount;
        }
    }

    /// Refunds that wait in the vault for their operators.
    function refunds() external view returns (uint256 sum) {
        for (uint256 i = 0; i < soloKeys.length; ++i) {
            bytes memory pubkey = _pubkey(soloKeys[i]);
            (, uint256 amount) = lightNode.getPubkeyOwner(pubkey);
            if (lightNode.getLightNodePubkeyStatus(pubkey) == 6) sum += amount;
        }
    }

    /// What the stakers have asked for and not been paid.
    function unpaid() external view returns (uint256 sum) {
        for (uint256 i = 0; i < STAKERS; ++i) {
            uint256[] memory indexes = queue.getUnclaimedWithdrawalsOfUser(_staker(i));
            for (uint256 j = 0; j < indexes.length; ++j) {
                (, uint256 amount) = queue.withdrawalAtIndex(indexes[j]);
                sum += amount;
            }
        }
    }

    /// What was queued in this cycle by all stakers.
    function queuedNow() external view returns (uint256 sum) {
        uint256 cycle = queue.currentWithdrawCycle();
        for (uint256 i = 0; i < STAKERS; ++i) {
            sum += queue.userWithdrawAmountAtCycle(_staker(i), cycle);
        }
    }

    /// What operators and platform may still take from the distributor.
    function promised() public view returns (uint256) {
        return granted - distributor.getTotalClaimedReward(SOLO) + grantedPlatform
            - distributor.getPlatformTotalClaimedAmount();
    }

    function contracts() external view returns (address, address, address, address, address) {
        return (
            address(vault),
            address(queue),
            address(userDeposit),
            address(distributor),
            address(lightNode)
        );
    }

    function beaconBalance() external view returns (uint256) {
        return address(beacon).balance;
    }

    function _unpromised() private view returns (uint256) {
        return vault.balanceOf(address(distributor)) - promised();
    }

    /// Not by vm.deal: what it gave, forge takes back when a later call in the run reverts.
    function _give(address account, uint256 amount) internal override {
        vm.prank(TREASURY);
        (bool done,) = account.call{ value: amount }("");
        vm.assertTrue(done);
    }

    function _create(address account, uint256 amount) private {
        _give(account, amount);
        created += amount;
    }

    function _remember(uint256[] storage keys, uint256 count) private {
        for (uint256 i = 0; i < count; ++i) {
            keys.push(nextKey++);
        }
    }

    /// A key from `which` on that has `status`, or any.
    function _pick(uint256[] storage keys, uint256 which, uint256 status)
        private
        view
        returns (uint256 key)
    {
        require(keys.length > 0, "no key yet");
        for (uint256 i = 0; i < keys.length && which % 4 > 0; ++i) {
            key = keys[(which / 4 + i) % keys.length];
            if (_statusOf(_pubkey(key)) == status) return key;
        }
        return keys[which / 4 % keys.length];
    }

    function _staker(uint256 which) private pure returns (address) {
        return vm.addr(0x57A4E4 + which % STAKERS);
    }
}
