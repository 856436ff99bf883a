"""A devnet as stakers use it: accounts that send transactions, the beacon chain that is asked, the
pool with its oracle. Transactions are encoded and signed by eth-abi and eth-account."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

from beacon_keys import (
    DOMAIN_ATTESTER,
    DOMAIN_EXIT,
    DOMAIN_PROPOSER,
    Key,
    credentials_of,
    root_to_sign,
    to_hex,
    to_json,
    unhex,
)
from beacon_types import (
    AttestationData,
    BeaconBlockHeader,
    DepositData,
    SingleAttestation,
    VoluntaryExit,
)
from devnets import Devnet, wait_until
from eth_abi import decode, encode
from eth_abi.grammar import parse
from eth_account import Account as Signer
from eth_account.messages import encode_typed_data
from eth_utils import keccak, to_checksum_address
from py_ecc.bls import G2ProofOfPossession as bls

ETHER = 10**18
DEPOSIT = "deposit(bytes,bytes,bytes,bytes32)"
KEYS = "(bytes[],bytes[],bytes32[])"  # what both steps of the pool take
INITIAL, MATCH, STAKING, UNMATCH = 1, 2, 3, 4  # ValidatorKeys.sol


def call_data(signature: str, values: tuple[Any, ...]) -> bytes:
    selector = keccak(text=signature)[:4]
    if not values:
        return selector
    types = [part.to_type_str() for part in parse(signature[signature.index("(") :]).components]
    return selector + encode(types, values)


class Refused(Exception):
    """By a contract, with its words."""


class Account:
    """One that holds ether and signs."""

    def __init__(self, devnet: Devnet, row: dict[str, str]) -> None:
        self.devnet = devnet
        self.key = row["private_key"]
        self.address = Signer.from_key(self.key).address

    def send(self, to: str, data: bytes = b"", wei: int = 0) -> dict[str, Any]:
        """The receipt of a transaction that is in a block and did what it should."""
        return self.done(self.submit(to, data, wei))

    def submit(self, to: str, data: bytes = b"", wei: int = 0) -> str:
        """The hash of a transaction that waits for a block."""
        request = {"from": self.address, "to": to, "data": to_hex(data), "value": hex(wei)}
        try:
            gas = int(self.devnet.rpc("eth_estimateGas", request), 16)
        except AssertionError as error:
            raise Refused(str(error)) from error
        signed = Signer.sign_transaction(
            {
                "to": to_checksum_address(to), "data": data, "value": wei, "gas": gas * 3 // 2,
                "nonce": int(self.devnet.rpc("eth_getTransactionCount", self.address, "pending"), 16),
                "chainId": int(self.devnet.rpc("eth_chainId"), 16),
                "maxFeePerGas": 100 * 10**9, "maxPriorityFeePerGas": 10**9, "type": 2,
            },
            self.key,
        )  # fmt: skip
        return self.devnet.rpc("eth_sendRawTransaction", to_hex(signed.raw_transaction))

    def done(self, name: str) -> dict[str, Any]:
        receipt = wait_until(lambda: self.receipt(name), "a receipt")
        assert receipt["status"] == "0x1", receipt
        return receipt

    def receipt(self, name: str) -> dict[str, Any] | None:
        try:
            return self.devnet.rpc("eth_getTransactionReceipt", name)
        except AssertionError as error:  # what geth says in its first moments
            if "transaction indexing is in progress" not in str(error):
                raise
            return None

    def call(self, contract: str, signature: str, *values: Any, wei: int = 0) -> dict[str, Any]:
        """Sends a call of a contract that the devnet names, or of an address."""
        to = self.devnet.contracts.get(contract, contract)
        return self.send(to, call_data(signature, values), wei)

    def deposit(self, data: DepositData) -> dict[str, Any]:
        """To the deposit contract, past any pool."""
        return self.done(self.submit_deposit(data))

    def submit_deposit(self, data: DepositData) -> str:
        words = call_data(DEPOSIT, deposit_words(data))
        return self.submit(self.devnet.contracts["depositContract"], words, int(data.amount) * 10**9)


def deposit_words(data: DepositData) -> tuple[bytes, bytes, bytes, bytes]:
    return (
        bytes(data.pubkey), bytes(data.withdrawal_credentials), bytes(data.signature),
        bytes(data.hash_tree_root()),
    )  # fmt: skip


class BeaconChain:
    """The devnet's, by its API."""

    def __init__(self, devnet: Devnet) -> None:
        self.devnet = devnet
        genesis = self.get("beacon/genesis")
        self.genesis_version = unhex(genesis["genesis_fork_version"])
        self.validators_root = unhex(genesis["genesis_validators_root"])
        spec = self.get("config/spec")
        self.capella_version = spec["CAPELLA_FORK_VERSION"]
        self.slots_per_epoch = int(spec["SLOTS_PER_EPOCH"])
        self.epoch_seconds = int(spec["SECONDS_PER_SLOT"]) * self.slots_per_epoch

    def request(self, path: str, body: Any = None, version: int = 1) -> Any:
        headers = {"Content-Type": "application/json", "Eth-Consensus-Version": "fulu"}
        request = urllib.request.Request(
            f"{self.devnet.facts['beacon']}/eth/v{version}/{path}",
            None if body is None else json.dumps(body).encode(), headers,
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            error.add_note(error.read().decode(errors="replace"))  # what the node said
            raise
        return json.loads(text) if text else None

    def get(self, path: str, version: int = 1) -> Any:
        return self.request(path, version=version)["data"]

    def has(self, path: str) -> bool:
        """Whether the API knows that at all."""
        try:
            self.get(path)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return False
            raise
        return True

    def knows(self, key: Key) -> bool:
        return self.has(f"beacon/states/head/validators/{key}")

    def record(self, key: Key) -> dict[str, Any]:
        return self.get(f"beacon/states/head/validators/{key}")

    def status(self, key: Key) -> str:
        return self.record(key)["status"] if self.knows(key) else "unknown"

    def balance(self, key: Key) -> int:
        return int(self.record(key)["balance"])

    def index(self, key: Key) -> int:
        return int(self.record(key)["index"])

    def epoch(self) -> int:
        return self.devnet.status()["epoch"]

    def pass_epochs(self, count: int) -> None:
        self.devnet.json("time", f"+{count * self.epoch_seconds}s")

    def forward(self, until: Callable[[], Any], what: str, epochs: int = 60) -> None:
        """Lets time pass until that holds, at most so much of it."""
        for _ in range(0, epochs, 3):
            if until():
                return
            self.pass_epochs(3)
        assert until(), f"{what}, in {epochs} epochs"

    def await_status(self, status: str, *keys: Key, epochs: int = 60) -> None:
        self.forward(
            lambda: all(self.status(key) == status for key in keys),
            f"{status}: " + ", ".join(key.name for key in keys), epochs,
        )  # fmt: skip

    def await_deposits(self) -> None:
        """All that wait are decided."""
        self.pass_epochs(3)
        self.forward(
            lambda: not self.get("beacon/states/head/pending_deposits"), "no pending deposits"
        )

    def current_version(self) -> bytes:
        return unhex(self.get("beacon/states/head/fork")["current_version"])

    def exit(self, key: Key) -> None:
        """Signed by its owner, submitted by anybody. EIP-7044: with Capella's version, for ever."""
        # Not the clock's epoch, in which there may be no block yet.
        head = self.get("beacon/headers/head")["header"]["message"]
        epoch = int(head["slot"]) // int(self.get("config/spec")["SLOTS_PER_EPOCH"])
        message = VoluntaryExit(epoch=epoch, validator_index=self.index(key))
        signature = key.sign(
            message, DOMAIN_EXIT, unhex(self.capella_version), self.validators_root
        )
        proof = {"message": to_json(message), "signature": to_hex(signature)}
        self.request("beacon/pool/voluntary_exits", proof)

    def indexed_vote(self, key: Key, data: AttestationData) -> dict[str, Any]:
        signature = key.sign(data, DOMAIN_ATTESTER, self.current_version(), self.validators_root)
        return {
            "attesting_indices": [str(self.index(key))],
            "data": to_json(data),
            "signature": to_hex(signature),
        }

    def next_duty(self, key: Key) -> dict[str, Any]:
        """To vote in a slot of the next epoch."""
        epoch, index = self.epoch() + 1, str(self.index(key))
        (duty,) = self.request(f"validator/duties/attester/{epoch}", [index])["data"]
        return duty

    def cast(self, key: Key, duty: dict[str, Any], data: AttestationData) -> None:
        """A vote of one validator."""
        vote = SingleAttestation(
            committee_index=int(duty["committee_index"]),
            attester_index=int(duty["validator_index"]), data=data,
            signature=key.sign(
                data, DOMAIN_ATTESTER, self.current_version(), self.validators_root
            ),
        )  # fmt: skip
        self.request("beacon/pool/attestations", [to_json(vote)], version=2)

    def votes_of(self, slot: int) -> list[dict[str, Any]]:
        """The attestations in the block of that slot, with the public keys of who voted."""
        found = []
        for vote in self.get(f"beacon/blocks/{slot}/attestations", version=2):
            members = self.members(int(vote["data"]["slot"]), bits_of(vote["committee_bits"], 64))
            voted = bits_of(vote["aggregation_bits"], len(members))
            voters = [pubkey for pubkey, has in zip(members, voted, strict=True) if has]
            found.append({**vote, "voters": voters})
        return found

    def members(self, slot: int, wanted: list[bool]) -> list[bytes]:
        """Of those committees of a slot, one after the other (EIP-7549)."""
        epoch = slot // self.slots_per_epoch
        rows = self.get(f"beacon/states/head/committees?epoch={epoch}&slot={slot}")
        rows = [row for row in rows if wanted[int(row["index"])]]
        rows.sort(key=lambda row: int(row["index"]))
        everyone = self.get("beacon/states/head/validators")
        return [unhex(everyone[int(i)]["validator"]["pubkey"]) for row in rows for i in row["validators"]]

    def is_signed(self, vote: dict[str, Any]) -> bool:
        """By all its voters, says py-ecc of the root that remerkleable computes."""
        root = root_to_sign(
            AttestationData.from_obj(vote["data"]), DOMAIN_ATTESTER,
            self.current_version(), self.validators_root,
        )  # fmt: skip
        return bls.FastAggregateVerify(vote["voters"], root, unhex(vote["signature"]))

    def signed_header(self, key: Key, header: BeaconBlockHeader) -> dict[str, Any]:
        signature = key.sign(header, DOMAIN_PROPOSER, self.current_version(), self.validators_root)
        return {"message": to_json(header), "signature": to_hex(signature)}

    def denounce_proposer(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        """Two blocks of one slot."""
        proof = {"signed_header_1": first, "signed_header_2": second}
        self.request("beacon/pool/proposer_slashings", proof)

    def denounce(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        """Two votes that contradict each other."""
        proof = {"attestation_1": first, "attestation_2": second}
        self.request("beacon/pool/attester_slashings", proof, version=2)


class Pool:
    """The staking pool, its oracle members and its operators."""

    def __init__(self, devnet: Devnet, chain: BeaconChain) -> None:
        self.devnet = devnet
        self.chain = chain
        of_role: dict[str, list[Account]] = {}
        for row in devnet.accounts:
            of_role.setdefault(row["role"], []).append(Account(devnet, row))
        self.free = of_role["free"]
        self.oracle = next(rows for role, rows in of_role.items() if "oracle" in role)
        self.super_nodes = next(rows for role, rows in of_role.items() if "super" in role)
        self.vault = devnet.contracts["stafiWithdraw"]
        self.credentials = credentials_of(self.vault)

    def sign(self, key: Key, ether: int) -> DepositData:
        """A deposit that pays back to the pool."""
        return key.deposit(self.credentials, ether, self.chain.genesis_version)

    def step(
        self, node: Account, contract: str, step: str, *deposits: DepositData, wei: int = 0
    ) -> dict[str, Any]:
        """`deposit` or `stake` of a node's keys."""
        return node.call(contract, step + KEYS, *columns(deposits), wei=wei)

    def vote(self, contract: str, matches: bool, *keys: Key) -> None:
        """As many members as decide."""
        for member in self.oracle[:2]:
            member.call(
                contract, "voteWithdrawCredentials(bytes[],bool[])",
                [key.pubkey for key in keys], [matches] * len(keys),
            )  # fmt: skip

    def status(self, contract: str, key: Key) -> int:
        kind = contract.removeprefix("stafi")
        return self.ask(contract, f"get{kind}PubkeyStatus(bytes)", key.pubkey)

    def ask(self, contract: str, signature: str, *values: Any) -> int:
        """A view's answer of one number."""
        return self.view(contract, signature, values, "uint256")

    def view(self, contract: str, signature: str, values: tuple[Any, ...], result: str) -> Any:
        request = {
            "to": self.devnet.contracts[contract],
            "data": to_hex(call_data(signature, values)),
        }
        return decode([result], unhex(self.devnet.rpc("eth_call", request, "latest")))[0]

    def wei_of(self, address: str) -> int:
        return int(self.devnet.rpc("eth_getBalance", address, "latest"), 16)

    def deposit_whole(
        self, node: Account, deposit: DepositData, seen: int | None = None
    ) -> None:
        """32 ETH at once, approved by members who saw that root of the deposit contract."""
        if seen is None:
            seen = self.ask("depositContract", "get_deposit_root()")
        root = seen.to_bytes(32, "big")
        until = int(self.devnet.rpc("eth_blockNumber"), 16) + 40
        approvals = [
            member.approve(node, deposit, root, until)
            for member in sorted(map(Member, self.oracle[:2]), key=lambda one: int(one.address, 16))
        ]
        node.call(
            "stafiSuperNode",
            "depositWhole(bytes[],bytes[],bytes32[],bytes32,uint256,bytes[])",
            *columns((deposit,)), root, until, approvals,
        )  # fmt: skip


def bits_of(text: str, count: int) -> list[bool]:
    """Least significant first, as SSZ has them."""
    number = int.from_bytes(unhex(text), "little")
    return [bool(number >> i & 1) for i in range(count)]


def columns(deposits: tuple[DepositData, ...]) -> tuple[list[bytes], list[bytes], list[bytes]]:
    return (
        [bytes(one.pubkey) for one in deposits],
        [bytes(one.signature) for one in deposits],
        [bytes(one.hash_tree_root()) for one in deposits],
    )


class Member(Account):
    """Of the oracle, who approves whole deposits by EIP-712."""

    def __init__(self, account: Account) -> None:
        super().__init__(account.devnet, {"private_key": account.key})

    def approve(self, node: Account, deposit: DepositData, root: bytes, until: int) -> bytes:
        fields = [
            ("superNode", "address", node.address),
            ("pubkeysHash", "bytes32", keccak(bytes(deposit.pubkey))),
            ("signaturesHash", "bytes32", keccak(bytes(deposit.signature))),
            ("withdrawalCredentials", "bytes32", bytes(deposit.withdrawal_credentials)),
            ("amountPerKey", "uint256", 32 * ETHER),
            ("depositRoot", "bytes32", root),
            ("validUntilBlock", "uint256", until),
        ]
        message = encode_typed_data(
            {
                "name": "StafiSuperNode", "version": "1",
                "chainId": int(self.devnet.rpc("eth_chainId"), 16),
                "verifyingContract": self.devnet.contracts["stafiSuperNode"],
            },
            {"WholeDeposit": [{"name": name, "type": kind} for name, kind, _ in fields]},
            {name: value for name, _, value in fields},
        )  # fmt: skip
        return bytes(Signer.sign_message(message, self.key).signature)
