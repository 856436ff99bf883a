#!/usr/bin/env python3
"""Runs the commands that a document shows and compares what they print.

usage: readme.py FILE...

Blocks fenced as ```console are run from a fresh folder below build/. A line
`$ command` is run (a trailing backslash continues it); the lines under it are its output, where
`...` stands for anything within a line and a line `...` for any number of lines. A block fenced
as ```text or ```sh is not run. `stafi-router` is the release build. Ends with "N passed, N failed".
"""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def commands(document: str) -> list[tuple[str, str]]:
    """All (command, expected output) pairs, in order."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", document, re.M | re.S):
        lines = iter(block.splitlines())
        for line in lines:
            if line.startswith("$ "):
                command = line[2:]
                while command.endswith("\\"):
                    command = command[:-1] + next(lines).strip()
                found.append((command, []))
            else:
                found[-1][1].append(line)
    return [(command, "\n".join(output)) for command, output in found]


def pattern(expected: str) -> str:
    lines = []
    for line in expected.splitlines():
        if line.strip() == "...":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(re.escape(part) for part in line.rstrip().split("...")) + r"[ ]*\n")
    return "".join(lines)


def run(document: pathlib.Path) -> tuple[int, int]:
    passed = failed = 0
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="tour-") as folder:
        for command, expected in commands(document.read_text()):
            environment = f'PATH="{ROOT}/build/release/src/app:$PATH"'
            done = subprocess.run(
                ["bash", "-c", f"export {environment}; set -o pipefail; {command}"],
                cwd=folder, capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL)
            # Log lines of long work come and go with the machine's speed.
            printed = done.stdout + re.sub(r"^\d{4}-\d\d-\d\dT\S+Z (info|debug) .*\n", "", done.stderr, flags=re.M)
            fits = not expected or re.fullmatch(pattern(expected), printed.rstrip("\n") + "\n")
            if done.returncode == 0 and fits:
                passed += 1
                continue
            failed += 1
            print(f"{document}: $ {command}\n  exit code {done.returncode}\n--- expected\n{expected}"
                  f"\n--- printed\n{printed}")
    return passed, failed


def main() -> None:
    totals = [run(pathlib.Path(name)) for name in sys.argv[1:]]
    passed, failed = (sum(column) for column in zip(*totals))
    print(f"{passed} passed, {failed} failed")
    sys.exit(bool(failed) or not passed)


if __name__ == "__main__":
    main()
