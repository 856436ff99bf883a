"""Stake goes from a wallet through the deposit contract to the beacon chain, and is seen there."""

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from beacon_keys import DOMAIN_PROPOSER, root_to_sign, to_hex, unhex
from beacon_types import BeaconBlockHeader, BeaconStateFulu, DepositData, SignedBeaconBlock
from conftest import ADDRESS, Router
from devnets import ENGINES, Devnet
from py_ecc.bls import G2ProofOfPossession as bls

DEPOSIT = "deposit(bytes,bytes,bytes,bytes32)"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def router(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Router:
    return Router(tmp_path_factory.mktemp("devnet"))


@pytest.fixture(scope="module")
def devnet(engine: str, router: Router) -> Iterator[Devnet]:
    running = Devnet(router.folder, "--engine", engine)
    yield running
    running.down()


def make_deposits(router: Router, devnet: Devnet, out: str, *more: str) -> list[dict[str, Any]]:
    """Deposit data of new validators, made with the configuration that the devnet wrote."""
    report = router.json(
        *router.import_words(1, out=out), "--kdf", "pbkdf2",
        "--config", devnet.facts["config"], *more,
    )  # fmt: skip
    return json.loads((router.folder / report["deposit_data"]).read_text())


def send(devnet: Devnet, deposit: dict[str, Any], ether: int) -> None:
    payer = next(row for row in devnet.accounts if row["role"] == "free")
    devnet.cast(
        "send", devnet.contracts["depositContract"], DEPOSIT,
        *("0x" + deposit[name] for name in ("pubkey", "withdrawal_credentials", "signature")),
        "0x" + deposit["deposit_data_root"],
        "--value", f"{ether}ether", "--private-key", payer["private_key"],
    )  # fmt: skip


def ask(devnet: Devnet, path: str) -> Any:
    with urllib.request.urlopen(devnet.facts["beacon"] + path, timeout=30) as answer:
        return json.load(answer)["data"]


def ask_ssz(devnet: Devnet, path: str) -> bytes:
    request = urllib.request.Request(
        devnet.facts["beacon"] + path, headers={"Accept": "application/octet-stream"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()


def validators(devnet: Devnet, pubkey: str) -> list[dict[str, Any]]:
    return ask(devnet, f"/eth/v1/beacon/states/head/validators?id=0x{pubkey}")


def test_a_deposit_becomes_a_validator(router: Router, devnet: Devnet) -> None:
    (deposit,) = make_deposits(router, devnet, "whole")
    send(devnet, deposit, 32)
    devnet.json("time", "+60s")
    (found,) = validators(devnet, deposit["pubkey"])
    assert found["status"] == "active_ongoing"
    assert found["validator"]["withdrawal_credentials"].endswith(ADDRESS[2:].lower())
    assert int(found["validator"]["effective_balance"]) == 32 * 10**9
    # Nobody has its key here, so it loses by every epoch.
    devnet.json("time", "+20s")
    (later,) = validators(devnet, deposit["pubkey"])
    assert int(later["balance"]) < int(found["balance"])


def test_a_deposit_with_a_bad_signature_does_not(router: Router, devnet: Devnet) -> None:
    (deposit,) = make_deposits(router, devnet, "bad", "--validator-start-index", "7")
    (other,) = make_deposits(router, devnet, "other", "--validator-start-index", "8")
    # The root fits, so that the contract takes it; only the beacon chain looks at signatures.
    deposit["signature"] = other["signature"]
    deposit["deposit_data_root"] = deposit_root(deposit, 32)
    send(devnet, deposit, 32)
    devnet.json("time", "+60s")
    assert validators(devnet, deposit["pubkey"]) == []


def test_two_deposits_are_one_validator(router: Router, devnet: Devnet) -> None:
    (first,) = make_deposits(
        router, devnet, "first", "--validator-start-index", "3", "--amount", "1eth"
    )
    send(devnet, first, 1)
    devnet.json("time", "+40s")
    (pending,) = validators(devnet, first["pubkey"])
    assert pending["status"] == "pending_initialized"
    first["deposit_data_root"] = deposit_root(first, 31)
    send(devnet, first, 31)
    devnet.json("time", "+80s")
    (found,) = validators(devnet, first["pubkey"])
    assert found["status"] == "active_ongoing"


def deposit_root(deposit: dict[str, Any], ether: int) -> str:
    """By remerkleable, for what was changed."""
    return DepositData(
        pubkey=bytes.fromhex(deposit["pubkey"]),
        withdrawal_credentials=bytes.fromhex(deposit["withdrawal_credentials"]),
        amount=ether * 10**9,
        signature=bytes.fromhex(deposit["signature"]),
    ).hash_tree_root().hex()  # fmt: skip


def test_py_ecc_verifies_what_the_validators_sign(devnet: Devnet) -> None:
    """A block's proposer, whose signature covers the root that the API tells."""
    before = devnet.status()["slot"]  # blocks of a fast-forward are not signed
    devnet.wait(lambda now: now["head_slot"] > before, "a block")
    header = ask(devnet, "/eth/v1/beacon/headers/head")
    message = header["header"]["message"]
    proposer = ask(devnet, f"/eth/v1/beacon/states/head/validators/{message['proposer_index']}")
    genesis = ask(devnet, "/eth/v1/beacon/genesis")
    fork = ask(devnet, "/eth/v1/beacon/states/head/fork")
    block = BeaconBlockHeader.from_obj(message)
    assert to_hex(bytes(block.hash_tree_root())) == header["root"]
    root = root_to_sign(
        block, DOMAIN_PROPOSER,
        unhex(fork["current_version"]), unhex(genesis["genesis_validators_root"]),
    )  # fmt: skip
    assert bls.Verify(
        unhex(proposer["validator"]["pubkey"]), root, unhex(header["header"]["signature"])
    )


def test_remerkleable_finds_the_roots_of_block_and_state(devnet: Devnet) -> None:
    """Of all that they hold: payload, requests, validators, balances."""
    header = ask(devnet, "/eth/v1/beacon/headers/finalized")
    block = SignedBeaconBlock.decode_bytes(
        ask_ssz(devnet, f"/eth/v2/beacon/blocks/{header['root']}")
    )
    assert to_hex(bytes(block.message.hash_tree_root())) == header["root"]
    state = BeaconStateFulu.decode_bytes(
        ask_ssz(devnet, f"/eth/v2/debug/beacon/states/{block.message.state_root}")
    )
    assert state.hash_tree_root() == block.message.state_root
    assert len(state.validators) > 64
    payload = block.message.body.execution_payload
    assert state.latest_execution_payload_header.block_hash == payload.block_hash
    assert devnet.rpc("eth_getBlockByHash", str(payload.block_hash), False)
