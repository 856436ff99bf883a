"""Clusters of SSV on a devnet: keystores whose shares are registered and paid for, and the votes of
their operators. Keystores and shares are made by stafi-router, or by the tools that people know."""

import json
import pathlib
import subprocess
import urllib.request
from typing import Any

from beacon_keys import GWEI, Key, to_hex, unhex
from conftest import PASSWORD, ROOT, Router
from devnets import Devnet
from eth_abi import decode
from eth_utils import keccak
from ethstaker_deposit.credentials import Credential
from ethstaker_deposit.settings import get_devnet_chain_setting
from ethstaker_deposit.utils.export_data import export_deposit_data_json
from staking import ETHER, Account, BeaconChain, Pool

SSV_KEYS = ROOT / "tools/vectors/node_modules/ssv-keys/dist/tsc/src/cli.js"
CLUSTER = "(uint32,uint64,uint64,bool,uint256)"
NEW_CLUSTER = (0, 0, 0, True, 0)


class Imported(Key):
    """A validator's key that lies in a keystore; nothing is signed with it but deposits."""

    def __init__(self, pubkey: str) -> None:
        super().__init__(pubkey)
        object.__setattr__(self, "pubkey", unhex(pubkey))


class Ssv:
    """A devnet with a cluster of its own for each owner."""

    def __init__(self, router: Router, *options: str, committee: int = 4) -> None:
        self.router = router
        self.committee = list(range(1, committee + 1))
        self.devnet = Devnet(router.folder, "--oracle", "off", *options)
        self.devnet.wait(lambda now: len(now["operators"]) >= committee, "operators")
        self.chain = BeaconChain(self.devnet)
        self.pool = Pool(self.devnet, self.chain)
        self.operators = self.ask("operators?perPage=100")
        (router.folder / "operators.json").write_text(json.dumps(self.operators))

    def ask(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.devnet.facts['ssv']}/{path}", timeout=60) as answer:
            return json.load(answer)

    def lists(self, key: Key) -> bool:
        """Whether the API knows its registration, which it hears of a moment after the node."""
        return self.ask(f"validators/isRegisteredValidator/{key.pubkey.hex()}")["data"] is not None

    def make_key(self, index: int) -> tuple[Imported, dict[str, Any]]:
        """A keystore, and the deposit of 32 ETH for the pool that belongs to it."""
        report = self.router.json(
            "keys", "import", "--mnemonic-file", "mnemonic", "--password-file", "password",
            "--validator-start-index", str(index), "--out", f"keys-{index}", "--kdf", "pbkdf2",
            "--withdrawal-address", self.pool.vault, "--config", self.devnet.facts["config"],
            "--network", "devnet",
        )  # fmt: skip
        (deposit,) = json.loads((self.router.folder / report["deposit_data"]).read_text())
        return Imported(deposit["pubkey"]), deposit

    def make_key_by_ethstaker(
        self, index: int, ether: int = 32, compounding: bool = False
    ) -> tuple[Imported, dict[str, Any]]:
        """The same by the library of ethstaker's deposit CLI, whose wheel lacks the CLI's texts."""
        folder = self.router.folder / f"keys-{index}"
        folder.mkdir()
        credential = Credential(
            mnemonic=self.router.mnemonic, mnemonic_password="", index=index, amount=ether * GWEI,
            chain_setting=get_devnet_chain_setting(
                "devnet", to_hex(self.chain.genesis_version), self.chain.capella_version,
                to_hex(self.chain.validators_root),
            ),
            hex_withdrawal_address=self.pool.vault, compounding=compounding, use_pbkdf2=True,
        )  # fmt: skip
        credential.save_signing_keystore(PASSWORD, str(folder), 0)
        path = export_deposit_data_json(
            str(self.router.folder), index, [credential.deposit_datum_dict]
        )
        (deposit,) = json.loads(pathlib.Path(path).read_text())
        return Imported(deposit["pubkey"]), deposit

    def pay(self, owner: Account, deposit: dict[str, Any]) -> None:
        owner.call(
            "depositContract", "deposit(bytes,bytes,bytes,bytes32)",
            *(unhex(deposit[name]) for name in ("pubkey", "withdrawal_credentials", "signature")),
            unhex(deposit["deposit_data_root"]), wei=deposit["amount"] * GWEI,
        )  # fmt: skip

    def split(self, index: int, owner: Account, nonce: int) -> bytes:
        """By stafi-router."""
        self.router.run(
            "keyshares", "split", "--keystores", f"keys-{index}", "--password-file", "password",
            "--operators-file", "operators.json",
            "--operator-ids", ",".join(map(str, self.committee)),
            "--owner-address", owner.address, "--owner-nonce", str(nonce), "--out", f"ours-{index}",
        )  # fmt: skip
        return shares_in(self.router.folder / f"ours-{index}")

    def split_by_ssv_keys(self, index: int, owner: Account, nonce: int) -> bytes:
        (keystore,) = (self.router.folder / f"keys-{index}").glob("keystore-*")
        of_id = {row["id"]: row["public_key"] for row in self.operators["operators"]}
        keys = [of_id[i] for i in self.committee]
        subprocess.run(
            [
                "node", str(SSV_KEYS), "shares", "-ks", str(keystore), "-ps", PASSWORD,
                "-oids", ",".join(map(str, self.committee)), "-oks", ",".join(keys),
                "-of", f"theirs-{index}", "-oa", owner.address, "-on", str(nonce),
            ],
            cwd=self.router.folder, check=True, stdout=subprocess.DEVNULL, timeout=120,
        )  # fmt: skip
        return shares_in(self.router.folder / f"theirs-{index}")

    def register(self, owner: Account, key: Key, shares: bytes) -> dict[str, Any]:
        """In SSV v2, as the first of a cluster."""
        return owner.call(
            "ssvNetwork", f"registerValidator(bytes,uint64[],bytes,{CLUSTER})",
            key.pubkey, self.committee, shares, NEW_CLUSTER, wei=10 * ETHER,
        )  # fmt: skip

    def register_for_tokens(
        self, owner: Account, key: Key, shares: bytes, funds: int
    ) -> dict[str, Any]:
        """The same in v1.2, which is paid in SSV."""
        owner.call("ssvToken", "devMint(address,uint256)", owner.address, funds)
        network = self.devnet.contracts["ssvNetwork"]
        owner.call("ssvToken", "approve(address,uint256)", network, funds)
        return owner.call(
            "ssvNetwork", f"registerValidator(bytes,uint64[],bytes,uint256,{CLUSTER})",
            key.pubkey, self.committee, shares, funds, NEW_CLUSTER,
        )  # fmt: skip

    def told(self, event: str, owner: Account) -> list[dict[str, Any]]:
        """What the network's log says of that owner."""
        words = {
            "fromBlock": "0x0", "address": self.devnet.contracts["ssvNetwork"],
            "topics": [to_hex(keccak(text=event)), to_hex(unhex(owner.address).rjust(32, b"\0"))],
        }  # fmt: skip
        return self.devnet.rpc("eth_getLogs", words)

    def view(self, name: str, result: str, owner: Account, cluster: tuple[Any, ...]) -> Any:
        """What the network answers of a cluster."""
        words = (owner.address, self.committee, cluster)
        return self.pool.view(
            "ssvNetworkViews", f"{name}(address,uint64[],{CLUSTER})", words, result
        )

    def exit(self, owner: Account, key: Key) -> None:
        """By the operators, whom the contract tells."""
        owner.call("ssvNetwork", "exitValidator(bytes,uint64[])", key.pubkey, self.committee)

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
    return cluster_of(receipt["logs"][-1], types)


def cluster_of(log: dict[str, Any], types: str) -> tuple[Any, ...]:
    """The tuple at the end of an event."""
    return decode([*types.split(), CLUSTER], unhex(log["data"]))[-1]
