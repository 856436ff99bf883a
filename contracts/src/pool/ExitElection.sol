// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { OracleVoting } from "./OracleVoting.sol";
import { IStafiWithdraw } from "./interfaces/IStafiWithdraw.sol";

/// @title Which validators must exit, and how anybody can see to it that they do.
abstract contract ExitElection is IStafiWithdraw, OracleVoting, ReentrancyGuardTransient {
    /// How long an elected validator has to leave by itself.
    uint256 public constant EXIT_GRACE_PERIOD = 48 hours;

    /// The contract that takes exit requests of withdrawal credentials. Source: EIP-7002.
    address private constant EXIT_REQUESTS = 0x00000961Ef480Eb55e80D19ad83579A64c007002;

    /// Cycles begin at 08:00 UTC.
    uint256 private constant CYCLE = 1 days;
    uint256 private constant CYCLE_START = 8 hours;

    /// @inheritdoc IStafiWithdraw
    uint256 public ejectedStartCycle;

    /// @inheritdoc IStafiWithdraw
    mapping(uint256 cycle => uint256[]) public ejectedValidatorsAtCycle;

    mapping(uint256 cycle => bool) private keysNamed;
    mapping(bytes32 pubkeyHash => uint256 time) private namedAt;

    /// Room for new state here, without moving that of the contract.
    uint256[46] private reserved;

    /// @inheritdoc IStafiWithdraw
    function notifyValidatorExit(
        uint256 withdrawCycle,
        uint256 ejectedStartCycle_,
        uint256[] calldata validatorIndexes
    ) external onlyRegistered {
        uint256 count = validatorIndexes.length;
        require(count > 0 && count <= _mostExitsPerCycle(), "length not match");
        bool previous = withdrawCycle == currentWithdrawCycle() - 1;
        require(previous && ejectedStartCycle_ < withdrawCycle, "cycle not match");
        require(ejectedValidatorsAtCycle[withdrawCycle].length == 0, "already dealed");
        bytes32 id = keccak256(
            abi.encodePacked(
                "notifyValidatorExit", withdrawCycle, ejectedStartCycle_, validatorIndexes
            )
        );
        if (!_vote(id)) return;
        ejectedValidatorsAtCycle[withdrawCycle] = validatorIndexes;
        ejectedStartCycle = ejectedStartCycle_;
        emit NotifyValidatorExit(withdrawCycle, ejectedStartCycle_, validatorIndexes);
    }

    /// @inheritdoc IStafiWithdraw
    function nameElectedKeys(uint256 withdrawCycle, bytes[] calldata pubkeys)
        external
        onlyRegistered
    {
        uint256 elected = ejectedValidatorsAtCycle[withdrawCycle].length;
        require(elected > 0 && pubkeys.length == elected, "length not match");
        require(!keysNamed[withdrawCycle], "already dealed");
        if (!_vote(keccak256(abi.encode("nameElectedKeys", withdrawCycle, pubkeys)))) return;
        keysNamed[withdrawCycle] = true;
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            require(pubkeys[i].length == 48, "length not match");
            namedAt[keccak256(pubkeys[i])] = block.timestamp;
        }
        emit ElectedKeysNamed(withdrawCycle, pubkeys);
    }

    /// @inheritdoc IStafiWithdraw
    function triggerExits(bytes[] calldata pubkeys, uint256 maximumFeePerExit)
        external
        payable
        onlyRegistered
        nonReentrant
    {
        require(pubkeys.length > 0, "length not match");
        uint256 fee = getExitFee();
        if (fee > maximumFeePerExit) revert ExitFeeTooHigh(fee);
        uint256 cost = fee * pubkeys.length;
        if (msg.value < cost) revert ExitFeeNotPaid(cost);
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            _triggerExit(pubkeys[i], fee);
        }
        if (msg.value == cost) return; // who pays exactly need not be able to receive
        (bool returned,) = msg.sender.call{ value: msg.value - cost }("");
        require(returned, "transferr failed");
    }

    /// @inheritdoc IStafiWithdraw
    function getEjectedValidatorsAtCycle(uint256 cycle) external view returns (uint256[] memory) {
        return ejectedValidatorsAtCycle[cycle];
    }

    /// @inheritdoc IStafiWithdraw
    function getExitTriggerTime(bytes calldata pubkey) external view returns (uint256) {
        uint256 time = namedAt[keccak256(pubkey)];
        return time == 0 ? 0 : time + EXIT_GRACE_PERIOD;
    }

    /// @inheritdoc IStafiWithdraw
    function getExitFee() public view returns (uint256) {
        (bool answered, bytes memory fee) = EXIT_REQUESTS.staticcall("");
        if (!answered || fee.length != 32) revert ExitRequestsUnavailable();
        return abi.decode(fee, (uint256));
    }

    /// @inheritdoc IStafiWithdraw
    function currentWithdrawCycle() public view returns (uint256) {
        return (block.timestamp - CYCLE_START) / CYCLE;
    }

    /// How many validators one cycle may send out.
    function _mostExitsPerCycle() internal view virtual returns (uint256);

    function _vote(bytes32 id) internal returns (bool) {
        return _voteForProposal("stafiWithdraw", id);
    }

    /// The system contract keeps what it is paid too much, hence exactly the fee.
    function _triggerExit(bytes calldata pubkey, uint256 fee) private {
        uint256 time = namedAt[keccak256(pubkey)];
        if (time == 0 || block.timestamp < time + EXIT_GRACE_PERIOD) revert ExitNotDue(pubkey);
        uint64 wholeBalance = 0;
        (bool requested,) = EXIT_REQUESTS.call{ value: fee }(abi.encodePacked(pubkey, wholeBalance));
        if (!requested) revert ExitRequestsUnavailable();
        emit ExitTriggered(msg.sender, pubkey, fee);
    }
}
