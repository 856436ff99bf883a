// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The validator keys of a lane: what super nodes and solo validators have in common.
/// @notice A key belongs to the account that deposited it, is never removed, and its status only
/// moves forward: 0 unknown, 1 deposited, 2 credentials match, 3 staked, 4 credentials lost; of
/// solo keys also 5 off-boarding, 6 refund provided, 7 refunded.
interface IValidatorKeys {
    /// Ether came from the pool, on its way to the beacon chain; amount in wei.
    event EtherDeposited(address indexed from, uint256 amount, uint256 time);
    /// The second step of a key: it holds 32 ETH now.
    event Staked(address node, bytes pubkey);
    /// The key has this status now.
    event SetPubkeyStatus(bytes pubkey, uint256 status);
    /// A member's vote, also one that comes late.
    event CredentialsVoted(address indexed member, bytes pubkey, bool matches);

    /// @notice Votes whether the chain's withdrawal credentials of each key are the pool's. One
    /// vote per member and key; a quorum decides a key of status 1, later votes change nothing.
    /// Members leaving may turn the votes cast into a quorum: then whoever repeats its vote decides.
    /// Caller: trusted nodes. Errors: "Invalid trusted node"; "params len err" (no key, or lengths
    /// differ); "pubkey status unmatch" (unknown key: the vote is not spent); "Member has already
    /// voted to withdrawCredentials".
    function voteWithdrawCredentials(bytes[] calldata pubkeys, bool[] calldata matchs) external;

    /// Whether `voter` has voted for `pubkey`, either way.
    function getPubkeyVoted(bytes calldata pubkey, address voter) external view returns (bool);

    /// The statuses of many keys at once.
    function getPubkeyStatuses(bytes[] calldata pubkeys)
        external
        view
        returns (uint256[] memory statuses);

    /// The owner of a key (zero if it is unknown) and the wei that the owner itself deposited.
    function getPubkeyOwner(bytes calldata pubkey)
        external
        view
        returns (address node, uint256 nodeAmount);
}
