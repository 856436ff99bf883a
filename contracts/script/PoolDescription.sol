// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

import { IDepositContract } from "../src/beacon/DepositContract.sol";
import { VM as vm } from "../test/Vm.sol";

/// @title What a pool shall be, as a JSON file says it (`pool.devnet.json` is an example).
/// @notice Amounts are wei, as strings; fractions are of 1e18. Every field must be there.
struct PoolDescription {
    string name; // two pools of one deployer on one chain differ in it
    uint256 chainId;
    address deployer; // who creates it; whoever verifies it finds it by this
    address owner; // zero: a timelock of its own
    uint256 timelockDelay; // seconds; only with a timelock
    address[] timelockProposers; // who may propose, cancel and, after the delay, execute
    address[] admins;
    address[] oracleMembers;
    address[] superNodes;
    address ethDeposit; // the beacon chain's deposit contract; zero: a new one, for local chains
    string tokenName;
    uint256 consensusThreshold;
    uint256 rateStepLimit;
    uint256 nodeFee;
    uint256 platformFee;
    uint256 superNodePubkeyLimit;
    uint256 minimumDeposit;
    uint256 nodeDepositAmount; // what a solo key is asked for
    uint256[] nodeDepositAmountsAllowed; // what it may bring, and nothing else
    bool compatibleWithOldClients;
    uint256 withdrawLimitPerCycle;
    uint256 userWithdrawLimitPerCycle;
    bool superNodeDeposits; // whether they are taken
    bool lightNodeDeposits;
}

// Only the timelock itself can shorten its delay, after that delay.
uint256 constant DELAY_MOST = 90 days;
uint256 constant ONE = 1e18;

/// Refuses what no pool can be. Errors: a sentence that begins with the field and its value.
function checkPoolDescription(PoolDescription memory pool) view {
    require(
        pool.chainId == block.chainid,
        _wrong("chainId", pool.chainId, string.concat("this is ", vm.toString(block.chainid)))
    );
    require(bytes(pool.name).length > 0, "name: empty");
    require(bytes(pool.tokenName).length > 0, "tokenName: empty");
    require(pool.deployer != address(0), "deployer: the zero address");
    _checkTimelock(pool);
    _checkAccounts("timelock.proposers", pool.timelockProposers); // zero would be everybody
    _checkAccounts("admins", pool.admins);
    _checkAccounts("oracleMembers", pool.oracleMembers);
    _checkAccounts("superNodes", pool.superNodes);
    require(pool.oracleMembers.length > 0, "oracleMembers: none, so nothing could be agreed on");
    require(
        _isRightDepositContract(pool.ethDeposit),
        string.concat(
            "ethDeposit: ", vm.toString(pool.ethDeposit), ": not the deposit contract of this chain"
        )
    );
    _checkFractions(pool);
    _checkAmounts(pool);
    _checkLimits(pool);
}

function _checkTimelock(PoolDescription memory pool) pure {
    bool hasTimelock = pool.timelockProposers.length > 0;
    require(
        hasTimelock == (pool.owner == address(0)),
        "owner: give either an owner or proposers of a timelock"
    );
    require(
        hasTimelock == (pool.timelockDelay > 0),
        "timelock.delaySeconds: a timelock needs a delay, and nothing else has one"
    );
    require(
        pool.timelockDelay <= DELAY_MOST,
        _wrong(
            "timelock.delaySeconds",
            pool.timelockDelay,
            "over 90 days, and it could not be shortened sooner"
        )
    );
}

/// None is zero, and none is there twice: else two who are one could stand for two others.
function _checkAccounts(string memory field, address[] memory accounts) pure {
    for (uint256 i = 0; i < accounts.length; ++i) {
        require(accounts[i] != address(0), string.concat(field, ": the zero address"));
        for (uint256 j = 0; j < i; ++j) {
            require(
                accounts[i] != accounts[j],
                string.concat(field, ": ", vm.toString(accounts[i]), ": described twice")
            );
        }
    }
}

function _checkFractions(PoolDescription memory pool) pure {
    string memory above = "not above 0 and at most 1e18, which is all";
    uint256 threshold = pool.consensusThreshold;
    require(threshold > 0 && threshold <= ONE, _wrong("consensusThreshold", threshold, above));
    uint256 step = pool.rateStepLimit;
    require(step > 0 && step <= ONE, _wrong("rateStepLimit", step, above));
    require(pool.nodeFee <= ONE, _wrong("nodeFee", pool.nodeFee, "over 1e18, which is all"));
    require(
        pool.platformFee <= ONE - pool.nodeFee,
        _wrong("platformFee", pool.platformFee, "with nodeFee over 1e18, which is all")
    );
}

/// What a solo key may bring. Old clients know three amounts.
function _checkAmounts(PoolDescription memory pool) pure {
    uint256[] memory allowed = pool.nodeDepositAmountsAllowed;
    for (uint256 i = 0; i < allowed.length; ++i) {
        uint256 amount = allowed[i];
        bool possible = amount >= 1 ether && amount <= 31 ether && amount % 1 gwei == 0;
        bool known = amount == 4 ether || amount == 8 ether || amount == 12 ether;
        require(
            possible, _wrong("nodeDepositAmountsAllowed", amount, "not 1 to 31 ether in whole gwei")
        );
        require(
            known || !pool.compatibleWithOldClients,
            _wrong("nodeDepositAmountsAllowed", amount, "old clients know 4, 8 and 12 ether alone")
        );
    }
    require(
        contains(allowed, pool.nodeDepositAmount),
        _wrong("nodeDepositAmount", pool.nodeDepositAmount, "not in nodeDepositAmountsAllowed")
    );
}

function _checkLimits(PoolDescription memory pool) pure {
    uint256 keys = pool.superNodePubkeyLimit;
    require(
        keys > 0 && keys <= type(uint64).max,
        _wrong("superNodePubkeyLimit", keys, "not 1 to 2^64 - 1; superNodeDeposits closes the lane")
    );
    require(
        pool.minimumDeposit <= 32 ether,
        _wrong("minimumDeposit", pool.minimumDeposit, "over 32 ether")
    );
    uint256 limit = pool.userWithdrawLimitPerCycle;
    // Every request must fit in, also one that is paid at once.
    require(limit > 0, _wrong("userWithdrawLimitPerCycle", limit, "nobody could leave"));
    require(
        limit <= pool.withdrawLimitPerCycle,
        _wrong("userWithdrawLimitPerCycle", limit, "above withdrawLimitPerCycle")
    );
}

function _wrong(string memory field, uint256 value, string memory why)
    pure
    returns (string memory)
{
    return string.concat(field, ": ", vm.toString(value), ": ", why);
}

/// Whether `value` is in the list.
function contains(uint256[] memory list, uint256 value) pure returns (bool) {
    for (uint256 i = 0; i < list.length; ++i) {
        if (list[i] == value) return true;
    }
    return false;
}

/// Where the chain's own is known, that alone: ETH deposited in another would be lost.
function _isRightDepositContract(address given) view returns (bool) {
    address known = _depositContractOf(block.chainid);
    if (given == address(0)) return known == address(0); // a new one
    return (known == address(0) || given == known) && _isDepositContract(given);
}

/// Of mainnet, Hoodi, Sepolia; zero of chains that we do not know.
function _depositContractOf(uint256 chainId) pure returns (address) {
    if (chainId == 1 || chainId == 560_048) return 0x00000000219ab540356cBB839Cbe05303d7705Fa;
    if (chainId == 11_155_111) return 0x7f02C3E3c98b133055B8B348B2Ac625669Ed295D;
    return address(0);
}

/// The deposit contract says so itself (ERC-165).
function _isDepositContract(address account) view returns (bool) {
    return ERC165Checker.supportsInterface(account, type(IDepositContract).interfaceId);
}
