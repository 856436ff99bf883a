// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// @title What everyone does with a network, in any order.
/// @notice Two owners with two sets of operators each, over the upgrade to v2 and the migration.
/// Whatever can be liquidated is, before it runs dry: only then does the network owe no more than
/// it holds.
contract Handler is SSVFixture {
    uint64[][2] private sets;
    bytes[][4] private keysOf;
    bool private isV2;
    /// SSV deposited into liquidated clusters and charged against index 0 when they migrated, as
    /// the real network does (ssv-network.md 3.9): it belongs to no one.
    uint256 public lost;

    /// forge forgets what was logged between two calls: each must note it.
    modifier noted() {
        vm.recordLogs();
        _;
        _readLogs();
    }

    constructor() {
        setUp();
        vm.prank(DAO);
        dao.updateNetworkFee(TOKEN_FEE);
        sets[0] = _addOperators(4, TOKEN_FEE);
        sets[1] = _addOperators(3, 3 * TOKEN_FEE);
        sets[1].push(_addOperators(1, 0)[0]);
    }

    // the handler's actions; `who` selects one of the four clusters

    function register(uint256 who, uint256 count, uint256 amount) external noted {
        (address owner, uint64[] memory ids) = _select(who);
        count = bound(count, 1, 4);
        bytes[] memory keys = _keys(count);
        Cluster memory cluster = _tuple(owner, ids);
        vm.prank(owner);
        if (isV2) {
            amount = bound(amount, 0, 0.1 ether) + cluster.validatorCount * 0.0001 ether;
            paidInEther.bulkRegisterValidator{ value: amount }(
                keys, ids, new bytes[](count), cluster
            );
        } else {
            amount = bound(amount, 0, 400) * TOKEN_MINIMUM;
            paidInToken.bulkRegisterValidator(keys, ids, new bytes[](count), amount, cluster);
        }
        for (uint256 i = 0; i < count; ++i) {
            keysOf[who % 4].push(keys[i]);
        }
    }

    function remove(uint256 who, uint256 count) external noted {
        (address owner, uint64[] memory ids) = _select(who);
        bytes[] storage all = keysOf[who % 4];
        count = bound(count, 1, 3);
        if (count > all.length) return;
        bytes[] memory keys = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            keys[i] = all[all.length - 1];
            all.pop();
        }
        Cluster memory cluster = _tuple(owner, ids);
        vm.prank(owner);
        clusters.bulkRemoveValidator(keys, ids, cluster);
    }

    function deposit(uint256 who, uint256 amount) external noted {
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        amount = bound(amount, 0, 1 ether);
        vm.prank(BOB);
        if (isV2) paidInEther.deposit{ value: amount }(owner, ids, cluster);
        else paidInToken.deposit(owner, ids, amount, cluster);
    }

    function withdraw(uint256 who, uint256 amount) external noted {
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        vm.prank(owner);
        clusters.withdraw(ids, bound(amount, 0, cluster.balance), cluster);
    }

    function liquidate(uint256 who) external noted {
        (address owner, uint64[] memory ids) = _select(who);
        _liquidateAs(owner, owner, ids);
    }

    function reactivate(uint256 who, uint256 amount) external noted {
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        vm.prank(owner);
        if (isV2) {
            paidInEther.reactivate{ value: bound(amount, 0, 1 ether) }(ids, cluster);
        } else {
            paidInToken.reactivate(ids, bound(amount, 0, 400) * TOKEN_MINIMUM, cluster);
        }
    }

    function attest(uint256 who, uint256 each) external noted {
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        uint32 total = uint32(bound(each, 32, 300) * cluster.validatorCount);
        bytes32 key = keccak256(abi.encodePacked(owner, ids));
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(key, total))));
        _pass(1);
        uint64 rootBlock = uint64(vm.getBlockNumber());
        vm.prank(DAO);
        dev.devCommitRoot(leaf, rootBlock);
        balances.updateClusterBalance(rootBlock, owner, ids, cluster, total, new bytes32[](0));
    }

    function migrate(uint256 who, uint256 amount) external noted {
        (address owner, uint64[] memory ids) = _select(who);
        Cluster memory cluster = _tuple(owner, ids);
        uint256 before = token.balanceOf(owner);
        vm.prank(owner);
        balances.migrateClusterToETH{ value: bound(amount, 0, 1 ether) }(ids, cluster);
        if (!cluster.active) lost += cluster.balance - (token.balanceOf(owner) - before);
    }

    function upgrade(uint256 chance) external noted {
        if (chance % 32 != 0) return;
        _upgrade();
        isV2 = true;
    }

    function setFee(uint256 id, uint256 fee) external noted {
        vm.prank(DAO);
        dev.devSetOperatorFee(uint64(bound(id, 1, 8)), bound(fee, 0, 500) * 1e7);
    }

    function setNetworkFee(uint256 fee) external noted {
        vm.prank(DAO);
        dao.updateNetworkFee(bound(fee, 0, 500) * 1e7);
    }

    function removeOperator(uint256 id) external noted {
        if (id % 128 > 8) return;
        vm.prank(CAROL);
        operators.removeOperator(uint64(id % 128));
    }

    function withdrawEarnings(uint256 id) external noted {
        vm.prank(CAROL);
        operators.withdrawAllOperatorEarnings(uint64(bound(id, 1, 8)));
    }

    /// Fewer blocks than a safe cluster is sure to last; the poor ones are liquidated in time.
    function pass(uint256 blocks) public noted {
        _liquidateThePoor();
        _pass(bound(blocks, 1, 20_000));
        _liquidateThePoor();
    }

    function _liquidateThePoor() private {
        for (uint256 who = 0; who < 4; ++who) {
            (address owner, uint64[] memory ids) = _select(who);
            try this.liquidateIfPoor(owner, ids) { } catch { }
        }
    }

    function liquidateIfPoor(address owner, uint64[] memory ids) external {
        _liquidateAs(BOB, owner, ids);
    }

    // what must be true

    /// What the network holds of an asset less what it owes: wei.
    function surplus(bool ofEther) external returns (int256) {
        uint256 owed;
        for (uint256 who = 0; who < 4; ++who) {
            (address owner, uint64[] memory ids) = _select(who);
            if (_exists(owner, ids) && _paysEther(owner, ids) == ofEther) {
                owed += _balance(owner, ids);
            }
        }
        for (uint64 id = 1; id <= 8; ++id) {
            owed += ofEther == isV2
                ? views.getOperatorEarnings(id)
                : ofEther ? 0 : viewsV2.getOperatorEarningsSSV(id);
        }
        if (ofEther == isV2) owed += views.getNetworkEarnings();
        else if (!ofEther) owed += viewsV2.getNetworkEarningsSSV();
        uint256 holds = ofEther ? address(network).balance : token.balanceOf(address(network));
        return int256(holds) - int256(owed);
    }

    /// Whether the tuple that the logs give is the one that the network has.
    function checkTuples() external {
        for (uint256 who = 0; who < 4; ++who) {
            (address owner, uint64[] memory ids) = _select(who);
            if (!_exists(owner, ids)) continue;
            Cluster memory cluster = _tuple(owner, ids);
            vm.assertEq(views.isLiquidated(owner, ids, cluster), !cluster.active);
            vm.assertEq(uint256(cluster.validatorCount), keysOf[who].length);
        }
    }

    /// Whether the network counts what its clusters have.
    function checkCounts() external {
        uint256 total;
        for (uint256 who = 0; who < 4; ++who) {
            (address owner, uint64[] memory ids) = _select(who);
            Cluster memory cluster = _tuple(owner, ids);
            bool counts = _exists(owner, ids) && _paysEther(owner, ids) == isV2;
            if (counts && cluster.active) total += cluster.validatorCount;
        }
        vm.assertEq(uint256(views.getNetworkValidatorsCount()), total);
    }

    function _balance(address owner, uint64[] memory ids) private returns (uint256) {
        Cluster memory cluster = _tuple(owner, ids);
        if (!cluster.active) return cluster.balance;
        if (_paysEther(owner, ids) == isV2) return views.getBalance(owner, ids, cluster);
        return viewsV2.getBalanceSSV(owner, ids, cluster);
    }

    function _liquidateAs(address caller, address owner, uint64[] memory ids) private {
        Cluster memory cluster = _tuple(owner, ids);
        bool isLegacy = isV2 && !_paysEther(owner, ids);
        vm.prank(caller);
        if (isLegacy) balances.liquidateSSV(owner, ids, cluster);
        else clusters.liquidate(owner, ids, cluster);
    }

    function _exists(address owner, uint64[] memory ids) private returns (bool) {
        Cluster memory cluster = _tuple(owner, ids);
        (bool success,) =
            address(network).staticcall(abi.encodeCall(views.isLiquidated, (owner, ids, cluster)));
        return success;
    }

    function _paysEther(address owner, uint64[] memory ids) private view returns (bool) {
        return isV2 && viewsV2.getClusterAssetType(owner, ids) == 1;
    }

    function _select(uint256 who) private view returns (address, uint64[] memory) {
        return (who % 2 == 0 ? ALICE : BOB, sets[who / 2 % 2]);
    }
}

/// No wei of SSV or ETH appears or is lost, whatever happens.
contract InvariantsTest is SSVFixture {
    /// Each settlement rounds down a few times: by less than a unit for each account.
    int256 private constant DUST_ETHER = 1e5 * 10_000;
    Handler private handler;

    function setUp() public override {
        handler = new Handler();
        bytes4[] memory actions = new bytes4[](14);
        actions[0] = Handler.register.selector;
        actions[1] = Handler.remove.selector;
        actions[2] = Handler.deposit.selector;
        actions[3] = Handler.withdraw.selector;
        actions[4] = Handler.liquidate.selector;
        actions[5] = Handler.reactivate.selector;
        actions[6] = Handler.attest.selector;
        actions[7] = Handler.migrate.selector;
        actions[8] = Handler.upgrade.selector;
        actions[9] = Handler.setFee.selector;
        actions[10] = Handler.setNetworkFee.selector;
        actions[11] = Handler.removeOperator.selector;
        actions[12] = Handler.withdrawEarnings.selector;
        actions[13] = Handler.pass.selector;
        targetContract(address(handler));
        targetSelector(address(handler), actions);
    }

    /// A validator is a whole unit in SSV: nothing is ever rounded.
    function invariant_holds_exactly_the_ssv_it_owes() public {
        vm.assertTrue(handler.surplus(false) == int256(handler.lost()));
    }

    function invariant_holds_the_ether_it_owes_but_for_dust() public {
        int256 surplus = handler.surplus(true);
        vm.assertTrue(surplus > -DUST_ETHER && surplus < DUST_ETHER);
    }

    function invariant_logs_alone_tell_each_cluster() public {
        handler.checkTuples();
    }

    function invariant_counts_the_validators_of_active_clusters() public {
        handler.checkCounts();
    }
}
