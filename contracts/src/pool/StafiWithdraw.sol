// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { EnumerableSet } from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import { STAFI_DISTRIBUTOR, STAFI_USER_DEPOSIT } from "./ContractKeys.sol";
import { ExitElection } from "./ExitElection.sol";
import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { IStafiDistributor } from "./interfaces/IStafiDistributor.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";
import { IPoolEtherReceiver, IStafiUserDeposit } from "./interfaces/IStafiUserDeposit.sol";
import { IStafiWithdraw } from "./interfaces/IStafiWithdraw.sol";

/// @title The way out: the queue of withdrawals, and the exits of validators that fill it.
/// @notice Three totals since the start say everything: `queued` ≥ `covered` ≥ `claimed`. Missing
/// is queued − covered; covered − claimed is here and owed; a request is claimable once `covered`
/// has reached its place. Ether beyond that came from validators and waits to be distributed.
contract StafiWithdraw is IStafiWithdraw, IPoolEtherReceiver, ExitElection {
    using EnumerableSet for EnumerableSet.UintSet;
    using SafeCast for uint256;

    uint256 private queued;
    uint256 private covered;
    uint256 private claimed;

    Withdrawal[] private withdrawals;
    mapping(address user => EnumerableSet.UintSet) private unclaimedOf;

    /// @inheritdoc IStafiWithdraw
    uint256 public latestDistributeHeight;
    /// @inheritdoc IStafiWithdraw
    uint256 public withdrawLimitPerCycle;
    /// @inheritdoc IStafiWithdraw
    uint256 public userWithdrawLimitPerCycle;
    /// @inheritdoc IStafiWithdraw
    mapping(uint256 cycle => uint256) public totalWithdrawAmountAtCycle;
    /// @inheritdoc IStafiWithdraw
    mapping(address user => mapping(uint256 cycle => uint256)) public userWithdrawAmountAtCycle;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiWithdraw") { }

    /// Validators' ether arrives without a call; gifts may come through here.
    receive() external payable { }

    /// @notice Sets both limits, in wei, in the transaction that makes the proxy.
    function initialize(uint256 withdrawLimit, uint256 userWithdrawLimit) external initializer {
        withdrawLimitPerCycle = withdrawLimit;
        userWithdrawLimitPerCycle = userWithdrawLimit;
    }

    /// @inheritdoc IPoolEtherReceiver
    function depositEth() external payable onlyLatestContract(STAFI_USER_DEPOSIT) {
        emit EtherDeposited(msg.sender, msg.value, block.timestamp);
    }

    /// @inheritdoc IStafiWithdraw
    function unstake(uint256 rethAmount) external onlyRegistered nonReentrant {
        require(rethAmount > 0, "reth amount zero");
        uint256 ethAmount = _rethToken().getEthValue(rethAmount);
        require(ethAmount > 0, "eth amount zero");
        bool clamped = _networkBalances().getRateClamped();
        uint256 needed = totalMissingAmountForWithdraw() + ethAmount;
        bool instantly = !clamped && needed <= _userDeposit().getBalance();
        _useLimits(ethAmount, instantly);
        _rethToken().burnFrom(msg.sender, rethAmount);

        uint256 index = withdrawals.length;
        queued += ethAmount;
        withdrawals.push(Withdrawal(msg.sender, ethAmount.toUint96(), queued.toUint128()));
        if (!clamped) _coverFromPool();
        emit Unstake(msg.sender, rethAmount, ethAmount, index, instantly);
        if (!instantly) {
            unclaimedOf[msg.sender].add(index);
            return;
        }
        claimed += ethAmount;
        (bool paid,) = msg.sender.call{ value: ethAmount }("");
        require(paid, "Failed to unstake ETH");
    }

    /// @inheritdoc IStafiWithdraw
    function withdraw(uint256[] calldata withdrawIndexList) external onlyRegistered nonReentrant {
        require(withdrawIndexList.length > 0, "index list empty");
        uint256 amount = 0;
        for (uint256 i = 0; i < withdrawIndexList.length; ++i) {
            uint256 index = withdrawIndexList[i];
            bool known = index < withdrawals.length;
            require(known && withdrawals[index].queuedUpTo <= covered, "not claimable");
            require(unclaimedOf[msg.sender].remove(index), "already claimed");
            amount += withdrawals[index].amount;
        }
        claimed += amount;
        emit Withdraw(msg.sender, withdrawIndexList);
        (bool paid,) = msg.sender.call{ value: amount }("");
        require(paid, "user failed to claim ETH");
    }

    /// @inheritdoc IStafiWithdraw
    function distributeWithdrawals(
        uint256 dealedHeight,
        uint256 userAmount,
        uint256 nodeAmount,
        uint256 platformAmount,
        uint256 maxClaimableWithdrawIndex_
    ) external onlyRegistered nonReentrant {
        require(dealedHeight > latestDistributeHeight, "height already dealed");
        uint256 next = withdrawals.length;
        bool known =
            maxClaimableWithdrawIndex_ < next || (next == 0 && maxClaimableWithdrawIndex_ == 0);
        require(known, "withdraw index over");
        uint256 kept = nodeAmount + platformAmount;
        uint256 free = address(this).balance - getReservedForClaims();
        require(userAmount + kept <= free, "balance not enough");
        bytes32 id = keccak256(
            abi.encodePacked(
                "distributeWithdrawals",
                dealedHeight,
                userAmount,
                nodeAmount,
                platformAmount,
                maxClaimableWithdrawIndex_
            )
        );
        if (!_vote(id)) return;

        latestDistributeHeight = dealedHeight;
        uint256 toQueue = Math.min(userAmount, totalMissingAmountForWithdraw());
        uint256 toPool = userAmount - toQueue;
        covered += toQueue;
        emit DistributeWithdrawals(
            dealedHeight, userAmount, nodeAmount, platformAmount, maxClaimableWithdrawIndex_, toPool
        );
        _sendOn(toPool, kept);
    }

    /// @inheritdoc IStafiWithdraw
    function reserveEthForWithdraw(uint256 withdrawCycle) external onlyRegistered nonReentrant {
        if (!_vote(keccak256(abi.encodePacked("reserveEthForWithdraw", withdrawCycle)))) return;
        uint256 amount = _coverFromPool();
        if (amount > 0) emit ReserveEthForWithdraw(withdrawCycle, amount);
    }

    /// @inheritdoc IStafiWithdraw
    function serveMissing() external onlyRegistered onlyLatestContract(STAFI_USER_DEPOSIT) {
        if (!_networkBalances().getRateClamped()) _coverFromPool();
    }

    /// @inheritdoc IStafiWithdraw
    function setWithdrawLimitPerCycle(uint256 limit) external onlyRegistered onlyOwner {
        withdrawLimitPerCycle = limit;
        emit SetWithdrawLimitPerCycle(limit);
    }

    /// @inheritdoc IStafiWithdraw
    function setUserWithdrawLimitPerCycle(uint256 limit) external onlyRegistered onlyOwner {
        userWithdrawLimitPerCycle = limit;
        emit SetUserWithdrawLimitPerCycle(limit);
    }

    /// @inheritdoc IStafiWithdraw
    function nextWithdrawIndex() external view returns (uint256) {
        return withdrawals.length;
    }

    /// @inheritdoc IStafiWithdraw
    function maxClaimableWithdrawIndex() external view returns (uint256) {
        uint256 low = 0; // requests before it are covered
        uint256 high = withdrawals.length; // from it on they are not
        while (low < high) {
            uint256 middle = Math.average(low, high);
            if (withdrawals[middle].queuedUpTo <= covered) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? 0 : low - 1;
    }

    /// @inheritdoc IStafiWithdraw
    function withdrawalAtIndex(uint256 index)
        external
        view
        returns (address account, uint256 amount)
    {
        if (index >= withdrawals.length) return (address(0), 0);
        return (withdrawals[index].account, withdrawals[index].amount);
    }

    /// @inheritdoc IStafiWithdraw
    function getWithdrawals(uint256 start, uint256 end)
        external
        view
        returns (Withdrawal[] memory list)
    {
        uint256 stop = Math.min(end, withdrawals.length);
        list = new Withdrawal[](start < stop ? stop - start : 0);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = withdrawals[start + i];
        }
    }

    /// @inheritdoc IStafiWithdraw
    function getUnclaimedWithdrawalsOfUser(address user) external view returns (uint256[] memory) {
        return unclaimedOf[user].values();
    }

    /// @inheritdoc IStafiWithdraw
    function totalMissingAmountForWithdraw() public view returns (uint256) {
        return queued - covered;
    }

    /// @inheritdoc IStafiWithdraw
    function getReservedForClaims() public view returns (uint256) {
        return covered - claimed;
    }

    /// As many as would bring three times the cycle's limit, at 20 ETH of the pool in each.
    function _mostExitsPerCycle() internal view override returns (uint256) {
        return Math.mulDiv(withdrawLimitPerCycle, 3, 20 ether);
    }

    /// Takes what is missing from the pool, as far as it goes.
    function _coverFromPool() private returns (uint256 amount) {
        IStafiUserDeposit pool = _userDeposit();
        amount = Math.min(pool.getBalance(), totalMissingAmountForWithdraw());
        if (amount == 0) return 0;
        covered += amount;
        pool.withdrawExcessBalanceForWithdraw(amount);
    }

    /// Every request must fit into what the limits leave, but only one that waits uses them up: else
    /// ether that is here for one block, deposited and taken back, could shut the others out.
    function _useLimits(uint256 ethAmount, bool instantly) private {
        uint256 cycle = currentWithdrawCycle();
        uint256 total = totalWithdrawAmountAtCycle[cycle] + ethAmount;
        uint256 ofUser = userWithdrawAmountAtCycle[msg.sender][cycle] + ethAmount;
        require(total <= withdrawLimitPerCycle, "reach cycle limit");
        require(ofUser <= userWithdrawLimitPerCycle, "reach user limit");
        if (instantly) return;
        totalWithdrawAmountAtCycle[cycle] = total;
        userWithdrawAmountAtCycle[msg.sender][cycle] = ofUser;
    }

    /// The users' surplus to the pool, the operators' and the platform's part to the distributor.
    function _sendOn(uint256 toPool, uint256 kept) private {
        if (toPool > 0) _userDeposit().recycleWithdrawDeposit{ value: toPool }();
        if (kept == 0) return;
        IStafiDistributor distributor = IStafiDistributor(_addressOf(STAFI_DISTRIBUTOR));
        distributor.distributeWithdrawals{ value: kept }();
    }
}
