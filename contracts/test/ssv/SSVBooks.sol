// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Asset, Cluster } from "../../src/ssv/SSVTypes.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// @title The clusters of an invariant run: what they are said to have, and what must be true.
/// @notice Two owners with three sets of operators each, some of which are in two sets. The first
/// four clusters begin with validators. The last two operators come during the run, so that they
/// may be of v1.2 or of v2.
abstract contract SSVBooks is SSVFixture {
    /// By asset: what is owed (wei), and the validators of the network (0) and of each operator.
    struct Totals {
        uint256[2] owed;
        uint256[12][2] counts;
    }

    uint256 internal constant CLUSTERS = 6;
    uint256 internal constant OPERATORS = 11;
    address internal constant STRANGER = address(0x57A);

    uint64[][3] private sets;
    bytes[][CLUSTERS] internal keysOf;
    uint256 internal operatorCount = OPERATORS - 2;
    uint256 internal actions;
    bool internal isV2;
    /// What a cluster's vUnits have beyond whole validators: only fees on it are rounded.
    uint256[CLUSTERS] internal fractions;
    /// How often a charge of a cluster, and the earnings of an account, were rounded in ETH.
    uint256 private chargesRounded;
    uint256 private earningsRounded;
    /// SSV deposited into liquidated clusters and charged against index 0 when they migrated, as
    /// the real network does (ssv-network.md 3.9): it belongs to no one.
    uint256 internal lost;
    mapping(address owner => uint256) private registered;

    constructor() {
        setUp();
        vm.prank(DAO);
        dao.updateNetworkFee(TOKEN_FEE);
        for (uint256 i = 0; i < operatorCount; ++i) {
            _addOperators(1, i * 1_000_000_000); // the first for nothing
        }
        sets[0] = [uint64(1), 2, 3, 4];
        sets[1] = [uint64(3), 4, 5, 6, 7, 8, 9];
        sets[2] = [uint64(7), 8, 10, 11];
        for (uint256 who = 0; who < 4; ++who) {
            _register(who, 2, 300);
        }
        _readLogs();
    }

    // what must be true

    /// Reverts unless every promise is kept.
    function check() external {
        Totals memory totals;
        for (uint256 who = 0; who < CLUSTERS; ++who) {
            _checkCluster(who, totals);
        }
        for (uint64 id = 1; id <= operatorCount; ++id) {
            _checkOperator(id, totals);
        }
        (uint256 main, uint256 other) = isV2 ? (1, 0) : (0, 1);
        uint256 count = views.getNetworkValidatorsCount();
        vm.assertEq(count, totals.counts[main][0], "counts of the network");
        totals.owed[main] += views.getNetworkEarnings();
        if (isV2) totals.owed[other] += viewsV2.getNetworkEarningsSSV();
        vm.assertEq(_nonce(ALICE), registered[ALICE], "nonce");
        vm.assertEq(_nonce(BOB), registered[BOB], "nonce");

        // A validator is a whole unit in SSV: nothing is ever rounded.
        uint256 ssv = token.balanceOf(address(network));
        vm.assertEq(ssv, totals.owed[uint8(Asset.SSV)] + lost, "SSV held and owed");
        _checkDust(int256(address(network).balance) - int256(totals.owed[uint8(Asset.ETH)]));
    }

    /// The tuple that the logs give is the one that the network has: else `isLiquidated` reverts.
    function _checkCluster(uint256 who, Totals memory totals) private {
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        vm.assertEq(uint256(cluster.validatorCount), keysOf[who].length, "keys");
        if (!_isKnown(owner, ids)) return;
        vm.assertEq(views.isLiquidated(owner, ids, cluster), !cluster.active, "tuple");
        bool isMain = _paysMain(who);
        uint8 asset = uint8(isV2 && isMain ? Asset.ETH : Asset.SSV);
        totals.owed[
            asset
        ] += !cluster.active
            ? cluster.balance
            : isMain
                ? views.getBalance(owner, ids, cluster)
                : viewsV2.getBalanceSSV(owner, ids, cluster);
        if (!cluster.active) return;
        totals.counts[asset][0] += cluster.validatorCount;
        for (uint256 i = 0; i < ids.length; ++i) {
            totals.counts[asset][ids[i]] += cluster.validatorCount;
        }
    }

    /// It counts the validators of active clusters, in each asset; a removed one counts none.
    function _checkOperator(uint64 id, Totals memory totals) private view {
        (uint256 main, uint256 other) = isV2 ? (1, 0) : (0, 1);
        (,, uint32 count,,, bool isActive) = views.getOperatorById(id);
        vm.assertEq(uint256(count), isActive ? totals.counts[main][id] : 0, "counts of operators");
        totals.owed[main] += views.getOperatorEarnings(id);
        if (!isV2) return;
        (,, count,,, isActive) = viewsV2.getOperatorByIdSSV(id);
        vm.assertEq(uint256(count), isActive ? totals.counts[other][id] : 0, "counts in SSV");
        totals.owed[other] += viewsV2.getOperatorEarningsSSV(id);
    }

    /// Each charge rounds what a cluster pays down twice, by less than a unit each: so much less
    /// can there be. Each settlement rounds what an account earns down once: so much more.
    function _checkDust(int256 dust) private view {
        uint256 least = chargesRounded;
        for (uint256 who = 0; who < CLUSTERS; ++who) {
            if (fractions[who] != 0) least += 2;
        }
        uint256 most = earningsRounded + (_isRounding() ? operatorCount + 1 : 0);
        vm.assertTrue(dust >= -int256(least * 1e5), "owes more ETH than it holds");
        vm.assertTrue(dust <= int256(most * 1e5), "holds ETH that is no one's");
    }

    // what actions use

    function _register(uint256 who, uint256 count, uint256 amount) internal {
        (address owner, uint64[] memory ids) = _select(who);
        bytes[] memory keys = _keys(count);
        Cluster memory cluster = _tuple(owner, ids);
        _noteResize(who);
        amount = bound(amount, 0, 400);
        if (isV2) _registerForEther(owner, ids, keys, amount * ETHER_MINIMUM, cluster);
        else _registerForToken(owner, ids, keys, amount * TOKEN_MINIMUM, cluster);
        registered[owner] += count;
        for (uint256 i = 0; i < count; ++i) {
            keysOf[who].push(keys[i]);
        }
    }

    /// As the owner if the caller is zero.
    function _liquidateAs(address caller, uint256 who) internal {
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        bool isMain = _paysMain(who);
        _noteResize(who);
        vm.prank(caller == address(0) ? owner : caller);
        if (isMain) clusters.liquidate(owner, ids, cluster);
        else balances.liquidateSSV(owner, ids, cluster);
    }

    function _liquidateThePoor() internal {
        for (uint256 who = 0; who < CLUSTERS; ++who) {
            if (_isPoor(who)) _liquidateAs(STRANGER, who);
        }
    }

    /// What an active cluster can give away: wei.
    function _spare(address owner, uint64[] memory ids, Cluster memory cluster)
        internal
        view
        returns (uint256)
    {
        uint256 balance = views.getBalance(owner, ids, cluster);
        if (cluster.validatorCount == 0) return balance;
        uint256 least =
            views.getBurnRate(owner, ids, cluster) * views.getLiquidationThresholdPeriod();
        uint256 collateral = views.getMinimumLiquidationCollateral();
        if (least < collateral) least = collateral;
        return balance > least ? balance - least : 0;
    }

    /// The first cluster from `who` on that is or is not active, and pays in the main asset or in
    /// SSV under v2.
    function _find(uint256 who, bool active, bool main) internal returns (uint256) {
        for (uint256 i = 0; i < CLUSTERS; ++i) {
            who = (who % CLUSTERS + 1) % CLUSTERS;
            (address owner, uint64[] memory ids) = _select(who);
            bool matches = _isKnown(who) && _tuple(owner, ids).active == active;
            if (matches && _paysMain(who) == main) return who;
        }
        revert("no such cluster");
    }

    function _withKeys(uint256 who) internal view returns (uint256) {
        for (uint256 i = 0; i < CLUSTERS; ++i) {
            who = (who % CLUSTERS + 1) % CLUSTERS;
            if (keysOf[who].length != 0) return who;
        }
        revert("no such cluster");
    }

    function _operator(uint256 seed) internal view returns (uint64) {
        return uint64(bound(seed, 1, operatorCount));
    }

    function _select(uint256 who) internal view returns (address, uint64[] memory) {
        return (who % 2 == 0 ? ALICE : BOB, sets[who / 2]);
    }

    function _isKnown(uint256 who) internal returns (bool) {
        (address owner, uint64[] memory ids) = _select(who);
        return _isKnown(owner, ids);
    }

    /// Of a known cluster: in v1.2 all do.
    function _paysMain(uint256 who) internal view returns (bool) {
        (address owner, uint64[] memory ids) = _select(who);
        return !isV2 || viewsV2.getClusterAssetType(owner, ids) == uint8(Asset.ETH);
    }

    /// To be called before a cluster is charged, and its accounts are settled.
    function _noteResize(uint256 who) internal {
        (, uint64[] memory ids) = _select(who);
        _noteCharge(who);
        _noteAccounts(ids.length + 1);
    }

    function _noteCharge(uint256 who) internal {
        if (fractions[who] != 0) chargesRounded += 2;
    }

    function _noteAccounts(uint256 count) internal {
        if (_isRounding()) earningsRounded += count;
    }

    function _isRounding() private view returns (bool) {
        for (uint256 who = 0; who < CLUSTERS; ++who) {
            if (fractions[who] != 0 && _paysMain(who)) return true;
        }
        return false;
    }

    function _isPoor(uint256 who) private returns (bool) {
        if (!_isKnown(who)) return false;
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        if (_paysMain(who)) return views.isLiquidatable(owner, ids, cluster);
        return viewsV2.isLiquidatableSSV(owner, ids, cluster);
    }

    function _registerForEther(
        address owner,
        uint64[] memory ids,
        bytes[] memory keys,
        uint256 amount,
        Cluster memory cluster
    ) private {
        bytes[] memory shares = new bytes[](keys.length);
        vm.prank(owner);
        if (keys.length > 1) {
            paidInEther.bulkRegisterValidator{ value: amount }(keys, ids, shares, cluster);
        } else {
            paidInEther.registerValidator{ value: amount }(keys[0], ids, "", cluster);
        }
    }

    function _registerForToken(
        address owner,
        uint64[] memory ids,
        bytes[] memory keys,
        uint256 amount,
        Cluster memory cluster
    ) private {
        bytes[] memory shares = new bytes[](keys.length);
        vm.prank(owner);
        if (keys.length > 1) {
            paidInToken.bulkRegisterValidator(keys, ids, shares, amount, cluster);
        } else {
            paidInToken.registerValidator(keys[0], ids, "", amount, cluster);
        }
    }
}
