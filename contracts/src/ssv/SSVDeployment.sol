// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SSVBalances } from "./SSVBalances.sol";
import { SSVClusters } from "./SSVClusters.sol";
import { SSVDao, SSVDaoV1, SSVDaoV2 } from "./SSVDao.sol";
import { SSVDevTools } from "./SSVDevTools.sol";
import { SSVNetwork } from "./SSVNetwork.sol";
import { SSVNetworkViews } from "./SSVNetworkViews.sol";
import { SSVOperators } from "./SSVOperators.sol";
import { SSVPaidInEther } from "./SSVPaidInEther.sol";
import { SSVPaidInToken } from "./SSVPaidInToken.sol";
import { SSVToken } from "./SSVToken.sol";
import { SSVTokenEarnings } from "./SSVTokenEarnings.sol";
import { SSVViews, SSVViewsV2 } from "./SSVViews.sol";
import { SSVWhitelists } from "./SSVWhitelists.sol";

/// @title Builds an SSV Network, for scripts and tests.
library SSVDeployment {
    /// The network, which begins as v1.2, its views, and its token.
    function deploy(address owner)
        internal
        returns (SSVNetwork network, SSVNetworkViews views, SSVToken token)
    {
        address[] memory both = new address[](6);
        both[0] = address(new SSVClusters());
        both[1] = address(new SSVOperators());
        both[2] = address(new SSVWhitelists());
        both[3] = address(new SSVDao());
        both[4] = address(new SSVViews());
        both[5] = address(new SSVDevTools());

        address[] memory onlyV1 = new address[](2);
        onlyV1[0] = address(new SSVPaidInToken());
        onlyV1[1] = address(new SSVDaoV1());

        address[] memory onlyV2 = new address[](5);
        onlyV2[0] = address(new SSVPaidInEther());
        onlyV2[1] = address(new SSVBalances());
        onlyV2[2] = address(new SSVTokenEarnings());
        onlyV2[3] = address(new SSVDaoV2());
        onlyV2[4] = address(new SSVViewsV2());

        token = new SSVToken();
        network = new SSVNetwork(owner, token, _join(both, onlyV1), _join(both, onlyV2));
        views = new SSVNetworkViews(address(network));
    }

    function _join(address[] memory left, address[] memory right)
        private
        pure
        returns (address[] memory all)
    {
        all = new address[](left.length + right.length);
        for (uint256 i = 0; i < all.length; ++i) {
            all[i] = i < left.length ? left[i] : right[i - left.length];
        }
    }
}
