"""RLP: the printed examples, seeded items and integers, and encodings that must be refused."""

import random
from typing import Any

import rlp
from rlp.sedes import big_endian_int

from common import Case, seeded, version, write

SOURCE = f"made with {version('rlp')}"
LOREM = b"Lorem ipsum dolor sit amet, consectetur adipisicing elit"
PRINTED: list[tuple[str, Any, str]] = [  # as Ethereum's RLP page prints them
    ("the string dog", b"dog", "83646f67"),
    ("the list cat, dog", [b"cat", b"dog"], "c88363617483646f67"),
    ("the empty string", b"", "80"),
    ("the empty list", [], "c0"),
    ("the byte 00", b"\x00", "00"),
    ("the byte 0f", b"\x0f", "0f"),
    ("the bytes 04 00", b"\x04\x00", "820400"),
    ("three as a set", [[], [[]], [[], [[]]]], "c7c0c1c0c3c0c1c0"),
    ("Lorem ipsum", LOREM, "b838" + LOREM.hex()),
]


def shown(item: Any) -> Any:
    """Strings as hex, lists as lists."""
    return item.hex() if isinstance(item, bytes) else [shown(i) for i in item]


def case(name: str, item: Any) -> Case:
    encoded = rlp.encode(item)
    assert shown(rlp.decode(encoded)) == shown(item)
    return {"name": name, "value": shown(item), "rlp": encoded.hex()}


def printed_cases() -> list[Case]:
    cases = [case(name, item) for name, item, _ in PRINTED]
    assert [c["rlp"] for c in cases] == [expected for _, _, expected in PRINTED]
    return cases


def random_item(rng: random.Random, depth: int) -> Any:
    if depth == 0 or rng.random() < 0.4:
        return rng.randbytes(rng.choice([0, 1, 1, 2, 20, 32, 55, 56, 60]))
    return [random_item(rng, depth - 1) for _ in range(rng.randrange(6))]


def made_cases() -> list[Case]:
    rng = seeded("rlp")
    lengths = [1, 2, 54, 55, 56, 57, 255, 256, 257, 1024]
    cases = [case(f"{n} bytes", rng.randbytes(n)) for n in lengths]
    cases += [case(f"byte {b:02x}", bytes([b])) for b in (1, 0x7E, 0x7F, 0x80, 0x81, 0xC0, 0xFF)]
    cases += [case(f"list of {n} empty strings", [b""] * n) for n in (1, 55, 56, 255, 256)]
    deep: Any = []
    for _ in range(20):
        deep = [deep]
    cases.append(case("20 lists in one another", deep))
    return cases + [case("random", random_item(rng, 4)) for _ in range(40)]


def integer_cases() -> list[Case]:
    numbers = [0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x400, 0xFFFF, 0x10000, 2**32, 2**63, 2**64 - 1]
    numbers += [2**64, 2**128, 2**255, 2**256 - 1, 10**18, 32 * 10**18]
    return [{"value": str(n), "rlp": rlp.encode(n).hex()} for n in numbers]


def refused(encoded: bytes) -> bool:
    try:
        rlp.decode(encoded, strict=True)
    except Exception:
        return True
    return False


INVALID = [
    ("nothing", ""),
    ("string of one byte below 80 with a head", "8100"),
    ("string of one byte below 80 with a head", "817f"),
    ("head without bytes", "81"),
    ("short string cut", "83646f"),
    ("short string with a byte more", "83646f6767"),
    ("long form for no byte", "b800"),
    ("long form for one byte", "b80180"),
    ("long form for 55 bytes", "b837" + "61" * 55),
    ("length with a leading zero", "b90038" + "61" * 56),
    ("length 0 in two bytes", "b90000"),
    ("long string cut", "b838" + "61" * 55),
    ("long string with a byte more", "b838" + "61" * 57),
    ("length itself cut", "b9ff"),
    ("length of 8 bytes, all ones", "bfffffffffffffffff"),
    ("length of 8 bytes, 2^63", "bf8000000000000000"),
    ("list cut", "c883636174"),
    ("list with a byte more", "c88363617483646f6700"),
    ("two items", "8080"),
    ("empty list and a byte", "c000"),
    ("item runs over the end of its list", "c483636174" + "61"),
    ("item runs over the end of its list", "c28361"),
    ("inner list runs over the end", "c2c3c0"),
    ("item in a list not canonical", "c28100"),
    ("list in long form for 55 bytes", "f837" + "61" * 55),
    ("list in long form for no byte", "f800"),
    ("list length with a leading zero", "f90038" + "61" * 56),
    ("list length itself cut", "f9ff"),
    ("list length of 8 bytes, all ones", "ffffffffffffffffff"),
    ("long list cut", "f838" + "61" * 55),
]
INVALID_INTEGERS = [
    ("zero as a byte", "00"),
    ("leading zero", "820001"),
    ("leading zeros", "830000ff"),
    ("a list", "c0"),
    ("a list of one number", "c101"),
]


def invalid_cases() -> list[Case]:
    for fault, encoded in INVALID:
        assert refused(bytes.fromhex(encoded)), fault
    return [{"fault": fault, "rlp": encoded} for fault, encoded in INVALID]


def invalid_integer_cases() -> list[Case]:
    for fault, encoded in INVALID_INTEGERS:
        if isinstance(rlp.decode(bytes.fromhex(encoded)), list):
            continue
        try:
            rlp.decode(bytes.fromhex(encoded), big_endian_int)
        except (rlp.DecodingError, rlp.DeserializationError):
            continue
        raise AssertionError(fault)
    return [{"fault": fault, "rlp": encoded} for fault, encoded in INVALID_INTEGERS]


def main() -> None:
    write("rlp/printed.json", "examples of Ethereum's RLP page", printed_cases())
    write("rlp/items.json", SOURCE, made_cases())
    write("rlp/integers.json", SOURCE, integer_cases())
    write("rlp/invalid.json", f"refused by {version('rlp')} (strict)", invalid_cases())
    write("rlp/invalid_integers.json", f"refused by {version('rlp')}", invalid_integer_cases())


if __name__ == "__main__":
    main()
