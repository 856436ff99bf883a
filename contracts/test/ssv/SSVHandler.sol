// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { OneOnly } from "./OneOnly.sol";
import { SSVBooks } from "./SSVBooks.sol";

/// @title What everyone does with a network, in any order: every entry point of both releases.
/// @notice Whatever can be liquidated is, before it runs dry: only then does the network owe no
/// more than it holds. An action on a cluster takes the first from `who` on that it can be about.
contract SSVHandler is SSVBooks {
    uint256 private constant ACTIONS_OF_V1 = 30;
    address private immutable list = address(new OneOnly(ALICE));

    /// forge forgets what was logged between two calls: each must note it.
    modifier action() {
        vm.recordLogs();
        _pass(++actions % 50);
        _;
        _readLogs();
    }

    // clusters

    function register(uint256 who, uint256 count, uint256 amount) external action {
        who %= CLUSTERS;
        if (_isKnown(who)) who = _find(who, true, true);
        _register(who, bound(count, 1, 3), amount);
    }

    function remove(uint256 who, uint256 count) external action {
        who = _withKeys(who);
        bytes[] storage all = keysOf[who];
        count = bound(count, 1, 5);
        if (count > 3 || count > all.length) count = all.length;
        bytes[] memory keys = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            keys[i] = all[all.length - 1];
            all.pop();
        }
        _noteResize(who);
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        vm.prank(owner);
        if (count == 1) clusters.removeValidator(keys[0], ids, cluster);
        else clusters.bulkRemoveValidator(keys, ids, cluster);
        if (all.length == 0) fractions[who] = 0;
    }

    function exit(uint256 who) external action {
        who = _withKeys(who);
        (address owner, uint64[] memory ids) = _select(who);
        vm.prank(owner);
        clusters.exitValidator(keysOf[who][0], ids);
        vm.prank(owner);
        clusters.bulkExitValidator(keysOf[who], ids);
        vm.prank(owner);
        clusters.setFeeRecipientAddress(BOB);
    }

    function deposit(uint256 who, uint256 amount, bool active) external action {
        (address owner, uint64[] memory ids) = _select(_find(who, active, true));
        Cluster memory cluster = _tuple(owner, ids);
        amount = bound(amount, 0, 1 ether);
        vm.prank(BOB);
        if (isV2) paidInEther.deposit{ value: amount }(owner, ids, cluster);
        else paidInToken.deposit(owner, ids, amount, cluster);
    }

    /// Takes as much as a cluster can spare, often all of it.
    function withdraw(uint256 who, uint256 amount, bool active) external action {
        who = _find(who, active || !isV2, true);
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        uint256 most = active || !isV2 ? _spare(owner, ids, cluster) : cluster.balance;
        _noteCharge(who);
        vm.prank(owner);
        clusters.withdraw(ids, amount % 4 == 0 ? most : bound(amount, 0, most), cluster);
    }

    function liquidate(uint256 who, bool main) external action {
        _liquidateAs(address(0), _find(who, true, main));
    }

    function reactivate(uint256 who, uint256 amount) external action {
        who = _find(who, false, true);
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        _noteResize(who);
        amount = bound(amount, 0, 400);
        vm.prank(owner);
        if (isV2) paidInEther.reactivate{ value: amount * ETHER_MINIMUM }(ids, cluster);
        else paidInToken.reactivate(ids, amount * TOKEN_MINIMUM, cluster);
    }

    function migrate(uint256 who, uint256 amount, bool active) external action {
        who = _find(who, active, false);
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        _noteResize(who);
        uint256 before = token.balanceOf(owner);
        vm.prank(owner);
        balances.migrateClusterToETH{ value: bound(amount, 0, 1 ether) }(ids, cluster);
        if (!active) lost += cluster.balance - (token.balanceOf(owner) - before);
    }

    /// A root of two clusters; every third balance is a whole number of validators.
    function attest(uint256 who, uint256 total, bool active, bool main) external action {
        _liquidateThePoor();
        _pass(1);
        who = _find(who, active, main);
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        total = bound(total, 32 * cluster.validatorCount, 300 * cluster.validatorCount);
        if (total % 3 == 0) total -= total % 32;
        bytes32[] memory proof = _commitTwo(owner, ids, total);
        uint64 rootBlock = uint64(vm.getBlockNumber());

        _noteResize(who);
        vm.prank(STRANGER);
        balances.updateClusterBalance(rootBlock, owner, ids, cluster, uint32(total), proof);
        fractions[who] = (total * 10_000 + 31) / 32 % 10_000;
    }

    /// A root of what is said of this cluster and of another; the proof of it.
    function _commitTwo(address owner, uint64[] memory ids, uint256 total)
        private
        returns (bytes32[] memory proof)
    {
        bytes32 key = keccak256(abi.encodePacked(owner, ids));
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(key, total))));
        proof = new bytes32[](1);
        proof[0] = keccak256(abi.encode(actions));
        bytes memory pair =
            leaf < proof[0] ? abi.encodePacked(leaf, proof[0]) : abi.encodePacked(proof[0], leaf);
        vm.prank(DAO);
        dev.devCommitRoot(keccak256(pair), uint64(vm.getBlockNumber()));
    }

    // operators

    /// The last two come; then, seldom, one goes.
    function changeOperators(uint256 id, uint256 fee) external action {
        if (operatorCount < OPERATORS) {
            ++operatorCount;
            _addOperators(1, isV2 ? bound(fee, 100, 53_365) * 1e5 : bound(fee, 100, 1000) * 1e7);
            return;
        }
        require(id % 8 == 0);
        _noteAccounts(1);
        vm.prank(CAROL);
        operators.removeOperator(_operator(id / 8));
    }

    /// Declares a fee, or says what becomes of a declared one; or lowers it at once.
    function changeFee(uint256 id, uint256 how, uint256 fee) external action {
        uint64 operator = _operator(id);
        uint256 unit = isV2 ? 1e5 : 1e7;
        uint256 current = views.getOperatorFee(operator);
        (bool isDeclared,, uint64 begin,) = views.getOperatorDeclaredFee(operator);
        _noteAccounts(1);
        if (isDeclared && begin > vm.getBlockTimestamp()) vm.warp(begin);
        fee = bound(fee, current / 2, how % 3 == 0 ? current : current * 11 / 10) / unit * unit;
        vm.prank(CAROL);
        if (isDeclared && how % 3 == 0) operators.cancelDeclaredOperatorFee(operator);
        else if (isDeclared) operators.executeOperatorFee(operator);
        else if (how % 3 == 0) operators.reduceOperatorFee(operator, fee);
        else operators.declareOperatorFee(operator, fee);
        _liquidateThePoor();
    }

    function setFee(uint256 id, uint256 fee) external action {
        _noteAccounts(1);
        vm.prank(DAO);
        dev.devSetOperatorFee(_operator(id), bound(fee, 0, 500) * 1e7);
        _liquidateThePoor();
    }

    function withdrawEarnings(uint256 id, uint256 how, uint256 amount) external action {
        uint64 operator = _operator(id);
        _noteAccounts(1);
        how %= isV2 ? 5 : 2;
        uint256 earned = how < 2
            ? views.getOperatorEarnings(operator)
            : isV2 ? viewsV2.getOperatorEarningsSSV(operator) : 0;
        uint256 unit = isV2 && how < 2 ? 1e5 : 1e7;
        amount = bound(amount, 0, earned) / unit * unit;
        vm.prank(CAROL);
        if (how == 0) operators.withdrawAllOperatorEarnings(operator);
        else if (how == 1) operators.withdrawOperatorEarnings(operator, amount);
        else if (how == 2) tokenEarnings.withdrawAllOperatorEarningsSSV(operator);
        else if (how == 3) tokenEarnings.withdrawOperatorEarningsSSV(operator, amount);
        else tokenEarnings.withdrawAllVersionOperatorEarnings(operator);
    }

    function admit(uint256 id, uint256 how) external action {
        uint64[] memory ids = new uint64[](1);
        ids[0] = _operator(id);
        address[] memory accounts = new address[](1);
        accounts[0] = BOB;
        how %= 8;
        vm.prank(CAROL);
        if (how == 0) whitelists.setOperatorsPrivateUnchecked(ids);
        else if (how == 1) whitelists.setOperatorsWhitelists(ids, accounts);
        else if (how == 2) whitelists.removeOperatorsWhitelists(ids, accounts);
        else if (how == 3) whitelists.setOperatorsWhitelistingContract(ids, list);
        else if (how == 4) whitelists.removeOperatorsWhitelistingContract(ids);
        else whitelists.setOperatorsPublicUnchecked(ids);
    }

    // the DAO

    function setNetworkFee(uint256 fee, bool old) external action {
        fee = bound(fee, 0, 500) * 1e7;
        _noteAccounts(1);
        vm.prank(DAO);
        if (isV2 && old) daoV2.updateNetworkFeeSSV(fee);
        else dao.updateNetworkFee(fee);
        _liquidateThePoor();
    }

    function withdrawNetworkEarnings(uint256 amount) external action {
        uint256 earned = isV2 ? viewsV2.getNetworkEarningsSSV() : views.getNetworkEarnings();
        amount = bound(amount, 0, earned) / 1e7 * 1e7;
        vm.prank(DAO);
        if (isV2) daoV2.withdrawNetworkSSVEarnings(amount);
        else daoV1.withdrawNetworkEarnings(amount);
    }

    /// Of clusters. Never so short a period that a safe cluster could run dry within `pass`.
    function setSafety(uint256 which, uint256 value) external action {
        uint256 least = isV2 ? 21_480 : 100_800;
        uint64 period = uint64(bound(value, least, 150_000));
        uint256 collateral = bound(value, 0, 1e8) * 1e7;
        which %= isV2 ? 4 : 2;
        vm.prank(DAO);
        if (which == 0) dao.updateLiquidationThresholdPeriod(period);
        else if (which == 1) dao.updateMinimumLiquidationCollateral(collateral);
        else if (which == 2) daoV2.updateLiquidationThresholdPeriodSSV(period);
        else daoV2.updateMinimumLiquidationCollateralSSV(collateral);
        _liquidateThePoor();
    }

    /// Of operators and oracles.
    function setRules(uint256 which, uint256 value) external action {
        uint256 fee = bound(value, 500, 600) * 1e7;
        which %= isV2 ? 7 : 5;
        vm.prank(DAO);
        if (which == 0) dao.updateOperatorFeeIncreaseLimit(uint64(bound(value, 1000, 10_000)));
        else if (which == 1) dao.updateDeclareOperatorFeePeriod(uint64(bound(value, 0, 7 days)));
        else if (which == 2) dao.updateExecuteOperatorFeePeriod(uint64(bound(value, 1, 7 days)));
        else if (which == 3) dev.devSetValidatorsPerOperatorLimit(uint32(bound(value, 20, 3000)));
        else if (!isV2) daoV1.updateMaximumOperatorFee(uint64(fee));
        else if (which == 4) daoV2.updateMaximumOperatorFee(fee);
        else if (which == 5) daoV2.updateMinimumOperatorEthFee(fee / 1000);
        else daoV2.updateMinBlocksBetweenUpdates(uint32(bound(value, 0, 60)));
    }

    /// The upgrade comes some time, too. Fewer blocks than a safe cluster is sure to last; the poor ones are liquidated in time.
    function pass(uint256 blocks) external action {
        if (actions > ACTIONS_OF_V1 && !isV2) {
            _upgrade();
            isV2 = true;
        }
        _liquidateThePoor();
        _pass(bound(blocks, 1, 20_000));
        _liquidateThePoor();
    }
}
