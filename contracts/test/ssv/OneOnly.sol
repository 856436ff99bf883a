// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVWhitelistingContract } from "../../src/ssv/ISSVWhitelistingContract.sol";
import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// Admits one account.
contract OneOnly is ISSVWhitelistingContract, IERC165 {
    address private immutable one;

    constructor(address account) {
        one = account;
    }

    function isWhitelisted(address account, uint256) external view returns (bool) {
        return account == one;
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == type(IERC165).interfaceId || id == 0x830639ac;
    }
}
