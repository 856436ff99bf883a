"""The deposit contract's tree: roots, proofs, EIP-4881 snapshots; computed naively with hashlib."""

import hashlib
from typing import Any

import beacon_types as beacon
from common import Case, seeded, version, write

SOURCE = "computed by tools/vectors/make_deposit_tree.py with hashlib"
DEPTH = 32
EMPTY_ROOT = "d70a234731285c6804c2a4f56711ddb8c82c99740f207854891028af34e27e5e"  # as deployed

# The first leaves of EIP-4881's test cases, and the deposit root after each.
PRINTED = [
    (
        "7af7da533b0dc64b690cb0604f5a81e40ed83796dd14037ea3a55383b8f0976a",
        "253f73460b66ba0b490a8f17029566b03c0690a584e262acc2be97c969bc65a6",
    ),
    (
        "b7dfec33825ba4dd8f6f8c2498c7202f07cbcf995a6de4b0abc71f1b1c46b2b2",
        "072080f22bf66504d6aa2b978c581e34637912ac191442af4f090dc5773d8936",
    ),
    (
        "7b14766c0e7eddb146fc2a5bfd91e6d358d71995d2dc3c60d0c326607e39f7f2",
        "5e493befc0eb8dd0162eb48e5c3430882eefae51cb3fa757f11853b28387acdb",
    ),
    (
        "4760922c3a4ed6d321fc97355c4e8f7b7aa9e9771cb258095e52702c40170337",
        "e7d648159438c55bd12bbfea58ae16b9f9692d3fb05b0eac1729c67687dabe11",
    ),
    (
        "fba947b41bd711feba3294ddaf1a6a87b888472f08a6c06d48afa702881409cd",
        "1004652bf7077a95c5a7ad7f2abd71565b750dcfbb1748d9489f3cae54c961fb",
    ),
    (
        "277ce49d97fb149180999892fe334e8d4701430aa5e76b7539e9593edc74209d",
        "82219812154553443de49dc85542aad6702f3b7ddb12e12be143a83028a5254a",
    ),
    (
        "7d552eeb22d6a4fa593784ebc22fbd2c400d922dc806def9d8899c06b301125d",
        "2e079bcdc6905fcdf19041d355d17dd5a74f0749ac2cb178e81b648aafef3908",
    ),
]
PRINTED_FINALIZED = [  # of the seventh snapshot
    "33ac367f73d5318defd4d79d1b16c69046401691739f1aac0753a84e0ea28d22",
    "9c8cf1935559cf32ca28a3677d41dea8cbc511ba16d99d7b5ab5610ee22c9eb2",
    "7d552eeb22d6a4fa593784ebc22fbd2c400d922dc806def9d8899c06b301125d",
]


def hash_pair(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(left + right).digest()


ZEROS = [bytes(32)]
for _ in range(DEPTH):
    ZEROS.append(hash_pair(ZEROS[-1], ZEROS[-1]))


def count_chunk(count: int) -> bytes:
    return count.to_bytes(32, "little")


def levels(leaves: list[bytes]) -> list[list[bytes]]:
    """The nodes of every level that are not all zero, leaves first."""
    result = [leaves]
    for zero in ZEROS[:DEPTH]:
        row = result[-1]
        if len(row) % 2:
            row = [*row, zero]
        result.append([hash_pair(row[i], row[i + 1]) for i in range(0, len(row), 2)])
    return result


def deposit_root(leaves: list[bytes]) -> bytes:
    top = levels(leaves)[-1]
    return hash_pair(top[0] if top else ZEROS[DEPTH], count_chunk(len(leaves)))


def finalized_hashes(leaves: list[bytes]) -> list[bytes]:
    """The roots of the full subtrees that the leaves fill, left to right."""
    rows, start, hashes = levels(leaves), 0, []
    for level in range(DEPTH, -1, -1):
        if len(leaves) >> level & 1:
            hashes.append(rows[level][start >> level])
            start += 1 << level
    return hashes


def root_of_finalized(hashes: list[bytes], count: int) -> bytes:
    rest, node = list(hashes), ZEROS[0]
    for level in range(DEPTH):
        node = hash_pair(rest.pop(), node) if count >> level & 1 else hash_pair(node, ZEROS[level])
    assert not rest
    return hash_pair(node, count_chunk(count))


def proof(leaves: list[bytes], index: int) -> list[bytes]:
    """The 33 hashes of a Deposit's proof."""
    branch = []
    for level, row in enumerate(levels(leaves)[:DEPTH]):
        sibling = index >> level ^ 1
        branch.append(row[sibling] if sibling < len(row) else ZEROS[level])
    return [*branch, count_chunk(len(leaves))]


def holds(leaf: bytes, index: int, branch: list[bytes], root: bytes) -> bool:
    node = leaf
    for level, sibling in enumerate(branch):
        right = index >> level & 1 if level < DEPTH else 0
        node = hash_pair(sibling, node) if right else hash_pair(node, sibling)
    return node == root


def deposits(count: int) -> list[Any]:
    rng = seeded("deposit_tree")
    return [
        beacon.DepositData(
            pubkey=rng.randbytes(48),
            withdrawal_credentials=bytes([1 + i % 2]) + bytes(11) + rng.randbytes(20),
            amount=[32, 1, 31, 2048][i % 4] * 10**9,
            signature=rng.randbytes(96),
        )
        for i in range(count)
    ]


def tree_cases(data: list[Any]) -> list[Case]:
    leaves = [bytes(d.hash_tree_root()) for d in data]
    cases = []
    for i, one in enumerate(data):
        cases.append(
            {
                "index": i,
                "pubkey": bytes(one.pubkey).hex(),
                "withdrawal_credentials": bytes(one.withdrawal_credentials).hex(),
                "amount": int(one.amount),
                "signature": bytes(one.signature).hex(),
                "leaf": leaves[i].hex(),
                "count": i + 1,
                "root": deposit_root(leaves[: i + 1]).hex(),
            }
        )
    return cases


def block_hash(count: int) -> bytes:
    return hashlib.sha256(f"block/{count}".encode()).digest()


def snapshot_case(hashes: list[bytes], count: int) -> Case:
    """In the beacon API's JSON form; the block is made up."""
    return {
        "finalized": ["0x" + h.hex() for h in hashes],
        "deposit_root": "0x" + root_of_finalized(hashes, count).hex(),
        "deposit_count": str(count),
        "execution_block_hash": "0x" + block_hash(count).hex(),
        "execution_block_height": str(20_000_000 + count),
    }


def snapshot_cases(leaves: list[bytes]) -> list[Case]:
    cases = []
    for count in (0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 40):
        hashes = finalized_hashes(leaves[:count])
        assert root_of_finalized(hashes, count) == deposit_root(leaves[:count])
        cases.append(snapshot_case(hashes, count))
    rng = seeded("deposit_tree/large")
    for count in (2_312_345, 2**31, 2**32 - 1):
        cases.append(snapshot_case([rng.randbytes(32) for _ in range(count.bit_count())], count))
    return cases


def invalid_snapshot_cases(leaves: list[bytes]) -> list[Case]:
    good = snapshot_case(finalized_hashes(leaves[:7]), 7)
    extra = "0x" + leaves[7].hex()
    faults: list[tuple[str, Case]] = [
        ("root does not follow", {"deposit_root": "0x" + "00" * 32}),
        ("root of other count", {"deposit_root": "0x" + deposit_root(leaves[:8]).hex()}),
        ("one hash too few", {"finalized": good["finalized"][:-1]}),
        ("one hash too many", {"finalized": [*good["finalized"], extra]}),
        ("hashes in another order", {"finalized": good["finalized"][::-1]}),
        ("count changed", {"deposit_count": "6"}),
        ("count zero with hashes", {"deposit_count": "0"}),
        ("count 2^32", {"deposit_count": str(2**32), "finalized": [extra]}),
        ("count 2^64", {"deposit_count": str(2**64)}),
        ("count negative", {"deposit_count": "-7"}),
        ("hash of 31 bytes", {"finalized": [*good["finalized"][:-1], "0x" + "00" * 31]}),
        ("hash is no hex", {"finalized": [*good["finalized"][:-1], "0x" + "zz" * 32]}),
    ]
    return [{"fault": fault, "snapshot": {**good, **change}} for fault, change in faults]


def proof_cases(leaves: list[bytes]) -> list[Case]:
    cases = []
    for index, count in (
        (0, 1),
        (0, 2),
        (1, 2),
        (2, 3),
        (3, 8),
        (7, 9),
        (16, 17),
        (31, 40),
        (39, 40),
    ):
        branch, root = proof(leaves[:count], index), deposit_root(leaves[:count])
        assert holds(leaves[index], index, branch, root)
        cases.append(
            {
                "index": index,
                "count": count,
                "leaf": leaves[index].hex(),
                "proof": [b.hex() for b in branch],
                "root": root.hex(),
            }
        )
    return cases


def check_printed() -> list[Case]:
    """EIP-4881's first leaves give its roots and its finalized hashes."""
    leaves = [bytes.fromhex(leaf) for leaf, _ in PRINTED]
    cases = []
    for i, (leaf, root) in enumerate(PRINTED):
        assert deposit_root(leaves[: i + 1]).hex() == root
        finalized = [h.hex() for h in finalized_hashes(leaves[: i + 1])]
        cases.append(
            {"index": i, "leaf": leaf, "count": i + 1, "root": root, "finalized": finalized}
        )
    assert cases[6]["finalized"] == PRINTED_FINALIZED
    assert deposit_root([]).hex() == EMPTY_ROOT
    return cases


def main() -> None:
    data = deposits(40)
    leaves = [bytes(d.hash_tree_root()) for d in data]
    write(
        "deposit_tree/printed.json",
        "first test cases of EIP-4881",
        check_printed(),
        empty_root=EMPTY_ROOT,
    )
    made = f"{SOURCE}; leaves by {version('remerkleable')}"
    write("deposit_tree/tree.json", made, tree_cases(data))
    write("deposit_tree/snapshots.json", SOURCE, snapshot_cases(leaves))
    write("deposit_tree/invalid_snapshots.json", SOURCE, invalid_snapshot_cases(leaves))
    write("deposit_tree/proofs.json", SOURCE, proof_cases(leaves))


if __name__ == "__main__":
    main()
