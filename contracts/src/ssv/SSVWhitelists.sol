// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { ISSVWhitelistingContract } from "./ISSVWhitelistingContract.sol";
import { SSVOperatorBook } from "./SSVOperatorBook.sol";
import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Who may register validators with private operators.
/// @notice Says nothing about validators already registered. For the owner of all the operators:
/// InvalidOperatorIdsLength (none), OperatorDoesNotExist, CallerNotOwnerWithData.
contract SSVWhitelists is SSVOperatorBook, ISSVModule {
    using BitMaps for BitMaps.BitMap;

    /// @notice Lets only whitelisted accounts register.
    /// @dev Emits OperatorPrivacyStatusUpdated.
    function setOperatorsPrivateUnchecked(uint64[] calldata operatorIds) external {
        _setPrivacy(operatorIds, true);
    }

    /// @notice Lets everyone register.
    /// @dev Emits OperatorPrivacyStatusUpdated.
    function setOperatorsPublicUnchecked(uint64[] calldata operatorIds) external {
        _setPrivacy(operatorIds, false);
    }

    /// @notice Puts accounts on the whitelists of operators, whose ids ascend.
    /// @dev Errors: InvalidWhitelistAddressesLength (none), InvalidOperatorIdsLength,
    /// UnsortedOperatorsList, OperatorsListNotUnique, ZeroAddressNotAllowed,
    /// AddressIsWhitelistingContract. Emits OperatorMultipleWhitelistUpdated.
    function setOperatorsWhitelists(
        uint64[] calldata operatorIds,
        address[] calldata whitelistAddresses
    ) external {
        _checkLists(operatorIds, whitelistAddresses);
        for (uint256 i = 0; i < whitelistAddresses.length; ++i) {
            address account = whitelistAddresses[i];
            require(account != address(0), ZeroAddressNotAllowed());
            require(!_isWhitelistingContract(account), AddressIsWhitelistingContract(account));
            for (uint256 j = 0; j < operatorIds.length; ++j) {
                whitelists[account].set(operatorIds[j]);
            }
        }
        emit OperatorMultipleWhitelistUpdated(operatorIds, whitelistAddresses);
    }

    /// @notice Takes accounts off the whitelists of operators, whose ids ascend.
    /// @dev Errors: as setOperatorsWhitelists, without AddressIsWhitelistingContract.
    /// Emits OperatorMultipleWhitelistRemoved.
    function removeOperatorsWhitelists(
        uint64[] calldata operatorIds,
        address[] calldata whitelistAddresses
    ) external {
        _checkLists(operatorIds, whitelistAddresses);
        for (uint256 i = 0; i < whitelistAddresses.length; ++i) {
            require(whitelistAddresses[i] != address(0), ZeroAddressNotAllowed());
            for (uint256 j = 0; j < operatorIds.length; ++j) {
                whitelists[whitelistAddresses[i]].unset(operatorIds[j]);
            }
        }
        emit OperatorMultipleWhitelistRemoved(operatorIds, whitelistAddresses);
    }

    /// @notice Asks a contract, beside the whitelists, who may register.
    /// @dev Errors: InvalidWhitelistingContract (does not support ERC-165 interface 0x830639ac).
    /// Emits OperatorWhitelistingContractUpdated.
    function setOperatorsWhitelistingContract(
        uint64[] calldata operatorIds,
        address whitelistingContract
    ) external {
        bool isValid = _isWhitelistingContract(whitelistingContract);
        require(isValid, InvalidWhitelistingContract(whitelistingContract));
        _setContract(operatorIds, whitelistingContract);
    }

    /// @notice Asks no contract any more.
    /// @dev Emits OperatorWhitelistingContractUpdated with the zero address.
    function removeOperatorsWhitelistingContract(uint64[] calldata operatorIds) external {
        _setContract(operatorIds, address(0));
    }

    /// @notice Those of some operators (ids ascend) that have this account on their whitelist, or
    /// ask this contract. Nothing of the zero address.
    /// @dev Errors: UnsortedOperatorsList, OperatorsListNotUnique.
    function getWhitelistedOperators(uint64[] calldata operatorIds, address whitelistedAddress)
        external
        view
        returns (uint64[] memory found)
    {
        if (whitelistedAddress == address(0)) return found;
        _checkAscending(operatorIds);
        uint64[] memory all = new uint64[](operatorIds.length);
        uint256 count = 0;
        for (uint256 i = 0; i < operatorIds.length; ++i) {
            uint64 id = operatorIds[i];
            bool isListed = whitelists[whitelistedAddress].get(id);
            bool isContract = operators[id].whitelistingContract == whitelistedAddress;
            if (isListed || isContract) all[count++] = id;
        }
        found = new uint64[](count);
        for (uint256 i = 0; i < count; ++i) {
            found[i] = all[i];
        }
    }

    /// @notice Whether a contract can be asked who may register.
    function isWhitelistingContract(address contractAddress) external view returns (bool) {
        return _isWhitelistingContract(contractAddress);
    }

    /// @notice What a whitelisting contract answers; false if it is none.
    function isAddressWhitelistedInWhitelistingContract(
        address addressToCheck,
        uint256 operatorId,
        address whitelistingContract
    ) external view returns (bool) {
        if (!_isWhitelistingContract(whitelistingContract)) return false;
        return
            ISSVWhitelistingContract(whitelistingContract).isWhitelisted(addressToCheck, operatorId);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.setOperatorsPrivateUnchecked.selector,
            this.setOperatorsPublicUnchecked.selector,
            this.setOperatorsWhitelists.selector,
            this.removeOperatorsWhitelists.selector,
            this.setOperatorsWhitelistingContract.selector,
            this.removeOperatorsWhitelistingContract.selector,
            this.getWhitelistedOperators.selector,
            this.isWhitelistingContract.selector,
            this.isAddressWhitelistedInWhitelistingContract.selector
        );
    }

    function _setPrivacy(uint64[] calldata ids, bool isPrivate) private {
        require(ids.length != 0, InvalidOperatorIdsLength());
        for (uint256 i = 0; i < ids.length; ++i) {
            _owned(ids[i]).isPrivate = isPrivate;
        }
        emit OperatorPrivacyStatusUpdated(ids, isPrivate);
    }

    function _setContract(uint64[] calldata ids, address list) private {
        require(ids.length != 0, InvalidOperatorIdsLength());
        for (uint256 i = 0; i < ids.length; ++i) {
            _owned(ids[i]).whitelistingContract = list;
        }
        emit OperatorWhitelistingContractUpdated(ids, list);
    }

    function _checkLists(uint64[] calldata ids, address[] calldata accounts) private view {
        require(accounts.length != 0, InvalidWhitelistAddressesLength());
        require(ids.length != 0, InvalidOperatorIdsLength());
        _checkAscending(ids);
        for (uint256 i = 0; i < ids.length; ++i) {
            _owned(ids[i]);
        }
    }

    function _checkAscending(uint64[] calldata ids) private pure {
        for (uint256 i = 1; i < ids.length; ++i) {
            require(ids[i] >= ids[i - 1], UnsortedOperatorsList());
            require(ids[i] != ids[i - 1], OperatorsListNotUnique());
        }
    }

    function _isWhitelistingContract(address account) private view returns (bool) {
        return ERC165Checker.supportsInterface(account, type(ISSVWhitelistingContract).interfaceId);
    }
}
