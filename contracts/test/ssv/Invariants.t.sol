// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SSVFixture } from "./SSVFixture.sol";
import { SSVHandler } from "./SSVHandler.sol";

/// No wei of SSV or ETH appears or is lost, whatever happens; the logs alone always give the tuple
/// and the nonce: rows 9 to 11 of ssv-network.md 11.7.
contract InvariantsTest is SSVFixture {
    SSVHandler private handler;

    function setUp() public override {
        handler = new SSVHandler();
        targetContract(address(handler));
        bytes4[] memory actions = new bytes4[](19);
        actions[0] = SSVHandler.register.selector;
        actions[1] = SSVHandler.remove.selector;
        actions[2] = SSVHandler.exit.selector;
        actions[3] = SSVHandler.deposit.selector;
        actions[4] = SSVHandler.withdraw.selector;
        actions[5] = SSVHandler.liquidate.selector;
        actions[6] = SSVHandler.reactivate.selector;
        actions[7] = SSVHandler.migrate.selector;
        actions[8] = SSVHandler.attest.selector;
        actions[9] = SSVHandler.changeOperators.selector;
        actions[10] = SSVHandler.changeFee.selector;
        actions[11] = SSVHandler.setFee.selector;
        actions[12] = SSVHandler.withdrawEarnings.selector;
        actions[13] = SSVHandler.admit.selector;
        actions[14] = SSVHandler.setNetworkFee.selector;
        actions[15] = SSVHandler.withdrawNetworkEarnings.selector;
        actions[16] = SSVHandler.setSafety.selector;
        actions[17] = SSVHandler.setRules.selector;
        actions[18] = SSVHandler.pass.selector;
        targetSelector(address(handler), actions);
    }

    function invariant_the_network_keeps_its_promises() public {
        handler.check();
    }
}
