"""EIP-2335: the two printed keystores, others with cheap KDFs and odd passwords, refusals."""

import copy
import hashlib
from typing import Any
from unicodedata import normalize

import eth_keyfile
from ethstaker_deposit.key_handling.keystore import Keystore as DepositKeystore
from py_ecc.bls import G2ProofOfPossession as bls
from py_ecc.bls12_381 import curve_order

from common import Case, seeded, version, write
from keystores import Keystore, changed, create

PRINTED_PASSWORD = "𝔱𝔢𝔰𝔱𝔭𝔞𝔰𝔰𝔴𝔬𝔯𝔡🔑"
PRINTED_BYTES = "7465737470617373776f7264f09f9491"
PRINTED_SECRET = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"
PRINTED_SALT = "d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3"
PRINTED_IV = "264daa3f303d7259501c93d997d84fe6"
PRINTED_PUBKEY = (
    "9612d7a727c9d0a22e185a1c768478dfe919cada9266988cb32359c11f2b7b27"
    "f4ae4040902382ae2910c15e2b420d07"
)


def printed_keystore(kdf: Case, checksum: str, message: str, **rest: Any) -> Keystore:
    return {
        "crypto": {
            "kdf": {**kdf, "message": ""},
            "checksum": {"function": "sha256", "params": {}, "message": checksum},
            "cipher": {"function": "aes-128-ctr", "params": {"iv": PRINTED_IV}, "message": message},
        },
        "description": rest["description"],
        "pubkey": PRINTED_PUBKEY,
        "path": rest["path"],
        "uuid": rest["uuid"],
        "version": 4,
    }


def printed_keystores() -> dict[str, Keystore]:
    scrypt = {"dklen": 32, "n": 262144, "p": 1, "r": 8, "salt": PRINTED_SALT}
    pbkdf2 = {"dklen": 32, "c": 262144, "prf": "hmac-sha256", "salt": PRINTED_SALT}
    return {
        "scrypt": printed_keystore(
            {"function": "scrypt", "params": scrypt},
            "d2217fe5f3e9a1e34581ef8a78f7c9928e436d36dacc5e846690a5581e8ea484",
            "06ae90d55fe0a6e9c5c3bc5b170827b2e5cce3929ed3f116c2811e6366dfe20f",
            description="This is a test keystore that uses scrypt to secure the secret.",
            path="m/12381/60/3141592653/589793238",
            uuid="1d85ae20-35c5-4611-98e8-aa14a633906f",
        ),
        "pbkdf2": printed_keystore(
            {"function": "pbkdf2", "params": pbkdf2},
            "8a9f5d9912ed7e75ea794bc5a89bca5f193721d30868ade6f73043c6ea6febf1",
            "cee03fde2af33149775b7223e7845e4fb2c8ae1792e5f99fe9ecf474cc8c16ad",
            description="This is a test keystore that uses PBKDF2 to secure the secret.",
            path="m/12381/60/0/0",
            uuid="64625def-3331-4eea-ab6f-782f3ed16a83",
        ),
    }


def password_bytes(password: str) -> bytes:
    return DepositKeystore._process_password(password)


def case(name: str, password: str, secret: str, keystore: Keystore) -> Case:
    return {
        "name": name,
        "password": password,
        "password_bytes": password_bytes(password).hex(),
        "secret": secret,
        "keystore": keystore,
    }


def printed_cases() -> list[Case]:
    cases = []
    for name, keystore in printed_keystores().items():
        cases.append(case(name, PRINTED_PASSWORD, PRINTED_SECRET, keystore))
        assert cases[-1]["password_bytes"] == PRINTED_BYTES
        assert (
            DepositKeystore.from_json(copy.deepcopy(keystore)).decrypt(PRINTED_PASSWORD).hex()
            == PRINTED_SECRET
        )
    return cases


PASSWORDS = {
    "ascii": "correct horse battery staple",
    "one space": " ",
    "empty": "",
    "control characters": "a\x00b\x1fc\x7fd\u0080e\u009ff g\n\t\r",
    "newline at the end": "from a file\n",
    "composed": normalize("NFC", "Übergrößenträger"),
    "decomposed": normalize("NFD", "Übergrößenträger"),
    "compatibility": "ﬁ①½Åｶﾞ㍍\u00a0x",
    "emoji": "🔑👩‍🚀🇩🇪",
    "hangul": "한국어 비밀번호",
    "long": "0123456789" * 30,
}


def made_cases() -> list[Case]:
    """Cheap scrypt and PBKDF2 for every password."""
    rng = seeded("eip2335")
    cases = []
    for i, (name, password) in enumerate(PASSWORDS.items()):
        for kdf, cost in (("scrypt", 2 ** (1 + i % 7)), ("pbkdf2", 1 + 7 * i)):
            secret = rng.randrange(1, curve_order).to_bytes(32, "big")
            keystore = create(
                rng, private_key=secret, password=password.encode(), version=4, kdf=kdf,
                iterations=cost, salt_size=8 * (1 + i % 4), description=f"{kdf}, {name}",
                path="" if i % 3 == 0 else f"m/12381/3600/{i}/0/0",
            )  # fmt: skip
            assert eth_keyfile.decode_keyfile_json(keystore, password_bytes(password)) == secret
            cases.append(case(f"{kdf}, password {name}", password, secret.hex(), keystore))
    return cases


def reseal(keystore: Keystore, password: str, old: bytes, new: bytes) -> Keystore:
    """The same keystore for another secret, even one that is no key; pbkdf2 only."""
    made = copy.deepcopy(keystore)
    params, cipher = made["crypto"]["kdf"]["params"], made["crypto"]["cipher"]
    key = hashlib.pbkdf2_hmac(
        "sha256", password_bytes(password), bytes.fromhex(params["salt"]), params["c"], 32
    )
    pad = bytes(a ^ b for a, b in zip(bytes.fromhex(cipher["message"]), old))
    message = bytes(a ^ b for a, b in zip(pad, new))
    cipher["message"] = message.hex()
    made["crypto"]["checksum"]["message"] = hashlib.sha256(key[16:] + message).hexdigest()
    return made


def invalid_cases() -> list[Case]:
    """One keystore, each time with one fault."""
    rng = seeded("eip2335/invalid")
    password, secret = "a good password", rng.randrange(1, curve_order).to_bytes(32, "big")
    good = create(
        rng, private_key=secret, password=password.encode(), version=4, kdf="pbkdf2",
        iterations=4, path="m/12381/3600/0/0/0",
    )  # fmt: skip
    crypto = good["crypto"]
    flipped = crypto["cipher"]["message"][:-1] + (
        "0" if crypto["cipher"]["message"][-1] != "0" else "1"
    )
    other = bls.SkToPk(2).hex()
    faults: list[tuple[str, str, Any]] = [
        ("ciphertext changed", "crypto/cipher/message", flipped),
        ("ciphertext shortened", "crypto/cipher/message", flipped[:-2]),
        ("checksum changed", "crypto/checksum/message", "00" * 32),
        ("checksum empty", "crypto/checksum/message", ""),
        ("checksum not hex", "crypto/checksum/message", "zz" * 32),
        ("salt changed", "crypto/kdf/params/salt", "00" * 32),
        ("salt not hex", "crypto/kdf/params/salt", "0g" * 32),
        ("iv shortened", "crypto/cipher/params/iv", crypto["cipher"]["params"]["iv"][:-2]),
        ("iteration count changed", "crypto/kdf/params/c", 5),
        ("iteration count zero", "crypto/kdf/params/c", 0),
        ("iteration count negative", "crypto/kdf/params/c", -4),
        ("iteration count not a number", "crypto/kdf/params/c", "4"),
        ("dklen too short", "crypto/kdf/params/dklen", 16),
        ("unknown prf", "crypto/kdf/params/prf", "hmac-sha512"),
        ("unknown kdf", "crypto/kdf/function", "argon2id"),
        ("unknown checksum", "crypto/checksum/function", "keccak256"),
        ("unknown cipher", "crypto/cipher/function", "aes-256-ctr"),
        ("version 3", "version", 3),
        ("version as text", "version", "4"),
        ("no version", "version", None),
        ("no crypto", "crypto", None),
        ("no kdf", "crypto/kdf", None),
        ("no salt", "crypto/kdf/params/salt", None),
        ("no iv", "crypto/cipher/params/iv", None),
        ("public key of another secret", "pubkey", other),
        ("public key not hex", "pubkey", "zz" * 48),
    ]
    cases = [
        {"fault": fault, "password": password, "keystore": changed(good, path, value)}
        for fault, path, value in faults
    ]
    cases.insert(0, {"fault": "wrong password", "password": "a good passworD", "keystore": good})
    for fault, number in (
        ("secret zero", 0),
        ("secret r", curve_order),
        ("secret 2^256-1", 2**256 - 1),
    ):
        keystore = reseal(good, password, secret, number.to_bytes(32, "big"))
        cases.append({"fault": fault, "password": password, "keystore": keystore})
    resealed = reseal(good, password, secret, secret)
    assert resealed == good
    return cases


def main() -> None:
    write("eip2335/printed.json", "test cases of EIP-2335", printed_cases())
    source = f"made with {version('eth-keyfile')}; password_bytes by {version('ethstaker-deposit')}"
    write("eip2335/passwords.json", source, made_cases())
    write(
        "eip2335/invalid.json", f"made with {version('eth-keyfile')}, then changed", invalid_cases()
    )


if __name__ == "__main__":
    main()
