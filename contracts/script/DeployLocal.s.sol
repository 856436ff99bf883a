// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ConsolidationRequests } from "../src/beacon/ConsolidationRequests.sol";
import { DepositContract } from "../src/beacon/DepositContract.sol";
import { WithdrawalRequests } from "../src/beacon/WithdrawalRequests.sol";
import { SSVDeployment } from "../src/ssv/SSVDeployment.sol";
import { SSVDevTools } from "../src/ssv/SSVDevTools.sol";
import { SSVNetwork } from "../src/ssv/SSVNetwork.sol";
import { SSVNetworkViews } from "../src/ssv/SSVNetworkViews.sol";
import { SSVToken } from "../src/ssv/SSVToken.sol";
import { VM as vm } from "../test/Vm.sol";

/// @title Puts on a local chain what a pool finds on a real one: the deposit contract, the queues
/// of EIP-7002 and EIP-7251, and SSV Network.
/// @notice The broadcaster owns the network. STAFI_SSV names its release: "v2" (default) or "v1".
/// Writes the addresses, as JSON, to the file that STAFI_LOCAL names.
/// Usage: tools/contracts.sh forge script script/DeployLocal.s.sol --rpc-url URL --unlocked
///   --sender ADDRESS --broadcast
contract DeployLocal {
    /// forge wants to be told.
    bool public constant IS_SCRIPT = true;

    string private constant ADDRESSES = "../build/contracts/local.json";

    function run() external {
        vm.startBroadcast(msg.sender);
        string memory json = deploy(msg.sender, _isV2());
        vm.stopBroadcast();
        vm.writeJson(json, vm.envOr("STAFI_LOCAL", ADDRESSES));
    }

    /// @notice {"depositContract": …, one name and address per contract}.
    function deploy(address owner, bool isV2) public returns (string memory) {
        vm.serializeAddress("local", "depositContract", address(new DepositContract()));
        vm.serializeAddress("local", "withdrawalRequests", address(new WithdrawalRequests()));
        vm.serializeAddress("local", "consolidationRequests", address(new ConsolidationRequests()));
        (SSVNetwork network, SSVNetworkViews views, SSVToken token) = SSVDeployment.deploy(owner);
        if (isV2) SSVDevTools(address(network)).devUpgradeToV2();
        vm.serializeAddress("local", "ssvToken", address(token));
        vm.serializeAddress("local", "ssvNetworkViews", address(views));
        return vm.serializeAddress("local", "ssvNetwork", address(network));
    }

    function _isV2() private view returns (bool) {
        return keccak256(bytes(vm.envOr("STAFI_SSV", "v2"))) == keccak256("v2");
    }
}
