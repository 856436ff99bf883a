// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VM as vm, Vm } from "../test/Vm.sol";
import { say } from "./Console.sol";
import { PoolDeployment } from "./PoolDeployment.sol";
import { PoolDescription } from "./PoolDescription.sol";
import { parsePoolDescription } from "./PoolDescriptionReader.sol";

/// @title Deploys a pool, or finishes or verifies a deployment.
/// @notice Reads the JSON description that STAFI_POOL names. May be run again at any time: see
/// PoolDeployment. A run that finds all as described writes the addresses, as JSON, to the file that
/// STAFI_ADDRESSES names; one that sends transactions, which may yet fail, writes them beside it,
/// with `.unfinished` behind the name; one that only shows what it would do writes nothing.
/// Usage: STAFI_POOL=script/pool.devnet.json tools/contracts.sh forge script script/Deploy.s.sol
///   --rpc-url URL --account NAME --broadcast; then the same without the last three words
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
        string memory file = vm.envOr("STAFI_ADDRESSES", ADDRESSES);
        string memory unfinished = string.concat(file, ".unfinished");
        deploy(pool, msg.sender);
        if (vm.exists(file)) checkSamePool(vm.readFile(file));
        if (vm.exists(unfinished)) checkSamePool(vm.readFile(unfinished));
        if (made == 0) {
            vm.writeJson(addresses(), file);
            if (vm.exists(unfinished)) vm.removeFile(unfinished);
        } else if (!vm.isContext(Vm.ForgeContext.ScriptDryRun)) {
            vm.writeJson(addresses(), unfinished);
        }
        _tell(pool, file);
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

    function _tell(PoolDescription memory pool, string memory file) private view {
        say(string.concat("stafiStorage      ", vm.toString(address(registry))));
        say(string.concat("stafiUserDeposit  ", vm.toString(_find("stafiUserDeposit"))));
        say(string.concat("stafiWithdraw     ", vm.toString(_find("stafiWithdraw"))));
        say(string.concat("rETHToken         ", vm.toString(_find("rETHToken"))));
        say(string.concat("owner             ", vm.toString(registry.owner())));
        address pending = registry.pendingOwner();
        if (pending != address(0)) {
            say(string.concat("pending owner     ", vm.toString(pending), ": has to call"));
            say("                  acceptOwnership() of stafiStorage");
        }
        string memory which = string.concat("pool ", pool.name, ": ");
        if (made == 0) {
            say(string.concat(which, "verified: all is as described; addresses in ", file));
        } else if (vm.isContext(Vm.ForgeContext.ScriptDryRun)) {
            say(string.concat(which, vm.toString(made), " changes are missing; nothing is sent"));
        } else {
            say(string.concat(which, vm.toString(made), " changes are being sent"));
            say("then run the same without --broadcast: it verifies all and writes the addresses");
        }
    }
}
