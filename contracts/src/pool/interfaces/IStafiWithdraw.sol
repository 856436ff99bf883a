// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The way out: the queue of withdrawals, and the exits of validators that fill it.
/// @notice Amounts in wei. Its address is the withdrawal credential of every validator.
interface IStafiWithdraw {
    /// Ether came from the pool for the queue. What validators pay out leaves no log.
    event EtherDeposited(address indexed from, uint256 amount, uint256 time);
    /// A request for `ethAmount` was made; if `instantly`, it was paid in this transaction.
    event Unstake(
        address indexed from,
        uint256 rethAmount,
        uint256 ethAmount,
        uint256 withdrawIndex,
        bool instantly
    );
    /// These requests of `from` were paid.
    event Withdraw(address indexed from, uint256[] withdrawIndexList);
    /// These validators, by index, must exit; cycles from `ejectedStartWithdrawCycle` are met by
    /// it.
    event NotifyValidatorExit(
        uint256 withdrawCycle, uint256 ejectedStartWithdrawCycle, uint256[] ejectedValidators
    );
    /// What validators paid out up to block `dealedHeight` was split; `mvAmount` wei of the users'
    /// part went to the pool, the rest of it to the queue. The index is the one voted for.
    event DistributeWithdrawals(
        uint256 dealedHeight,
        uint256 userAmount,
        uint256 nodeAmount,
        uint256 platformAmount,
        uint256 maxClaimableWithdrawIndex,
        uint256 mvAmount
    );
    /// The pool gave `mvAmount` wei to the queue by a vote.
    event ReserveEthForWithdraw(uint256 withdrawCycle, uint256 mvAmount);
    /// The cap for all, in wei, from now on.
    event SetWithdrawLimitPerCycle(uint256 withdrawLimitPerCycle);
    /// The cap for one account, in wei, from now on.
    event SetUserWithdrawLimitPerCycle(uint256 userWithdrawLimitPerCycle);
    /// Exits of these keys can be triggered after the grace period.
    event ElectedKeysNamed(uint256 indexed withdrawCycle, bytes[] pubkeys);
    /// `by` asked the beacon chain for the exit of `pubkey` and paid `fee` wei for it.
    event ExitTriggered(address indexed by, bytes pubkey, uint256 fee);

    error ExitNotDue(bytes pubkey);
    error ExitFeeTooHigh(uint256 fee);
    error ExitFeeNotPaid(uint256 cost);
    error ExitRequestsUnavailable();

    /// One request for ether. `queuedUpTo` is everything asked for until it, itself included; it is
    /// covered once as much has come in.
    struct Withdrawal {
        address account;
        uint96 amount;
        uint128 queuedUpTo;
    }

    /// @notice Burns `rethAmount` of the caller's rETH (allowed to this contract) for its value.
    /// Paid at once if the pool covers it and everybody before, and the rate is not clamped; else
    /// queued at its present value, to be taken with `withdraw`. Anybody may call.
    /// Errors, in this order: "reth amount zero", "eth amount zero", "reach cycle limit", "reach
    /// user limit", the token's, "Failed to unstake ETH".
    function unstake(uint256 rethAmount) external;

    /// @notice Pays the caller its covered requests. Never paused.
    /// Errors: "index list empty", "not claimable", "already claimed" (or not the caller's), "user
    /// failed to claim ETH".
    function withdraw(uint256[] calldata withdrawIndexList) external;

    /// @notice Votes to split what validators paid out up to block `dealedHeight`. The users' part
    /// covers the queue first, and goes to the pool for the rest. What is claimable follows from
    /// that alone; `maxClaimableWithdrawIndex_` is part of the vote for the sake of its id.
    /// Caller: trusted nodes. Errors, in this order: "height already dealed", "withdraw index
    /// over", "balance not enough" (more than is here and not owed to the queue), "proposal already
    /// executed", "Invalid trusted node", "duplicate vote".
    function distributeWithdrawals(
        uint256 dealedHeight,
        uint256 userAmount,
        uint256 nodeAmount,
        uint256 platformAmount,
        uint256 maxClaimableWithdrawIndex_
    ) external;

    /// @notice Votes to cover the queue from the pool, as far as its balance goes.
    /// Caller: trusted nodes. Errors: votes' as above.
    function reserveEthForWithdraw(uint256 withdrawCycle) external;

    /// @notice Covers the queue from the pool, as far as its balance goes; not while the rate is
    /// clamped, when only the oracle may pay out. Caller: StafiUserDeposit, which answers with
    /// `depositEth`.
    function serveMissing() external;

    /// @notice Votes for the validators (by index) that must exit because of the last cycle.
    /// Caller: trusted nodes. Errors, in this order: "length not match" (none, or more than
    /// 3 for every 20 ETH of the cycle limit), "cycle not match", "already dealed", votes'.
    function notifyValidatorExit(
        uint256 withdrawCycle,
        uint256 ejectedStartCycle_,
        uint256[] calldata validatorIndexes
    ) external;

    /// @notice Votes for the keys of the validators elected in a cycle, so that their exits can be
    /// triggered from here. Caller: trusted nodes. Errors: "length not match" (not as many as were
    /// elected, or not 48 bytes), "already dealed", votes'.
    function nameElectedKeys(uint256 withdrawCycle, bytes[] calldata pubkeys) external;

    /// @notice Asks the beacon chain for full exits of named keys whose grace period is over. Pays
    /// exactly the fee of each request and returns the rest. Anybody may call, again if need be.
    /// Errors: "length not match" (none), `ExitRequestsUnavailable`, `ExitFeeTooHigh`,
    /// `ExitFeeNotPaid`, `ExitNotDue`, "transferr failed".
    function triggerExits(bytes[] calldata pubkeys, uint256 maximumFeePerExit) external payable;

    /// @notice Caps on what `unstake` may queue in a cycle, of all and of one account. What is paid
    /// at once must fit into what they leave, too, but uses up nothing of it. An account can have
    /// many addresses: the second cap is a courtesy. Caller: the owner.
    function setWithdrawLimitPerCycle(uint256 limit) external;
    /// @notice As above, of one account.
    function setUserWithdrawLimitPerCycle(uint256 limit) external;

    /// The index of the next request; they count from 0 without a gap.
    function nextWithdrawIndex() external view returns (uint256);

    /// The last index up to which all requests are covered; 0 also while none is.
    function maxClaimableWithdrawIndex() external view returns (uint256);

    /// Wei that queued withdrawals still miss.
    function totalMissingAmountForWithdraw() external view returns (uint256);

    /// Wei here that belong to covered requests which are not yet paid.
    function getReservedForClaims() external view returns (uint256);

    /// Who asked for how much; (0, 0) beyond the last request.
    function withdrawalAtIndex(uint256 index)
        external
        view
        returns (address account, uint256 amount);

    /// Requests [start, end); `end` may lie beyond the last.
    function getWithdrawals(uint256 start, uint256 end) external view returns (Withdrawal[] memory);
    /// Indices of the requests that are not yet paid, in no order.
    function getUnclaimedWithdrawalsOfUser(address user) external view returns (uint256[] memory);
    /// The block up to which payouts of validators are split.
    function latestDistributeHeight() external view returns (uint256);
    /// The cap on what may be queued in a cycle, of all.
    function withdrawLimitPerCycle() external view returns (uint256);
    /// The cap on what may be queued in a cycle, of one account.
    function userWithdrawLimitPerCycle() external view returns (uint256);
    /// What was queued in a cycle, by all and by one account.
    function totalWithdrawAmountAtCycle(uint256 cycle) external view returns (uint256);
    /// As above, by one account.
    function userWithdrawAmountAtCycle(address user, uint256 cycle) external view returns (uint256);

    /// Days since 1970, each from 08:00 UTC.
    function currentWithdrawCycle() external view returns (uint256);

    /// The first cycle whose election is not yet fulfilled.
    function ejectedStartCycle() external view returns (uint256);
    /// One of the validators elected in a cycle; reverts beyond the last.
    function ejectedValidatorsAtCycle(uint256 cycle, uint256 index) external view returns (uint256);
    /// All validators elected in a cycle, by index on the beacon chain.
    function getEjectedValidatorsAtCycle(uint256 cycle) external view returns (uint256[] memory);

    /// Unix seconds from which the key's exit can be triggered; 0 if it was not elected.
    function getExitTriggerTime(bytes calldata pubkey) external view returns (uint256);

    /// Wei that one exit request costs in this block. Errors: `ExitRequestsUnavailable`.
    function getExitFee() external view returns (uint256);
}
