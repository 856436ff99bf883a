"""Transactions of a process that is killed again and again, on a chain that reorgs: each once."""

import collections
import json
import pathlib
import random
import select
import subprocess
import time
from collections.abc import Iterator

import pytest
from conftest import BINARY, clean_environment
from devnets import ENGINES, FULL, Devnet, command

RUNS, ORDERS, KILLS = (5, 300, 12) if FULL else (1, 100, 12)
SENDER = pathlib.Path(BINARY).parents[2] / "tests/sender/send_orders"
STEPS_MAX = 2 * ORDERS // KILLS  # lines between two kills: about one for each order in all
DEADLINE = 600


@pytest.fixture(scope="module", params=ENGINES)
def devnet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Devnet]:
    running = Devnet(tmp_path_factory.mktemp("kill"), "--engine", request.param, "--oracle", "off")
    command(running.folder, "time", "+30s")  # so far that there are blocks to lose
    yield running
    running.down()


def payee(order: int) -> str:
    return "0x5e" + order.to_bytes(19, "big").hex()


class Sender:
    """One of the devnet's free accounts, whose orders a process sends for as long as it lives."""

    def __init__(self, devnet: Devnet, account: int, chance: random.Random) -> None:
        self.devnet, self.chance = devnet, chance
        self.folder = devnet.folder / "devnet"
        rows = json.loads((self.folder / "accounts.json").read_text(encoding="utf-8"))
        self.row = [row for row in rows if row["role"] == "free"][account]
        chain = int(devnet.rpc("eth_chainId"), 16)
        self.store = self.folder / "data/accounts" / str(chain) / self.row["address"]
        self.said: collections.Counter[str] = collections.Counter()

    def live(self, orders: int, lines: int | None) -> bool:
        """Runs until it is done, which is true, or has said so much and a moment more."""
        process = subprocess.Popen(
            [SENDER, self.folder / "stafi-router.toml", self.folder / self.row["keystore"],
             self.folder / "wallets/password", self.store, str(orders)],
            stdout=subprocess.PIPE, text=True, env=clean_environment(),
        )  # fmt: skip
        assert process.stdout is not None
        end = time.monotonic() + DEADLINE
        while lines is None or lines > 0:
            assert time.monotonic() < end, self.said
            if not select.select([process.stdout], [], [], DEADLINE)[0]:
                continue
            if not (line := process.stdout.readline()):
                assert process.wait() == 0, self.said
                return True
            self.said[line.split()[0]] += 1
            lines = None if lines is None else lines - 1
        time.sleep(self.chance.random() * 0.02)  # in the middle of whatever comes next
        process.kill()
        process.wait()
        return False

    def transactions(self) -> list[dict[str, object]]:
        rows = json.loads(
            subprocess.run(
                [BINARY, "txs", "--account", self.row["address"], "--count", "1000",
                 "--config", self.folder / "stafi-router.toml", "--output", "json"],
                capture_output=True, check=True, env=clean_environment(),
            ).stdout  # fmt: skip
        )
        return rows["transactions"]


@pytest.mark.parametrize("run", range(RUNS))
def test_each_order_is_carried_out_once(devnet: Devnet, run: int) -> None:
    chance = random.Random(run)
    sender = Sender(devnet, run, chance)
    before = {order: balance(devnet, payee(order)) for order in range(ORDERS)}
    kills = 0
    while kills < KILLS:
        assert not sender.live(ORDERS, chance.randint(1, STEPS_MAX)), f"done after {kills} kills"
        kills += 1
        if kills % 3 == 0:
            fault = chance.choice([("reorg", "1"), ("reorg", "2"), ("miss", "2")])
            command(devnet.folder, "fault", "beacon", *fault)
    assert sender.live(ORDERS, None)

    for order in range(ORDERS):
        assert balance(devnet, payee(order)) - before[order] == order + 1, order
    for block in ("latest", "pending"):  # no gap is left, and nothing waits
        count = devnet.rpc("eth_getTransactionCount", sender.row["address"], block)
        assert int(count, 16) == ORDERS, block
    rows = sender.transactions()
    assert sorted(row["nonce"] for row in rows) == list(range(ORDERS))
    assert {row["state"] for row in rows} == {"succeeded"}
    print(f"run {run}: {ORDERS} transactions, {kills} kills; lines: {dict(sender.said)}")


def balance(devnet: Devnet, address: str) -> int:
    return int(devnet.rpc("eth_getBalance", address, "latest"), 16)
