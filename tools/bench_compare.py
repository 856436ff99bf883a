#!/usr/bin/env python3
"""Compares benchmark results with the committed baseline, as ratios.

usage: bench_compare.py bench/baseline.json build/bench            print the ratios
       bench_compare.py bench/baseline.json build/bench --update   make the results the baseline

Machines differ, so a single ratio says little: look for one that stands out from its neighbours.
"""
import json
import pathlib
import sys

UNITS = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}


def results(folder: pathlib.Path) -> dict[str, float]:
    found = {}
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text()).get("benchmarks", []):
            if row.get("run_type", "iteration") == "iteration":
                found[f"{path.stem}/{row['name']}"] = row["cpu_time"] * UNITS[row["time_unit"]]
    return found


def main() -> None:
    baseline_path, now = pathlib.Path(sys.argv[1]), results(pathlib.Path(sys.argv[2]))
    baseline = json.loads(baseline_path.read_text()) if baseline_path.exists() else {}
    if "--update" in sys.argv:
        baseline_path.write_text(json.dumps({**baseline, **now}, indent=1, sort_keys=True) + "\n")
        return
    for name, nanoseconds in now.items():
        if name in baseline:
            print(f"{nanoseconds / baseline[name]:6.2f} x baseline  {name}")


if __name__ == "__main__":
    main()
