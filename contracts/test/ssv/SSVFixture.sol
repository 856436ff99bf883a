// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { SSVBalances } from "../../src/ssv/SSVBalances.sol";
import { SSVClusters } from "../../src/ssv/SSVClusters.sol";
import { SSVDao, SSVDaoV1, SSVDaoV2 } from "../../src/ssv/SSVDao.sol";
import { SSVDeployment } from "../../src/ssv/SSVDeployment.sol";
import { SSVDevTools } from "../../src/ssv/SSVDevTools.sol";
import { SSVNetwork } from "../../src/ssv/SSVNetwork.sol";
import { SSVNetworkViews } from "../../src/ssv/SSVNetworkViews.sol";
import { SSVOperators } from "../../src/ssv/SSVOperators.sol";
import { SSVPaidInEther } from "../../src/ssv/SSVPaidInEther.sol";
import { SSVPaidInToken } from "../../src/ssv/SSVPaidInToken.sol";
import { SSVToken } from "../../src/ssv/SSVToken.sol";
import { SSVTokenEarnings } from "../../src/ssv/SSVTokenEarnings.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { SSVViews, SSVViewsV2 } from "../../src/ssv/SSVViews.sol";
import { SSVWhitelists } from "../../src/ssv/SSVWhitelists.sol";
import { ClusterLog } from "./ClusterLog.sol";

/// @title A network with four operators, and Alice, who owns a cluster of them.
/// @notice The network begins as v1.2; `_upgrade` makes it v2. Each module's name below is the
/// network seen through the functions of that module.
abstract contract SSVFixture is ClusterLog {
    address internal constant DAO = address(0xDA0);
    address internal constant ALICE = address(0xA11CE);
    address internal constant BOB = address(0xB0B); // a stranger
    address internal constant CAROL = address(0xCA401); // owns the operators
    /// Of ssv-network.md 4.4.
    uint256 internal constant ETHER_FEE = 1_778_800_000;
    uint256 internal constant NETWORK_ETHER_FEE = 3_366_600_000;
    uint256 internal constant ETHER_BURN_RATE = 10_481_800_000;
    uint256 internal constant ETHER_MINIMUM = 525_347_816_000_000;
    /// With 100,800 blocks of four operators' and the network's fee: 100,800 * 5 * 1e10.
    uint256 internal constant TOKEN_FEE = 10_000_000_000;
    uint256 internal constant TOKEN_MINIMUM = 100_800 * 5 * TOKEN_FEE;

    SSVNetwork internal network;
    SSVNetworkViews internal forwarder;
    SSVToken internal token;
    SSVPaidInToken internal paidInToken;
    SSVPaidInEther internal paidInEther;
    SSVClusters internal clusters;
    SSVBalances internal balances;
    SSVOperators internal operators;
    SSVTokenEarnings internal tokenEarnings;
    SSVWhitelists internal whitelists;
    SSVDao internal dao;
    SSVDaoV1 internal daoV1;
    SSVDaoV2 internal daoV2;
    SSVViews internal views;
    SSVViewsV2 internal viewsV2;
    SSVDevTools internal dev;

    /// The operators of Alice's cluster.
    uint64[] internal four;
    uint256 private keysMade;

    function setUp() public virtual {
        vm.roll(1000);
        vm.warp(1_700_000_000);
        (network, forwarder, token) = SSVDeployment.deploy(DAO);
        address all = address(network);
        paidInToken = SSVPaidInToken(all);
        paidInEther = SSVPaidInEther(all);
        clusters = SSVClusters(all);
        balances = SSVBalances(all);
        operators = SSVOperators(all);
        tokenEarnings = SSVTokenEarnings(all);
        whitelists = SSVWhitelists(all);
        dao = SSVDao(all);
        daoV1 = SSVDaoV1(all);
        daoV2 = SSVDaoV2(all);
        views = SSVViews(all);
        viewsV2 = SSVViewsV2(all);
        dev = SSVDevTools(all);
        for (uint256 i = 0; i < 2; ++i) {
            address someone = i == 0 ? ALICE : BOB;
            vm.deal(someone, 1e6 ether);
            token.devMint(someone, 1e6 ether);
            vm.prank(someone);
            token.approve(all, type(uint256).max);
        }
        vm.recordLogs();
    }

    // how a test begins

    /// v1.2 whose operators and network charge 1e10 wei of SSV each.
    function _startV1() internal {
        vm.prank(DAO);
        dao.updateNetworkFee(TOKEN_FEE);
        four = _addOperators(4, TOKEN_FEE);
    }

    /// v2 with the fees of ssv-network.md 4.4.
    function _startV2() internal {
        _upgrade();
        four = _addOperators(4, ETHER_FEE);
    }

    function _upgrade() internal {
        vm.prank(DAO);
        dev.devUpgradeToV2();
    }

    function _addOperators(uint256 count, uint256 fee) internal returns (uint64[] memory ids) {
        ids = new uint64[](count);
        for (uint256 i = 0; i < count; ++i) {
            vm.prank(CAROL);
            ids[i] = operators.registerOperator(_key(), fee, false);
        }
    }

    // what a test passes

    /// A public key like no other.
    function _key() internal returns (bytes memory) {
        bytes32 word = keccak256(abi.encode(++keysMade));
        return bytes.concat(word, bytes16(word));
    }

    function _keys(uint256 count) internal returns (bytes[] memory keys) {
        keys = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            keys[i] = _key();
        }
    }

    function _ids(uint64 a, uint64 b, uint64 c, uint64 d)
        internal
        pure
        returns (uint64[] memory ids)
    {
        ids = new uint64[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (a, b, c, d);
    }

    /// Alice's cluster as the logs say.
    function _tuple() internal returns (Cluster memory) {
        return _tuple(ALICE, four);
    }

    // what Alice does

    function _registerV1(uint256 count, uint256 amount) internal returns (bytes[] memory keys) {
        keys = _keys(count);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        paidInToken.bulkRegisterValidator(keys, four, new bytes[](count), amount, cluster);
    }

    function _registerV2(uint256 count, uint256 value) internal returns (bytes[] memory keys) {
        keys = _keys(count);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        paidInEther.bulkRegisterValidator{ value: value }(keys, four, new bytes[](count), cluster);
    }

    function _remove(bytes[] memory keys) internal {
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        clusters.bulkRemoveValidator(keys, four, cluster);
    }

    function _withdraw(uint256 amount) internal {
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        clusters.withdraw(four, amount, cluster);
    }

    function _liquidate(address caller) internal {
        Cluster memory cluster = _tuple();
        vm.prank(caller);
        clusters.liquidate(ALICE, four, cluster);
    }

    function _reactivateV2(uint256 value) internal {
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        paidInEther.reactivate{ value: value }(four, cluster);
    }

    /// What the oracle does: a root of this one cluster, at the block before.
    function _attest(uint32 effectiveBalance) internal {
        _commit(effectiveBalance);
        Cluster memory cluster = _tuple();
        uint64 rootBlock = uint64(vm.getBlockNumber()) - 1;
        vm.prank(BOB);
        balances.updateClusterBalance(
            rootBlock, ALICE, four, cluster, effectiveBalance, new bytes32[](0)
        );
    }

    function _commit(uint32 effectiveBalance) internal {
        vm.roll(vm.getBlockNumber() + 1);
        vm.prank(DAO);
        dev.devCommitRoot(_leaf(effectiveBalance), uint64(vm.getBlockNumber()) - 1);
    }

    function _leaf(uint32 effectiveBalance) internal view returns (bytes32) {
        bytes32 key = keccak256(abi.encodePacked(ALICE, four));
        return keccak256(bytes.concat(keccak256(abi.encode(key, effectiveBalance))));
    }

    function _pass(uint256 blocks) internal {
        vm.roll(vm.getBlockNumber() + blocks);
    }

    // what must happen

    /// The next call reverts with an error that has no arguments.
    function _expectError(bytes4 selector) internal {
        vm.expectRevert(abi.encodeWithSelector(selector));
    }

    function _expectError(bytes4 selector, uint64 operatorId) internal {
        vm.expectRevert(abi.encodeWithSelector(selector, operatorId));
    }

    function _expectError(bytes4 selector, bytes memory publicKey) internal {
        vm.expectRevert(abi.encodeWithSelector(selector, publicKey));
    }

    function _expectNotOwner(address caller, address owner) internal {
        vm.expectRevert(
            abi.encodeWithSelector(ISSVErrors.CallerNotOwnerWithData.selector, caller, owner)
        );
    }

    /// The next call reverts without data, as functions do that a release does not have.
    function _expectUnknownFunction() internal {
        vm.expectRevert(bytes(""));
    }
}
