// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { ISSVModule } from "../../src/ssv/ISSVModule.sol";
import { SSVClusters } from "../../src/ssv/SSVClusters.sol";
import { SSVDeployment } from "../../src/ssv/SSVDeployment.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { SSVViews, SSVViewsV2 } from "../../src/ssv/SSVViews.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// Which functions there are, and where.
contract NetworkTest is SSVFixture {
    uint256 private constant PUBLISHED = 123;
    /// EIP-170.
    uint256 private constant CODE_BYTES_MAX = 24_576;

    string private published = vm.readFile("../tests/vectors/abi_signatures/ssv.json");

    /// Of the published ABI, what a local chain does without: staking, oracle votes, proxies,
    /// handing over the ownership.
    string[33] private left = [
        "accEthPerShare()",
        "acceptOwnership()",
        "claimEthRewards()",
        "commitRoot(bytes32,uint64)",
        "cooldownDuration()",
        "getActiveOracleIds()",
        "getOracle(uint32)",
        "getOracleWeight(uint32)",
        "getQuorumBps()",
        "initialize(address)",
        "initializeSSVStaking(uint64,uint32[4],uint16)",
        "onCSSVTransfer(address,address,uint256)",
        "pendingOwner()",
        "pendingUnstake(address)",
        "previewClaimableEth(address)",
        "proxiableUUID()",
        "renounceOwnership()",
        "replaceOracle(uint32,address)",
        "requestUnstake(uint256)",
        "rescueERC20(address,address,uint256)",
        "stake(uint256)",
        "stakedBalanceOf(address)",
        "stakingEthPoolBalance()",
        "syncFees()",
        "totalStaked()",
        "transferOwnership(address)",
        "updateModule(uint8,address)",
        "updateQuorumBps(uint16)",
        "updateUnstakeCooldownDuration(uint64)",
        "upgradeTo(address)",
        "upgradeToAndCall(address,bytes)",
        "withdrawUnlocked()",
        "ssvNetwork()" // of the views
    ];
    bytes4[2] private initializers = [bytes4(0x33dcc58a), 0xc626c3c6];
    /// ssv-network.md, appendix A: not in v2, and not in v1.2.
    bytes4[6] private onlyV1 =
        [bytes4(0x22f18bf5), 0xbc26e7e5, 0x5fec6dd0, 0x06e8fb9c, 0xe39c6744, 0xd2231741];
    bytes4[32] private onlyV2 = [
        bytes4(0xa1b483ca),
        0x45f47188,
        0x8c1d3d03,
        0x36e87b12,
        0xea7844ff,
        0xb84319fd,
        0x4f4d1209,
        0xe567ed58,
        0x6f4b158d,
        0x11dff249,
        0x9f5c1307,
        0xe9d232cd,
        0x71513214,
        0x909b1aaa,
        0x008108d5,
        0x6535f740,
        0x6bf5c92e,
        0xcd48b554,
        0xea21ae0e,
        0x648e4714,
        0x9cbaaf0a,
        0x8905bd7c,
        0x860c39a4,
        0x9ce06feb,
        0x00d0229b,
        0xfd8bfb1c,
        0xce7e0113,
        0xe4dc4cb3,
        0x2f822680,
        0x11998dc7,
        0x214c217b,
        0x6a67e0ab
    ];

    mapping(bytes4 selector => uint256) private releases; // 1: v1.2, 2: v2, 3: both, 0: neither
    mapping(address module => bool) private seen;

    function test_serves_each_published_function_in_its_releases() public {
        _classify();
        for (uint256 release = 1; release <= 2; ++release) {
            for (uint256 i = 0; i < PUBLISHED; ++i) {
                bytes4 selector = _publishedSelector(i);
                bool isServed = dev.devModuleOf(selector) != address(0);
                bool expect = releases[selector] & release != 0;
                vm.assertEq(isServed, expect, vm.toString(uint32(selector)));
            }
            _upgrade();
        }
    }

    function test_serves_nothing_else_but_dev_functions() public {
        _classify();
        for (uint256 release = 1; release <= 2; ++release) {
            for (uint256 i = 0; i < PUBLISHED; ++i) {
                _checkModule(dev.devModuleOf(_publishedSelector(i)));
            }
            _upgrade();
        }
    }

    function test_no_contract_is_larger_than_a_chain_takes() public view {
        string[16] memory names = [
            "SSVBalances.sol:SSVBalances",
            "SSVClusters.sol:SSVClusters",
            "SSVDao.sol:SSVDao",
            "SSVDao.sol:SSVDaoV1",
            "SSVDao.sol:SSVDaoV2",
            "SSVDevTools.sol:SSVDevTools",
            "SSVNetwork.sol:SSVNetwork",
            "SSVNetworkViews.sol:SSVNetworkViews",
            "SSVOperators.sol:SSVOperators",
            "SSVPaidInEther.sol:SSVPaidInEther",
            "SSVPaidInToken.sol:SSVPaidInToken",
            "SSVToken.sol:SSVToken",
            "SSVTokenEarnings.sol:SSVTokenEarnings",
            "SSVViews.sol:SSVViews",
            "SSVViews.sol:SSVViewsV2",
            "SSVWhitelists.sol:SSVWhitelists"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            vm.assertLe(vm.getDeployedCode(names[i]).length, CODE_BYTES_MAX, names[i]);
        }
    }

    function test_tells_whose_it_is_when_it_is_born() public {
        vm.expectEmit();
        emit ISSVEvents.OwnershipTransferred(address(0), BOB);
        (network,,) = SSVDeployment.deploy(BOB);
        vm.assertEq(SSVViews(address(network)).owner(), BOB);
    }

    function test_refuses_ether_without_a_call() public {
        (bool success, bytes memory answer) = address(network).call{ value: 1 }("");
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
    }

    function test_refuses_unknown_functions_without_data() public {
        (bool success, bytes memory answer) = address(network).call(hex"deadbeef00");
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
        (success, answer) = address(network).call(hex"dead");
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
    }

    function test_tells_its_version_and_the_upgrade() public {
        vm.assertEq(views.getVersion(), "v1.2.0");
        vm.expectEmit(address(network));
        emit ISSVEvents.SSVNetworkUpgradeBlock("v2.0.0", vm.getBlockNumber());
        _upgrade();
        vm.assertEq(SSVViews(address(forwarder)).getVersion(), "v2.0.0");
    }

    // the second address

    function test_views_are_the_same_at_the_second_address() public {
        _startV2();
        _registerV2(1, 1 ether);
        vm.assertEq(forwarder.ssvNetwork(), address(network));
        SSVViews second = SSVViews(address(forwarder));
        vm.assertEq(second.getBalance(ALICE, four, _tuple()), 1 ether);
        Cluster memory cluster = _tuple();
        cluster.index += 1;
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        second.getBalance(ALICE, four, cluster);
    }

    function test_the_second_address_changes_nothing() public {
        vm.expectRevert();
        SSVClusters(address(forwarder)).setFeeRecipientAddress(BOB);
        _expectUnknownFunction();
        SSVViewsV2(address(forwarder)).getNetworkFeeSSV();
    }

    function _classify() private {
        for (uint256 i = 0; i < PUBLISHED; ++i) {
            releases[_publishedSelector(i)] = 3;
        }
        for (uint256 i = 0; i < onlyV1.length; ++i) {
            releases[onlyV1[i]] = 1;
        }
        for (uint256 i = 0; i < onlyV2.length; ++i) {
            releases[onlyV2[i]] = 2;
        }
        for (uint256 i = 0; i < left.length; ++i) {
            releases[bytes4(keccak256(bytes(left[i])))] = 0;
        }
        releases[initializers[0]] = 0;
        releases[initializers[1]] = 0;
    }

    function _publishedSelector(uint256 i) private view returns (bytes4) {
        string memory field = string.concat(".functions[", vm.toString(i), "].selector");
        return bytes4(vm.parseJsonBytes(published, field));
    }

    /// Each function that a module brings is published, or is a shortcut of local chains.
    function _checkModule(address module) private {
        if (module == address(0) || seen[module]) return;
        seen[module] = true;
        bytes memory list = ISSVModule(module).selectors();
        for (uint256 i = 0; i < list.length; i += 4) {
            bytes memory selector = bytes.concat(list[i], list[i + 1], list[i + 2], list[i + 3]);
            vm.assertTrue(releases[bytes4(selector)] != 0, vm.toString(i));
        }
    }
}
