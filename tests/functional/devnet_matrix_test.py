"""One validator's whole life on devnets of every kind: registered, deposited, active, earning, asked
to leave, paid out. PROFILE=full tries all kinds, and writes what they took to build/devnet-matrix.md."""

import os
import pathlib
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from itertools import product

import pytest
from beacon_keys import GWEI, Key
from clusters import Ssv
from conftest import ROOT, Router
from devnets import FULL, GETH
from staking import ETHER


@dataclass(frozen=True)
class Kind:
    """What `devnet up` is asked for, and how many operators share the key."""

    engine: str
    release: str
    operators: int
    committee: int
    slot_seconds: int
    slots_per_epoch: int

    def __str__(self) -> str:
        return "-".join(map(str, astuple(self)))

    def options(self) -> list[str]:
        return [
            "--engine", self.engine, "--ssv", self.release, "--operators", str(self.operators),
            "--slot-seconds", str(self.slot_seconds),
            "--slots-per-epoch", str(self.slots_per_epoch),
        ]  # fmt: skip


SHAPES = [(13, 13, 1, 8), (4, 4, 1, 4), (8, 7, 2, 4), (100, 10, 1, 32), (8, 4, 12, 32)]
KINDS = [
    Kind(engine, release, *shape)
    for engine, release, shape in product(("geth", "anvil"), ("v1.2", "v2"), SHAPES)
    if engine == "anvil" or GETH.exists()
]
TABLE = """# Devnets of every kind

{count} kinds, each from `devnet up` to the withdrawal of a validator on SSV: `PROFILE=full make functional SUITE=devnet_matrix_test.py`. {machine}; commit {commit}, beside other work. Slots are counted from the
deposit until the validator is active, and from its exit until it is paid; the rate is that of the fast-forward.

| engine | SSV | operators | sharing a key | s a slot | slots an epoch | ready after | active after | paid after | slots a second |
|---|---|---|---|---|---|---|---|---|---|
"""


@pytest.fixture(scope="module")
def rows() -> Iterator[list[str]]:
    """Lines of the table, which is written when all are there."""
    found: list[str] = []
    yield found
    if len(found) == len(KINDS) and FULL:
        model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
        head = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, text=True, capture_output=True
        )
        title = TABLE.format(
            count=len(found), commit=head.stdout.strip() or "unknown",
            machine=f"{os.cpu_count()} cores of {model.group(1) if model else 'a machine'}",
        )  # fmt: skip
        (ROOT / "build/devnet-matrix.md").write_text(title + "\n".join(found) + "\n")


@pytest.mark.parametrize("kind", KINDS if FULL else KINDS[:1], ids=str)
def test_a_validator_lives_and_leaves(kind: Kind, tmp_path: pathlib.Path, rows: list[str]) -> None:
    ssv = Ssv(Router(tmp_path), *kind.options(), committee=kind.committee)
    try:
        active, rate, paid = live(ssv, kind)
    finally:
        ssv.devnet.down()
    ready = f"{ssv.devnet.seconds_until_ready:.1f} s"
    cells = [*astuple(kind), ready, f"{active} slots", f"{paid} slots", f"{rate:.0f}"]
    rows.append("| " + " | ".join(map(str, cells)) + " |")


def head(ssv: Ssv) -> int:
    return ssv.devnet.status()["head_slot"]


def slots_until(ssv: Ssv, happens: Callable[[], None]) -> int:
    """At most three epochs too many, as time passes in steps."""
    before = head(ssv)
    happens()
    return head(ssv) - before


def earned(ssv: Ssv, key: Key) -> int:
    """Gwei; what was above 32 ETH has been paid out."""
    return ssv.chain.balance(key) + ssv.pool.wei_of(ssv.pool.vault) // GWEI


def live(ssv: Ssv, kind: Kind) -> tuple[int, float, int]:
    """Slots until it was active, slots a second while it earned, slots until it was paid."""
    owner = ssv.pool.free[0]
    key, deposit = ssv.make_key(0)
    shares = ssv.split(0, owner, nonce=0)
    if kind.release == "v2":
        ssv.register(owner, key, shares)
    else:
        ssv.register_for_tokens(owner, key, shares, 1000 * ETHER)
    ssv.pay(owner, deposit)
    active = slots_until(ssv, lambda: ssv.chain.await_status("active_ongoing", key))
    assert ssv.ask(f"validators/{key.pubkey.hex()}")["is_valid"]
    before, begun, slot = earned(ssv, key), time.monotonic(), head(ssv)
    ssv.chain.pass_epochs(8)  # it may only leave after four
    rate = (head(ssv) - slot) / (time.monotonic() - begun)
    assert earned(ssv, key) > before
    ssv.exit(owner, key)
    paid = slots_until(ssv, lambda: ssv.chain.await_status("withdrawal_done", key))
    assert ssv.pool.wei_of(ssv.pool.vault) > 31.9 * ETHER
    return active, rate, paid
