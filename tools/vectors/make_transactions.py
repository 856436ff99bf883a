"""Signed transactions: EIP-155's printed one, legacy, EIP-2930 and EIP-1559."""

import random
from typing import Any

import rlp
from eth_account import Account
from eth_utils import keccak, to_checksum_address

from common import Case, seeded, version, write

SOURCE = f"made with {version('eth-account')}; the first is printed in EIP-155"
CHAINS = [1, 560048, 17000, 1337, 2**31 - 2]
Transaction = dict[str, Any]

PRINTED_KEY = b"\x46" * 32
PRINTED: Transaction = {
    "chainId": 1,
    "nonce": 9,
    "gasPrice": 20 * 10**9,
    "gas": 21000,
    "to": to_checksum_address("0x" + "35" * 20),
    "value": 10**18,
    "data": b"",
}
PRINTED_PAYLOAD = (
    "ec098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080018080"
)
PRINTED_HASH = "daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53"
PRINTED_RAW = (
    "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61"
    "340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555"
    "c9f3dc64214b297fb1966a3b6d83"
)


def raw_address(address: str | None) -> bytes:
    return bytes.fromhex(address[2:]) if address else b""


def access_list(tx: Transaction) -> list[Any]:
    return [
        [raw_address(e["address"]), [bytes.fromhex(k[2:]) for k in e["storageKeys"]]]
        for e in tx["accessList"]
    ]


def payload(tx: Transaction) -> bytes:
    """What is hashed for the signature."""
    tail = [tx["gas"], raw_address(tx["to"]), tx["value"], tx["data"]]
    kind = tx.get("type", 0)
    if kind == 0:
        return rlp.encode([tx["nonce"], tx["gasPrice"], *tail, tx["chainId"], b"", b""])
    if kind == 1:
        fees = [tx["gasPrice"]]
    else:
        fees = [tx["maxPriorityFeePerGas"], tx["maxFeePerGas"]]
    fields = [tx["chainId"], tx["nonce"], *fees, *tail, access_list(tx)]
    return bytes([kind]) + rlp.encode(fields)


def as_json(tx: Transaction) -> Transaction:
    """The JSON-RPC form."""
    shown = {"type": hex(tx.get("type", 0)), **{k: v for k, v in tx.items() if k != "type"}}
    for key, value in shown.items():
        if isinstance(value, int):
            shown[key] = hex(value)
        elif isinstance(value, bytes):
            shown[key] = "0x" + value.hex()
    return shown


def case(name: str, key: bytes, tx: Transaction) -> Case:
    given = {k: v for k, v in tx.items() if v is not None}
    signed = Account.sign_transaction(given, key)
    unsigned = payload(tx)
    account = Account.from_key(key)
    assert Account.recover_transaction(signed.raw_transaction) == account.address
    assert Account._recover_hash(keccak(unsigned), vrs=recovery(signed, tx)) == account.address
    return {
        "name": name,
        "privkey": key.hex(),
        "from": account.address,
        "tx": as_json(tx),
        "payload": unsigned.hex(),
        "signing_hash": keccak(unsigned).hex(),
        "v": signed.v,
        "r": "%064x" % signed.r,
        "s": "%064x" % signed.s,
        "raw": signed.raw_transaction.hex(),
        "hash": signed.hash.hex(),
    }


def recovery(signed: Any, tx: Transaction) -> tuple[int, int, int]:
    parity = signed.v if tx.get("type") else signed.v - 35 - 2 * tx["chainId"]
    return parity + 27, signed.r, signed.s


def random_list(rng: random.Random, entries: int) -> list[Case]:
    return [
        {
            "address": to_checksum_address(rng.randbytes(20)),
            "storageKeys": ["0x" + rng.randbytes(32).hex() for _ in range(rng.randrange(4))],
        }
        for _ in range(entries)
    ]


def random_transaction(rng: random.Random, kind: int, i: int) -> Transaction:
    to = None if i % 7 == 6 else to_checksum_address(rng.randbytes(20))
    tx: Transaction = {"type": kind} if kind else {}
    tx |= {
        "chainId": CHAINS[i % len(CHAINS)],
        "nonce": [0, 1, 127, 128, 255, 256, 2**32, 2**64 - 2][i % 8],
    }
    if kind == 2:
        tip = rng.randrange(10**10)
        tx |= {
            "maxPriorityFeePerGas": tip * (i % 3),
            "maxFeePerGas": tip * 2 + rng.randrange(10**12),
        }
    else:
        tx["gasPrice"] = [0, 1, 10**9, rng.randrange(2**64)][i % 4]
    tx |= {
        "gas": [21000, 16777216, rng.randrange(21000, 2**24)][i % 3],
        "to": to,
        "value": [0, 1, 32 * 10**18, rng.randrange(2**128), 2**256 - 1][i % 5],
        "data": rng.randbytes([0, 1, 4, 36, 55, 56, 100, 300, 600][i % 9]),
    }
    if kind:
        tx["accessList"] = random_list(rng, [0, 1, 3, 0][i % 4])
    return tx


def printed_case() -> Case:
    printed = case("EIP-155 example", PRINTED_KEY, PRINTED)
    assert printed["payload"] == PRINTED_PAYLOAD
    assert printed["signing_hash"] == PRINTED_HASH
    assert printed["raw"] == PRINTED_RAW
    return printed


def main() -> None:
    rng = seeded("transactions")
    cases = [printed_case()]
    for kind, name, count in ((0, "legacy", 18), (1, "EIP-2930", 6), (2, "EIP-1559", 24)):
        for i in range(count):
            cases.append(case(name, rng.randbytes(32), random_transaction(rng, kind, i)))
    write("transactions/signed.json", SOURCE, cases)


if __name__ == "__main__":
    main()
