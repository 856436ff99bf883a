// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { FeePool, StafiBase } from "./FeePool.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title The fee recipient of solo validators.
contract StafiFeePool is FeePool {
    constructor(IStafiStorage registry) StafiBase(registry, "stafiFeePool") { }
}
