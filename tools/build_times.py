#!/usr/bin/env python3
"""Prints the slowest compile steps of a build folder, from ninja's own log.

usage: build_times.py BUILD_DIR [COUNT]
"""
import pathlib
import sys


def main() -> None:
    log = pathlib.Path(sys.argv[1]) / ".ninja_log"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    steps = {}  # the last entry of an output wins
    for line in log.read_text().splitlines()[1:]:
        start, end, _, output, _ = line.split("\t")
        steps[output] = (int(start), int(end))
    objects = {name: (end - start) / 1000 for name, (start, end) in steps.items() if name.endswith(".o")}
    for name, seconds in sorted(objects.items(), key=lambda step: -step[1])[:count]:
        source = name.split(".dir/")[-1].removesuffix(".o")
        folder = name.split("CMakeFiles/")[0]
        print(f"{seconds:7.1f} s  {folder}{source}")
    wall = (max(end for _, end in steps.values()) - min(start for start, _ in steps.values())) / 1000
    print(f"{sum(objects.values()):7.1f} s  in {len(objects)} files; wall {wall:.1f} s")


if __name__ == "__main__":
    main()
