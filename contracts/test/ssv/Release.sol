// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// @title What the two releases do alike, each with its own functions, asset and fees.
/// @notice A test of both is an abstract contract of this one; two of a line each run it.
abstract contract Release is SSVFixture {
    bytes[] internal keys;
    uint256 internal held;

    /// Gives Alice's cluster two validators and ten times what it must hold.
    function _start() internal {
        keys = _register(2, 20 * _minimum());
        held = 20 * _minimum();
    }

    function _register(uint256 count, uint256 amount) internal virtual returns (bytes[] memory);

    function _deposit(address owner, uint256 amount, Cluster memory cluster) internal virtual;

    function _reactivate(uint256 amount, Cluster memory cluster) internal virtual;

    /// What an account has got: wei.
    function _paidTo(address account) internal view virtual returns (uint256);

    /// What a cluster of one validator must hold: wei.
    function _minimum() internal pure virtual returns (uint256);

    /// What Alice's two validators burn per block: wei.
    function _burn() internal pure virtual returns (uint256);

    /// Of the four operators, per block: packed.
    function _operatorFees() internal pure virtual returns (uint256);

    function _networkFee() internal pure virtual returns (uint256);

    function _precision() internal pure virtual returns (uint256);

    function _doesNotExist() internal pure virtual returns (bytes4);

    /// What the release answers in bulk of keys it does not know.
    function _unknownKey(bytes memory key) internal pure virtual returns (bytes memory);

    /// What it answers of a key that is taken.
    function _duplicate(bytes memory key) internal pure virtual returns (bytes memory);
}

abstract contract ReleaseV1 is Release {
    function setUp() public virtual override {
        super.setUp();
        _startV1();
    }

    function _burn() internal pure override returns (uint256) {
        return 2 * 5 * TOKEN_FEE;
    }

    function _minimum() internal pure override returns (uint256) {
        return TOKEN_MINIMUM;
    }

    function _deposit(address owner, uint256 amount, Cluster memory cluster) internal override {
        vm.prank(BOB);
        paidInToken.deposit(owner, four, amount, cluster);
    }

    function _reactivate(uint256 amount, Cluster memory cluster) internal override {
        paidInToken.reactivate(four, amount, cluster);
    }

    function _register(uint256 count, uint256 amount) internal override returns (bytes[] memory) {
        return _registerV1(count, amount);
    }

    function _doesNotExist() internal pure override returns (bytes4) {
        return ISSVErrors.ClusterDoesNotExists.selector;
    }

    function _unknownKey(bytes memory key) internal pure override returns (bytes memory) {
        return abi.encodeWithSelector(ISSVErrors.IncorrectValidatorStateWithData.selector, key);
    }

    function _paidTo(address account) internal view override returns (uint256) {
        return token.balanceOf(account);
    }

    function _operatorFees() internal pure override returns (uint256) {
        return 4 * TOKEN_FEE / 1e7;
    }

    function _networkFee() internal pure override returns (uint256) {
        return TOKEN_FEE / 1e7;
    }

    function _precision() internal pure override returns (uint256) {
        return 1e7;
    }

    function _duplicate(bytes memory key) internal pure override returns (bytes memory) {
        return abi.encodeWithSelector(ISSVErrors.ValidatorAlreadyExistsWithData.selector, key);
    }
}

abstract contract ReleaseV2 is Release {
    function setUp() public virtual override {
        super.setUp();
        _startV2();
    }

    function _burn() internal pure override returns (uint256) {
        return 2 * ETHER_BURN_RATE;
    }

    function _minimum() internal pure override returns (uint256) {
        return ETHER_MINIMUM;
    }

    function _deposit(address owner, uint256 amount, Cluster memory cluster) internal override {
        vm.prank(BOB);
        paidInEther.deposit{ value: amount }(owner, four, cluster);
    }

    function _reactivate(uint256 amount, Cluster memory cluster) internal override {
        paidInEther.reactivate{ value: amount }(four, cluster);
    }

    function _register(uint256 count, uint256 amount) internal override returns (bytes[] memory) {
        return _registerV2(count, amount);
    }

    function _doesNotExist() internal pure override returns (bytes4) {
        return ISSVErrors.ClusterDoesNotExist.selector;
    }

    function _unknownKey(bytes memory) internal pure override returns (bytes memory) {
        return abi.encodeWithSelector(ISSVErrors.ValidatorDoesNotExist.selector);
    }

    function _paidTo(address account) internal view override returns (uint256) {
        return account.balance;
    }

    function _operatorFees() internal pure override returns (uint256) {
        return 4 * ETHER_FEE / 1e5;
    }

    function _networkFee() internal pure override returns (uint256) {
        return NETWORK_ETHER_FEE / 1e5;
    }

    function _precision() internal pure override returns (uint256) {
        return 1e5;
    }

    function _duplicate(bytes memory key) internal pure override returns (bytes memory) {
        return abi.encodeWithSelector(ISSVErrors.ValidatorAlreadyRegistered.selector, key, ALICE);
    }
}
