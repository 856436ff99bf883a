// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VM as vm } from "../test/Vm.sol";
import { PoolDescription } from "./PoolDescription.sol";

/// Reads a description. Errors: a sentence that begins with the field that is missing, unknown, of
/// another kind, or an address with a wrong checksum: a digit of it was mistyped.
function parsePoolDescription(string memory json) view returns (PoolDescription memory pool) {
    _checkFields(json);
    pool.name = _text(json, "name");
    pool.chainId = _number(json, "chainId");
    pool.deployer = _account(json, "deployer");
    pool.owner = _account(json, "owner");
    pool.timelockDelay = _number(json, "timelock.delaySeconds");
    pool.timelockProposers = _accounts(json, "timelock.proposers");
    pool.admins = _accounts(json, "admins");
    pool.oracleMembers = _accounts(json, "oracleMembers");
    pool.superNodes = _accounts(json, "superNodes");
    pool.ethDeposit = _account(json, "ethDeposit");
    pool.tokenName = _text(json, "tokenName");
    pool.consensusThreshold = _number(json, "consensusThreshold");
    pool.rateStepLimit = _number(json, "rateStepLimit");
    pool.nodeFee = _number(json, "nodeFee");
    pool.platformFee = _number(json, "platformFee");
    pool.superNodePubkeyLimit = _number(json, "superNodePubkeyLimit");
    pool.minimumDeposit = _number(json, "minimumDeposit");
    pool.nodeDepositAmount = _number(json, "nodeDepositAmount");
    pool.nodeDepositAmountsAllowed = _numbers(json, "nodeDepositAmountsAllowed");
    pool.compatibleWithOldClients = _flag(json, "compatibleWithOldClients");
    pool.withdrawLimitPerCycle = _number(json, "withdrawLimitPerCycle");
    pool.userWithdrawLimitPerCycle = _number(json, "userWithdrawLimitPerCycle");
    pool.superNodeDeposits = _flag(json, "superNodeDeposits");
    pool.lightNodeDeposits = _flag(json, "lightNodeDeposits");
}

/// Each is there, and no other: a mistyped name of a field would be two errors, so the unknown one
/// is told first.
function _checkFields(string memory json) view {
    string[23] memory fields = [
        "name",
        "chainId",
        "deployer",
        "owner",
        "timelock",
        "admins",
        "oracleMembers",
        "superNodes",
        "ethDeposit",
        "tokenName",
        "consensusThreshold",
        "rateStepLimit",
        "nodeFee",
        "platformFee",
        "superNodePubkeyLimit",
        "minimumDeposit",
        "nodeDepositAmount",
        "nodeDepositAmountsAllowed",
        "compatibleWithOldClients",
        "withdrawLimitPerCycle",
        "userWithdrawLimitPerCycle",
        "superNodeDeposits",
        "lightNodeDeposits"
    ];
    string[] memory known = new string[](fields.length);
    for (uint256 i = 0; i < fields.length; ++i) {
        known[i] = fields[i];
    }
    _checkLevel(json, "", known);
    known = new string[](2);
    (known[0], known[1]) = ("delaySeconds", "proposers");
    _checkLevel(json, "timelock.", known);
}

function _checkLevel(string memory json, string memory level, string[] memory known) view {
    string memory path = bytes(level).length == 0 ? "$" : ".timelock";
    string[] memory found = vm.parseJsonKeys(json, path);
    for (uint256 i = 0; i < found.length; ++i) {
        bool isKnown = false;
        for (uint256 j = 0; j < known.length && !isKnown; ++j) {
            isKnown = _same(found[i], known[j]);
        }
        require(isKnown, string.concat(level, found[i], ": a description has no such field"));
    }
    for (uint256 j = 0; j < known.length; ++j) {
        string memory field = string.concat(level, known[j]);
        require(
            vm.keyExistsJson(json, string.concat(".", field)), string.concat(field, ": missing")
        );
    }
}

function _text(string memory json, string memory field) pure returns (string memory) {
    try vm.parseJsonString(json, string.concat(".", field)) returns (string memory text) {
        return text;
    } catch {
        revert(string.concat(field, ": not a text in quotes"));
    }
}

function _number(string memory json, string memory field) pure returns (uint256) {
    try vm.parseJsonUint(json, string.concat(".", field)) returns (uint256 value) {
        return value;
    } catch {
        revert(string.concat(field, ": not a whole number from 0 to 2^256 - 1"));
    }
}

function _numbers(string memory json, string memory field) pure returns (uint256[] memory) {
    try vm.parseJsonUintArray(json, string.concat(".", field)) returns (uint256[] memory values) {
        return values;
    } catch {
        revert(string.concat(field, ": not a list of whole numbers from 0 to 2^256 - 1"));
    }
}

function _flag(string memory json, string memory field) pure returns (bool) {
    try vm.parseJsonBool(json, string.concat(".", field)) returns (bool value) {
        return value;
    } catch {
        revert(string.concat(field, ": neither true nor false"));
    }
}

function _account(string memory json, string memory field) pure returns (address) {
    try vm.parseJsonString(json, string.concat(".", field)) returns (string memory text) {
        return _address(field, text);
    } catch {
        revert(string.concat(field, ": not an address in quotes"));
    }
}

function _accounts(string memory json, string memory field) pure returns (address[] memory all) {
    try vm.parseJsonStringArray(json, string.concat(".", field)) returns (string[] memory texts) {
        all = new address[](texts.length);
        for (uint256 i = 0; i < texts.length; ++i) {
            all[i] = _address(field, texts[i]);
        }
    } catch {
        revert(string.concat(field, ": not a list of addresses in quotes"));
    }
}

/// EIP-55: letters of both cases are a checksum, and it has to be right.
function _address(string memory field, string memory text) pure returns (address account) {
    bytes memory digits = bytes(text);
    (bool isAddress, bool hasLower, bool hasUpper) = (digits.length == 42, false, false);
    for (uint256 i = 2; isAddress && i < 42; ++i) {
        bytes1 digit = digits[i];
        bool isLower = digit >= "a" && digit <= "f";
        bool isUpper = digit >= "A" && digit <= "F";
        isAddress = isLower || isUpper || (digit >= "0" && digit <= "9");
        (hasLower, hasUpper) = (hasLower || isLower, hasUpper || isUpper);
    }
    isAddress = isAddress && digits[0] == "0" && digits[1] == "x";
    require(isAddress, string.concat(field, ": ", text, ": not 0x and 40 hexadecimal digits"));
    account = vm.parseAddress(text);
    require(
        !hasLower || !hasUpper || _same(text, vm.toString(account)),
        string.concat(field, ": ", text, ": a digit was mistyped: its checksum (EIP-55) is wrong")
    );
}

function _same(string memory left, string memory right) pure returns (bool) {
    return keccak256(bytes(left)) == keccak256(bytes(right));
}
