"""What the pool hashes: registry keys, proposals, flags, and the approval of whole deposits.

The preimages are written down from contracts/src/pool, packed by eth-abi, signed data hashed by
eth-account.
"""

from typing import Any

from eth_abi import encode
from eth_abi.packed import encode_packed
from eth_account.messages import _hash_eip191_message, encode_typed_data
from eth_utils import keccak, to_checksum_address

from common import Case, seeded, version, write

SOURCE = f"made with {version('eth-abi')} and {version('eth-account')}"
NAMES = [
    *["stafiUserDeposit", "rETHToken", "stafiLightNode", "stafiSuperNode", "stafiWithdraw"],
    *["stafiDistributor", "stafiNetworkBalances", "stafiNetworkSettings", "stafiNodeManager"],
    *["stafiEther", "stafiFeePool", "stafiSuperNodeFeePool", "stafiStakingPoolSettings"],
    *["stafiStakingPoolManager", "stafiNodeDeposit", "stafiUpgrade", "ethDeposit"],
]
PROPOSALS: dict[str, list[int]] = {
    "distributeWithdrawals": [17_000_000, 28 * 10**18, 4 * 10**18, 10**15, 3],
    "reserveEthForWithdraw": [19_876],
    "notifyValidatorExit": [19_876, 19_870, 6, 7, 2**40],
    "distributeFee": [17_000_001, 10**18, 2 * 10**17, 5],
    "distributeSuperNodeFee": [17_000_001, 10**18, 2 * 10**17, 5],
    "distributeSlashAmount": [250_000, 10**18],
    "setMerkleRoot": [250_000, int("ab" * 32, 16)],
    "setPlatformTotalAmount": [250_000, 12 * 10**18],
}


def packed(types: list[str], values: list[Any]) -> str:
    return keccak(encode_packed(types, values)).hex()


def proposals() -> list[Case]:
    cases: list[Case] = []
    member = "0x" + "5a" * 20
    for name, numbers in PROPOSALS.items():
        owner = "stafiWithdraw" if "ithdraw" in name or "Exit" in name else "stafiDistributor"
        proposal = packed(["string", *["uint256"] * len(numbers)], [name, *numbers])
        raw = bytes.fromhex(proposal)
        vote = [f"{owner}.proposal.node.key", raw, member]
        cases.append(
            {
                "name": name,
                "id": proposal,
                "vote_flag": packed(["string", "bytes32", "address"], vote),
                "executed_flag": packed(["string", "bytes32"], [f"{owner}.proposal.key", raw]),
            }
        )
    keys = [b"\x01" * 48, b"\x02" * 48]
    named = encode(["string", "uint256", "bytes[]"], ["nameElectedKeys", 19_876, keys])
    cases.append({"name": "nameElectedKeys", "id": keccak(named).hex()})
    figures = [10_000_250_000, 10**21, 9 * 10**20, 95 * 10**19]
    flag = packed(
        ["string", "address", *["uint256"] * 4],
        ["network.balances.submitted.node", member, *figures],
    )
    cases.append({"name": "submitBalances", "submitted_flag": flag})
    return cases


def whole_deposit() -> Case:
    rng = seeded("pool_hashes")
    keys = [rng.randbytes(48) for _ in range(2)]
    signatures = [rng.randbytes(96) for _ in range(2)]
    root, sender, contract = rng.randbytes(32), rng.randbytes(20), rng.randbytes(20)
    credentials = bytes([1]) + bytes(11) + rng.randbytes(20)
    words = "pubkeysHash signaturesHash withdrawalCredentials depositRoot".split()
    types = {
        "EIP712Domain": [
            {"name": "name", "type": "string"},
            {"name": "version", "type": "string"},
            {"name": "chainId", "type": "uint256"},
            {"name": "verifyingContract", "type": "address"},
        ],
        "WholeDeposit": [
            {"name": "superNode", "type": "address"},
            *[{"name": word, "type": "bytes32"} for word in words[:3]],
            {"name": "amountPerKey", "type": "uint256"},
            {"name": words[3], "type": "bytes32"},
            {"name": "validUntilBlock", "type": "uint256"},
        ],
    }
    message = {
        "superNode": to_checksum_address(sender),
        "pubkeysHash": keccak(b"".join(keys)),
        "signaturesHash": keccak(b"".join(signatures)),
        "withdrawalCredentials": credentials,
        "amountPerKey": 32 * 10**18,
        "depositRoot": root,
        "validUntilBlock": 1_234_567,
    }
    domain = {
        "name": "StafiSuperNode",
        "version": "1",
        "chainId": 560048,
        "verifyingContract": to_checksum_address(contract),
    }
    document = {
        "types": types,
        "primaryType": "WholeDeposit",
        "domain": domain,
        "message": message,
    }
    digest = _hash_eip191_message(encode_typed_data(full_message=document))
    return {
        "pubkeys": [each.hex() for each in keys],
        "signatures": [each.hex() for each in signatures],
        "deposit_root": root.hex(),
        "sender": sender.hex(),
        "contract": contract.hex(),
        "credentials": credentials.hex(),
        "digest": digest.hex(),
    }


registry = [{"name": each, "key": packed(["string"] * 2, ["contract.address", each])} for each in NAMES]
write("pool_hashes/registry.json", SOURCE, registry)
write("pool_hashes/proposals.json", SOURCE, proposals())
write("pool_hashes/whole_deposit.json", SOURCE, [whole_deposit()])
