#!/usr/bin/env python3
"""The contracts' ABI: exports it, and compares it with what clients of StaFi's and SSV's use.

usage: abi.py export   write contracts/abi/<Contract>.json from the last build; SSV Network's, which
                       changes with its release, as <Contract>-<release>.json
       abi.py check    compare the last build with these files, SSV with ssv-surface.tsv there, and
                       the pool with client-surface.tsv, which it must answer unchanged; and, where
                       the project's shared folder lies beside the checkout, with everything that
                       StaFi's contracts have: each difference has its reason in differences.tsv,
                       each reason its difference

Prints one line per problem, then "N entries, N problems"; check exits 1 when there is any.
"""
import csv
import fnmatch
import json
import pathlib
import sys
from collections.abc import Iterator
from typing import NamedTuple

import ssv_surface

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILT = ROOT / "build/contracts/out"
ABI = ROOT / "contracts/abi"
FULL = ROOT.parent / "shared/spec/pool-contracts-abi.tsv"
POOL = {  # name: the file that has it
    **{name: name for name in (
        "StafiStorage", "StafiUpgrade", "StafiEther", "StafiUserDeposit", "RETHToken",
        "StafiNodeManager", "StafiNetworkSettings", "StafiStakingPoolSettings",
        "StafiNetworkBalances", "StafiSuperNode", "StafiLightNode", "StafiWithdraw",
        "StafiDistributor", "StafiFeePool", "StafiSuperNodeFeePool")},
    "StafiStakingPoolManager": "LegacyViews", "StafiNodeDeposit": "LegacyViews",
}
AROUND = ("DepositContract", "SSVToken")
SSV_ADDRESSES = ("SSVNetwork", "SSVNetworkViews")
NOT_OURS = {"DepositContract"}  # the beacon chain's own


class Entry(NamedTuple):
    """A function or event as a client sees it. `identity` is the selector or the topic."""
    contract: str
    signature: str
    details: str   # mutability and returned types, or the parameters with their indexing
    identity: str


def types(parameters: list[dict]) -> str:
    return ",".join(
        p["type"].replace("tuple", f"({types(p['components'])})") if "components" in p else p["type"]
        for p in parameters)


def event_signature(item: dict) -> str:
    parameters = (f"{p['type']}{' indexed' if p['indexed'] else ''} {p['name']}".strip()
                  for p in item["inputs"])
    return f"{item['name']}({', '.join(parameters)})"


def built(contract: str) -> dict | None:
    path = BUILT / f"{POOL.get(contract, contract)}.sol" / f"{contract}.json"
    return json.loads(path.read_text()) if path.exists() else None


def all_built() -> dict[str, dict | None]:
    """What is exported, by the name of its file."""
    return {name: built(name) for name in (*POOL, *AROUND)} | {
        "SSVDevTools": ssv_surface.dev_tools()} | {
        f"{address}-{release}": ssv_surface.artifact_of(address, release)
        for address in SSV_ADDRESSES for release in ssv_surface.RELEASES}


def entries_of(contract: str, artifact: dict) -> list[Entry]:
    selectors = artifact["methodIdentifiers"]
    found = []
    for item in artifact["abi"]:
        if item["type"] == "function":
            signature = f"{item['name']}({types(item['inputs'])})"
            details = f"{item['stateMutability']} {types(item['outputs'])}".strip()
            found.append(Entry(contract, signature, details, "0x" + selectors[signature]))
        elif item["type"] == "event":
            found.append(Entry(contract, event_signature(item), "event", ""))
    return found


def read_table(path: pathlib.Path) -> list[list[str]]:
    lines = (line for line in path.read_text().splitlines() if line and line[0] != "#")
    return list(csv.reader(lines, delimiter="\t"))[1:]


def read_surface(path: pathlib.Path) -> list[Entry]:
    """Rows: kind, contract, signature, mutability, returned types, selector or topic."""
    entries = []
    for kind, contract, signature, mutability, returned, identity in read_table(path):
        is_event = kind == "event"
        details = "event" if is_event else f"{mutability} {returned}".strip()
        entries.append(Entry(contract, signature, details, "" if is_event else identity))
    return entries


def same(one: Entry, other: Entry) -> bool:
    """pure and view look the same from outside."""
    plain = [entry._replace(details=entry.details.replace("pure", "view")) for entry in (one, other)]
    return plain[0] == plain[1]


def differences(theirs: list[Entry], ours: list[Entry]) -> list[tuple[str, Entry]]:
    """What they have and we lack or changed ("-", "~"), and what is new ("+")."""
    mine = {(e.contract, e.signature): e for e in ours}
    known = {(e.contract, e.signature) for e in theirs}
    found = []
    for entry in theirs:
        match = mine.get((entry.contract, entry.signature))
        if match is None:
            found.append(("-", entry))
        elif not same(entry, match):
            found.append(("~", entry))
    return found + [("+", e) for e in ours if (e.contract, e.signature) not in known]


def unexplained(ours: list[Entry]) -> Iterator[str]:
    """Differences without a reason, and reasons without a difference."""
    theirs = [entry for entry in read_surface(FULL) if entry.contract not in NOT_OURS]
    reasons = read_table(ABI / "differences.tsv")
    used = set()
    for sign, entry in differences(theirs, ours):
        line = next((i for i, (its_sign, contract, signature, _) in enumerate(reasons)
                     if its_sign == sign and fnmatch.fnmatchcase(entry.contract, contract)
                     and fnmatch.fnmatchcase(entry.signature, signature)), None)
        if line is None:
            yield f"no reason for {sign} {entry.contract} {entry.signature}"
        used.add(line)
    for i, reason in enumerate(reasons):
        if i not in used:
            yield f"no such difference: {' '.join(reason[:3])}"


def problems_of(artifacts: dict[str, dict | None]) -> Iterator[str]:
    ours = []
    for name, artifact in artifacts.items():
        if artifact is None:
            yield f"{name}: not built"
            continue
        if name in POOL:
            ours += entries_of(name, artifact)
        path = ABI / f"{name}.json"
        if not path.exists() or path.read_text() != exported(artifact):
            yield f"{name}: {path.relative_to(ROOT)} is out of date, run make contracts"
    for sign, entry in differences(read_surface(ABI / "client-surface.tsv"), ours):
        if sign != "+":
            yield f"{entry.contract}: clients need {entry.signature} {entry.details}"
    if FULL.exists():
        yield from unexplained(ours)
    if all(artifacts.values()):
        yield from ssv_surface.problems()


def exported(artifact: dict) -> str:
    """One entry a line, so that a change reads as one."""
    lines = (json.dumps(item, sort_keys=True) for item in artifact["abi"])
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main(arguments: list[str]) -> int:
    artifacts = all_built()
    if arguments == ["export"]:
        for name, artifact in artifacts.items():
            if artifact is not None:
                (ABI / f"{name}.json").write_text(exported(artifact))
        return 0
    if arguments == ["check"]:
        problems = list(problems_of(artifacts))
        print(*problems, sep="\n", end="\n" if problems else "")
        print(f"{sum(len(a['abi']) for a in artifacts.values() if a)} entries, {len(problems)} problems")
        return 1 if problems else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
