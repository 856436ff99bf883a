// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiNetworkSettings } from "../../src/pool/interfaces/IStafiNetworkSettings.sol";
import { CoreFixture } from "./CoreFixture.sol";

contract StafiNetworkSettingsTest is CoreFixture {
    function test_starts_with_the_documented_values() public view {
        vm.assertEq(networkSettings.getNodeConsensusThreshold(), 0.5e18);
        vm.assertEq(networkSettings.getRateStepLimit(), 0.0011e18);
        vm.assertEq(networkSettings.getNodeFee(), 0.05e18);
        vm.assertEq(networkSettings.getPlatformFee(), 0.05e18);
        vm.assertEq(networkSettings.getSuperNodePubkeyLimit(), 10_000);
        vm.assertTrue(networkSettings.getSubmitBalancesEnabled());
        vm.assertFalse(networkSettings.getPaused());
        vm.assertEq(networkSettings.getWithdrawalCredentials(), "");
    }

    function test_takes_new_values_and_says_so() public {
        _expectChange("nodeConsensusThreshold", 1e18);
        networkSettings.setNodeConsensusThreshold(1e18);
        _expectChange("rateStepLimit", 1);
        networkSettings.setRateStepLimit(1);
        _expectChange("nodeFee", 0);
        networkSettings.setNodeFee(0);
        _expectChange("platformFee", 1e18);
        networkSettings.setPlatformFee(1e18);
        _expectChange("superNodePubkeyLimit", type(uint64).max);
        networkSettings.setSuperNodePubkeyLimit(type(uint64).max);
        _expectChange("submitBalancesEnabled", 0);
        networkSettings.setSubmitBalancesEnabled(false);

        vm.assertEq(networkSettings.getNodeConsensusThreshold(), 1e18);
        vm.assertEq(networkSettings.getRateStepLimit(), 1);
        vm.assertEq(networkSettings.getNodeFee(), 0);
        vm.assertEq(networkSettings.getPlatformFee(), 1e18);
        vm.assertEq(networkSettings.getSuperNodePubkeyLimit(), type(uint64).max);
        vm.assertFalse(networkSettings.getSubmitBalancesEnabled());

        _expectChange("submitBalancesEnabled", 1);
        networkSettings.setSubmitBalancesEnabled(true);
    }

    function test_Q04_refuses_a_threshold_of_nothing_or_more_than_all() public {
        _refusesValue();
        networkSettings.setNodeConsensusThreshold(0);
        _refusesValue();
        networkSettings.setNodeConsensusThreshold(1e18 + 1);
    }

    function test_refuses_values_out_of_range() public {
        _refusesValue();
        networkSettings.setRateStepLimit(0);
        _refusesValue();
        networkSettings.setRateStepLimit(1e18 + 1);
        _refusesValue();
        networkSettings.setNodeFee(1e18 + 1);
        _refusesValue();
        networkSettings.setPlatformFee(type(uint256).max);
        _refusesValue();
        networkSettings.setSuperNodePubkeyLimit(uint256(type(uint64).max) + 1);
    }

    function test_takes_the_credentials_of_the_withdraw_contract() public {
        bytes memory credentials = _credentialsOf(0x01, address(queue));
        vm.expectEmit(address(networkSettings));
        emit IStafiNetworkSettings.WithdrawalCredentialsChanged(credentials);
        vm.prank(OWNER);
        networkSettings.setWithdrawalCredentials(credentials);
        vm.assertEq(networkSettings.getWithdrawalCredentials(), credentials);
    }

    function test_refuses_any_other_credentials() public {
        bytes[6] memory others = [
            bytes(""),
            abi.encodePacked(address(queue)),
            _credentialsOf(0x00, address(queue)),
            _credentialsOf(0x02, address(queue)),
            _credentialsOf(0x01, STRANGER),
            abi.encodePacked(_credentialsOf(0x01, address(queue)), bytes1(0))
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            _refusesValue();
            networkSettings.setWithdrawalCredentials(others[i]);
        }
    }

    function test_an_admin_pauses_but_only_the_owner_ends_it() public {
        vm.expectEmit(address(networkSettings));
        emit IStafiNetworkSettings.Paused(ADMIN);
        vm.prank(ADMIN);
        networkSettings.pause();
        vm.assertTrue(networkSettings.getPaused());
        _refused(ADMIN, "Account is not the owner");
        networkSettings.unpause();
        vm.expectEmit(address(networkSettings));
        emit IStafiNetworkSettings.Unpaused(OWNER);
        vm.prank(OWNER);
        networkSettings.unpause();
        vm.assertFalse(networkSettings.getPaused());
    }

    function test_Q04_admins_only_switch_and_the_rest_is_the_owners() public {
        vm.prank(ADMIN);
        networkSettings.setSubmitBalancesEnabled(false);
        string memory notOwner = "Account is not the owner";
        _refused(ADMIN, notOwner);
        networkSettings.setNodeConsensusThreshold(1e18);
        _refused(ADMIN, notOwner);
        networkSettings.setRateStepLimit(1e18);
        _refused(ADMIN, notOwner);
        networkSettings.setNodeFee(0);
        _refused(ADMIN, notOwner);
        networkSettings.setPlatformFee(0);
        _refused(ADMIN, notOwner);
        networkSettings.setSuperNodePubkeyLimit(1);
        _refused(ADMIN, notOwner);
        networkSettings.setWithdrawalCredentials(_credentialsOf(0x01, address(queue)));
    }

    function test_a_stranger_changes_nothing() public {
        _refused(STRANGER, "Account is not a super user");
        networkSettings.pause();
        _refused(STRANGER, "Account is not a super user");
        networkSettings.setSubmitBalancesEnabled(false);
    }

    function test_is_upgraded_in_place_by_the_owner_alone() public {
        address implementation = address(uint160(uint256(vm.load(address(networkSettings), SLOT))));
        vm.assertTrue(implementation.code.length > 0);
        _refused(ADMIN, "Account is not the owner");
        networkSettings.upgradeToAndCall(implementation, "");
        vm.prank(OWNER);
        networkSettings.setNodeFee(7);
        vm.prank(OWNER);
        networkSettings.upgradeToAndCall(implementation, "");
        vm.assertEq(networkSettings.getNodeFee(), 7);
    }

    function test_Q17_an_implementation_cannot_be_initialised() public {
        address implementation = address(uint160(uint256(vm.load(address(networkSettings), SLOT))));
        vm.expectRevert(bytes4(keccak256("InvalidInitialization()")));
        IInitialize(implementation).initialize();
        vm.expectRevert(bytes4(keccak256("InvalidInitialization()")));
        networkSettings.initialize();
    }

    // ERC-1967: where a proxy keeps its implementation's address.
    bytes32 private constant SLOT =
        0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    function _expectChange(string memory name, uint256 value) private {
        vm.expectEmit(address(networkSettings));
        emit IStafiNetworkSettings.SettingChanged(name, value);
        vm.prank(OWNER);
    }

    function _refusesValue() private {
        _refused(OWNER, "Invalid value");
    }

    function _credentialsOf(uint8 kind, address account) private pure returns (bytes memory) {
        return abi.encodePacked(kind, bytes11(0), account);
    }
}

interface IInitialize {
    function initialize() external;
}
