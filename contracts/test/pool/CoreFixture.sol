// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiEtherReceiver } from "../../src/pool/interfaces/IStafiEther.sol";
import {
    IPoolEtherReceiver,
    IStafiUserDeposit
} from "../../src/pool/interfaces/IStafiUserDeposit.sol";
import { PoolFixture } from "./PoolFixture.sol";

/// @title A neighbour of the core that takes ether in both ways; tests call in its name.
contract Neighbour is IPoolEtherReceiver, IStafiEtherReceiver {
    function depositEth() external payable virtual { }

    function receiveEtherWithdrawal() external payable { }
}

/// @title A withdrawal queue that misses as much as the test says.
contract QueueStub is Neighbour {
    IStafiUserDeposit private immutable pool;
    uint256 public totalMissingAmountForWithdraw;

    constructor(IStafiUserDeposit userDeposit) {
        pool = userDeposit;
    }

    function miss(uint256 amount) external {
        totalMissingAmountForWithdraw = amount;
    }

    function serveMissing() external {
        uint256 balance = pool.getBalance();
        uint256 missing = totalMissingAmountForWithdraw;
        uint256 amount = balance < missing ? balance : missing;
        totalMissingAmountForWithdraw -= amount;
        pool.withdrawExcessBalanceForWithdraw(amount);
    }
}

/// @title The core among stand-ins of the contracts that it talks to.
abstract contract CoreFixture is PoolFixture {
    address internal constant STAKER = address(0x57A4E4);

    QueueStub internal queue;
    address internal superNode;
    address internal lightNode;
    address internal distributor;

    function setUp() public virtual override {
        super.setUp();
        queue = new QueueStub(userDeposit);
        superNode = address(new Neighbour());
        lightNode = address(new Neighbour());
        distributor = address(new Neighbour());
        _add("stafiWithdraw", address(queue));
        _add("stafiSuperNode", superNode);
        _add("stafiLightNode", lightNode);
        _add("stafiDistributor", distributor);
    }

    /// The next call, made by `caller`, reverts with this text.
    function _refused(address caller, string memory text) internal {
        vm.prank(caller);
        vm.expectRevert(reason(text));
    }

    /// A snapshot by all of the `members` members that _addMembers made.
    function _snapshot(uint256 members, uint256 block_, uint256 totalEth, uint256 supply) internal {
        uint256 quorum = nodeManager.getQuorum();
        for (uint256 i = 0; i < members && i < quorum; ++i) {
            vm.prank(_member(i));
            networkBalances.submitBalances(block_, totalEth, 0, supply);
        }
    }
}
