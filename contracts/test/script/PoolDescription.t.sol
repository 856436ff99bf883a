// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { PoolDescription, checkPoolDescription } from "../../script/PoolDescription.sol";
import { parsePoolDescription } from "../../script/PoolDescriptionReader.sol";
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
        string memory over = ": over 90 days, and it could not be shortened sooner";
        _refuses(string.concat("timelock.delaySeconds: 7776001", over));
        pool.timelockDelay = type(uint256).max;
        _refuses(string.concat("timelock.delaySeconds: ", vm.toString(type(uint256).max), over));
    }

    /// Else two who are one could stand for two others.
    function test_refuses_accounts_that_are_described_twice() public {
        address[] memory twice = new address[](3);
        (twice[0], twice[1], twice[2]) = (address(0xA), address(0xB), address(0xA));
        PoolDescription memory good = pool;
        pool.superNodes = twice;
        _refuses(string.concat("superNodes: ", vm.toString(address(0xA)), ": described twice"));
        pool = good;
        pool.oracleMembers = twice;
        _refuses(string.concat("oracleMembers: ", vm.toString(address(0xA)), ": described twice"));
        pool = good;
        pool.admins = twice;
        _refuses(string.concat("admins: ", vm.toString(address(0xA)), ": described twice"));
        pool = good;
        (pool.owner, pool.timelockDelay) = (address(0), 1 days);
        pool.timelockProposers = twice;
        _refuses(
            string.concat("timelock.proposers: ", vm.toString(address(0xA)), ": described twice")
        );
    }

    function test_refuses_descriptions_that_no_pool_can_meet() public {
        PoolDescription memory good = pool;
        pool.chainId = 1;
        _refuses("chainId: 1: this is 31337");
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
        _refuses("nodeDepositAmount: 12000000000000000000: not in nodeDepositAmountsAllowed");
        pool = good;
        pool.ethDeposit = address(0xA);
        _refusesDepositContract();
        pool.ethDeposit = address(this); // a contract, but another
        _refusesDepositContract();
        pool = good;
        pool.userWithdrawLimitPerCycle = pool.withdrawLimitPerCycle + 1;
        _refuses(
            string.concat(
                "userWithdrawLimitPerCycle: ",
                vm.toString(pool.userWithdrawLimitPerCycle),
                ": above withdrawLimitPerCycle"
            )
        );
        pool = good;
        pool.userWithdrawLimitPerCycle = 0;
        _refuses("userWithdrawLimitPerCycle: 0: nobody could leave");
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
        for (uint256 i = 0; i < chains.length; ++i) {
            vm.chainId(chains[i]);
            (pool.chainId, pool.ethDeposit) = (chains[i], address(0));
            _refusesDepositContract();
            pool.ethDeposit = other;
            _refusesDepositContract();
            pool.ethDeposit = right[i];
            vm.etch(right[i], "");
            _refusesDepositContract();
            vm.etch(right[i], other.code);
            checkPoolDescription(pool);
        }
    }

    /// What the setters refuse is told before anything is sent.
    function test_refuses_fractions_that_are_none() public {
        PoolDescription memory good = pool;
        string memory above = ": not above 0 and at most 1e18, which is all";
        uint256[2] memory wrong = [uint256(0), 2e18];
        for (uint256 i = 0; i < wrong.length; ++i) {
            string memory value = vm.toString(wrong[i]);
            pool = good;
            pool.consensusThreshold = wrong[i];
            _refuses(string.concat("consensusThreshold: ", value, above));
            pool = good;
            pool.rateStepLimit = wrong[i];
            _refuses(string.concat("rateStepLimit: ", value, above));
        }
        pool = good;
        pool.nodeFee = 2e18;
        _refuses("nodeFee: 2000000000000000000: over 1e18, which is all");
        (pool.nodeFee, pool.platformFee) = (0.6e18, 0.4e18 + 1);
        _refuses("platformFee: 400000000000000001: with nodeFee over 1e18, which is all");
        pool.platformFee = 0.4e18;
        checkPoolDescription(pool);
    }

    function test_refuses_amounts_that_no_pool_takes() public {
        PoolDescription memory good = pool;
        pool.minimumDeposit = 32 ether;
        checkPoolDescription(pool);
        pool.minimumDeposit = 1e25;
        _refuses("minimumDeposit: 10000000000000000000000000: over 32 ether");
        pool = good;
        pool.superNodePubkeyLimit = 0;
        string memory keys = ": not 1 to 2^64 - 1; superNodeDeposits closes the lane";
        _refuses(string.concat("superNodePubkeyLimit: 0", keys));
        pool.superNodePubkeyLimit = 2 ** 64;
        _refuses(string.concat("superNodePubkeyLimit: 18446744073709551616", keys));
        pool = good;
        pool.nodeDepositAmountsAllowed = [12 ether, 16 ether];
        _refuses(
            "nodeDepositAmountsAllowed: 16000000000000000000: old clients know 4, 8 and 12 ether alone"
        );
        pool.compatibleWithOldClients = false;
        checkPoolDescription(pool);
        uint256[3] memory wrong = [uint256(1 ether - 1 gwei), 31 ether + 1 gwei, 12 ether + 1];
        for (uint256 i = 0; i < wrong.length; ++i) {
            pool.nodeDepositAmountsAllowed = [12 ether, wrong[i]];
            _refuses(
                string.concat(
                    "nodeDepositAmountsAllowed: ",
                    vm.toString(wrong[i]),
                    ": not 1 to 31 ether in whole gwei"
                )
            );
        }
    }

    function test_refuses_the_zero_address_among_accounts() public {
        PoolDescription memory good = pool;
        pool.superNodes.push(address(0));
        _refuses("superNodes: the zero address");
        pool = good;
        pool.oracleMembers.push(address(0));
        _refuses("oracleMembers: the zero address");
        pool = good;
        pool.admins.push(address(0));
        _refuses("admins: the zero address");
    }

    // The file. Each test changes one thing in the example.

    function test_names_the_field_that_is_missing_or_unknown() public {
        _refusesFile('"name": "devnet",', "", "name: missing");
        _refusesFile('"nodeFee":', '"nodefee":', "nodefee: a description has no such field");
        _refusesFile('"delaySeconds": 0,', "", "timelock.delaySeconds: missing");
        _refusesFile(
            '"delaySeconds":', '"delay":', "timelock.delay: a description has no such field"
        );
    }

    function test_names_the_field_that_is_of_another_kind() public {
        string memory number = ": not a whole number from 0 to 2^256 - 1";
        _refusesFile('"chainId": 31337', '"chainId": "many"', string.concat("chainId", number));
        _refusesFile('"chainId": 31337', '"chainId": -1', string.concat("chainId", number));
        _refusesFile('"50000000000000000"', '"0.05"', string.concat("nodeFee", number));
        _refusesFile(
            '["4000000000000000000",',
            '["four",',
            "nodeDepositAmountsAllowed: not a list of whole numbers from 0 to 2^256 - 1"
        );
        _refusesFile(
            '"superNodeDeposits": true',
            '"superNodeDeposits": "yes"',
            "superNodeDeposits: neither true nor false"
        );
        _refusesFile('"admins": []', '"admins": 7', "admins: not a list of addresses in quotes");
        _refusesFile(
            '"owner": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"',
            '"owner": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb9226"',
            "owner: 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb9226: not 0x and 40 hexadecimal digits"
        );
    }

    /// EIP-55. One digit of the first, one letter's case of the second is mistyped.
    function test_refuses_addresses_with_a_wrong_checksum() public {
        string memory mistyped = ": a digit was mistyped: its checksum (EIP-55) is wrong";
        _refusesFile(
            "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
            "0x70997970C51812dc3A010C7d01b50e0d17dc79C9",
            string.concat("oracleMembers: 0x70997970C51812dc3A010C7d01b50e0d17dc79C9", mistyped)
        );
        _refusesFile(
            '"proposers": []',
            '"proposers": ["0x14dc79964da2C08b23698B3D3cc7Ca32193d9955"]',
            string.concat(
                "timelock.proposers: 0x14dc79964da2C08b23698B3D3cc7Ca32193d9955", mistyped
            )
        );
        // Letters of one case are no checksum.
        string memory owner = '"owner": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"';
        this.parse(_changed(owner, '"owner": "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"'));
        this.parse(_changed(owner, '"owner": "0xF39FD6E51AAD88F6F4CE6AB8827279CFFFB92266"'));
    }

    function parse(string calldata json) external view {
        parsePoolDescription(json);
    }

    function check(PoolDescription memory description) external view {
        checkPoolDescription(description);
    }

    function _refuses(string memory why) private {
        vm.expectRevert(reason(why));
        this.check(pool);
    }

    function _refusesDepositContract() private {
        _refuses(
            string.concat(
                "ethDeposit: ",
                vm.toString(pool.ethDeposit),
                ": not the deposit contract of this chain"
            )
        );
    }

    function _refusesFile(string memory text, string memory other, string memory why) private {
        string memory json = _changed(text, other);
        vm.expectRevert(reason(why));
        this.parse(json);
    }

    /// The example with `other` instead of the first `text`.
    function _changed(string memory text, string memory other)
        private
        view
        returns (string memory)
    {
        string memory json = vm.readFile("script/pool.devnet.json");
        uint256 at = vm.indexOf(json, text);
        vm.assertTrue(at != type(uint256).max, text);
        bytes memory whole = bytes(json);
        bytes memory tail = new bytes(whole.length - at - bytes(text).length);
        for (uint256 i = 0; i < tail.length; ++i) {
            tail[i] = whole[at + bytes(text).length + i];
        }
        bytes memory head = new bytes(at);
        for (uint256 i = 0; i < at; ++i) {
            head[i] = whole[i];
        }
        return string(abi.encodePacked(head, other, tail));
    }
}
