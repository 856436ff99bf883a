"""What the generators share: where vectors go, how JSON is written, seeded randomness."""

import json
import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

TOOLS = Path(__file__).resolve().parent
ROOT = TOOLS.parent.parent
VECTORS = ROOT / "tests" / "vectors"
DOWNLOADS = ROOT / "build" / "vectors-downloads"
NODE = ROOT / "build" / "vectors-node"

Case = dict[str, Any]


def write(name: str, source: str, cases: list[Any], **extra: Any) -> None:
    """Writes tests/vectors/<name> as {"source", ..., "cases"}."""
    path = VECTORS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"source": source, **extra, "cases": cases}
    text = json.dumps(document, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(cases)} cases, {len(text) // 1024 + 1} KiB")


def read(name: str) -> dict[str, Any]:
    """Reads a vector file back."""
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def seeded(name: str) -> random.Random:
    """A generator that gives the same values in every run."""
    return random.Random(f"stafi-router/{name}")


def version(package: str) -> str:
    """`name version` of a pinned package, for "source" fields."""
    pins = (TOOLS / "requirements.txt").read_text()
    found = re.search(rf"^{re.escape(package)}==(\S+)", pins, re.M)
    if not found:
        raise KeyError(package)
    return f"{package} {found[1]}"


def node_package(name: str) -> Path:
    """The folder of an npm package, installed from package-lock.json."""
    folder = NODE / "node_modules" / name
    if not folder.exists():
        NODE.mkdir(parents=True, exist_ok=True)
        for pins in ("package.json", "package-lock.json"):
            shutil.copy(TOOLS / pins, NODE)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=NODE, check=True)
    return folder
