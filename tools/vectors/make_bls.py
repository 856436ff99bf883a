"""BLS12-381 signatures as Ethereum uses them, in the JSON shape of the consensus test suite."""

from collections.abc import Callable
from typing import Any

from py_ecc.bls import G2Basic
from py_ecc.bls import G2ProofOfPossession as bls
from py_ecc.bls.g2_primitives import (
    G1_to_pubkey,
    G2_to_signature,
    pubkey_to_G1,
    signature_to_G2,
    subgroup_check,
)
from py_ecc.optimized_bls12_381 import add, curve_order, is_inf, multiply, neg
from py_ecc.optimized_bls12_381 import field_modulus as p

from common import Case, seeded, version, write

SOURCE = f"made with {version('py-ecc')}"
INFINITY_G1 = b"\xc0" + bytes(47)
INFINITY_G2 = b"\xc0" + bytes(95)
RNG = seeded("bls")
KEYS = [1, 2, curve_order - 1] + [RNG.randrange(1, curve_order) for _ in range(7)]
MESSAGES = [bytes(32), b"\x56" * 32, b"\xab" * 32] + [RNG.randbytes(32) for _ in range(3)]
PUBKEYS = [bls.SkToPk(k) for k in KEYS]


def text(value: bytes) -> str:
    return "0x" + value.hex()


def scalar(value: int) -> str:
    return text(value.to_bytes(32, "big"))


def texts(values: list[bytes]) -> list[str]:
    return [text(v) for v in values]


def case(name: str, given: Any, result: Any) -> Case:
    return {"name": name, "input": given, "output": result}


def fails(function: Callable[..., Any], *arguments: Any) -> bool:
    try:
        function(*arguments)
    except Exception:
        return True
    return False


# Keys and signatures


def sk_to_pk_cases() -> list[Case]:
    cases = [case("secret key", {"privkey": scalar(k)}, text(bls.SkToPk(k))) for k in KEYS]
    bad = {"zero": 0, "r": curve_order, "r + 1": curve_order + 1, "all ones": 2**256 - 1}
    for name, number in bad.items():
        assert fails(bls.SkToPk, number)
        cases.append(case(name, {"privkey": scalar(number)}, None))
    return cases


def sign_cases(scheme: Any) -> list[Case]:
    messages = MESSAGES + [b"", b"a", bytes(31), bytes(33), bytes(range(256)) * 4]
    cases = []
    for i, message in enumerate(messages):
        key = KEYS[i % len(KEYS)]
        given = {"privkey": scalar(key), "message": text(message)}
        cases.append(case(f"{len(message)} bytes", given, text(scheme.Sign(key, message))))
    for key in KEYS:
        given = {"privkey": scalar(key), "message": text(MESSAGES[1])}
        cases.append(case("one message", given, text(scheme.Sign(key, MESSAGES[1]))))
    return cases


def verify_case(name: str, pubkey: bytes, message: bytes, signature: bytes) -> Case:
    given = {"pubkey": text(pubkey), "message": text(message), "signature": text(signature)}
    return case(name, given, bls.Verify(pubkey, message, signature))


def verify_cases() -> list[Case]:
    cases = []
    for i, message in enumerate(MESSAGES):
        key, pubkey = KEYS[i], PUBKEYS[i]
        signature = bls.Sign(key, message)
        negative = G2_to_signature(neg(signature_to_G2(signature)))
        cases += [
            verify_case("valid", pubkey, message, signature),
            verify_case("other key", PUBKEYS[i + 1], message, signature),
            verify_case("other message", pubkey, MESSAGES[i - 1], signature),
            verify_case("tampered signature", pubkey, message, signature[:-4] + b"\xff" * 4),
            verify_case("negated signature", pubkey, message, negative),
        ]
    pubkey, message, signature = PUBKEYS[3], MESSAGES[3], bls.Sign(KEYS[3], MESSAGES[3])
    outside_g1, outside_g2 = outside_subgroup()
    return cases + [
        verify_case("infinity public key, infinity signature", INFINITY_G1, message, INFINITY_G2),
        verify_case("infinity public key", INFINITY_G1, message, signature),
        verify_case("infinity signature", pubkey, message, INFINITY_G2),
        verify_case("public key outside the subgroup", outside_g1[0], message, signature),
        verify_case("signature outside the subgroup", pubkey, message, outside_g2[0]),
        verify_case(
            "signature plus a point outside the subgroup", pubkey, message, shifted(signature)
        ),
        verify_case("basic scheme's signature", pubkey, message, G2Basic.Sign(KEYS[3], message)),
        verify_case("empty message", PUBKEYS[4], b"", bls.Sign(KEYS[4], b"")),
        verify_case("signature too short", pubkey, message, signature[:-1]),
        verify_case("public key too long", pubkey + b"\0", message, signature),
    ]


def shifted(signature: bytes) -> bytes:
    """The signature plus a point that subgroup order kills but the cofactor does not."""
    low = multiply(signature_to_G2(outside_subgroup()[1][0]), curve_order)
    assert not is_inf(low)
    return G2_to_signature(add(signature_to_G2(signature), low))


# Aggregates


def aggregate_cases() -> list[Case]:
    signatures = [bls.Sign(k, MESSAGES[i % 6]) for i, k in enumerate(KEYS)]
    cases = [
        case(f"{n} signatures", texts(signatures[:n]), text(bls.Aggregate(signatures[:n])))
        for n in (1, 2, 3, 10)
    ]
    opposite = [signatures[0], G2_to_signature(neg(signature_to_G2(signatures[0])))]
    cases += [
        case(
            "twice the same", texts([signatures[0]] * 2), text(bls.Aggregate([signatures[0]] * 2))
        ),
        case("sum is infinity", texts(opposite), text(bls.Aggregate(opposite))),
        case("infinity alone", texts([INFINITY_G2]), text(bls.Aggregate([INFINITY_G2]))),
        case("with infinity", texts([INFINITY_G2, signatures[1]]), text(signatures[1])),
        case("none", [], None),
    ]
    assert bls.Aggregate([INFINITY_G2, signatures[1]]) == signatures[1]
    assert cases[5]["output"] == text(INFINITY_G2) and fails(bls.Aggregate, [])
    return cases


def fast_inputs() -> list[tuple[str, list[bytes], bytes, bytes]]:
    rows = []
    for n in (1, 2, 3, 10):
        message = MESSAGES[n % 6]
        signature = bls.Aggregate([bls.Sign(k, message) for k in KEYS[:n]])
        rows += [
            (f"valid, {n} keys", PUBKEYS[:n], message, signature),
            (f"other message, {n} keys", PUBKEYS[:n], MESSAGES[(n + 1) % 6], signature),
            (f"one key more, {n} keys", PUBKEYS[:n] + [PUBKEYS[-n]], message, signature),
            (f"tampered, {n} keys", PUBKEYS[:n], message, signature[:-4] + b"\xff" * 4),
        ]
    message = MESSAGES[2]
    signature = bls.Aggregate([bls.Sign(k, message) for k in KEYS[:3]])
    return rows + [
        ("no keys, infinity signature", [], message, INFINITY_G2),
        ("no keys, zero signature", [], message, bytes(96)),
        ("no keys, good signature", [], message, signature),
        ("with the infinity key", PUBKEYS[:3] + [INFINITY_G1], message, signature),
        ("infinity signature", PUBKEYS[:3], message, INFINITY_G2),
        ("key outside the subgroup", PUBKEYS[:2] + [outside_subgroup()[0][0]], message, signature),
        ("keys whose sum is infinity", [PUBKEYS[0], PUBKEYS[2]], message, INFINITY_G2),
        ("order of keys does not matter", PUBKEYS[2::-1], message, signature),
    ]


def fast_aggregate_verify_cases(function: Callable[..., bool]) -> list[Case]:
    return [
        case(
            name,
            {"pubkeys": texts(pubkeys), "message": text(message), "signature": text(signature)},
            function(pubkeys, message, signature),
        )
        for name, pubkeys, message, signature in fast_inputs()
    ]


def aggregate_verify_cases() -> list[Case]:
    n = 4
    pubkeys, messages = PUBKEYS[:n], MESSAGES[:n]
    signature = bls.Aggregate([bls.Sign(k, m) for k, m in zip(KEYS, messages)])
    same = bls.Aggregate([bls.Sign(k, MESSAGES[0]) for k in KEYS[:n]])
    rows = [
        ("valid", pubkeys, messages, signature),
        ("one pair", PUBKEYS[:1], MESSAGES[:1], bls.Sign(KEYS[0], MESSAGES[0])),
        ("equal messages", pubkeys, [MESSAGES[0]] * n, same),
        ("messages swapped", pubkeys, [messages[1], messages[0], *messages[2:]], signature),
        ("key missing", pubkeys[:-1], messages, signature),
        ("pair missing", pubkeys[:-1], messages[:-1], signature),
        ("tampered signature", pubkeys, messages, signature[:-4] + b"\xff" * 4),
        ("none, infinity signature", [], [], INFINITY_G2),
        ("with the infinity key", pubkeys + [INFINITY_G1], messages + [MESSAGES[5]], signature),
        ("infinity signature", pubkeys, messages, INFINITY_G2),
    ]
    return [
        case(
            name,
            {"pubkeys": texts(keys), "messages": texts(texts_), "signature": text(sig)},
            bls.AggregateVerify(keys, texts_, sig),
        )
        for name, keys, texts_, sig in rows
    ]


def aggregate_pubkeys_cases() -> list[Case]:
    """eth_aggregate_pubkeys of Altair."""
    cases = []
    for n in (1, 2, 3, 10):
        total = bls._AggregatePKs(PUBKEYS[:n])
        cases.append(case(f"{n} keys", texts(PUBKEYS[:n]), text(total)))
    outside = outside_subgroup()[0][0]
    cases += [
        case("none", [], None),
        case("infinity", texts([INFINITY_G1]), None),
        case("with infinity", texts([PUBKEYS[0], INFINITY_G1]), None),
        case("outside the subgroup", texts([PUBKEYS[0], outside]), None),
        case("no point", texts([b"\x80" + bytes(46) + b"\x01"]), None),
    ]
    return cases


def batch_verify_cases() -> list[Case]:
    """Many independent (key, message, signature) triples; all must hold."""
    cases = []
    good = [(p, m, bls.Sign(k, m)) for k, p, m in zip(KEYS, PUBKEYS, MESSAGES)]
    crossed = [list(g) for g in good]
    a, b = signature_to_G2(good[0][2]), signature_to_G2(good[1][2])
    crossed[0][2], crossed[1][2] = G2_to_signature(add(a, b)), INFINITY_G2  # the sum still fits
    for name, triples in (
        ("valid", good),
        ("one triple", good[:1]),
        (
            "two signatures swapped",
            [(*good[0][:2], good[1][2]), (*good[1][:2], good[0][2]), *good[2:]],
        ),
        ("same sum, wrong parts", crossed),
        ("last one wrong", [*good[:-1], (*good[-1][:2], good[0][2])]),
    ):
        given = dict(
            zip(("pubkeys", "messages", "signatures"), (texts(list(c)) for c in zip(*triples)))
        )
        cases.append(case(name, given, all(bls.Verify(*t) for t in triples)))
    return cases


# Points


def outside_subgroup() -> tuple[list[bytes], list[bytes]]:
    """Points on the curves, but not of order r."""
    g1, g2 = [], []
    x = 3
    while len(g1) < 4 or len(g2) < 4:
        x += 1
        encoded1 = (x | 1 << 383).to_bytes(48, "big")
        encoded2 = (1 << 383).to_bytes(48, "big") + x.to_bytes(48, "big")
        for encoded, points, decode in (
            (encoded1, g1, pubkey_to_G1),
            (encoded2, g2, signature_to_G2),
        ):
            if len(points) < 4 and not fails(decode, encoded):
                if not subgroup_check(decode(encoded)):
                    points.append(encoded)
    return g1, g2


def no_point(length: int) -> bytes:
    """The smallest x that is on no point."""
    decode = pubkey_to_G1 if length == 48 else signature_to_G2
    for x in range(1, 100):
        encoded = bytes([0x80]) + x.to_bytes(length - 1, "big")
        if fails(decode, encoded):
            return encoded
    raise AssertionError


def flags(encoded: bytes, top_bits: int) -> bytes:
    return bytes([top_bits << 5 | encoded[0] & 0x1F]) + encoded[1:]


def malformed(good: bytes) -> list[tuple[str, bytes]]:
    """Faults of the encoding itself; good is a valid point."""
    n = len(good)
    sign = good[0] >> 5 & 1
    return [
        ("compression flag missing", flags(good, sign)),
        ("infinity flag on a point", flags(good, 0b110)),
        ("infinity and sign flag on a point", flags(good, 0b111)),
        ("infinity without compression flag", b"\x40" + bytes(n - 1)),
        ("infinity with sign flag", b"\xe0" + bytes(n - 1)),
        ("infinity with a bit set at the end", b"\xc0" + bytes(n - 2) + b"\x01"),
        ("infinity with a bit set at the start", b"\xc1" + bytes(n - 1)),
        ("all zero", bytes(n)),
        ("all ones", b"\xff" * n),
        ("not on the curve", no_point(n)),
        ("one byte short", good[:-1]),
        ("one byte long", good + b"\0"),
        ("empty", b""),
        ("length of the other group", INFINITY_G2 if n == 48 else INFINITY_G1),
    ]


def deserialization_g1_cases() -> list[Case]:
    rows = [("valid", k) for k in PUBKEYS] + [("infinity", INFINITY_G1)]
    rows += [("outside the subgroup", k) for k in outside_subgroup()[0]]
    good = next(k for k in PUBKEYS if int.from_bytes(flags(k, 0), "big") + p < 2**381)
    above = (int.from_bytes(good, "big") + p).to_bytes(48, "big")
    rows.append(("x of a valid point plus p", above))
    for name, x in (("x is p", p), ("x is p - 1", p - 1), ("x is 2^381 - 1", 2**381 - 1)):
        rows.append((name, (x | 1 << 383).to_bytes(48, "big")))
    rows += malformed(PUBKEYS[3])
    return [case(name, {"pubkey": text(k)}, point_is_valid(k, 48)) for name, k in rows]


def deserialization_g2_cases() -> list[Case]:
    good = bls.Sign(KEYS[3], MESSAGES[0])
    rows = [("valid", bls.Sign(k, MESSAGES[0])) for k in KEYS] + [("infinity", INFINITY_G2)]
    rows += [("outside the subgroup", s) for s in outside_subgroup()[1]]
    low = int.from_bytes(good[48:], "big")
    high = int.from_bytes(good[:48], "big")
    for name, c1, c0 in (
        ("x.c0 is p", 1 << 383, p),
        ("x.c1 is p", p | 1 << 383, 1),
        ("x.c0 is p + x.c0", high, low + p),
        ("x.c1 is 2^381 - 1", 2**384 - 1 ^ 3 << 381, 1),
        ("x.c0 is 2^384 - 1", high, 2**384 - 1),
    ):
        rows.append((name, c1.to_bytes(48, "big") + c0.to_bytes(48, "big")))
    rows.append(
        (
            "halves swapped",
            (low | 1 << 383).to_bytes(48, "big") + (high & (1 << 381) - 1).to_bytes(48, "big"),
        )
    )
    rows += malformed(good)
    return [case(name, {"signature": text(s)}, point_is_valid(s, 96)) for name, s in rows]


def point_is_valid(encoded: bytes, length: int) -> bool:
    """Canonical, on the curve and in the subgroup; infinity counts."""
    if len(encoded) != length:
        return False
    decode = pubkey_to_G1 if length == 48 else signature_to_G2
    encode = G1_to_pubkey if length == 48 else G2_to_signature
    if fails(decode, encoded):
        return False
    point = decode(encoded)
    return subgroup_check(point) and encode(point) == encoded


def key_validate_cases() -> list[Case]:
    cases = deserialization_g1_cases()
    for one in cases:
        key = bytes.fromhex(one["input"]["pubkey"][2:])
        expected = one["output"] and key != INFINITY_G1
        assert len(key) != 48 or bls.KeyValidate(key) == expected, one["name"]
        one["output"] = expected
    return cases


# Key generation


def keygen_cases() -> list[Case]:
    cases = []
    for n in (32, 33, 48, 64, 100):
        for info in (b"", b"some key info"):
            ikm = RNG.randbytes(n)
            given = {"ikm": text(ikm), "key_info": text(info)}
            cases.append(case(f"{n} bytes", given, scalar(bls.KeyGen(ikm, info))))
    cases.append(
        case("zeros", {"ikm": text(bytes(32)), "key_info": "0x"}, scalar(bls.KeyGen(bytes(32))))
    )
    return cases


def main() -> None:
    write("bls/sk_to_pk.json", SOURCE, sk_to_pk_cases())
    write("bls/sign.json", SOURCE, sign_cases(bls))
    write("bls/sign_basic.json", f"{SOURCE}, tag {G2Basic.DST.decode()}", sign_cases(G2Basic))
    write("bls/verify.json", SOURCE, verify_cases())
    write("bls/aggregate.json", SOURCE, aggregate_cases())
    write(
        "bls/fast_aggregate_verify.json",
        SOURCE,
        fast_aggregate_verify_cases(bls.FastAggregateVerify),
    )
    write("bls/eth_aggregate_pubkeys.json", SOURCE, aggregate_pubkeys_cases())
    write("bls/aggregate_verify.json", SOURCE, aggregate_verify_cases())
    write("bls/batch_verify.json", SOURCE, batch_verify_cases())
    write("bls/deserialization_G1.json", SOURCE, deserialization_g1_cases())
    write("bls/deserialization_G2.json", SOURCE, deserialization_g2_cases())
    write("bls/key_validate.json", SOURCE, key_validate_cases())
    write("bls/keygen.json", SOURCE, keygen_cases())


if __name__ == "__main__":
    main()
