// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// A contract that takes no ether, or calls back when it comes.
contract Receiver {
    bytes private callBack;
    bytes public answer;

    function set(bytes calldata call_) external {
        callBack = call_;
    }

    receive() external payable {
        require(callBack.length != 0, "no ether");
        (, answer) = msg.sender.call(callBack);
    }
}
