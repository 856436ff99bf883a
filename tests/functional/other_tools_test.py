"""Files go both ways between stafi-router and the tools that people know: ethstaker-deposit,
ssv-keys, py-ecc. All of them are installed from pinned registries by `make setup`."""

import json
import pathlib
import subprocess

import pytest
from conftest import ADDRESS, PASSWORD, ROOT, Router, vectors
from Crypto.Cipher import PKCS1_v1_5
from Crypto.PublicKey import RSA
from eth_utils import keccak
from ethstaker_deposit.key_handling.keystore import Keystore, ScryptKeystore
from ethstaker_deposit.settings import HOODI, get_chain_setting
from ethstaker_deposit.utils.validation import validate_deposit
from py_ecc.bls import G2ProofOfPossession as bls
from py_ecc.optimized_bls12_381 import curve_order

SSV_KEYS = ROOT / "tools/vectors/node_modules/ssv-keys"
OPERATORS = vectors("keyshares/operators.json")


def write_operators(router: Router, count: int) -> list[int]:
    ids = [10 * i + 1 for i in range(count)]
    entries = [
        {"id": i, "public_key": case["operator_key"]} for i, case in zip(ids, OPERATORS)
    ]
    (router.folder / "operators.json").write_text(json.dumps(entries))
    return ids


def split(router: Router, count: int, validators: int = 3) -> pathlib.Path:
    write_operators(router, count)
    router.run(
        "keyshares", "split", "--mnemonic-file", "mnemonic",
        "--num-validators", str(validators), "--operators-file", "operators.json",
        "--owner-address", ADDRESS, "--owner-nonce", "5",
    )  # fmt: skip
    (file,) = (router.folder / "keyshares").iterdir()
    return file


@pytest.mark.parametrize("kdf", ["scrypt", "pbkdf2"])
def test_ethstaker_deposit_opens_our_keystores(router: Router, kdf: str) -> None:
    report = router.json(*router.import_words(2), "--kdf", kdf)
    for row in report["keys"]:
        keystore = Keystore.from_json(json.loads((router.folder / row["file"]).read_text()))
        secret = int.from_bytes(keystore.decrypt(PASSWORD), "big")
        assert "0x" + bls.SkToPk(secret).hex() == row["pubkey"]
        assert keystore.path == row["path"]


def test_we_open_the_keystores_of_ethstaker_deposit(router: Router) -> None:
    folder = router.folder / "theirs"
    folder.mkdir()
    for index, secret in enumerate([1, 2**200, curve_order - 1]):
        keystore = ScryptKeystore.encrypt(
            secret=secret.to_bytes(32, "big"), password="pässwörd and more",
            path=f"m/12381/3600/{index}/0/0",
        )  # fmt: skip
        keystore.save(str(folder / f"keystore-{index}.json"))
    (router.folder / "password").write_text("pässwörd and more\n", encoding="utf-8")
    verified = router.json("keys", "verify", "theirs", "--password-file", "password")
    assert verified["wrong"] == 0
    assert len(verified["keystores"]) == 3


def test_ethstaker_deposit_and_py_ecc_accept_our_deposits(router: Router) -> None:
    for more in (["--amount", "1eth"], ["--compounding", "--amount", "2048eth"]):
        report = router.json(
            *router.import_words(2, out="_".join(more)), "--network", "hoodi", *more
        )
        for entry in json.loads((router.folder / report["deposit_data"]).read_text()):
            assert validate_deposit(entry, chain_setting=get_chain_setting(HOODI))


@pytest.mark.parametrize("count", [4, 7, 10, 13])
def test_operators_can_use_our_shares(router: Router, count: int) -> None:
    """Every share opens with its operator's key and any quorum signs for the validator."""
    file = split(router, count, validators=1)
    (item,) = json.loads(file.read_text())["shares"]
    ids, blob = item["payload"]["operatorIds"], bytes.fromhex(item["payload"]["sharesData"][2:])
    validator = bytes.fromhex(item["payload"]["publicKey"][2:])
    assert bls.Verify(validator, keccak(text=f"{ADDRESS}:5"), blob[:96])
    secrets = {}
    for i, operator in enumerate(ids):
        key = PKCS1_v1_5.new(RSA.import_key(OPERATORS[i]["private_key"]))
        plain = key.decrypt(blob[96 + 48 * count + 256 * i :][:256], b"")
        secrets[operator] = int(plain, 16)
        assert bls.SkToPk(secrets[operator]) == blob[96 + 48 * i :][:48]
    faults = (count - 1) // 3
    for quorum in (ids[: count - faults], ids[faults:]):
        assert bls.SkToPk(interpolate({i: secrets[i] for i in quorum})) == validator


def interpolate(points: dict[int, int]) -> int:
    """The value at zero of the polynomial through the points."""
    total = 0
    for x, y in points.items():
        for other in points:
            if other != x:
                y = y * other * pow(other - x, -1, curve_order) % curve_order
        total += y
    return total % curve_order


READ_WITH_SSV_KEYS = """
const { KeyShares } = require(process.argv[1]);
const text = require('fs').readFileSync(process.argv[2], 'utf8');
KeyShares.fromJson(text).then(file => {
  for (const item of file.list()) if (item.error) throw item.error;
  // What ssv-keys writes back is what it read, but for the time.
  const { createdAt, ...theirs } = JSON.parse(file.toJson());
  const { createdAt: _, ...ours } = JSON.parse(text);
  require('assert').deepStrictEqual(theirs, ours);
  console.log(file.list().length);
}).catch(error => { console.error(error); process.exit(1); });
"""


@pytest.mark.parametrize("count", [4, 13])
def test_ssv_keys_accepts_our_keyshares(router: Router, count: int) -> None:
    file = split(router, count)
    done = subprocess.run(
        ["node", "-e", READ_WITH_SSV_KEYS, str(SSV_KEYS), str(file)],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == "3\n"


def test_we_accept_the_keyshares_of_ssv_keys_made_from_our_keystores(router: Router) -> None:
    router.run(*router.import_words(2), "--kdf", "pbkdf2")
    ids = write_operators(router, 4)
    for path in (router.folder / "keys").glob("deposit_data-*"):
        path.unlink()  # ssv-keys takes every file of a folder for a keystore
    subprocess.run(
        [
            "node", str(SSV_KEYS / "dist/tsc/src/cli.js"), "shares",
            "-ks", "keys", "-ps", PASSWORD, "-oids", ",".join(map(str, ids)),
            "-oks", ",".join(case["operator_key"] for case in OPERATORS[:4]),
            "-of", "theirs", "-oa", ADDRESS, "-on", "5",
        ],
        cwd=router.folder, check=True, stdout=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    (file,) = (router.folder / "theirs").iterdir()
    report = router.json(
        "keyshares", "verify", str(file), "--owner-address", ADDRESS,
        "--owner-nonce", "5", "--operators-file", "operators.json",
    )  # fmt: skip
    assert report["validators"] == 2
    assert report["findings"] == []
    assert "cannot be checked from outside" in report["caveat"]
