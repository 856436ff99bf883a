"""RSA as SSV uses it: keys in every spelling, ciphertexts and signatures, and wrong ones of each."""

import base64
import random

from Crypto.Cipher import PKCS1_v1_5 as encryption
from Crypto.Hash import SHA256
from Crypto.PublicKey import ECC, RSA
from Crypto.Signature import pkcs1_15, pss

from common import Case, seeded, version, write

SOURCE = version("pycryptodome")


def armour(label: str, der: bytes) -> str:
    digits = base64.b64encode(der).decode()
    lines = [digits[i : i + 64] for i in range(0, len(digits), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def length(size: int) -> bytes:
    digits = size.to_bytes(2, "big").lstrip(b"\0")
    return bytes([size]) if size < 0x80 else bytes([0x80 | len(digits)]) + digits


def element(tag: int, content: bytes) -> bytes:
    return bytes([tag]) + length(len(content)) + content


def number(value: int) -> bytes:
    return element(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def pkcs1_public(n: int, e: int) -> bytes:
    return element(0x30, number(n) + number(e))


def spki(n: int, e: int) -> bytes:
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    return element(0x30, algorithm + element(3, b"\0" + pkcs1_public(n, e)))


def key_case(name: str, key: RSA.RsaKey) -> Case:
    der = key.public_key().export_key("DER")
    assert der == spki(key.n, key.e)
    pkcs1 = pkcs1_public(key.n, key.e)
    pem = armour("RSA PUBLIC KEY", der)
    return {
        "name": name,
        "operator_key": b64(pem),
        "fingerprint": SHA256.new(der).hexdigest(),
        "same_key": [
            pem,
            pem.rstrip("\n"),
            pem.replace("\n", "\r\n"),
            armour("PUBLIC KEY", der),
            armour("RSA PUBLIC KEY", pkcs1),
            b64(armour("PUBLIC KEY", der)),
            b64(armour("RSA PUBLIC KEY", pkcs1)),
            b64(pem.replace("\n", "\r\n")),
        ],
        "private_pkcs1": key.export_key("PEM", pkcs=1).decode() + "\n",
        "private_pkcs8": key.export_key("PEM", pkcs=8).decode() + "\n",
    }


def wrong_public_keys(key: RSA.RsaKey, rng: random.Random) -> list[Case]:
    der, pkcs1 = spki(key.n, key.e), pkcs1_public(key.n, key.e)
    modulus = key.n.to_bytes(256, "big")
    digits = base64.b64encode(der).decode()
    pem = armour("RSA PUBLIC KEY", der)

    def other(fault: str, n: int, e: int = 65537) -> Case:
        return {"fault": fault, "text": b64(armour("RSA PUBLIC KEY", spki(n, e)))}

    def body(fault: str, changed: bytes) -> Case:
        return {"fault": fault, "text": b64(armour("RSA PUBLIC KEY", changed))}

    def text(fault: str, changed: str) -> Case:
        return {"fault": fault, "text": b64(changed)}

    ec = ECC.generate(curve="P-256", randfunc=rng.randbytes).public_key().export_key(format="DER")
    sizes = [RSA.generate(bits, randfunc=rng.randbytes).n for bits in (1024, 3072, 4096)]
    cases = [other(f"{n.bit_length()} bits", n) for n in sizes] + [
        other("2047 bits", key.n >> 1 | 1),
        other("2049 bits", key.n << 1 | 1),
        other("even modulus", key.n - 1),
        other("zero modulus", 0),
        other("exponent 3", key.n, 3),
        other("exponent 65539", key.n, 65539),
        other("exponent 2^32 + 65537", key.n, 2**32 + 65537),
        body("elliptic curve", ec),
        body("byte after the DER", der + b"\0"),
        body("byte after the PKCS#1 DER", pkcs1 + b"\0"),
        body("byte less", der[:-1]),
        body("no body", b""),
        body("number after the exponent", element(0x30, number(key.n) + number(key.e) + number(1))),
        body("negative modulus", element(0x30, element(2, modulus) + number(key.e))),
        body("leading zeros", element(0x30, element(2, b"\0\0" + modulus) + number(key.e))),
        body("empty number", element(0x30, number(key.n) + element(2, b""))),
        body("length not the shortest", element(0x30, number(key.n) + b"\x02\x81\x03\x01\0\x01")),
        body("long length not the shortest", element(0x30, number(key.n) + b"\x02\x82\0\x03\x01\0\x01")),
        body("indefinite length", b"\x30\x80" + pkcs1[4:] + b"\0\0"),
        body("length of four bytes", b"\x30\x84\0\0" + pkcs1[2:]),
        body("no NULL", element(0x30, bytes.fromhex("300b06092a864886f70d010101") + element(3, b"\0" + pkcs1))),
        body("RSASSA-PSS key", der.replace(bytes.fromhex("f70d010101"), bytes.fromhex("f70d01010a"))),
        body("unused bits", der.replace(b"\x03\x82\x01\x0f\x00", b"\x03\x82\x01\x0f\x01")),
        text("label of a certificate", armour("CERTIFICATE", der)),
        text("label of a private key", armour("RSA PRIVATE KEY", der)),
        text("labels differ", pem.replace("END RSA ", "END ")),
        text("text before", "x" + pem),
        text("text after", pem + "x"),
        text("blank before", " " + pem),
        text("two keys", pem + pem),
        text("no end", pem[: pem.index("-----END")]),
        text("begin only", "-----BEGIN RSA PUBLIC KEY-----"),
        text("header line", pem.replace("KEY-----\n", "KEY-----\nComment: x\n\n", 1)),
        text("blank inside", pem.replace(digits[:4], digits[:3] + " " + digits[3], 1)),
        text("digit missing", pem.replace(digits[:4], digits[:3], 1)),
        text("url alphabet", pem.replace("+", "-").replace("/", "_")),
        {"fault": "not base64", "text": "!" + b64(pem)},
        {"fault": "blank after", "text": b64(pem) + "\n"},
        {"fault": "padding missing outside", "text": b64(pem[:-1]).rstrip("=")},
        {"fault": "DER in base64 without armour", "text": digits},
        {"fault": "too long", "text": b64(pem + "\n" * 2048)},
        {"fault": "empty", "text": ""},
    ]
    assert not {case["text"] for case in cases} & {pem, b64(pem), b64(armour("RSA PUBLIC KEY", pkcs1))}
    return cases


def private_der(key: RSA.RsaKey, **changed: int) -> bytes:
    p, q = key.p, key.q
    numbers = {"version": 0, "n": key.n, "e": key.e, "d": key.d, "p": p, "q": q, "dp": key.d % (p - 1),
               "dq": key.d % (q - 1), "qi": pow(q, -1, p)}
    assert set(changed) <= set(numbers)
    return element(0x30, b"".join(number(v) for v in (numbers | changed).values()))


def wrong_private_keys(key: RSA.RsaKey, small: RSA.RsaKey, rng: random.Random) -> list[Case]:
    der = private_der(key)
    assert armour("RSA PRIVATE KEY", der) == key.export_key("PEM", pkcs=1).decode() + "\n"

    def body(fault: str, changed: bytes) -> Case:
        return {"fault": fault, "pem": armour("RSA PRIVATE KEY", changed)}

    ec = ECC.generate(curve="P-256", randfunc=rng.randbytes)
    encrypted_pem = key.export_key("PEM", passphrase="test", pkcs=1, randfunc=rng.randbytes).decode()
    return [
        body("1024 bits", small.export_key("DER", pkcs=1)),
        body("version of several primes", private_der(key, version=1)),
        body("another modulus", private_der(key, n=key.n + 2)),
        body("another exponent", private_der(key, e=3)),
        body("another d", private_der(key, d=key.d ^ 4)),
        body("another p", private_der(key, p=key.p + 2)),
        body("another d mod p-1", private_der(key, dp=key.d % (key.p - 1) ^ 4)),
        body("another 1/q", private_der(key, qi=pow(key.q, -1, key.p) ^ 4)),
        body("no primes", private_der(key, p=1, q=key.n)),
        body("d of zero", private_der(key, d=0)),
        body("byte after the DER", der + b"\0"),
        body("byte less", der[:-1]),
        body("public key", pkcs1_public(key.n, key.e)),
        {"fault": "elliptic curve", "pem": ec.export_key(format="PEM", use_pkcs8=True) + "\n"},
        {"fault": "encrypted", "pem": encrypted_pem},
        {"fault": "label of a public key", "pem": armour("PUBLIC KEY", der)},
        {"fault": "two keys", "pem": armour("RSA PRIVATE KEY", der) * 2},
        {"fault": "base64 of the PEM", "pem": b64(armour("RSA PRIVATE KEY", der))},
        {"fault": "too long", "pem": armour("RSA PRIVATE KEY", der) + "\n" * 8192},
        {"fault": "empty", "pem": ""},
    ]


def encrypted(keys: list[RSA.RsaKey], rng: random.Random) -> list[Case]:
    share = rng.randbytes(32)
    plaintexts = [b"", b"\0", share, share.hex().encode(), b"0x" + share.hex().encode(), rng.randbytes(245)]
    return [
        {
            "key": i,
            "plaintext": plaintext.hex(),
            "ciphertext": encryption.new(key, randfunc=rng.randbytes).encrypt(plaintext).hex(),
        }
        for i, key in enumerate(keys)
        for plaintext in plaintexts
    ]


def wrong_ciphertexts(key: RSA.RsaKey, other: RSA.RsaKey, rng: random.Random) -> list[Case]:
    def block(fault: str, head: bytes, tail: bytes = b"\0share") -> Case:
        filling = bytes(rng.randrange(1, 256) for _ in range(256 - len(head) - len(tail)))
        padded = int.from_bytes(head + filling + tail, "big")
        return {"fault": fault, "key": 0, "ciphertext": pow(padded, key.e, key.n).to_bytes(256, "big").hex()}

    foreign = encryption.new(other, randfunc=rng.randbytes).encrypt(b"share")
    return [
        block("no zero after the filling", b"\0\2", b"share"),
        block("no leading zero", b"\1\2"),
        block("padding of a signature", b"\0\1"),
        block("no block type", b"\0\0"),
        block("filling of no byte", b"\0\2\0"),
        block("filling of seven bytes", b"\0\2" + b"\x55" * 7 + b"\0"),
        {"fault": "of another key", "key": 0, "ciphertext": foreign.hex()},
        {"fault": "zero", "key": 0, "ciphertext": "00" * 256},
        {"fault": "the modulus", "key": 0, "ciphertext": f"{key.n:x}"},
        {"fault": "not below the modulus", "key": 0, "ciphertext": "ff" * 256},
    ]


def signed(keys: list[RSA.RsaKey], rng: random.Random) -> list[Case]:
    cases = []
    for i, key in enumerate(keys):
        for size in (0, 32, 1000):
            message = rng.randbytes(size)
            digest = SHA256.new(message)
            pss_signatures = {
                str(salt): pss.new(key, salt_bytes=salt, rand_func=rng.randbytes).sign(digest).hex()
                for salt in (0, 20, 32, 222)
            }
            cases.append({
                "key": i,
                "message": message.hex(),
                "pkcs1": pkcs1_15.new(key).sign(digest).hex(),
                "pss_by_salt_length": pss_signatures,
            })
    return cases


def main() -> None:
    rng = seeded("rsa")
    keys = [RSA.generate(2048, randfunc=rng.randbytes) for _ in range(4)]
    small = RSA.generate(1024, randfunc=rng.randbytes)
    write("rsa/keys.json", SOURCE, [key_case(f"operator {i + 1}", key) for i, key in enumerate(keys)])
    write("rsa/wrong_public_keys.json", SOURCE, wrong_public_keys(keys[0], rng))
    write("rsa/wrong_private_keys.json", SOURCE, wrong_private_keys(keys[0], small, rng))
    write("rsa/encrypted.json", SOURCE, encrypted(keys[:2], rng))
    write("rsa/wrong_ciphertexts.json", SOURCE, wrong_ciphertexts(keys[0], keys[1], rng))
    write("rsa/signed.json", SOURCE, signed(keys[:2], rng))


if __name__ == "__main__":
    main()
