// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";

import { Deploy } from "../../script/Deploy.s.sol";
import { PoolDescription, parsePoolDescription } from "../../script/PoolDescription.sol";
import { DepositContract } from "../../src/beacon/DepositContract.sol";
import { RETHToken } from "../../src/pool/RETHToken.sol";
import { StafiNetworkSettings } from "../../src/pool/StafiNetworkSettings.sol";
import { StafiNodeManager } from "../../src/pool/StafiNodeManager.sol";
import { StafiStorage } from "../../src/pool/StafiStorage.sol";
import { StafiUserDeposit } from "../../src/pool/StafiUserDeposit.sol";
import { StafiWithdraw } from "../../src/pool/StafiWithdraw.sol";
import { Base } from "../Base.sol";

contract DeployTest is Base {
    address private constant FACTORY = 0x4e59b44847b379578588920cA78FbF26c0B4956C;
    address private constant DEPLOYER = address(0xDE9107E4);

    Deploy private script;
    PoolDescription private pool;

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
        pool.owner = DEPLOYER;
        pool.ethDeposit = address(0); // which is not here; so a new one
    }

    function test_deploys_what_the_description_says() public {
        string memory json = _deploy();
        StafiStorage registry = StafiStorage(vm.parseJsonAddress(json, ".stafiStorage"));
        StafiNodeManager nodes = StafiNodeManager(vm.parseJsonAddress(json, ".stafiNodeManager"));
        StafiNetworkSettings settings =
            StafiNetworkSettings(vm.parseJsonAddress(json, ".stafiNetworkSettings"));
        vm.assertEq(registry.owner(), DEPLOYER);
        vm.assertTrue(registry.getBool(keccak256("contract.storage.initialised")));
        vm.assertEq(nodes.getTrustedNodeCount(), 3);
        vm.assertEq(nodes.getQuorum(), 2);
        vm.assertTrue(nodes.getSuperNodeExists(pool.superNodes[0]));
        vm.assertEq(settings.getRateStepLimit(), 0.11e18);
        vm.assertEq(
            settings.getWithdrawalCredentials(),
            abi.encodePacked(bytes1(0x01), bytes11(0), vm.parseJsonAddress(json, ".stafiWithdraw"))
        );
        vm.assertEq(RETHToken(vm.parseJsonAddress(json, ".rETHToken")).name(), "StaFi");
    }

    function test_a_deployed_pool_takes_a_deposit() public {
        string memory json = _deploy();
        vm.deal(address(this), 1 ether);
        StafiUserDeposit(vm.parseJsonAddress(json, ".stafiUserDeposit")).deposit{ value: 1 ether }();
        vm.assertEq(
            RETHToken(vm.parseJsonAddress(json, ".rETHToken")).balanceOf(address(this)), 1 ether
        );
    }

    function test_deploying_again_changes_nothing() public {
        string memory first = _deploy();
        vm.recordLogs();
        string memory second = _deploy();
        vm.assertEq(vm.getRecordedLogs().length, 0);
        vm.assertEq(first, second);
    }

    function test_another_name_is_another_pool() public {
        address first = vm.parseJsonAddress(_deploy(), ".stafiStorage");
        pool.name = "second";
        address second = vm.parseJsonAddress(_deploy(), ".stafiStorage");
        vm.assertTrue(first != second);
    }

    function test_finishes_what_was_left_half_done() public {
        string memory json = _deploy();
        address[] memory members = pool.oracleMembers;
        StafiNodeManager nodes = StafiNodeManager(vm.parseJsonAddress(json, ".stafiNodeManager"));
        StafiNetworkSettings settings =
            StafiNetworkSettings(vm.parseJsonAddress(json, ".stafiNetworkSettings"));
        vm.startPrank(DEPLOYER);
        nodes.setNodeTrusted(members[1], false);
        settings.setNodeFee(1);
        vm.stopPrank();
        pool.userWithdrawLimitPerCycle = 7 ether;
        _deploy();
        vm.assertEq(
            StafiWithdraw(payable(vm.parseJsonAddress(json, ".stafiWithdraw")))
                .userWithdrawLimitPerCycle(),
            7 ether
        );
        vm.assertTrue(nodes.getNodeTrusted(members[1]));
        vm.assertEq(settings.getNodeFee(), 0.05e18);
    }

    function test_a_timelock_takes_the_pool_at_once() public {
        pool.owner = address(0);
        pool.timelockDelay = 2 days;
        pool.timelockProposers = [address(0xA), address(0xB)];
        string memory json = _deploy();
        TimelockController timelock =
            TimelockController(payable(vm.parseJsonAddress(json, ".timelock")));
        vm.assertEq(vm.parseJsonAddress(json, ".owner"), address(timelock));
        vm.assertEq(timelock.getMinDelay(), 2 days);
        bytes32[3] memory roles =
            [timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.EXECUTOR_ROLE()];
        for (uint256 i = 0; i < roles.length; ++i) {
            vm.assertFalse(timelock.hasRole(roles[i], DEPLOYER));
            vm.assertTrue(timelock.hasRole(roles[i], address(0xA)));
            vm.assertTrue(timelock.hasRole(roles[i], address(0xB)));
        }
        vm.assertFalse(timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), DEPLOYER));
        vm.recordLogs();
        _deploy();
        vm.assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_another_owner_has_to_accept_the_pool() public {
        pool.owner = address(0xA);
        string memory json = _deploy();
        vm.assertEq(vm.parseJsonAddress(json, ".owner"), DEPLOYER);
        vm.assertEq(vm.parseJsonAddress(json, ".pendingOwner"), address(0xA));
        vm.prank(address(0xA));
        StafiStorage(vm.parseJsonAddress(json, ".stafiStorage")).acceptOwnership();
        _deploy();
    }

    function test_refuses_a_pool_that_differs_in_what_cannot_be_set() public {
        _deploy();
        pool.oracleMembers.pop();
        _refuses("pool: there are other oracle members, or one is described twice");
        pool.oracleMembers = [address(0xA)];
        _refuses("pool: there are other oracle members, or one is described twice");
    }

    function test_refuses_a_token_under_another_name_than_the_one_deployed() public {
        _deploy();
        pool.tokenName = "Other";
        _refuses("pool: another contract is rETHToken");
    }

    function test_refuses_super_nodes_that_are_described_twice() public {
        pool.superNodes = [address(0xA), address(0xA)];
        _refuses("pool: there are other super nodes, or one is described twice");
    }

    function test_refuses_descriptions_that_no_pool_can_meet() public {
        PoolDescription memory good = pool;
        pool.chainId = 1;
        _refuses("chainId: the description is for another chain");
        pool = good;
        pool.name = "";
        _refuses("name: empty");
        pool = good;
        pool.owner = address(0);
        _refuses("owner: give either an owner or proposers of a timelock");
        pool = good;
        pool.timelockProposers = [address(0xA)];
        _refuses("owner: give either an owner or proposers of a timelock");
        pool = good;
        delete pool.oracleMembers;
        _refuses("oracleMembers: none, so nothing could be agreed on");
        pool = good;
        pool.ethDeposit = address(0xA);
        _refuses("ethDeposit: not the deposit contract of this chain");
        pool.ethDeposit = FACTORY;
        _refuses("ethDeposit: not the deposit contract of this chain");
        pool = good;
        pool.userWithdrawLimitPerCycle = pool.withdrawLimitPerCycle + 1;
        _refuses("userWithdrawLimitPerCycle: above the limit for all");
    }

    function test_makes_no_deposit_contract_where_the_beacon_chain_has_one() public {
        uint256[3] memory chains = [uint256(1), 560_048, 11_155_111];
        for (uint256 i = 0; i < chains.length; ++i) {
            vm.chainId(chains[i]);
            pool.chainId = chains[i];
            _refuses("ethDeposit: not the deposit contract of this chain");
        }
    }

    function test_uses_the_deposit_contract_that_is_there() public {
        pool.ethDeposit = address(new DepositContract());
        vm.assertEq(vm.parseJsonAddress(_deploy(), ".ethDeposit"), pool.ethDeposit);
    }

    function test_refuses_a_chain_without_the_deployment_proxy() public {
        vm.etch(FACTORY, "");
        _refuses("pool: this chain lacks the deployment proxy");
    }

    function test_refuses_a_description_that_lacks_a_field() public {
        vm.expectRevert();
        this.parse("{}");
    }

    function parse(string calldata json) external pure {
        parsePoolDescription(json);
    }

    function _deploy() private returns (string memory json) {
        script.deploy(pool, DEPLOYER);
        return script.addresses();
    }

    function _refuses(string memory why) private {
        vm.expectRevert(reason(why));
        script.deploy(pool, DEPLOYER);
        vm.stopBroadcast();
    }
}
