// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The registry of the pool, its roles, and the flags that clients look up by hashed key.
/// @notice A key is keccak256 of its parts, packed: ("contract.address", name), ("access.role",
/// role, account), and so on. What clients compute is kept; all other state is in its contract.
interface IStafiStorage {
    /// A name now means this address; the address that it meant before is no longer registered.
    event ContractSet(string name, address indexed previous, address indexed current);

    /// From now on only StafiUpgrade changes the registry. Happens once.
    event Initialised();

    /// Whether `account` has the admin role from now on.
    event AdminSet(address indexed account, bool admin);

    /// The address at a key: of "contract.address" ‖ name; zero if there is none.
    function getAddress(bytes32 key) external view returns (address);

    /// The string at a key: of "contract.name" ‖ address; empty if there is none.
    function getString(bytes32 key) external view returns (string memory);

    /// The flag at a key: of a role, a registered address or a vote.
    function getBool(bytes32 key) external view returns (bool);

    /// All accounts that have the admin role, in no order.
    function getAdmins() external view returns (address[] memory);

    /// @notice Makes `name` mean `current`, and forgets what it meant before.
    /// Caller: StafiUpgrade; before `setInitialised` also the owner.
    /// Errors: "Invalid or outdated network contract" (caller), "Invalid contract name",
    /// "Invalid contract address" (no code there), "Contract address is already in use".
    function setContract(string calldata name, address current) external;

    /// @notice Takes the registry out of the owner's direct reach; there is no way back.
    /// Caller: StafiUpgrade.
    function setInitialised() external;

    /// @notice Sets the flag at keccak256(preimage), which never falls again.
    /// Caller: StafiWithdraw, StafiDistributor and StafiNetworkBalances, each in its own namespace:
    /// the preimage begins with "stafiWithdraw.", "stafiDistributor." or "network.balances.".
    /// Errors: "Invalid or outdated network contract", "Key is outside of the contract's namespace".
    function setFlag(bytes calldata preimage) external;

    /// @notice Grants or takes the admin role. Caller: the owner. Errors: "Invalid address" (zero).
    function setAdmin(address account, bool admin) external;
}
