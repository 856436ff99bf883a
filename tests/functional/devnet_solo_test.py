"""A solo validator's own commands on a devnet: 12 ether of its own, 20 of the pool, and out again."""

import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Router
from devnet_wallet_test import Staker
from devnets import ENGINES, Devnet, wait_until


@pytest.fixture(scope="module", params=ENGINES)
def devnet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Devnet]:
    devnet = Devnet(tmp_path_factory.mktemp("solo"), "--engine", request.param)
    yield devnet
    devnet.down()


@pytest.fixture
def deposit(router: Router, devnet: Devnet) -> pathlib.Path:
    """The file of `keys import --amount 12eth`, to the pool."""
    words = router.import_words(1)
    words[words.index("--withdrawal-address") + 1] = devnet.contracts["stafiWithdraw"]
    made = router.json(*words, "--kdf", "pbkdf2", "--amount", "12eth", "--config",
                       devnet.facts["config"])  # fmt: skip
    return router.folder / made["deposit_data"]


def key_of(solo: Staker) -> dict[str, Any]:
    (row,) = solo.run("solo", "status", "--account", solo.address)["keys"]
    return row


def test_a_solo_validator_comes_and_goes(
    router: Router, devnet: Devnet, deposit: pathlib.Path
) -> None:
    solo, staker = Staker(devnet, 12), Staker(devnet, 13)
    staker.send("stake", "20eth")
    planned = solo.run("solo", "deposit", str(deposit), *solo.keystore, "--dry-run")
    assert planned["transactions"][0]["value"] == "12eth"
    assert solo.run("solo", "status", "--account", solo.address)["keys"] == []

    solo.send("solo", "deposit", str(deposit))
    key = key_of(solo)
    assert (key["pool_status"], key["own_part"]) == ("initial", "12eth")
    devnet.json("time", "+2m")
    wait_until(lambda: key_of(solo)["pool_status"] == "match", "the oracle's vote")
    again = solo.send("solo", "deposit", str(deposit), code=1)["error"]
    assert again["code"] == "key_already_deposited"

    rest = [
        "deposit-data", "make", "--keystores", "keys", "--password-file", "password", "--out", "rest",
        "--withdrawal-address", devnet.contracts["stafiWithdraw"], "--config", devnet.facts["config"],
    ]  # fmt: skip
    wrong = router.json(*rest[:-6], "--out", "wrong", *rest[-4:], "--amount", "19eth")
    refused = solo.send("solo", "stake", str(router.folder / wrong["deposit_data"]), code=1)["error"]
    assert refused["code"] == "amount_mismatch" and "--amount 20eth" in refused["what"]
    right = router.json(*rest, "--amount", "20eth")
    solo.send("solo", "stake", str(router.folder / right["deposit_data"]))
    assert key_of(solo)["pool_status"] == "staking"
    devnet.json("time", "+2m")
    wait_until(lambda: key_of(solo)["beacon_status"] == "active_ongoing", "its activation")

    leaving = ["solo", "exit", key["pubkey"], "--keystores", str(router.folder / "keys"),
               "--password-file", str(router.folder / "password")]  # fmt: skip
    assert solo.run(*leaving, "--dry-run")["exits"][0]["state"] == "not sent"
    assert solo.run(*leaving, code=1)["error"]["code"] == "not_confirmed"
    # It must have been active for a while first (SHARD_COMMITTEE_PERIOD); the node says so else.
    devnet.json("time", "+20m")
    assert solo.run(*leaving, "--yes")["exits"][0]["state"] == "sent"
    devnet.json("time", "+2m")
    gone = ("exited_unslashed", "withdrawal_possible", "withdrawal_done")
    wait_until(lambda: key_of(solo)["beacon_status"] in gone, "its exit")
    refused = solo.run(*leaving, "--yes", code=1)["error"]
    assert "only an active validator can leave" in refused["what"]


def test_a_deposit_to_somebody_else_is_refused(router: Router, devnet: Devnet) -> None:
    solo = Staker(devnet, 14)
    words = router.import_words(1)  # pays to an account of ours
    made = router.json(*words, "--kdf", "pbkdf2", "--amount", "12eth", "--config",
                       devnet.facts["config"])  # fmt: skip
    file = str(router.folder / made["deposit_data"])
    refused = solo.send("solo", "deposit", file, code=1)["error"]
    assert refused["code"] == "credentials_mismatch"
    assert solo.txs() == []


def test_an_amount_that_the_pool_does_not_allow_is_refused_in_its_words(
    router: Router, devnet: Devnet
) -> None:
    solo = Staker(devnet, 15)
    words = router.import_words(1)
    words[words.index("--withdrawal-address") + 1] = devnet.contracts["stafiWithdraw"]
    made = router.json(*words, "--kdf", "pbkdf2", "--amount", "5eth", "--validator-start-index", "7",
                       "--config", devnet.facts["config"])  # fmt: skip
    refused = solo.send("solo", "deposit", str(router.folder / made["deposit_data"]), code=1)["error"]
    assert refused["code"] == "contract_refused" and "msg value not match" in refused["what"]
