"""The chains of a devnet, as wallets and people see them."""

import json
import pathlib
import subprocess
from collections.abc import Iterator

import pytest
from beacon_keys import GWEI, Key
from conftest import BINARY, ROOT, clean_environment
from devnets import ENGINES, Devnet, command, error
from staking import BeaconChain, Pool
from web3 import Web3
from web3.contract import Contract


@pytest.fixture(scope="module", params=ENGINES)
def devnet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Devnet]:
    """One for all tests, each of which leaves it fit for the next."""
    running = Devnet(
        tmp_path_factory.mktemp("devnet"), "--engine", request.param, "--oracle", "off",
        "--deposit-mode", "whole",
    )  # fmt: skip
    yield running
    running.down()


def test_finalizes(devnet: Devnet) -> None:
    status = devnet.wait(lambda now: now["finalized_epoch"] >= 1, "finality")
    assert status["missed_slots"] == 0
    assert status["head_slot"] in (status["slot"], status["slot"] - 1)
    assert status["validators"] == status["active_validators"] == 64
    assert status["components"][0]["name"] in ("anvil", "geth")


def configured(devnet: Devnet, *words: str) -> dict[str, str]:
    """What is in force for a command that is given the devnet's configuration."""
    shown = subprocess.run(
        [BINARY, "config", "--config", devnet.facts["config"], *words, "--output", "json"],
        text=True, capture_output=True, check=True, timeout=60, env=clean_environment(),
    ).stdout  # fmt: skip
    return {row["key"]: row["value"] for row in json.loads(shown)["keys"]}


def test_its_configuration_says_where_it_is(devnet: Devnet) -> None:
    keys = configured(devnet)
    assert keys["execution.urls"] == devnet.facts["execution"]
    assert keys["beacon.urls"] == devnet.facts["beacon"]
    assert keys["pool.storage"] == devnet.contracts["stafiStorage"]
    assert keys["deposit.mode"] == "whole"
    assert configured(devnet, "--deposit-mode", "two-step")["deposit.mode"] == "two-step"


def test_is_the_network_that_its_configuration_calls_devnet(devnet: Devnet) -> None:
    """As its own servers tell of it."""
    keys = configured(devnet, "--network", "devnet")
    network = json.loads(pathlib.Path(keys["network"]).read_text())
    chain = BeaconChain(devnet)
    genesis, spec = chain.get("beacon/genesis"), chain.get("config/spec")
    assert network["name"] == "devnet"
    assert network["chain_id"] == int(devnet.rpc("eth_chainId"), 16)
    assert network["genesis_time"] == int(genesis["genesis_time"])
    assert network["genesis_validators_root"] == genesis["genesis_validators_root"]
    assert network["deposit_contract"] == devnet.contracts["depositContract"]
    assert network["seconds_per_slot"] == int(spec["SECONDS_PER_SLOT"])
    for name, fork in network["forks"].items():
        said = "GENESIS" if name == "phase0" else name.upper()
        assert fork["version"] == spec[f"{said}_FORK_VERSION"]
    assert configured(devnet, "--network", "hoodi")["network"] == "hoodi"


def test_has_an_execution_block_for_each_slot(devnet: Devnet) -> None:
    status = devnet.status()
    block = devnet.rpc("eth_getBlockByHash", status["execution_hash"], False)
    assert int(block["number"], 16) == status["execution_block"]
    parent = devnet.rpc("eth_getBlockByHash", block["parentHash"], False)
    assert int(block["timestamp"], 16) - int(parent["timestamp"], 16) == 1
    assert int(block["timestamp"], 16) == status["time"] - status["slot"] + status["head_slot"]


def test_takes_transactions_of_its_accounts(devnet: Devnet) -> None:
    free = next(row for row in devnet.accounts if row["role"] == "free")
    to = "0x00000000000000000000000000000000000000aa"
    devnet.cast("send", to, "--value", "3ether", "--private-key", free["private_key"])
    assert devnet.cast("balance", to) == str(3 * 10**18)


def test_takes_stake_from_web3(devnet: Devnet) -> None:
    """Sent, and read back from receipt, log, view and block, by a library that shares no code."""
    web3 = Web3(Web3.HTTPProvider(devnet.facts["execution"]))
    free = [row for row in devnet.accounts if row["role"] == "free"][3]
    staker = web3.eth.account.from_key(free["private_key"])
    pool, token = (contract(web3, devnet, name) for name in ("stafiUserDeposit", "rETHToken"))
    order = pool.functions.deposit().build_transaction(
        {
            "from": staker.address, "value": web3.to_wei(3, "ether"),
            "nonce": web3.eth.get_transaction_count(staker.address),
        }
    )  # fmt: skip
    sent = web3.eth.send_raw_transaction(staker.sign_transaction(order).raw_transaction)
    receipt = web3.eth.wait_for_transaction_receipt(sent, timeout=30)
    (minted,) = token.events.Transfer().get_logs(from_block=receipt.blockNumber)
    assert minted.args.to == staker.address
    assert minted.args.value == token.functions.balanceOf(staker.address).call() > 0
    assert sent in web3.eth.get_block(receipt.blockNumber).transactions


def contract(web3: Web3, devnet: Devnet, name: str) -> Contract:
    abi = ROOT / f"contracts/abi/{name[0].upper()}{name[1:]}.json"
    return web3.eth.contract(devnet.contracts[name], abi=json.loads(abi.read_text()))


def test_has_the_contracts_where_it_says(devnet: Devnet) -> None:
    for name, address in devnet.contracts.items():
        assert devnet.rpc("eth_getCode", address, "latest") != "0x", name
    assert devnet.cast("call", devnet.contracts["ssvNetworkViews"], "getVersion()(string)")


def test_goes_forward_faster_than_time(devnet: Devnet) -> None:
    before = devnet.status()
    report = devnet.json("time", "+2m")
    after = devnet.wait(lambda now: "fast_forward_to" not in now, "the end of the fast-forward")
    assert report["slots"] >= 120
    assert after["time"] - before["time"] >= 120
    assert after["ahead_seconds"] >= 60
    assert after["finalized_epoch"] >= before["finalized_epoch"] + 28
    block = devnet.rpc("eth_getBlockByNumber", "latest", False)
    assert int(block["timestamp"], 16) >= before["time"] + 120


def test_reorgs_on_demand(devnet: Devnet) -> None:
    before = devnet.status()
    old = devnet.rpc("eth_getBlockByHash", before["execution_hash"], False)
    assert "back at slot" in command(devnet.folder, "fault", "beacon", "reorg", "1")
    after = devnet.wait(lambda now: now["head_slot"] > before["head_slot"] + 1, "another branch")
    assert after["reorgs"] > before["reorgs"]
    assert int(old["number"], 16) <= after["execution_block"]


def test_misses_slots_on_demand(devnet: Devnet) -> None:
    before = devnet.status()
    command(devnet.folder, "fault", "beacon", "miss", "2")
    after = devnet.wait(lambda now: now["missed_slots"] >= before["missed_slots"] + 2, "misses")
    devnet.wait(lambda now: now["head_slot"] > after["slot"], "blocks again")


def test_a_missed_slot_has_no_block(devnet: Devnet) -> None:
    chain = BeaconChain(devnet)
    before = devnet.status()
    command(devnet.folder, "fault", "beacon", "miss", "2")
    devnet.wait(lambda now: now["missed_slots"] >= before["missed_slots"] + 2, "misses")
    after = devnet.wait(lambda now: now["head_slot"] > before["slot"] + 2, "blocks again")
    slots = range(before["slot"] + 1, after["head_slot"] + 1)
    missed = [slot for slot in slots if not chain.has(f"beacon/headers/{slot}")]
    assert len(missed) == 2
    assert all(chain.has(f"beacon/states/{slot}/fork") for slot in missed)


def test_a_deposit_outlives_a_reorg(devnet: Devnet) -> None:
    """Its block loses; the deposit comes again, and counts once."""
    chain = BeaconChain(devnet)
    pool = Pool(devnet, chain)
    key = Key("reorg")
    pool.free[2].deposit(pool.sign(key, 32))
    command(devnet.folder, "fault", "beacon", "reorg", "2")
    chain.await_status("active_ongoing", key)
    assert 31 * GWEI < chain.balance(key) <= 32 * GWEI


def test_py_ecc_verifies_the_votes_of_a_block(devnet: Devnet) -> None:
    chain = BeaconChain(devnet)
    slot = devnet.status()["slot"] + 2  # blocks of a fast-forward are not signed
    devnet.wait(lambda now: now["head_slot"] >= slot, "blocks of now")
    votes = chain.votes_of(slot)
    # One of 65 has no operator.
    assert sum(len(vote["voters"]) for vote in votes) >= 15
    assert all(chain.is_signed(vote) for vote in votes)
    assert not chain.is_signed({**votes[0], "voters": votes[0]["voters"][1:]})


def test_stalls_and_recovers_on_demand(devnet: Devnet) -> None:
    command(devnet.folder, "fault", "beacon", "stall", "on")
    devnet.json("time", "+20s")
    stalled = devnet.status()
    assert "beacon stall on" in [row["fault"] for row in stalled["faults"]]
    assert stalled["finalized_epoch"] <= stalled["epoch"] - 4
    command(devnet.folder, "fault", "beacon", "stall", "off")
    devnet.json("time", "+20s")
    recovered = devnet.status()
    assert recovered["finalized_epoch"] >= recovered["epoch"] - 3
    assert recovered["faults"] == []


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        (["fault", "beacon", "reork", "2"], "unknown_fault", "beacon reorg N"),
        (["fault", "beacon", "reorg", "0"], "out_of_range", "1..100000"),
        (["fault", "beacon", "reorg", "90000"], "out_of_range", "are not final"),
        (["time", "2d"], "bad_usage", "+2d"),
        (["time", "+99999d"], "out_of_range", "+99999d"),
    ],
)
def test_refuses_what_it_cannot_do(devnet: Devnet, words: list[str], code: str, what: str) -> None:
    refused = error(devnet.folder, *words, code=2 if code == "bad_usage" else 1)
    assert refused["code"] == code
    assert what in refused["what"]
