// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DeployLocal } from "../../script/DeployLocal.s.sol";
import { IDepositContract } from "../../src/beacon/DepositContract.sol";
import { SSVNetworkViews } from "../../src/ssv/SSVNetworkViews.sol";
import { SSVViews } from "../../src/ssv/SSVViews.sol";
import { Base } from "../Base.sol";

contract DeployLocalTest is Base {
    DeployLocal private script = new DeployLocal();

    function test_puts_all_on_a_chain_and_tells_where() public {
        string memory json = script.deploy(address(script), true);
        SSVViews network = SSVViews(_address(json, ".ssvNetwork"));
        vm.assertEq(network.getVersion(), "v2.0.0");
        vm.assertEq(network.owner(), address(script));
        SSVNetworkViews views = SSVNetworkViews(_address(json, ".ssvNetworkViews"));
        vm.assertEq(views.ssvNetwork(), address(network));
        IDepositContract beacon = IDepositContract(_address(json, ".depositContract"));
        vm.assertEq(beacon.get_deposit_count(), hex"0000000000000000");
        string[3] memory others = [".ssvToken", ".withdrawalRequests", ".consolidationRequests"];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.assertTrue(_address(json, others[i]).code.length != 0, others[i]);
        }
    }

    function test_leaves_the_network_in_v1_if_asked() public {
        string memory json = script.deploy(address(this), false);
        vm.assertEq(SSVViews(_address(json, ".ssvNetwork")).getVersion(), "v1.2.0");
    }

    function _address(string memory json, string memory key) private pure returns (address) {
        return vm.parseJsonAddress(json, key);
    }
}
