// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VM as vm } from "../test/Vm.sol";
import { PoolDeployment } from "./PoolDeployment.sol";
import { PoolDescription, parsePoolDescription } from "./PoolDescription.sol";

/// @title Deploys a pool, or finishes or verifies a deployment.
/// @notice Reads the JSON description that STAFI_POOL names and writes the addresses, as JSON, to
/// the file that STAFI_ADDRESSES names. May be run again at any time: see PoolDeployment.
/// Usage: STAFI_POOL=script/pool.devnet.json tools/contracts.sh forge script script/Deploy.s.sol
///   --rpc-url URL --account NAME --broadcast
contract Deploy is PoolDeployment {
    /// forge wants to be told.
    bool public constant IS_SCRIPT = true;

    string private constant POOL = "script/pool.devnet.json";
    string private constant ADDRESSES = "../build/contracts/pool.json";

    /// @notice The broadcaster is the description's deployer, or the owner, where there is something
    /// to do. Anybody else verifies, and needs no key.
    function run() external {
        PoolDescription memory pool =
            parsePoolDescription(vm.readFile(vm.envOr("STAFI_POOL", POOL)));
        deploy(pool, msg.sender);
        string memory file = vm.envOr("STAFI_ADDRESSES", ADDRESSES);
        if (vm.exists(file)) checkSamePool(vm.readFile(file));
        vm.writeJson(addresses(), file);
    }

    /// @notice Refuses to make a second pool where an earlier run's addresses tell of one that
    /// stands: a description or a build that has changed since would.
    function checkSamePool(string memory json) public view {
        if (vm.parseJsonUint(json, ".chainId") != block.chainid) return;
        address known = vm.parseJsonAddress(json, ".stafiStorage");
        string memory text = string.concat(
            "STAFI_ADDRESSES: the file names the pool at ",
            vm.toString(known),
            ", this build and description another; use those that made it, or another file"
        );
        require(known == address(registry) || known.code.length == 0, text);
    }

    /// @notice Errors: sentences that start with the field of the description, or with "pool: ".
    function deploy(PoolDescription memory pool, address caller) public {
        vm.startBroadcast(caller);
        _deployPool(pool, caller);
        vm.stopBroadcast();
    }

    /// @notice {"chainId": …, "stafiStorage": …, "owner": …, one name and address per contract}.
    function addresses() public returns (string memory json) {
        vm.serializeUint("pool", "chainId", block.chainid);
        vm.serializeAddress("pool", "stafiStorage", address(registry));
        for (uint256 i = 0; i < names.length; ++i) {
            vm.serializeAddress("pool", names[i], _find(names[i]));
        }
        vm.serializeAddress("pool", "timelock", address(timelock));
        vm.serializeAddress("pool", "pendingOwner", registry.pendingOwner());
        return vm.serializeAddress("pool", "owner", registry.owner());
    }
}
