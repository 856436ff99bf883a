"""Calls, answers, logs and reverts of every contract in contracts/abi, encoded by eth-abi."""

import json
import re
from random import Random
from typing import Any

from eth_abi import encode
from eth_utils import keccak

from common import ROOT, Case, seeded, version, write

SOURCE = f"made with {version('eth-abi')}"
KINDS = ("function", "event", "error")
Parameter = dict[str, Any]

# By the name of a parameter, or of the function whose answer it is: how long, how large.
LENGTHS = [
    (r"pub_?key(s|_?at|Of)?$|validatorPubkey|publicKeys?$|StakingPoolPubkey", 48),
    (r"signatures?$", 96),
    (r"credentials$", 32),
    (r"^approvals$", 65),
    (r"^(amount|index)$|deposit_count", 8),  # bytes in the deposit contract alone
    (r"^shares(Data)?$", 1312),
]
BOUNDS = [
    (r"status", 5),
    (r"claimType", 4),
    (r"AssetType", 2),
    (r"amount$|value$|totalEth$|stakingEth$|supply$|fee$|^balance$|Supply$", 2**100),
]


def name_of_type(parameter: Parameter) -> str:
    if not parameter["type"].startswith("tuple"):
        return parameter["type"]
    members = ",".join(name_of_type(each) for each in parameter["components"])
    return f"({members}){parameter['type'][5:]}"


def value_of(rng: Random, parameter: Parameter, name: str, count: int) -> Any:
    kind = parameter["type"]
    if kind.endswith("[]"):
        element = {**parameter, "type": kind[:-2]}
        return [value_of(rng, element, name, count) for _ in range(count)]
    if kind == "tuple":
        return tuple(
            value_of(rng, each, each["name"], count) for each in parameter["components"]
        )
    if kind == "bytes":
        lengths = [length for form, length in LENGTHS if re.search(form, name, re.I)]
        return rng.randbytes(lengths[0] if lengths else rng.randrange(80))
    if kind == "string":
        return "".join(rng.choice("abc xyz ä€") for _ in range(rng.randrange(50)))
    if kind == "bool":
        return rng.random() < 0.5
    if kind == "address":
        return "0x" + rng.randbytes(20).hex()
    if kind.startswith("uint"):
        bounds = [bound for form, bound in BOUNDS if re.search(form, name, re.I)]
        return rng.randrange(min(2 ** int(kind[4:]), bounds[0] if bounds else 2**63))
    assert kind.startswith("bytes"), kind
    return rng.randbytes(int(kind[5:]))


def encoded(rng: Random, parameters: list[Parameter], owner: str, count: int) -> bytes:
    types = [name_of_type(each) for each in parameters]
    values = [value_of(rng, each, each["name"] or owner, count) for each in parameters]
    return encode(types, values)


def topic(rng: Random, parameter: Parameter) -> bytes:
    if parameter["type"] in ("string", "bytes"):
        return keccak(rng.randbytes(9))
    return encode([parameter["type"]], [value_of(rng, parameter, parameter["name"], 1)])


def sample(rng: Random, entry: dict[str, Any], count: int) -> Case:
    inputs = entry["inputs"]
    text = f"{entry['name']}({','.join(name_of_type(each) for each in inputs)})"
    case: Case = {"kind": entry["type"], "text": text}
    if entry["type"] == "event":
        indexed = [topic(rng, each) for each in inputs if each["indexed"]]
        case["topics"] = [each.hex() for each in [keccak(text=text), *indexed]]
        rest = [each for each in inputs if not each["indexed"]]
        return {**case, "data": encoded(rng, rest, entry["name"], count).hex()}
    parameters = encoded(rng, inputs, entry["name"], count)
    case["calldata"] = (keccak(text=text)[:4] + parameters).hex()
    if entry.get("outputs"):
        case["answer"] = encoded(rng, entry["outputs"], entry["name"], count).hex()
    return case


def main() -> None:
    for path in sorted((ROOT / "contracts" / "abi").glob("*.json")):
        rng = seeded(f"contract_calls/{path.stem}")
        cases = []
        for entry in json.loads(path.read_text()):
            if entry["type"] not in KINDS:
                continue
            has_list = "[]" in json.dumps(entry["inputs"])
            cases += [sample(rng, entry, count) for count in ([0, 3] if has_list else [2])]
        write(f"contract_calls/{path.stem}.json", SOURCE, cases)


main()
