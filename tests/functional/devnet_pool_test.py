"""The pool's ways to a validator, and what interferes with them: 1 + 31 ETH, 12 + 20 ETH, 32 ETH."""

from collections.abc import Iterator

import pytest
from beacon_keys import Key, credentials_of
from beacon_types import DepositData
from devnets import ENGINES, Devnet
from eth_utils import keccak
from staking import ETHER, INITIAL, MATCH, STAKING, UNMATCH, BeaconChain, Pool, Refused

SUPER, LIGHT = "stafiSuperNode", "stafiLightNode"


@pytest.fixture(scope="module", params=ENGINES)
def devnet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Devnet]:
    running = Devnet(
        tmp_path_factory.mktemp("devnet"), "--engine", request.param, "--oracle", "off"
    )
    yield running
    running.down()


@pytest.fixture(scope="module")
def chain(devnet: Devnet) -> BeaconChain:
    return BeaconChain(devnet)


@pytest.fixture(scope="module")
def pool(devnet: Devnet, chain: BeaconChain) -> Pool:
    """With 200 ETH of a staker."""
    pool = Pool(devnet, chain)
    pool.free[0].call("stafiUserDeposit", "deposit()", wei=200 * ETHER)
    return pool


def test_a_super_node_deposits_one_ether_and_then_the_rest(pool: Pool, chain: BeaconChain) -> None:
    key, node = Key("two steps"), pool.super_nodes[0]
    before = pool.ask("stafiUserDeposit", "getBalance()")
    pool.step(node, SUPER, "deposit", pool.sign(key, 1))
    assert pool.status(SUPER, key) == INITIAL
    chain.await_deposits()
    assert chain.record(key)["validator"]["withdrawal_credentials"] == "0x" + pool.credentials.hex()
    assert chain.status(key) == "pending_initialized"
    with pytest.raises(Refused, match="pubkey status unmatch"):
        pool.step(node, SUPER, "stake", pool.sign(key, 31))
    pool.vote(SUPER, True, key)
    assert pool.status(SUPER, key) == MATCH
    pool.step(node, SUPER, "stake", pool.sign(key, 31))
    assert pool.status(SUPER, key) == STAKING
    assert pool.ask("stafiUserDeposit", "getBalance()") == before - 32 * ETHER
    chain.await_status("active_ongoing", key)
    assert chain.record(key)["validator"]["effective_balance"] == str(32 * 10**9)


def test_a_solo_node_brings_twelve_and_the_pool_twenty(pool: Pool, chain: BeaconChain) -> None:
    key, node = Key("solo"), pool.free[1]
    before = pool.ask("stafiUserDeposit", "getBalance()")
    pool.step(node, LIGHT, "deposit", pool.sign(key, 12), wei=12 * ETHER)
    chain.await_deposits()
    assert chain.status(key) == "pending_initialized"
    pool.vote(LIGHT, True, key)
    pool.step(node, LIGHT, "stake", pool.sign(key, 20))
    assert pool.ask("stafiUserDeposit", "getBalance()") == before - 20 * ETHER
    chain.await_status("active_ongoing", key)


def test_a_super_node_deposits_all_at_once_when_members_approve(
    pool: Pool, chain: BeaconChain
) -> None:
    key = Key("whole")
    pool.deposit_whole(pool.super_nodes[1], pool.sign(key, 32))
    assert pool.status(SUPER, key) == STAKING
    chain.await_status("active_ongoing", key)


def test_who_deposits_first_takes_the_credentials(pool: Pool, chain: BeaconChain) -> None:
    """A node's own deposit before the pool's: the pool loses one ether, never 32."""
    key, node = Key("front-run"), pool.super_nodes[0]
    thief = credentials_of(node.address)
    node.deposit(key.deposit(thief, 1, chain.genesis_version))
    pool.step(node, SUPER, "deposit", pool.sign(key, 1))
    chain.await_deposits()
    assert chain.record(key)["validator"]["withdrawal_credentials"] == "0x" + thief.hex()
    assert chain.balance(key) == 2 * 10**9
    pool.vote(SUPER, False, key)
    assert pool.status(SUPER, key) == UNMATCH
    with pytest.raises(Refused, match="pubkey status unmatch"):
        pool.step(node, SUPER, "stake", pool.sign(key, 31))


def test_a_front_run_without_the_key_changes_nothing(pool: Pool, chain: BeaconChain) -> None:
    """Anybody may deposit for any key; the beacon chain ignores what the key did not sign."""
    key, node, stranger = Key("besieged"), pool.super_nodes[0], pool.free[2]
    forged = Key("stranger").deposit(credentials_of(stranger.address), 1, chain.genesis_version)
    stranger.deposit(DepositData(**{**fields(forged), "pubkey": key.pubkey}))
    pool.step(node, SUPER, "deposit", pool.sign(key, 1))
    chain.await_deposits()
    assert chain.record(key)["validator"]["withdrawal_credentials"] == "0x" + pool.credentials.hex()
    pool.vote(SUPER, True, key)
    pool.step(node, SUPER, "stake", pool.sign(key, 31))
    chain.await_status("active_ongoing", key)


def test_a_deposit_before_the_approved_one_stops_it(pool: Pool, chain: BeaconChain) -> None:
    """The guard is the deposit contract's root: any deposit between changes it."""
    key, node, stranger = Key("guarded"), pool.super_nodes[1], pool.free[2]
    root = pool.ask("depositContract", "get_deposit_root()")
    stranger.deposit(Key("between").deposit(bytes(32), 1, chain.genesis_version))
    assert pool.ask("depositContract", "get_deposit_root()") != root
    changed = keccak(text="DepositRootChanged(bytes32,bytes32)")[:4].hex()
    with pytest.raises(Refused, match=changed):
        pool.deposit_whole(node, pool.sign(key, 32), seen=root)
    assert pool.status(SUPER, key) == 0
    pool.deposit_whole(node, pool.sign(key, 32))
    assert pool.status(SUPER, key) == STAKING


def test_signed_for_other_credentials_it_never_becomes_a_validator(
    pool: Pool, chain: BeaconChain
) -> None:
    key, node = Key("wrong credentials"), pool.super_nodes[0]
    signed = key.deposit(credentials_of(node.address), 1, chain.genesis_version)
    # The deposit contract computes the root, of the pool's credentials.
    with pytest.raises(Refused, match="DepositData does not match"):
        pool.step(node, SUPER, "deposit", signed)
    pool.step(
        node, SUPER, "deposit",
        DepositData(**{**fields(signed), "withdrawal_credentials": pool.credentials}),
    )  # fmt: skip
    chain.await_deposits()
    assert not chain.knows(key)
    pool.vote(SUPER, False, key)
    assert pool.status(SUPER, key) == UNMATCH


def fields(data: DepositData) -> dict[str, object]:
    return {name: getattr(data, name) for name in DepositData.fields()}
