// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiFeePool } from "../../src/pool/interfaces/IStafiFeePool.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title Both fee pools; they differ in their names alone.
contract FeePoolTest is LaneFixture {
    function setUp() public override {
        super.setUp();
        vm.deal(STRANGER, 10 ether);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(STRANGER);
            (bool paid,) = address(_pool(i)).call{ value: 3 ether }("");
            require(paid);
        }
    }

    function test_pays_the_distributor_and_says_so() public {
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectEmit(address(_pool(i)));
            emit IStafiFeePool.EtherWithdrawn(
                "stafiDistributor", address(distributor), 2 ether, block.timestamp
            );
            vm.prank(address(distributor));
            _pool(i).withdrawEther(address(distributor), 2 ether);
            vm.assertEq(address(_pool(i)).balance, 1 ether);
        }
        vm.assertEq(address(distributor).balance, 4 ether);
    }

    function test_Q02_no_other_contract_takes_from_it_nor_sends_elsewhere() public {
        string memory text = "Invalid or outdated contract";
        address[4] memory callers = [OWNER, STRANGER, address(queue), address(userDeposit)];
        for (uint256 i = 0; i < 2; ++i) {
            IStafiFeePool pool = _pool(i);
            for (uint256 j = 0; j < callers.length; ++j) {
                _refused(callers[j], text);
                pool.withdrawEther(callers[j], 1 ether);
            }
            _refused(address(distributor), text);
            pool.withdrawEther(STRANGER, 1 ether);
            _refused(address(distributor), text);
            pool.withdrawEther(address(0), 1 ether);
        }
    }

    function test_refuses_nothing_and_more_than_it_has() public {
        for (uint256 i = 0; i < 2; ++i) {
            IStafiFeePool pool = _pool(i);
            _refused(address(distributor), "No valid amount of ETH given to withdraw");
            pool.withdrawEther(address(distributor), 0);
            _refused(address(distributor), "Failed to withdraw ETH");
            pool.withdrawEther(address(distributor), 3 ether + 1);
        }
    }

    function test_has_version_1() public view {
        vm.assertEq(uint256(feePool.version()), 1);
        vm.assertEq(uint256(superNodeFeePool.version()), 1);
    }

    function _pool(uint256 index) private view returns (IStafiFeePool) {
        return index == 0 ? IStafiFeePool(feePool) : IStafiFeePool(superNodeFeePool);
    }
}
