// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { RETHToken } from "../../src/pool/RETHToken.sol";
import { IRETHToken } from "../../src/pool/interfaces/IRETHToken.sol";
import { CoreFixture } from "./CoreFixture.sol";

contract RETHTokenTest is CoreFixture {
    function test_is_named_as_wallets_know_it() public view {
        vm.assertEq(reth.name(), "StaFi");
        vm.assertEq(reth.symbol(), "rETH");
        vm.assertEq(reth.decimals(), 18);
        vm.assertEq(reth.version(), 1);
    }

    function test_Q22_starts_without_any_token_and_with_the_name_it_is_given() public {
        RETHToken token = new RETHToken(registry, "Restaked");
        vm.assertEq(token.totalSupply(), 0);
        vm.assertEq(token.name(), "Restaked");
    }

    function test_is_worth_its_ether_until_the_first_snapshot() public view {
        vm.assertEq(reth.getExchangeRate(), 1 ether);
        vm.assertEq(reth.getEthValue(7), 7);
        vm.assertEq(reth.getRethValue(7), 7);
    }

    function test_follows_the_snapshot_and_rounds_down() public {
        _setBalances(110 ether, 100 ether);
        vm.assertEq(reth.getExchangeRate(), 1.1 ether);
        vm.assertEq(reth.getEthValue(3), 3); // 3.3
        vm.assertEq(reth.getRethValue(10), 9); // 9.09
        vm.assertEq(reth.getRethValue(1), 0); // 0.9
    }

    function test_says_so_when_a_total_of_nothing_backs_a_supply() public {
        _setBalances(0, 100 ether);
        vm.assertEq(reth.getEthValue(1 ether), 0);
        vm.expectRevert(
            reason("Cannot calculate rETH token amount while total network balance is zero")
        );
        reth.getRethValue(1 ether);
    }

    function test_mints_at_the_rate_for_the_pool() public {
        _setBalances(110 ether, 100 ether);
        vm.expectEmit(address(reth));
        emit IRETHToken.TokensMinted(STAKER, 10 ether, 11 ether, block.timestamp);
        vm.prank(address(userDeposit));
        reth.userMint(11 ether, STAKER);
        vm.assertEq(reth.balanceOf(STAKER), 10 ether);
    }

    function test_refuses_to_mint_nothing() public {
        _setBalances(110 ether, 100 ether);
        _refused(address(userDeposit), "Invalid token mint amount");
        reth.userMint(1, STAKER);
    }

    function test_refuses_to_mint_to_nobody() public {
        vm.prank(address(userDeposit));
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0))
        );
        reth.userMint(1 ether, address(0));
    }

    function test_Q04_nobody_but_the_pool_mints_and_nobody_pauses() public {
        address[4] memory callers = [OWNER, ADMIN, STRANGER, address(this)];
        for (uint256 i = 0; i < callers.length; ++i) {
            _refused(callers[i], "Invalid or outdated contract");
            reth.userMint(1 ether, callers[i]);
            vm.prank(callers[i]);
            vm.assertFalse(_answers("mint(address,uint256)"));
            vm.prank(callers[i]);
            vm.assertFalse(_answers("pause()"));
        }
    }

    function test_a_token_that_is_not_registered_mints_nothing() public {
        RETHToken other = new RETHToken(registry, "StaFi");
        _refused(address(userDeposit), "Invalid or outdated contract");
        other.userMint(1 ether, STAKER);
    }

    function test_burns_out_of_an_allowance() public {
        _stake(STAKER, 10 ether);
        vm.prank(STAKER);
        reth.approve(STRANGER, 3 ether);
        vm.prank(STRANGER);
        reth.burnFrom(STAKER, 2 ether);
        vm.assertEq(reth.balanceOf(STAKER), 8 ether);
        vm.assertEq(reth.allowance(STAKER, STRANGER), 1 ether);
        vm.prank(STAKER);
        reth.burn(1 ether);
        vm.assertEq(reth.totalSupply(), 7 ether);
    }

    function test_refuses_to_burn_too_much_in_the_words_clients_know() public {
        // pool-contracts.md section 9, behaviour 5.
        _stake(STAKER, 10 ether);
        _refused(STRANGER, "ERC20: burn amount exceeds allowance");
        reth.burnFrom(STAKER, 1);
        vm.prank(STAKER);
        reth.approve(STRANGER, type(uint256).max);
        _refused(STRANGER, "ERC20: burn amount exceeds balance");
        reth.burnFrom(STAKER, 10 ether + 1);
    }

    function test_changes_an_allowance_by_difference() public {
        vm.prank(STAKER);
        vm.assertTrue(reth.increaseAllowance(STRANGER, 5));
        vm.prank(STAKER);
        vm.assertTrue(reth.decreaseAllowance(STRANGER, 2));
        vm.assertEq(reth.allowance(STAKER, STRANGER), 3);
        _refused(STAKER, "ERC20: decreased allowance below zero");
        reth.decreaseAllowance(STRANGER, 4);
        vm.prank(STAKER);
        reth.decreaseAllowance(STRANGER, 3);
        vm.assertEq(reth.allowance(STAKER, STRANGER), 0);
    }

    function test_an_allowance_cannot_wrap_around() public {
        vm.prank(STAKER);
        reth.increaseAllowance(STRANGER, type(uint256).max);
        vm.prank(STAKER);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        reth.increaseAllowance(STRANGER, 1);
    }

    function test_nobody_gains_by_going_in_and_out(uint96 total, uint96 supply, uint96 amount)
        public
    {
        _setBalances(bound(total, 1, type(uint96).max), bound(supply, 1, type(uint96).max));
        vm.assertLe(reth.getEthValue(reth.getRethValue(amount)), amount, "in and out");
    }

    /// A snapshot that may be one that StafiNetworkBalances would refuse.
    function _setBalances(uint256 totalEth, uint256 supply) private {
        address oracle = address(networkBalances);
        vm.mockCall(oracle, abi.encodeWithSignature("getTotalETHBalance()"), abi.encode(totalEth));
        vm.mockCall(oracle, abi.encodeWithSignature("getTotalRETHSupply()"), abi.encode(supply));
    }

    function _answers(string memory signature) private returns (bool done) {
        (done,) = address(reth).call(abi.encodeWithSignature(signature, STRANGER, 1 ether));
    }
}
