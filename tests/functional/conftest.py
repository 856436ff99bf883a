"""What every functional test gets: the program, a folder of its own, and the test vectors."""

import json
import os
import pathlib
import subprocess
import sys
from typing import Any

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "tools/vectors"))  # beacon_types: the specification's containers
BINARY = pathlib.Path(
    os.environ.get("STAFI_ROUTER_BINARY", ROOT / "build/release/src/app/stafi-router")
)
ADDRESS = "0x27d64Dd9172E4b59a444817D30F7af8228F174CC"
PASSWORD = "test password 1234"


def vectors(name: str) -> list[dict[str, Any]]:
    """The cases of a file below tests/vectors."""
    return json.loads((ROOT / "tests/vectors" / name).read_text(encoding="utf-8"))["cases"]


class Router:
    """stafi-router in a folder of its own, where `password` and `mnemonic` lie ready."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.mnemonic = vectors("deposit/keystores.json")[0]["mnemonic"]
        for name, text in (("password", PASSWORD), ("mnemonic", self.mnemonic)):
            (folder / name).write_text(text + "\n", encoding="utf-8")
            (folder / name).chmod(0o600)  # others could read it else, and the program would say so

    def start(self, *words: str, **more: Any) -> subprocess.Popen[str]:
        """Starts a command and returns at once."""
        return subprocess.Popen(
            [BINARY, *words], cwd=self.folder, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=clean_environment(), **more,
        )  # fmt: skip

    def run(self, *words: str, code: int = 0) -> str:
        """Runs a command that must end with `code`; what it printed, or its errors."""
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        assert process.returncode == code, f"{words}: {process.returncode}\n{out}{err}"
        return out if code == 0 else out + err

    def json(self, *words: str) -> dict[str, Any]:
        return json.loads(self.run(*words, "--output", "json"))

    def import_words(self, count: int, out: str = "keys") -> list[str]:
        """`keys import` of our mnemonic."""
        return [
            "keys", "import", "--num-validators", str(count), "--out", out,
            "--withdrawal-address", ADDRESS,
            "--mnemonic-file", "mnemonic", "--password-file", "password",
        ]  # fmt: skip


def clean_environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("STAFI_ROUTER_")}


@pytest.fixture
def router(tmp_path: pathlib.Path) -> Router:
    return Router(tmp_path)
