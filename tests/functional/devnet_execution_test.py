"""What users see of a devnet's execution client when it falls behind, and when it says nothing."""

import pathlib
import time
import urllib.error
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from devnets import BOTH_ENGINES, Devnet, command, gone, processes_naming, wait_until
from staking import ETHER, BeaconChain, Pool
from web3 import Web3
from web3.exceptions import TransactionNotFound

BLOCKS = 10
NOBODY = "0x00000000000000000000000000000000000000bb"


@pytest.fixture(scope="module", params=BOTH_ENGINES)  # each has words of its own for no block
def devnet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Devnet]:
    running = Devnet(
        tmp_path_factory.mktemp("devnet"), "--engine", request.param, "--oracle", "off"
    )
    yield running
    running.down()


@pytest.fixture
def late(devnet: Devnet) -> Iterator[Devnet]:
    """Its execution client is BLOCKS behind, for one test."""
    command(devnet.folder, "fault", "execution", "lag", str(BLOCKS))
    devnet.json("time", f"+{BLOCKS + 5}s")
    yield devnet
    command(devnet.folder, "fault", "execution", "healthy")


def number(quantity: str) -> int:
    return int(quantity, 16)


def test_falls_behind_what_the_beacon_chain_says(late: Devnet) -> None:
    before = late.status()
    shown = number(late.rpc("eth_blockNumber"))
    after = late.status()
    assert before["execution_block"] - BLOCKS <= shown <= after["execution_block"] - BLOCKS
    assert {"fault": f"execution lag {BLOCKS}"} in after["faults"]
    assert after["components"][0]["state"] == f"{BLOCKS} blocks behind"
    syncing = late.rpc("eth_syncing")
    assert number(syncing["highestBlock"]) - number(syncing["currentBlock"]) == BLOCKS


def test_knows_no_block_that_is_later(late: Devnet) -> None:
    status = late.status()
    assert late.rpc("eth_getBlockByHash", status["execution_hash"], False) is None
    assert late.rpc("eth_getBlockByNumber", hex(status["execution_block"]), False) is None
    for block in (hex(status["execution_block"]), {"blockHash": status["execution_hash"]}):
        with pytest.raises(AssertionError, match="error"):
            late.rpc("eth_getBalance", NOBODY, block)
    latest = late.rpc("eth_getBlockByNumber", "latest", False)
    assert late.rpc("eth_getBlockByHash", latest["hash"], False) == latest
    assert late.rpc("eth_getBalance", NOBODY, {"blockHash": latest["hash"]})
    final = late.rpc("eth_getBlockByNumber", "finalized", False)
    assert number(final["number"]) < number(latest["number"])
    command(late.folder, "fault", "execution", "healthy")
    # It was behind, not on a branch of its own.
    assert late.rpc("eth_getBlockByNumber", latest["number"], False)["hash"] == latest["hash"]
    assert late.rpc("eth_getBlockByHash", status["execution_hash"], False)


def test_tells_late_of_a_transaction(late: Devnet) -> None:
    """Asked by web3.py, whose transaction the chain takes at once."""
    web3 = Web3(Web3.HTTPProvider(late.facts["execution"]))
    account = Pool(late, BeaconChain(late)).free[0]
    to = Web3.to_checksum_address(NOBODY)
    had, nonce = web3.eth.get_balance(to), web3.eth.get_transaction_count(account.address)
    sent = account.submit(to, wei=ETHER)
    begun = late.status()["execution_block"]
    late.wait(lambda now: now["execution_block"] >= begun + 3, "a block that holds it")
    with pytest.raises(TransactionNotFound):
        web3.eth.get_transaction_receipt(sent)
    assert web3.eth.get_transaction(sent).get("blockNumber") is None
    assert web3.eth.get_balance(to) == had
    assert web3.eth.get_transaction_count(account.address) == nonce
    assert web3.eth.get_transaction_count(account.address, "pending") == nonce + 1
    receipt = web3.eth.wait_for_transaction_receipt(sent, timeout=60)
    assert receipt["blockNumber"] <= begun + 3
    assert late.status()["execution_block"] >= receipt["blockNumber"] + BLOCKS
    assert web3.eth.get_balance(to) == had + ETHER


def test_says_nothing_while_the_chain_goes_on(devnet: Devnet) -> None:
    before = devnet.status()
    command(devnet.folder, "fault", "execution", "stop")
    with ThreadPoolExecutor(1) as others:
        asked = others.submit(devnet.rpc, "eth_blockNumber")
        status = devnet.wait(lambda now: now["head_slot"] >= before["head_slot"] + 3, "blocks")
        assert not asked.done()
        assert status["missed_slots"] == before["missed_slots"]
        assert {"fault": "execution stop"} in status["faults"]
        assert status["components"][0]["state"] == "silent"
        command(devnet.folder, "fault", "execution", "healthy")
        assert number(asked.result(timeout=30)) >= status["execution_block"]
    healed = devnet.status()
    assert healed["faults"] == []
    assert healed["components"][0]["state"] == "running"


def test_goes_down_while_it_says_nothing(tmp_path: pathlib.Path) -> None:
    """Whoever still waits for an answer gets none, and keeps nobody."""
    devnet = Devnet(tmp_path, "--operators", "0")
    command(devnet.folder, "fault", "execution", "stop")
    with ThreadPoolExecutor(1) as others:
        asked = others.submit(devnet.rpc, "eth_blockNumber")
        time.sleep(0.5)  # for it to be on its way
        devnet.down()
        assert isinstance(asked.exception(timeout=30), (urllib.error.URLError, OSError))
    wait_until(lambda: all(gone(pid) for pid in processes_naming(str(tmp_path))), "its end")
