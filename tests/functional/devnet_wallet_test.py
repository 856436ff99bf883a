"""A staker's own commands on a devnet: rate, stake, unstake, withdraw, txs."""

import json
import os
import pathlib
import signal
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import BINARY, clean_environment
from devnets import BOTH_ENGINES, Devnet, wait_until
from staking import ETHER, Account, call_data


class Staker:
    """An account of the devnet that has its keystore, and runs commands."""

    def __init__(self, devnet: Devnet, account: int) -> None:
        self.devnet = devnet
        self.folder = devnet.folder / "devnet"
        rows = json.loads((self.folder / "accounts.json").read_text(encoding="utf-8"))
        self.address = rows[account]["address"]
        self.keystore = ["--keystore", str(self.folder / rows[account]["keystore"]),
                         "--password-file", str(self.folder / "wallets/password")]  # fmt: skip

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [BINARY, *words, "--config", str(self.folder / "stafi-router.toml"), "--output", "json"],
            cwd=self.folder, text=True, env=clean_environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str, code: int = 0) -> dict[str, Any]:
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        assert process.returncode == code, f"{words}: {process.returncode}\n{out}{err}"
        return json.loads(out if code == 0 else err.splitlines()[-1])

    def send(self, *words: str, code: int = 0) -> dict[str, Any]:
        return self.run(*words, *self.keystore, "--yes", code=code)

    def rate(self) -> dict[str, Any]:
        return self.run("rate", "--account", self.address)

    def txs(self) -> list[dict[str, Any]]:
        return self.run("txs", "--account", self.address)["transactions"]


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def devnet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Devnet]:
    devnet = Devnet(tmp_path_factory.mktemp("wallet"), "--engine", request.param)
    yield devnet
    devnet.down()


def test_says_what_staking_costs_and_sends_nothing(devnet: Devnet) -> None:
    staker = Staker(devnet, 6)
    plan = staker.run("stake", "1.5eth", *staker.keystore, "--dry-run")["transactions"]
    assert [row["state"] for row in plan] == ["not sent"]
    assert plan[0]["transaction"] is None and plan[0]["value"] == "1.5eth"
    assert staker.txs() == []
    assert staker.rate()["reth"] == "0reth"


def test_stakes_and_unstakes(devnet: Devnet) -> None:
    staker = Staker(devnet, 7)
    staked = staker.send("stake", "2eth")["transactions"]
    assert [(row["action"], row["state"]) for row in staked] == [("stake 2eth", "succeeded")]
    held = staker.rate()
    assert held["reth"] == "2reth" and held["worth"] == "2eth"  # no oracle has told figures yet
    given_back = staker.send("unstake", "all")["transactions"]
    assert [row["state"] for row in given_back] == ["succeeded", "succeeded"]
    assert staker.rate()["reth"] == "0reth" and staker.rate()["withdrawals"] == []
    kinds = [(row["nonce"], row["kind"], row["state"]) for row in staker.txs()]
    assert kinds == [(2, "unstake", "succeeded"), (1, "approve", "succeeded"), (0, "stake", "succeeded")]


def test_nobody_agrees_in_a_script(devnet: Devnet) -> None:
    staker = Staker(devnet, 8)
    refused = staker.run("stake", "1eth", *staker.keystore, code=1)
    assert refused["error"]["code"] == "not_confirmed"
    assert staker.txs() == []


def test_refuses_in_the_words_of_the_contract(devnet: Devnet) -> None:
    staker = Staker(devnet, 8)
    refused = staker.send("stake", "0.001eth", code=1)["error"]
    assert refused["code"] == "contract_refused" and "minimum deposit size" in refused["what"]
    refused = staker.send("stake", "3000000eth", code=1)["error"]
    assert refused["code"] == "balance_too_low" and "needs 3000000eth" in refused["what"]
    refused = staker.send("unstake", "1reth", code=1)["error"]
    assert refused["code"] == "out_of_range" and "1reth of the account's 0reth" in refused["what"]
    assert staker.txs() == []


def test_a_killed_command_is_waited_for_and_not_sent_twice(devnet: Devnet) -> None:
    staker = Staker(devnet, 9)
    first = staker.start("stake", "3eth", *staker.keystore, "--yes")
    database = staker.folder / "data/accounts" / "31337" / staker.address / "stafi-router.sqlite"
    wait_until(lambda: (database.parent / "stafi-router.sqlite-wal").exists(), "its database")
    recorded = lambda: b"stake" in (database.parent / "stafi-router.sqlite-wal").read_bytes()  # noqa: E731
    wait_until(lambda: first.poll() is not None or recorded(), "its record")
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    staker.send("stake", "3eth")
    sent = [row for row in staker.txs() if row["kind"] == "stake"]
    held = staker.rate()["reth"]
    # The first was mined before it was killed, or not: each record is one transaction in the chain.
    assert held == f"{3 * len(sent)}reth" and {row["state"] for row in sent} == {"succeeded"}


def test_one_command_at_a_time_sends_from_an_account(devnet: Devnet) -> None:
    staker = Staker(devnet, 10)
    commands = [staker.start("stake", "1eth", *staker.keystore, "--yes") for _ in range(4)]
    ends = []
    for process in commands:
        _, err = process.communicate(timeout=120)
        ends.append((process.returncode, "folder_in_use" in err))
    assert set(ends) <= {(0, False), (3, True)} and (0, False) in ends
    done = ends.count((0, False))
    assert staker.rate()["reth"] == f"{done}reth"
    assert len(staker.txs()) == done


def test_another_programs_transactions_stop_it_until_they_are_taken_over(devnet: Devnet) -> None:
    staker = Staker(devnet, 11)
    staker.send("stake", "1eth")
    rows = json.loads((staker.folder / "accounts.json").read_text(encoding="utf-8"))
    Account(devnet, rows[11]).send(
        devnet.contracts["stafiUserDeposit"], call_data("deposit()", ()), ETHER
    )
    refused = staker.send("stake", "1eth", code=1)["error"]
    assert refused["code"] == "foreign_nonce"
    before = staker.run("stake", "1eth", *staker.keystore, "--yes", "--take-over", code=3)["error"]
    assert before["code"] == "not_final"
    devnet.json("time", "+1m")
    wait_until(lambda: devnet.status()["finalized_epoch"] > 3, "finality")
    deadline = time.monotonic() + 60
    while True:
        process = staker.start("stake", "1eth", *staker.keystore, "--yes", "--take-over")
        process.communicate(timeout=120)
        if process.returncode == 0:
            break
        assert process.returncode == 3 and time.monotonic() < deadline
        time.sleep(0.5)
    assert staker.rate()["reth"] == "3reth"


def test_names_what_is_not_configured(devnet: Devnet, tmp_path: pathlib.Path) -> None:
    def refusal(*words: str) -> dict[str, str]:
        done = subprocess.run([BINARY, *words, "--output", "json"], cwd=tmp_path, text=True,
                              capture_output=True, env=clean_environment(), timeout=60)  # fmt: skip
        assert done.returncode == 1, done.stderr
        return json.loads(done.stderr.splitlines()[-1])["error"]

    assert "execution.urls" in refusal("rate")["what"]
    devnet_config = devnet.folder / "devnet/stafi-router.toml"
    lines = devnet_config.read_text(encoding="utf-8").splitlines()
    (tmp_path / "no_pool.toml").write_text(
        "\n".join(line for line in lines if "storage" not in line), encoding="utf-8"
    )
    assert "pool.storage" in refusal("rate", "--config", "no_pool.toml")["what"]
    wrong = refusal("rate", "--config", str(devnet_config), "--pool-storage", "0x" + "11" * 20)
    assert wrong["code"] == "contract_missing" and "pool.storage" in wrong["what"]
