#!/usr/bin/env python3
"""Cuts the deployment of a pool off, and deploys again: it must go on where it was.

usage: deployment_cuts.py        after the first transaction, a third, two thirds, all but one, all
       deployment_cuts.py all    after each one (three minutes)

Deploys the pool of script/pool.devnet.json, handed to a timelock, on a chain of its own, and keeps
its transactions. Then, for each cut, the first of them on a fresh chain, and the script once more:
it must send the rest, no more, and, verified, write the same addresses. Prints one line per failure, then
"N passed, N failed". Needs what devnet_state.py needs.
"""
import json
import os
import pathlib
import sys
import time

from devnet_state import (
    BUILT,
    CONTRACTS,
    READY_SECONDS_MAX,
    Chain,
    chain,
    deploy,
    place_system_contracts,
    verify,
)

DESCRIPTION = BUILT / "cut.json"
ADDRESSES = BUILT / "cut.addresses.json"
UNFINISHED = BUILT / "cut.addresses.json.unfinished"
BROADCAST = BUILT / "broadcast/Deploy.s.sol/31337/run-latest.json"
GAS_MAX = 15_000_000  # of one transaction


def describe() -> None:
    """The pool with all that a hand-over to a timelock has: the most steps."""
    pool = json.loads((CONTRACTS / "script/pool.devnet.json").read_text())
    pool |= {
        "owner": "0x" + 40 * "0",
        "timelock": {"delaySeconds": 172_800, "proposers": [pool["owner"]]},
        "admins": [pool["oracleMembers"][0]],
    }
    DESCRIPTION.write_text(json.dumps(pool))


def deploy_pool(local: Chain) -> tuple[list[dict[str, str]], str]:
    """The transactions that were sent, and the addresses that were written: by the run that finds
    all in its place, and by no other."""
    for left in (BROADCAST, ADDRESSES, UNFINISHED):
        left.unlink(missing_ok=True)
    variables = {"STAFI_POOL": os.path.relpath(DESCRIPTION, CONTRACTS),
                 "STAFI_ADDRESSES": os.path.relpath(ADDRESSES, CONTRACTS)}
    deploy(local, "Deploy.s.sol", **variables)
    sent = []
    if BROADCAST.exists():  # not if there was nothing to do
        sent = [each["transaction"] for each in json.loads(BROADCAST.read_text())["transactions"]]
    expect(ADDRESSES, not sent)
    expect(UNFINISHED, bool(sent))
    verify(local, **variables)
    expect(ADDRESSES, True)
    expect(UNFINISHED, False)
    return sent, ADDRESSES.read_text()


def expect(file: pathlib.Path, exists: bool) -> None:
    if file.exists() != exists:
        sys.exit(f"deployment_cuts: {file.name}: {'missing' if exists else 'there too early'}")


def send(local: Chain, transaction: dict[str, str]) -> None:
    """As it was sent. anvil mines it as soon as it can."""
    fields = {name: transaction[name] for name in ("from", "to", "input")}
    transaction_hash = local.ask("eth_sendTransaction", fields | {"gas": hex(GAS_MAX)})
    end = time.monotonic() + READY_SECONDS_MAX
    while not (receipt := local.ask("eth_getTransactionReceipt", transaction_hash)):
        if time.monotonic() > end:
            sys.exit("deployment_cuts: anvil mines nothing")
        time.sleep(0.01)
    if receipt["status"] != "0x1":
        sys.exit(f"deployment_cuts: a transaction that was mined once was not: {fields['to']}")


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["all"]):
        print(__doc__, file=sys.stderr)
        return 2
    describe()
    with chain() as local:
        place_system_contracts(local)
        steps, addresses = deploy_pool(local)
    count = len(steps)
    cuts = range(count + 1) if arguments else (1, count // 3, 2 * count // 3, count - 1, count)
    failed = 0
    for cut in cuts:
        with chain() as local:
            place_system_contracts(local)
            for step in steps[:cut]:
                send(local, step)
            rest, written = deploy_pool(local)
        if len(rest) != count - cut or written != addresses:
            failed += 1
            print(f"cut off after {cut} of {count}: sent {len(rest)}, "
                  f"{'the same' if written == addresses else 'other'} addresses")
    print(f"{len(cuts) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
