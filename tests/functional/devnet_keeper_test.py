"""Who keeps SSV Network in order on a devnet, as cluster owners feel it: the liquidator, and the
oracle of effective balances. Expected figures follow from the network's parameters, which its views
tell, and from what its owners were charged before."""

from collections.abc import Iterator
from typing import Any

import pytest
from beacon_keys import GWEI, Key, unhex
from clusters import CLUSTER, Ssv, cluster_in, cluster_of
from conftest import Router
from devnets import ENGINES, command
from eth_abi import decode
from eth_account import Account as Signer
from staking import ETHER, Account

LIQUIDATED = f"ClusterLiquidated(address,uint64[],{CLUSTER})"
BALANCE_UPDATED = f"ClusterBalanceUpdated(address,uint64[],uint64,uint32,{CLUSTER})"
PACKED = 100_000  # wei: fees are multiples of that


@pytest.fixture(scope="module", params=ENGINES)
def ssv(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ssv]:
    running = Ssv(Router(tmp_path_factory.mktemp("devnet")), "--engine", request.param)
    yield running
    running.devnet.down()


def keeper() -> str:
    """Account 99 of the mnemonic that anvil, hardhat and foundry share, derived by eth-account."""
    Signer.enable_unaudited_hdwallet_features()
    words = "test test test test test test test test test test test junk"
    return Signer.from_mnemonic(words, account_path="m/44'/60'/0'/0/99").address


def run_by_operators(ssv: Ssv, owner: Account, index: int) -> tuple[Key, tuple[Any, ...]]:
    """A validator that attests, and its cluster."""
    key, deposit = ssv.make_key(index)
    registered = ssv.register(owner, key, ssv.split(index, owner, nonce=0))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    ssv.attests(key)
    return key, cluster_in(registered, "uint64[] bytes bytes")


def earned_in(ssv: Ssv, key: Key, epochs: int) -> int:
    """Gwei, those too that were paid to the pool's contract: only one validator earns for it."""

    def total() -> int:
        return ssv.chain.balance(key) + ssv.pool.wei_of(ssv.pool.vault) // GWEI

    before = total()
    ssv.chain.pass_epochs(epochs)
    return total() - before


def ask_views(ssv: Ssv, *words: str) -> int:
    """By cast, which writes 5000000 [5e6]."""
    return int(ssv.devnet.cast("call", ssv.devnet.contracts["ssvNetworkViews"], *words).split()[0])


def fee_that_lasts(ssv: Ssv, left: int, rate: int) -> int:
    """Operator 2's, with which `left` is a thousandth more than a cluster has to hold."""
    blocks = ask_views(ssv, "getLiquidationThresholdPeriod()(uint64)")
    others = rate - ask_views(ssv, "getOperatorFee(uint64)(uint256)", "2")
    return (left * 999 // 1000 // blocks - others) // PACKED * PACKED


def test_who_runs_out_is_liquidated_and_runs_again_once_it_pays(ssv: Ssv) -> None:
    owner = ssv.pool.free[0]
    key, cluster = run_by_operators(ssv, owner, 0)
    left = ssv.view("getBalance", "uint256", owner, cluster)
    rate = ssv.view("getBurnRate", "uint256", owner, cluster)
    purse = ssv.pool.wei_of(keeper())
    fee = fee_that_lasts(ssv, left, rate)
    command(ssv.devnet.folder, "fault", "operator", "2", "fee", str(fee))
    ssv.chain.pass_epochs(2)
    assert ssv.view("getBurnRate", "uint256", owner, cluster) > rate
    assert not ssv.view("isLiquidatable", "bool", owner, cluster)
    assert not ssv.told(LIQUIDATED, owner)
    ssv.chain.forward(lambda: ssv.told(LIQUIDATED, owner), "a liquidation")
    (log,) = ssv.told(LIQUIDATED, owner)
    receipt = ssv.devnet.rpc("eth_getTransactionReceipt", log["transactionHash"])
    assert receipt["from"] == keeper().lower()
    liquidated = cluster_of(log, "uint64[]")
    assert liquidated == (1, 0, 0, False, 0)
    assert ssv.view("isLiquidated", "bool", owner, liquidated)
    # Whoever does it gets what is left; gas and a few blocks of the new fee are below 0.1 ETH.
    assert left - ETHER // 10 < ssv.pool.wei_of(keeper()) - purse < left
    ssv.chain.pass_epochs(4)  # operators follow 8 blocks behind
    assert earned_in(ssv, key, 5) < 0

    command(ssv.devnet.folder, "fault", "operator", "2", "fee", "0")
    owner.call(
        "ssvNetwork", f"reactivate(uint64[],{CLUSTER})", ssv.committee, liquidated, wei=10 * ETHER
    )
    ssv.chain.pass_epochs(4)
    assert earned_in(ssv, key, 10) > 0
    ssv.attests(key)
    assert len(ssv.told(LIQUIDATED, owner)) == 1


def test_who_weighs_more_pays_more(ssv: Ssv) -> None:
    """SSV v2 charges by effective balance: 64 ETH in one validator cost what two of 32 do."""
    owner = ssv.pool.free[1]
    key, deposit = ssv.make_key_by_ethstaker(1, ether=64, compounding=True)
    registered = ssv.register(owner, key, ssv.split(1, owner, nonce=0))
    cluster = cluster_in(registered, "uint64[] bytes bytes")
    assert ssv.view("getEffectiveBalance", "uint32", owner, cluster) == 32
    rate = ssv.view("getBurnRate", "uint256", owner, cluster)
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    assert ssv.chain.record(key)["validator"]["effective_balance"] == str(64 * GWEI)
    ssv.chain.forward(lambda: ssv.told(BALANCE_UPDATED, owner), "an update")
    (log,) = ssv.told(BALANCE_UPDATED, owner)
    _, weight, updated = decode(["uint64[]", "uint32", CLUSTER], unhex(log["data"]))
    assert weight == 64
    assert ssv.view("getEffectiveBalance", "uint32", owner, updated) == 64
    assert ssv.view("getBurnRate", "uint256", owner, updated) == 2 * rate > 0
    ssv.attests(key)
