#!/usr/bin/env python3
"""The ready chains of a devnet: all contracts, as anvil loads them.

usage: devnet_state.py make    write build/contracts/devnet/<release>/state.json and addresses.json,
                               for each release of SSV Network; after forge build
       devnet_state.py check   load each and ask its contracts; prints one line per failure and the
                               time until the chain answers, then "N passed, N failed"

Needs forge, cast and anvil in the PATH, as tools/contracts.sh sets it.
"""
import contextlib
import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / "contracts"
BUILT = ROOT / "build/contracts"
DEVNET = BUILT / "devnet"
RELEASES = ("v2", "v1.2")

# Everybody knows these accounts: anvil's. Account 0 owns and deploys, 1 to 3 are the oracle, 4 and
# 5 super nodes (script/pool.devnet.json); the others are free.
MNEMONIC = "test test test test test test test test test test test junk"
DEPLOYER_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
ACCOUNTS = 128
ETH_EACH = 1_000_000
# 2026-01-01: before anybody loads it, because a chain never goes back.
BIRTH = 1_767_225_600
READY_SECONDS_MAX = 30
RUN_SECONDS_MAX = 300

# Where every chain has them. Source: EIP-7002, EIP-7251, the deposit contract's README.
SYSTEM_CONTRACTS = {
    "DepositContract": "0x00000000219ab540356cBB839Cbe05303d7705Fa",
    "WithdrawalRequests": "0x00000961Ef480Eb55e80D19ad83579A64c007002",
    "ConsolidationRequests": "0x0000BBdDc7CE488642fb579F8B00f3a590007251",
}
TREE_LEVELS = 32
EMPTY_ROOTS_SLOT = 33  # behind 32 branches and the count: DepositContract.sol


def run(*words: str, **variables: str) -> str:
    done = subprocess.run(words, cwd=CONTRACTS, env=os.environ | variables, text=True,
                          capture_output=True, timeout=RUN_SECONDS_MAX)
    if done.returncode != 0:
        sys.exit(f"devnet_state: {' '.join(words[:3])}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


class Chain:
    """An anvil that answers at `url`. `seconds`: how long it took to do so."""

    def __init__(self, *options: str) -> None:
        start = time.monotonic()
        log = BUILT / "anvil.log"
        with log.open("w") as out:
            self.process = subprocess.Popen(
                ["anvil", "--port", "0", "--accounts", str(ACCOUNTS), "--balance", str(ETH_EACH),
                 "--mnemonic", MNEMONIC, *options], stdout=out, stderr=out)
        while not (port := re.search(r"^Listening on .*:(\d+)$", log.read_text(), re.MULTILINE)):
            if self.process.poll() is not None or time.monotonic() > start + READY_SECONDS_MAX:
                self.stop()
                sys.exit(f"devnet_state: anvil: {log.read_text()[-2000:]}")
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{port[1]}"
        self.ask("eth_blockNumber")
        self.seconds = time.monotonic() - start

    def stop(self) -> None:
        """As by Ctrl-C, so that it writes its state."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def ask(self, method: str, *parameters: object) -> object:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
        request = urllib.request.Request(self.url, json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            reply = json.load(answer)
        if "error" in reply:
            sys.exit(f"devnet_state: {method}: {reply['error']['message']}")
        return reply["result"]

    def read(self, address: str, signature: str, *arguments: str) -> str:
        """One value, as cast prints it, without the rounded form that it adds."""
        return run("cast", "call", "--rpc-url", self.url, address, signature, *arguments).split(" [")[0]


@contextlib.contextmanager
def chain(*options: str) -> Iterator[Chain]:
    running = Chain(*options)
    try:
        yield running
    finally:
        running.stop()


def place_system_contracts(local: Chain) -> None:
    """Code alone, where the chain has none. A queue without its constructor is open at once."""
    for name, address in SYSTEM_CONTRACTS.items():
        if local.ask("eth_getCode", address, "latest") == "0x":
            artifact = json.loads((BUILT / f"out/{name}.sol/{name}.json").read_text())
            local.ask("anvil_setCode", address, artifact["deployedBytecode"]["object"])
    # What the constructor of the deposit contract would compute.
    root = bytes(32)
    for height in range(1, TREE_LEVELS):
        root = hashlib.sha256(root + root).digest()
        slot = f"0x{EMPTY_ROOTS_SLOT + height:064x}"
        local.ask("anvil_setStorageAt", SYSTEM_CONTRACTS["DepositContract"], slot, "0x" + root.hex())


def deploy(local: Chain, script: str, **variables: str) -> None:
    """One transaction after the other: many at once sometimes wait in anvil's pool for ever."""
    run("forge", "script", f"script/{script}", "--rpc-url", local.url, "--broadcast", "--slow",
        "--private-key", DEPLOYER_KEY, **variables)


def verify(local: Chain, **variables: str) -> None:
    """Looks at the pool, without a key; where all is as described, the addresses are written."""
    run("forge", "script", "script/Deploy.s.sol", "--rpc-url", local.url, **variables)


def make(release: str) -> None:
    folder = DEVNET / release
    folder.mkdir(parents=True, exist_ok=True)
    around, pool = folder / "around.json", folder / "pool.json"
    with chain("--timestamp", str(BIRTH), "--dump-state", str(folder / "state.json")) as local:
        local.ask("anvil_setBlockTimestampInterval", 1)
        place_system_contracts(local)
        deploy(local, "DeployLocal.s.sol", STAFI_SSV=release,
               STAFI_LOCAL=os.path.relpath(around, CONTRACTS))
        deploy(local, "Deploy.s.sol", STAFI_ADDRESSES=os.path.relpath(pool, CONTRACTS))
        verify(local, STAFI_ADDRESSES=os.path.relpath(pool, CONTRACTS))
    addresses = {
        "mnemonic": MNEMONIC, "fundedAccounts": ACCOUNTS, "ssvRelease": release,
        **json.loads(around.read_text()), **json.loads(pool.read_text()),
    }
    (folder / "addresses.json").write_text(json.dumps(addresses, indent=2) + "\n")
    around.unlink()
    pool.unlink()


def questions(release: str, at: dict[str, str]) -> list[tuple[str, tuple[str, ...], str]]:
    """(contract, call, answer). Answers: pool.devnet.json; ssv-network.md section 4.5; the root of
    no deposits as the deposit contract's first block has it; EIP-7002's lowest fee."""
    is_v2 = release == "v2"
    credentials = "0x010000000000000000000000" + at["stafiWithdraw"][2:].lower()
    key = run("cast", "keccak", "0x" + b"contract.addressstafiUserDeposit".hex())
    return [
        ("stafiStorage", ("getAddress(bytes32)(address)", key), at["stafiUserDeposit"]),
        ("stafiStorage", ("owner()(address)",), DEPLOYER),
        ("stafiNodeManager", ("getTrustedNodeCount()(uint256)",), "3"),
        ("stafiNodeManager", ("getQuorum()(uint256)",), "2"),
        ("stafiNodeManager", ("getSuperNodeCount()(uint256)",), "2"),
        ("stafiSuperNode", ("getSuperNodeDepositEnabled()(bool)",), "true"),
        ("stafiLightNode", ("getLightNodeDepositEnabled()(bool)",), "true"),
        ("stafiNetworkSettings", ("getWithdrawalCredentials()(bytes)",), credentials),
        ("rETHToken", ("totalSupply()(uint256)",), "0"),
        ("ssvNetwork", ("getVersion()(string)",), '"v2.0.0"' if is_v2 else '"v1.2.0"'),
        ("ssvNetworkViews", ("getNetworkFee()(uint256)",), "3366600000" if is_v2 else "382640000000"),
        ("ssvNetworkViews", ("getLiquidationThresholdPeriod()(uint64)",),
         "50120" if is_v2 else "100800"),
        ("ssvNetworkViews", ("getMinimumLiquidationCollateral()(uint256)",),
         "324862599900000" if is_v2 else "385795451000000000"),
        ("ssvToken", ("symbol()(string)",), '"SSV"'),
        ("depositContract", ("get_deposit_root()(bytes32)",),
         "0xd70a234731285c6804c2a4f56711ddb8c82c99740f207854891028af34e27e5e"),
        ("withdrawalRequests", ("0x",), f"0x{1:064x}"),
        ("consolidationRequests", ("0x",), f"0x{1:064x}"),
    ]


def check(release: str) -> tuple[int, int]:
    folder = DEVNET / release
    at = json.loads((folder / "addresses.json").read_text())
    results = []
    with chain("--load-state", str(folder / "state.json")) as loaded:
        for name, call, wanted in questions(release, at):
            got = loaded.read(at[name], *call)
            results.append(got == wanted)
            if got != wanted:
                print(f"{release} {name} {' '.join(call)}: {got}, not {wanted}")
        for name, address in SYSTEM_CONTRACTS.items():
            results.append(at[name[0].lower() + name[1:]] == address)
            if not results[-1]:
                print(f"{release} {name}: not at {address}")
        last = run("cast", "wallet", "address", "--mnemonic", MNEMONIC,
                   "--mnemonic-index", str(ACCOUNTS - 1))
        results.append(loaded.ask("eth_getBalance", last, "latest") == hex(ETH_EACH * 10**18))
        if not results[-1]:
            print(f"{release}: account {ACCOUNTS - 1} has no {ETH_EACH} ETH")
        logs = loaded.ask("eth_getLogs", {"fromBlock": "0x0", "address": at["stafiNodeManager"]})
        results.append(len(logs) >= 5)
        if not results[-1]:
            print(f"{release}: the events of the deployment are lost")
        print(f"devnet {release}: the chain answers {loaded.seconds:.2f} s after its start")
    return sum(results), len(results) - sum(results)


def main(arguments: list[str]) -> int:
    if arguments == ["make"]:
        for release in RELEASES:
            make(release)
        return 0
    if arguments == ["check"]:
        passed, failed = (sum(both) for both in zip(*map(check, RELEASES), strict=True))
        print(f"{passed} passed, {failed} failed")
        return 1 if failed else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
