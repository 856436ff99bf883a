// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    ETH_DEPOSIT,
    RETH_TOKEN,
    STAFI_DISTRIBUTOR,
    STAFI_ETHER,
    STAFI_FEE_POOL,
    STAFI_LIGHT_NODE,
    STAFI_NETWORK_BALANCES,
    STAFI_NETWORK_SETTINGS,
    STAFI_NODE_MANAGER,
    STAFI_STAKING_POOL_SETTINGS,
    STAFI_SUPER_NODE,
    STAFI_SUPER_NODE_FEE_POOL,
    STAFI_UPGRADE,
    STAFI_USER_DEPOSIT,
    STAFI_WITHDRAW
} from "../../src/pool/ContractKeys.sol";
import { Base } from "../Base.sol";

contract ContractKeysTest is Base {
    /// pool-contracts.md section 14.1.
    function test_the_keys_are_the_golden_ones() public pure {
        _same(STAFI_UPGRADE, 0x700b176502171a141d5f53a93f1fe161e76dc7ebd02904e0a1c870b8ec2dd785);
        _same(STAFI_ETHER, 0xf6994f06490a8e51050c27dbbd9129de4bb73610a6d3a3ea0b750e00ecef1e92);
        _same(ETH_DEPOSIT, 0xdbd541438139d3b3b978acfc87103a03fd28ec3bbed7bb0d28c62fb5772c810c);
        _same(RETH_TOKEN, 0xa9898496c8033254deba9eb65adec09626ac6d091abda07b78451d907619fcdf);
        _same(
            STAFI_NETWORK_SETTINGS,
            0x357b4e0d9fa1f2e459f2280b7ebfe19d3e8ff8a1fecedc054c37a686f3aa9c46
        );
        _same(
            STAFI_STAKING_POOL_SETTINGS,
            0x62458e1949df2704cfafa5efa9929585dec6623ff2191cf1f420dbd4a9bab31a
        );
        _same(
            STAFI_NODE_MANAGER, 0xffb863a8dc7b58729a4c88fbb739df84b5cbc5e26602263293adbe27f3d3f99b
        );
        _same(STAFI_SUPER_NODE, 0xb097a42880e04f2c63df0c86a51e858a81270ba347dd94f0090fccfcbaf0069c);
        _same(STAFI_LIGHT_NODE, 0x117c8034012fc2cac775fc25a272d9c757bfddefc607ce07ce460e330bedf6af);
        _same(
            STAFI_NETWORK_BALANCES,
            0xf555eab20ddd3f4fe99457e9b77d0ac0ffd7bb5fc8dba3891cfaa61feb9a8c65
        );
        _same(STAFI_DISTRIBUTOR, 0x42b8cd3000d9a123c8b49452bb788ff62406af55ccdd36cea4391b434e94e01d);
        _same(STAFI_FEE_POOL, 0xec056d2c3b557c5aa87856149e3ea70a83f2ac67308f3b147eb8ec957510583c);
        _same(
            STAFI_SUPER_NODE_FEE_POOL,
            0x14ed554c2932e34efc071150b2b1232f72e2a093104bdd4b24e9b0b53f83b33d
        );
        _same(
            STAFI_USER_DEPOSIT, 0x0fc7586ecacf357cb7e67c64defb484211b653fa58dc7e450b70c23fb1dd01e1
        );
        _same(STAFI_WITHDRAW, 0xee66b326b97dc52d459a208105d63ad51bbcbcb094ff58a93054f8ea4ef20864);
    }

    function _same(bytes32 key, bytes32 golden) private pure {
        vm.assertEq(key, golden);
    }
}
