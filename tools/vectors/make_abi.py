"""Contract ABI: Solidity's printed examples, seeded values of many types, logs, refusals."""

import random
from typing import Any

from eth_abi import decode, encode
from eth_abi.grammar import TupleType, normalize, parse
from eth_utils import function_signature_to_4byte_selector, keccak, to_checksum_address

from common import Case, seeded, version, write

SOURCE = f"made with {version('eth-abi')}"


def word(number: int) -> str:
    return "%064x" % (number % 2**256)


def right(text: bytes) -> str:
    return text.hex().ljust(64, "0")


PRINTED: list[tuple[str, list[Any], str, list[str]]] = [  # Solidity's ABI specification, "Examples"
    ("baz(uint32,bool)", [69, True], "cdcd77c0", [word(69), word(1)]),
    ("bar(bytes3[2])", [[b"abc", b"def"]], "fce353f6", [right(b"abc"), right(b"def")]),
    (
        "sam(bytes,bool,uint256[])",
        [b"dave", True, [1, 2, 3]],
        "a5643bf2",
        [
            word(0x60),
            word(1),
            word(0xA0),
            word(4),
            right(b"dave"),
            word(3),
            word(1),
            word(2),
            word(3),
        ],
    ),
    (
        "f(uint256,uint32[],bytes10,bytes)",
        [0x123, [0x456, 0x789], b"1234567890", b"Hello, world!"],
        "8be65246",
        [word(0x123), word(0x80), right(b"1234567890"), word(0xE0), word(2), word(0x456)]
        + [word(0x789), word(13), right(b"Hello, world!")],
    ),
    (
        "g(uint256[][],string[])",
        [[[1, 2], [3]], ["one", "two", "three"]],
        "2289b18c",
        [word(0x40), word(0x140), word(2), word(0x40), word(0xA0), word(2), word(1), word(2)]
        + [word(1), word(3), word(3), word(0x60), word(0xA0), word(0xE0), word(3), right(b"one")]
        + [word(3), right(b"two"), word(5), right(b"three")],
    ),
]

TYPE_LISTS = [
    *[[f"uint{n}"] for n in range(8, 257, 8)],
    *[[f"int{n}"] for n in range(8, 257, 8)],
    *[[f"bytes{n}"] for n in range(1, 33)],
    ["bool"], ["address"], ["bytes"], ["string"],
    ["uint256", "uint256"], ["string", "uint256", "bytes"], ["bytes", "bytes"],
    ["uint256[]"], ["uint256[3]"], ["uint256[1][2]"], ["uint256[][]"], ["uint256[2][]"],
    ["uint256[][2]"],
    ["uint8[]"], ["int16[4]"], ["bool[]"], ["bool[3]"], ["address[]"], ["address[2]"], ["bytes4[]"],
    ["bytes[]"], ["bytes[2]"], ["string[]"], ["string[3]"], ["string[][]"], ["string[2][]"],
    ["bytes[][2]"],
    ["(uint256,address)"], ["(uint256,string)"], ["(bytes,bytes)"], ["((uint8,bool),string)"],
    ["(uint256,(string,(bytes,int64)))"], ["(uint256,bool)[]"], ["(uint256,bool)[2]"],
    ["(string,uint64)[]"],
    ["(string,uint64)[2]"], ["(uint8,(string,bytes)[])[]"], ["((uint256[],string),bool)[][2]"],
    ["(uint256,(bool,bytes3)[2])"], ["uint8", "(string,uint8)", "uint8[]", "bytes2"],
    ["bytes", "uint64[]", "bytes", "(uint32,uint64,uint64,bool,uint256)"],
    ["bytes[]", "uint64[]", "bytes[]", "uint256", "(uint32,uint64,uint64,bool,uint256)"],
    ["bytes", "bytes", "bytes", "bytes", "bytes"],
    ["bytes", "bytes", "bytes", "bytes32"],
    ["(bool,bytes)[]"], ["(address,bool,bytes)[]"], ["address", "uint256[]", "bytes32[][]"],
    [],
]  # fmt: skip

FUNCTIONS = [
    "transfer(address,uint256)",
    "approve(address,uint256)",
    "balanceOf(address)",
    "deposit(bytes,bytes,bytes,bytes32)",
    "get_deposit_root()",
    "get_deposit_count()",
    "aggregate3((address,bool,bytes)[])",
    "registerValidator(bytes,uint64[],bytes,(uint32,uint64,uint64,bool,uint256))",
    "bulkRegisterValidator(bytes[],uint64[],bytes[],(uint32,uint64,uint64,bool,uint256))",
    "isValidSignature(bytes32,bytes)",
]
EVENTS = [
    "Transfer(address,address,uint256)",
    "Approval(address,address,uint256)",
    "DepositEvent(bytes,bytes,bytes,bytes,bytes)",
    "ValidatorAdded(address,uint64[],bytes,bytes,(uint32,uint64,uint64,bool,uint256))",
    "ValidatorRemoved(address,uint64[],bytes,(uint32,uint64,uint64,bool,uint256))",
    "ClusterLiquidated(address,uint64[],(uint32,uint64,uint64,bool,uint256))",
]


def shown(value: Any) -> Any:
    """Numbers as decimal text, bytes as 0x text, lists and tuples as arrays."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return "0x" + value.hex()
    return [shown(v) for v in value]


def whole(kind: str, size: int, rng: random.Random) -> int:
    low, high = (0, 2**size) if kind == "uint" else (-(2 ** (size - 1)), 2 ** (size - 1))
    return rng.choice([low, high - 1, 0, 1, rng.randrange(low, high), rng.randrange(low, high)])


def random_value(kind: Any, rng: random.Random) -> Any:
    """A value of a parsed type."""
    if kind.arrlist:
        *_, last = kind.arrlist
        count = last[0] if last else rng.randrange(4)
        return [random_value(kind.item_type, rng) for _ in range(count)]
    if isinstance(kind, TupleType):
        return [random_value(c, rng) for c in kind.components]
    if kind.base in ("uint", "int"):
        return whole(kind.base, kind.sub, rng)
    if kind.base == "bool":
        return rng.random() < 0.5
    if kind.base == "address":
        return to_checksum_address(rng.randbytes(20))
    if kind.base == "string":
        return rng.choice(["", "a", "Grüße 🔑", "x" * 31, "y" * 32, "z" * 33, "\n\0"])
    length = kind.sub or rng.choice([0, 1, 31, 32, 33, 48, 96])
    return rng.randbytes(length)


def value_case(types: list[str], values: list[Any]) -> Case:
    encoded = encode(types, values)
    decode(types, encoded)
    return {"types": types, "values": shown(values), "encoded": encoded.hex()}


def value_cases() -> list[Case]:
    rng = seeded("abi")
    cases = []
    for types in TYPE_LISTS:
        for _ in range(1 if len(types) == 1 and "[" not in types[0] and "(" not in types[0] else 2):
            cases.append(value_case(types, [random_value(parse(normalize(t)), rng) for t in types]))
    for n in (8, 64, 256):
        cases.append(value_case([f"uint{n}", f"int{n}"], [2**n - 1, -(2 ** (n - 1))]))
    return cases


def printed_cases() -> list[Case]:
    cases = []
    for signature, values, selector, words in PRINTED:
        types = [c.to_type_str() for c in parse(signature[signature.index("(") :]).components]
        case = {"signature": signature, "selector": selector, **value_case(types, values)}
        assert function_signature_to_4byte_selector(signature).hex() == selector
        assert case["encoded"] == "".join(words), signature
        cases.append(case)
    return cases


def signature_cases() -> list[Case]:
    cases: list[Case] = [
        {"signature": s, "selector": function_signature_to_4byte_selector(s).hex()}
        for s in FUNCTIONS
    ]
    return cases + [{"signature": s, "topic": keccak(text=s).hex()} for s in EVENTS]


def log_case(signature: str, indexed: list[bool], values: list[Any]) -> Case:
    """A log as a contract emits it; indexed dynamic values are only hashed."""
    types = [c.to_type_str() for c in parse(signature[signature.index("(") :]).components]
    topics, rest = [keccak(text=signature).hex()], []
    for kind, is_indexed, value in zip(types, indexed, values):
        if not is_indexed:
            rest.append((kind, value))
        elif kind in ("bytes", "string"):
            topics.append(keccak(value if isinstance(value, bytes) else value.encode()).hex())
        else:
            topics.append(encode([kind], [value]).hex())
    return {
        "signature": signature,
        "indexed": indexed,
        "values": shown(values),
        "topics": topics,
        "data": encode([k for k, _ in rest], [v for _, v in rest]).hex(),
    }


def log_cases() -> list[Case]:
    rng = seeded("abi/logs")
    patterns = [[True, True, False], [True, True, False], [False] * 5]
    patterns += [[True] + [False] * 4, [True] + [False] * 3, [True, False, False]]
    events = [*EVENTS, "Named(string,bytes,int8,bool)"]
    cases = []
    for signature, indexed in zip(events, [*patterns, [True, True, True, False]]):
        kinds = parse(signature[signature.index("(") :]).components
        for _ in range(2):
            cases.append(log_case(signature, indexed, [random_value(k, rng) for k in kinds]))
    return cases


TOP = 2**256 - 1
INVALID: list[tuple[str, list[str], list[str]]] = [
    ("no data", ["uint256"], []),
    ("head cut", ["uint256", "uint256"], [word(1), "00" * 31]),
    ("uint8 is 256", ["uint8"], [word(256)]),
    ("uint8 with dirty top", ["uint8"], ["01" + "00" * 31]),
    ("uint64 is 2^64", ["uint64"], [word(2**64)]),
    ("uint248 with dirty top", ["uint248"], ["ff" * 32]),
    ("int8 is 128", ["int8"], [word(128)]),
    ("int8 is -129", ["int8"], [word(-129)]),
    ("int8 not sign extended", ["int8"], [word(0xFF)]),
    ("int64 is 2^63", ["int64"], [word(2**63)]),
    ("bool is 2", ["bool"], [word(2)]),
    ("bool is 2^255", ["bool"], [word(2**255)]),
    ("address with dirty top", ["address"], ["01" + "00" * 31]),
    ("address of 21 bytes", ["address"], [word(2**160)]),
    ("bytes4 with dirty end", ["bytes4"], ["01020304" + "00" * 27 + "01"]),
    ("bytes31 with dirty end", ["bytes31"], ["ff" * 32]),
    ("bytes: offset at the end", ["bytes"], [word(0x20)]),
    ("bytes: offset past the end", ["bytes"], [word(0x1000), word(1), right(b"a")]),
    ("bytes: offset 2^256-1", ["bytes"], [word(TOP), word(1), right(b"a")]),
    ("bytes: offset 2^64+32", ["bytes"], [word(2**64 + 32), word(1), right(b"a")]),
    ("bytes: length past the end", ["bytes"], [word(0x20), word(33), right(b"a")]),
    ("bytes: length 2^256-1", ["bytes"], [word(0x20), word(TOP), right(b"a")]),
    ("bytes: length 2^64", ["bytes"], [word(0x20), word(2**64), right(b"a")]),
    ("bytes: length cut", ["bytes"], [word(0x20), "00" * 31]),
    ("bytes: padding missing", ["bytes"], [word(0x20), word(1), "61"]),
    ("bytes: dirty padding", ["bytes"], [word(0x20), word(1), "61" + "00" * 30 + "01"]),
    ("string: dirty padding", ["string"], [word(0x20), word(1), "61" + "01" + "00" * 30]),
    ("string: not UTF-8", ["string"], [word(0x20), word(2), right(b"\xc3\x28")]),
    ("list: offset past the end", ["uint256[]"], [word(0x40), word(0)]),
    ("list: one item missing", ["uint256[]"], [word(0x20), word(2), word(1)]),
    ("list: length 2^256-1", ["uint256[]"], [word(0x20), word(TOP), word(1)]),
    ("list: length 2^251", ["uint256[]"], [word(0x20), word(2**251), word(1)]),
    ("list: item out of range", ["uint8[]"], [word(0x20), word(1), word(256)]),
    ("list of bool: item is 2", ["bool[]"], [word(0x20), word(1), word(2)]),
    ("list of lists: inner offset bad", ["uint256[][]"], [word(0x20), word(1), word(0x1000)]),
    ("list of lists: inner length", ["uint256[][]"], [word(0x20), word(1), word(0x20), word(5)]),
    ("list of strings: offset 2^255", ["string[]"], [word(0x20), word(1), word(2**255), word(0)]),
    ("fixed list cut", ["uint256[3]"], [word(1), word(2)]),
    ("bytes[2]: offset bad", ["bytes[2]"], [word(32), word(64), word(999), word(0), word(0)]),
    ("tuple: offset bad", ["(uint256,string)"], [word(0x20), word(1), word(0x400), word(0)]),
    ("tuple: cut", ["(uint256,string)"], [word(0x20), word(1)]),
]  # fmt: skip
INVALID_TYPES = [
    "", "uint7", "uint0", "uint264", "uint08", "int1", "int512", "bytes0", "bytes33", "bytes-1",
    "uint256[", "uint256]", "uint256[-1]", "uint256[x]", "[]", "(", ")", "(uint256", "uint256)",
    "(uint256,)", "(,uint256)", "uint256 ", " uint256", "uint256,uint256", "struct", "Uint256",
    "address[] payable",
]  # fmt: skip


def refuses(types: list[str], data: str) -> bool:
    try:
        decode(types, bytes.fromhex(data))
    except Exception:
        return True
    return False


def invalid_cases() -> list[Case]:
    accepted = [f for f, types, words in INVALID if not refuses(types, "".join(words))]
    assert not accepted, accepted
    return [{"fault": f, "types": types, "encoded": "".join(words)} for f, types, words in INVALID]


def invalid_type_cases() -> list[Case]:
    accepted = [t for t in INVALID_TYPES if not refuses([t], word(0) * 8)]
    assert not accepted, accepted
    return [{"type": t} for t in INVALID_TYPES]


def main() -> None:
    write("abi/printed.json", "examples of Solidity's ABI specification", printed_cases())
    write("abi/values.json", SOURCE, value_cases())
    write("abi/signatures.json", f"made with {version('eth-utils')}", signature_cases())
    write("abi/logs.json", SOURCE, log_cases())
    write("abi/invalid.json", f"refused by {version('eth-abi')} (strict)", invalid_cases())
    write("abi/invalid_types.json", f"refused by {version('eth-abi')}", invalid_type_cases())


if __name__ == "__main__":
    main()
