"""SSV Network of a devnet: operators that run, and a validator that they sign for."""

import base64
import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ADDRESS, Router
from Crypto.PublicKey import RSA
from devnets import ENGINES, Devnet, command, error

DEPOSIT = "deposit(bytes,bytes,bytes,bytes32)"
REGISTER = "registerValidator(bytes,uint64[],bytes,(uint32,uint64,uint64,bool,uint256))"
NEW_CLUSTER = "(0,0,0,true,0)"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def router(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Router:
    return Router(tmp_path_factory.mktemp("devnet"))


@pytest.fixture(scope="module")
def devnet(engine: str, router: Router) -> Iterator[Devnet]:
    running = Devnet(router.folder, "--engine", engine)
    running.wait(lambda now: len(now["operators"]) == 8, "operators")
    yield running
    running.down()


def ask(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def operator(devnet: Devnet, number: int) -> dict[str, Any]:
    return ask(f"{devnet.facts['ssv']}/operators/{number}")


def test_has_operators_with_keys_owners_and_fees_of_their_own(devnet: Devnet) -> None:
    rows = ask(devnet.facts["ssv"] + "/operators?perPage=100")["operators"]
    assert [row["id"] for row in rows] == list(range(1, 9))
    assert len({row["owner_address"] for row in rows}) == 8
    assert len({row["eth_fee"] for row in rows}) == 4
    for row in rows:
        assert RSA.import_key(base64.b64decode(row["public_key"])).size_in_bits() == 2048
        assert row["status"] == "No validators"


def test_signs_for_a_validator_that_is_registered(router: Router, devnet: Devnet) -> None:
    owner = [row for row in devnet.accounts if row["role"] == "free"][1]
    operators = ask(devnet.facts["ssv"] + "/operators?perPage=100")
    (router.folder / "operators.json").write_text(json.dumps(operators))
    report = router.json(
        *router.import_words(1), "--kdf", "pbkdf2", "--config", devnet.facts["config"]
    )
    (deposit,) = json.loads((router.folder / report["deposit_data"]).read_text())
    split = router.json(
        "keyshares", "split", "--keystores", "keys", "--password-file", "password",
        "--operators-file", "operators.json", "--operator-ids", "1,2,3,4",
        "--owner-address", owner["address"], "--owner-nonce", "0",
    )  # fmt: skip
    (file,) = (router.folder / "keyshares").iterdir()
    (item,) = json.loads(file.read_text())["shares"]
    assert split["next_nonce"] == 1
    devnet.cast(
        "send", devnet.contracts["ssvNetwork"], REGISTER, item["payload"]["publicKey"],
        "[1,2,3,4]", item["payload"]["sharesData"], NEW_CLUSTER,
        "--value", "10ether", "--private-key", owner["private_key"],
    )  # fmt: skip
    devnet.cast(
        "send", devnet.contracts["depositContract"], DEPOSIT,
        *("0x" + deposit[name] for name in ("pubkey", "withdrawal_credentials", "signature")),
        "0x" + deposit["deposit_data_root"],
        "--value", "32ether", "--private-key", owner["private_key"],
    )  # fmt: skip
    devnet.json("time", "+60s")
    assert validator(devnet, deposit)["status"] == "active_ongoing"
    row = ask(f"{devnet.facts['ssv']}/validators/{deposit['pubkey']}")
    assert row["is_valid"]
    assert row["operators"] == [1, 2, 3, 4]
    assert earned_in(devnet, deposit, "+40s") > 0
    assert operator(devnet, 1)["status"] == "Active"
    # One of four may be away, two may not.
    command(devnet.folder, "fault", "operator", "1", "offline")
    assert earned_in(devnet, deposit, "+40s") > 0
    command(devnet.folder, "fault", "operator", "2", "offline")
    assert earned_in(devnet, deposit, "+60s") < 0
    states = {row["operator"]: row["state"] for row in devnet.status()["operators"]}
    assert states[1] == states[2] == "offline"
    assert states[3] == "healthy"
    for number in ("1", "2"):
        command(devnet.folder, "fault", "operator", number, "healthy")
    assert earned_in(devnet, deposit, "+40s") > 0
    # Nor does one who signs with another key keep the others from it, but two do.
    command(devnet.folder, "fault", "operator", "3", "wrong-share")
    assert earned_in(devnet, deposit, "+40s") > 0
    command(devnet.folder, "fault", "operator", "4", "wrong-share")
    assert earned_in(devnet, deposit, "+60s") < 0
    for number in ("3", "4"):
        command(devnet.folder, "fault", "operator", number, "healthy")


def validator(devnet: Devnet, deposit: dict[str, Any]) -> dict[str, Any]:
    path = f"/eth/v1/beacon/states/head/validators/0x{deposit['pubkey']}"
    return ask(devnet.facts["beacon"] + path)["data"]


def earned_in(devnet: Devnet, deposit: dict[str, Any], span: str) -> int:
    """Gwei, those too that were withdrawn as soon as they were above 32 ETH."""

    def total() -> int:
        withdrawn = int(devnet.rpc("eth_getBalance", ADDRESS, "latest"), 16) // 10**9
        return withdrawn + int(validator(devnet, deposit)["balance"])

    before = total()
    devnet.json("time", span)
    return total() - before


def test_operators_raise_fees_and_leave(devnet: Devnet) -> None:
    command(devnet.folder, "fault", "operator", "7", "fee", "5000000000")
    command(devnet.folder, "fault", "operator", "8", "remove")
    devnet.json("time", "+3s")
    assert operator(devnet, 7)["eth_fee"] == "5000000000"
    assert operator(devnet, 8)["status"] == "Removed"
    views = devnet.contracts["ssvNetworkViews"]
    fee = devnet.cast("call", views, "getOperatorFee(uint64)(uint256)", "7")
    assert fee.split()[0] == "5000000000"


def test_names_the_operator_that_is_not_there(devnet: Devnet) -> None:
    refused = error(devnet.folder, "fault", "operator", "77", "offline")
    assert refused["code"] == "unknown_operator"
    assert "77" in refused["what"]


def test_is_upgraded_from_one_release_to_the_next(engine: str, router: Router) -> None:
    old = Devnet(
        router.folder, "--folder", "old", "--ssv", "v1.2", "--operators", "4", "--engine", engine
    )
    try:
        views = old.contracts["ssvNetworkViews"]
        assert "v1.2" in old.cast("call", views, "getVersion()(string)")
        command(router.folder, "upgrade", "--folder", "old")
        command(router.folder, "time", "+3s", "--folder", "old")
        assert "v2.0" in old.cast("call", views, "getVersion()(string)")
        assert "v2 already" in command(router.folder, "upgrade", "--folder", "old")
    finally:
        command(router.folder, "down", "--folder", "old")
