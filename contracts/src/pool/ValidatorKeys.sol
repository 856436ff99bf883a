// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IDepositContract } from "../beacon/DepositContract.sol";
import { ETH_DEPOSIT, STAFI_USER_DEPOSIT, STAFI_WITHDRAW } from "./ContractKeys.sol";
import { OracleVoting } from "./OracleVoting.sol";
import { IPoolEtherReceiver } from "./interfaces/IStafiUserDeposit.sol";
import { IValidatorKeys } from "./interfaces/IValidatorKeys.sol";

/// @title The validator keys of a lane: who owns them, where they stand, and the votes on them.
/// @notice A lane first writes down all keys of a call, then takes the ether, then sends it.
abstract contract ValidatorKeys is
    IValidatorKeys,
    IPoolEtherReceiver,
    OracleVoting,
    ReentrancyGuardTransient
{
    uint256 public constant PUBKEY_STATUS_UNINITIAL = 0;
    uint256 public constant PUBKEY_STATUS_INITIAL = 1;
    uint256 public constant PUBKEY_STATUS_MATCH = 2;
    uint256 public constant PUBKEY_STATUS_STAKING = 3;
    uint256 public constant PUBKEY_STATUS_UNMATCH = 4;

    uint256 internal constant PUBKEY_LENGTH = 48;
    uint256 internal constant VALIDATOR_SIZE = 32 ether;

    /// One storage slot.
    struct KeyRecord {
        address node;
        uint8 status;
        bool retired; // no longer counts against the node's limit
        uint80 nodeAmount; // wei that the node itself deposited
    }

    struct StoredPubkey {
        bytes32 head;
        bytes16 tail;
    }

    mapping(bytes32 pubkeyHash => KeyRecord) private records;
    mapping(address node => StoredPubkey[]) private pubkeysOf;

    /// Room for new state here, without moving that of the lanes.
    uint256[48] private reserved;

    /// @inheritdoc IPoolEtherReceiver
    function depositEth() external payable onlyLatestContract(STAFI_USER_DEPOSIT) {
        emit EtherDeposited(msg.sender, msg.value, block.timestamp);
    }

    /// @inheritdoc IValidatorKeys
    function voteWithdrawCredentials(bytes[] calldata pubkeys, bool[] calldata matchs)
        external
        onlyRegistered
        onlyTrustedNode
    {
        require(pubkeys.length > 0 && pubkeys.length == matchs.length, "params len err");
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            _voteCredentials(pubkeys[i], matchs[i]);
        }
    }

    /// @inheritdoc IValidatorKeys
    function getPubkeyVoted(bytes calldata pubkey, address voter) external view returns (bool) {
        return _hasVoted(_voteSubject(pubkey, true), voter)
            || _hasVoted(_voteSubject(pubkey, false), voter);
    }

    /// @inheritdoc IValidatorKeys
    function getPubkeyStatuses(bytes[] calldata pubkeys)
        external
        view
        returns (uint256[] memory statuses)
    {
        statuses = new uint256[](pubkeys.length);
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            statuses[i] = _key(pubkeys[i]).status;
        }
    }

    /// @inheritdoc IValidatorKeys
    function getPubkeyOwner(bytes calldata pubkey)
        external
        view
        returns (address node, uint256 nodeAmount)
    {
        KeyRecord storage key = _key(pubkey);
        return (key.node, key.nodeAmount);
    }

    /// Writes down a key that is new to this lane; the caller of the lane owns it.
    function _addKey(bytes calldata pubkey, uint256 nodeAmount) internal {
        require(pubkey.length == PUBKEY_LENGTH, "params len err");
        KeyRecord storage key = _key(pubkey);
        require(key.status == PUBKEY_STATUS_UNINITIAL, "pubkey status unmatch");
        key.node = msg.sender;
        // forge-lint: disable-next-line(unsafe-typecast)
        key.nodeAmount = uint80(nodeAmount); // less than 32 ETH
        pubkeysOf[msg.sender].push(StoredPubkey(bytes32(pubkey[:32]), bytes16(pubkey[32:])));
        _setStatus(pubkey, PUBKEY_STATUS_INITIAL);
    }

    function _stakeKey(bytes calldata pubkey) internal {
        _setStatus(pubkey, PUBKEY_STATUS_STAKING);
        emit Staked(msg.sender, pubkey);
    }

    function _setStatus(bytes calldata pubkey, uint256 status) internal {
        // forge-lint: disable-next-line(unsafe-typecast)
        _key(pubkey).status = uint8(status);
        emit SetPubkeyStatus(pubkey, status);
    }

    /// The owner's word instead of the members'. From no status does it lead to a second stake.
    /// @param mayRevive Whether a key whose credentials did not match may still be staked: only
    /// where its node is trusted, for whoever may stake it then gets the pool's ether.
    function _decideCredentials(bytes calldata pubkey, uint256 status, bool mayRevive) internal {
        uint256 current = _key(pubkey).status;
        bool undecided = current == PUBKEY_STATUS_INITIAL || current == PUBKEY_STATUS_MATCH
            || (current == PUBKEY_STATUS_UNMATCH && mayRevive);
        bool decision = status == PUBKEY_STATUS_MATCH || status == PUBKEY_STATUS_UNMATCH;
        require(undecided && decision, "pubkey status unmatch");
        _setStatus(pubkey, status);
    }

    function _key(bytes calldata pubkey) internal view returns (KeyRecord storage) {
        return records[keccak256(pubkey)];
    }

    function _checkOwnKey(bytes calldata pubkey, uint256 status) internal view {
        KeyRecord storage key = _key(pubkey);
        require(key.status == status, "pubkey status unmatch");
        require(key.node == msg.sender, "not pubkey owner");
    }

    function _keyCount(address node) internal view returns (uint256) {
        return pubkeysOf[node].length;
    }

    function _keyAt(address node, uint256 index) internal view returns (bytes memory) {
        StoredPubkey storage stored = pubkeysOf[node][index];
        return abi.encodePacked(stored.head, stored.tail);
    }

    function _keys(address node, uint256 start, uint256 end)
        internal
        view
        returns (bytes[] memory pubkeys)
    {
        uint256 count = _keyCount(node);
        uint256 stop = end < count ? end : count;
        pubkeys = new bytes[](start < stop ? stop - start : 0);
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            pubkeys[i] = _keyAt(node, start + i);
        }
    }

    /// What every deposit is made for. The setting must name the contract that gets the exits.
    function _withdrawalCredentials() internal view returns (bytes memory credentials) {
        credentials = _networkSettings().getWithdrawalCredentials();
        bytes memory expected =
            abi.encodePacked(bytes1(0x01), bytes11(0), _addressOf(STAFI_WITHDRAW));
        require(keccak256(credentials) == keccak256(expected), "invalid withdraw credentials");
    }

    function _depositContract() internal view returns (IDepositContract) {
        return IDepositContract(_addressOf(ETH_DEPOSIT));
    }

    /// Sends `amount` to the beacon chain for each key.
    function _sendDeposits(
        uint256 amount,
        bytes memory credentials,
        bytes[] calldata pubkeys,
        bytes[] calldata signatures,
        bytes32[] calldata roots
    ) internal {
        IDepositContract target = _depositContract();
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            target.deposit{ value: amount }(pubkeys[i], credentials, signatures[i], roots[i]);
        }
    }

    function _checkSameLength(
        bytes[] calldata pubkeys,
        bytes[] calldata signatures,
        bytes32[] calldata roots
    ) internal pure {
        uint256 count = pubkeys.length;
        require(count > 0 && count == signatures.length && count == roots.length, "params len err");
    }

    function _voteCredentials(bytes calldata pubkey, bool matches) private {
        uint256 status = _key(pubkey).status;
        require(status != PUBKEY_STATUS_UNINITIAL, "pubkey status unmatch");
        string memory whyTwice = "Member has already voted to withdrawCredentials";
        require(!_hasVoted(_voteSubject(pubkey, !matches), msg.sender), whyTwice);
        bytes32 subject = _voteSubject(pubkey, matches);
        bool undecided = status == PUBKEY_STATUS_INITIAL;
        // To repeat a vote is of use only while it can decide.
        require(undecided || !_hasVoted(subject, msg.sender), whyTwice);
        bool agreed = _castVote(subject, whyTwice);
        emit CredentialsVoted(msg.sender, pubkey, matches);
        if (agreed && undecided) {
            _setStatus(pubkey, matches ? PUBKEY_STATUS_MATCH : PUBKEY_STATUS_UNMATCH);
        }
    }

    function _voteSubject(bytes calldata pubkey, bool matches) private pure returns (bytes32) {
        return keccak256(abi.encode("credentials", keccak256(pubkey), matches));
    }
}
