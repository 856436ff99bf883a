// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import { StafiBase } from "./StafiBase.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title A contract with state: it stands behind an ERC-1967 proxy and is upgraded in place by the
/// owner, so its address, its ether and its state stay.
/// @notice Its defaults are set by its `initialize`, in the same transaction that makes the proxy.
/// New state goes after the old.
abstract contract StafiUpgradeable is StafiBase, Initializable, UUPSUpgradeable {
    constructor(IStafiStorage registry, string memory name) StafiBase(registry, name) {
        _disableInitializers();
    }

    function _authorizeUpgrade(address) internal override onlyOwner { }
}
