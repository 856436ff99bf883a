// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC1967Utils } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";

import { DepositContract } from "../../src/beacon/DepositContract.sol";
import { PoolTimelock } from "../../src/pool/PoolTimelock.sol";
import { RETHToken } from "../../src/pool/RETHToken.sol";
import { StafiLightNode } from "../../src/pool/StafiLightNode.sol";
import { StafiNetworkSettings } from "../../src/pool/StafiNetworkSettings.sol";
import { StafiNodeManager } from "../../src/pool/StafiNodeManager.sol";
import { StafiStakingPoolSettings } from "../../src/pool/StafiStakingPoolSettings.sol";
import { StafiStorage } from "../../src/pool/StafiStorage.sol";
import { StafiSuperNode } from "../../src/pool/StafiSuperNode.sol";
import { StafiUserDeposit } from "../../src/pool/StafiUserDeposit.sol";
import { StafiWithdraw } from "../../src/pool/StafiWithdraw.sol";
import { DeployFixture } from "./DeployFixture.sol";

contract DeployTest is DeployFixture {
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

    /// pool-contracts.md section 14.1, less the names of the path of one contract per validator.
    function test_registers_all_under_the_keys_that_clients_compute() public {
        string[17] memory names = [
            "stafiUpgrade",
            "stafiEther",
            "ethDeposit",
            "rETHToken",
            "stafiNetworkSettings",
            "stafiStakingPoolSettings",
            "stafiStakingPoolManager",
            "stafiNodeManager",
            "stafiSuperNode",
            "stafiLightNode",
            "stafiNetworkBalances",
            "stafiDistributor",
            "stafiFeePool",
            "stafiSuperNodeFeePool",
            "stafiNodeDeposit",
            "stafiUserDeposit",
            "stafiWithdraw"
        ];
        bytes32[17] memory keys = [
            bytes32(0x700b176502171a141d5f53a93f1fe161e76dc7ebd02904e0a1c870b8ec2dd785),
            0xf6994f06490a8e51050c27dbbd9129de4bb73610a6d3a3ea0b750e00ecef1e92,
            0xdbd541438139d3b3b978acfc87103a03fd28ec3bbed7bb0d28c62fb5772c810c,
            0xa9898496c8033254deba9eb65adec09626ac6d091abda07b78451d907619fcdf,
            0x357b4e0d9fa1f2e459f2280b7ebfe19d3e8ff8a1fecedc054c37a686f3aa9c46,
            0x62458e1949df2704cfafa5efa9929585dec6623ff2191cf1f420dbd4a9bab31a,
            0xd5e3296a200f3eef2013878829aa131e01b9a367e298dd7e2743be70e7f08a69,
            0xffb863a8dc7b58729a4c88fbb739df84b5cbc5e26602263293adbe27f3d3f99b,
            0xb097a42880e04f2c63df0c86a51e858a81270ba347dd94f0090fccfcbaf0069c,
            0x117c8034012fc2cac775fc25a272d9c757bfddefc607ce07ce460e330bedf6af,
            0xf555eab20ddd3f4fe99457e9b77d0ac0ffd7bb5fc8dba3891cfaa61feb9a8c65,
            0x42b8cd3000d9a123c8b49452bb788ff62406af55ccdd36cea4391b434e94e01d,
            0xec056d2c3b557c5aa87856149e3ea70a83f2ac67308f3b147eb8ec957510583c,
            0x14ed554c2932e34efc071150b2b1232f72e2a093104bdd4b24e9b0b53f83b33d,
            0xeff13eb267b41a0068fd8a0bd60d5b7e8dea02d331430f1d4e24ca1308b1dc89,
            0x0fc7586ecacf357cb7e67c64defb484211b653fa58dc7e450b70c23fb1dd01e1,
            0xee66b326b97dc52d459a208105d63ad51bbcbcb094ff58a93054f8ea4ef20864
        ];
        string memory json = _deploy();
        StafiStorage registry = StafiStorage(vm.parseJsonAddress(json, ".stafiStorage"));
        for (uint256 i = 0; i < names.length; ++i) {
            address wanted = vm.parseJsonAddress(json, string.concat(".", names[i]));
            vm.assertEq(registry.getAddress(keys[i]), wanted, names[i]);
            vm.assertTrue(wanted.code.length > 0, names[i]);
        }
    }

    /// The rest of section 14.1, and of 14.2 what is state of a contract now (Q28): clients ask the
    /// contract, none of them computes these keys. V is a member here.
    function test_the_golden_keys_of_what_is_gone_are_empty() public {
        pool.oracleMembers.push(0x99C6a3B0d131C996D9f65275fB5a196a8B57B583);
        StafiStorage registry = StafiStorage(vm.parseJsonAddress(_deploy(), ".stafiStorage"));
        bytes32[5] memory contracts = [
            bytes32(0x8b4d8aed962734b7d06d04f965f3793ad1bbf0a61133d3ad89386824b7a54b7b),
            0x2dfa82823224d23e6d6de957e3dfaf51e412c230f475106607d0fdf483177e02,
            0x2addccd64dd43c4ef1213c10626c6170f7f9bb5f4a96dfbbabddcbed2b170fc4,
            0x992e2cfc24608a1778ed99410f11580ff3121101c737da469e24604c8c60f85c,
            0x7998b05c7a71b0e58a0c57cfac0737f0f67e08de576d9819568cdb06155cd30e
        ];
        for (uint256 i = 0; i < contracts.length; ++i) {
            vm.assertEq(registry.getAddress(contracts[i]), address(0));
        }
        vm.assertFalse( // node.trusted ‖ V
            registry.getBool(0x05eb8949905ffb74ec032ddc900d9f8dad2e52bbf7a21acbb99c077bf59665b4)
        );
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
        PoolTimelock timelock = _deployWithTimelock();
        string memory json = script.addresses();
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
        vm.assertTrue(timelock.supportsInterface(0x7965db0b), "IAccessControl");
        vm.recordLogs();
        _deploy();
        vm.assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_refuses_a_timelock_with_another_delay() public {
        PoolTimelock timelock = _deployWithTimelock();
        pool.timelockDelay = 7 days;
        _expectDifference("timelock.delaySeconds", "172800", "604800");
        _refusesDifferences(DEPLOYER, address(timelock));
    }

    function test_refuses_a_timelock_that_others_can_use() public {
        PoolTimelock timelock = _deployWithTimelock();
        bytes32[4] memory roles = [
            timelock.PROPOSER_ROLE(),
            timelock.CANCELLER_ROLE(),
            timelock.EXECUTOR_ROLE(),
            timelock.DEFAULT_ADMIN_ROLE()
        ];
        string[4] memory called = ["proposer", "canceller", "executor", "who grants roles"];
        string memory bad = vm.toString(address(0xBAD));
        for (uint256 i = 0; i < roles.length; ++i) {
            vm.prank(address(timelock));
            timelock.grantRole(roles[i], address(0xBAD));
            string memory field = string.concat("timelock.proposers, ", called[i]);
            _expectDifference(field, bad, "none: describe or remove it");
            _refusesDifferences(DEPLOYER, address(timelock));
            vm.prank(address(timelock));
            timelock.revokeRole(roles[i], address(0xBAD));
        }
        pool.timelockProposers = [address(0xA), address(0xC)];
        for (uint256 i = 0; i < 3; ++i) {
            string memory field = string.concat("timelock.proposers, ", called[i]);
            _expectDifference(field, "none", vm.toString(address(0xC)));
            _expectDifference(field, vm.toString(address(0xB)), "none: describe or remove it");
        }
        _refusesDifferences(DEPLOYER, address(timelock));
    }

    function test_refuses_a_pool_that_is_anothers_or_offered_to_another() public {
        StafiStorage registry = StafiStorage(vm.parseJsonAddress(_deploy(), ".stafiStorage"));
        vm.prank(DEPLOYER);
        registry.transferOwnership(address(0xBAD));
        string memory bad = vm.toString(address(0xBAD));
        _expectDifference("pendingOwner", bad, "none");
        _refusesDifferences(DEPLOYER, DEPLOYER);
        vm.prank(address(0xBAD));
        registry.acceptOwnership();
        _expectDifference("owner", bad, vm.toString(DEPLOYER));
        _refusesDifferences(DEPLOYER, address(0xBAD));
    }

    function test_names_what_differs_once_the_pool_is_handed_over() public {
        address timelock = address(_deployWithTimelock());
        _expectDifference("nodeFee", "50000000000000000", "1");
        _expectDifference("nodeDepositAmountsAllowed", "4000000000000000000", "none");
        _expectDifference("nodeDepositAmountsAllowed", "8000000000000000000", "none");
        _expectDifference("superNodeDeposits", "true", "false");
        _expectDifference("lightNodeDeposits", "true", "false");
        _expectDifference("oracleMembers", "none", vm.toString(address(0xAB)));
        _expectDifference("admins", "none", vm.toString(address(0xAD)));
        pool.nodeFee = 1;
        pool.nodeDepositAmountsAllowed = [12 ether];
        (pool.superNodeDeposits, pool.lightNodeDeposits) = (false, false);
        pool.oracleMembers.push(address(0xAB));
        pool.admins = [address(0xAD)];
        _refusesDifferences(DEPLOYER, timelock);
    }

    function test_refuses_admins_that_are_not_described() public {
        StafiStorage registry = StafiStorage(vm.parseJsonAddress(_deploy(), ".stafiStorage"));
        vm.prank(DEPLOYER);
        registry.setAdmin(address(0xBAD), true);
        _refusesOther("admins", address(0xBAD));
        pool.admins = [address(0xBAD)];
        _deploy();
    }

    function test_closes_lanes_that_shall_be_closed() public {
        StafiSuperNode superNode = StafiSuperNode(vm.parseJsonAddress(_deploy(), ".stafiSuperNode"));
        vm.assertTrue(superNode.getSuperNodeDepositEnabled());
        (pool.superNodeDeposits, pool.lightNodeDeposits) = (false, false);
        StafiLightNode lightNode = StafiLightNode(vm.parseJsonAddress(_deploy(), ".stafiLightNode"));
        vm.assertFalse(superNode.getSuperNodeDepositEnabled());
        vm.assertFalse(lightNode.getLightNodeDepositEnabled());
    }

    function test_allows_the_described_amounts_and_no_other() public {
        pool.nodeDepositAmountsAllowed = [12 ether];
        StafiStakingPoolSettings amounts =
            StafiStakingPoolSettings(vm.parseJsonAddress(_deploy(), ".stafiStakingPoolSettings"));
        vm.assertEq(amounts.getNodeDepositAmountsAllowed().length, 1);
        vm.assertFalse(amounts.getNodeDepositAmountAllowed(4 ether));
        vm.assertEq(amounts.getCurrentNodeDepositAmount(), 12 ether);
        pool.compatibleWithOldClients = false;
        pool.nodeDepositAmountsAllowed = [16 ether];
        pool.nodeDepositAmount = 16 ether;
        _deploy();
        vm.assertEq(amounts.getCurrentNodeDepositAmount(), 16 ether);
        vm.assertFalse(amounts.getNodeDepositAmountAllowed(12 ether));
        // And back: all of the above the other way round.
        pool.compatibleWithOldClients = true;
        pool.nodeDepositAmountsAllowed = [4 ether, 8 ether];
        pool.nodeDepositAmount = 8 ether;
        _deploy();
        vm.assertTrue(amounts.getCompatibleWithOldClients());
        vm.assertEq(amounts.getCurrentNodeDepositAmount(), 8 ether);
        vm.assertEq(amounts.getNodeDepositAmountsAllowed().length, 2);
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
        address other = pool.oracleMembers[2];
        pool.oracleMembers.pop();
        _refusesOther("oracleMembers", other);
    }

    /// What the address follows from is not what runs there any more.
    function test_refuses_code_that_was_replaced_behind_a_proxy() public {
        string[9] memory names = [
            "NodeManager",
            "NetworkSettings",
            "StakingPoolSettings",
            "NetworkBalances",
            "UserDeposit",
            "SuperNode",
            "LightNode",
            "Distributor",
            "Withdraw"
        ];
        string memory json = _deploy();
        bytes32 slot = ERC1967Utils.IMPLEMENTATION_SLOT;
        for (uint256 i = 0; i < names.length; ++i) {
            address proxy = vm.parseJsonAddress(json, string.concat(".stafi", names[i]));
            bytes32 right = vm.load(proxy, slot);
            address other = address(uint160(i + 1000));
            vm.etch(other, address(uint160(uint256(right))).code);
            vm.store(proxy, slot, bytes32(uint256(uint160(other))));
            _refusesForeign(string.concat(" stafi", names[i], " ", vm.toString(other)));
            vm.store(proxy, slot, right);
        }
        _deploy();
    }

    function test_refuses_a_token_under_another_name_than_the_one_deployed() public {
        address token = vm.parseJsonAddress(_deploy(), ".rETHToken");
        pool.tokenName = "Other";
        _refusesForeign(string.concat(" rETHToken ", vm.toString(token)));
    }

    function test_refuses_super_nodes_that_are_not_described() public {
        _deploy();
        address other = pool.superNodes[1];
        pool.superNodes.pop();
        _refusesOther("superNodes", other);
    }

    /// See PoolDescription.t.sol.
    function test_refuses_a_description_that_no_pool_can_meet() public {
        pool.chainId = 1;
        _refuses("chainId: 1: this is 31337");
    }

    function test_uses_the_deposit_contract_that_is_there() public {
        pool.ethDeposit = address(new DepositContract());
        vm.assertEq(vm.parseJsonAddress(_deploy(), ".ethDeposit"), pool.ethDeposit);
        address there = pool.ethDeposit;
        pool.ethDeposit = address(new DepositContract());
        _refusesForeign(string.concat(" ethDeposit ", vm.toString(there)));
    }

    function test_refuses_a_chain_without_the_deployment_proxy() public {
        vm.etch(FACTORY, "");
        _refuses("pool: this chain lacks the deployment proxy");
    }

    /// Nobody is removed by a description.
    function _refusesOther(string memory field, address other) private {
        _expectDifference(field, vm.toString(other), "none: describe or remove it");
        _refusesDifferences(DEPLOYER, DEPLOYER);
    }

    function _deployWithTimelock() private returns (PoolTimelock) {
        pool.owner = address(0);
        pool.timelockDelay = 2 days;
        pool.timelockProposers = [address(0xA), address(0xB)];
        return PoolTimelock(payable(vm.parseJsonAddress(_deploy(), ".timelock")));
    }
}
