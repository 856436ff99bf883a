"""How validators end: by their own word, by their owner's request on the execution chain, into one
another, and by force. Their keys are the test's; withdrawals arrive where the credentials say."""

import urllib.error
from collections.abc import Iterator
from hashlib import sha256

import pytest
from beacon_keys import GWEI, AttestationData, Checkpoint, Key, credentials_of, to_hex
from devnets import BOTH_ENGINES, Devnet
from staking import ETHER, Account, BeaconChain, Pool

LEAVER, REQUESTED, PARTIAL, SOURCE, TARGET, DOUBLE = (
    Key(name) for name in ("leaver", "requested", "partial", "source", "target", "double")
)


class Stake:
    """Six validators of one owner, active for long enough to leave."""

    def __init__(self, devnet: Devnet) -> None:
        self.devnet = devnet
        self.chain = BeaconChain(devnet)
        self.pool = Pool(devnet, self.chain)
        self.owner, self.stranger = self.pool.free[:2]
        for key in (LEAVER, REQUESTED, SOURCE, DOUBLE):
            self.deposit(key, 32, kind=1)
        for key, ether in ((PARTIAL, 40), (TARGET, 32)):
            self.deposit(key, ether, kind=2)
        self.chain.await_status(
            "active_ongoing", LEAVER, REQUESTED, PARTIAL, SOURCE, TARGET, DOUBLE
        )
        devnet.json("time", "+20s")  # SHARD_COMMITTEE_PERIOD

    def deposit(self, key: Key, ether: int, kind: int) -> None:
        """Withdrawals of each go to an account of its own, which nobody else pays."""
        payee = self.payee(key).address
        self.owner.send(payee, wei=ETHER)
        credentials = credentials_of(payee, kind)
        self.owner.deposit(key.deposit(credentials, ether, self.chain.genesis_version))

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

    def leaves(self, key: Key, by: str = "exited_unslashed") -> None:
        """It is paid out, and nothing is left of it but its record."""
        self.chain.forward(lambda: self.chain.status(key) != "active_ongoing", f"{key.name} leaving")
        assert self.chain.status(key) in ("active_exiting", by, "withdrawal_possible", "withdrawal_done")
        self.chain.await_status("withdrawal_done", key)


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def stake(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stake]:
    running = Devnet(tmp_path_factory.mktemp("devnet"), "--engine", request.param)
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
    stake.chain.forward(
        lambda: stake.chain.record(DOUBLE)["validator"]["slashed"], "the slashing in a block"
    )
    assert stake.chain.balance(DOUBLE) < before
    assert stake.chain.status(DOUBLE) in ("active_slashed", "exited_slashed")
    # It waits for 64 epochs, until the correlation penalty is known, and is paid what is left.
    stake.chain.await_status("withdrawal_done", DOUBLE, epochs=100)
    assert 20 < stake.arrived(DOUBLE) < 32


def vote_for(head: bytes, epoch: int) -> AttestationData:
    return AttestationData(
        slot=4 * epoch, index=0, beacon_block_root=head,
        source=Checkpoint(epoch=epoch - 1), target=Checkpoint(epoch=epoch, root=head),
    )  # fmt: skip
