"""secp256k1: keys and addresses, RFC 6979 signatures, recovery, EIP-191 messages."""

from eth_account import Account
from eth_account.messages import encode_defunct, encode_intended_validator
from eth_keys import keys
from eth_utils import keccak

from common import Case, seeded, version, write

SOURCE = f"made with {version('eth-account')} and {version('eth-keys')}"
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
RNG = seeded("secp256k1")
NUMBERS = [1, 2, 3, N - 1, N - 2, 2**128] + [RNG.randrange(1, N) for _ in range(14)]
KEYS = [k.to_bytes(32, "big") for k in NUMBERS]


def key_cases() -> list[Case]:
    cases = []
    for key in KEYS:
        public = keys.PrivateKey(key).public_key
        cases.append(
            {
                "privkey": key.hex(),
                "pubkey": "04" + public.to_bytes().hex(),
                "compressed": public.to_compressed_bytes().hex(),
                "address": public.to_checksum_address(),
            }
        )
    for bad in (0, N, N + 1, 2**256 - 1):
        cases.append({"privkey": bad.to_bytes(32, "big").hex(), "pubkey": None})
    return cases


def sign_cases() -> list[Case]:
    hashes = [bytes(32), b"\xff" * 32, N.to_bytes(32, "big"), (N - 1).to_bytes(32, "big")]
    hashes += [keccak(text=f"message {i}") for i in range(40)]
    cases = []
    for i, hash_ in enumerate(hashes):
        key = keys.PrivateKey(KEYS[i % len(KEYS)])
        signature = key.sign_msg_hash(hash_)
        assert 0 < signature.s <= N // 2
        cases.append(
            {
                "privkey": key.to_hex()[2:],
                "hash": hash_.hex(),
                "r": "%064x" % signature.r,
                "s": "%064x" % signature.s,
                "y_parity": signature.v,
                "address": key.public_key.to_checksum_address(),
            }
        )
    return cases


def recovered(hash_: bytes, r: int, s: int, parity: int) -> str | None:
    try:
        signature = keys.Signature(vrs=(parity, r, s))
        return signature.recover_public_key_from_msg_hash(hash_).to_checksum_address()
    except Exception:
        return None


def recover_cases() -> list[Case]:
    """Also high s: it recovers, but no Ethereum transaction may have it (EIP-2)."""
    hash_ = keccak(text="recover")
    good = keys.PrivateKey(KEYS[7]).sign_msg_hash(hash_)
    r, s, parity = good.r, good.s, good.v
    rows = [
        ("valid", r, s, parity),
        ("other parity", r, s, 1 - parity),
        ("high s", r, N - s, 1 - parity),
        ("r is zero", 0, s, parity),
        ("s is zero", r, 0, parity),
        ("r is n", N, s, parity),
        ("s is n", r, N, parity),
        ("r is 2^256 - 1", 2**256 - 1, s, parity),
        ("r is on no point", no_point_x(), s, parity),
        ("tampered r", r ^ 1, s, parity),
    ]
    return [
        {
            "name": name,
            "hash": hash_.hex(),
            "r": "%064x" % r_,
            "s": "%064x" % s_,
            "y_parity": v,
            "high_s": s_ > N // 2,
            "address": recovered(hash_, r_, s_, v),
        }
        for name, r_, s_, v in rows
    ]


def no_point_x() -> int:
    """The smallest x of no point of y^2 = x^3 + 7."""
    p = 2**256 - 2**32 - 977
    return next(x for x in range(1, 100) if pow(x**3 + 7, (p - 1) // 2, p) != 1)


def eip191_cases() -> list[Case]:
    texts = [
        b"",
        b"hello",
        b"a" * 9,
        b"a" * 10,
        b"a" * 99,
        b"a" * 100,
        b"a" * 1000,
        bytes(32),
        b"\xff\x00\x80",
    ]
    texts += ["Grüße 🔑\n".encode(), b"0x" + b"ab" * 32, b"a3703ef95414e008f95e9d0adb6e0122" * 2]
    cases = []
    for i, text in enumerate(texts):
        key = KEYS[i]
        signed = Account.sign_message(encode_defunct(primitive=text), key)
        digest = keccak(b"\x19Ethereum Signed Message:\n" + str(len(text)).encode() + text)
        assert digest == signed.message_hash
        cases.append(eip191_case("personal", key, signed, {"message": text.hex()}))
    for i in range(3):
        validator, text = RNG.randbytes(20), RNG.randbytes(10 * i)
        signable = encode_intended_validator(validator, primitive=text)
        signed = Account.sign_message(signable, KEYS[i])
        given = {"validator": "0x" + validator.hex(), "message": text.hex()}
        cases.append(eip191_case("intended validator", KEYS[i], signed, given))
    return cases


def eip191_case(kind: str, key: bytes, signed: object, given: Case) -> Case:
    return {
        "kind": kind,
        **given,
        "privkey": key.hex(),
        "address": Account.from_key(key).address,
        "hash": signed.message_hash.hex(),  # type: ignore[attr-defined]
        "signature": signed.signature.hex(),  # type: ignore[attr-defined]
    }


def main() -> None:
    write("secp256k1/keys.json", SOURCE, key_cases())
    write("secp256k1/sign.json", SOURCE, sign_cases())
    write("secp256k1/recover.json", SOURCE, recover_cases())
    write("secp256k1/eip191.json", SOURCE, eip191_cases())


if __name__ == "__main__":
    main()
