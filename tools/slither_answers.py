#!/usr/bin/env python3
"""Compares what slither found with what docs/contracts.md answers.

usage: slither_answers.py RESULTS.json DOCUMENT

Prints the results of each detector in each folder of src/, then their sum. Fails when the table of
the document (| `detector` | folder | answer |, where a folder may be `all` and a detector end in *)
has no row for one of them, or a row that answers nothing.
"""
import collections
import fnmatch
import json
import re
import sys

ROW = re.compile(r"^\| `([a-z*-]+)` \| (\w+) \| ", re.MULTILINE)


Pair = tuple[str, str]  # detector, folder


def found(path: str) -> collections.Counter[Pair]:
    """How many results each detector has in each folder; a result is where its first element is."""
    with open(path, encoding="utf-8") as file:
        results = json.load(file)["results"].get("detectors", [])
    folder = re.compile(r"^src/(\w+)/")
    return collections.Counter(
        (one["check"], folder.match(one["elements"][0]["source_mapping"]["filename_relative"])[1])
        for one in results
    )


def answers(row: Pair, result: Pair) -> bool:
    return fnmatch.fnmatch(result[0], row[0]) and row[1] in ("all", result[1])


def main(results: str, document: str) -> int:
    counts = found(results)
    with open(document, encoding="utf-8") as file:
        rows = ROW.findall(file.read())
    for (detector, folder), count in sorted(counts.items()):
        print(f"{detector} {folder}: {count}")
    open_ = [each for each in sorted(counts) if not any(answers(row, each) for row in rows)]
    idle = [row for row in rows if not any(answers(row, each) for each in counts)]
    for detector, folder in open_:
        print(f"slither_answers: {document} has no answer to {detector} in {folder}: add a row")
    for detector, folder in idle:
        print(f"slither_answers: {document} answers {detector} in {folder}, of which there is none")
    detectors = len({detector for detector, _ in counts})
    print(f"{counts.total()} results of {detectors} detectors, {len(open_) + len(idle)} problems")
    return 1 if open_ or idle else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
