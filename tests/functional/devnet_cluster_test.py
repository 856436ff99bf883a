"""The pool's validators on SSV: shares by us and by ssv-keys, votes, an exit by the operators, and
a cluster that moves from SSV v1.2 to v2."""

import pathlib
from collections.abc import Iterator

import pytest
from beacon_keys import to_hex, unhex
from clusters import CLUSTER, Ssv, cluster_in
from conftest import Router
from devnets import ENGINES, command
from eth_abi import decode
from eth_utils import keccak
from staking import ETHER


@pytest.fixture(scope="module", params=ENGINES)
def ssv(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ssv]:
    running = Ssv(Router(tmp_path_factory.mktemp("devnet")), "--engine", request.param)
    yield running
    running.devnet.down()


def test_operators_attest_by_our_shares_and_sign_the_exit(ssv: Ssv) -> None:
    owner = ssv.pool.free[0]
    key, deposit = ssv.make_key(0)
    ssv.register(owner, key, ssv.split(0, owner, nonce=0))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    ssv.attests(key)
    ssv.devnet.json("time", "+20s")
    vault = ssv.pool.wei_of(ssv.pool.vault)
    ssv.exit(owner, key)
    ssv.chain.await_status("withdrawal_done", key)
    # The pool's contract is paid, as the credentials say.
    assert ssv.pool.wei_of(ssv.pool.vault) - vault > 31.9 * ETHER


def test_operators_attest_by_shares_of_ssv_keys(ssv: Ssv) -> None:
    owner = ssv.pool.free[1]
    key, deposit = ssv.make_key(1)
    ssv.register(owner, key, ssv.split_by_ssv_keys(1, owner, nonce=0))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    assert ssv.ask(f"validators/{key.pubkey.hex()}")["is_valid"]
    ssv.attests(key)


def test_operators_attest_by_keystores_of_ethstaker(ssv: Ssv) -> None:
    """Its deposit data becomes the validator, its keystore the shares."""
    owner = ssv.pool.free[3]
    key, deposit = ssv.make_key_by_ethstaker(3)
    ssv.register(owner, key, ssv.split(3, owner, nonce=0))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    assert ssv.chain.record(key)["validator"]["withdrawal_credentials"] == to_hex(ssv.pool.credentials)
    ssv.attests(key)


def test_operators_ignore_shares_for_another_nonce(ssv: Ssv) -> None:
    """The contract takes them, and the owner pays: only nodes look."""
    owner = ssv.pool.free[2]
    key, deposit = ssv.make_key(2)
    ssv.register(owner, key, ssv.split(2, owner, nonce=1))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    assert not ssv.ask(f"validators/{key.pubkey.hex()}")["is_valid"]
    before = ssv.chain.balance(key)
    ssv.devnet.json("time", "+20s")
    assert ssv.chain.balance(key) < before


def test_operators_ignore_shares_that_a_stranger_copied(ssv: Ssv) -> None:
    """Out of the transaction that waits: they are signed for their owner, who still can use them."""
    owner, stranger = ssv.pool.super_nodes  # who have no cluster yet
    key, deposit = ssv.make_key(4)
    shares = ssv.split(4, owner, nonce=0)
    ssv.register(stranger, key, shares)
    ssv.register(owner, key, shares)
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    row = ssv.ask(f"validators/{key.pubkey.hex()}")
    assert row["is_valid"]
    assert row["owner_address"].lower() == owner.address.lower()
    ssv.attests(key)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cluster_moves_from_token_to_ether_and_attests_throughout(
    tmp_path: pathlib.Path, engine: str
) -> None:
    ssv = Ssv(Router(tmp_path), "--ssv", "v1.2", "--operators", "4", "--engine", engine)
    try:
        owner = ssv.pool.free[0]
        key, deposit = ssv.make_key(0)
        funds = 100 * ETHER
        registered = ssv.register_for_tokens(owner, key, ssv.split(0, owner, nonce=0), funds)
        ssv.pay(owner, deposit)
        ssv.chain.await_status("active_ongoing", key)
        ssv.attests(key)
        command(ssv.devnet.folder, "upgrade")
        ssv.attests(key)
        moved = owner.call(
            "ssvNetwork", f"migrateClusterToETH(uint64[],{CLUSTER})",
            ssv.committee, cluster_in(registered, "uint64[] bytes bytes"), wei=10 * ETHER,
        )  # fmt: skip
        migrated = [
            log for log in moved["logs"]
            if log["topics"][0] == to_hex(
                keccak(text=f"ClusterMigratedToETH(address,uint64[],uint256,uint256,uint32,{CLUSTER})")
            )
        ]  # fmt: skip
        _, paid, refund, weight, cluster = decode(
            ["uint64[]", "uint256", "uint256", "uint32", CLUSTER], unhex(migrated[0]["data"])
        )
        assert (paid, weight, cluster[0], cluster[3]) == (10 * ETHER, 32, 1, True)
        assert 0 < refund <= funds  # what operators had not earned is given back
        assert ssv.pool.ask("ssvToken", "balanceOf(address)", owner.address) == refund
        ssv.devnet.json("time", "+12s")
        ssv.attests(key)
    finally:
        ssv.devnet.down()
