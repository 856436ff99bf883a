// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    PoolDescription,
    checkPoolDescription,
    parsePoolDescription
} from "../../script/PoolDescription.sol";
import { DepositContract } from "../../src/beacon/DepositContract.sol";
import { Base } from "../Base.sol";

contract PoolDescriptionTest is Base {
    PoolDescription private pool;

    function setUp() public {
        vm.chainId(31_337);
        pool = parsePoolDescription(vm.readFile("script/pool.devnet.json"));
        pool.ethDeposit = address(0); // which is not here; so a new one
        checkPoolDescription(pool);
    }

    function test_refuses_a_delay_that_nobody_could_wait_for() public {
        (pool.owner, pool.timelockProposers) = (address(0), [address(0xA)]);
        pool.timelockDelay = 90 days;
        checkPoolDescription(pool);
        pool.timelockDelay = 90 days + 1;
        _refuses("timelock.delaySeconds: over 90 days, and it could not be shortened sooner");
        pool.timelockDelay = type(uint256).max;
        _refuses("timelock.delaySeconds: over 90 days, and it could not be shortened sooner");
    }

    /// Else two who are one could stand for two others.
    function test_refuses_accounts_that_are_described_twice() public {
        address[] memory twice = new address[](3);
        (twice[0], twice[1], twice[2]) = (address(0xA), address(0xB), address(0xA));
        PoolDescription memory good = pool;
        pool.superNodes = twice;
        _refuses("superNodes: one is described twice");
        pool = good;
        pool.oracleMembers = twice;
        _refuses("oracleMembers: one is described twice");
        pool = good;
        pool.admins = twice;
        _refuses("admins: one is described twice");
        pool = good;
        (pool.owner, pool.timelockDelay) = (address(0), 1 days);
        pool.timelockProposers = twice;
        _refuses("timelock.proposers: one is described twice");
    }

    function test_refuses_descriptions_that_no_pool_can_meet() public {
        PoolDescription memory good = pool;
        pool.chainId = 1;
        _refuses("chainId: the description is for another chain");
        pool = good;
        pool.name = "";
        _refuses("name: empty");
        pool = good;
        pool.deployer = address(0);
        _refuses("deployer: the zero address");
        pool = good;
        pool.owner = address(0);
        _refuses("owner: give either an owner or proposers of a timelock");
        pool = good;
        pool.timelockProposers = [address(0xA)];
        _refuses("owner: give either an owner or proposers of a timelock");
        pool = good;
        pool.timelockDelay = 1 days;
        _refuses("timelock.delaySeconds: a timelock needs a delay, and nothing else has one");
        pool.owner = address(0);
        pool.timelockProposers = [address(0xA), address(0)];
        _refuses("timelock.proposers: the zero address");
        pool.timelockDelay = 0;
        _refuses("timelock.delaySeconds: a timelock needs a delay, and nothing else has one");
        pool = good;
        delete pool.oracleMembers;
        _refuses("oracleMembers: none, so nothing could be agreed on");
        pool = good;
        pool.nodeDepositAmountsAllowed = [4 ether];
        _refuses("nodeDepositAmount: not one of nodeDepositAmountsAllowed");
        pool = good;
        pool.ethDeposit = address(0xA);
        _refuses("ethDeposit: not the deposit contract of this chain");
        pool.ethDeposit = address(this); // a contract, but another
        _refuses("ethDeposit: not the deposit contract of this chain");
        pool = good;
        pool.userWithdrawLimitPerCycle = pool.withdrawLimitPerCycle + 1;
        _refuses("userWithdrawLimitPerCycle: above the limit for all");
        pool = good;
        pool.userWithdrawLimitPerCycle = 0;
        _refuses("userWithdrawLimitPerCycle: none, so nobody could leave");
        pool = good;
        pool.tokenName = "";
        _refuses("tokenName: empty");
    }

    /// ETH deposited in a new one, or in one of somebody's, would be lost.
    function test_takes_only_the_beacon_chains_own_deposit_contract() public {
        address usual = 0x00000000219ab540356cBB839Cbe05303d7705Fa;
        address[3] memory right = [usual, usual, 0x7f02C3E3c98b133055B8B348B2Ac625669Ed295D];
        uint256[3] memory chains = [uint256(1), 560_048, 11_155_111];
        address other = address(new DepositContract());
        string memory wrong = "ethDeposit: not the deposit contract of this chain";
        for (uint256 i = 0; i < chains.length; ++i) {
            vm.chainId(chains[i]);
            (pool.chainId, pool.ethDeposit) = (chains[i], address(0));
            _refuses(wrong);
            pool.ethDeposit = other;
            _refuses(wrong);
            pool.ethDeposit = right[i];
            vm.etch(right[i], "");
            _refuses(wrong);
            vm.etch(right[i], other.code);
            checkPoolDescription(pool);
        }
    }

    function test_refuses_a_description_that_lacks_a_field() public {
        vm.expectRevert();
        this.parse("{}");
    }

    function parse(string calldata json) external pure {
        parsePoolDescription(json);
    }

    function check(PoolDescription memory description) external view {
        checkPoolDescription(description);
    }

    function _refuses(string memory why) private {
        vm.expectRevert(reason(why));
        this.check(pool);
    }
}
