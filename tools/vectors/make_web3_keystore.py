"""Web3 Secret Storage, version 3: the two printed files, eth-account's files, refusals."""

import copy
import random
from typing import Any

import eth_keyfile
from eth_account import Account
from eth_keys import keys

from common import Case, seeded, version, write
from keystores import Keystore, changed, create, seeded_randomness

PRINTED_SECRET = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"
PRINTED_ADDRESS = "008aeeda4d805471df9b2a5b0f38a0c3bcba786b"
PRINTED_ID = "3198bc9c-6672-5ab3-d995-4942343ae5b6"
CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


def printed(kdf: str, kdfparams: Case, iv: str, ciphertext: str, mac: str) -> Keystore:
    return {
        "crypto": {
            "cipher": "aes-128-ctr",
            "cipherparams": {"iv": iv},
            "ciphertext": ciphertext,
            "kdf": kdf,
            "kdfparams": kdfparams,
            "mac": mac,
        },
        "id": PRINTED_ID,
        "version": 3,
    }


def printed_keystores() -> dict[str, Keystore]:
    return {
        "pbkdf2": printed(
            "pbkdf2",
            {
                "c": 262144,
                "dklen": 32,
                "prf": "hmac-sha256",
                "salt": "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd",
            },
            "6087dab2f9fdbbfaddc31a909735c1e6",
            "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
            "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2",
        ),
        "scrypt": printed(
            "scrypt",
            {
                "dklen": 32,
                "n": 262144,
                "p": 8,
                "r": 1,
                "salt": "ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19",
            },
            "83dbcc02d8ccb40e466191a123791e0e",
            "d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c",
            "2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097",
        ),
    }


def case(name: str, password: str, secret: bytes, keystore: Keystore) -> Case:
    address = keys.PrivateKey(secret).public_key.to_checksum_address()
    assert eth_keyfile.decode_keyfile_json(keystore, password.encode()) == secret
    return {
        "name": name,
        "password": password,
        "secret": secret.hex(),
        "address": address,
        "keystore": keystore,
    }


def printed_cases() -> list[Case]:
    secret = bytes.fromhex(PRINTED_SECRET)
    cases = [case(n, "testpassword", secret, k) for n, k in printed_keystores().items()]
    assert all(c["address"].lower() == "0x" + PRINTED_ADDRESS for c in cases)
    return cases


def seeded_secret(rng: random.Random) -> bytes:
    return rng.randrange(1, CURVE_ORDER).to_bytes(32, "big")


def made_cases() -> list[Case]:
    """Files of Account.encrypt; passwords are plain UTF-8 here, never normalised."""
    rng = seeded("web3_keystore")
    passwords = [
        "correct horse battery staple",
        "",
        "Übergröße",
        "U\u0308bergro\u0308ße",
        "🔑 ﬁ",
        "tab\tnul\0nl\n",
    ]
    cases = []
    for i, password in enumerate(passwords):
        for kdf, cost in (("scrypt", 2 ** (2 + i)), ("pbkdf2", 1 + 10 * i)):
            secret = seeded_secret(rng)
            with seeded_randomness(rng):
                keystore = Account.encrypt(secret, password, kdf=kdf, iterations=cost)
            cases.append(case(f"eth-account {kdf}", password, secret, keystore))
    old = copy.deepcopy(cases[0])
    old["keystore"]["Crypto"] = old["keystore"].pop("crypto")
    old["keystore"]["address"] = "0x" + old["keystore"]["address"]
    secret = bytes.fromhex(old["secret"])
    cases.append(
        case("Crypto in upper case, address with 0x", old["password"], secret, old["keystore"])
    )
    return cases


def invalid_cases() -> list[Case]:
    rng = seeded("web3_keystore/invalid")
    good = create(
        rng, private_key=seeded_secret(rng), password=b"a good password", kdf="scrypt", iterations=4
    )
    ciphertext = good["crypto"]["ciphertext"]
    faults: list[tuple[str, str, Any]] = [
        ("mac changed", "crypto/mac", "00" * 32),
        ("mac empty", "crypto/mac", ""),
        ("ciphertext changed", "crypto/ciphertext", "00" + ciphertext[2:]),
        ("ciphertext empty", "crypto/ciphertext", ""),
        ("ciphertext not hex", "crypto/ciphertext", "zz" * 32),
        ("salt changed", "crypto/kdfparams/salt", "00" * 16),
        ("n changed", "crypto/kdfparams/n", 8),
        ("n no power of two", "crypto/kdfparams/n", 6),
        ("n one", "crypto/kdfparams/n", 1),
        ("n zero", "crypto/kdfparams/n", 0),
        ("n huge", "crypto/kdfparams/n", 2**40),
        ("r huge", "crypto/kdfparams/r", 2**30),
        ("p zero", "crypto/kdfparams/p", 0),
        ("dklen too short", "crypto/kdfparams/dklen", 16),
        ("unknown kdf", "crypto/kdf", "bcrypt"),
        ("unknown cipher", "crypto/cipher", "aes-128-cbc"),
        ("iv shortened", "crypto/cipherparams/iv", "00" * 8),
        ("version 1", "version", 1),
        ("version 4", "version", 4),
        ("no version", "version", None),
        ("no crypto", "crypto", None),
        ("no salt", "crypto/kdfparams/salt", None),
        ("address of another key", "address", "7E5F4552091A69125d5DfCb7b8C2659029395Bdf"),
    ]
    cases = [
        {"fault": fault, "password": "a good password", "keystore": changed(good, path, value)}
        for fault, path, value in faults
    ]
    return [{"fault": "wrong password", "password": "a good passworD", "keystore": good}, *cases]


def main() -> None:
    write(
        "web3_keystore/printed.json", "Web3 Secret Storage Definition, version 3", printed_cases()
    )
    source = f"made with {version('eth-account')} and {version('eth-keyfile')}"
    write("web3_keystore/made.json", source, made_cases())
    write("web3_keystore/invalid.json", f"{source}, then changed", invalid_cases())


if __name__ == "__main__":
    main()
