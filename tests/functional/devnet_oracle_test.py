"""Who acts on a devnet unasked: the pool's oracle, and the validator client with its API."""

import json
import pathlib
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from beacon_keys import Key, credentials_of
from conftest import Router
from devnets import ENGINES, Devnet, command
from keymanager import Keymanager
from staking import ETHER, MATCH, UNMATCH, BeaconChain, Pool

SUPER = "stafiSuperNode"
ERA = "+60s"  # 8 epochs, and what makes them final


@pytest.fixture(scope="module")
def router(tmp_path_factory: pytest.TempPathFactory) -> Router:
    return Router(tmp_path_factory.mktemp("devnet"))


@pytest.fixture(scope="module", params=ENGINES)
def devnet(request: pytest.FixtureRequest, router: Router) -> Iterator[Devnet]:
    running = Devnet(router.folder, "--engine", request.param)
    yield running
    running.down()


@pytest.fixture(scope="module")
def chain(devnet: Devnet) -> BeaconChain:
    return BeaconChain(devnet)


def test_the_oracle_votes_by_the_first_valid_deposit(devnet: Devnet, chain: BeaconChain) -> None:
    pool = Pool(devnet, chain)
    pool.free[0].call("stafiUserDeposit", "deposit()", wei=64 * ETHER)
    honest, robbed, node = Key("honest"), Key("robbed"), pool.super_nodes[0]
    node.deposit(robbed.deposit(credentials_of(node.address), 1, chain.genesis_version))
    pool.step(node, SUPER, "deposit", pool.sign(honest, 1), pool.sign(robbed, 1))
    devnet.json("time", ERA)
    assert pool.status(SUPER, honest) == MATCH
    assert pool.status(SUPER, robbed) == UNMATCH
    pool.step(node, SUPER, "stake", pool.sign(honest, 31))


def test_the_oracle_tells_balances(devnet: Devnet, chain: BeaconChain) -> None:
    pool = Pool(devnet, chain)
    devnet.json("time", ERA)
    told = pool.ask("stafiNetworkBalances", "getBalancesBlock()")
    assert told > 0
    devnet.json("time", ERA)
    assert pool.ask("stafiNetworkBalances", "getBalancesBlock()") > told


def test_keystores_are_imported_by_whoever_has_the_token(devnet: Devnet, router: Router) -> None:
    router.run(*router.import_words(1), "--kdf", "pbkdf2", "--config", devnet.facts["config"])
    (keystore,) = (router.folder / "keys").glob("keystore-*.json")
    path = pathlib.Path(devnet.facts["keymanager_token"])
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(urllib.error.HTTPError, match="401"):
        Keymanager(devnet, "guess").keys()
    keymanager = Keymanager(devnet)
    password = (router.folder / "password").read_text().strip()
    sent = {"keystores": [keystore.read_text()], "passwords": [password]}
    assert keymanager.ask("POST", sent)["data"][0]["status"] == "imported"
    assert keymanager.keys() == ["0x" + json.loads(keystore.read_text())["pubkey"]]


def test_each_part_has_a_log_which_holds_no_secret(devnet: Devnet, router: Router) -> None:
    command(devnet.folder, "fault", "operator", "3", "slow")
    with urllib.request.urlopen(f"{devnet.facts['ssv']}/operators/1", timeout=30):
        pass
    Keymanager(devnet).keys()
    logs = {
        row["name"]: (pathlib.Path(devnet.facts["folder"]) / row["log"]).read_text()
        for row in devnet.status()["components"]
    }
    assert list(logs)[1:] == ["beacon", "ssv", "keymanager", "oracle"]
    assert "fault: operator 3 is slow" in logs["beacon"]
    assert "GET /api/v4/devnet/operators/1 200" in logs["ssv"]
    assert "GET /eth/v1/keystores 200" in logs["keymanager"]
    assert "sent=" in logs["oracle"]
    token = pathlib.Path(devnet.facts["keymanager_token"]).read_text().strip()
    password = (router.folder / "password").read_text().strip()
    for text in logs.values():
        assert token not in text
        assert password not in text
