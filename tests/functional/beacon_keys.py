"""Validators' keys in the hands of a test, and what is signed with them: by py-ecc and remerkleable,
which share no code with the program under test. Source: consensus-specs, phase0 to Electra."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from beacon_types import DepositData, DepositMessage, ForkData, SigningData
from py_ecc.bls import G2ProofOfPossession as bls
from py_ecc.optimized_bls12_381 import curve_order
from remerkleable.complex import Container

GWEI = 10**9  # in an ether, and wei in one of them
DOMAIN_PROPOSER, DOMAIN_ATTESTER, DOMAIN_DEPOSIT, DOMAIN_EXIT = 0, 1, 3, 4


def unhex(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def to_hex(data: bytes) -> str:
    return "0x" + data.hex()


def to_json(value: Any) -> Any:
    """A container as the Beacon API has it: numbers are strings. `from_obj` reads that as it is."""
    if isinstance(value, Container):
        return to_json(value.to_obj())
    if isinstance(value, dict):
        return {name: to_json(field) for name, field in value.items()}
    return str(value)


def root_to_sign(subject: Container, kind: int, version: bytes, validators_root: bytes) -> bytes:
    """compute_signing_root over compute_domain."""
    fork = ForkData(current_version=version, genesis_validators_root=validators_root)
    domain = bytes([kind, 0, 0, 0]) + bytes(fork.hash_tree_root())[:28]
    return bytes(
        SigningData(object_root=subject.hash_tree_root(), domain=domain).hash_tree_root()
    )


def credentials_of(address: str, kind: int = 1) -> bytes:
    """Withdrawals go to that account: 1 pays out what is above 32 ETH, 2 lets it grow."""
    return bytes([kind]) + bytes(11) + unhex(address)


@dataclass(frozen=True)
class Key:
    """A validator's, made from a name."""

    name: str

    @cached_property
    def secret(self) -> int:
        return int.from_bytes(sha256(self.name.encode()).digest(), "big") % curve_order

    @cached_property
    def pubkey(self) -> bytes:
        return bls.SkToPk(self.secret)

    def __str__(self) -> str:
        return to_hex(self.pubkey)

    def sign(self, subject: Container, kind: int, version: bytes, root: bytes = bytes(32)) -> bytes:
        return bls.Sign(self.secret, root_to_sign(subject, kind, version, root))

    def deposit(self, credentials: bytes, ether: int, version: bytes) -> DepositData:
        """What the deposit contract and the beacon chain accept."""
        message = DepositMessage(
            pubkey=self.pubkey, withdrawal_credentials=credentials, amount=ether * GWEI
        )
        return DepositData(
            pubkey=self.pubkey, withdrawal_credentials=credentials, amount=ether * GWEI,
            signature=self.sign(message, DOMAIN_DEPOSIT, version),
        )  # fmt: skip
