// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { SSVStorage } from "./SSVStorage.sol";
import { Asset, Parameters, Version } from "./SSVTypes.sol";
import { Proxy } from "@openzeppelin/contracts/proxy/Proxy.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title An SSV Network for local chains: one address, whose modules run by delegatecall.
/// @notice Begins as v1.2; `devUpgradeToV2` turns it into v2 in place. A function that the release
/// does not have reverts without data, as does ether sent without a call.
contract SSVNetwork is SSVStorage, Proxy {
    /// @param owner_ May change the parameters.
    /// @param token_ The SSV token.
    /// @param ofV1 The modules that together are v1.2.
    /// @param ofV2 The modules that together are v2.
    constructor(address owner_, IERC20 token_, address[] memory ofV1, address[] memory ofV2) {
        _route(Version.V1, ofV1);
        _route(Version.V2, ofV2);
        dao = owner_;
        token = token_;
        network[Asset.SSV].blockNumber = uint32(block.number);
        parameters[Asset.SSV] = Parameters({
            liquidationPeriod: 100_800,
            minimumCollateral: 20, // 200,000,000 wei
            maximumFee: 76_528_650_000_000
        });
        declarePeriod = 1 hours;
        executePeriod = 1 days;
        feeIncreaseLimit = 1000;
        validatorsPerOperatorLimit = 3000;
        emit OwnershipTransferred(address(0), owner_);
    }

    function _route(Version release, address[] memory all) private {
        for (uint256 i = 0; i < all.length; ++i) {
            bytes memory list = ISSVModule(all[i]).selectors();
            for (uint256 j = 0; j < list.length; j += 4) {
                bytes memory selector = bytes.concat(list[j], list[j + 1], list[j + 2], list[j + 3]);
                modules[release][bytes4(selector)] = all[i];
            }
        }
    }

    /// The module of the function that is called.
    function _implementation() internal view override returns (address module) {
        module = modules[version][msg.sig];
        require(module != address(0));
    }
}
