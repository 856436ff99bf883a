"""SSZ: basic shapes, every container of the beacon chain, whole states, proofs, refusals."""

import hashlib
import random
from typing import Any

from remerkleable.basic import boolean, uint8, uint16, uint32, uint64, uint128, uint256
from remerkleable.bitfields import Bitlist, Bitvector
from remerkleable.byte_arrays import ByteList, ByteVector
from remerkleable.complex import Container, List, Vector
from remerkleable.core import Path

import beacon_types as beacon
from common import Case, seeded, version, write
from ssz_values import full_value, random_value, to_json

SOURCE = f"made with {version('remerkleable')}"


# The containers of the generic consensus tests.


class SingleFieldTestStruct(Container):
    A: uint8


class SmallTestStruct(Container):
    A: uint16
    B: uint16


class FixedTestStruct(Container):
    A: uint8
    B: uint64
    C: uint32


class VarTestStruct(Container):
    A: uint16
    B: List[uint16, 1024]
    C: uint8


class ComplexTestStruct(Container):
    A: uint16
    B: List[uint16, 128]
    C: uint8
    D: ByteList[256]
    E: VarTestStruct
    F: Vector[FixedTestStruct, 4]
    G: Vector[VarTestStruct, 2]


class BitsStruct(Container):
    A: Bitlist[5]
    B: Bitvector[2]
    C: Bitvector[1]
    D: Bitlist[6]
    E: Bitvector[8]


BASIC = [boolean, uint8, uint16, uint32, uint64, uint128, uint256]
VECTORS = [
    *(Bitvector[n] for n in (1, 2, 7, 8, 9, 31, 255, 256, 257, 512, 513)),
    *(ByteVector[n] for n in (1, 4, 20, 31, 32, 33, 48, 64, 65, 96, 256)),
    *(Vector[boolean, n] for n in (1, 3, 33)),
    *(Vector[uint8, n] for n in (1, 32, 33)),
    *(Vector[uint16, n] for n in (1, 2, 3, 16, 17)),
    *(Vector[uint64, n] for n in (1, 4, 5, 8, 64)),
    *(Vector[uint256, n] for n in (1, 2, 3)),
    *(Vector[ByteVector[32], n] for n in (1, 2, 5, 33)),
    Vector[SmallTestStruct, 3],
    Vector[VarTestStruct, 2],
    Vector[Vector[uint16, 3], 3],
]
LISTS = [
    *(Bitlist[n] for n in (1, 2, 7, 8, 9, 31, 255, 256, 257, 512, 2048)),
    *(ByteList[n] for n in (1, 31, 32, 33, 256)),
    *(List[uint8, n] for n in (1, 32, 100)),
    *(List[uint16, n] for n in (1, 16, 17, 128)),
    *(List[uint64, n] for n in (1, 4, 5, 100)),
    List[uint256, 4],
    List[boolean, 10],
    *(List[ByteVector[32], n] for n in (1, 4, 5, 16)),
    List[ByteVector[48], 8],
    List[SmallTestStruct, 4],
    List[FixedTestStruct, 9],
    List[VarTestStruct, 4],
    List[ByteList[20], 4],
    List[List[uint16, 4], 4],
    List[Bitlist[9], 4],
    List[Vector[uint64, 2], 4],
]
STRUCTS = [
    SingleFieldTestStruct,
    SmallTestStruct,
    FixedTestStruct,
    VarTestStruct,
    ComplexTestStruct,
    BitsStruct,
]
MISC = (
    "Fork ForkData SigningData Checkpoint Validator HistoricalSummary Eth1Data BeaconBlockHeader "
    "SignedBeaconBlockHeader"
)
DEPOSITS = (
    "DepositMessage DepositData Deposit VoluntaryExit SignedVoluntaryExit BLSToExecutionChange "
    "SignedBLSToExecutionChange Withdrawal PendingDeposit PendingPartialWithdrawal "
    "PendingConsolidation DepositRequest WithdrawalRequest ConsolidationRequest ExecutionRequests"
)
ATTESTATIONS = (
    "AttestationData IndexedAttestation Attestation SingleAttestation AggregateAndProof "
    "SignedAggregateAndProof AttesterSlashing ProposerSlashing"
)
SYNC = (
    "SyncAggregate SyncCommitteeMessage SyncCommitteeContribution ContributionAndProof "
    "SignedContributionAndProof SyncAggregatorSelectionData"
)
EXECUTION = (
    "ExecutionPayload ExecutionPayloadHeader ValidatorRegistration SignedValidatorRegistration"
)
BLOCKS = "BeaconBlockBody BeaconBlock SignedBeaconBlock"


def type_name(kind: Any) -> str:
    """The type as the SSZ specification writes it, without blanks."""
    if issubclass(kind, Bitvector):
        return f"Bitvector[{kind.vector_length()}]"
    if issubclass(kind, Bitlist):
        return f"Bitlist[{kind.limit()}]"
    if issubclass(kind, ByteVector):
        return f"ByteVector[{kind.type_byte_length()}]"
    if issubclass(kind, ByteList):
        return f"ByteList[{kind.limit()}]"
    if issubclass(kind, List):
        return f"List[{type_name(kind.element_cls())},{kind.limit()}]"
    if issubclass(kind, Vector):
        return f"Vector[{type_name(kind.element_cls())},{kind.vector_length()}]"
    return kind.__name__


def value_case(value: Any) -> Case:
    kind = type(value)
    encoded = value.encode_bytes()
    assert kind.decode_bytes(encoded) == value
    return {
        "type": type_name(kind),
        "value": to_json(value),
        "ssz": encoded.hex(),
        "root": value.hash_tree_root().hex(),
    }


def cases_of(kinds: list[Any], count: int) -> list[Case]:
    """The default value, then `count` random ones, of every type."""
    cases = []
    for kind in kinds:
        rng = seeded(f"ssz/{type_name(kind)}")
        cases.append(value_case(kind()))
        cases += [value_case(random_value(kind, rng)) for _ in range(count)]
    return cases


def list_cases() -> list[Case]:
    """Also every list filled to its limit."""
    cases = cases_of(LISTS, 2)
    for kind in LISTS:
        cases.append(value_case(full_value(kind, seeded(f"ssz/full/{type_name(kind)}"))))
    return cases


def basic_cases() -> list[Case]:
    cases = [value_case(boolean(False)), value_case(boolean(True))]
    for kind in BASIC[1:]:
        top = 256 ** kind.type_byte_length() - 1
        for number in (
            0,
            1,
            128,
            255,
            0x0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF & top,
            top,
        ):
            cases.append(value_case(kind(number)))
    return cases


def beacon_kinds(names: str) -> list[Any]:
    return [getattr(beacon, name) for name in names.split()]


# States: the long vectors follow a rule


RULES = {
    "roots": "element i of block_roots, state_roots and randao_mixes is sha256('<field>/<i>')",
    "slashings": "element i of slashings is i * i",
    "pubkeys": "key i of a sync committee is d followed by the first 16 bytes of d, "
    "where d = sha256('<field>/<i>')",
}


def rule_root(field: str, i: int) -> bytes:
    return hashlib.sha256(f"{field}/{i}".encode()).digest()


def rule_committee(field: str, rng: random.Random) -> Any:
    digests = [rule_root(field, i) for i in range(512)]
    return beacon.SyncCommittee(
        pubkeys=[d + d[:16] for d in digests], aggregate_pubkey=rng.randbytes(48)
    )


def ruled_state(kind: Any, validators: int) -> Any:
    rng = seeded(f"ssz/{kind.__name__}")
    fields: dict[str, Any] = {}
    for name, type_ in kind.fields().items():
        if name in ("block_roots", "state_roots", "randao_mixes"):
            fields[name] = [rule_root(name, i) for i in range(type_.vector_length())]
        elif name == "slashings":
            fields[name] = [i * i for i in range(type_.vector_length())]
        elif name.endswith("sync_committee"):
            fields[name] = rule_committee(name, rng)
        elif issubclass(type_, List) and type_.limit() == beacon.VALIDATOR_REGISTRY_LIMIT:
            fields[name] = [random_value(type_.element_cls(), rng) for _ in range(validators)]
        else:
            fields[name] = random_value(type_, rng)
    return kind(**fields)


def state_case(state: Any, ruled: bool) -> Case:
    """Without the SSZ, of 2.7 MB, and without what the rules say."""
    encoded = state.encode_bytes()
    case: Case = {"type": type(state).__name__, "default": not ruled}
    if ruled:
        value = to_json(state)
        for name in ("block_roots", "state_roots", "randao_mixes", "slashings"):
            del value[name]
        for name in ("current_sync_committee", "next_sync_committee"):
            del value[name]["pubkeys"]
        case["value"] = value
    return case | {
        "ssz_length": len(encoded),
        "ssz_sha256": hashlib.sha256(encoded).hexdigest(),
        "root": state.hash_tree_root().hex(),
        "field_roots": {n: getattr(state, n).hash_tree_root().hex() for n in state.fields()},
    }


def states() -> list[Any]:
    return [ruled_state(beacon.BeaconState, 20), ruled_state(beacon.BeaconStateFulu, 33)]


def state_cases() -> list[Case]:
    defaults = [beacon.BeaconState(), beacon.BeaconStateFulu()]
    return [state_case(s, False) for s in defaults] + [state_case(s, True) for s in states()]


# Proofs


def proof_case(value: Any, path: list[Any]) -> Case:
    place = Path(type(value))
    for step in path:
        place = place / step
    gindex = int(place.gindex())
    node = value.get_backing()
    branch, at = [], gindex
    while at > 1:
        branch.append(node.getter(at ^ 1).merkle_root().hex())
        at >>= 1
    return {
        "type": type(value).__name__,
        "path": [str(step) for step in path],
        "gindex": str(gindex),
        "leaf": node.getter(gindex).merkle_root().hex(),
        "branch": branch,
        "root": value.hash_tree_root().hex(),
    }


def proof_cases() -> list[Case]:
    paths: list[list[Any]] = [
        ["slot"],
        ["fork"],
        ["validators"],
        ["validators", "__len__"],
        ["validators", 0],
        ["validators", 19],
        ["validators", 7, "pubkey"],
        ["validators", 7, "withdrawal_credentials"],
        ["balances", 13],
        ["finalized_checkpoint", "root"],
        ["block_roots", 8191],
        ["latest_block_header"],
        ["latest_execution_payload_header", "block_hash"],
        ["next_withdrawal_index"],
        ["current_sync_committee"],
        ["pending_consolidations"],
    ]
    electra, fulu = states()
    cases = [proof_case(fulu, path) for path in paths]
    cases += [proof_case(electra, path) for path in paths[4:10]]
    cases.append(proof_case(fulu, ["proposer_lookahead", 63]))
    block = random_value(beacon.BeaconBlock, seeded("ssz/proofs"))
    for text in ("state_root", "body", "body/execution_requests", "body/execution_payload"):
        cases.append(proof_case(block, text.split("/")))
    for field in ("block_hash", "withdrawals"):
        cases.append(proof_case(block, ["body", "execution_payload", field]))
    for case in cases:
        assert holds(case)
    return cases


def holds(case: Case) -> bool:
    node, at = bytes.fromhex(case["leaf"]), int(case["gindex"])
    for sibling in case["branch"]:
        other = bytes.fromhex(sibling)
        node = hashlib.sha256(other + node if at & 1 else node + other).digest()
        at >>= 1
    return node.hex() == case["root"]


# Refusals


def le(number: int, size: int = 4) -> str:
    return number.to_bytes(size, "little").hex()


INVALID: list[tuple[str, Any, str]] = [
    ("boolean 2", boolean, "02"),
    ("boolean 255", boolean, "ff"),
    ("empty", boolean, ""),
    ("two bytes", boolean, "0100"),
    ("one byte short", uint64, "00" * 7),
    ("one byte long", uint64, "00" * 9),
    ("empty", uint64, ""),
    ("one byte long", uint8, "0000"),
    ("one byte short", uint256, "00" * 31),
    ("bit past the end", Bitvector[4], "10"),
    ("bit past the end", Bitvector[9], "ff02"),
    ("one byte short", Bitvector[9], "ff"),
    ("one byte long", Bitvector[8], "ff00"),
    ("empty", Bitvector[8], ""),
    ("no delimiter: empty", Bitlist[8], ""),
    ("no delimiter: zero", Bitlist[8], "00"),
    ("no delimiter in the last byte", Bitlist[64], "ff00"),
    ("longer than the limit", Bitlist[7], "ff01"),
    ("longer than the limit", Bitlist[8], "0003"),
    ("longer than the limit", Bitlist[1], "07"),
    ("far longer than the limit", Bitlist[8], "00" * 40 + "01"),
    ("one byte short", ByteVector[32], "00" * 31),
    ("one byte long", ByteVector[32], "00" * 33),
    ("longer than the limit", ByteList[31], "00" * 32),
    ("half an element", Vector[uint16, 3], "000000000000"[:-2]),
    ("one element more", Vector[uint16, 3], "0000" * 4),
    ("one element short", Vector[uint64, 4], "00" * 24),
    ("boolean 2 inside", Vector[boolean, 3], "010200"),
    ("half an element", List[uint16, 16], "000000"),
    ("longer than the limit", List[uint16, 1], "00000000"),
    ("longer than the limit", List[ByteVector[32], 4], "00" * 160),
    ("element cut", List[ByteVector[48], 8], "00" * 95),
    ("boolean 2 inside", List[boolean, 10], "0102"),
    ("longer than the limit", List[SmallTestStruct, 4], "00" * 20),
    ("first offset zero", List[ByteList[20], 4], le(0)),
    ("first offset not a multiple of 4", List[ByteList[20], 4], le(5) + "00" * 5),
    ("first offset past the end", List[ByteList[20], 4], le(8)),
    ("first offset huge", List[ByteList[20], 4], le(0xFFFFFFFC)),
    ("longer than the limit", List[ByteList[20], 4], le(20) * 5),
    ("offsets decrease", List[ByteList[20], 4], le(12) + le(14) + le(13) + "000000"),
    ("last offset past the end", List[ByteList[20], 4], le(8) + le(12) + "000000"),
    ("element longer than its limit", List[ByteList[20], 4], le(4) + "00" * 21),
    ("offset cut", List[ByteList[20], 4], "0400"),
    ("inner Bitlist without delimiter", List[Bitlist[9], 4], le(4) + "00"),
    ("inner Bitlist empty", List[Bitlist[9], 4], le(8) + le(8) + "01"),
    ("empty", SmallTestStruct, ""),
    ("one byte short", SmallTestStruct, "000000"),
    ("one byte long", SmallTestStruct, "0000000000"),
    ("offset skips a byte", VarTestStruct, "0000" + le(8) + "00" + "00" + "0000"),
    ("offset inside the fixed part", VarTestStruct, "0000" + le(6) + "00" + "0000"),
    ("offset zero", VarTestStruct, "0000" + le(0) + "00" + "0000"),
    ("offset past the end", VarTestStruct, "0000" + le(8) + "00"),
    ("offset huge", VarTestStruct, "0000" + le(0xFFFFFFFF) + "00" + "0000"),
    ("fixed part cut", VarTestStruct, "0000" + le(7)),
    ("half an element at the end", VarTestStruct, "0000" + le(7) + "00" + "000000"),
    ("list longer than its limit", VarTestStruct, "0000" + le(7) + "00" + "0000" * 1025),
    ("bit past the end", BitsStruct, le(11) + "04" + "00" + le(12) + "00" + "01" + "01"),
    ("Bitlist above its limit", BitsStruct, le(11) + "00" + "00" + le(12) + "00" + "60" + "01"),
    ("offsets swapped", BitsStruct, le(12) + "00" + "00" + le(11) + "00" + "01" + "01"),
    ("Bitlist without delimiter", BitsStruct, le(11) + "00" + "00" + le(12) + "00" + "01" + "00"),
    ("one byte short", beacon.DepositData, "00" * 183),
    ("one byte long", beacon.DepositData, "00" * 185),
    ("slashed is 2", beacon.Validator, "00" * 88 + "02" + "00" * 32),
    ("one byte short", beacon.VoluntaryExit, "00" * 15),
    ("one byte long", beacon.Checkpoint, "00" * 41),
]  # fmt: skip


def invalid_cases() -> list[Case]:
    accepted = [f for f, k, text in INVALID if not refuses(k, bytes.fromhex(text))]
    assert not accepted, accepted
    return [{"fault": f, "type": type_name(k), "ssz": text} for f, k, text in INVALID]


def refuses(kind: Any, encoded: bytes) -> bool:
    try:
        value = kind.decode_bytes(encoded)
    except Exception:
        return True
    return value.encode_bytes() != encoded


def main() -> None:
    write("ssz/basic.json", SOURCE, basic_cases())
    write("ssz/vectors.json", SOURCE, cases_of(VECTORS, 2))
    write("ssz/lists.json", SOURCE, list_cases())
    write("ssz/structs.json", SOURCE, cases_of(STRUCTS, 4))
    write("ssz/misc.json", SOURCE, cases_of(beacon_kinds(MISC), 2))
    write("ssz/deposits.json", SOURCE, cases_of(beacon_kinds(DEPOSITS), 2))
    write("ssz/attestations.json", SOURCE, cases_of(beacon_kinds(ATTESTATIONS), 2))
    write("ssz/sync.json", SOURCE, cases_of(beacon_kinds(SYNC), 2))
    write("ssz/execution.json", SOURCE, cases_of(beacon_kinds(EXECUTION), 2))
    write("ssz/blocks.json", SOURCE, cases_of(beacon_kinds(BLOCKS), 1))
    write("ssz/states.json", SOURCE, state_cases(), rules=RULES)
    write("ssz/proofs.json", SOURCE, proof_cases())
    write("ssz/invalid.json", f"refused by {version('remerkleable')}", invalid_cases())


if __name__ == "__main__":
    main()
