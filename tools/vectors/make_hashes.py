"""SHA-256, Keccak-256, SHA-512, HMAC, HKDF, PBKDF2 and scrypt of messages that a rule makes."""

import hashlib

from Crypto.Hash import HMAC, SHA256, SHA512, keccak
from Crypto.Protocol.KDF import HKDF, PBKDF2, scrypt

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


def hmac_cases() -> list[Case]:
    rng = seeded("hashes/hmac")
    cases = []
    for key_length in (0, 1, 20, 32, 63, 64, 65, 128, 129, 200):
        key, text = rng.randbytes(key_length), rng.randbytes(rng.randrange(100))
        cases.append(
            {
                "key": key.hex(),
                "message": text.hex(),
                "hmac_sha256": HMAC.new(key, text, SHA256).hexdigest(),
                "hmac_sha512": HMAC.new(key, text, SHA512).hexdigest(),
            }
        )
    return cases


def hkdf_cases() -> list[Case]:
    """The three SHA-256 cases of RFC 5869, then seeded ones up to the largest output."""
    rng = seeded("hashes/hkdf")
    rows = [
        (b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42),
        (bytes(range(0x50)), bytes(range(0x60, 0xB0)), bytes(range(0xB0, 0x100)), 82),
        (b"\x0b" * 22, b"", b"", 42),
    ]
    for length in (1, 16, 32, 33, 44, 48, 64, 255, 8160):
        rows.append(
            (
                rng.randbytes(32),
                rng.randbytes(rng.randrange(65)),
                rng.randbytes(rng.randrange(40)),
                length,
            )
        )
    cases = [
        {
            "ikm": ikm.hex(),
            "salt": salt.hex(),
            "info": info.hex(),
            "length": length,
            "okm": HKDF(ikm, length, salt, SHA256, context=info).hex(),
        }
        for ikm, salt, info, length in rows
    ]
    assert cases[0]["okm"].startswith(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
    )
    return cases


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
    write("hashes/hmac.json", SOURCE, hmac_cases())
    write("hashes/hkdf.json", SOURCE, hkdf_cases())
    write("hashes/kdf.json", SOURCE, kdf_cases())


if __name__ == "__main__":
    main()
