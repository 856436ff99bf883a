"""EIP-712: the Mail example, and messages with arrays, nested structs and every kind of member."""

from typing import Any

from eth_account import Account
from eth_account._utils.encode_typed_data.encoding_and_hashing import encode_type, hash_type
from eth_account.messages import encode_typed_data
from eth_utils import keccak

from common import Case, seeded, version, write

SOURCE = f"made with {version('eth-account')}; the first is the example of EIP-712"
RNG = seeded("eip712")
COW_KEY = keccak(text="cow")
EXAMPLE = {
    "type_hash": "a0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2",
    "domain_separator": "f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f",
    "struct_hash": "c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e",
    "digest": "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2",
    "signature": (
        "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
        "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"
    ),
}
DOMAIN_TYPES = {
    "name": "string",
    "version": "string",
    "chainId": "uint256",
    "verifyingContract": "address",
    "salt": "bytes32",
}


def fields(text: str) -> list[Case]:
    """`address from, string name` as a list of members."""
    parts = [part.split() for part in text.split(",")] if text else []
    return [{"name": name, "type": kind} for kind, name in parts]


def typed_data(domain: Case, types: dict[str, str], primary: str, message: Case) -> Case:
    domain_fields = [{"name": n, "type": DOMAIN_TYPES[n]} for n in DOMAIN_TYPES if n in domain]
    return {
        "types": {"EIP712Domain": domain_fields, **{n: fields(t) for n, t in types.items()}},
        "primaryType": primary,
        "domain": domain,
        "message": message,
    }


def case(name: str, key: bytes, data: Case) -> Case:
    signable = encode_typed_data(full_message=data)
    signed = Account.sign_message(signable, key)
    types = {n: t for n, t in data["types"].items() if n != "EIP712Domain"}
    return {
        "name": name,
        "typed_data": data,
        "encode_type": encode_type(data["primaryType"], types),
        "type_hash": hash_type(data["primaryType"], types).hex(),
        "domain_separator": signable.header.hex(),
        "struct_hash": signable.body.hex(),
        "digest": signed.message_hash.hex(),
        "privkey": key.hex(),
        "address": Account.from_key(key).address,
        "signature": signed.signature.hex(),
    }


def address() -> str:
    return "0x" + RNG.randbytes(20).hex()


def blob(length: int) -> str:
    return "0x" + RNG.randbytes(length).hex()


def domain(**extra: Any) -> Case:
    return {"name": "StaFi Router", "version": "1", "chainId": 560048, **extra}


def mail() -> Case:
    return typed_data(
        {
            "name": "Ether Mail",
            "version": "1",
            "chainId": 1,
            "verifyingContract": "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC",
        },
        {
            "Person": "string name, address wallet",
            "Mail": "Person from, Person to, string contents",
        },
        "Mail",
        {
            "from": {"name": "Cow", "wallet": "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
            "to": {"name": "Bob", "wallet": "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
            "contents": "Hello, Bob!",
        },
    )


def domains() -> list[tuple[str, Case]]:
    """Every set of domain members that matters."""
    contract, salt = address(), blob(32)
    rows = [
        ("only a name", {"name": "Only"}),
        ("only a chain", {"chainId": 1}),
        ("no contract", domain()),
        ("with a contract", domain(verifyingContract=contract)),
        ("with a salt", domain(verifyingContract=contract, salt=salt)),
        ("salt alone", {"salt": salt}),
        ("empty strings", {"name": "", "version": ""}),
        ("big chain id", {"name": "Big", "chainId": 2**53 - 1}),
    ]
    return [
        (f"domain: {n}", typed_data(d, {"Ping": "uint256 n"}, "Ping", {"n": 1})) for n, d in rows
    ]


def atoms() -> list[tuple[str, Case]]:
    """One member of one type; numbers as JSON numbers where they fit, else decimal text."""
    values: list[tuple[str, Any]] = [("bool", True), ("bool", False), ("address", address())]
    values += [
        ("uint8", 255),
        ("uint64", str(2**64 - 1)),
        ("uint256", str(2**256 - 1)),
        ("uint256", 0),
    ]
    values += [
        ("uint256", "0x1f"),
        ("int8", -128),
        ("int8", 127),
        ("int64", str(-(2**63))),
        ("int256", -1),
    ]
    values += [("int256", str(-(2**255))), ("int256", str(2**255 - 1)), ("int16", -1)]
    values += [
        ("bytes1", blob(1)),
        ("bytes4", blob(4)),
        ("bytes20", blob(20)),
        ("bytes32", blob(32)),
    ]
    values += [("bytes", "0x"), ("bytes", blob(1)), ("bytes", blob(32)), ("bytes", blob(100))]
    values += [("string", ""), ("string", "plain"), ("string", "Grüße 🔑\n"), ("string", "x" * 200)]
    return [
        (f"atom: {kind}", typed_data(domain(), {"Atom": f"{kind} value"}, "Atom", {"value": value}))
        for kind, value in values
    ]


def arrays() -> list[tuple[str, Case]]:
    values: list[tuple[str, Any]] = [
        ("uint256[]", []),
        ("uint256[]", [1, 2, 3]),
        ("uint8[3]", [1, 2, 3]),
        ("address[]", [address(), address()]),
        ("bool[]", [True, False, True]),
        ("bytes[]", ["0x", blob(33), "0x00"]),
        ("bytes32[2]", [blob(32), blob(32)]),
        ("string[]", ["", "a", "Grüße"]),
        ("string[2]", ["x", "y"]),
        ("int64[]", [-1, 0, 1]),
        ("uint256[][]", [[], [1], [2, 3]]),
        ("uint256[2][]", [[1, 2], [3, 4], [5, 6]]),
        ("uint256[][2]", [[1], [2, 3]]),
        ("string[][1]", [["a", "b"]]),
    ]
    return [
        (
            f"array: {kind}",
            typed_data(domain(), {"List": f"{kind} items"}, "List", {"items": items}),
        )
        for kind, items in values
    ]


def mail_with_lists() -> Case:
    people = [
        {"name": n, "wallets": [address() for _ in range(i)]}
        for i, n in enumerate(("Cow", "Bob", "Ann"))
    ]
    types = {
        "Group": "string name, Person[] members",
        "Mail": "Person from, Person[] to, Group group, bytes attachment, uint64 sent",
        "Person": "string name, address[] wallets",
    }
    message = {
        "from": people[0],
        "to": people[1:],
        "group": {"name": "All", "members": people},
        "attachment": blob(77),
        "sent": 1700000000,
    }
    return typed_data(domain(verifyingContract=address()), types, "Mail", message)


def cluster() -> Case:
    """A cluster configuration in the shape that such a router would sign."""
    types = {
        "Operator": "uint64 id, bytes publicKey, address owner, int256 feeDelta",
        "Pool": "address token, uint16 feeBps, bool paused, bytes32[] keys",
        "Cluster": "address owner, Operator[] operators, Pool[2] pools, uint256[][] shares, "
        "bytes4 tag, string note",
    }
    operators = [
        {"id": i, "publicKey": blob(48), "owner": address(), "feeDelta": i - 2}
        for i in (1, 2, 3, 4)
    ]
    pools = [
        {
            "token": address(),
            "feeBps": 10 * i,
            "paused": i == 1,
            "keys": [blob(32) for _ in range(i)],
        }
        for i in (0, 1)
    ]
    message = {
        "owner": address(),
        "operators": operators,
        "pools": pools,
        "shares": [[1, 2], [], [3]],
        "tag": blob(4),
        "note": "zwölf ✓",
    }
    return typed_data(domain(verifyingContract=address(), salt=blob(32)), types, "Cluster", message)


def nested() -> list[tuple[str, Case]]:
    types = {"Z": "uint256 n", "A": "Z z", "M": "A a, Z z", "Top": "M m, A a, Z[] list"}
    message = {
        "m": {"a": {"z": {"n": 1}}, "z": {"n": 2}},
        "a": {"z": {"n": 3}},
        "list": [{"n": 4}, {"n": 5}],
    }
    empty = typed_data(domain(), {"Nothing": ""}, "Nothing", {})
    return [
        ("types sort by name after the first", typed_data(domain(), types, "Top", message)),
        ("empty list of structs", typed_data(domain(), types, "Top", {**message, "list": []})),
        ("struct without members", empty),
        ("mail with lists", mail_with_lists()),
        ("cluster", cluster()),
    ]


def main() -> None:
    cases = [case("Mail", COW_KEY, mail())]
    assert all(cases[0][key] == value for key, value in EXAMPLE.items())
    for name, data in domains() + atoms() + arrays() + nested():
        cases.append(case(name, RNG.randbytes(32), data))
    write("eip712/typed_data.json", SOURCE, cases)


if __name__ == "__main__":
    main()
