"""How validators end: by their own word, by their owner's request on the execution chain, into one
another, and by force. Their keys are the test's; withdrawals arrive where the credentials say."""

import urllib.error
from collections.abc import Iterator
from hashlib import sha256

import pytest
from beacon_keys import GWEI, Key, credentials_of, to_hex, unhex
from beacon_types import AttestationData, BeaconBlockHeader, Checkpoint
from devnets import BOTH_ENGINES, Devnet
from staking import ETHER, Account, BeaconChain, Pool

LEAVER, REQUESTED, PARTIAL, SOURCE, TARGET = (
    Key(name) for name in ("leaver", "requested", "partial", "source", "target")
)
DOUBLE, SURROUND, PROPOSER, TWOFACED = (
    Key(name) for name in ("double", "surround", "proposer", "two-faced")
)
SLASHED = (DOUBLE, SURROUND, PROPOSER, TWOFACED)


class Stake:
    """Nine validators of one owner, active for long enough to leave."""

    def __init__(self, devnet: Devnet) -> None:
        self.devnet = devnet
        self.chain = BeaconChain(devnet)
        self.pool = Pool(devnet, self.chain)
        self.owner, self.stranger = self.pool.free[:2]
        sent = [self.deposit(key, 32, kind=1) for key in (LEAVER, REQUESTED, SOURCE, *SLASHED)]
        sent += [self.deposit(key, ether, kind=2) for key, ether in ((PARTIAL, 40), (TARGET, 32))]
        for name in sent:
            self.owner.done(name)
        self.chain.await_status(
            "active_ongoing", LEAVER, REQUESTED, PARTIAL, SOURCE, TARGET, *SLASHED
        )
        devnet.json("time", "+20s")  # SHARD_COMMITTEE_PERIOD

    def deposit(self, key: Key, ether: int, kind: int) -> str:
        """Withdrawals of each go to an account of its own, which nobody else pays."""
        payee = self.payee(key).address
        self.owner.submit(payee, wei=ETHER)
        credentials = credentials_of(payee, kind)
        return self.owner.submit_deposit(
            key.deposit(credentials, ether, self.chain.genesis_version)
        )

    def payee(self, key: Key) -> Account:
        return Account(self.devnet, {"private_key": to_hex(sha256(key.name.encode()).digest())})

    def request_withdrawal(self, by: Account, key: Key, gwei: int) -> None:
        """EIP-7002; 0 is all of it."""
        by.send(
            self.devnet.contracts["withdrawalRequests"],
            key.pubkey + gwei.to_bytes(8, "big"), wei=100,
        )  # fmt: skip

    def request_consolidation(self, by: Account, source: Key, target: Key) -> None:
        """EIP-7251; the same key twice makes it a compounding one."""
        by.send(
            self.devnet.contracts["consolidationRequests"],
            source.pubkey + target.pubkey, wei=100,
        )  # fmt: skip

    def arrived(self, key: Key) -> float:
        """Ether that was withdrawn to its payee, which had one; fees are below a milliether."""
        return self.pool.wei_of(self.payee(key).address) / ETHER - 1

    def is_slashed(self, key: Key) -> None:
        self.chain.forward(
            lambda: self.chain.record(key)["validator"]["slashed"], f"the slashing of {key.name}"
        )
        assert self.chain.status(key) in ("active_slashed", "exited_slashed")

    def leaves(self, key: Key, by: str = "exited_unslashed") -> None:
        """It is paid out, and nothing is left of it but its record."""
        self.chain.forward(lambda: self.chain.status(key) != "active_ongoing", f"{key.name} leaving")
        assert self.chain.status(key) in ("active_exiting", by, "withdrawal_possible", "withdrawal_done")
        self.chain.await_status("withdrawal_done", key)


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def stake(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stake]:
    running = Devnet(
        tmp_path_factory.mktemp("devnet"), "--engine", request.param, "--oracle", "off"
    )
    try:
        yield Stake(running)
    finally:
        running.down()


def test_leaves_by_its_own_signature(stake: Stake) -> None:
    """EIP-7044: with Capella's version, on a chain of Fulu."""
    stake.chain.exit(LEAVER)
    stake.leaves(LEAVER)
    assert 31.9 < stake.arrived(LEAVER) < 32.01


def test_leaves_by_a_request_of_whom_it_pays(stake: Stake) -> None:
    stake.request_withdrawal(stake.payee(REQUESTED), REQUESTED, 0)
    stake.leaves(REQUESTED)
    assert 31.9 < stake.arrived(REQUESTED) < 32.01


def test_does_not_leave_by_a_request_of_a_stranger(stake: Stake) -> None:
    stake.request_withdrawal(stake.stranger, DOUBLE, 0)
    stake.devnet.json("time", "+12s")
    assert stake.chain.status(DOUBLE) == "active_ongoing"


def test_pays_out_a_part_on_request(stake: Stake) -> None:
    before = stake.arrived(PARTIAL)
    stake.request_withdrawal(stake.payee(PARTIAL), PARTIAL, 5 * GWEI)
    stake.chain.forward(lambda: stake.arrived(PARTIAL) > before + 4.9, "five ether arriving")
    assert stake.chain.status(PARTIAL) == "active_ongoing"
    assert 34 * GWEI < stake.chain.balance(PARTIAL) < 35.1 * GWEI


def test_becomes_part_of_another(stake: Stake) -> None:
    before = stake.arrived(SOURCE), stake.chain.balance(TARGET)
    stake.request_consolidation(stake.payee(SOURCE), SOURCE, TARGET)
    stake.leaves(SOURCE)
    # Its effective balance moves, and what it had above is paid out.
    assert stake.chain.balance(TARGET) > before[1] + 30 * GWEI
    assert stake.arrived(SOURCE) < before[0] + 1
    stake.chain.forward(
        lambda: int(stake.chain.record(TARGET)["validator"]["effective_balance"]) > 62 * GWEI,
        "its weight",
    )


def test_is_slashed_by_anyone_who_shows_two_votes(stake: Stake) -> None:
    epoch = stake.chain.epoch() - 1
    votes = [vote_for(bytes([branch]) * 32, epoch) for branch in (1, 2)]
    first, second = (stake.chain.indexed_vote(DOUBLE, vote) for vote in votes)
    with pytest.raises(urllib.error.HTTPError):
        stake.chain.denounce(first, first)  # the same vote twice proves nothing
    with pytest.raises(urllib.error.HTTPError):
        stake.chain.denounce(first, {**second, "signature": first["signature"]})
    before = stake.chain.balance(DOUBLE)
    stake.chain.denounce(first, second)
    stake.is_slashed(DOUBLE)
    assert stake.chain.balance(DOUBLE) < before


def test_is_slashed_by_anyone_who_shows_a_vote_around_another(stake: Stake) -> None:
    epoch = stake.chain.epoch() - 1
    inner = vote_for(bytes([1]) * 32, epoch - 1)
    outer = vote_for(bytes([2]) * 32, epoch)
    outer.source.epoch = epoch - 3
    first, second = (stake.chain.indexed_vote(SURROUND, vote) for vote in (outer, inner))
    with pytest.raises(urllib.error.HTTPError):
        stake.chain.denounce(second, first)  # the one that surrounds comes first
    stake.chain.denounce(first, second)
    stake.is_slashed(SURROUND)


def test_is_slashed_by_anyone_who_shows_two_blocks(stake: Stake) -> None:
    headers = [
        BeaconBlockHeader(
            slot=4 * stake.chain.epoch(), proposer_index=stake.chain.index(PROPOSER),
            parent_root=bytes([branch]) * 32,
        )
        for branch in (1, 2)
    ]  # fmt: skip
    first, second = (stake.chain.signed_header(PROPOSER, header) for header in headers)
    with pytest.raises(urllib.error.HTTPError):
        stake.chain.denounce_proposer(first, first)
    stake.chain.denounce_proposer(first, second)
    stake.is_slashed(PROPOSER)


def test_is_slashed_by_the_chain_that_sees_it_vote_twice(stake: Stake) -> None:
    """For the head, and for the block before; nobody has to denounce it."""
    chain = stake.chain
    duty = duty_with_a_block(stake)
    path = f"validator/attestation_data?slot={duty['slot']}&committee_index=0"
    vote = AttestationData.from_obj(chain.get(path))
    header = chain.get(f"beacon/headers/{duty['slot']}")
    assert to_hex(bytes(vote.beacon_block_root)) == header["root"]
    chain.cast(TWOFACED, duty, vote)
    vote.beacon_block_root = unhex(header["header"]["message"]["parent_root"])
    chain.cast(TWOFACED, duty, vote)
    stake.is_slashed(TWOFACED)


def duty_with_a_block(stake: Stake) -> dict[str, str]:
    """Not in the first slot of an epoch, where both votes would have to name another target."""
    while True:
        duty = stake.chain.next_duty(TWOFACED)
        slot = int(duty["slot"])
        stake.devnet.wait(lambda now, slot=slot: now["head_slot"] > slot, f"slot {slot}")
        if slot % stake.chain.slots_per_epoch != 0 and stake.chain.has(f"beacon/headers/{slot}"):
            return duty


def test_the_slashed_wait_and_lose_more(stake: Stake) -> None:
    """For 64 epochs, until it is known how many did the same; then they are paid what is left."""
    stake.chain.await_status("withdrawal_done", *SLASHED, epochs=100)
    assert all(20 < stake.arrived(key) < 32 for key in SLASHED)


def vote_for(head: bytes, epoch: int) -> AttestationData:
    return AttestationData(
        slot=4 * epoch, index=0, beacon_block_root=head,
        source=Checkpoint(epoch=epoch - 1), target=Checkpoint(epoch=epoch, root=head),
    )  # fmt: skip
