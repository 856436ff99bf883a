// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ConsolidationRequests } from "../src/beacon/ConsolidationRequests.sol";
import { DepositContract } from "../src/beacon/DepositContract.sol";
import { WithdrawalRequests } from "../src/beacon/WithdrawalRequests.sol";
import { SSVDao, SSVDaoV2 } from "../src/ssv/SSVDao.sol";
import { SSVDeployment } from "../src/ssv/SSVDeployment.sol";
import { SSVDevTools } from "../src/ssv/SSVDevTools.sol";
import { SSVNetwork } from "../src/ssv/SSVNetwork.sol";
import { SSVNetworkViews } from "../src/ssv/SSVNetworkViews.sol";
import { SSVToken } from "../src/ssv/SSVToken.sol";
import { VM as vm } from "../test/Vm.sol";

/// @title Puts on a local chain what a pool finds on a real one: the deposit contract, the queues
/// of EIP-7002 and EIP-7251, and SSV Network with mainnet's parameters.
/// @notice What stands at mainnet's address already stays; SSV Network is always a new one, and the
/// broadcaster owns it. STAFI_SSV names its release: "v2" (default) or "v1.2".
/// Writes the addresses, as JSON, to the file that STAFI_LOCAL names.
/// Usage: tools/contracts.sh forge script script/DeployLocal.s.sol --rpc-url URL --unlocked
///   --sender ADDRESS --broadcast
contract DeployLocal {
    /// forge wants to be told.
    bool public constant IS_SCRIPT = true;

    string private constant ADDRESSES = "../build/contracts/local.json";

    address private constant DEPOSIT_CONTRACT = 0x00000000219ab540356cBB839Cbe05303d7705Fa;
    address private constant WITHDRAWAL_REQUESTS = 0x00000961Ef480Eb55e80D19ad83579A64c007002;
    address private constant CONSOLIDATION_REQUESTS = 0x0000BBdDc7CE488642fb579F8B00f3a590007251;

    function run() external {
        string memory release = vm.envOr("STAFI_SSV", "v2");
        bool isV2 = keccak256(bytes(release)) == keccak256("v2");
        require(isV2 || keccak256(bytes(release)) == keccak256("v1.2"), "STAFI_SSV: v2 or v1.2");
        vm.startBroadcast(msg.sender);
        string memory json = deploy(msg.sender, isV2);
        vm.stopBroadcast();
        vm.writeJson(json, vm.envOr("STAFI_LOCAL", ADDRESSES));
    }

    /// @notice {"depositContract": …, one name and address per contract}.
    function deploy(address owner, bool isV2) public returns (string memory) {
        vm.serializeAddress("local", "depositContract", _depositContract());
        vm.serializeAddress("local", "withdrawalRequests", _withdrawalRequests());
        vm.serializeAddress("local", "consolidationRequests", _consolidationRequests());
        (SSVNetwork network, SSVNetworkViews views, SSVToken token) = SSVDeployment.deploy(owner);
        _configure(address(network), isV2);
        vm.serializeAddress("local", "ssvToken", address(token));
        vm.serializeAddress("local", "ssvNetworkViews", address(views));
        return vm.serializeAddress("local", "ssvNetwork", address(network));
    }

    /// What mainnet's clusters that pay in SSV have, as long as that is all there is; the upgrade
    /// brings what those have that pay in ETH. Source: the configuration of v2's release, as read
    /// in April 2026. The network fee is our choice: about one SSV a year (2,613,400 blocks).
    function _configure(address network, bool isV2) private {
        SSVDao dao = SSVDao(network);
        dao.updateNetworkFee(382_640_000_000);
        dao.updateMinimumLiquidationCollateral(385_795_451_000_000_000);
        dao.updateDeclareOperatorFeePeriod(7 days);
        dao.updateExecuteOperatorFeePeriod(7 days);
        if (!isV2) return;
        SSVDevTools(network).devUpgradeToV2();
        SSVDaoV2(network).updateLiquidationThresholdPeriodSSV(100_240);
    }

    function _depositContract() private returns (address) {
        if (DEPOSIT_CONTRACT.code.length > 0) return DEPOSIT_CONTRACT;
        return address(new DepositContract());
    }

    function _withdrawalRequests() private returns (address) {
        if (WITHDRAWAL_REQUESTS.code.length > 0) return WITHDRAWAL_REQUESTS;
        return address(new WithdrawalRequests());
    }

    function _consolidationRequests() private returns (address) {
        if (CONSOLIDATION_REQUESTS.code.length > 0) return CONSOLIDATION_REQUESTS;
        return address(new ConsolidationRequests());
    }
}
