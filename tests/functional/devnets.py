"""Devnets, driven by their commands and asked at their servers."""

import json
import os
import pathlib
import subprocess
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from conftest import BINARY, ROOT, clean_environment

ANVIL = ROOT / "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil"
CAST = ROOT / "contracts/node_modules/@foundry-rs/cast-linux-amd64/bin/cast"
GETH = ROOT / "build/geth/v1.17.8"
# Tests of what geth does differently run on both; PROFILE=full runs all on both.
BOTH_ENGINES = [
    "anvil",
    pytest.param("geth", marks=pytest.mark.skipif(not GETH.exists(), reason="make geth")),
]
FULL = os.environ.get("PROFILE") == "full"
ENGINES = BOTH_ENGINES if FULL else BOTH_ENGINES[:1]
WAIT_MAX = 60  # seconds for anything that is to happen


def command(folder: pathlib.Path, *words: str, code: int = 0) -> str:
    """Runs `devnet …` in `folder`, which must end with `code`; what it printed, or its errors."""
    done = subprocess.run(
        [BINARY, "devnet", *words], cwd=folder, text=True, capture_output=True, timeout=240,
        env=clean_environment(), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout if code == 0 else done.stderr


def error(folder: pathlib.Path, *words: str, code: int = 1) -> dict[str, str]:
    """What a refused command says."""
    return json.loads(command(folder, *words, "--output", "json", code=code).splitlines()[-1])["error"]


def wait_until(holds: Callable[[], Any], what: str) -> Any:
    """What `holds` returns, once that is something."""
    deadline = time.monotonic() + WAIT_MAX
    while not (found := holds()):
        assert time.monotonic() < deadline, f"waiting for {what}"
        time.sleep(0.05)
    return found


class Devnet:
    """A devnet that runs in `folder`/devnet."""

    def __init__(self, folder: pathlib.Path, *options: str) -> None:
        self.folder = folder
        begun = time.monotonic()
        self.facts = json.loads(command(folder, "up", *options, "--output", "json"))
        self.seconds_until_ready = time.monotonic() - begun
        self.contracts = {row["name"]: row["address"] for row in self.facts["contracts"]}
        self.accounts = self.facts["accounts"]

    def json(self, *words: str) -> dict[str, Any]:
        return json.loads(command(self.folder, *words, "--output", "json"))

    def status(self) -> dict[str, Any]:
        return self.json("status")

    def wait(self, holds: Callable[[dict[str, Any]], Any], what: str) -> dict[str, Any]:
        """The first status of which that holds."""

        def look() -> dict[str, Any] | None:
            status = self.status()
            return status if holds(status) else None

        return wait_until(look, what)

    def down(self) -> None:
        command(self.folder, "down")

    def rpc(self, method: str, *params: Any) -> Any:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        request = urllib.request.Request(
            self.facts["execution"], json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=30) as answer:
            reply = json.load(answer)
        assert "error" not in reply, reply
        return reply["result"]

    def cast(self, *words: str) -> str:
        return subprocess.run(
            [CAST, *words, "--rpc-url", self.facts["execution"]],
            text=True, capture_output=True, check=True, timeout=120,
        ).stdout.strip()  # fmt: skip


def gone(pid: int) -> bool:
    """A process that is not there any more, or nothing but a row in the table. Its first thread may
    be that while others still hold its files."""
    try:
        threads = list(pathlib.Path(f"/proc/{pid}/task").iterdir())
        states = [(one / "stat").read_text().rsplit(")", 1)[1].split()[0] for one in threads]
    except (FileNotFoundError, ProcessLookupError):
        return not pathlib.Path(f"/proc/{pid}").exists()
    return states == ["Z"]


def processes_naming(text: str) -> list[int]:
    """Those with `text` in their command line."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if text in path.read_bytes().replace(b"\0", b" ").decode(errors="replace"):
                found.append(int(path.parent.name))
        except OSError:
            continue  # it has ended since
    return [pid for pid in found if not gone(pid)]
