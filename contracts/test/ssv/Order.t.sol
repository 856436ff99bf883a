// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVErrors } from "../../src/ssv/ISSVErrors.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Release, ReleaseV1, ReleaseV2 } from "./Release.sol";
import { SSVFixture } from "./SSVFixture.sol";

/// Two things are wrong at once, and the earlier is told: row 4 of ssv-network.md 11.7, of what the
/// tests named `…_in_order` and `test_checks_…` do not ask.
abstract contract OrderTest is Release {
    /// Alice registers one more key with nothing.
    function _sendOne(uint64[] memory ids, Cluster memory cluster) internal virtual;

    // ssv-network.md 3.1

    function test_register_asks_whether_an_operator_exists_before_whom_it_admits() public {
        _makePrivate(2);
        vm.prank(CAROL);
        operators.removeOperator(2);
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.OperatorDoesNotExist.selector);
        _sendOne(four, cluster);
    }

    function test_register_asks_whom_an_operator_admits_before_how_many() public {
        _makePrivate(1);
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(0);
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.CallerNotWhitelistedWithData.selector, 1);
        _sendOne(four, cluster);
    }

    function test_register_asks_whether_the_cluster_is_active_before_its_operators() public {
        _liquidate(ALICE);
        vm.prank(CAROL);
        operators.removeOperator(1);
        Cluster memory cluster = _tuple();
        _expectError(ISSVErrors.ClusterIsLiquidated.selector);
        _sendOne(four, cluster);
    }

    // ssv-network.md 3.1, 3.5 to 3.7

    function test_a_liquidated_cluster_must_be_shown_as_it_is() public {
        _liquidate(ALICE);
        Cluster memory cluster = _tuple();
        cluster.balance = 1;
        bytes4 wrong = ISSVErrors.IncorrectClusterState.selector;
        _expectError(wrong);
        _sendOne(four, cluster);
        vm.prank(ALICE);
        _expectError(wrong);
        clusters.withdraw(four, 2, cluster);
        _expectError(wrong);
        clusters.liquidate(ALICE, four, cluster);
        vm.prank(ALICE);
        _expectError(wrong);
        _reactivate(0, cluster);
    }

    // ssv-network.md 3.2, 3.3

    function test_keys_are_looked_at_one_after_the_other() public {
        uint64[] memory others = _addOperators(4, 0);
        bytes[] memory both = new bytes[](2);
        bytes memory elsewhere =
            abi.encodeWithSelector(ISSVErrors.IncorrectValidatorStateWithData.selector, keys[0]);
        vm.startPrank(ALICE);
        for (uint256 i = 0; i < 2; ++i) {
            both[i] = keys[0];
            both[1 - i] = "unknown";
            bytes memory first = i == 0 ? elsewhere : _unknownKey("unknown");
            vm.expectRevert(first);
            clusters.bulkExitValidator(both, others);
        }
        vm.stopPrank();
        uint64[] memory own = four;
        four = others;
        _register(1, 20 * _minimum());
        Cluster memory cluster = _tuple();
        vm.startPrank(ALICE);
        for (uint256 i = 0; i < 2; ++i) {
            both[i] = keys[0];
            both[1 - i] = "unknown";
            bytes memory first = i == 0 ? elsewhere : _unknownKey("unknown");
            vm.expectRevert(first);
            clusters.bulkRemoveValidator(both, four, cluster);
        }
        vm.stopPrank();
        four = own;
    }

    function _makePrivate(uint64 id) private {
        uint64[] memory one = new uint64[](1);
        one[0] = id;
        vm.prank(CAROL);
        whitelists.setOperatorsPrivateUnchecked(one);
    }
}

contract OrderV1Test is OrderTest, ReleaseV1 {
    function setUp() public override(SSVFixture, ReleaseV1) {
        super.setUp();
        _start();
    }

    function _sendOne(uint64[] memory ids, Cluster memory cluster) internal override {
        vm.prank(ALICE);
        paidInToken.registerValidator(new bytes(48), ids, "", 0, cluster);
    }
}

contract OrderV2Test is OrderTest, ReleaseV2 {
    function setUp() public override(SSVFixture, ReleaseV2) {
        super.setUp();
        _start();
    }

    function _sendOne(uint64[] memory ids, Cluster memory cluster) internal override {
        vm.prank(ALICE);
        paidInEther.registerValidator(new bytes(48), ids, "", cluster);
    }

    function test_a_cluster_in_eth_tells_its_asset_before_anything_is_asked_of_it() public {
        bytes4 wrong = ISSVErrors.IncorrectClusterVersion.selector;
        vm.prank(DAO);
        dev.devSetValidatorsPerOperatorLimit(1);
        Cluster memory cluster = _tuple();
        vm.prank(ALICE);
        _expectError(wrong);
        balances.migrateClusterToETH(four, cluster); // too many, for nothing
        _liquidate(ALICE);
        cluster = _tuple();
        _expectError(wrong);
        balances.liquidateSSV(ALICE, four, cluster); // is liquidated
        _expectError(wrong);
        viewsV2.getBalanceSSV(ALICE, four, cluster);
    }
}

/// Alice's cluster of v1.2 pays in SSV still; the network is v2.
contract OrderOfAssetsTest is SSVFixture {
    Cluster private cluster;

    function setUp() public override {
        super.setUp();
        _startV1();
        _registerV1(2, 20 * TOKEN_MINIMUM);
        _upgrade();
        cluster = _tuple();
    }

    /// ssv-network.md 3.4 to 3.7. Only registrations ask for the asset first: 3.1, step 4.
    function test_a_cluster_must_be_shown_as_it_is_before_its_asset_is_asked_for() public {
        cluster.balance += 1;
        _expectAll(ISSVErrors.IncorrectClusterState.selector);
        vm.prank(ALICE);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        balances.migrateClusterToETH(four, cluster);
        _expectError(ISSVErrors.IncorrectClusterState.selector);
        balances.liquidateSSV(ALICE, four, cluster);
    }

    function test_a_cluster_in_ssv_tells_its_asset_before_anything_is_asked_of_it() public {
        _expectAll(ISSVErrors.IncorrectClusterVersion.selector); // reactivate: is active
        vm.prank(ALICE);
        balances.liquidateSSV(ALICE, four, cluster);
        cluster = _tuple();
        _expectAll(ISSVErrors.IncorrectClusterVersion.selector); // liquidate: is liquidated
        _expectError(ISSVErrors.IncorrectClusterVersion.selector);
        views.getBalance(ALICE, four, cluster);
        vm.prank(ALICE);
        _expectError(ISSVErrors.IncorrectClusterVersion.selector);
        paidInEther.registerValidator(new bytes(48), four, "", cluster);
    }

    /// Each call that is for clusters in ETH refuses with this error.
    function _expectAll(bytes4 why) private {
        vm.startPrank(ALICE);
        _expectError(why);
        paidInEther.deposit(ALICE, four, cluster);
        _expectError(why);
        clusters.withdraw(four, type(uint256).max, cluster);
        _expectError(why);
        paidInEther.reactivate(four, cluster);
        vm.stopPrank();
        _expectError(why);
        clusters.liquidate(ALICE, four, cluster);
    }
}
