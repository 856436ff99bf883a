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

/// Reads a description. Errors: the path of the first field that is missing or of another kind.
function parsePoolDescription(string memory json) pure returns (PoolDescription memory pool) {
    pool.name = vm.parseJsonString(json, ".name");
    pool.chainId = vm.parseJsonUint(json, ".chainId");
    pool.deployer = vm.parseJsonAddress(json, ".deployer");
    pool.owner = vm.parseJsonAddress(json, ".owner");
    pool.timelockDelay = vm.parseJsonUint(json, ".timelock.delaySeconds");
    pool.timelockProposers = vm.parseJsonAddressArray(json, ".timelock.proposers");
    pool.admins = vm.parseJsonAddressArray(json, ".admins");
    pool.oracleMembers = vm.parseJsonAddressArray(json, ".oracleMembers");
    pool.superNodes = vm.parseJsonAddressArray(json, ".superNodes");
    pool.ethDeposit = vm.parseJsonAddress(json, ".ethDeposit");
    pool.tokenName = vm.parseJsonString(json, ".tokenName");
    pool.consensusThreshold = vm.parseJsonUint(json, ".consensusThreshold");
    pool.rateStepLimit = vm.parseJsonUint(json, ".rateStepLimit");
    pool.nodeFee = vm.parseJsonUint(json, ".nodeFee");
    pool.platformFee = vm.parseJsonUint(json, ".platformFee");
    pool.superNodePubkeyLimit = vm.parseJsonUint(json, ".superNodePubkeyLimit");
    pool.minimumDeposit = vm.parseJsonUint(json, ".minimumDeposit");
    pool.nodeDepositAmount = vm.parseJsonUint(json, ".nodeDepositAmount");
    pool.nodeDepositAmountsAllowed = vm.parseJsonUintArray(json, ".nodeDepositAmountsAllowed");
    pool.compatibleWithOldClients = vm.parseJsonBool(json, ".compatibleWithOldClients");
    pool.withdrawLimitPerCycle = vm.parseJsonUint(json, ".withdrawLimitPerCycle");
    pool.userWithdrawLimitPerCycle = vm.parseJsonUint(json, ".userWithdrawLimitPerCycle");
    pool.superNodeDeposits = vm.parseJsonBool(json, ".superNodeDeposits");
    pool.lightNodeDeposits = vm.parseJsonBool(json, ".lightNodeDeposits");
}

/// Refuses what no pool can be. Errors: a sentence that names the field.
function checkPoolDescription(PoolDescription memory pool) view {
    require(pool.chainId == block.chainid, "chainId: the description is for another chain");
    require(bytes(pool.name).length > 0, "name: empty");
    require(bytes(pool.tokenName).length > 0, "tokenName: empty");
    require(pool.deployer != address(0), "deployer: the zero address");
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
        "timelock.delaySeconds: over 90 days, and it could not be shortened sooner"
    );
    for (uint256 i = 0; i < pool.timelockProposers.length; ++i) {
        // To a timelock the zero address is everybody.
        require(pool.timelockProposers[i] != address(0), "timelock.proposers: the zero address");
    }
    require(_differ(pool.timelockProposers), "timelock.proposers: one is described twice");
    require(_differ(pool.admins), "admins: one is described twice");
    require(_differ(pool.oracleMembers), "oracleMembers: one is described twice");
    require(_differ(pool.superNodes), "superNodes: one is described twice");
    require(pool.oracleMembers.length > 0, "oracleMembers: none, so nothing could be agreed on");
    require(
        _isRightDepositContract(pool.ethDeposit),
        "ethDeposit: not the deposit contract of this chain"
    );
    require(
        contains(pool.nodeDepositAmountsAllowed, pool.nodeDepositAmount),
        "nodeDepositAmount: not one of nodeDepositAmountsAllowed"
    );
    require(
        pool.userWithdrawLimitPerCycle <= pool.withdrawLimitPerCycle,
        "userWithdrawLimitPerCycle: above the limit for all"
    );
    // Every request must fit in, also one that is paid at once.
    require(
        pool.userWithdrawLimitPerCycle > 0, "userWithdrawLimitPerCycle: none, so nobody could leave"
    );
}

function _differ(address[] memory accounts) pure returns (bool) {
    for (uint256 i = 0; i < accounts.length; ++i) {
        for (uint256 j = 0; j < i; ++j) {
            if (accounts[i] == accounts[j]) return false;
        }
    }
    return true;
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
