"""The ABI of SSV Network as each release shows it: our modules', put together.

`contracts/abi/ssv-surface.tsv` says, from the real network's published ABI, what belongs to which
release; it lists all that our network has, and nothing that it lacks (docs/local-chains.md).
"""
import csv
import json
import pathlib
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILT = ROOT / "build/contracts/out"
SURFACE = ROOT / "contracts/abi/ssv-surface.tsv"
RELEASES = ("v1.2", "v2")
BOTH = ("SSVClusters", "SSVOperators", "SSVWhitelists", "SSVDao", "SSVViews", "SSVNetworkViews")
MODULES = {  # as SSVDeployment.sol routes them: (contract, file)
    "v1.2": [(name, name) for name in (*BOTH, "SSVPaidInToken")] + [("SSVDaoV1", "SSVDao")],
    "v2": [(name, name) for name in (*BOTH, "SSVPaidInEther", "SSVBalances", "SSVTokenEarnings")]
    + [("SSVDaoV2", "SSVDao"), ("SSVViewsV2", "SSVViews")],
}
CLUSTER = "(uint32,uint64,uint64,bool,uint256)"


def signature(item: dict) -> str:
    """Events with their indexing and names, all else as `name(types)`; tuples spelled Cluster."""
    def kind(parameter: dict) -> str:
        return parameter["type"].replace("tuple", "Cluster")
    if item["type"] == "event":
        return item["name"] + "(" + ", ".join(
            f"{kind(p)}{' indexed' if p['indexed'] else ''} {p['name']}" for p in item["inputs"]) + ")"
    return item["name"] + "(" + ",".join(map(kind, item["inputs"])) + ")"


def returned(item: dict) -> str:
    """A struct of plain values is the same bytes as the values."""
    types = (",".join(c["type"] for c in o["components"]) if "components" in o else o["type"]
             for o in item["outputs"])
    return ",".join(types)


def read_surface() -> list[dict[str, str]]:
    lines = (line for line in SURFACE.read_text().splitlines() if line[0] != "#")
    return list(csv.DictReader(lines, delimiter="\t"))


def artifact_paths(release: str) -> list[pathlib.Path]:
    return [BUILT / f"{file}.sol" / f"{contract}.json" for contract, file in MODULES[release]]


def of_modules(release: str) -> Iterator[tuple[dict, str]]:
    """All functions, events and errors of the release's modules, and the functions' selectors."""
    seen = set()
    for path in artifact_paths(release):
        artifact = json.loads(path.read_text())
        for item in artifact["abi"]:
            key = (item["type"], signature(item)) if "name" in item else None
            if key and key not in seen and item["name"] != "selectors":
                seen.add(key)
                yield item, artifact["methodIdentifiers"].get(plain(item), "")


def plain(item: dict) -> str:
    """A function's signature as the compiler and its selector have it."""
    name, types = signature(item).split("(", 1)
    return f"{name}({types.replace('Cluster', CLUSTER)}"


def artifact_of(address: str, release: str) -> dict | None:
    """What one address (SSVNetwork or SSVNetworkViews) has in a release, like a compiler's output."""
    if not all(path.exists() for path in artifact_paths(release)):
        return None
    wanted = {(row["kind"], row["signature"]): row for row in read_surface()
              if row[release] == "x" and address in row["addresses"].split()}
    found = [(item, selector) for item, selector in of_modules(release)
             if (item["type"], signature(item)) in wanted]
    return {"abi": [item for item, _ in found],
            "methodIdentifiers": {plain(item): selector for item, selector in found if selector}}


def dev_tools() -> dict | None:
    """The functions that the network has on local chains only."""
    path = BUILT / "SSVDevTools.sol/SSVDevTools.json"
    if not path.exists():
        return None
    functions = [item for item in json.loads(path.read_text())["abi"]
                 if item.get("name", "").startswith("dev")]
    return {"abi": functions}


def problems() -> Iterator[str]:
    """Where our modules and the surface differ."""
    rows = {(row["kind"], row["signature"]): row for row in read_surface()}
    known = set()
    for release in RELEASES:
        for item, selector in of_modules(release):
            key = (item["type"], signature(item))
            row = rows.get(key)
            if row is None:
                yield f"ssv-surface.tsv lacks {' '.join(key)}"
                continue
            known.add((key, release))
            if item["type"] != "function":
                continue
            ours = (item["stateMutability"].replace("pure", "view"), returned(item), "0x" + selector)
            theirs = (row["mutability"], row["returns"], row["selector"])
            if row[release] != "x":
                yield f"SSV {release} has no {key[1]}"
            if ours != theirs:
                yield f"SSV {release} {key[1]}: {' '.join(ours)}, not {' '.join(theirs)}"
    for key, row in rows.items():
        for release in RELEASES:
            if row[release] == "x" and (key, release) not in known:
                yield f"SSV {release} lacks {' '.join(key)}"
