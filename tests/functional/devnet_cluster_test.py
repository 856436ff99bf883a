"""The pool's validators on SSV: shares by us and by ssv-keys, votes, an exit by the operators, and
a cluster that moves from SSV v1.2 to v2."""

import json
import pathlib
import subprocess
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from beacon_keys import Key, to_hex, unhex
from conftest import PASSWORD, ROOT, Router
from devnets import Devnet, command
from eth_abi import decode
from eth_utils import keccak
from staking import ETHER, Account, BeaconChain, Pool

SSV_KEYS = ROOT / "tools/vectors/node_modules/ssv-keys/dist/tsc/src/cli.js"
CLUSTER = "(uint32,uint64,uint64,bool,uint256)"
NEW_CLUSTER = (0, 0, 0, True, 0)
COMMITTEE = [1, 2, 3, 4]


class Imported(Key):
    """A validator's key that lies in a keystore; nothing is signed with it but deposits."""

    def __init__(self, pubkey: str) -> None:
        super().__init__(pubkey)
        object.__setattr__(self, "pubkey", unhex(pubkey))


class Ssv:
    """A devnet with a cluster of its own for each owner."""

    def __init__(self, router: Router, *options: str) -> None:
        self.router = router
        self.devnet = Devnet(router.folder, *options)
        self.devnet.wait(lambda now: len(now["operators"]) >= 4, "operators")
        self.chain = BeaconChain(self.devnet)
        self.pool = Pool(self.devnet, self.chain)
        self.operators = self.ask("operators?perPage=100")
        (router.folder / "operators.json").write_text(json.dumps(self.operators))

    def ask(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.devnet.facts['ssv']}/{path}", timeout=60) as answer:
            return json.load(answer)

    def make_key(self, index: int) -> tuple[Imported, dict[str, Any]]:
        """A keystore, and the deposit of 32 ETH for the pool that belongs to it."""
        report = self.router.json(
            "keys", "import", "--mnemonic-file", "mnemonic", "--password-file", "password",
            "--validator-start-index", str(index), "--out", f"keys-{index}", "--kdf", "pbkdf2",
            "--withdrawal-address", self.pool.vault, "--config", self.devnet.facts["config"],
        )  # fmt: skip
        (deposit,) = json.loads((self.router.folder / report["deposit_data"]).read_text())
        return Imported(deposit["pubkey"]), deposit

    def pay(self, owner: Account, deposit: dict[str, Any]) -> None:
        owner.call(
            "depositContract", "deposit(bytes,bytes,bytes,bytes32)",
            *(unhex(deposit[name]) for name in ("pubkey", "withdrawal_credentials", "signature")),
            unhex(deposit["deposit_data_root"]), wei=32 * ETHER,
        )  # fmt: skip

    def split(self, index: int, owner: Account, nonce: int) -> bytes:
        """By stafi-router."""
        self.router.run(
            "keyshares", "split", "--keystores", f"keys-{index}", "--password-file", "password",
            "--operators-file", "operators.json", "--operator-ids", "1,2,3,4",
            "--owner-address", owner.address, "--owner-nonce", str(nonce), "--out", f"ours-{index}",
        )  # fmt: skip
        return shares_in(self.router.folder / f"ours-{index}")

    def split_by_ssv_keys(self, index: int, owner: Account, nonce: int) -> bytes:
        (keystore,) = (self.router.folder / f"keys-{index}").glob("keystore-*")
        keys = {row["id"]: row["public_key"] for row in self.operators["operators"]}
        subprocess.run(
            [
                "node", str(SSV_KEYS), "shares", "-ks", str(keystore), "-ps", PASSWORD,
                "-oids", ",".join(map(str, COMMITTEE)), "-oks", ",".join(keys[i] for i in COMMITTEE),
                "-of", f"theirs-{index}", "-oa", owner.address, "-on", str(nonce),
            ],
            cwd=self.router.folder, check=True, stdout=subprocess.DEVNULL, timeout=120,
        )  # fmt: skip
        return shares_in(self.router.folder / f"theirs-{index}")

    def register(self, owner: Account, key: Key, shares: bytes) -> dict[str, Any]:
        """In SSV v2, as the first of a cluster."""
        return owner.call(
            "ssvNetwork", f"registerValidator(bytes,uint64[],bytes,{CLUSTER})",
            key.pubkey, COMMITTEE, shares, NEW_CLUSTER, wei=10 * ETHER,
        )  # fmt: skip

    def attests(self, key: Key) -> None:
        """Blocks of now hold its vote, and py-ecc verifies the whole attestation."""
        before = self.devnet.status()["slot"] + 1
        for slot in range(before, before + 20):
            self.devnet.wait(lambda now, slot=slot: now["head_slot"] > slot, f"slot {slot}")
            for vote in self.chain.votes_of(slot):
                if key.pubkey in vote["voters"]:
                    assert self.chain.is_signed(vote)
                    return
        raise AssertionError(f"no vote of {key.name} in 20 slots")


def shares_in(folder: pathlib.Path) -> bytes:
    (file,) = folder.iterdir()
    (item,) = json.loads(file.read_text())["shares"]
    return unhex(item["payload"]["sharesData"])


def cluster_in(receipt: dict[str, Any], types: str) -> tuple[Any, ...]:
    """The tuple at the end of the network's last event."""
    kinds = [*types.split(), CLUSTER]
    return decode(kinds, unhex(receipt["logs"][-1]["data"]))[-1]


@pytest.fixture(scope="module")
def ssv(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssv]:
    running = Ssv(Router(tmp_path_factory.mktemp("devnet")))
    yield running
    running.devnet.down()


def test_operators_attest_by_our_shares_and_sign_the_exit(ssv: Ssv) -> None:
    owner = ssv.pool.free[0]
    key, deposit = ssv.make_key(0)
    ssv.register(owner, key, ssv.split(0, owner, nonce=0))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    ssv.attests(key)
    ssv.devnet.json("time", "+20s")
    vault = ssv.pool.wei_of(ssv.pool.vault)
    owner.call("ssvNetwork", "exitValidator(bytes,uint64[])", key.pubkey, COMMITTEE)
    ssv.chain.await_status("withdrawal_done", key)
    # The pool's contract is paid, as the credentials say.
    assert ssv.pool.wei_of(ssv.pool.vault) - vault > 31.9 * ETHER


def test_operators_attest_by_shares_of_ssv_keys(ssv: Ssv) -> None:
    owner = ssv.pool.free[1]
    key, deposit = ssv.make_key(1)
    ssv.register(owner, key, ssv.split_by_ssv_keys(1, owner, nonce=0))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    assert ssv.ask(f"validators/{key.pubkey.hex()}")["is_valid"]
    ssv.attests(key)


def test_operators_ignore_shares_for_another_nonce(ssv: Ssv) -> None:
    """The contract takes them, and the owner pays: only nodes look."""
    owner = ssv.pool.free[2]
    key, deposit = ssv.make_key(2)
    ssv.register(owner, key, ssv.split(2, owner, nonce=1))
    ssv.pay(owner, deposit)
    ssv.chain.await_status("active_ongoing", key)
    assert not ssv.ask(f"validators/{key.pubkey.hex()}")["is_valid"]
    before = ssv.chain.balance(key)
    ssv.devnet.json("time", "+20s")
    assert ssv.chain.balance(key) < before


def test_a_cluster_moves_from_token_to_ether_and_attests_throughout(
    tmp_path: pathlib.Path,
) -> None:
    ssv = Ssv(Router(tmp_path), "--ssv", "v1.2", "--operators", "4")
    try:
        owner = ssv.pool.free[0]
        key, deposit = ssv.make_key(0)
        funds = 100 * ETHER
        owner.call("ssvToken", "devMint(address,uint256)", owner.address, funds)
        network = ssv.devnet.contracts["ssvNetwork"]
        owner.call("ssvToken", "approve(address,uint256)", network, funds)
        registered = owner.call(
            "ssvNetwork", f"registerValidator(bytes,uint64[],bytes,uint256,{CLUSTER})",
            key.pubkey, COMMITTEE, ssv.split(0, owner, nonce=0), funds, NEW_CLUSTER,
        )  # fmt: skip
        ssv.pay(owner, deposit)
        ssv.chain.await_status("active_ongoing", key)
        ssv.attests(key)
        command(ssv.devnet.folder, "upgrade")
        ssv.attests(key)
        moved = owner.call(
            "ssvNetwork", f"migrateClusterToETH(uint64[],{CLUSTER})",
            COMMITTEE, cluster_in(registered, "uint64[] bytes bytes"), wei=10 * ETHER,
        )  # fmt: skip
        migrated = [
            log for log in moved["logs"]
            if log["topics"][0] == to_hex(
                keccak(text=f"ClusterMigratedToETH(address,uint64[],uint256,uint256,uint32,{CLUSTER})")
            )
        ]  # fmt: skip
        _, paid, refund, weight, cluster = decode(
            ["uint64[]", "uint256", "uint256", "uint32", CLUSTER], unhex(migrated[0]["data"])
        )
        assert (paid, weight, cluster[0], cluster[3]) == (10 * ETHER, 32, 1, True)
        assert 0 < refund <= funds  # what operators had not earned is given back
        assert ssv.pool.ask("ssvToken", "balanceOf(address)", owner.address) == refund
        ssv.devnet.json("time", "+12s")
        ssv.attests(key)
    finally:
        ssv.devnet.down()
