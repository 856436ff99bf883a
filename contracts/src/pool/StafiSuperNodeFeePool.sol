// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { FeePool, StafiBase } from "./FeePool.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title The fee recipient of the validators that the pool pays in full.
contract StafiSuperNodeFeePool is FeePool {
    constructor(IStafiStorage registry) StafiBase(registry, "stafiSuperNodeFeePool") { }
}
