"""SHA-256, Keccak-256, SHA-512, PBKDF2 and scrypt of messages that a rule makes."""

import hashlib

from Crypto.Hash import SHA256, SHA512, keccak
from Crypto.Protocol.KDF import PBKDF2, scrypt

from common import Case, seeded, version, write

SOURCE = f"made with {version('pycryptodome')}"
LENGTHS = [*range(301), 511, 512, 513, 1000, 1023, 1024, 4096, 10000, 65536, 1000003]


def message(length: int) -> bytes:
    """Byte i is (7 i + length) mod 251."""
    return bytes((7 * i + length) % 251 for i in range(length))


def digest_cases() -> list[Case]:
    cases = []
    for length in LENGTHS:
        text = message(length)
        sha256 = SHA256.new(text).hexdigest()
        assert sha256 == hashlib.sha256(text).hexdigest()
        keccak256 = keccak.new(digest_bits=256, data=text).hexdigest()
        cases.append({"length": length, "sha256": sha256, "keccak256": keccak256})
    return cases


def text_cases() -> list[Case]:
    texts = [
        "",
        "abc",
        "Transfer(address,address,uint256)",
        "The quick brown fox jumps over the lazy dog",
    ]
    rows = [t.encode() for t in texts] + [bytes(32), bytes(64), b"\xff" * 136]
    return [
        {
            "message": text.hex(),
            "sha256": SHA256.new(text).hexdigest(),
            "sha512": SHA512.new(text).hexdigest(),
            "keccak256": keccak.new(digest_bits=256, data=text).hexdigest(),
        }
        for text in rows
    ]


def kdf_cases() -> list[Case]:
    rng = seeded("hashes/kdf")
    cases: list[Case] = []
    for length, count in ((16, 1), (20, 2), (32, 1000), (40, 3), (64, 2048)):
        password, salt = rng.randbytes(length), rng.randbytes(8 + length % 20)
        for name, hash_ in (("pbkdf2-sha256", SHA256), ("pbkdf2-sha512", SHA512)):
            key = PBKDF2(password, salt, length, count, hmac_hash_module=hash_)
            cases.append(kdf_case(name, password, salt, {"c": count}, key))
    for n, r, p in ((2, 1, 1), (16, 1, 1), (1024, 8, 1), (64, 8, 16), (4096, 8, 1)):
        password, salt = rng.randbytes(n % 50), rng.randbytes(16)
        key = scrypt(password, salt, 32 + n % 7, n, r, p)
        assert isinstance(key, bytes)
        cases.append(kdf_case("scrypt", password, salt, {"n": n, "r": r, "p": p}, key))
    return cases


def kdf_case(name: str, password: bytes, salt: bytes, params: Case, key: bytes) -> Case:
    return {
        "function": name,
        "password": password.hex(),
        "salt": salt.hex(),
        "params": params,
        "key": key.hex(),
    }


def main() -> None:
    rule = "byte i of the message is (7 i + length) mod 251"
    write("hashes/lengths.json", SOURCE, digest_cases(), message=rule)
    write("hashes/texts.json", SOURCE, text_cases())
    write("hashes/kdf.json", SOURCE, kdf_cases())


if __name__ == "__main__":
    main()
