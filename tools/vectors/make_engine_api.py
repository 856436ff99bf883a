"""The Engine API: what a real geth of Osaka answers to a consensus layer, block by block."""

import base64
import hashlib
import hmac
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from eth_account import Account

from common import ROOT, Case, write

GETH = ROOT / "build" / "geth" / "geth"
SECRET = bytes(range(32))
CHAIN_ID = 560_048_777
GENESIS_TIME = 1_700_000_000
KEY = "0x" + "46" * 32
WITHDRAWAL_REQUESTS = "0x00000961Ef480Eb55e80D19ad83579A64c007002"
CONSOLIDATION_REQUESTS = "0x0000BBdDc7CE488642fb579F8B00f3a590007251"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def token() -> str:
    def part(text: bytes) -> bytes:
        return base64.urlsafe_b64encode(text).rstrip(b"=")

    head = part(b'{"alg":"HS256","typ":"JWT"}')
    body = head + b"." + part(json.dumps({"iat": int(time.time())}).encode())
    return (body + b"." + part(hmac.new(SECRET, body, hashlib.sha256).digest())).decode()


def genesis() -> dict[str, Any]:
    """geth's own, with its system contracts, and one account that can pay."""
    text = subprocess.run([GETH, "--dev", "dumpgenesis"], capture_output=True, check=True).stdout
    made = json.loads(text)
    config = made["config"]
    config.pop("bogotaTime", None)
    config["chainId"] = CHAIN_ID
    config["depositContractAddress"] = "0x" + "42" * 20
    config["blobSchedule"]["osaka"] = config["blobSchedule"]["prague"]
    made["timestamp"] = hex(GENESIS_TIME)
    made["gasLimit"] = hex(60_000_000)
    system = ("000f3df6d732807ef1319fb7b8bb8522d0beac02", "0000f90827f1c53a10cb7a02335b175320002935",
              WITHDRAWAL_REQUESTS[2:].lower(), CONSOLIDATION_REQUESTS[2:].lower())  # fmt: skip
    made["alloc"] = {k: v for k, v in made["alloc"].items() if k.lower().removeprefix("0x") in system}
    assert len(made["alloc"]) == len(system), sorted(made["alloc"])
    made["alloc"][Account.from_key(KEY).address[2:]] = {"balance": hex(10**24)}
    for field in ("slotNumber", "excessBlobGas", "blobGasUsed"):
        made.pop(field, None)
    return made


class Geth:
    def __init__(self, folder: Path) -> None:
        self.engine_port, self.port = free_port(), free_port()
        (folder / "genesis.json").write_text(json.dumps(genesis()))
        (folder / "jwt.hex").write_text(SECRET.hex())
        data = ["--datadir", str(folder / "data"), "--verbosity", "1"]
        subprocess.run([GETH, *data, "init", str(folder / "genesis.json")], check=True)
        self.process = subprocess.Popen(
            [GETH, *data, "--nodiscover", "--maxpeers", "0", "--nat", "none", "--ipcdisable", "--syncmode", "full",
             "--port", "0", "--authrpc.jwtsecret", str(folder / "jwt.hex"),
             "--authrpc.port", str(self.engine_port), "--http", "--http.port", str(self.port),
             "--miner.extradata", "stafi"])  # fmt: skip
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.engine_port)).close()
                break
            except OSError:
                time.sleep(0.1)

    def call(self, port: int, method: str, params: list[Any]) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + token()}
        request = urllib.request.Request(f"http://127.0.0.1:{port}", body.encode(), headers)
        with urllib.request.urlopen(request) as answer:
            result = json.load(answer)
        if "error" in result:
            raise RuntimeError((method, result["error"]))
        return result["result"]

    def eth(self, method: str, *params: Any) -> Any:
        return self.call(self.port, method, list(params))

    def engine(self, method: str, *params: Any) -> Any:
        return self.call(self.engine_port, method, list(params))


def transactions(block: int) -> list[dict[str, Any]]:
    """What is sent before each block: nothing, a transfer, requests of both kinds."""
    if block == 1:
        return [{"to": bytes.fromhex("dd" * 20), "value": 7, "data": b""}]
    exit_request = {"to": WITHDRAWAL_REQUESTS, "value": 1, "data": b"\x11" * 48 + bytes(8)}
    if block == 2:
        return [exit_request]
    if block == 3:
        partial = {**exit_request, "data": b"\x22" * 48 + (10**9).to_bytes(8, "big")}
        merge = {"to": CONSOLIDATION_REQUESTS, "value": 1, "data": b"\x33" * 48 + b"\x44" * 48}
        return [exit_request, partial, merge]
    return []


def withdrawals(block: int) -> list[dict[str, str]]:
    return [{"index": hex(10 * block + i), "validatorIndex": hex(i * 1000), "address": "0x" + "dd" * 20,
             "amount": hex(10**9 + i)} for i in range(block % 3)]  # fmt: skip


def main() -> None:
    subprocess.run([ROOT / "tools" / "geth.sh"], check=True)
    folder = Path(tempfile.mkdtemp())
    geth = Geth(folder)
    cases: list[Case] = []
    nonce = 0
    try:
        head = geth.eth("eth_getBlockByNumber", "latest", False)["hash"]
        for block in range(5):
            for fields in transactions(block):
                signed = Account.sign_transaction(
                    {"chainId": CHAIN_ID, "nonce": nonce, "gas": 200_000, "maxFeePerGas": 2 * 10**9,
                     "maxPriorityFeePerGas": 10**9, **fields}, KEY)  # fmt: skip
                geth.eth("eth_sendRawTransaction", "0x" + signed.raw_transaction.hex())
                nonce += 1
            state = {"headBlockHash": head, "safeBlockHash": head, "finalizedBlockHash": head}
            attributes = {
                "timestamp": hex(GENESIS_TIME + 12 * (block + 1)),
                "prevRandao": "0x%064x" % (block + 1),
                "suggestedFeeRecipient": "0x" + "ee" * 20,
                "withdrawals": withdrawals(block),
                "parentBeaconBlockRoot": "0x%064x" % (1000 + block),
            }
            started = geth.engine("engine_forkchoiceUpdatedV3", state, attributes)
            time.sleep(0.5)
            built = geth.engine("engine_getPayloadV5", started["payloadId"])
            payload, requests = built["executionPayload"], built["executionRequests"]
            assert len(payload["transactions"]) == len(transactions(block)), block
            params = [payload, [], attributes["parentBeaconBlockRoot"], requests]
            status = geth.engine("engine_newPayloadV4", *params)
            assert status["status"] == "VALID", status
            head = payload["blockHash"]
            moved = geth.engine(
                "engine_forkchoiceUpdatedV3", {**state, "headBlockHash": head}, None
            )
            cases.append(
                {
                    "forkchoice_params": [state, attributes],
                    "forkchoice_result": started,
                    "get_payload_result": {k: v for k, v in built.items() if k != "blobsBundle"},
                    "new_payload_params": params,
                    "new_payload_result": status,
                    "forkchoice_moved_result": moved,
                    "requests_hash": geth.eth("eth_getBlockByHash", head, False)["requestsHash"],
                }
            )
        # A block with a wrong hash, and a head that nobody knows.
        payload = {**payload, "blockHash": "0x" + "77" * 32}
        params = [payload, [], attributes["parentBeaconBlockRoot"], requests]
        unknown = {key: "0x" + "88" * 32 for key in state}
        refused = {
            "new_payload_params": params,
            "new_payload_result": geth.engine("engine_newPayloadV4", *params),
            "forkchoice_moved_result": geth.engine("engine_forkchoiceUpdatedV3", unknown, None),
        }
    finally:
        geth.process.kill()
        geth.process.wait()
        shutil.rmtree(folder)
    write("engine_api/blocks.json", "answers of geth v1.17.8 to this script", cases, refused=refused)


main()
