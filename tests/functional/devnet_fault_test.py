"""What operators' faults and deep reorgs do to a validator on SSV."""

from collections.abc import Iterator
from typing import Any

import pytest
from beacon_keys import Key, to_hex
from clusters import Ssv
from conftest import Router
from devnets import ENGINES, command, wait_until
from eth_account import Account as Signer
from eth_utils import to_checksum_address
from staking import Account

FOLLOWED = 8  # blocks deep, events are taken up by operators: ssvlabs/ssv, FollowDistance


@pytest.fixture(scope="module", params=ENGINES)
def ssv(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ssv]:
    running = Ssv(Router(tmp_path_factory.mktemp("devnet")), "--engine", request.param)
    yield running
    running.devnet.down()


@pytest.fixture(scope="module")
def key(ssv: Ssv) -> Key:
    """Of a validator that operators 1 to 4 attest for."""
    owner = ssv.pool.free[0]
    made, deposit = ssv.make_key(0)
    ssv.register(owner, made, ssv.split(0, owner, nonce=0))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", made)
    ssv.attests(made)
    return made


def delays(ssv: Ssv, key: Key, count: int = 3) -> list[int]:
    """How many slots after its own each of the key's next votes came into a block."""
    found: list[int] = []
    slot = ssv.devnet.status()["slot"] + 3  # what was voted until now is in blocks by then
    while len(found) < count:
        slot += 1
        ssv.devnet.wait(lambda now, slot=slot: now["head_slot"] > slot, f"slot {slot}")
        votes = [vote for vote in ssv.chain.votes_of(slot) if key.pubkey in vote["voters"]]
        found += [slot - int(vote["data"]["slot"]) for vote in votes]
    return found


def performance(ssv: Ssv, operator: int) -> float:
    return ssv.ask(f"operators/{operator}")["performance"]["24h"]


def set_operators(ssv: Ssv, state: str, *operators: int) -> None:
    for operator in operators:
        command(ssv.devnet.folder, "fault", "operator", str(operator), state)


def test_one_who_is_slow_holds_up_nobody(ssv: Ssv, key: Key) -> None:
    before = performance(ssv, 1), performance(ssv, 2)
    set_operators(ssv, "slow", 1)
    assert set(delays(ssv, key)) == {1}
    assert performance(ssv, 1) < before[0]
    assert performance(ssv, 2) >= before[1]
    set_operators(ssv, "healthy", 1)


def test_two_who_are_slow_make_the_vote_late(ssv: Ssv, key: Key) -> None:
    """Three of four must sign, so it waits for one of them, and earns less, but earns."""
    set_operators(ssv, "slow", 1, 2)
    assert set(delays(ssv, key)) == {2}
    epoch = ssv.devnet.status()["epoch"]
    ssv.devnet.wait(lambda now: now["epoch"] > epoch + 2, "the rewards of an epoch")
    (reward,) = ssv.chain.request(f"beacon/rewards/attestations/{epoch}", [str(ssv.chain.index(key))])[
        "data"
    ]["total_rewards"]
    # Head is paid for in the next slot only; source and target later too. Altair, beacon-chain.md.
    assert int(reward["head"]) == 0
    assert int(reward["source"]) > 0
    assert int(reward["target"]) > 0
    set_operators(ssv, "healthy", 1, 2)
    assert set(delays(ssv, key)) == {1}


def replace(ssv: Ssv, account: Account, sent: dict[str, Any]) -> str:
    """Puts a transaction that does nothing in the place of one that waits."""
    signed = Signer.sign_transaction(
        {
            "to": to_checksum_address(account.address), "value": 0, "gas": 21_000,
            "nonce": int(sent["nonce"], 16), "chainId": int(ssv.devnet.rpc("eth_chainId"), 16),
            "maxFeePerGas": 300 * 10**9, "maxPriorityFeePerGas": 10 * 10**9, "type": 2,
        },
        account.key,
    )  # fmt: skip
    return ssv.devnet.rpc("eth_sendRawTransaction", to_hex(signed.raw_transaction))


def test_a_registration_that_a_reorg_took_away_can_be_made_again(ssv: Ssv) -> None:
    """Its owner's nonce is what it was: shares for the first registration are right again."""
    owner = ssv.pool.free[1]
    made, deposit = ssv.make_key(1)
    shares = ssv.split(1, owner, nonce=0)
    registered = ssv.register(owner, made, shares)
    command(ssv.devnet.folder, "fault", "beacon", "miss", "20")
    block = int(registered["blockNumber"], 16)
    depth = ssv.devnet.status()["execution_block"] - block + 1
    assert depth <= FOLLOWED
    sent = ssv.devnet.rpc("eth_getTransactionByHash", registered["transactionHash"])
    command(ssv.devnet.folder, "fault", "beacon", "reorg", str(depth))
    owner.done(replace(ssv, owner, sent))
    assert ssv.devnet.rpc("eth_getTransactionReceipt", registered["transactionHash"]) is None
    wait_until(lambda: not ssv.lists(made), "an API without the registration")
    ssv.register(owner, made, shares)
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", made)
    assert ssv.ask(f"validators/{made.pubkey.hex()}")["is_valid"]
    ssv.attests(made)


def test_a_registration_outlives_a_reorg_that_operators_do_not_see(ssv: Ssv) -> None:
    """They have taken it up, and look at no block again; it comes again by itself."""
    owner = ssv.pool.free[2]
    made, deposit = ssv.make_key(2)
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", made)
    command(ssv.devnet.folder, "fault", "beacon", "stall", "on")  # or it would be final too soon
    registered = ssv.register(owner, made, ssv.split(2, owner, nonce=0))
    block = int(registered["blockNumber"], 16)
    status = ssv.devnet.wait(
        lambda now: now["execution_block"] > block + FOLLOWED, "a registration that is followed"
    )
    depth = status["execution_block"] - block + 1
    command(ssv.devnet.folder, "fault", "beacon", "reorg", str(depth))
    command(ssv.devnet.folder, "fault", "beacon", "stall", "off")
    owner.done(registered["transactionHash"])
    wait_until(lambda: ssv.lists(made), "an API with the registration")
    assert ssv.ask(f"validators/{made.pubkey.hex()}")["is_valid"]
    ssv.attests(made)


def test_three_sign_when_the_fourth_has_left(ssv: Ssv, key: Key) -> None:
    set_operators(ssv, "remove", 4)
    ssv.devnet.json("time", "+12s")
    ssv.attests(key)
