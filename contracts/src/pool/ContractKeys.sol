// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The registry keys of StafiStorage: keccak256("contract.address" ‖ name). Clients compute them too.
bytes32 constant STAFI_UPGRADE = keccak256("contract.address" "stafiUpgrade");
bytes32 constant STAFI_ETHER = keccak256("contract.address" "stafiEther");
bytes32 constant ETH_DEPOSIT = keccak256("contract.address" "ethDeposit");
bytes32 constant RETH_TOKEN = keccak256("contract.address" "rETHToken");
bytes32 constant STAFI_USER_DEPOSIT = keccak256("contract.address" "stafiUserDeposit");
bytes32 constant STAFI_LIGHT_NODE = keccak256("contract.address" "stafiLightNode");
bytes32 constant STAFI_SUPER_NODE = keccak256("contract.address" "stafiSuperNode");
bytes32 constant STAFI_NODE_MANAGER = keccak256("contract.address" "stafiNodeManager");
bytes32 constant STAFI_WITHDRAW = keccak256("contract.address" "stafiWithdraw");
bytes32 constant STAFI_DISTRIBUTOR = keccak256("contract.address" "stafiDistributor");
bytes32 constant STAFI_FEE_POOL = keccak256("contract.address" "stafiFeePool");
bytes32 constant STAFI_SUPER_NODE_FEE_POOL = keccak256("contract.address" "stafiSuperNodeFeePool");
bytes32 constant STAFI_NETWORK_BALANCES = keccak256("contract.address" "stafiNetworkBalances");
bytes32 constant STAFI_NETWORK_SETTINGS = keccak256("contract.address" "stafiNetworkSettings");
bytes32 constant STAFI_STAKING_POOL_SETTINGS =
    keccak256("contract.address" "stafiStakingPoolSettings");
