// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title The four functions of the beacon chain's deposit contract, as every client calls them.
interface IDepositContract {
    /// One deposit. Amount and index are 8 bytes, little-endian; the amount is in gwei.
    event DepositEvent(
        bytes pubkey, bytes withdrawal_credentials, bytes amount, bytes signature, bytes index
    );

    /// @notice Deposits the value for a validator. `deposit_data_root` is over all of it. Anybody may
    /// call. Errors: "DepositContract: " and a sentence, as the real one's.
    function deposit(
        bytes calldata pubkey,
        bytes calldata withdrawal_credentials,
        bytes calldata signature,
        bytes32 deposit_data_root
    ) external payable;

    /// The root of all deposits, their number mixed in.
    function get_deposit_root() external view returns (bytes32);

    /// The number of deposits, 8 bytes little-endian.
    function get_deposit_count() external view returns (bytes memory);
}

/// @title A deposit contract for chains that lack one.
/// @notice Same ABI, event, checks, revert texts, root and storage layout as the one of mainnet at
/// 0x00000000219ab540356cBB839Cbe05303d7705Fa, so that clients and gas figures see no difference.
/// @dev The tree has 32 levels and grows from the left: `branch[h]` is the last complete subtree
/// of height h on the left of the next leaf, which is all that an append and the root need.
/// Source: https://github.com/ethereum/consensus-specs/blob/dev/solidity_deposit_contract/README.md
contract DepositContract is IDepositContract, IERC165 {
    uint256 private constant LEVELS = 32;
    uint256 private constant MOST_DEPOSITS = 2 ** LEVELS - 1;

    bytes32[LEVELS] private branch;
    uint256 private depositCount;
    /// The root of an empty subtree of each height.
    bytes32[LEVELS] private emptyRoots;

    constructor() {
        for (uint256 height = 1; height < LEVELS; ++height) {
            emptyRoots[height] = _hash(emptyRoots[height - 1], emptyRoots[height - 1]);
        }
    }

    /// @notice Deposits the value sent, at least one ether in whole gwei, for a validator.
    /// @dev Anyone may call. The beacon chain, not this contract, checks the signature.
    /// @param pubkey 48 bytes.
    /// @param withdrawal_credentials 32 bytes.
    /// @param signature 96 bytes.
    /// @param deposit_data_root The SSZ root of the deposit: guards against mangled arguments.
    function deposit(
        bytes calldata pubkey,
        bytes calldata withdrawal_credentials,
        bytes calldata signature,
        bytes32 deposit_data_root
    ) external payable {
        require(pubkey.length == 48, "DepositContract: invalid pubkey length");
        require(
            withdrawal_credentials.length == 32,
            "DepositContract: invalid withdrawal_credentials length"
        );
        require(signature.length == 96, "DepositContract: invalid signature length");
        require(msg.value >= 1 ether, "DepositContract: deposit value too low");
        require(msg.value % 1 gwei == 0, "DepositContract: deposit value not multiple of gwei");
        uint256 amount = msg.value / 1 gwei;
        require(amount <= type(uint64).max, "DepositContract: deposit value too high");

        bytes memory amountBytes = _littleEndian(uint64(amount));
        bytes memory indexBytes = _littleEndian(uint64(depositCount));
        emit DepositEvent(pubkey, withdrawal_credentials, amountBytes, signature, indexBytes);

        bytes32 leaf = _depositDataRoot(pubkey, withdrawal_credentials, amountBytes, signature);
        require(
            leaf == deposit_data_root,
            "DepositContract: reconstructed DepositData does not match supplied deposit_data_root"
        );
        require(depositCount < MOST_DEPOSITS, "DepositContract: merkle tree full");
        _append(leaf);
    }

    /// @notice The SSZ root of the list of all deposits.
    function get_deposit_root() external view returns (bytes32) {
        bytes32 node = bytes32(0);
        uint256 size = depositCount;
        for (uint256 height = 0; height < LEVELS; ++height) {
            node = size & 1 == 1 ? _hash(branch[height], node) : _hash(node, emptyRoots[height]);
            size >>= 1;
        }
        return sha256(abi.encodePacked(node, _littleEndian(uint64(depositCount)), bytes24(0)));
    }

    /// @notice The number of deposits, 8 bytes, little-endian.
    function get_deposit_count() external view returns (bytes memory) {
        return _littleEndian(uint64(depositCount));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId
            || interfaceId == type(IDepositContract).interfaceId;
    }

    /// Puts a leaf behind the last one: it completes the subtrees below the lowest zero bit of the
    /// old count, each the right half of the next.
    function _append(bytes32 leaf) private {
        uint256 size = ++depositCount;
        bytes32 node = leaf;
        uint256 height = 0;
        for (; size & 1 == 0; size >>= 1) {
            node = _hash(branch[height], node);
            ++height;
        }
        branch[height] = node;
    }

    /// The SSZ root of DepositData{pubkey, withdrawal_credentials, amount, signature}.
    function _depositDataRoot(
        bytes calldata pubkey,
        bytes calldata withdrawalCredentials,
        bytes memory amount,
        bytes calldata signature
    ) private pure returns (bytes32) {
        bytes32 pubkeyRoot = sha256(abi.encodePacked(pubkey, bytes16(0)));
        bytes32 signatureRoot =
            _hash(sha256(signature[:64]), sha256(abi.encodePacked(signature[64:], bytes32(0))));
        return _hash(
            _hash(pubkeyRoot, bytes32(withdrawalCredentials)),
            sha256(abi.encodePacked(amount, bytes24(0), signatureRoot))
        );
    }

    function _hash(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(abi.encodePacked(left, right));
    }

    function _littleEndian(uint64 value) private pure returns (bytes memory out) {
        out = new bytes(8);
        for (uint256 i = 0; i < 8; ++i) {
            out[i] = bytes1(uint8(value >> (8 * i)));
        }
    }
}
