// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DeployLocal } from "../../script/DeployLocal.s.sol";
import { IDepositContract } from "../../src/beacon/DepositContract.sol";
import { SSVNetworkViews } from "../../src/ssv/SSVNetworkViews.sol";
import { SSVViews, SSVViewsV2 } from "../../src/ssv/SSVViews.sol";
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
        string memory json = script.deploy(address(script), false);
        vm.assertEq(SSVViews(_address(json, ".ssvNetwork")).getVersion(), "v1.2.0");
    }

    function test_the_parameters_are_mainnets() public {
        // ssv-network.md section 4.5.
        SSVViews network = SSVViews(_address(script.deploy(address(script), true), ".ssvNetwork"));
        vm.assertEq(network.getNetworkFee(), 3_366_600_000);
        vm.assertEq(network.getMaximumOperatorFee(), 5_336_500_000);
        vm.assertEq(network.getMinimumLiquidationCollateral(), 324_862_599_900_000);
        vm.assertEq(network.getLiquidationThresholdPeriod(), 50_120);
        SSVViewsV2 inToken = SSVViewsV2(address(network));
        vm.assertEq(inToken.getMinimumOperatorEthFee(), 10_000_000);
        vm.assertEq(inToken.getMinimumLiquidationCollateralSSV(), 385_795_451_000_000_000);
        vm.assertEq(inToken.getLiquidationThresholdPeriodSSV(), 100_240);
    }

    function test_uses_what_stands_at_the_addresses_of_mainnet() public {
        address[3] memory places = [
            0x00000000219ab540356cBB839Cbe05303d7705Fa,
            0x00000961Ef480Eb55e80D19ad83579A64c007002,
            0x0000BBdDc7CE488642fb579F8B00f3a590007251
        ];
        string[3] memory keys =
            [".depositContract", ".withdrawalRequests", ".consolidationRequests"];
        for (uint256 i = 0; i < places.length; ++i) {
            vm.etch(places[i], hex"00");
        }
        string memory json = script.deploy(address(script), true);
        for (uint256 i = 0; i < places.length; ++i) {
            vm.assertEq(_address(json, keys[i]), places[i]);
        }
    }

    function _address(string memory json, string memory key) private pure returns (address) {
        return vm.parseJsonAddress(json, key);
    }
}
