// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Deploy } from "../../script/Deploy.s.sol";
import { PoolDescription } from "../../script/PoolDescription.sol";
import { parsePoolDescription } from "../../script/PoolDescriptionReader.sol";
import { Base } from "../Base.sol";

/// A chain with the deployment proxy, and a pool described that its deployer owns.
abstract contract DeployFixture is Base {
    address internal constant FACTORY = 0x4e59b44847b379578588920cA78FbF26c0B4956C;
    address internal constant DEPLOYER = address(0xDE9107E4);

    Deploy internal script;
    PoolDescription internal pool;
    string private differences;

    function setUp() public {
        // The published runtime code of the deployment proxy.
        vm.etch(
            FACTORY,
            hex"7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3"
        );
        vm.chainId(31_337);
        vm.warp(1_800_000_000);
        script = new Deploy();
        pool = parsePoolDescription(vm.readFile("script/pool.devnet.json"));
        (pool.deployer, pool.owner) = (DEPLOYER, DEPLOYER);
        pool.ethDeposit = address(0); // which is not here; so a new one
    }

    function _deploy() internal returns (string memory json) {
        script.deploy(pool, DEPLOYER);
        return script.addresses();
    }

    function _refuses(string memory why) internal {
        _refuses(DEPLOYER, why);
    }

    function _refuses(address caller, string memory why) internal {
        vm.expectRevert(reason(why));
        script.deploy(pool, caller);
        vm.stopBroadcast();
    }

    /// One line of the refusal to come.
    function _expectDifference(string memory field, string memory found, string memory wanted)
        internal
    {
        differences =
            string.concat(differences, "\n  ", field, ": found ", found, ", wanted ", wanted);
    }

    /// With the lines that were expected.
    function _refusesDifferences(address caller, address owner) internal {
        string memory text = string.concat(
            "pool: it is not what the description says, and of what follows its owner ",
            vm.toString(owner),
            " alone can set what a description sets:",
            differences
        );
        delete differences;
        _refuses(caller, text);
    }

    /// Names and addresses of code that is not of this build, each after a space.
    function _refusesForeign(string memory which) internal {
        _refuses(
            string.concat(
                "pool: neither this build nor the description gives what runs as",
                which,
                "; upgrade it, or verify with the build and the description that gave it"
            )
        );
    }
}
