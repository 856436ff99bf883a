"""Files of ethstaker-deposit: deposit data, keystores, voluntary exits, credential changes."""

import contextlib
import random
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from ethstaker_deposit.credentials import Credential
from ethstaker_deposit.key_handling.keystore import Pbkdf2Keystore, ScryptKeystore
from ethstaker_deposit.settings import ALL_CHAINS, BaseChainSetting, get_chain_setting
from ethstaker_deposit.utils import ssz
from ethstaker_deposit.utils.exit_transaction import (
    exit_transaction_generation,
    export_exit_transaction_json,
)
from ethstaker_deposit.utils.export_data import export_deposit_data_json
from mnemonic import Mnemonic
from py_ecc.bls import G2ProofOfPossession as bls

import beacon_types as beacon
from common import Case, seeded, version, write

SOURCE = f"made with {version('ethstaker-deposit')}"
TIME = 1_700_000_000
GWEI = 10**9
ADDRESS = "0x27d64dd9172e4b59a444817d30f7af8228f174cc"
PASSWORD = "test password 1234"


def mnemonics() -> list[str]:
    rng = seeded("deposit/mnemonics")
    words = Mnemonic("english")
    return [
        words.to_mnemonic(bytes(32)),
        words.to_mnemonic(rng.randbytes(32)),
        words.to_mnemonic(rng.randbytes(16)),
    ]


def hex32(number: int) -> str:
    return number.to_bytes(32, "big").hex()


def credential(mnemonic: str, network: str, index: int, ether: int, **more: Any) -> Credential:
    return Credential(
        mnemonic=mnemonic,
        mnemonic_password="",
        index=index,
        amount=ether * GWEI,
        chain_setting=get_chain_setting(network),
        hex_withdrawal_address=ADDRESS,  # type: ignore[arg-type]
        **more,
    )


@contextlib.contextmanager
def folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as path:
        yield path


def text_of(path: str) -> Case:
    """Name and text of a file as it was written."""
    return {"file_name": Path(path).name, "text": Path(path).read_text(encoding="utf-8")}


# Networks


def network_case(setting: BaseChainSetting) -> Case:
    case: Case = {
        "network": setting.NETWORK_NAME,
        "genesis_fork_version": setting.GENESIS_FORK_VERSION.hex(),
        "deposit_domain": ssz.compute_deposit_domain(setting.GENESIS_FORK_VERSION).hex(),
        "exit_fork_version": setting.EXIT_FORK_VERSION.hex(),
    }
    root = setting.GENESIS_VALIDATORS_ROOT
    if root:
        case |= {
            "genesis_validators_root": root.hex(),
            "exit_domain": ssz.compute_voluntary_exit_domain(setting.EXIT_FORK_VERSION, root).hex(),
            "credentials_change_domain": ssz.compute_bls_to_execution_change_domain(
                setting.GENESIS_FORK_VERSION, root
            ).hex(),
        }
    return case


# Deposits


def deposit_case(one: Credential) -> Case:
    domain = ssz.compute_deposit_domain(one.chain_setting.GENESIS_FORK_VERSION)
    datum = one.deposit_datum_dict
    known = beacon.DepositData(
        pubkey=datum["pubkey"],
        withdrawal_credentials=datum["withdrawal_credentials"],
        amount=datum["amount"],
        signature=datum["signature"],
    )
    assert bytes(known.hash_tree_root()) == datum["deposit_data_root"]
    return {
        "path": one.signing_key_path,
        "signing_sk": hex32(one.signing_sk),
        "withdrawal_sk": hex32(one.withdrawal_sk),
        "pubkey": datum["pubkey"].hex(),
        "withdrawal_credentials": datum["withdrawal_credentials"].hex(),
        "amount": datum["amount"],
        "signing_root": ssz.compute_signing_root(one.deposit_message, domain).hex(),
        "signature": datum["signature"].hex(),
        "deposit_message_root": datum["deposit_message_root"].hex(),
        "deposit_data_root": datum["deposit_data_root"].hex(),
    }


def file_case(
    mnemonic: str, network: str, start: int, ethers: list[int], compounding: bool
) -> Case:
    """One deposit_data file; the tool itself writes one amount a run, and 0x01 only with 32."""
    ones = [
        credential(mnemonic, network, start + i, ether, compounding=compounding)
        for i, ether in enumerate(ethers)
    ]
    with folder() as path:
        written = text_of(
            export_deposit_data_json(path, TIME, [c.deposit_datum_dict for c in ones])
        )
    return {
        "mnemonic": mnemonic,
        "network": network,
        "start_index": start,
        "compounding": compounding,
        "withdrawal_address": ADDRESS,
        "deposits": [deposit_case(c) for c in ones],
        **written,
    }


def file_cases() -> list[Case]:
    first, second, third = mnemonics()
    return [
        file_case(first, "mainnet", 0, [32, 32], False),
        file_case(first, "mainnet", 0, [32], True),
        file_case(first, "hoodi", 7, [1], False),
        file_case(first, "hoodi", 7, [31], False),
        file_case(second, "hoodi", 0, [1, 31, 32, 2048], True),
        file_case(second, "mainnet", 4294967295, [2048], True),
        file_case(third, "hoodi", 1000, [32], False),
        file_case(third, "sepolia", 3, [33], True),
    ]


# Keystores


@contextlib.contextmanager
def seeded_randomness(rng: random.Random) -> Iterator[None]:
    module = "ethstaker_deposit.key_handling.keystore"
    with (
        mock.patch(f"{module}.randbits", rng.getrandbits),
        mock.patch(f"{module}.uuid4", lambda: uuid.UUID(bytes=rng.randbytes(16), version=4)),
    ):
        yield


def keystore_cases() -> list[Case]:
    """Full costs. The scrypt files of one run share salt and key, as the tool writes them."""
    rng = seeded("deposit/keystores")
    cases = []
    with seeded_randomness(rng), folder() as path:
        shared = ScryptKeystore()
        key = shared._get_decryption_key(PASSWORD)
        salt = shared.crypto.kdf.params["salt"]
        for index, reuse in (
            (0, {"kdf_salt": salt, "decryption_key": key}),
            (1, {"kdf_salt": salt, "decryption_key": key}),
            (12, {}),
        ):
            one = credential(mnemonics()[0], "mainnet", index, 32, use_pbkdf2=not reuse)
            written = text_of(one.save_signing_keystore(PASSWORD, path, TIME, **reuse))
            assert one.verify_keystore(str(Path(path) / written["file_name"]), PASSWORD)
            cases.append(
                {
                    "mnemonic": mnemonics()[0],
                    "index": index,
                    "kdf": "scrypt" if reuse else "pbkdf2",
                    "password": PASSWORD,
                    "secret": hex32(one.signing_sk),
                    **written,
                }
            )
    assert Pbkdf2Keystore().crypto.kdf.params["c"] == 262144
    return cases


# Exits and credential changes


def exit_case(network: str, sk: int, validator: int, epoch: int) -> Case:
    setting = get_chain_setting(network)
    signed = exit_transaction_generation(setting, sk, validator, epoch)
    root = setting.GENESIS_VALIDATORS_ROOT
    assert root
    domain = ssz.compute_voluntary_exit_domain(setting.EXIT_FORK_VERSION, root)
    signing_root = ssz.compute_signing_root(signed.message, domain)  # type: ignore[attr-defined]
    message = beacon.VoluntaryExit(epoch=epoch, validator_index=validator)
    both = beacon.SigningData(object_root=message.hash_tree_root(), domain=domain)
    assert bytes(both.hash_tree_root()) == signing_root
    assert bls.Sign(sk, signing_root) == signed.signature  # type: ignore[attr-defined]
    with folder() as path:
        written = text_of(export_exit_transaction_json(path, signed, TIME))
    return {
        "network": network,
        "sk": hex32(sk),
        "pubkey": bls.SkToPk(sk).hex(),
        "validator_index": validator,
        "epoch": epoch,
        "domain": domain.hex(),
        "message_root": message.hash_tree_root().hex(),
        "signing_root": signing_root.hex(),
        "signature": signed.signature.hex(),  # type: ignore[attr-defined]
        **written,
    }


def exit_cases() -> list[Case]:
    sk = credential(mnemonics()[0], "mainnet", 0, 32).signing_sk
    rows = [
        ("mainnet", 0, 0),
        ("mainnet", 1234567, 300000),
        ("hoodi", 42, 2048),
        ("sepolia", 2**40 - 1, 2**32),
    ]
    return [exit_case(network, sk, validator, epoch) for network, validator, epoch in rows]


def change_cases() -> list[Case]:
    cases = []
    for network, index, validator in (("mainnet", 0, 1), ("hoodi", 3, 987654)):
        one = credential(mnemonics()[1], network, index, 32)
        signed = one.get_bls_to_execution_change_dict(validator)
        cases.append(
            {
                "mnemonic": mnemonics()[1],
                "network": network,
                "index": index,
                "withdrawal_sk": hex32(one.withdrawal_sk),
                "signed_change": signed,
            }
        )
    return cases


def main() -> None:
    write("deposit/networks.json", SOURCE, [network_case(s) for s in ALL_CHAINS.values()])
    write("deposit/files.json", SOURCE, file_cases())
    write("deposit/keystores.json", SOURCE, keystore_cases())
    write("deposit/exits.json", SOURCE, exit_cases())
    write("deposit/credential_changes.json", SOURCE, change_cases())


if __name__ == "__main__":
    main()
