"""Shamir shares at operator ids: splits, Lagrange coefficients at 0, threshold signatures."""

import random

from py_ecc.bls import G2ProofOfPossession as bls
from py_ecc.bls.g2_primitives import (
    G1_to_pubkey,
    G2_to_signature,
    pubkey_to_G1,
    signature_to_G2,
)
from py_ecc.optimized_bls12_381 import add, multiply
from py_ecc.optimized_bls12_381 import curve_order as r

from common import Case, seeded, version, write

SOURCE = f"made with {version('py-ecc')}"
MAX_ID = 2**31 - 1
SIZES = {4: 3, 7: 5, 10: 7, 13: 9}  # operators: threshold


def hex32(number: int) -> str:
    return number.to_bytes(32, "big").hex()


def evaluate(coefficients: list[int], x: int) -> int:
    total = 0
    for coefficient in reversed(coefficients):
        total = (total * x + coefficient) % r
    return total


def lagrange(ids: list[int]) -> list[int]:
    """The weights of f(ids[i]) in f(0)."""
    weights = []
    for i in ids:
        top, bottom = 1, 1
        for j in ids:
            if j != i:
                top, bottom = top * j % r, bottom * (j - i) % r
        weights.append(top * pow(bottom, -1, r) % r)
    return weights


def id_sets(n: int, rng: random.Random) -> list[list[int]]:
    """Small, spread and extreme operator ids, ascending."""
    return [
        list(range(1, n + 1)),
        sorted(rng.sample(range(1, 2000), n)),
        sorted([1, MAX_ID, *rng.sample(range(2, MAX_ID), n - 2)]),
    ]


def subsets(ids: list[int], t: int, rng: random.Random) -> list[list[int]]:
    """Sets that can sign: first, last, two random ones, one more than needed, all."""
    drawn = [sorted(rng.sample(ids, t)) for _ in range(2)]
    return [ids[:t], ids[-t:], *drawn, sorted(rng.sample(ids, t + 1)), ids]


def split_case(ids: list[int], t: int, rng: random.Random) -> Case:
    coefficients = [rng.randrange(1, r) for _ in range(t)]
    shares = {i: evaluate(coefficients, i) for i in ids}
    for some in subsets(ids, t, rng):
        assert sum(w * shares[i] for w, i in zip(lagrange(some), some)) % r == coefficients[0]
    return {
        "n": len(ids),
        "threshold": t,
        "coefficients": [hex32(c) for c in coefficients],
        "commitments": [bls.SkToPk(c).hex() for c in coefficients],
        "secret": hex32(coefficients[0]),
        "pubkey": bls.SkToPk(coefficients[0]).hex(),
        "shares": [
            {"id": i, "secret": hex32(s), "pubkey": bls.SkToPk(s).hex()} for i, s in shares.items()
        ],
    }


def split_cases() -> list[Case]:
    rng = seeded("shamir/splits")
    return [split_case(ids, t, rng) for n, t in SIZES.items() for ids in id_sets(n, rng)]


def lagrange_cases() -> list[Case]:
    rng = seeded("shamir/lagrange")
    sets = [[1], [5], [1, 2, 3], [3, 2, 1], [1, 2, 4], [MAX_ID - 1, MAX_ID]]
    for n, t in SIZES.items():
        for ids in id_sets(n, rng):
            sets += subsets(ids, t, rng)
    return [{"ids": ids, "coefficients": [hex32(w) for w in lagrange(ids)]} for ids in sets]


def combine_signatures(partials: dict[int, bytes], ids: list[int]) -> bytes:
    total = multiply(signature_to_G2(b"\xc0" + bytes(95)), 1)
    for weight, i in zip(lagrange(ids), ids):
        total = add(total, multiply(signature_to_G2(partials[i]), weight))
    return G2_to_signature(total)


def combine_pubkeys(pubkeys: dict[int, bytes], ids: list[int]) -> bytes:
    total = multiply(pubkey_to_G1(b"\xc0" + bytes(47)), 1)
    for weight, i in zip(lagrange(ids), ids):
        total = add(total, multiply(pubkey_to_G1(pubkeys[i]), weight))
    return G1_to_pubkey(total)


def signature_case(ids: list[int], t: int, rng: random.Random) -> Case:
    coefficients = [rng.randrange(1, r) for _ in range(t)]
    secret, message = coefficients[0], rng.randbytes(32)
    shares = {i: evaluate(coefficients, i) for i in ids}
    partials = {i: bls.Sign(s, message) for i, s in shares.items()}
    pubkeys = {i: bls.SkToPk(s) for i, s in shares.items()}
    signature, pubkey = bls.Sign(secret, message), bls.SkToPk(secret)
    enough = subsets(ids, t, rng)
    for some in enough[1:3]:
        assert combine_signatures(partials, some) == signature
        assert combine_pubkeys(pubkeys, some) == pubkey
    too_few = sorted(rng.sample(ids, t - 1))
    return {
        "n": len(ids),
        "threshold": t,
        "message": message.hex(),
        "pubkey": pubkey.hex(),
        "signature": signature.hex(),
        "partials": [
            {"id": i, "pubkey": pubkeys[i].hex(), "signature": partials[i].hex()} for i in ids
        ],
        "enough": enough,
        "too_few": {"ids": too_few, "combined": combine_signatures(partials, too_few).hex()},
    }


def signature_cases() -> list[Case]:
    rng = seeded("shamir/signatures")
    return [signature_case(ids, t, rng) for n, t in SIZES.items() for ids in id_sets(n, rng)[1:]]


def invalid_cases() -> list[Case]:
    """Sets that have no coefficients, or that must not be used."""
    return [
        {"fault": "no ids", "ids": []},
        {"fault": "zero", "ids": [0, 1, 2]},
        {"fault": "twice the same", "ids": [1, 2, 2]},
        {"fault": "twice the same, apart", "ids": [7, 1, 7]},
        {"fault": "above 2^31-1", "ids": [1, 2, 2**31]},
        {"fault": "above 2^31-1", "ids": [1, 2, 2**32 - 1]},
    ]


def main() -> None:
    write("shamir/splits.json", SOURCE, split_cases())
    write("shamir/lagrange.json", SOURCE, lagrange_cases())
    write("shamir/signatures.json", SOURCE, signature_cases())
    write("shamir/invalid.json", "by definition", invalid_cases())


if __name__ == "__main__":
    main()
