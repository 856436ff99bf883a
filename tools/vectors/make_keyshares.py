"""Keyshares of ssv-keys for 4, 7, 10 and 13 operators, opened with the operators' RSA keys.

ssv-keys draws its own randomness, so its files are made once: a run opens and checks those that
are there, and calls ssv-keys (Node, npm) only for those that are missing.
"""

import base64
import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from Crypto.Cipher import PKCS1_v1_5
from Crypto.PublicKey import RSA
from eth_utils import keccak, to_checksum_address
from py_ecc.bls import G2ProofOfPossession as bls
from py_ecc.optimized_bls12_381 import curve_order

from common import VECTORS, Case, node_package, read, write
from make_shamir import lagrange

SOURCE = "made with ssv-keys 1.1.0, shares opened with pycryptodome"
OWNER = "0x27d64dd9172e4b59a444817d30f7af8228f174cc"
RUNS: dict[int, Case] = {  # operators: in the order given to ssv-keys
    4: {"ids": [12, 3, 4, 1], "keystores": [0, 1], "nonce": 7, "owner": OWNER},
    7: {
        "ids": [1, 2, 3, 4, 5, 6, 7],
        "keystores": [0],
        "nonce": 0,
        "owner": to_checksum_address(OWNER),
    },
    10: {"ids": list(range(1000, 2000, 100)), "keystores": [1], "nonce": 65535, "owner": OWNER},
    13: {
        "ids": [2**31 - 1, *range(900, 912)],
        "keystores": [2],
        "nonce": 1,
        "owner": to_checksum_address(OWNER),
    },
}


class Stream:
    """Bytes of SHA-256 in counter mode, so that keys are the same in every run."""

    def __init__(self, seed: str) -> None:
        self.seed, self.counter, self.rest = seed, 0, b""

    def __call__(self, count: int) -> bytes:
        while len(self.rest) < count:
            self.rest += hashlib.sha256(f"{self.seed}/{self.counter}".encode()).digest()
            self.counter += 1
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken


def operator_key(key: RSA.RsaKey) -> str:
    """The key as SSV writes it: base64 of a PEM labelled RSA PUBLIC KEY that holds SPKI."""
    body = base64.b64encode(key.public_key().export_key("DER")).decode()
    lines = [body[i : i + 64] for i in range(0, len(body), 64)]
    pem = "\n".join(["-----BEGIN RSA PUBLIC KEY-----", *lines, "-----END RSA PUBLIC KEY-----", ""])
    return base64.b64encode(pem.encode()).decode()


def rsa_keys() -> list[RSA.RsaKey]:
    return [RSA.generate(2048, randfunc=Stream(f"operator {i}")) for i in range(13)]


def operator_cases(keys: list[RSA.RsaKey]) -> list[Case]:
    return [
        {"operator_key": operator_key(k), "private_key": k.export_key("PEM").decode()} for k in keys
    ]


# Running ssv-keys


def ssv_keys() -> Path:
    """Its command-line program, installed from package-lock.json."""
    return node_package("ssv-keys") / "dist" / "tsc" / "src" / "cli.js"


def run(n: int, keys: list[RSA.RsaKey]) -> Case:
    """One run over a folder of keystores; what it wrote."""
    made, keystores = RUNS[n], read("deposit/keystores.json")["cases"]
    password = keystores[0]["password"]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for i in made["keystores"]:
            (source / keystores[i]["file_name"]).write_text(keystores[i]["text"])
        subprocess.run(
            [
                "node", str(ssv_keys()), "shares", "-ks", str(source), "-ps", password,
                "-oids", ",".join(map(str, made["ids"])),
                "-oks", ",".join(operator_key(k) for k in keys[:n]),
                "-of", str(target), "-oa", made["owner"], "-on", str(made["nonce"]),
            ],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        (written,) = target.iterdir()
        return {"file_name": written.name, "text": written.read_text(encoding="utf-8")}


# Opening


def opened(item: Case, secret: str, nonce: int, keys: dict[int, RSA.RsaKey]) -> Case:
    """The parts of sharesData, with every share decrypted and all of it checked."""
    data, ids = item["data"], item["payload"]["operatorIds"]
    blob = bytes.fromhex(item["payload"]["sharesData"][2:])
    n = len(ids)
    pubkey, signature = bls.SkToPk(int(secret, 16)), blob[:96]
    message = f"{to_checksum_address(data['ownerAddress'])}:{nonce}"
    assert data["ownerNonce"] == nonce and data["publicKey"] == "0x" + pubkey.hex()
    assert ids == sorted(keys) and len(blob) == 96 + 304 * n
    assert bls.Sign(int(secret, 16), keccak(text=message)) == signature
    shares = []
    for i, operator in enumerate(ids):
        share_key = blob[96 + 48 * i : 144 + 48 * i]
        encrypted = blob[96 + 48 * n + 256 * i :][:256]
        plain = PKCS1_v1_5.new(keys[operator]).decrypt(encrypted, b"").decode()
        assert plain.startswith("0x") and len(plain) == 66
        assert bls.SkToPk(int(plain, 16)) == share_key
        shares.append(
            {
                "id": operator,
                "secret": plain[2:],
                "pubkey": share_key.hex(),
                "encrypted": encrypted.hex(),
            }
        )
    for some in (shares[: n - (n - 1) // 3], shares[(n - 1) // 3 :]):
        weights = lagrange([s["id"] for s in some])
        total = sum(w * int(s["secret"], 16) for w, s in zip(weights, some))
        assert total % curve_order == int(secret, 16)
    return {
        "validator_secret": secret,
        "validator_pubkey": pubkey.hex(),
        "owner_nonce": nonce,
        "signed_message": message,
        "signature": signature.hex(),
        "shares": shares,
    }


def keyshares_case(n: int, keys: list[RSA.RsaKey]) -> Case:
    name, made = f"keyshares/{n}.json", RUNS[n]
    if (VECTORS / name).exists():
        old = read(name)["cases"][0]
        written = {"file_name": old["file_name"], "text": old["text"]}
    else:
        written = run(n, keys)
    keystores = read("deposit/keystores.json")["cases"]
    by_id = dict(zip(made["ids"], keys))
    items: list[Any] = json.loads(written["text"])["shares"]
    validators = [
        opened(item, keystores[k]["secret"], made["nonce"] + i, by_id)
        for i, (item, k) in enumerate(zip(items, made["keystores"], strict=True))
    ]
    return {
        "operator_ids": made["ids"],
        "operator_keys": list(range(n)),
        "owner_address": made["owner"],
        "validators": validators,
        **written,
    }


def main() -> None:
    keys = rsa_keys()
    write(
        "keyshares/operators.json",
        "RSA keys from seeded bytes, made with pycryptodome",
        operator_cases(keys),
    )
    for n in RUNS:
        write(f"keyshares/{n}.json", SOURCE, [keyshares_case(n, keys)])


if __name__ == "__main__":
    main()
